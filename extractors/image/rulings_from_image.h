// A binary page -> the lines drawn on it, and the pixels that they cover.
#pragma once

#include <vector>

#include "extractors/image/clean_page.h"
#include "extractors/image/pix.h"
#include "extractors/image/ruling_pieces.h"
#include "model/page.h"

namespace gongwen {

struct PageRulings {
  std::vector<Ruling> rulings{};  // points of this image
  PixPtr mask{};                  // 1 bit: the rulings' pixels; strokes that cross one are spared
};

// Finds horizontal and vertical rulings, whole or in pieces.
//   binary    1 bit, 1 = ink, deskewed to about 0.3 degrees
//   glyph_px  the usual height of the page's text; 0 = unknown
//   cost      about 30 ns a pixel
// A piece counts as part of a ruling when it is long, or when it is thin and both its sides are
// free: strokes of characters have other strokes beside them. Pieces that follow each other at one
// height form a line. Gaps are then closed from crossing to crossing (close_ruling_gaps.h).
[[nodiscard]] PageRulings RulingsFromImage(::Pix* binary, double dpi, double glyph_px,
                                           const RulingOptions& options = {});

// The same for a cleaned page, with the rulings that are too pale to be ink.
[[nodiscard]] PageRulings RulingsOfPage(const CleanPage& page, const RulingOptions& options = {});

}  // namespace gongwen
