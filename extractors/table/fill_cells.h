// Glyphs into the cells of a grid.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// Puts each glyph whose centre lies in a cell of the grid's page into that cell, splits rows that
// no ruling parts (stacked_rows.h) and sets the cells'
// text and confidence. Returns the glyphs that lie in no cell, in their order.
// O(glyphs x log cells + cells).
//   may_lack_rulings  on a scan: two rows may stand in one
[[nodiscard]] std::vector<Glyph> FillCells(TableGrid& grid, int page_no,
                                           std::span<const Glyph> glyphs,
                                           bool may_lack_rulings = false);

// Whether the last line of a cell's text is so full that a further word would not have fitted.
[[nodiscard]] bool FillsLastLine(std::span<const Glyph> glyphs, const RectPt& cell);

// True when some cell holds a word or a number: a grid without any is an ornament, or music.
[[nodiscard]] bool HasText(const TableGrid& grid);

// The text of a grid for full-text search: the cells of a row separated by tabs, rows by '\n'.
// Only the part on page `page_no`; 0 = all.
[[nodiscard]] std::string PlainText(const TableGrid& grid, int page_no);

}  // namespace gongwen
