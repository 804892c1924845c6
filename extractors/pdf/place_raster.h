// Whole-raster geometry: quarter turns, a place on a page, colour that is none. Pure.
#pragma once

#include "model/geometry.h"
#include "model/raster.h"

namespace gongwen {

// Turned clockwise by `quarters` x 90 degrees, quarters in [0, 3].  O(pixels).
[[nodiscard]] Raster TurnedClockwise(Raster raster, int quarters);

// The page at the raster's resolution: white, with the raster at `box` (page points), cut off at
// the page's edges. The raster itself when it ends within a point of every edge of the page.
//   raster   dpi > 0
[[nodiscard]] Raster OnPage(Raster raster, const RectPt& box, double page_width_pt,
                            double page_height_pt);

// One channel instead of three when every pixel is gray.
[[nodiscard]] Raster WithoutIdleColor(Raster raster);

}  // namespace gongwen
