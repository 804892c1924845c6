// Paper of any shade, with shadows, -> white paper.
#pragma once

#include "extractors/image/pix.h"

namespace gongwen {

// Divides a gray page by its background, so that paper becomes about 250 of 255 everywhere and ink
// keeps its contrast to the paper beside it. The background of a 6 mm tile is its 80th percentile
// of brightness, smoothed over the neighbours; a tile that is dark as a whole (a solid figure)
// takes the page's.
//   darkest_paper  of the page's usual brightness: what is darker is a figure. A hand over a
//                  photograph throws a deeper shadow than the lid of a scanner.
//   cost  about 5 ns a pixel; null when memory runs out
[[nodiscard]] PixPtr NormalizeBackground(::Pix* gray, double dpi, double darkest_paper = 0.6);

}  // namespace gongwen
