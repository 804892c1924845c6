// Producers paint the ground of a table cell by cell. So a fill is a cell, its sides are borders,
// and a narrow gap between two fills is one border. What has no fill stands between them:
//
//   |##head##|##head##|      every fill has its sides
//   | 甲县   :   120  |      no fill: the walls of the rows above and below hold, where no word
//   |##乙县##|##340###|      stands across them (zebra bands)
//   | 丙县   :    15  |      below the last fill: one row more, when its words keep the columns
//
// An unpainted column of merged labels has no borders of its own between two of them; those of the
// rows beside it are asked, by where the labels stand. Tested by painted_cells_test.cc.
#include "extractors/table/painted_cells.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>

#include "extractors/table/disjoint_sets.h"
#include "extractors/table/edge_groups.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/label_boxes.h"
#include "extractors/table/text_bands.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kGapPt = 6;          // so far apart, two fills have one border between them
constexpr double kLeastSidePt = 6;    // of a cell
constexpr double kSlackPt = 0.5;      // producers round
constexpr double kGroundShare = 0.3;  // of a fill, covered by others: it is the ground below them
constexpr double kBandRows = 2.2;     // the height of an unpainted row, in painted ones
constexpr double kMostBandPt = 50;    // and in points
constexpr double kWithText = 0.4;     // of the fills; the bars of a chart hold none
constexpr double kMostCut = 0.1;      // of the words may stand over a border
constexpr double kCutSlackPt = 1;     // so far may a word reach over a border
constexpr double kRuledShare = 0.6;   // of the box: a ruled table, painted as well
constexpr double kSameRowEm = 0.6;    // between the lines of one cell
constexpr std::size_t kMostFills = 3000;
constexpr std::size_t kMostSlots = 100000;
constexpr std::size_t kNoFill = static_cast<std::size_t>(-1);
constexpr PhraseOptions kTight{.wide_gap_em = 0.25, .narrow_gap_em = 0.5};

double Area(const RectPt& r) { return r.width() * r.height(); }

bool IsWithin(const RectPt& inner, const RectPt& outer) {
  return inner.x0 >= outer.x0 - kSlackPt && inner.y0 >= outer.y0 - kSlackPt &&
         inner.x1 <= outer.x1 + kSlackPt && inner.y1 <= outer.y1 + kSlackPt;
}

// The distance between two ranges; 0 where they touch.
double Gap(double a0, double a1, double b0, double b1) { return std::max({0.0, b0 - a1, a0 - b1}); }

std::vector<RectPt> WithoutTwins(std::span<const RectPt> fills) {
  std::vector<RectPt> once;
  for (const RectPt& fill : fills) {
    if (fill.width() < kLeastSidePt || fill.height() < kLeastSidePt) continue;
    const bool is_twin = std::ranges::any_of(
        once, [&](const RectPt& other) { return IsWithin(fill, other) && IsWithin(other, fill); });
    if (!is_twin) once.push_back(fill);
  }
  return once;
}

// Fills that stand for cells: neither the ground that others lie on, nor a mark within a cell. Word
// paints the paragraphs of a cell again; they stand in one column, the cells on a ground do not.
std::vector<RectPt> CellFills(std::span<const RectPt> fills) {
  const std::vector<RectPt> once = WithoutTwins(fills);
  std::vector<bool> is_ground(once.size(), false);
  const auto lies_on = [&](std::size_t i, std::size_t ground) {
    return i != ground && IsWithin(once[i], once[ground]);
  };
  for (std::size_t ground = 0; ground < once.size(); ++ground) {
    double covered = 0;
    RectPt in_all = once[ground];
    for (std::size_t i = 0; i < once.size(); ++i) {
      if (!lies_on(i, ground)) continue;
      covered += Area(once[i]);
      in_all.x0 = std::max(in_all.x0, once[i].x0);
      in_all.x1 = std::min(in_all.x1, once[i].x1);
    }
    is_ground[ground] = covered >= kGroundShare * Area(once[ground]) && in_all.x0 >= in_all.x1;
  }
  std::vector<RectPt> cells;
  for (std::size_t i = 0; i < once.size(); ++i) {
    bool is_cell = !is_ground[i];
    for (std::size_t j = 0; is_cell && j < once.size(); ++j) {
      is_cell = !lies_on(i, j) || is_ground[j];
    }
    if (is_cell) cells.push_back(once[i]);
  }
  return cells;
}

// Side by side, above each other, or with an unpainted row between them.
bool AreOfOneTable(const RectPt& a, const RectPt& b) {
  const double gap_x = Gap(a.x0, a.x1, b.x0, b.x1), gap_y = Gap(a.y0, a.y1, b.y0, b.y1);
  if (gap_x <= kGapPt && gap_y <= kGapPt) return true;
  const double common = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const double row = std::min(kMostBandPt, kBandRows * std::max(a.height(), b.height()));
  return common >= 0.5 * std::min(a.width(), b.width()) && gap_y <= row;
}

std::vector<std::vector<RectPt>> TablesOf(const std::vector<RectPt>& cells) {
  DisjointSets sets(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (AreOfOneTable(cells[i], cells[j])) sets.Merge(i, j);
    }
  }
  std::vector<std::vector<RectPt>> tables(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) tables[sets.Find(i)].push_back(cells[i]);
  std::erase_if(tables, [](const auto& table) { return table.empty(); });
  return tables;
}

RectPt BoxOf(std::span<const RectPt> fills) {
  RectPt box;
  for (const RectPt& fill : fills) box = Union(box, fill);
  return box;
}

bool IsCut(const RectPt& word, double x) {
  return word.x0 < x - kCutSlackPt && word.x1 > x + kCutSlackPt;
}

// One painted table: its fills on rows and columns.
class PaintedTable {
 public:
  PaintedTable(std::span<const RectPt> fills, std::span<const Band> bands,
               std::span<const Glyph> glyphs)
      : bands_(bands), glyphs_(glyphs) {
    std::vector<double> xs, ys;
    for (const RectPt& fill : fills) {
      xs.insert(xs.end(), {fill.x0, fill.x1});
      ys.insert(ys.end(), {fill.y0, fill.y1});
    }
    xs_ = ClusterPositions(std::move(xs), kGapPt);
    ys_ = ClusterPositions(std::move(ys), kGapPt);
    if (rows() * columns() > kMostSlots) {
      ys_.resize(1);
      return;
    }
    owner_.assign(rows() * columns(), kNoFill);
    for (std::size_t i = 0; i < fills.size(); ++i) Paint(fills[i], i);
  }

  [[nodiscard]] std::size_t rows() const { return ys_.size() - 1; }
  [[nodiscard]] std::size_t columns() const { return xs_.size() - 1; }

  // Adds the unpainted row below the last fill, where there is one. False when more than one row of
  // words in columns follows: what is painted is the head of a table, or half of it.
  bool TakeLastRow() {
    std::vector<RectPt> lines = LinesBelow(ys_.back());
    if (lines.empty()) return true;
    if (!IsZebra()) return false;
    double end = lines.front().y1;
    const double padding = std::max(0.0, lines.front().y0 - ys_.back());
    for (const RectPt& line : lines) {
      if (line.y0 - end > kSameRowEm * line.height()) break;
      end = std::max(end, line.y1);
    }
    ys_.push_back(end + padding);
    owner_.resize(rows() * columns(), kNoFill);
    return LinesBelow(ys_.back()).empty();
  }

  [[nodiscard]] std::vector<Ruling> Borders() const {
    std::vector<Ruling> borders;
    for (std::size_t i = 0; i <= columns(); ++i) {
      AppendRuns(
          rows(), [&](std::size_t row) { return HasVertical(row, i); }, ys_, Orientation::kVertical,
          xs_[i], borders);
    }
    const std::vector<bool> labels = BordersBetweenLabels();
    for (std::size_t i = 0; i <= rows(); ++i) {
      AppendRuns(
          columns(),
          [&](std::size_t column) {
            return HasHorizontal(i, column) || labels[i * columns() + column];
          },
          xs_, Orientation::kHorizontal, ys_[i], borders);
    }
    return borders;
  }

 private:
  [[nodiscard]] std::size_t Slot(std::size_t row, std::size_t column) const {
    return row * columns() + column;
  }

  static std::size_t Nearest(const std::vector<double>& borders, double at) {
    const auto it = std::ranges::min_element(borders, {},
                                             [at](double border) { return std::abs(border - at); });
    return static_cast<std::size_t>(it - borders.begin());
  }

  void Paint(const RectPt& fill, std::size_t index) {
    const std::size_t end_row = Nearest(ys_, fill.y1), end_column = Nearest(xs_, fill.x1);
    for (std::size_t row = Nearest(ys_, fill.y0); row < end_row; ++row) {
      for (std::size_t column = Nearest(xs_, fill.x0); column < end_column; ++column) {
        owner_[Slot(row, column)] = index;
      }
    }
  }

  // Painted and unpainted rows: in the last column, which holds no merged labels.
  [[nodiscard]] bool IsZebra() const {
    for (std::size_t row = 0; row < rows(); ++row) {
      if (owner_[Slot(row, columns() - 1)] == kNoFill) return true;
    }
    return false;
  }

  // What parts column i - 1 from i in one row: fills, nothing that a fill could tell, or no border.
  enum class Wall { kDrawn, kUnknown, kNone };
  [[nodiscard]] Wall WallAt(std::size_t row, std::size_t i) const {
    const std::size_t left = owner_[Slot(row, i - 1)], right = owner_[Slot(row, i)];
    if (left == kNoFill && right == kNoFill) return Wall::kUnknown;
    return left == right ? Wall::kNone : Wall::kDrawn;
  }

  // Where nothing is painted the rows above and below tell, unless words stand across.
  [[nodiscard]] bool HasVertical(std::size_t row, std::size_t i) const {
    if (i == 0 || i == columns()) return true;
    if (const Wall wall = WallAt(row, i); wall != Wall::kUnknown) return wall == Wall::kDrawn;
    Wall above = Wall::kUnknown, below = Wall::kUnknown;
    for (std::size_t r = row; r-- > 0 && above == Wall::kUnknown;) above = WallAt(r, i);
    for (std::size_t r = row + 1; r < rows() && below == Wall::kUnknown; ++r) below = WallAt(r, i);
    if (above != Wall::kDrawn && below != Wall::kDrawn) return false;
    return std::ranges::none_of(bands_, [&](const Band& band) {
      return band.center_y > ys_[row] && band.center_y < ys_[row + 1] &&
             std::ranges::any_of(PhrasesOf(band, kTight),
                                 [&](const Phrase& phrase) { return IsCut(phrase.box, xs_[i]); });
    });
  }

  [[nodiscard]] bool HasHorizontal(std::size_t i, std::size_t column) const {
    if (i == 0 || i == rows()) return true;
    const std::size_t above = owner_[Slot(i - 1, column)], below = owner_[Slot(i, column)];
    return above != below;
  }

  // Borders that unpainted labels need which stand below each other, by border and column.
  [[nodiscard]] std::vector<bool> BordersBetweenLabels() const {
    std::vector<bool> borders(ys_.size() * columns(), false);
    for (std::size_t column = 0; column < columns(); ++column) {
      for (std::size_t row = 0; row < rows(); ++row) {
        std::size_t end = row;
        while (end < rows() && owner_[Slot(end, column)] == kNoFill) ++end;
        if (end - row >= 2) PartLabels(row, end, column, borders);
        row = std::max(row, end);
      }
    }
    return borders;
  }

  // Rows [row, end) of a column: each label has its cell, in whose middle or at whose top it
  // stands.
  void PartLabels(std::size_t row, std::size_t end, std::size_t column,
                  std::vector<bool>& borders) const {
    const std::vector<LabelBox> labels =
        LabelsIn({xs_[column], ys_[row], xs_[column + 1], ys_[end]});
    std::size_t top = row;
    for (std::size_t k = 1; k < labels.size(); ++k) {
      const RectPt &label = labels[k - 1].box, &next = labels[k].box;
      const double if_centered = 2 * label.center_y() - ys_[top];
      const double if_at_top = next.y0 - (label.y0 - ys_[top]);
      std::optional<std::size_t> best;
      double least = 0;
      for (std::size_t i = top + 1; i < end; ++i) {
        if (ys_[i] < label.center_y() || ys_[i] > next.center_y()) continue;
        const double misfit =
            std::min(std::abs(ys_[i] - if_centered), std::abs(ys_[i] - if_at_top));
        if (!best || misfit < least) {
          best = i;
          least = misfit;
        }
      }
      if (!best) continue;
      borders[*best * columns() + column] = true;
      top = *best;
    }
  }

  [[nodiscard]] std::vector<LabelBox> LabelsIn(const RectPt& box) const {
    std::vector<const Glyph*> inside;
    for (const Glyph& glyph : glyphs_) {
      if (!IsBlank(glyph.text) && box.Contains(glyph.box.center_x(), glyph.box.center_y())) {
        inside.push_back(&glyph);
      }
    }
    return LabelsOf(std::move(inside));
  }

  // The lines right below `bottom` that stand in several columns, and what stands beside them.
  [[nodiscard]] std::vector<RectPt> LinesBelow(double bottom) const {
    const double row = std::min(kMostBandPt, kBandRows * (ys_[rows()] - ys_[rows() - 1]));
    std::vector<RectPt> lines;
    bool is_row = false;
    for (const Band& band : bands_) {
      const RectPt box = band.box();
      if (band.center_y <= bottom || band.center_y > bottom + row) continue;
      if (box.x0 < xs_.front() - kGapPt || box.x1 > xs_.back() + kGapPt) break;
      lines.push_back(box);
      is_row = is_row || StandsInColumns(band);
    }
    if (!is_row) lines.clear();
    return lines;
  }

  // Whether a band has words in several columns, and none across the last row's borders.
  [[nodiscard]] bool StandsInColumns(const Band& band) const {
    std::vector<std::size_t> used;
    for (const Phrase& phrase : PhrasesOf(band, kTight)) {
      const auto after = std::ranges::upper_bound(xs_, phrase.box.center_x());
      used.push_back(static_cast<std::size_t>(after - xs_.begin()));
      const bool is_cut = std::any_of(xs_.begin() + 1, xs_.end() - 1,
                                      [&](double x) { return IsCut(phrase.box, x); });
      if (is_cut) return false;
    }
    return !used.empty() && used.front() != used.back();
  }

  // Slots next to each other that `has` names, as one ruling each run.
  template <class Has>
  static void AppendRuns(std::size_t count, Has&& has, const std::vector<double>& along,
                         Orientation orientation, double position, std::vector<Ruling>& rulings) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t first = i;
      while (i < count && has(i)) ++i;
      if (i > first) rulings.push_back({orientation, position, along[first], along[i], 0});
    }
  }

  std::span<const Band> bands_;
  std::span<const Glyph> glyphs_;
  std::vector<double> xs_{}, ys_{};
  std::vector<std::size_t> owner_{};  // by slot: the fill over it
};

bool HoldText(std::span<const RectPt> fills, std::span<const Glyph> glyphs) {
  const auto holding = std::ranges::count_if(fills, [&](const RectPt& fill) {
    return std::ranges::any_of(glyphs, [&](const Glyph& glyph) {
      return fill.Contains(glyph.box.center_x(), glyph.box.center_y()) && !IsBlank(glyph.text);
    });
  });
  return static_cast<double>(holding) >= kWithText * static_cast<double>(fills.size());
}

bool CutWords(std::span<const Ruling> borders, std::span<const Band> bands, const RectPt& box) {
  double words = 0, cut = 0;
  for (const Band& band : bands) {
    for (const Word& word : band.words) {
      if (!box.Contains(word.box.center_x(), word.box.center_y())) continue;
      ++words;
      const bool is_cut = std::ranges::any_of(borders, [&](const Ruling& border) {
        return border.orientation == Orientation::kVertical && border.start < band.center_y &&
               border.end > band.center_y && IsCut(word.box, border.position);
      });
      if (is_cut) ++cut;
    }
  }
  return cut > kMostCut * words;
}

bool IsRuled(const RectPt& box, std::span<const TableGrid> grids, int page_no) {
  return std::ranges::any_of(grids, [&](const TableGrid& grid) {
    return grid.columns > 1 &&
           Area(Intersection(box, BoundingBox(grid, page_no))) >= kRuledShare * Area(box);
  });
}

std::vector<Ruling> WhiteRulingsOn(const RectPt& box, std::span<const Ruling> white) {
  std::vector<Ruling> on;
  for (const Ruling& r : white) {
    const bool is_horizontal = r.orientation == Orientation::kHorizontal;
    const double middle = (r.start + r.end) / 2;
    const double x = is_horizontal ? middle : r.position, y = is_horizontal ? r.position : middle;
    if (x > box.x0 - kGapPt && x < box.x1 + kGapPt && y > box.y0 - kGapPt && y < box.y1 + kGapPt) {
      on.push_back(r);
    }
  }
  return on;
}

}  // namespace

std::vector<Ruling> PaintedBorders(const PageContent& content) {
  if (content.fills.empty() || content.fills.size() > kMostFills) return {};
  const std::vector<RectPt> cells = CellFills(content.fills);
  if (cells.empty()) return {};
  const Result<std::vector<TableGrid>> ruled = GridsFromRulings(content.rulings, content.page_no);
  if (!ruled) return {};
  const std::vector<Band> bands = BandsOf(content.glyphs);
  std::vector<Ruling> borders;
  for (const std::vector<RectPt>& fills : TablesOf(cells)) {
    const RectPt box = BoxOf(fills);
    if (IsRuled(box, *ruled, content.page_no) || !HoldText(fills, content.glyphs)) continue;
    const std::vector<Ruling> white = WhiteRulingsOn(box, content.white_rulings);
    PaintedTable table(fills, bands, content.glyphs);
    const bool has_grid = table.rows() >= 2 && table.columns() >= 2;
    if ((!has_grid && white.size() < 2) || !table.TakeLastRow()) continue;
    std::vector<Ruling> own = table.Borders();
    own.insert(own.end(), white.begin(), white.end());
    if (CutWords(own, bands, box)) continue;
    borders.insert(borders.end(), own.begin(), own.end());
  }
  return borders;
}

}  // namespace gongwen
