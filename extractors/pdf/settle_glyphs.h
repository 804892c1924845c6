// What the glyphs of a page say, once all of them are drawn: blanks under other names, replacement
// texts, text drawn twice, raised marks. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extractors/pdf/glyph_trust.h"
#include "model/page.h"

namespace gongwen {

// What the page's operators tell of a glyph beyond its place and text.
struct GlyphSource {
  GlyphCode code{};
  double base_y = 0;        // of its pen, page points
  bool is_control = false;  // its font gives a control character for it
  bool is_clipped = false;  // drawn where the clip path lets nothing through
};

// The glyphs [first, end) are a marked sequence with a text of its own (/ActualText).
struct ReplacementText {
  std::size_t first = 0, end = 0;
  std::string text{};
};

// Both parallel, in drawing order.
struct DrawnGlyphs {
  std::vector<Glyph> glyphs{};
  std::vector<GlyphSource> sources{};
};

// Settles the glyphs of one page:
//   blanks     a code that its font calls a control character (U+0009) is a blank
//   replaced   a sequence whose font says nothing takes its /ActualText; where both speak and
//              differ, the glyphs stay and are doubtful
//   clipped    an operator of which nothing is seen is invisible
//   doubled    the same character again within a fifth of its size (bold and shadows by
//              overprinting) stands once, in the darkest ink
//   raised     small digits above the base line of their neighbour become ¹²³: they are marks or
//              exponents, and no part of a number
//   trust      see DistrustGlyphs
//   cost       O(n log n)
void SettleGlyphs(DrawnGlyphs& drawn, const std::vector<ReplacementText>& replacements);

}  // namespace gongwen
