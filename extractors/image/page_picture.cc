// Tested by tests/extractors/page_picture_test.cc.
#include "extractors/image/page_picture.h"

#include <allheaders.h>

#include <algorithm>
#include <utility>

#include "extractors/image/clean_page.h"
#include "extractors/image/flatten_page.h"

namespace gongwen {
namespace {

constexpr double kMostDpi = 150;

// Once for all places of the page.
Result<PixPtr> GrayOfPix(Pix* page, double& dpi) {
  const auto scale = static_cast<l_float32>(std::min(1.0, kMostDpi / dpi));
  const PixPtr gray(pixConvertTo8(page, 0));
  PixPtr small(gray ? pixScale(gray.get(), scale, scale) : nullptr);
  if (!small) return Fail(ErrorCode::kInternal, "no memory for the picture of a page");
  dpi *= scale;
  return small;
}

}  // namespace

Result<PagePicture> PagePicture::Make(const Raster& raster) {
  SilenceLeptonica();
  const Result<PixPtr> page = PixFromRaster(raster);
  if (!page) return tl::make_unexpected(page.error());
  double dpi = raster.dpi > 0 ? raster.dpi : kMostDpi;
  Result<PixPtr> gray = GrayOfPix(page->get(), dpi);
  if (!gray) return tl::make_unexpected(gray.error());
  return PagePicture(std::move(*gray), dpi);
}

Result<PagePicture> PagePicture::MakeOfScan(const Raster& raster, int rotation_deg) {
  Result<CleanPage> cleaned = CleanScan(raster);
  if (!cleaned) return tl::make_unexpected(std::move(cleaned).error());
  const CleanPage page = StandingPage(std::move(*cleaned), rotation_deg);
  double dpi = page.dpi;
  Result<PixPtr> gray = GrayOfPix(page.gray.get(), dpi);
  if (!gray) return tl::make_unexpected(gray.error());
  return PagePicture(std::move(*gray), dpi);
}

Result<std::string> PagePicture::CutPng(const RectPt& box, double margin_pt) const {
  const RectPx place = ToPixels(
      {box.x0 - margin_pt, box.y0 - margin_pt, box.x1 + margin_pt, box.y1 + margin_pt}, dpi_);
  const PixPtr cut = CropPix(gray_.get(), place);
  if (!cut) return Fail(ErrorCode::kInvalidArgument, "the place lies beyond its page");
  // Sixteen shades say as much as all of them, in half the bytes.
  const PixPtr few(pixThresholdTo4bpp(cut.get(), 16, 0));
  l_uint8* data = nullptr;
  size_t size = 0;
  if (pixWriteMemPng(&data, &size, few ? few.get() : cut.get(), 0) != 0) {
    return Fail(ErrorCode::kInternal, "no memory for the picture of a place");
  }
  std::string png(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return png;
}

}  // namespace gongwen
