// Labels in narrow columns: 产/出/指/标, one character a line, read downward.
#pragma once

#include <span>
#include <vector>

#include "extractors/text/line_runs.h"
#include "model/page.h"

namespace gongwen {

// Takes runs of a single full-width glyph that stand below each other out of `runs` and returns
// each column as one run, top glyph first (center_y is the top glyph's). What is not stacked stays
// in `runs`, in its order.
//   cost  O(n log n); looks at no more than a constant number of neighbours for each glyph
[[nodiscard]] std::vector<GlyphRun> TakeStacks(std::span<const Glyph> glyphs,
                                               std::vector<GlyphRun>& runs);

}  // namespace gongwen
