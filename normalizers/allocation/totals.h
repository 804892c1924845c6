// Which rows of an allocation table are totals, and of what.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"

namespace gongwen {

// One body row, reduced to what decides.
struct AmountRow {
  std::string recipient{};
  std::vector<std::optional<Decimal>> amounts{};  // one for each amount column
  // Evidence of form that the row stands for a group, without a word such as 合计: a city whose
  // county is blank above its counties, or the only rows without a 序号.
  bool may_be_subtotal = false;
};

struct RowPlace {
  bool is_total = false;
  int parent = -1;  // row of the (sub)total that it belongs to; -1 = none
  bool operator==(const RowPlace&) const = default;
};

// Finds the totals by their words (合计, 总计, 小计, 全省, …), by form and by sums, and gives each
// row the nearest total above it in the hierarchy. Totals may stand before or after their members,
// the grand total first or last. Sums are exact over all amount columns. O(rows x columns x depth),
// O(rows^2 x columns) where subtotals can only be told by sums.
[[nodiscard]] std::vector<RowPlace> PlaceTotals(std::span<const AmountRow> rows);

// True for 合计, 昌吉州合计, 小计（市本级）, 全省: a name that says that the row is a total.
[[nodiscard]] bool IsTotalName(std::string_view recipient);

}  // namespace gongwen
