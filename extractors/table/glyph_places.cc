// Spreadsheets let a number run over its border into the next cell, and a font that is not in the
// file makes any text longer than its writer knew. The ruling then cuts through the word:
//
//   |   施秉县 | 12,345,678,1|00.00  元 |        one number and a remark, not 12,345,678,1 and
//                                               00.00元
//
// A word is what one operator shows without a gap or a blank. Some writers show each glyph by
// itself; their glyphs make a word where they join without a gap and a ruling goes through the
// middle of one: no text ends there. Two cells whose texts touch the ruling from both sides are
// two words of two operators. Tested by glyph_places_test.cc.
#include "extractors/table/glyph_places.h"

#include <algorithm>
#include <cmath>

#include "extractors/table/grid_from_rulings.h"
#include "text/han.h"
#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr double kGapEm = 0.3;        // within a word of one operator
constexpr double kOverlapEm = 0.7;    // widths lie
constexpr double kWiderEm = 0.12;     // than the gap before it: such a gap parts words
constexpr double kJoinedEm = 0.06;    // between glyphs shown one by one
constexpr double kShiftEm = 0.1;      // off the base line
constexpr double kCutShare = 0.12;    // of a glyph's width on both sides of a ruling that cuts it
constexpr double kUnsurePlace = 0.6;  // head and most of the word in two cells
constexpr double kCrowded = 0.8;      // the word lies over the text of another cell

// Finds the cell at a point. Cells tile, so a row-major slot search would do; but cells of a page
// part are few hundred, and a bucket by y keeps the search short without a second grid.
class CellLocator {
 public:
  CellLocator(const TableGrid& grid, int page_no) : bounds_(BoundingBox(grid, page_no)) {
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      if (grid.cells[i].page_no == page_no) by_top_.push_back({grid.cells[i].box, i});
    }
    std::sort(by_top_.begin(), by_top_.end(),
              [](const Place& a, const Place& b) { return a.box.y0 < b.box.y0; });
    for (const Place& place : by_top_) tallest_ = std::max(tallest_, place.box.height());
  }

  [[nodiscard]] std::size_t Find(double x, double y) const {
    if (!bounds_.Contains(x, y)) return kNoCell;
    auto it = std::lower_bound(by_top_.begin(), by_top_.end(), y - tallest_,
                               [](const Place& p, double top) { return p.box.y0 < top; });
    for (; it != by_top_.end() && it->box.y0 <= y; ++it) {
      if (it->box.Contains(x, y)) return it->index;
    }
    return kNoCell;
  }

 private:
  struct Place {
    RectPt box{};
    std::size_t index = 0;
  };
  RectPt bounds_;
  std::vector<Place> by_top_{};
  double tallest_ = 0;
};

// A glyph's extent along its line of writing, in the direction of reading.
struct Extent {
  double begin = 0, end = 0;
};

Extent AlongLine(const Glyph& glyph) {
  if (!glyph.is_vertical) {
    return glyph.angle_deg == 180 ? Extent{-glyph.box.x1, -glyph.box.x0}
                                  : Extent{glyph.box.x0, glyph.box.x1};
  }
  return glyph.angle_deg == 270 ? Extent{-glyph.box.y1, -glyph.box.y0}
                                : Extent{glyph.box.y0, glyph.box.y1};
}

double AcrossLine(const Glyph& glyph) {
  return glyph.is_vertical ? glyph.box.center_x() : glyph.box.center_y();
}

// Whether a border of `cell` (or of the cell beside it) goes through the middle of the glyph.
bool IsCut(const Glyph& glyph, const TableGrid& grid, std::size_t cell, std::size_t other) {
  const auto cuts = [&](std::size_t index) {
    if (index == kNoCell) return false;
    const RectPt& box = grid.cells[index].box;
    const double low = glyph.is_vertical ? glyph.box.y0 : glyph.box.x0;
    const double high = glyph.is_vertical ? glyph.box.y1 : glyph.box.x1;
    const double margin = kCutShare * (high - low);
    const auto is_within = [&](double at) { return at > low + margin && at < high - margin; };
    return glyph.is_vertical ? is_within(box.y0) || is_within(box.y1)
                             : is_within(box.x0) || is_within(box.x1);
  };
  return cuts(cell) || cuts(other);
}

class WordPlacer {
 public:
  WordPlacer(const TableGrid& grid, int page_no, std::span<const Glyph> glyphs)
      : grid_(grid), glyphs_(glyphs), places_(glyphs.size()) {
    const CellLocator locator(grid, page_no);
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      places_[i].cell = locator.Find(glyphs[i].box.center_x(), glyphs[i].box.center_y());
    }
  }

  std::vector<GlyphPlace> Place() && {
    for (std::size_t first = 0; first < glyphs_.size();) {
      std::size_t end = first + 1;
      bool is_cut = false;
      for (; end < glyphs_.size() && GoesOn(end); ++end) {
        is_cut = is_cut || places_[end].cell != places_[end - 1].cell;
      }
      if (is_cut) Gather(first, end);
      first = end;
    }
    return std::move(places_);
  }

 private:
  // Whether the glyph goes on with the word of the one before it.
  [[nodiscard]] bool GoesOn(std::size_t i) const {
    const Glyph& last = glyphs_[i - 1];
    const Glyph& next = glyphs_[i];
    if (last.run == 0 || next.run == 0 || last.is_vertical != next.is_vertical ||
        last.angle_deg != next.angle_deg || IsBlank(last.text) || IsBlank(next.text)) {
      return false;
    }
    const double em = std::max(SizeOf(last), 0.1);
    if (std::abs(AcrossLine(next) - AcrossLine(last)) > kShiftEm * em) return false;
    const double gap = GapBefore(i) / em;
    if (last.run != next.run) {
      if (std::abs(gap) > kJoinedEm) return false;
      return places_[i].cell == places_[i - 1].cell ||
             IsCut(last, grid_, places_[i - 1].cell, places_[i].cell) ||
             IsCut(next, grid_, places_[i].cell, places_[i - 1].cell);
    }
    if (gap > kGapEm || gap < -kOverlapEm) return false;
    // Spaced-out text has its gap between all glyphs; one that is wider parts words.
    const bool has_before = i >= 2 && glyphs_[i - 2].run == next.run;
    return gap <= (has_before ? std::max(GapBefore(i - 1) / em, 0.0) : 0) + kWiderEm;
  }

  [[nodiscard]] double GapBefore(std::size_t i) const {
    return AlongLine(glyphs_[i]).begin - AlongLine(glyphs_[i - 1]).end;
  }

  // Puts the word [first, end) into one cell.
  void Gather(std::size_t first, std::size_t end) {
    const std::size_t head = places_[first].cell;
    std::size_t most = head, most_count = 0;
    for (std::size_t i = first; i < end; ++i) {
      std::size_t count = 0;
      for (std::size_t k = first; k < end && k < first + kMostGlyphs; ++k) {
        if (places_[k].cell == places_[i].cell) ++count;
      }
      if (count > most_count) {
        most = places_[i].cell;
        most_count = count;
      }
      while (i + 1 < end && places_[i + 1].cell == places_[i].cell) ++i;
    }
    double confidence = 1;
    std::size_t cell = most;
    if (most != head) {
      // A number set flush right runs out to the left, all other text to the right.
      confidence = kUnsurePlace;
      if (head != kNoCell && !EndsAtBorder(most, glyphs_[end - 1])) cell = head;
    }
    for (std::size_t i = first; i < end; ++i) places_[i] = {cell, confidence};
  }

  // Whether the word ends as near to the far border of the cell as padding lets it.
  [[nodiscard]] bool EndsAtBorder(std::size_t cell, const Glyph& last) const {
    constexpr double kPaddingEm = 0.8;
    if (cell == kNoCell) return false;
    const RectPt& box = grid_.cells[cell].box;
    const double room =
        last.is_vertical ? std::min(std::abs(box.y1 - last.box.y1), std::abs(last.box.y0 - box.y0))
                         : box.x1 - last.box.x1;
    return room >= 0 && room <= kPaddingEm * SizeOf(last);
  }

  static constexpr std::size_t kMostGlyphs = 400;  // of a word counted; a bound for hostile pages

  const TableGrid& grid_;
  std::span<const Glyph> glyphs_;
  std::vector<GlyphPlace> places_;
};

// Words that lie over the text of another cell: both can be read, but nobody wrote it so.
void DoubtCrowded(const TableGrid& grid, std::span<const Glyph> glyphs,
                  std::vector<GlyphPlace>& places) {
  std::vector<std::size_t> strays;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::size_t cell = places[i].cell;
    if (cell == kNoCell || IsBlank(glyphs[i].text)) continue;
    const RectPt& box = grid.cells[cell].box;
    if (!box.Contains(glyphs[i].box.center_x(), glyphs[i].box.center_y())) strays.push_back(i);
  }
  constexpr std::size_t kMostStrays = 200;  // a bound for hostile pages
  strays.resize(std::min(strays.size(), kMostStrays));
  for (const std::size_t stray : strays) {
    const RectPt& box = glyphs[stray].box;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      if (places[i].cell == places[stray].cell || places[i].cell == kNoCell) continue;
      if (!box.Contains(glyphs[i].box.center_x(), glyphs[i].box.center_y())) continue;
      if (IsBlank(glyphs[i].text)) continue;
      places[i].confidence = std::min(places[i].confidence, kCrowded);
      places[stray].confidence = std::min(places[stray].confidence, kCrowded);
    }
  }
}

}  // namespace

std::vector<GlyphPlace> PlacesOfGlyphs(const TableGrid& grid, int page_no,
                                       std::span<const Glyph> glyphs) {
  std::vector<GlyphPlace> places = WordPlacer(grid, page_no, glyphs).Place();
  DoubtCrowded(grid, glyphs, places);
  return places;
}

}  // namespace gongwen
