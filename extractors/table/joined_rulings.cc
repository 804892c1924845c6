// Browsers, word processors and report writers draw a border once for each cell that it bounds.
// Whatever asks for "the rule over the whole table" must see one. Pieces are collected on lines
// (positions within a hair of each other), and on each line joined from start to end.
// Tested by joined_rulings_test.cc.
#include "extractors/table/joined_rulings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace gongwen {
namespace {

constexpr double kSameLinePt = 0.8;  // a doubled line is at least this far from its twin
constexpr double kTouchPt = 1.2;     // corners of borders leave up to a line's width open

// Whether the pieces from `first` on are dashes: several of one length, at one distance. Gives how
// many.
std::size_t CountDashes(std::span<const Ruling> pieces, std::size_t first) {
  constexpr std::size_t kFewest = 4;
  constexpr double kLongestPt = 12;  // sides of cells are longer
  constexpr double kMostGap = 2;     // of a dash's length
  constexpr double kSamePt = 0.6;    // lengths and gaps vary by rounding; the ends are cut
  std::size_t count = 1;
  double gap = 0;
  if (pieces[first].end - pieces[first].start > kLongestPt) return 1;
  for (std::size_t i = first + 1; i < pieces.size(); ++i, ++count) {
    const double length = pieces[first + 1].end - pieces[first + 1].start;
    const double next = pieces[i].start - pieces[i - 1].end;
    if (i == first + 1) gap = next;
    const bool is_last =
        i + 1 == pieces.size() || std::abs(pieces[i + 1].start - pieces[i].end - gap) > kSamePt;
    const bool is_same = std::abs(pieces[i].end - pieces[i].start - length) <= kSamePt || is_last;
    if (next <= 0 || next > kMostGap * length || std::abs(next - gap) > kSamePt || !is_same) break;
  }
  return count >= kFewest ? count : 1;
}

// Joins the pieces of one line, given by start.
void AppendJoined(std::span<const Ruling> pieces, std::vector<Ruling>& joined) {
  const std::size_t first = joined.size();
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Ruling piece = pieces[i];
    const std::size_t dashes = CountDashes(pieces, i);
    i += dashes - 1;
    piece.end = std::max(piece.end, pieces[i].end);
    if (joined.size() > first && piece.start <= joined.back().end + kTouchPt) {
      Ruling& last = joined.back();
      last.end = std::max(last.end, piece.end);
      last.thickness_pt = std::max(last.thickness_pt, piece.thickness_pt);
    } else {
      joined.push_back(piece);
    }
  }
}

}  // namespace

std::vector<Ruling> JoinedRulings(std::span<const Ruling> rulings) {
  std::vector<Ruling> pieces(rulings.begin(), rulings.end());
  std::ranges::sort(pieces, [](const Ruling& a, const Ruling& b) {
    return std::pair{a.orientation, a.position} < std::pair{b.orientation, b.position};
  });
  std::vector<Ruling> joined;
  joined.reserve(pieces.size());
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t end = first + 1;
    while (end < pieces.size() && pieces[end].orientation == pieces[first].orientation &&
           pieces[end].position - pieces[first].position <= kSameLinePt) {
      ++end;
    }
    const std::span<Ruling> line = std::span(pieces).subspan(first, end - first);
    std::ranges::sort(line, {}, &Ruling::start);
    AppendJoined(line, joined);
    first = end;
  }
  return joined;
}

}  // namespace gongwen
