// Tables that came as a list: one cell a line.
#pragma once

#include <optional>

#include "model/table_grid.h"
#include "normalizers/hierarchy/label_reader.h"

namespace gongwen {

// Folds a grid whose rows hold one text each into the rows of the table that it was: the first run
// of header words (一级指标, 二级指标, 三级指标, 指标值) becomes the header row, the texts below it
// are dealt out over its columns. Where a new row begins is told by what texts look like: the
// cheapest way to part the list is found by dynamic programming.
//   returns  a grid of origin kPipes; nullopt when some rows hold more than one text, or there is
//            neither a header nor a label in it
// O(texts x columns^2)
[[nodiscard]] std::optional<TableGrid> FoldCellLines(const TableGrid& grid,
                                                     const LabelReader& reader);

}  // namespace gongwen
