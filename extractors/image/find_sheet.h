// A photograph of a page shows the desk too, and the sheet at an angle.
#pragma once

#include <array>
#include <optional>

#include "extractors/image/pix.h"

namespace gongwen {

struct SheetCorner {
  double x = 0, y = 0;  // pixels
};
// Top left, top right, bottom right, bottom left.
using SheetCorners = std::array<SheetCorner, 4>;

// The corners of a sheet that lies on something else, with its four edges within the picture;
// nothing for a scan, whose paper reaches the border.
//   colour  8 or 32 bit
//   cost    30 ms
[[nodiscard]] std::optional<SheetCorners> FindSheet(::Pix* colour);

struct FlatSheet {
  PixPtr pix{};    // as deep as it was
  double dpi = 0;  // the sheet taken for A4
};

// The sheet alone, as a scanner would have seen it. Null pix when memory runs out.
//   cost  about 0.1 us a pixel
[[nodiscard]] FlatSheet CutSheet(::Pix* colour, const SheetCorners& corners);

}  // namespace gongwen
