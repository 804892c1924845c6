// A misread figure that all totals give away.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "model/decimal.h"
#include "model/notice.h"
#include "normalizers/checks/sum_equations.h"

namespace gongwen {

// A figure to be put in place of a printed one.
struct AmountEdit {
  std::size_t entry = 0;     // index into AllocationTable::entries
  Decimal amount{};          // in the entry's own unit
  std::string text{};        // as it would be printed
  int down = 0, across = 0;  // equations that fail before and hold after
  bool operator==(const AmountEdit&) const = default;
};

// The one way to make all equations hold by changing as few figures as possible, each by a slip of
// the reader: one digit, the sign, the decimal point; or, if that is not enough, one digit too many
// or too few. Figures that OCR read surely are left out, unless there is no other way. Empty where
// everything holds, where no such way is found with up to three figures, or
// where there is more than one.
//   cost  up to kMostSteps trials
[[nodiscard]] std::vector<AmountEdit> UniqueEdits(const AllocationTable& table,
                                                  std::span<const SumEquation> equations);

// Puts right what the sums give away beyond doubt, with a row in `repairs`: a figure that OCR read,
// not surely, that is proposed by UniqueEdits, and that a sum down and a sum across agree on. All
// other figures stay as they are read.
void MendAmounts(Notice& notice);

}  // namespace gongwen
