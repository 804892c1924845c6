// What the scanner and the filing left on the page: black borders, punch holes, specks.
#pragma once

#include "extractors/image/pix.h"

namespace gongwen {

// A mask of the black regions that the scanner shows beyond the paper's edge and of punch holes.
//   gray     8 bit
//   A border region is black and solid over 2.5 mm (or up to the edge), and touches the image
//   edge. A hole is a solid round blob of 4-9 mm not farther than 25 mm from an edge.
//   cost     about 10 ns a pixel
[[nodiscard]] PixPtr ScanMarkMask(::Pix* gray, double dpi);

// A mask of the ink that a border leaves along the very edge of the image: components that come
// within 1 mm of the edge and reach no farther in than 4 mm.
[[nodiscard]] PixPtr EdgeInkMask(::Pix* binary, double dpi);

// A mask of specks: components smaller than 0.42 em in both directions (em = `glyph_px`, the usual
// height of a character) that have no larger ink within 1.3 em beside or 0.4 em above or below.
// Points, commas and decimal points stand nearer to their text than that.
[[nodiscard]] PixPtr SpeckMask(::Pix* binary, double glyph_px);

}  // namespace gongwen
