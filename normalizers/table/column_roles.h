// What the columns of a table with recipients and amounts hold.
#pragma once

#include <vector>

#include "model/table_grid.h"
#include "normalizers/table/header_rows.h"

namespace gongwen {

enum class AllocationRole {
  kIndex,      // 序号
  kRecipient,  // 县市名称, 单位; several when a city stands beside its counties
  kItem,       // 项目名称: what the recipient gets the money for, where one has several
  kAmount,     // money
  kOther,      // 备注, numbers that are no money (人数, 比例, 编码), further text
};

// One role for each column, told by the names above it and by what its cells hold. O(cells).
[[nodiscard]] std::vector<AllocationRole> AllocationRolesOf(const TableGrid& grid,
                                                            const HeaderRows& head);

// True for a column called 单位 that holds a unit of measure in each of its filled cells, two and
// more: the units of the rows (万元 | 元 | 亩), no recipients.
[[nodiscard]] bool HoldsUnits(const TableGrid& grid, const HeaderRows& head, int column);

}  // namespace gongwen
