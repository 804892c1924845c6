// One-bit scanning takes a thin gray ruling for paper, over its whole length or for some rows. What
// it leaves is the layout: words of two cells never touch the border between them, and keep more
// room from it than words of one cell do from each other.
//
//    [ 资金名称            专项资金 ]    the border of the rows below runs through the gap: two
//    cells [ 工程验收合格率        ≥98%   ] [ 投诉                 ≤1%    ]    no border anywhere,
//    but a free stripe all the way: two columns
//
// Tested by tests/extractors/inferred_walls_test.cc.
#include "extractors/image/inferred_walls.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

namespace gongwen {
namespace {

constexpr double kColumnGapEm = 0.6;  // beside a border that other rows have
constexpr double kRowGapEm = 0.75;    // lines of one label stand nearer
constexpr double kTouchEm = 0.15;     // a border may lie so far within the text beside a gap
constexpr double kStripeEm = 0.75;    // of a column without any border
constexpr int kLinesBeside = 3;       // text lines on each side of a stripe
constexpr double kInsetMm = 0.5;      // remains of the border's own ruling
constexpr double kSameWordEm = 0.2;   // ink so near to other ink belongs to it
constexpr double kSpeckEm = 0.25;     // shorter, and of less ink than
constexpr double kSpeckInk = 0.1;     // square ems: dirt

// A stretch of pixels without ink, between two with.
struct Gap {
  int from = 0, to = 0;
  [[nodiscard]] int length() const { return to - from; }
};

// Ink along one direction of a box, the offset of its first entry being `origin` on the page.
struct Profile {
  int origin = 0;
  std::vector<int> ink{};
};

RectPx Inset(const RectPx& box, double dpi) {
  const int by = MmToPx(kInsetMm, dpi);
  return {box.x0 + by, box.y0 + by, box.x1 - by, box.y1 - by};
}

Profile ProfileOf(Pix* binary, const RectPx& box, Orientation along) {
  const PixPtr crop = CropPix(binary, box);
  const bool is_across = along == Orientation::kHorizontal;
  if (!crop) return {};
  return {std::max(0, is_across ? box.x0 : box.y0),
          is_across ? ColumnInk(crop.get()) : RowInk(crop.get())};
}

// Runs of ink; those of dirt are passed over: little ink, with nothing near it.
std::vector<Gap> InkRuns(const Profile& profile, double em) {
  struct Run {
    Gap at{};
    int ink = 0;
  };
  std::vector<Run> runs;
  const auto size = static_cast<int>(profile.ink.size());
  for (int i = 0; i < size; ++i) {
    const int ink = profile.ink[static_cast<std::size_t>(i)];
    if (ink == 0) continue;
    const int at = profile.origin + i;
    if (runs.empty() || at - runs.back().at.to > kSameWordEm * em) runs.push_back({{at, at}, 0});
    runs.back().at.to = at + 1;
    runs.back().ink += ink;
  }
  std::vector<Gap> kept;
  for (const Run& run : runs) {
    const bool is_dirt = run.at.length() < kSpeckEm * em && run.ink < kSpeckInk * em * em;
    if (!is_dirt) kept.push_back(run.at);
  }
  return kept;
}

std::vector<Gap> GapsBetween(const std::vector<Gap>& runs, double least) {
  std::vector<Gap> gaps;
  for (std::size_t i = 1; i < runs.size(); ++i) {
    const Gap gap{runs[i - 1].to, runs[i].from};
    if (gap.length() >= least) gaps.push_back(gap);
  }
  return gaps;
}

// The borders between the tracks of a grid: the mean of the cells' edges there, in points; nullopt
// where no cell begins.
std::vector<std::optional<double>> Borders(const TableGrid& grid, Orientation of) {
  const bool is_vertical = of == Orientation::kVertical;
  const auto tracks = static_cast<std::size_t>(is_vertical ? grid.columns : grid.rows);
  std::vector<double> sum(tracks + 1), count(tracks + 1);
  for (const Cell& cell : grid.cells) {
    const auto at = static_cast<std::size_t>(is_vertical ? cell.column : cell.row);
    sum[at] += is_vertical ? cell.box.x0 : cell.box.y0;
    count[at] += 1;
  }
  std::vector<std::optional<double>> borders(tracks + 1);
  for (std::size_t i = 0; i <= tracks; ++i) {
    if (count[i] > 0) borders[i] = sum[i] / count[i];
  }
  return borders;
}

class WallFinder {
 public:
  WallFinder(Pix* binary, double dpi, double em) : binary_(binary), dpi_(dpi), em_(em) {}

  void Look(const TableGrid& grid) {
    // Rows first: each of them has its own columns.
    const std::size_t before = walls_.size();
    LookAtBorders(grid, Orientation::kHorizontal);
    if (walls_.size() > before) return;
    LookAtBorders(grid, Orientation::kVertical);
    for (int column = 0; column < grid.columns; ++column) LookForStripe(grid, column);
  }

  [[nodiscard]] std::vector<Ruling> Take() { return std::move(walls_); }

 private:
  [[nodiscard]] double ToPt(double px) const { return px * 72 / dpi_; }
  [[nodiscard]] double ToPxExact(double pt) const { return pt * dpi_ / 72; }

  // Which of the borders part the runs of text of a cell that reaches from `from` to `to`. Where
  // several lie in one gap, those are taken around which the text is best centred.
  [[nodiscard]] std::vector<double> WallsWithin(const std::vector<Gap>& runs,
                                                const std::vector<double>& borders, double from,
                                                double to, double least) const {
    // The borders in each gap, and the middles of the words between such gaps.
    std::vector<std::vector<double>> choices;
    std::vector<double> middles;
    double begin = runs.empty() ? 0 : runs.front().from;
    for (std::size_t i = 1; i < runs.size(); ++i) {
      const Gap gap{runs[i - 1].to, runs[i].from};
      if (gap.length() < least) continue;
      std::vector<double> inside;
      for (const double at : borders) {
        if (at >= gap.from - kTouchEm * em_ && at <= gap.to + kTouchEm * em_) {
          inside.push_back(std::clamp<double>(at, gap.from, gap.to));
        }
      }
      if (inside.empty()) continue;
      choices.push_back(std::move(inside));
      middles.push_back((begin + gap.from) / 2);
      begin = gap.to;
    }
    if (choices.empty()) return {};
    middles.push_back((begin + runs.back().to) / 2);
    return BestCentred(choices, middles, from, to);
  }

  // One choice for each gap, so that the words lie as near as possible to the middle between the
  // chosen borders: the shortest way from left to right.
  [[nodiscard]] static std::vector<double> BestCentred(
      const std::vector<std::vector<double>>& choices, const std::vector<double>& middles,
      double from, double to) {
    struct Step {
      double cost = 0;
      std::size_t before = 0;
    };
    const auto off = [](double a, double b, double middle) {
      return std::abs((a + b) / 2 - middle);
    };
    std::vector<std::vector<Step>> steps(choices.size());
    for (std::size_t i = 0; i < choices.size(); ++i) {
      for (const double at : choices[i]) {
        Step best{i == 0 ? off(from, at, middles[0]) : std::numeric_limits<double>::infinity(), 0};
        for (std::size_t j = 0; i > 0 && j < choices[i - 1].size(); ++j) {
          const double cost = steps[i - 1][j].cost + off(choices[i - 1][j], at, middles[i]);
          if (cost < best.cost) best = {cost, j};
        }
        steps[i].push_back(best);
      }
    }
    std::size_t last = 0;
    const auto whole = [&](std::size_t j) {
      return steps.back()[j].cost + off(choices.back()[j], to, middles.back());
    };
    for (std::size_t j = 1; j < steps.back().size(); ++j) {
      if (whole(j) < whole(last)) last = j;
    }
    std::vector<double> walls(choices.size());
    for (std::size_t i = choices.size(); i-- > 0;) {
      walls[i] = choices[i][last];
      last = steps[i][last].before;
    }
    return walls;
  }

  // Cells that lie over borders of direction `of` which their text leaves free.
  void LookAtBorders(const TableGrid& grid, Orientation of) {
    const bool is_vertical = of == Orientation::kVertical;
    const std::vector<std::optional<double>> borders = Borders(grid, of);
    for (const Cell& cell : grid.cells) {
      const int first = is_vertical ? cell.column : cell.row;
      const int span = is_vertical ? cell.column_span : cell.row_span;
      if (span < 2) continue;
      // Remains of rulings of the other direction are no text.
      const PixPtr crop = CropPix(binary_, Inset(ToPixels(cell.box, dpi_), dpi_));
      if (!crop) continue;
      EraseBorders(Borders(grid, is_vertical ? Orientation::kHorizontal : Orientation::kVertical),
                   !is_vertical, cell, crop.get());
      const Profile profile{std::max(0, Inset(ToPixels(cell.box, dpi_), dpi_).*
                                            (is_vertical ? &RectPx::x0 : &RectPx::y0)),
                            is_vertical ? ColumnInk(crop.get()) : RowInk(crop.get())};
      std::vector<double> within;
      for (int track = first + 1; track < first + span; ++track) {
        if (borders[static_cast<std::size_t>(track)]) {
          within.push_back(ToPxExact(*borders[static_cast<std::size_t>(track)]));
        }
      }
      const double from = ToPxExact(is_vertical ? cell.box.x0 : cell.box.y0);
      const double to = ToPxExact(is_vertical ? cell.box.x1 : cell.box.y1);
      const double least = (is_vertical ? kColumnGapEm : kRowGapEm) * em_;
      for (const double at : WallsWithin(InkRuns(profile, em_), within, from, to, least)) {
        Add(of, ToPt(at), is_vertical ? cell.box.y0 : cell.box.x0,
            is_vertical ? cell.box.y1 : cell.box.x1);
      }
    }
  }

  void EraseBorders(const std::vector<std::optional<double>>& borders, bool are_vertical,
                    const Cell& cell, Pix* crop) const {
    const int half = MmToPx(kInsetMm, dpi_);
    const RectPx box = Inset(ToPixels(cell.box, dpi_), dpi_);
    const auto first = static_cast<std::size_t>(are_vertical ? cell.column : cell.row);
    const auto span = static_cast<std::size_t>(are_vertical ? cell.column_span : cell.row_span);
    for (std::size_t track = first + 1; track < first + span; ++track) {
      if (!borders[track]) continue;
      const int at = static_cast<int>(std::lround(ToPxExact(*borders[track])));
      const int from = at - half - std::max(0, are_vertical ? box.x0 : box.y0);
      if (are_vertical) {
        pixRasterop(crop, from, 0, 2 * half, pixGetHeight(crop), PIX_CLR, nullptr, 0, 0);
      } else {
        pixRasterop(crop, 0, from, pixGetWidth(crop), 2 * half, PIX_CLR, nullptr, 0, 0);
      }
    }
  }

  // A stripe without ink through all cells of one column.
  void LookForStripe(const TableGrid& grid, int column) {
    Profile all;
    std::vector<const Cell*> members;
    RectPt box;
    for (const Cell& cell : grid.cells) {
      if (cell.column != column || cell.column_span != 1) continue;
      const Profile one =
          ProfileOf(binary_, Inset(ToPixels(cell.box, dpi_), dpi_), Orientation::kHorizontal);
      if (all.ink.empty()) all.origin = one.origin;
      const int shift = one.origin - all.origin;
      for (std::size_t i = 0; i < one.ink.size(); ++i) {
        const int at = static_cast<int>(i) + shift;
        if (at < 0) continue;
        if (static_cast<std::size_t>(at) >= all.ink.size()) {
          all.ink.resize(static_cast<std::size_t>(at) + 1);
        }
        all.ink[static_cast<std::size_t>(at)] += one.ink[i];
      }
      box = Union(box, cell.box);
      members.push_back(&cell);
    }
    for (const Gap& gap : GapsBetween(InkRuns(all, em_), kStripeEm * em_)) {
      if (CountLines(members, gap.from, true) < kLinesBeside ||
          CountLines(members, gap.to, false) < kLinesBeside) {
        continue;
      }
      const double at = ToPt((gap.from + gap.to) / 2.0);
      for (const Cell* cell : members) Add(Orientation::kVertical, at, cell->box.y0, cell->box.y1);
    }
  }

  // Lines of text of the cells, left of `x` or from it on.
  [[nodiscard]] int CountLines(const std::vector<const Cell*>& cells, int x, bool is_left) const {
    constexpr double kLineEm = 0.4;  // lower is no line of text
    int lines = 0;
    for (const Cell* cell : cells) {
      RectPx side = Inset(ToPixels(cell->box, dpi_), dpi_);
      (is_left ? side.x1 : side.x0) = x;
      for (const Gap& run : InkRuns(ProfileOf(binary_, side, Orientation::kVertical), em_)) {
        lines += run.length() >= kLineEm * em_ ? 1 : 0;
      }
    }
    return lines;
  }

  void Add(Orientation orientation, double position, double from, double to) {
    constexpr double kThicknessPt = 0.5;
    walls_.push_back({orientation, position, from, to, kThicknessPt});
  }

  Pix* binary_;
  double dpi_, em_;
  std::vector<Ruling> walls_{};
};

}  // namespace

std::vector<Ruling> InferredWalls(Pix* binary, std::span<const TableGrid> grids, double dpi,
                                  double glyph_px) {
  if (glyph_px <= 0) return {};
  WallFinder finder(binary, dpi, glyph_px);
  for (const TableGrid& grid : grids) {
    if (grid.columns > 1) finder.Look(grid);
  }
  return finder.Take();
}

}  // namespace gongwen
