// What one cell of a money column holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/decimal.h"

namespace gongwen {

struct AmountCell {
  bool is_empty = true;             // blank, or a dash: nothing is given
  std::optional<Decimal> amount{};  // nullopt for words and for numbers that were misread
  std::string unit{};               // printed in the cell itself: 400万元 -> 万元
  bool is_wrapped = false;          // its digits stand in pieces: 10282.7 8, 100 200
  bool operator==(const AmountCell&) const = default;
};

// Reads the cell as ParseAmount does, and further tells nothing (blank, —, /) from something that
// is no number, and △3 as accountants write -3. O(length).
[[nodiscard]] AmountCell ParseAmountCell(std::string_view text);

}  // namespace gongwen
