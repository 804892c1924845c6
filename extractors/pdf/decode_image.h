// The pixels of a PDF image as they are stored, without rendering.
#pragma once

#include <cstdint>

#include "model/raster.h"

class GfxImageColorMap;
class Stream;

namespace gongwen {

// Decodes an image of any colour space to gray or RGB, 8 bits a sample. Lines that the stream does
// not hold are white. The caller checks the size against the raster limits and sets the dpi.
[[nodiscard]] Raster DecodeImage(Stream& stream, int width_px, int height_px,
                                 GfxImageColorMap& colors);

// Decodes a one-bit mask: `ink` where it paints, white elsewhere.
//   invert   as Poppler tells it: false = sample 0 paints
[[nodiscard]] Raster DecodeMask(Stream& stream, int width_px, int height_px, bool invert,
                                std::uint8_t ink);

}  // namespace gongwen
