// Points and pixels. Two types, so that a mix-up does not compile.
//
// One origin inside the program: the top left corner of the page as displayed (crop box, after
// /Rotate), y down. Points are 1/72 inch.
#pragma once

#include <algorithm>

namespace gongwen {

// An axis-parallel rectangle in page points. x0 <= x1, y0 <= y1.
struct RectPt {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  [[nodiscard]] constexpr double width() const { return x1 - x0; }
  [[nodiscard]] constexpr double height() const { return y1 - y0; }
  [[nodiscard]] constexpr double center_x() const { return (x0 + x1) / 2; }
  [[nodiscard]] constexpr double center_y() const { return (y0 + y1) / 2; }
  // True for the default rectangle and any other without area: "no place known".
  [[nodiscard]] constexpr bool empty() const { return x1 <= x0 || y1 <= y0; }
  [[nodiscard]] constexpr bool Contains(double x, double y) const {
    return x >= x0 && x < x1 && y >= y0 && y < y1;
  }
  bool operator==(const RectPt&) const = default;
};

// The same in pixels of one raster; half open: x1 and y1 are the first column and row outside.
struct RectPx {
  int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  [[nodiscard]] constexpr int width() const { return x1 - x0; }
  [[nodiscard]] constexpr int height() const { return y1 - y0; }
  [[nodiscard]] constexpr bool empty() const { return x1 <= x0 || y1 <= y0; }
  bool operator==(const RectPx&) const = default;
};

// The smallest rectangle that holds both; an empty one adds nothing.
[[nodiscard]] constexpr RectPt Union(const RectPt& a, const RectPt& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

// The common part; empty() when there is none.
[[nodiscard]] constexpr RectPt Intersection(const RectPt& a, const RectPt& b) {
  const RectPt r{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1),
                 std::min(a.y1, b.y1)};
  return r.empty() ? RectPt{} : r;
}

// `r` on a page of width x height, after the page is turned clockwise by `quarters` x 90 degrees.
[[nodiscard]] constexpr RectPt TurnedClockwise(const RectPt& r, int quarters, double width,
                                               double height) {
  switch (quarters) {
    case 1:
      return {height - r.y1, r.x0, height - r.y0, r.x1};
    case 2:
      return {width - r.x1, height - r.y1, width - r.x0, height - r.y0};
    case 3:
      return {r.y0, width - r.x1, r.y1, width - r.x0};
    default:
      return r;
  }
}

// The only bridges between the two units. `dpi` is pixels per inch of the raster, > 0.
[[nodiscard]] constexpr RectPt ToPoints(const RectPx& r, double dpi) {
  const double k = 72.0 / dpi;
  return {r.x0 * k, r.y0 * k, r.x1 * k, r.y1 * k};
}
[[nodiscard]] constexpr RectPx ToPixels(const RectPt& r, double dpi) {
  const double k = dpi / 72.0;
  const auto round = [](double v) { return static_cast<int>(v < 0 ? v - 0.5 : v + 0.5); };
  return {round(r.x0 * k), round(r.y0 * k), round(r.x1 * k), round(r.y1 * k)};
}

}  // namespace gongwen
