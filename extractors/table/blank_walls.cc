//    head   |  二级指标      三级指标       指标值       one vertical, and horizontals that begin
//    -------+------------------------------------       where a merged cell ends
//           |              农房改造户数    636 户
//    产出   |  数量指标    ------------------------
//           |              抗震改造户数    204 户
//
// To the rulings, the columns right of the vertical are one. Its lines are laid over each other:
// the stripes that all leave blank are where walls may stand. Rows of one cell over several columns
// keep it: no wall is drawn through words. Tested by blank_walls_test.cc.
#include "extractors/table/blank_walls.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "extractors/table/edge_groups.h"

namespace gongwen {
namespace {

constexpr double kLeastBlankEm = 0.6;
constexpr double kMostOver = 0.08;          // of the lines may run over a blank stripe
constexpr double kSeveralFilled = 0.5;      // of the lines stand in several columns
constexpr std::size_t kFewestLines = 4;     // in several columns
constexpr std::size_t kFewestInColumn = 2;  // lines, beside the head
constexpr double kOverSlackPt = 0.5;
constexpr double kEndSlackPt = 3;  // from a blank to the end of a ruling across
constexpr PhraseOptions kTight{.wide_gap_em = 0.25, .narrow_gap_em = 0.5};

using Line = std::vector<Phrase>;

struct Stripe {
  double x0 = 0, x1 = 0;
};

// What one column of a grid holds: the boxes of its cells and the lines in them.
struct Column {
  std::vector<RectPt> boxes{};
  RectPt box{};
  std::vector<Line> lines{};
  double size_pt = 0;
};

Column ColumnOf(const TableGrid& grid, int index, int page_no, std::span<const Band> bands) {
  Column column;
  for (const Cell& cell : grid.cells) {
    if (cell.column != index || cell.column_span != 1 || cell.page_no != page_no) continue;
    column.boxes.push_back(cell.box);
    column.box = Union(column.box, cell.box);
  }
  for (const Band& band : bands) {
    Line line = PhrasesOf(band, kTight);
    std::erase_if(line, [&](const Phrase& phrase) {
      return std::ranges::none_of(column.boxes, [&](const RectPt& box) {
        return box.Contains(phrase.box.center_x(), phrase.box.center_y());
      });
    });
    if (line.empty()) continue;
    column.size_pt = std::max(column.size_pt, band.size_pt);
    column.lines.push_back(std::move(line));
  }
  return column;
}

bool IsOver(const Line& line, double x) {
  return std::ranges::any_of(line, [&](const Phrase& phrase) {
    return phrase.box.x0 < x - kOverSlackPt && phrase.box.x1 > x + kOverSlackPt;
  });
}

// A stripe that texts do not begin or end in, and how many lines run over it.
struct Piece {
  Stripe stripe{};
  std::ptrdiff_t over = 0;
};

std::vector<Piece> PiecesOf(const Column& column) {
  std::vector<double> ends;
  for (const Line& line : column.lines) {
    for (const Phrase& phrase : line) ends.insert(ends.end(), {phrase.box.x0, phrase.box.x1});
  }
  std::ranges::sort(ends);
  std::vector<Piece> pieces;
  for (std::size_t i = 1; i < ends.size(); ++i) {
    if (ends[i] > ends[i - 1]) pieces.push_back({{ends[i - 1], ends[i]}});
  }
  for (const Line& line : column.lines) {
    auto next = pieces.begin();  // a line counts once for a piece
    for (const Phrase& phrase : line) {
      const auto first = std::partition_point(next, pieces.end(), [&](const Piece& piece) {
        return piece.stripe.x1 <= phrase.box.x0 + kOverSlackPt;
      });
      next = std::partition_point(first, pieces.end(), [&](const Piece& piece) {
        return piece.stripe.x0 < phrase.box.x1 - kOverSlackPt;
      });
      for (auto piece = first; piece != next; ++piece) ++piece->over;
    }
  }
  return pieces;
}

// The stripes inside a column that nearly all of its lines leave blank, left to right; of a stripe
// the widest part that the fewest run over, so that the long name over a column of short numbers
// keeps its side.
std::vector<Stripe> BlankStripes(const Column& column) {
  const std::vector<Piece> pieces = PiecesOf(column);
  const double most_over = kMostOver * static_cast<double>(column.lines.size());
  std::vector<Stripe> stripes;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::size_t first = i;
    std::ptrdiff_t least = pieces[i].over;
    while (i < pieces.size() && static_cast<double>(pieces[i].over) <= most_over) {
      least = std::min(least, pieces[i++].over);
    }
    if (i == first ||
        pieces[i - 1].stripe.x1 - pieces[first].stripe.x0 < kLeastBlankEm * column.size_pt) {
      continue;
    }
    Stripe widest;
    for (std::size_t k = first; k < i; ++k) {
      Stripe part = pieces[k].stripe;
      if (pieces[k].over != least) continue;
      while (k + 1 < i && pieces[k + 1].over == least) part.x1 = pieces[++k].stripe.x1;
      if (part.x1 - part.x0 > widest.x1 - widest.x0) widest = part;
    }
    stripes.push_back(widest);
  }
  return stripes;
}

std::size_t PlaceIn(const std::vector<Stripe>& stripes, double x) {
  const auto after = std::ranges::find_if(
      stripes, [x](const Stripe& stripe) { return (stripe.x0 + stripe.x1) / 2 > x; });
  return static_cast<std::size_t>(after - stripes.begin());
}

// The columns, as the stripes part them, in which a line stands.
std::vector<std::size_t> PlacesOf(const Line& line, const std::vector<Stripe>& stripes) {
  std::vector<std::size_t> places;
  for (const Phrase& phrase : line) places.push_back(PlaceIn(stripes, phrase.box.center_x()));
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// How many lines stand in each column. The head counts double: a column may be blank below it.
std::vector<std::size_t> LinesIn(const Column& column, const std::vector<Stripe>& stripes) {
  std::vector<std::size_t> lines(stripes.size() + 1, 0);
  bool is_head = true;
  for (const Line& line : column.lines) {
    const std::vector<std::size_t> places = PlacesOf(line, stripes);
    const std::size_t weight = is_head && places.size() > 1 ? 2 : 1;
    for (const std::size_t place : places) lines[place] += weight;
    is_head = is_head && places.size() < 2;
  }
  return lines;
}

// Leaves out stripes beside which hardly a line stands, as at the end of the longest text.
void DropBareStripes(const Column& column, std::vector<Stripe>& stripes) {
  for (std::size_t i = 0; i < stripes.size();) {
    const std::vector<std::size_t> lines = LinesIn(column, stripes);
    if (std::min(lines[i], lines[i + 1]) >= kFewestInColumn) {
      ++i;
    } else {
      stripes.erase(stripes.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
}

// Whether the lines stand in the columns that the stripes part.
bool StandInColumns(const Column& column, const std::vector<Stripe>& stripes) {
  std::size_t several = 0, whole = 0;
  for (const Line& line : column.lines) {
    const std::size_t places = PlacesOf(line, stripes).size();
    if (places > 1) ++several;
    if (places == stripes.size() + 1) ++whole;
  }
  return whole > 0 && several >= kFewestLines &&
         static_cast<double>(several) >= kSeveralFilled * static_cast<double>(column.lines.size());
}

// Where in the stripe a wall stands: where a ruling across begins or ends, else in the middle.
double WallIn(const Stripe& stripe, const RectPt& box, std::span<const Ruling> rulings) {
  std::vector<double> ends;
  for (const Ruling& r : rulings) {
    if (r.orientation != Orientation::kHorizontal || r.position <= box.y0 || r.position >= box.y1) {
      continue;
    }
    for (const double end : {r.start, r.end}) {
      if (end > stripe.x0 - kEndSlackPt && end < stripe.x1 + kEndSlackPt) ends.push_back(end);
    }
  }
  if (ends.empty()) return (stripe.x0 + stripe.x1) / 2;
  std::ranges::sort(ends);
  return ends[ends.size() / 2];
}

// The borders of the rows that rulings draw in a column, its own cells' included.
std::vector<double> RowBorders(const Column& column, std::span<const Ruling> rulings) {
  std::vector<double> ys;
  for (const RectPt& box : column.boxes) ys.insert(ys.end(), {box.y0, box.y1});
  for (const Ruling& r : rulings) {
    if (r.orientation == Orientation::kHorizontal && r.position > column.box.y0 &&
        r.position < column.box.y1 && r.start < column.box.x1 - kEndSlackPt &&
        r.end > column.box.x0 + kEndSlackPt) {
      ys.push_back(r.position);
    }
  }
  return ClusterPositions(std::move(ys), 1);
}

void AppendWalls(const Column& column, double x, std::span<const double> ys,
                 std::vector<Ruling>& walls) {
  for (std::size_t i = 1; i < ys.size(); ++i) {
    const double middle = (ys[i - 1] + ys[i]) / 2;
    const bool is_own = std::ranges::any_of(
        column.boxes, [&](const RectPt& box) { return middle > box.y0 && middle < box.y1; });
    const bool is_cut = std::ranges::any_of(column.lines, [&](const Line& line) {
      const double y = line.front().box.center_y();
      return y > ys[i - 1] && y < ys[i] && IsOver(line, x);
    });
    if (is_own && !is_cut) walls.push_back({Orientation::kVertical, x, ys[i - 1], ys[i], 0});
  }
}

// The stripes between texts that all lines of a cell leave blank.
std::vector<Stripe> GapsIn(const RectPt& cell, std::span<const Band> bands) {
  std::vector<Stripe> texts;
  for (const Band& band : bands) {
    for (const Phrase& phrase : PhrasesOf(band)) {
      if (!cell.Contains(phrase.box.center_x(), phrase.box.center_y())) continue;
      texts.push_back({phrase.box.x0, phrase.box.x1});
    }
  }
  std::ranges::sort(texts, {}, &Stripe::x0);
  std::vector<Stripe> gaps;
  double end = texts.empty() ? 0 : texts.front().x1;
  for (const Stripe& text : texts) {
    if (text.x0 > end) gaps.push_back({end, text.x0});
    end = std::max(end, text.x1);
  }
  return gaps;
}

// A row over columns that no vertical parts may hold several cells itself (a name and a value above
// the head): between two of its texts stands the column border nearest to the middle of the gap.
void AppendWallsOfWideCells(const TableGrid& grid, int page_no, std::span<const Band> bands,
                            std::vector<Ruling>& walls) {
  std::vector<double> borders;
  for (const Ruling& wall : walls) borders.push_back(wall.position);
  for (const Cell& cell : grid.cells) borders.push_back(cell.box.x0);
  for (const Cell& cell : grid.cells) {
    if (cell.column_span < 2 || cell.page_no != page_no) continue;
    for (const Stripe& gap : GapsIn(cell.box, bands)) {
      const double middle = (gap.x0 + gap.x1) / 2;
      const double x = *std::ranges::min_element(
          borders, {}, [&](double border) { return std::abs(border - middle); });
      if (x <= gap.x0 || x >= gap.x1) continue;
      walls.push_back({Orientation::kVertical, x, cell.box.y0, cell.box.y1, 0});
    }
  }
}

}  // namespace

std::vector<Ruling> WallsThroughBlanks(const TableGrid& grid, int page_no,
                                       std::span<const Band> bands,
                                       std::span<const Ruling> rulings) {
  std::vector<Ruling> walls;
  for (int index = 0; index < grid.columns; ++index) {
    const Column column = ColumnOf(grid, index, page_no, bands);
    if (column.lines.size() < kFewestLines) continue;
    std::vector<Stripe> stripes = BlankStripes(column);
    DropBareStripes(column, stripes);
    if (stripes.empty() || !StandInColumns(column, stripes)) continue;
    const std::vector<double> ys = RowBorders(column, rulings);
    for (const Stripe& stripe : stripes) {
      AppendWalls(column, WallIn(stripe, column.box, rulings), ys, walls);
    }
  }
  if (!walls.empty()) AppendWallsOfWideCells(grid, page_no, bands, walls);
  return walls;
}

}  // namespace gongwen
