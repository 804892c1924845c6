// Which family a table belongs to: 绩效目标表, 分配表, or neither.
#pragma once

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/table/table_caption.h"

namespace gongwen {

// kIndicator: the cells name levels (一级指标 … 指标值) or hold level labels of the taxonomy
// (产出指标, 数量指标, …). kAllocation: a column of recipients, a column of money, and one more
// sign: a unit, a total row, a title or a column name that speaks of money given out. Else kOther.
// One wrong character in a label does not matter, nor where in the grid it stands: rows slide.
// O(cells).
[[nodiscard]] TableKind ClassifyTable(const TableGrid& grid, const TableCaption& caption,
                                      const LabelReader& reader);

// True for a grid that holds labels of levels and may be the rest of the indicator table before it:
// after a page break too few are left to tell its kind by itself.
[[nodiscard]] bool MayGoOnWithIndicators(const TableGrid& grid, const TableCaption& caption,
                                         const LabelReader& reader);

}  // namespace gongwen
