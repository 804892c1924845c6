// What must add up in an allocation table: 合计 = the rows below it, 合计 = 中央 + 省.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "model/decimal.h"
#include "model/notice.h"

namespace gongwen {

enum class SumDirection { kDown, kAcross };

// total = sum of members. Indexes into AllocationTable::entries.
struct SumEquation {
  SumDirection direction = SumDirection::kDown;
  std::size_t total = 0;
  std::vector<std::size_t> members{};  // at least one
  bool operator==(const SumEquation&) const = default;
};

// The amounts of a table in one unit: 元 where all are known in 元, else as printed. nullopt for a
// cell that is no number.
using AmountList = std::vector<std::optional<Decimal>>;
[[nodiscard]] AmountList AmountsOf(const AllocationTable& table);

// Down: each total row with the rows that name it as their parent, for each column that it has an
// amount in. Across: each column whose name says that it is a total with the columns beside it
// (its subtotals where they have some; 其中 columns are part of another and left out), for each
// row; only where most rows agree, since a 合计 may also be one of something that the table does
// not show. Three columns without a total of which one is the sum of the others in nearly all rows
// count as well (应拨 = 已拨 + 本次下达). A blank cell counts as nothing. Pure, O(entries x
// columns).
[[nodiscard]] std::vector<SumEquation> SumEquations(const AllocationTable& table);

// The members' sum; nullopt when one of them is no number or the sum has over 18 digits.
[[nodiscard]] std::optional<Decimal> SumOfMembers(const SumEquation& equation,
                                                  const AmountList& amounts);
// The total is known and is that sum.
[[nodiscard]] bool Holds(const SumEquation& equation, const AmountList& amounts);

}  // namespace gongwen
