// Drawn paths -> rulings. Pure geometry in page points (origin top left, y down).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "model/geometry.h"
#include "model/page.h"

namespace gongwen {

struct PathPoint {
  double x = 0, y = 0;
  bool is_control = false;  // a control point of a curve
};

inline constexpr double kMaxFilledRulingPt = 3;   // a thicker filled rectangle is an area
inline constexpr double kMaxStrokedRulingPt = 6;  // a thicker stroke is a bar of a chart

// Appends the straight horizontal and vertical segments of one stroked subpath, cut off at `clip`.
// A stroke wider than long stands for a line across its path. Slanted segments and curves give
// nothing.
void AppendStrokeRulings(std::span<const PathPoint> subpath, double width_pt, const RectPt& clip,
                         std::vector<Ruling>& rulings);

// The rectangle that the subpath goes around; nullopt when it is any other shape.
[[nodiscard]] std::optional<RectPt> RectangleOf(std::span<const PathPoint> subpath);

// What a filled subpath may stand for.
enum class FillKind {
  kArea,    // nothing to do with rulings
  kRuling,  // thin, and at least three times as long as thick: appended to rulings
  kDot,     // thin both ways: appended to dots, may be part of a dotted or chopped line
};

// Sorts one filled subpath, cut off at `clip`, into `rulings` or `dots`.
FillKind AppendFill(std::span<const PathPoint> subpath, const RectPt& clip,
                    std::vector<Ruling>& rulings, std::vector<RectPt>& dots);

// Lines made of small filled rectangles, end to end or dotted, each way. A chain must be three
// times as long as thick and at least 9 pt long.
//   cost  O(n log n)
[[nodiscard]] std::vector<Ruling> RulingsFromDots(std::span<const RectPt> dots);

// Lines that are drawn as pictures: as thin as filled rulings may be, and long. The strips that a
// scan is cut into touch each other, and are none.
[[nodiscard]] std::vector<Ruling> RulingsFromImages(std::span<const RectPt> images);

}  // namespace gongwen
