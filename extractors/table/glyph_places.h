// Which cell each glyph of a page belongs to, when text runs over the rulings.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

inline constexpr std::size_t kNoCell = static_cast<std::size_t>(-1);

struct GlyphPlace {
  std::size_t cell = kNoCell;  // index into grid.cells
  double confidence = 1;       // of the place: lower where the text may be another cell's
};

// The places of the glyphs on the grid's page, parallel to `glyphs`. A glyph belongs where its
// centre lies; but glyphs that make one word stay together: in the cell that holds the most of them
// and their head; in doubt where these are two cells.
//   cost  O(glyphs x log cells + cells)
[[nodiscard]] std::vector<GlyphPlace> PlacesOfGlyphs(const TableGrid& grid, int page_no,
                                                     std::span<const Glyph> glyphs);

}  // namespace gongwen
