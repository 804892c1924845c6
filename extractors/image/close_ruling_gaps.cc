// In a bad scan half of a ruling's length may be gone. How much of a gap is damage and how much is
// a merged cell? The unit of the decision is the side between two crossings, because a side is
// drawn or not drawn as a whole:
//
//        |      |      |            a line that is solid elsewhere: a bare side was never drawn
//   -----+------+      +-----       a line with gaps everywhere: a side with some ink was drawn;
//   --  -+- - --+   -  + - --       a bare one only if it is short, stands between two drawn sides,
//                                   and no text crosses it
//
// In doubt the wall is put up. An empty cell too many is harmless to whoever reads the table; two
// cells run into one are not.
//
// Tested by tests/extractors/rulings_from_image_test.cc.
#include "extractors/image/close_ruling_gaps.h"

#include <algorithm>
#include <cstddef>

namespace gongwen {
namespace {

double Start(const BrokenRuling& line) { return line.drawn.front().from; }
double End(const BrokenRuling& line) { return line.drawn.back().to; }

double DrawnLength(const BrokenRuling& line, double from, double to) {
  double length = 0;
  for (const Interval& part : line.drawn) {
    length += std::max(0.0, std::min(part.to, to) - std::max(part.from, from));
  }
  return length;
}

// Where the other lines cross this one, ascending: along its length, and the next one beyond each
// end, which it may have reached before it lost its own.
std::vector<double> Crossings(const BrokenRuling& line, std::span<const BrokenRuling> lines,
                              const CloseGapOptions& options) {
  std::vector<double> places;
  for (const BrokenRuling& other : lines) {
    if (other.orientation == line.orientation || other.drawn.empty()) continue;
    const bool spans = line.position >= Start(other) - options.reach_pt &&
                       line.position <= End(other) + options.reach_pt;
    if (spans) places.push_back(other.position);
  }
  std::sort(places.begin(), places.end());
  const auto first = std::lower_bound(places.begin(), places.end(), Start(line) - options.reach_pt);
  const auto last = std::upper_bound(first, places.end(), End(line) + options.reach_pt);
  std::vector<double> crossings(first, last);
  if (first != places.begin() && Start(line) - *(first - 1) <= options.blank_side_pt &&
      (crossings.empty() || crossings.front() > Start(line) + options.reach_pt)) {
    crossings.insert(crossings.begin(), *(first - 1));
  }
  if (last != places.end() && *last - End(line) <= options.blank_side_pt &&
      (crossings.empty() || crossings.back() < End(line) - options.reach_pt)) {
    crossings.push_back(*last);
  }
  return crossings;
}

struct Side {
  double from = 0, to = 0;
  double coverage = 0;
  bool is_wall = false;
};

// The sides between the crossings, and the stubs before the first and after the last one where
// they are longer than a mere overshoot.
std::vector<Side> Sides(const BrokenRuling& line, const std::vector<double>& crossings,
                        double reach) {
  std::vector<double> cuts = crossings;
  if (cuts.empty() || Start(line) < cuts.front() - reach) cuts.insert(cuts.begin(), Start(line));
  if (End(line) > cuts.back() + reach) cuts.push_back(End(line));
  std::vector<Side> sides;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const double length = cuts[i + 1] - cuts[i];
    if (length <= 0) continue;
    sides.push_back({cuts[i], cuts[i + 1], DrawnLength(line, cuts[i], cuts[i + 1]) / length});
  }
  return sides;
}

// The coverage of the sides that show any ink: how well this line has come through.
double Quality(const std::vector<Side>& sides, double least) {
  double length = 0, drawn = 0;
  for (const Side& side : sides) {
    if (side.coverage < least) continue;
    length += side.to - side.from;
    drawn += side.coverage * (side.to - side.from);
  }
  return length > 0 ? drawn / length : 0;
}

// Puts up walls on bare sides between two drawn ones, as long as they are short.
void FillShortSides(const BrokenRuling& line, std::vector<Side>& sides,
                    const CrossesText& crosses_text, const CloseGapOptions& options) {
  std::size_t last_wall = sides.size();
  for (std::size_t i = 0; i < sides.size(); ++i) {
    if (!sides[i].is_wall) continue;
    const bool is_near =
        last_wall < i && sides[i].from - sides[last_wall].to <= options.blank_run_pt;
    for (std::size_t j = last_wall + 1; is_near && j < i; ++j) {
      const Side& side = sides[j];
      sides[j].is_wall = side.to - side.from <= options.blank_side_pt &&
                         !crosses_text(line.orientation, line.position, side.from, side.to);
    }
    last_wall = i;
  }
}

void DecideWalls(const BrokenRuling& line, std::vector<Side>& sides,
                 const CrossesText& crosses_text, const CloseGapOptions& options) {
  const bool is_solid = Quality(sides, options.least_coverage) >= options.solid_coverage;
  const double least = is_solid ? 0.5 : options.least_coverage;
  for (Side& side : sides) side.is_wall = side.coverage >= least;
  // Not all of its ink there and text across it: the ink was strokes of that text. A merged label
  // of four characters that fills its column gives as much as 80 %.
  const double doubtful = options.solid_coverage;
  for (Side& side : sides) {
    if (side.is_wall && (side.coverage < doubtful || line.is_weak)) {
      side.is_wall = !crosses_text(line.orientation, line.position, side.from, side.to);
    }
  }
  if (!is_solid || line.is_weak) FillShortSides(line, sides, crosses_text, options);
}

}  // namespace

std::vector<Ruling> CloseRulingGaps(std::span<const BrokenRuling> lines,
                                    const CrossesText& crosses_text,
                                    const CloseGapOptions& options) {
  std::vector<Ruling> rulings;
  for (const BrokenRuling& line : lines) {
    if (line.drawn.empty()) continue;
    std::vector<Side> sides = Sides(line, Crossings(line, lines, options), options.reach_pt);
    DecideWalls(line, sides, crosses_text, options);
    bool continues = false;
    for (const Side& side : sides) {
      if (side.is_wall && continues) {
        rulings.back().end = side.to;
      } else if (side.is_wall) {
        rulings.push_back({line.orientation, line.position, side.from, side.to, line.thickness_pt});
      }
      continues = side.is_wall;
    }
  }
  return rulings;
}

}  // namespace gongwen
