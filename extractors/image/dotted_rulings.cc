// A dash is too short to be told from a stroke, and a dot from a speck; what tells them is that
// they come in a row. Marks are linked to their nearest neighbour ahead, runs of linked marks are
// joined over the place where another ruling crosses, and a run counts if its steps are equal:
//
//   . . . . . . + . . . . . . . +        the step over a crossing is not counted
//
// Down the page the same is done with x and y exchanged.
//
// Tested by tests/extractors/dotted_rulings_test.cc.
#include "extractors/image/dotted_rulings.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

constexpr double kMostThicknessMm = 0.8;
constexpr double kMostLengthMm = 6;     // of a dash; what is longer is found without its neighbours
constexpr double kMostGapMm = 1.3;      // between short marks
constexpr double kLongMarkMm = 1.5;     // longer ones, such as strokes of digits in a column,
constexpr double kMostGapOfLong = 0.5;  // must leave less between them than so much of their length
constexpr double kDriftMm = 0.2;        // from one mark to the next
constexpr double kCrossingMm = 3;       // between the runs on the two sides of another ruling
constexpr double kLeastLengthMm = 10;
constexpr double kLeastSideMm = 3, kTouchMm = 1.5;
constexpr std::size_t kLeastDashes = 5, kLeastDots = 9, kLeastMarksOfSide = 5;
constexpr double kRegular = 0.75;          // of the steps are equal, of the marks alike
constexpr double kSideMm = 0.3;            // rows set tight leave no more beside a ruling
constexpr double kFree = 0.5;              // of the marks have free paper on both sides
constexpr std::size_t kMostMarks = 60000;  // a page of raster dots has more and is not searched

using Run = std::vector<RectPx>;  // marks from left to right

RectPx Exchanged(const RectPx& box) { return {box.y0, box.x0, box.y1, box.x1}; }

double MiddleOf(const RectPx& mark) { return (mark.y0 + mark.y1) / 2.0; }

bool AreAlike(int a, int b) {
  return std::abs(a - b) <= 2 ||
         (2 * a >= b && 2 * b >= a && std::abs(a - b) <= 0.35 * std::max(a, b));
}

int Median(std::vector<int> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<int> LengthsOf(const Run& run) {
  std::vector<int> lengths;
  for (const RectPx& mark : run) lengths.push_back(mark.width());
  return lengths;
}

struct Scale {
  double px_per_mm = 0, drift = 0;
  explicit Scale(double dpi) : px_per_mm(dpi / 25.4), drift(std::max(2.0, kDriftMm * dpi / 25.4)) {}
};

// Finds marks at about the height of another, to its right.
class MarkIndex {
 public:
  MarkIndex(const std::vector<RectPx>& marks, const Scale& scale) : marks_(marks), scale_(scale) {
    for (std::size_t i = 0; i < marks.size(); ++i) rows_[RowOf(MiddleOf(marks[i]))].push_back(i);
  }

  [[nodiscard]] std::optional<std::size_t> Next(std::size_t from) const {
    const RectPx& mark = marks_[from];
    const double most = mark.width() > kLongMarkMm * scale_.px_per_mm
                            ? kMostGapOfLong * mark.width()
                            : kMostGapMm * scale_.px_per_mm;
    std::optional<std::size_t> best;
    const int row = RowOf(MiddleOf(mark));
    for (int r = row - 1; r <= row + 1; ++r) {
      const auto found = rows_.find(r);
      if (found == rows_.end()) continue;
      const auto begin = std::ranges::lower_bound(found->second, mark.x1, {},
                                                  [this](std::size_t i) { return marks_[i].x0; });
      for (auto it = begin; it != found->second.end(); ++it) {
        const RectPx& next = marks_[*it];
        if (next.x0 > mark.x1 + most) break;
        if (std::abs(MiddleOf(next) - MiddleOf(mark)) > scale_.drift) continue;
        if (!AreAlike(next.width(), mark.width())) continue;
        if (!best || next.x0 < marks_[*best].x0) best = *it;
        break;
      }
    }
    return best;
  }

 private:
  [[nodiscard]] int RowOf(double middle) const {
    return static_cast<int>(middle / (scale_.drift + 1));
  }

  const std::vector<RectPx>& marks_;
  Scale scale_;
  std::map<int, std::vector<std::size_t>> rows_{};  // by height; within a row from left to right
};

std::vector<Run> LinkedRuns(const std::vector<RectPx>& marks, const Scale& scale) {
  const MarkIndex index(marks, scale);
  std::vector<bool> is_taken(marks.size());
  std::vector<Run> runs;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (is_taken[i]) continue;
    Run run;
    for (std::optional<std::size_t> at = i; at && !is_taken[*at]; at = index.Next(*at)) {
      is_taken[*at] = true;
      run.push_back(marks[*at]);
    }
    if (run.size() >= 2) runs.push_back(std::move(run));
  }
  return runs;
}

// Runs on the two sides of a crossing are one.
void JoinRuns(std::vector<Run>& runs, const Scale& scale) {
  std::ranges::sort(runs, {}, [](const Run& run) { return run.front().x0; });
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (std::size_t j = i + 1; j < runs.size(); ++j) {
      const double gap = runs[j].front().x0 - runs[i].back().x1;
      if (gap > kCrossingMm * scale.px_per_mm) break;
      const bool follows =
          gap >= 0 &&
          std::abs(MiddleOf(runs[j].front()) - MiddleOf(runs[i].back())) <= scale.drift + 1 &&
          AreAlike(Median(LengthsOf(runs[i])), Median(LengthsOf(runs[j])));
      if (!follows) continue;
      runs[i].insert(runs[i].end(), runs[j].begin(), runs[j].end());
      runs.erase(runs.begin() + static_cast<std::ptrdiff_t>(j));
      j = i;
    }
  }
}

bool HasEqualSteps(const Run& run) {
  std::vector<int> steps;
  for (std::size_t i = 1; i < run.size(); ++i) steps.push_back(run[i].x0 - run[i - 1].x0);
  const int step = Median(steps), length = Median(LengthsOf(run));
  // Where another ruling crosses, a mark or two are part of it.
  const auto is_equal = [step](int s) {
    return AreAlike(s, step) || AreAlike(s, 2 * step) || AreAlike(s, 3 * step);
  };
  const auto equal = std::ranges::count_if(steps, is_equal);
  const auto alike =
      std::ranges::count_if(run, [length](const RectPx& m) { return AreAlike(m.width(), length); });
  return static_cast<double>(equal) >= kRegular * static_cast<double>(steps.size()) &&
         static_cast<double>(alike) >= kRegular * static_cast<double>(run.size());
}

// The search in one direction; for lines down the page everything is transposed.
struct Page {
  Pix* binary = nullptr;
  bool is_transposed = false;
  std::vector<RectPx> ink{};  // its components
};

bool HasInk(const Page& page, const RectPx& box) {
  constexpr double kLeastShare = 0.15;  // another ruling may cross
  return InkShare(page.binary, box) > kLeastShare;
}

bool HasFreeSides(const Page& page, const Run& run, const Scale& scale) {
  const int side = std::max(3, static_cast<int>(kSideMm * scale.px_per_mm + 0.5));
  const auto free = std::ranges::count_if(run, [&](const RectPx& m) {
    return !HasInk(page, {m.x0, m.y0 - 1 - side, m.x1, m.y0 - 1}) &&
           !HasInk(page, {m.x0, m.y1 + 1, m.x1, m.y1 + 1 + side});
  });
  return static_cast<double>(free) >= kFree * static_cast<double>(run.size());
}

// Whether characters stand at the height of the run within [from, to).
bool HasTextAt(const Page& page, double height, double from, double to, const Scale& scale) {
  constexpr double kLeastMm = 1.1, kMostMm = 7;
  return std::ranges::any_of(page.ink, [&](const RectPx& box) {
    return box.x0 < to && box.x1 > from && box.height() >= kLeastMm * scale.px_per_mm &&
           box.height() <= kMostMm * scale.px_per_mm && box.y0 < height - 0.4 * scale.px_per_mm &&
           box.y1 > height - 0.2 * scale.px_per_mm;
  });
}

// From one word to the next: 合计........1,234
bool IsLeader(const Page& page, const Run& run, const Scale& scale) {
  const double reach = 3.5 * scale.px_per_mm;
  const double left = run.front().x0, right = run.back().x1;
  return HasTextAt(page, MiddleOf(run.front()), left - reach, left, scale) &&
         HasTextAt(page, MiddleOf(run.back()), right, right + reach, scale);
}

bool IsRuling(const Page& page, const Run& run, const Scale& scale) {
  const int length = Median(LengthsOf(run));
  const int thickness = Median([&] {
    std::vector<int> heights;
    for (const RectPx& mark : run) heights.push_back(mark.height());
    return heights;
  }());
  const std::size_t least = length > 2 * thickness ? kLeastDashes : kLeastDots;
  return run.size() >= least &&
         run.back().x1 - run.front().x0 >= kLeastLengthMm * scale.px_per_mm &&
         HasFreeSides(page, run, scale) && !IsLeader(page, run, scale);
}

void Draw(const Page& page, const Run& run, Pix* mask) {
  const auto fill = [&](RectPx box) {
    if (page.is_transposed) box = Exchanged(box);
    pixRasterop(mask, box.x0, box.y0, box.width(), box.height(), PIX_SET, nullptr, 0, 0);
  };
  for (std::size_t i = 0; i < run.size(); ++i) {
    fill(run[i]);
    if (i == 0) continue;
    const RectPx &a = run[i - 1], &b = run[i];
    // Half of the way at the height of each, so that a line that leans stays one piece.
    const int middle = (a.x1 + b.x0) / 2;
    fill({a.x1, a.y0, middle, a.y1});
    fill({middle, b.y0, b.x0, b.y1});
  }
}

// Dots are pieces of ink by themselves. A dash may touch one of another ruling; its rows of pixels
// are longer than that one is thick.
std::vector<RectPx> MarksOf(const Page& page, const Scale& scale) {
  const double thickest = std::max(3.0, kMostThicknessMm * scale.px_per_mm);
  const PixPtr dashes(KeepLongRuns(page.binary, static_cast<int>(thickest) + 1));
  std::vector<RectPx> marks;
  for (const RectPx& box : dashes ? ComponentBoxes(dashes.get()) : std::vector<RectPx>{}) {
    const bool is_dash = box.height() <= thickest && box.width() <= kMostLengthMm * scale.px_per_mm;
    if (is_dash) marks.push_back(box);
  }
  for (const RectPx& box : page.ink) {
    const bool is_dot = box.height() <= thickest && box.width() <= thickest;
    if (is_dot) marks.push_back(box);
  }
  std::ranges::sort(marks, [](const RectPx& a, const RectPx& b) {
    return std::pair{a.x0, a.y0} < std::pair{b.x0, b.y0};
  });
  return marks;
}

std::vector<Run> RunsOf(const Page& page, const Scale& scale) {
  const std::vector<RectPx> marks = MarksOf(page, scale);
  if (marks.size() > kMostMarks) return {};
  std::vector<Run> runs = LinkedRuns(marks, scale);
  JoinRuns(runs, scale);
  std::erase_if(runs, [&](const Run& run) { return !HasEqualSteps(run); });
  return runs;
}

// Moves the rulings from `runs` to `rulings`.
void TakeRulings(const Page& page, const Scale& scale, std::vector<Run>& runs,
                 std::vector<Run>& rulings) {
  const auto rest = std::stable_partition(
      runs.begin(), runs.end(), [&](const Run& run) { return !IsRuling(page, run, scale); });
  std::move(rest, runs.end(), std::back_inserter(rulings));
  runs.erase(rest, runs.end());
}

// Whether a ruling of the other direction passes the place. Its own x is this direction's y.
bool IsOnRuling(double x, double y, std::span<const Run> others, const Scale& scale) {
  const double reach = kTouchMm * scale.px_per_mm;
  return std::ranges::any_of(others, [&](const Run& other) {
    if (y < other.front().x0 - reach || y > other.back().x1 + reach) return false;
    const auto nearest = std::ranges::min_element(
        other, {}, [y](const RectPx& m) { return std::abs((m.x0 + m.x1) / 2.0 - y); });
    return std::abs(MiddleOf(*nearest) - x) <= reach;
  });
}

// The sides of a single row: too short to be told by themselves, they go from ruling to ruling.
void TakeSides(const Page& page, std::span<const Run> others, const Scale& scale,
               std::vector<Run>& runs, std::vector<Run>& rulings) {
  for (Run& run : runs) {
    const bool is_side = run.size() >= kLeastMarksOfSide && HasFreeSides(page, run, scale) &&
                         run.back().x1 - run.front().x0 >= kLeastSideMm * scale.px_per_mm &&
                         IsOnRuling(run.front().x0, MiddleOf(run.front()), others, scale) &&
                         IsOnRuling(run.back().x1, MiddleOf(run.back()), others, scale);
    if (is_side) rulings.push_back(std::move(run));
  }
}

}  // namespace

PixPtr DottedRulings(Pix* binary, double dpi) {
  PixPtr mask(pixCreateTemplate(binary));
  const PixPtr transposed = Transpose(binary);
  if (!mask || !transposed) return mask;
  const Scale scale(dpi);
  std::vector<RectPx> ink = ComponentBoxes(binary), ink_down;
  if (ink.size() > kMostMarks) return mask;
  for (const RectPx& box : ink) ink_down.push_back(Exchanged(box));
  const Page across{binary, false, std::move(ink)};
  const Page down{transposed.get(), true, std::move(ink_down)};
  std::vector<Run> runs_across = RunsOf(across, scale), runs_down = RunsOf(down, scale);
  std::vector<Run> rulings_across, rulings_down;
  TakeRulings(across, scale, runs_across, rulings_across);
  TakeRulings(down, scale, runs_down, rulings_down);
  const std::vector<Run> long_across = rulings_across;
  TakeSides(across, rulings_down, scale, runs_across, rulings_across);
  TakeSides(down, long_across, scale, runs_down, rulings_down);
  for (const Run& run : rulings_across) Draw(across, run, mask.get());
  for (const Run& run : rulings_down) Draw(down, run, mask.get());
  return mask;
}

}  // namespace gongwen
