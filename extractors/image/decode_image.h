// PNG, JPEG and TIFF files (of one or many pages) -> rasters, one page at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "model/error.h"
#include "model/raster.h"

namespace gongwen {

inline constexpr int kMaxImagePages = 5000;

// An image file in memory. Pages are decoded when asked for, so that a TIFF of 300 pages needs the
// memory of one. Does not own the bytes: they must outlive it. Const members may be called from
// several threads.
class ImageDocument {
 public:
  // Reads the headers only.
  //   errors  kEmpty; kUnsupported: neither PNG nor JPEG nor TIFF; kDamaged: a header that cannot
  //           be read; kTooLarge: over kMaxImagePages
  [[nodiscard]] static Result<ImageDocument> Open(std::span<const std::uint8_t> bytes);

  [[nodiscard]] int page_count() const { return page_count_; }

  // Decodes one page, 1-based, to gray or RGB. Pixels that are not square (fax) are made square.
  // The dpi is the file's; where that is absent or absurd, the page is taken for A4.
  //   errors  kInvalidArgument: no such page; kTooLarge: over kMaxRasterPixels, told by the header
  //           before anything is decoded; kDamaged: the pixels cannot be decoded, or a JPEG is cut
  //           off
  //   cost    about 10 ns a pixel; on a TIFF also a walk over the directories before the page
  [[nodiscard]] Result<Raster> ReadPage(int page_no) const;

 private:
  ImageDocument(std::span<const std::uint8_t> bytes, int format, int page_count)
      : bytes_(bytes), format_(format), page_count_(page_count) {}

  std::span<const std::uint8_t> bytes_;
  int format_ = 0;  // of Leptonica
  int page_count_ = 0;
};

// The resolution of a page of this size if it is A4, upright or landscape.
[[nodiscard]] double GuessDpi(int width_px, int height_px);

}  // namespace gongwen
