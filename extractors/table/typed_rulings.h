// Rulings that are typed: ┌─┬─┐ and +---+ around cells, ──── and ======== across the page.
#pragma once

#include <vector>

#include "model/page.h"

namespace gongwen {

// Takes the characters that draw lines out of `glyphs` and gives the lines:
//   across    runs of line characters with a corner or crossing among them; without one, eight and
//             more that nothing else stands beside (------, ────, ====)
//   down      │ | and crossings below each other, over the gaps between the lines of text; a | only
//             below a crossing, or three of them
// Anything else made of these characters is text: 2023-08, a dash of two ─, 首页│新闻.
//   glyphs   of an upright page, any order
//   returns  rulings through the middle of the characters
//   cost     O(n log n)
[[nodiscard]] std::vector<Ruling> TakeTypedRulings(std::vector<Glyph>& glyphs);

}  // namespace gongwen
