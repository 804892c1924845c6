#include "extractors/image/draw_overlay.h"

#include <allheaders.h>

#include <algorithm>
#include <utility>

#include "extractors/image/clean_page.h"
#include "extractors/image/flatten_page.h"
#include "extractors/image/pix.h"
#include "extractors/image/rulings_from_image.h"

namespace gongwen {
namespace {

constexpr double kMostDpi = 150;
constexpr l_float32 kPaleness = 0.45F;  // of the way to white

struct Ink {
  l_uint8 r = 0, g = 0, b = 0;
};
constexpr Ink kRulingInk{220, 30, 30}, kWordInk{20, 150, 60}, kCellInk{40, 80, 220};

void DrawBox(Pix* pix, const RectPx& box, int width_px, Ink ink) {
  Box* place = boxCreate(box.x0, box.y0, std::max(1, box.width()), std::max(1, box.height()));
  pixRenderBoxArb(pix, place, width_px, ink.r, ink.g, ink.b);
  boxDestroy(&place);
}

Result<std::string> Draw(Pix* page, double dpi, const Overlay& overlay) {
  const auto no_memory = [] { return Fail(ErrorCode::kInternal, "no memory to draw the page"); };
  const auto scale = static_cast<l_float32>(std::min(1.0, kMostDpi / dpi));
  const PixPtr small(pixScale(page, scale, scale));
  const PixPtr color(small ? pixConvertTo32(small.get()) : nullptr);
  // Paler, so that the overlay stands out.
  const PixPtr pale(color ? pixColorShiftRGB(color.get(), kPaleness, kPaleness, kPaleness)
                          : nullptr);
  if (!pale) return no_memory();
  Pix* pix = pale.get();
  const double k = dpi * scale;
  for (const RectPt& word : overlay.words) DrawBox(pix, ToPixels(word, k), 1, kWordInk);
  for (const RectPt& cell : overlay.cells) {
    const RectPx box = ToPixels(cell, k);
    DrawBox(pix, {box.x0 + 2, box.y0 + 2, box.x1 - 2, box.y1 - 2}, 2, kCellInk);
  }
  for (const Ruling& r : overlay.rulings) {
    const bool is_horizontal = r.orientation == Orientation::kHorizontal;
    const RectPx line = ToPixels(is_horizontal ? RectPt{r.start, r.position, r.end, r.position}
                                               : RectPt{r.position, r.start, r.position, r.end},
                                 k);
    pixRenderLineArb(pix, line.x0, line.y0, line.x1, line.y1, 2, kRulingInk.r, kRulingInk.g,
                     kRulingInk.b);
  }
  l_uint8* data = nullptr;
  size_t size = 0;
  if (pixWriteMemPng(&data, &size, pix, 0) != 0) return no_memory();
  std::string png(reinterpret_cast<const char*>(data), size);
  lept_free(data);
  return png;
}

}  // namespace

Result<std::string> DrawOverlay(const Raster& raster, const Overlay& overlay) {
  SilenceLeptonica();
  const Result<PixPtr> page = PixFromRaster(raster);
  if (!page) return tl::make_unexpected(page.error());
  return Draw(page->get(), raster.dpi > 0 ? raster.dpi : kMostDpi, overlay);
}

Result<std::string> DrawScanOverlay(const Raster& raster, int rotation_deg, Overlay overlay) {
  Result<CleanPage> cleaned = CleanScan(raster);
  if (!cleaned) return tl::make_unexpected(std::move(cleaned).error());
  const CleanPage page = StandingPage(std::move(*cleaned), rotation_deg);
  PageRulings found = RulingsOfPage(page);
  overlay.rulings = std::move(found.rulings);
  return Draw(page.gray.get(), page.dpi, overlay);
}

}  // namespace gongwen
