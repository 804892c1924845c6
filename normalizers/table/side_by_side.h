// Tables folded to save paper: 序号 地区 金额 | 序号 地区 金额.
#pragma once

#include <vector>

#include "model/table_grid.h"
#include "normalizers/table/header_rows.h"

namespace gongwen {

// A list of its own: rows of one group of columns, or of several below each other.
struct UnfoldedList {
  TableGrid grid{};
  HeaderRows head{};
};

// Takes a folded grid apart.
//   one list       where the same names stand over each group: the first group's head, then the
//   rows
//                  of the first group, of the second, and so on; 合计 stands once, for all of them
//   several lists  where a name stands over each group (收入 | 支出 over 项目 | 预算数): one for
//   each
//                  group, with its own head and its own total
//   the grid       where no names repeat
// Two to four groups; each has a column of words and a column of numbers. A cell over several
// groups is given to the last of them. Cells keep text, page and box; blank columns between the
// groups, and a 备注 behind the last, are left out. O(slots).
[[nodiscard]] std::vector<UnfoldedList> UnfoldGroups(const TableGrid& grid, const HeaderRows& head);

}  // namespace gongwen
