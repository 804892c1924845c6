// Rulings too pale to be ink.
#pragma once

#include "extractors/image/pix.h"

namespace gongwen {

// A mask of straight lines, beside the ink that there is, that stand out from the paper on both
// sides over at least 8 mm, however pale: 1 bit, the size of `gray`, about 0.5 mm thick.
//   gray    8 bit, paper about 250 everywhere, deskewed
//   binary  1 bit, its ink: what stands there is not looked at, so that strokes of characters below
//           each other make no line
//   A line counts by its darkness summed across it, which neither blur nor a line between two rows
//   of pixels changes: 36 gray levels (of 255 over one pixel at 150 dpi). Rulings of half the usual
//   ink had 50 and more, rulings of the page behind that shine through under 20.
//   cost  about 15 ns a pixel; null when memory runs out
[[nodiscard]] PixPtr FaintRulings(::Pix* gray, ::Pix* binary, double dpi);

}  // namespace gongwen
