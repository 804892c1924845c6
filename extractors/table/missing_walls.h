// Vertical rules that a table draws in its head, or in some rows, and leaves out in others.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// The walls between the columns of `grid` that are missing in runs of rows: two or more rows in
// succession are one cell over the same columns, their texts leave the borders between these columns
// free, and most of the rows fill several of them.
//   grid     of rulings, without text
//   bands    of the page, or of the grid
//   returns  vertical rulings, page points; empty for a table that draws all its walls
//   cost     O(rows x columns + words x borders)
[[nodiscard]] std::vector<Ruling> MissingWalls(const TableGrid& grid, int page_no,
                                               std::span<const Band> bands);

}  // namespace gongwen
