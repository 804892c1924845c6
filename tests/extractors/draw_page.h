// Draws simple scans for tests: boxes, lines, discs, and block characters whose strokes lie as
// those of Chinese ones do. No font is needed.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "model/geometry.h"
#include "model/raster.h"

namespace gongwen {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0;
};
inline constexpr Color kBlack{20, 20, 20};
inline constexpr Color kRed{200, 30, 40};

// An A4 page in colour at 150 dpi unless told otherwise.
class PageDrawing {
 public:
  explicit PageDrawing(int width_px = 1240, int height_px = 1754, double dpi = 150)
      : raster_{.width_px = width_px, .height_px = height_px, .channels = 3, .dpi = dpi} {
    raster_.pixels.assign(
        static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3, 235);
  }

  void Fill(const RectPx& box, Color color = kBlack) {
    for (int y = box.y0; y < box.y1; ++y) {
      for (int x = box.x0; x < box.x1; ++x) Set(x, y, color);
    }
  }
  void Horizontal(int x0, int x1, int y, int thickness = 3) { Fill({x0, y, x1, y + thickness}); }
  void Vertical(int x, int y0, int y1, int thickness = 3) { Fill({x, y0, x + thickness, y1}); }

  // Pieces of 30 to 60 pixels with gaps of 15 to 35 between them.
  void BrokenHorizontal(int x0, int x1, int y) {
    for (int i = 0, x = x0; x < x1; ++i) {
      const int end = std::min(x1, x + 30 + 10 * (i % 4));
      Horizontal(x, end, y, 2);
      x = end + 15 + 10 * (i % 3);
    }
  }

  // A character in a box of `size`: a frame with two bars, like 目.
  void Character(int x, int y, int size, Color color = kBlack) {
    const int s = std::max(1, size / 10);
    for (const int dy : {0, size / 3, 2 * size / 3, size - s}) {
      Fill({x, y + dy, x + size * 4 / 5, y + dy + s}, color);
    }
    Fill({x, y, x + s, y + size}, color);
    Fill({x + size * 4 / 5 - s, y, x + size * 4 / 5, y + size}, color);
  }
  void Characters(int x, int y, int count, int size = 24, Color color = kBlack) {
    for (int i = 0; i < count; ++i) Character(x + i * size, y, size, color);
  }

  void Disc(int cx, int cy, int radius, Color color = kBlack) { Ring(cx, cy, 0, radius, color); }
  void Ring(int cx, int cy, int inner, int outer, Color color) {
    for (int y = cy - outer; y <= cy + outer; ++y) {
      for (int x = cx - outer; x <= cx + outer; ++x) {
        const double distance = std::hypot(x - cx, y - cy);
        if (distance <= outer && distance >= inner) Blend(x, y, color);
      }
    }
  }

  [[nodiscard]] const Raster& raster() const { return raster_; }

 private:
  std::uint8_t* At(int x, int y) {
    return raster_.pixels.data() +
           3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(raster_.width_px) +
                static_cast<std::size_t>(x));
  }
  [[nodiscard]] bool IsInside(int x, int y) const {
    return x >= 0 && y >= 0 && x < raster_.width_px && y < raster_.height_px;
  }
  void Set(int x, int y, Color c) {
    if (!IsInside(x, y)) return;
    At(x, y)[0] = c.r;
    At(x, y)[1] = c.g;
    At(x, y)[2] = c.b;
  }
  // Ink on ink is darker than either.
  void Blend(int x, int y, Color c) {
    if (!IsInside(x, y)) return;
    const auto times = [](int a, int b) { return static_cast<std::uint8_t>(a * b / 255); };
    Set(x, y, {times(At(x, y)[0], c.r), times(At(x, y)[1], c.g), times(At(x, y)[2], c.b)});
  }

  Raster raster_;
};

// A quarter turn clockwise.
[[nodiscard]] inline Raster TurnedClockwise(const Raster& page) {
  Raster out{.width_px = page.height_px,
             .height_px = page.width_px,
             .channels = page.channels,
             .dpi = page.dpi};
  out.pixels.resize(page.pixels.size());
  const auto channels = static_cast<std::size_t>(page.channels);
  for (int y = 0; y < out.height_px; ++y) {
    for (int x = 0; x < out.width_px; ++x) {
      const auto to = (static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width_px) +
                       static_cast<std::size_t>(x)) *
                      channels;
      const auto from = (static_cast<std::size_t>(page.height_px - 1 - x) *
                             static_cast<std::size_t>(page.width_px) +
                         static_cast<std::size_t>(y)) *
                        channels;
      for (std::size_t c = 0; c < channels; ++c) out.pixels[to + c] = page.pixels[from + c];
    }
  }
  return out;
}

}  // namespace gongwen
