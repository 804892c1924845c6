// Walls of a table of which a black and white scan kept nothing, told from where its text stands.
#pragma once

#include <span>
#include <vector>

#include "extractors/image/pix.h"
#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// Looks at the ink of the grids' cells, rulings erased:
//   - a cell over several columns or rows, whose text leaves the border between two of them free
//     and stands on both its sides, is two cells
//   - a column whose text leaves a stripe free from top to bottom, with lines on both its sides, is
//     two columns
//   binary    1 bit, 1 = ink, without rulings
//   glyph_px  the usual height of the page's text
//   returns   the rulings that are missing, in points of this image
//   cost      about one look at each pixel of the tables
// Only for scans that lose rulings without a trace: a wide cell with two groups of words may well
// be one cell where rulings can be trusted.
[[nodiscard]] std::vector<Ruling> InferredWalls(::Pix* binary, std::span<const TableGrid> grids,
                                                double dpi, double glyph_px);

}  // namespace gongwen
