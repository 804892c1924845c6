// What a notice says twice, compared. docs/checks.md lists the checks.
#pragma once

#include <vector>

#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

// All checks of a notice, in a fixed order; nothing is changed. `reading` is what the notice was
// made of: the letter's own words are compared too.
// Pure, O(rows + text).
[[nodiscard]] std::vector<Check> CheckNotice(const Notice& notice, const Reading& reading);

// Parts of it.
//   sum_down, sum_across                          totals of allocation tables
[[nodiscard]] std::vector<Check> CheckSums(const Notice& notice);
//   letter_total, capital_amount, years, attachments      the letter against its tables
[[nodiscard]] std::vector<Check> CheckLetter(const Notice& notice, const Reading& reading);
//   targets_without_money, money_without_targets, sibling_rows, sibling_wording, sibling_sum,
//   percent_bounds                                indicator tables
[[nodiscard]] std::vector<Check> CheckTargets(const Notice& notice);
//   unread_table                                  tables with figures of which nothing became a row
[[nodiscard]] std::vector<Check> CheckTables(const Notice& notice, const Reading& reading);

}  // namespace gongwen
