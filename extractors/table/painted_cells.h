// Tables that are painted, not ruled: cells on grounds of their own, rows in bands of colour, white
// lines over a coloured ground. What a reader sees as a border becomes a ruling.
#pragma once

#include <vector>

#include "model/page.h"

namespace gongwen {

// The borders between painted cells of a page.
//   content  its fills, white rulings and text; its rulings, as a table that they draw needs no
//   more returns  rulings without thickness, any order. Empty where the fills are no table: one
//   column
//            or one row, a painted head alone, bars of a chart, grounds without text
// Pure.  O(fills^2 + glyphs log glyphs)
[[nodiscard]] std::vector<Ruling> PaintedBorders(const PageContent& content);

}  // namespace gongwen
