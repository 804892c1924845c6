#include "extractors/pdf/path_rulings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>

namespace gongwen {
namespace {

constexpr double kStraightPt = 0.3;       // how far from level a segment may end
constexpr double kStraightSlope = 0.005;  // or, for long ones, how steep it may be
constexpr double kMinElongation = 3;
constexpr double kMinChainPt = 9;
constexpr double kChainGapPt = 1.5;     // between dots of a dotted line
constexpr double kChainSpreadPt = 0.3;  // across it
constexpr double kClipSlackPt = 0.5;    // a stroke on the very edge of its clip path is half seen

bool IsLevel(double along, double across) {
  return std::abs(across) <= std::max(kStraightPt, kStraightSlope * std::abs(along)) &&
         std::abs(across) <= std::abs(along);
}

RectPt Widened(const RectPt& r, double by) { return {r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by}; }

// The common part, which may be without area: a hairline has none.
std::optional<RectPt> Clipped(const RectPt& r, const RectPt& clip) {
  const RectPt c{std::max(r.x0, clip.x0), std::max(r.y0, clip.y0), std::min(r.x1, clip.x1),
                 std::min(r.y1, clip.y1)};
  if (c.x0 > c.x1 || c.y0 > c.y1) return std::nullopt;
  return c;
}

Ruling AsRuling(const RectPt& r) {
  if (r.width() >= r.height()) {
    return {Orientation::kHorizontal, r.center_y(), r.x0, r.x1, r.height()};
  }
  return {Orientation::kVertical, r.center_x(), r.y0, r.y1, r.width()};
}

void AppendSegment(const PathPoint& a, const PathPoint& b, double width_pt, const RectPt& clip,
                   std::vector<Ruling>& rulings) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const bool is_horizontal = IsLevel(dx, dy);
  if ((!is_horizontal && !IsLevel(dy, dx)) || (dx == 0 && dy == 0)) return;
  const double half = width_pt / 2;
  const double x = (a.x + b.x) / 2;
  const double y = (a.y + b.y) / 2;
  const RectPt ink = is_horizontal
                         ? RectPt{std::min(a.x, b.x), y - half, std::max(a.x, b.x), y + half}
                         : RectPt{x - half, std::min(a.y, b.y), x + half, std::max(a.y, b.y)};
  const std::optional<RectPt> seen = Clipped(ink, Widened(clip, half + kClipSlackPt));
  if (!seen || std::min(seen->width(), seen->height()) > kMaxStrokedRulingPt) return;
  rulings.push_back(AsRuling(*seen));
}

RectPt Transposed(const RectPt& r) { return {r.y0, r.x0, r.y1, r.x1}; }

bool IsNextInChain(const RectPt& chain, const RectPt& dot) {
  return std::abs(dot.y0 - chain.y0) <= kChainSpreadPt &&
         std::abs(dot.y1 - chain.y1) <= kChainSpreadPt &&
         dot.x0 - chain.x1 <= std::max(kChainGapPt, 2 * chain.height());
}

void AppendChain(const RectPt& chain, bool is_transposed, std::vector<Ruling>& rulings) {
  if (chain.width() < std::max(kMinChainPt, kMinElongation * chain.height())) return;
  rulings.push_back(AsRuling(is_transposed ? Transposed(chain) : chain));
}

void AppendRowChains(std::vector<RectPt> dots, bool is_transposed, std::vector<Ruling>& rulings) {
  const auto row = [](const RectPt& r) { return std::round(r.center_y() / kChainSpreadPt); };
  std::ranges::sort(dots, [&](const RectPt& a, const RectPt& b) {
    return row(a) != row(b) ? row(a) < row(b) : a.x0 < b.x0;
  });
  for (std::size_t i = 0; i < dots.size();) {
    RectPt chain = dots[i++];
    for (; i < dots.size() && row(dots[i]) == row(chain) && IsNextInChain(chain, dots[i]); ++i) {
      chain.x1 = std::max(chain.x1, dots[i].x1);
    }
    AppendChain(chain, is_transposed, rulings);
  }
}

}  // namespace

std::optional<RectPt> RectangleOf(std::span<const PathPoint> subpath) {
  if (subpath.size() < 2 || subpath.size() > 6) return std::nullopt;
  RectPt r{subpath[0].x, subpath[0].y, subpath[0].x, subpath[0].y};
  for (const PathPoint& p : subpath) {
    if (p.is_control) return std::nullopt;
    r = {std::min(r.x0, p.x), std::min(r.y0, p.y), std::max(r.x1, p.x), std::max(r.y1, p.y)};
  }
  const auto is_corner = [&](const PathPoint& p) {
    const double x = std::min(p.x - r.x0, r.x1 - p.x);
    const double y = std::min(p.y - r.y0, r.y1 - p.y);
    return x <= kStraightPt && y <= kStraightPt;
  };
  if (!std::ranges::all_of(subpath, is_corner)) return std::nullopt;
  return r;
}

void AppendStrokeRulings(std::span<const PathPoint> subpath, double width_pt, const RectPt& clip,
                         std::vector<Ruling>& rulings) {
  for (std::size_t i = 1; i < subpath.size(); ++i) {
    if (subpath[i - 1].is_control || subpath[i].is_control) continue;
    AppendSegment(subpath[i - 1], subpath[i], width_pt, clip, rulings);
  }
}

FillKind AppendFill(std::span<const PathPoint> subpath, const RectPt& clip,
                    std::vector<Ruling>& rulings, std::vector<RectPt>& dots) {
  const std::optional<RectPt> rectangle = RectangleOf(subpath);
  if (!rectangle) return FillKind::kArea;
  const std::optional<RectPt> seen = Clipped(*rectangle, clip);
  if (!seen) return FillKind::kArea;
  const auto [thick, length] = std::minmax({seen->width(), seen->height()});
  if (thick >= kMaxFilledRulingPt) return FillKind::kArea;
  if (length > 0 && length >= kMinElongation * thick) {
    rulings.push_back(AsRuling(*seen));
    return FillKind::kRuling;
  }
  if (length >= kMaxFilledRulingPt || length <= 0) return FillKind::kArea;
  dots.push_back(*seen);
  return FillKind::kDot;
}

std::vector<Ruling> RulingsFromDots(std::span<const RectPt> dots) {
  std::vector<Ruling> rulings;
  AppendRowChains({dots.begin(), dots.end()}, false, rulings);
  std::vector<RectPt> transposed;
  transposed.reserve(dots.size());
  for (const RectPt& dot : dots) transposed.push_back(Transposed(dot));
  AppendRowChains(std::move(transposed), true, rulings);
  return rulings;
}

std::vector<Ruling> RulingsFromImages(std::span<const RectPt> images) {
  constexpr std::size_t kMostImages = 2000;
  std::vector<Ruling> rulings;
  if (images.size() > kMostImages) return rulings;
  for (const RectPt& image : images) {
    const auto [thick, length] = std::minmax({image.width(), image.height()});
    if (thick >= kMaxFilledRulingPt || length < std::max(kMinChainPt, kMinElongation * thick)) {
      continue;
    }
    // A strip lies along its whole length on the next one; the lines of a grid cross, and a picture
    // behind the page lies below all of them.
    const auto is_next_strip = [&](const RectPt& other) {
      const RectPt common = Intersection(Widened(image, kStraightPt), other);
      const double along = image.width() >= image.height() ? common.width() : common.height();
      return &other != &image && along >= length - 2 * kStraightPt &&
             !other.Contains(image.center_x(), image.center_y());
    };
    if (std::ranges::none_of(images, is_next_strip)) rulings.push_back(AsRuling(image));
  }
  return rulings;
}

}  // namespace gongwen
