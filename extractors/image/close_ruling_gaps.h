// Rulings that a scan left in pieces -> rulings that part cells.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "model/page.h"

namespace gongwen {

struct Interval {
  double from = 0, to = 0;
  bool operator==(const Interval&) const = default;
};

// A line and the parts of it that are still to be seen, in points.
struct BrokenRuling {
  Orientation orientation = Orientation::kHorizontal;
  double position = 0;
  double thickness_pt = 0;
  bool is_weak = false;           // its ink alone does not prove it
  std::vector<Interval> drawn{};  // ascending, disjoint, not empty
  bool operator==(const BrokenRuling&) const = default;
};

struct CloseGapOptions {
  double reach_pt = 8;           // a line that ends this near to a crossing one met it once
  double solid_coverage = 0.85;  // a line drawn so well has no accidental gaps
  double least_coverage = 0.12;  // of a side between two crossings, in a line with gaps
  double blank_side_pt = 28;     // a side so short may be wholly lost in a line with gaps
  double blank_run_pt = 130;     // and so many in a row
};

// Tells whether text stands across the place where a line would run.
using CrossesText = std::function<bool(Orientation, double position, double from, double to)>;

// Cuts every line at its crossings with the others and decides for each side between two crossings
// whether it was drawn. Returns one ruling for each run of drawn sides. A line that crosses no
// other is returned from its first to its last ink.
// Pure.  O(h*v)
[[nodiscard]] std::vector<Ruling> CloseRulingGaps(std::span<const BrokenRuling> lines,
                                                  const CrossesText& crosses_text,
                                                  const CloseGapOptions& options = {});

}  // namespace gongwen
