// Ownership of Leptonica images, and the bridge to Raster. Internal to the extractors: names no
// Leptonica header, so that only .cc files of image/ and ocr/ see it.
#pragma once

#include <memory>
#include <vector>

#include "model/error.h"
#include "model/geometry.h"
#include "model/raster.h"

struct Pix;

namespace gongwen {

struct PixDeleter {
  void operator()(::Pix* pix) const noexcept;
};
// An image of Leptonica. In this library: 1 bit (1 = ink), 8 bit gray or 32 bit RGB, no colormap.
using PixPtr = std::unique_ptr<::Pix, PixDeleter>;

// Turns off all messages that Leptonica prints. Called by everything that opens an image.
void SilenceLeptonica();

// Copies a raster into an image of 8 (gray) or 32 bits (RGB).
//   errors  kTooLarge: over kMaxRasterSidePx or kMaxRasterPixels; kInvalidArgument: the sizes
//           contradict each other
[[nodiscard]] Result<PixPtr> PixFromRaster(const Raster& raster);

// Copies an image of any depth into a gray or RGB raster; 1 bit becomes 0 and 255.
//   errors  kUnsupported: Leptonica cannot convert it
[[nodiscard]] Result<Raster> RasterFromPix(const ::Pix* pix, double dpi);

// A rectangle of an image, cut at its border. Null when nothing is left.
[[nodiscard]] PixPtr CropPix(::Pix* pix, const RectPx& box);

// The boxes of the 8-connected components of a 1 bit image.
[[nodiscard]] std::vector<RectPx> ComponentBoxes(::Pix* binary);

// Ink of a 1 bit image: its share in a box (0 beyond the image), and its pixels by row and column.
[[nodiscard]] double InkShare(::Pix* binary, const RectPx& box);
[[nodiscard]] std::vector<int> RowInk(::Pix* binary);
[[nodiscard]] std::vector<int> ColumnInk(::Pix* binary);

// Only the runs of ink within a row that are at least `least_px` long, of a 1 bit image: the
// morphological opening with a brick of that length, in one pass. Null when memory runs out.
[[nodiscard]] PixPtr KeepLongRuns(::Pix* binary, int least_px);

// Rows for columns and columns for rows. Null when memory runs out.
[[nodiscard]] PixPtr Transpose(::Pix* pix);

// Millimetres to pixels, at least `least`.
[[nodiscard]] inline int MmToPx(double mm, double dpi, int least = 1) {
  const int px = static_cast<int>(mm * dpi / 25.4 + 0.5);
  return px < least ? least : px;
}

}  // namespace gongwen
