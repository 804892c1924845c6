// Two versions of a notice, cell by cell.
#pragma once

#include <string>
#include <vector>

#include "model/notice.h"

namespace gongwen {

struct Difference {
  std::string place{};  // 分配表 / 阜康市 / 补助资金; 奇台县 / 城镇新增就业人数 / 指标值; 标题
  std::string before{}, after{};  // empty where one of them has nothing there
  Provenance from{};              // in the second, or in the first where the second has nothing
  bool operator==(const Difference&) const = default;
};

// What differs, in the order of the first notice, then what only the second has. Widths, blanks and
// kinds of brackets and dashes count as equal. Allocation cells are the same by table, recipient
// and column, indicators by region (else by the table's place) and indicator key; a row that stands
// elsewhere is no difference, its levels are.
// Pure, O(n log n) for n cells.
[[nodiscard]] std::vector<Difference> CompareNotices(const Notice& first, const Notice& second);

}  // namespace gongwen
