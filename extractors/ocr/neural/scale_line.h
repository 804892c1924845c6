// The picture of a line in the height that the reader was trained on.
#pragma once

#include <vector>

#include "model/raster.h"

namespace gongwen {

// Scales a gray picture to kLineHeightPx rows of `width_px` pixels: the mean of the area where it
// gets smaller, a cubic (a = -0.75) where it gets larger, as OpenCV's resize does with INTER_AREA
// and INTER_CUBIC, which the training used.
//   gray     one channel, not empty
//   returns  kLineHeightPx rows of `whole_px` >= width_px numbers, -1 black to 1 white; white
//            to the right of the line
// Pure. Cost: about ten multiplications a pixel.
[[nodiscard]] std::vector<float> ScaleLine(const Raster& gray, int width_px, int whole_px);

}  // namespace gongwen
