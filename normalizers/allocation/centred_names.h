// Names that stand in the middle of their rows, moved to the first of them.
#pragma once

#include <set>
#include <vector>

#include "model/table_grid.h"
#include "normalizers/table/column_roles.h"
#include "normalizers/table/header_rows.h"

namespace gongwen {

// In a table without rulings the name of a group stands beside whichever of its rows is nearest:
//
//                | 小计    | 30                       | 道路一期 | 10
//     甲县       | 东山乡  | 10              甲县     | 道路二期 | 20
//                | 西山乡  | 20                       | 桥梁     | 30
//
// Where 小计 rows stand at the head of every group, or at its end, and each group holds one name,
// they say where it belongs. Where projects stand beside the names, and the first has none or one
// is called after the name below it, groups are told by their middles and by what projects are
// called: the borders that put every name nearest to the middle of its rows. Other grids, and
// columns in which names stand first, stay as they are.
//   returns   the grid with the names of the leftmost recipient column moved, and the rows whose
//             names middles alone tell
// O(rows x the longest group squared).
struct RaisedNames {
  TableGrid grid{};
  std::set<int> guessed{};
};
[[nodiscard]] RaisedNames RaiseNames(TableGrid grid, const HeaderRows& head,
                                     const std::vector<AllocationRole>& roles);

}  // namespace gongwen
