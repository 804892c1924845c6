// A column of labels that stands left of a ruled table, outside its rulings.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"

namespace gongwen {

// The rulings that would take such labels into their tables: one column more, a border between two
// labels. A label stands on the middle of one row or of several. None where the text is something
// else: it stands on no rows, reaches far, or has no common edge or middle.
//   glyphs   of the page
//   returns  rulings without thickness; empty when no table has labels beside it
// Pure.  O(h*v + glyphs x tables)
[[nodiscard]] std::vector<Ruling> BordersOfLabelsBeside(std::span<const Ruling> rulings,
                                                        std::span<const Glyph> glyphs, int page_no);

}  // namespace gongwen
