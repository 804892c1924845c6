#include "extractors/pdf/place_raster.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace gongwen {
namespace {

constexpr double kSameEdgePt = 1.0;
constexpr std::uint8_t kWhite = 255;

std::size_t Size(int n) { return static_cast<std::size_t>(n); }

Raster Blank(int width_px, int height_px, int channels, double dpi) {
  Raster raster{.width_px = width_px, .height_px = height_px, .channels = channels, .dpi = dpi};
  raster.pixels.assign(Size(width_px) * Size(height_px) * Size(channels), kWhite);
  return raster;
}

}  // namespace

Raster TurnedClockwise(Raster raster, int quarters) {
  if (quarters == 0) return raster;
  const int w = raster.width_px;
  const int h = raster.height_px;
  Raster turned = quarters == 2 ? Blank(w, h, raster.channels, raster.dpi)
                                : Blank(h, w, raster.channels, raster.dpi);
  const std::size_t channels = Size(raster.channels);
  const std::uint8_t* from = raster.pixels.data();
  for (int y = 0; y < h; ++y) {
    for (int x = 0; x < w; ++x, from += channels) {
      const int to_x = quarters == 1 ? h - 1 - y : quarters == 2 ? w - 1 - x : y;
      const int to_y = quarters == 1 ? x : quarters == 2 ? h - 1 - y : w - 1 - x;
      const std::size_t to = (Size(to_y) * Size(turned.width_px) + Size(to_x)) * channels;
      std::copy_n(from, channels, turned.pixels.data() + to);
    }
  }
  return turned;
}

Raster OnPage(Raster raster, const RectPt& box, double page_width_pt, double page_height_pt) {
  const auto is_near = [](double a, double b) { return std::abs(a - b) <= kSameEdgePt; };
  if (is_near(box.x0, 0) && is_near(box.y0, 0) && is_near(box.x1, page_width_pt) &&
      is_near(box.y1, page_height_pt)) {
    return raster;
  }
  const RectPx page = ToPixels({0, 0, page_width_pt, page_height_pt}, raster.dpi);
  const RectPx at = ToPixels(box, raster.dpi);
  Raster placed = Blank(std::max(page.x1, 1), std::max(page.y1, 1), raster.channels, raster.dpi);
  const int x0 = std::max(at.x0, 0);
  const int x1 = std::min(at.x0 + raster.width_px, placed.width_px);
  const int y0 = std::max(at.y0, 0);
  const int y1 = std::min(at.y0 + raster.height_px, placed.height_px);
  const std::size_t channels = Size(raster.channels);
  for (int y = y0; y < y1 && x0 < x1; ++y) {
    const std::size_t from = Size(y - at.y0) * Size(raster.width_px) + Size(x0 - at.x0);
    const std::size_t to = Size(y) * Size(placed.width_px) + Size(x0);
    std::copy_n(raster.pixels.data() + from * channels, Size(x1 - x0) * channels,
                placed.pixels.data() + to * channels);
  }
  return placed;
}

Raster WithoutIdleColor(Raster raster) {
  if (raster.channels != 3) return raster;
  std::vector<std::uint8_t>& p = raster.pixels;
  for (std::size_t i = 0; i + 2 < p.size(); i += 3) {
    if (p[i] != p[i + 1] || p[i] != p[i + 2]) return raster;
  }
  for (std::size_t i = 0; i * 3 + 2 < p.size(); ++i) p[i] = p[i * 3];
  p.resize(p.size() / 3);
  p.shrink_to_fit();
  raster.channels = 1;
  return raster;
}

}  // namespace gongwen
