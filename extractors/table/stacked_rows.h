// Rows that no ruling parts: a table with vertical rulings only, or with one that was forgotten.
#pragma once

#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// Splits each row of a ruled grid in which numbers stand below each other: numbers do not wrap, so
// three lines of them, or two in two columns, are rows of their own when the lines of all other
// cells stand beside them. Where a scan may have lost a
// ruling, so are two lines, set wide, that stand beside each other in two columns, one of them
// mostly values. A cell of one line that stands beside none of the first is merged.
//   inside  the glyphs of each cell, parallel to grid.cells; both are changed together
//   cost    O(glyphs x log) for rows of several lines, else O(cells)
void SplitStackedRows(TableGrid& grid, std::vector<std::vector<Glyph>>& inside,
                      bool may_lack_rulings = false);

}  // namespace gongwen
