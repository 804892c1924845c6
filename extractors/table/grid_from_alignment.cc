// Glyphs -> words -> bands -> regions; of each region the head's tree, the columns, the rows, the
// cells. A region is a table when its columns prove themselves: rows that fill several of them,
// numbers below each other, no line of prose. Tested by grid_from_alignment_test.cc.
#include "extractors/table/grid_from_alignment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "extractors/table/aligned_columns.h"
#include "extractors/table/aligned_regions.h"
#include "extractors/table/aligned_rows.h"
#include "extractors/table/fill_cells.h"
#include "extractors/table/header_blocks.h"
#include "extractors/table/text_bands.h"
#include "extractors/text/compose_lines.h"
#include "extractors/text/han.h"
#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostColumns = 64;
constexpr double kFilledRows = 0.6;    // of the rows fill at least two columns
constexpr double kMostCutOpen = 0.02;  // of the words may cross the columns of the page before
constexpr double kWordBlankEm = 0.4;   // not wider between words of one cell
constexpr double kOpenExtentPt = 30;   // text without rulings may reach farther overleaf
constexpr double kSameExtentPt = 6;    // of two parts of one table
constexpr double kProseEm = 8;         // so wide are the columns of set text
constexpr double kFullLines = 0.6;     // of its lines fill their column
constexpr std::size_t kLeastPlainRows = 3;

// A row of the grid under construction: words by column.
struct GridRow {
  double y0 = 0, y1 = 0;
  std::vector<Band> bands{};
};

// Where a piece of text goes.
struct Placed {
  int row = 0, end_row = 0;
  std::size_t column = 0, end_column = 0;
  std::vector<std::size_t> glyphs{};
};

void TakeGlyphs(Placed& placed, const Word& word) {
  placed.glyphs.insert(placed.glyphs.end(), word.glyphs.begin(), word.glyphs.end());
}

std::vector<RectPt> LeafBoxes(const Header& header) {
  std::vector<RectPt> boxes;
  for (const std::size_t leaf : header.leaves) boxes.push_back(header.blocks[leaf].box);
  return boxes;
}

// The columns that a text box stands over: those whose middle half it touches, or where it is.
std::pair<std::size_t, std::size_t> ColumnsUnder(const RectPt& box, double size_pt,
                                                 std::span<const double> borders) {
  const double slack = std::min(0.4 * size_pt, box.width() / 2);
  return {ColumnAt(borders, box.x0 + slack), ColumnAt(borders, box.x1 - slack) + 1};
}

class SlotTable {
 public:
  SlotTable(std::size_t rows, std::size_t columns) : columns_(columns), taken_(rows * columns) {}

  [[nodiscard]] bool IsFree(const Placed& p) const {
    for (int r = p.row; r < p.end_row; ++r) {
      for (std::size_t c = p.column; c < p.end_column; ++c) {
        if (taken_[Slot(r, c)]) return false;
      }
    }
    return true;
  }
  [[nodiscard]] bool IsFree(int row, std::size_t column) const {
    return !taken_[Slot(row, column)];
  }
  void Take(const Placed& p) {
    for (int r = p.row; r < p.end_row; ++r) {
      for (std::size_t c = p.column; c < p.end_column; ++c) taken_[Slot(r, c)] = true;
    }
  }

 private:
  [[nodiscard]] std::size_t Slot(int row, std::size_t column) const {
    return static_cast<std::size_t>(row) * columns_ + column;
  }
  std::size_t columns_;
  std::vector<bool> taken_;
};

// The head's blocks on the columns below them. Empty when two of them would share a slot.
std::vector<Placed> PlaceHeader(const Header& header, std::span<const Band> bands,
                                std::span<const double> borders) {
  const std::size_t columns = borders.size() - 1;
  std::vector<std::pair<std::size_t, std::size_t>> leaf_columns;
  for (const std::size_t leaf : header.leaves) {
    const HeaderBlock& block = header.blocks[leaf];
    const std::size_t at = ColumnAt(borders, block.box.center_x());
    leaf_columns.push_back(header.leaves.size() < columns
                               ? ColumnsUnder(block.box, block.size_pt, borders)
                               : std::pair{at, at + 1});
  }
  std::vector<Placed> all;
  SlotTable slots(static_cast<std::size_t>(header.rows()), columns);
  for (const HeaderBlock& block : header.blocks) {
    Placed placed{.row = block.first_row, .end_row = block.end_row};
    placed.column = leaf_columns[static_cast<std::size_t>(block.first_leaf)].first;
    placed.end_column = leaf_columns[static_cast<std::size_t>(block.end_leaf) - 1].second;
    if (placed.column >= placed.end_column || !slots.IsFree(placed)) return {};
    slots.Take(placed);
    for (const WordRef& ref : block.words) TakeGlyphs(placed, bands[ref.band].words[ref.word]);
    all.push_back(std::move(placed));
  }
  // A column without header has one empty cell over it.
  for (std::size_t c = 0; c < columns; ++c) {
    Placed whole{.row = 0, .end_row = header.rows(), .column = c, .end_column = c + 1};
    if (!slots.IsFree(whole)) continue;
    slots.Take(whole);
    all.push_back(std::move(whole));
  }
  return all;
}

// Words of a band that stand together in columns [first, end).
struct Piece {
  std::vector<const Word*> words{};
  RectPt box{};
  double size_pt = 0;
  std::size_t first = 0, end = 0;
};

// Whether a border may run between two neighbouring words of one phrase: where numbers stand, any
// does; else the blank must be wider than one between words.
bool MayPart(const Word& a, const Word& b) {
  const double em = std::max(a.size_pt, b.size_pt);
  return a.is_number || b.is_number || b.box.x0 - a.box.x1 > kWordBlankEm * em;
}

std::vector<Piece> PiecesOf(const Band& band, std::span<const double> borders) {
  std::vector<Piece> pieces;
  for (const Phrase& phrase : PhrasesOf(band)) {
    for (std::size_t w = phrase.first; w < phrase.end; ++w) {
      const Word& word = band.words[w];
      const bool is_apart =
          w == phrase.first || (ColumnAt(borders, word.box.center_x()) !=
                                    ColumnAt(borders, band.words[w - 1].box.center_x()) &&
                                MayPart(band.words[w - 1], word));
      if (is_apart) pieces.push_back({.box = word.box, .size_pt = band.size_pt});
      pieces.back().words.push_back(&word);
      pieces.back().box = Around(pieces.back().box, word.box);
    }
  }
  for (Piece& piece : pieces) {
    const auto [first, end] = ColumnsUnder(piece.box, piece.size_pt, borders);
    piece.first = first;
    piece.end = end;
  }
  return pieces;
}

// Where the texts of a column begin, have their middle, end: the one of the three that they share.
class ColumnAlignment {
 public:
  void Add(const RectPt& box) {
    for (std::size_t k = 0; k < 3; ++k) places_[k].push_back(Place(box, k));
  }

  // How far a text stands off the column's alignment; 0 where the column has none.
  [[nodiscard]] double Off(const RectPt& box) const {
    constexpr std::size_t kFewest = 3;
    if (places_[0].size() < kFewest) return 0;
    double best_spread = std::numeric_limits<double>::infinity(), off = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      std::vector<double> sorted = places_[k];
      std::ranges::sort(sorted);
      const double spread = sorted[3 * sorted.size() / 4] - sorted[sorted.size() / 4];
      if (spread >= best_spread) continue;
      best_spread = spread;
      off = std::abs(Place(box, k) - sorted[sorted.size() / 2]);
    }
    return off - best_spread;
  }

 private:
  static double Place(const RectPt& box, std::size_t k) {
    return k == 0 ? box.x0 : k == 1 ? box.center_x() : box.x1;
  }
  std::array<std::vector<double>, 3> places_{};
};

std::vector<ColumnAlignment> AlignmentsOf(std::span<const GridRow> rows,
                                          std::span<const double> borders) {
  std::vector<ColumnAlignment> columns(borders.size() - 1);
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) {
      for (const Piece& piece : PiecesOf(band, borders)) {
        if (piece.end == piece.first + 1) columns[piece.first].Add(piece.box);
      }
    }
  }
  return columns;
}

// A text that stands off its column's alignment, in the middle over it and an empty neighbour
// (合计 over number and name), spans both.
void SpanCentered(Piece& piece, const std::vector<int>& filled, std::span<const double> borders,
                  const std::vector<ColumnAlignment>& alignments) {
  constexpr double kOffEm = 0.35, kCenteredEm = 1.6;
  const std::size_t c = piece.first;
  if (piece.end != c + 1 || filled[c] != 1 || piece.words.front()->is_number) return;
  if (alignments[c].Off(piece.box) < kOffEm * piece.size_pt) return;
  const auto is_centered = [&](std::size_t first, std::size_t end) {
    const double middle = (borders[first] + borders[end]) / 2;
    return std::abs(piece.box.center_x() - middle) <= kCenteredEm * piece.size_pt;
  };
  if (c > 0 && filled[c - 1] == 0 && is_centered(c - 1, c + 1)) {
    piece.first = c - 1;
  } else if (c + 1 < filled.size() && filled[c + 1] == 0 && is_centered(c, c + 2)) {
    piece.end = c + 2;
  }
}

// The words of one row on its columns; a piece over several columns that nothing else stands in
// spans them.
std::vector<Placed> PlaceRow(const GridRow& row, int index, std::span<const double> borders,
                             const std::vector<ColumnAlignment>& alignments) {
  std::vector<Placed> cells(borders.size() - 1);
  for (std::size_t c = 0; c < cells.size(); ++c) {
    cells[c].row = index;
    cells[c].end_row = index + 1;
    cells[c].column = c;
    cells[c].end_column = c + 1;
  }
  std::vector<Piece> pieces;
  for (const Band& band : row.bands) {
    std::ranges::move(PiecesOf(band, borders), std::back_inserter(pieces));
  }
  const auto count = [&] {
    std::vector<int> filled(cells.size(), 0);
    for (const Piece& piece : pieces) {
      for (std::size_t c = piece.first; c < piece.end; ++c) ++filled[c];
    }
    return filled;
  };
  std::vector<int> filled = count();
  for (Piece& piece : pieces) SpanCentered(piece, filled, borders, alignments);
  filled = count();
  for (const Piece& piece : pieces) {
    bool is_span = piece.end - piece.first > 1;
    for (std::size_t c = piece.first; c < piece.end; ++c) is_span = is_span && filled[c] == 1;
    if (is_span) {
      for (std::size_t c = piece.first; c < piece.end; ++c) cells[c].end_column = 0;
      cells[piece.first].end_column = piece.end;
    }
    for (const Word* word : piece.words) {
      TakeGlyphs(cells[is_span ? piece.first : ColumnAt(borders, word->box.center_x())], *word);
    }
  }
  std::erase_if(cells, [](const Placed& p) { return p.end_column == 0; });
  return cells;
}

std::vector<GridRow> RowsOf(const AlignedRegion& region, std::span<const double> borders) {
  std::vector<double> ys = region.rulings_y;
  // Rulings part rows when nearly each gap between them holds one row, wrapped or not.
  std::size_t gaps_used = 0;
  for (std::size_t i = 2; i < ys.size(); ++i) {
    const bool is_used = std::ranges::any_of(region.body, [&](const Band& band) {
      return band.center_y > ys[i - 1] && band.center_y < ys[i];
    });
    if (is_used) ++gaps_used;
  }
  std::vector<bool> starts = RowStarts(region.body, borders, ys, false);
  const auto rows = static_cast<std::size_t>(std::ranges::count(starts, true));
  const bool ruled_rows = gaps_used >= 2 && 10 * gaps_used >= 7 * rows;
  if (ruled_rows) starts = RowStarts(region.body, borders, ys, true);
  std::vector<GridRow> result;
  for (std::size_t b = 0; b < region.body.size(); ++b) {
    const Band& band = region.body[b];
    const RectPt box = band.box();
    if (starts[b]) result.push_back({box.y0, box.y1, {}});
    result.back().y1 = std::max(result.back().y1, box.y1);
    result.back().bands.push_back(band);
  }
  return result;
}

std::size_t ColumnsFilled(const GridRow& row, std::span<const double> borders) {
  std::vector<bool> filled(borders.size() - 1, false);
  for (const Band& band : row.bands) {
    for (const Word& word : band.words) filled[ColumnAt(borders, word.box.center_x())] = true;
  }
  return static_cast<std::size_t>(std::ranges::count(filled, true));
}

// Columns, not the first, in which most of two or more texts are numbers.
std::size_t NumericColumns(std::span<const GridRow> rows, std::span<const double> borders) {
  std::vector<std::size_t> texts(borders.size() - 1, 0), numbers(borders.size() - 1, 0);
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) {
      for (const Word& word : band.words) {
        const std::size_t c = ColumnAt(borders, word.box.center_x());
        ++texts[c];
        numbers[c] += word.is_number ? 1 : 0;
      }
    }
  }
  std::size_t count = 0;
  for (std::size_t c = 1; c < texts.size(); ++c) {
    if (numbers[c] >= 2 && 10 * numbers[c] >= 6 * texts[c]) ++count;
  }
  return count;
}

// Text set in columns: lines that fill a wide column nearly always.
bool IsProse(std::span<const GridRow> rows, std::span<const double> borders) {
  std::vector<std::vector<double>> widths(borders.size() - 1);
  double em = 1;
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) {
      em = std::max(em, band.size_pt);
      for (const Phrase& phrase : PhrasesOf(band)) {
        widths[ColumnAt(borders, phrase.box.center_x())].push_back(phrase.box.width());
      }
    }
  }
  std::size_t prose = 0, used = 0;
  for (const std::vector<double>& column : widths) {
    if (column.empty()) continue;
    ++used;
    const double widest = *std::ranges::max_element(column);
    const auto full = std::ranges::count_if(column, [&](double w) { return w > 0.85 * widest; });
    if (widest > kProseEm * em &&
        static_cast<double>(full) > kFullLines * static_cast<double>(column.size())) {
      ++prose;
    }
  }
  return used > 0 && 2 * prose >= used;
}

bool HasLeaders(std::span<const GridRow> rows) {
  std::size_t with = 0;
  for (const GridRow& row : rows) {
    const bool has = std::ranges::any_of(row.bands, [](const Band& band) {
      return std::ranges::any_of(band.words, [](const Word& word) {
        return word.text.find("....") != std::string::npos ||
               word.text.find("……") != std::string::npos ||
               word.text.find("····") != std::string::npos;
      });
    });
    if (has) ++with;
  }
  return 3 * with > rows.size();
}

bool IsTable(const AlignedRegion& region, const Header& header, std::span<const GridRow> rows,
             std::span<const double> borders, bool is_open) {
  const std::size_t columns = borders.size() - 1;
  if (columns < 2 || columns > kMostColumns || rows.empty()) return false;
  const auto filled = std::ranges::count_if(
      rows, [&](const GridRow& row) { return ColumnsFilled(row, borders) >= 2; });
  if (static_cast<double>(filled) < kFilledRows * static_cast<double>(rows.size())) return false;
  if (is_open) return true;
  if (header.leaves.size() < 2 || HasLeaders(rows)) return false;
  const std::size_t numeric = NumericColumns(rows, borders);
  const std::size_t all_rows = rows.size() + 1;
  if (region.rulings_y.size() >= 3) return all_rows >= (numeric > 0 ? 2U : 3U);
  if (numeric > 0) return all_rows >= kLeastPlainRows && !IsProse(rows, borders);
  return columns >= 3 && all_rows > kLeastPlainRows && header.leaves.size() >= 3 &&
         !IsProse(rows, borders);
}

class GridWriter {
 public:
  GridWriter(std::span<const Glyph> glyphs, std::span<const double> borders, int page_no)
      : glyphs_(glyphs), borders_(borders), page_no_(page_no) {}

  // ys: the borders of the rows, one more than there are rows.
  [[nodiscard]] TableGrid Write(std::vector<Placed> all, const std::vector<double>& ys) const {
    TableGrid grid{.rows = static_cast<int>(ys.size()) - 1,
                   .columns = static_cast<int>(borders_.size()) - 1,
                   .origin = GridOrigin::kAlignment};
    std::ranges::sort(all, {}, [](const Placed& p) { return std::pair{p.row, p.column}; });
    for (Placed& placed : all) {
      std::ranges::sort(placed.glyphs);
      std::vector<Glyph> inside;
      for (const std::size_t i : placed.glyphs) {
        if (i > 0 && IsBlank(glyphs_[i - 1].text)) inside.push_back(glyphs_[i - 1]);
        inside.push_back(glyphs_[i]);
      }
      Cell cell{.row = placed.row,
                .column = static_cast<int>(placed.column),
                .row_span = placed.end_row - placed.row,
                .column_span = static_cast<int>(placed.end_column - placed.column),
                .page_no = page_no_,
                .box = {borders_[placed.column], ys[static_cast<std::size_t>(placed.row)],
                        borders_[placed.end_column], ys[static_cast<std::size_t>(placed.end_row)]}};
      cell.text = ComposeCellText(inside);
      for (const Glyph& glyph : inside)
        cell.confidence = std::min(cell.confidence, glyph.confidence);
      cell.is_full = placed.end_row == grid.rows && FillsLastLine(inside, cell.box);
      grid.cells.push_back(std::move(cell));
    }
    return grid;
  }

 private:
  std::span<const Glyph> glyphs_;
  std::span<const double> borders_;
  int page_no_;
};

// The columns of the page before as they run here; empty when they do not.
std::vector<double> ContinuedBorders(const OpenColumns& open, const AlignedRegion& region) {
  if (open.borders.size() < 3) return {};
  const double left = region.box.x0 - open.borders.front();
  const double right = region.box.x1 - open.borders.back();
  const bool fits = region.is_ruled()
                        ? std::abs(left) <= kSameExtentPt && std::abs(right) <= kSameExtentPt
                        : left >= -kOpenExtentPt && right <= kOpenExtentPt;
  if (!fits) return {};
  std::vector<Band> all = region.head;
  all.insert(all.end(), region.body.begin(), region.body.end());
  std::vector<double> borders = AdjustedBorders(open.borders, all, region.box.x0, region.box.x1);
  if (ShareCut(borders, all) > kMostCutOpen) return {};
  return borders;
}

std::vector<double> RowBorders(const AlignedRegion& region, const Header& header, bool has_head,
                               std::span<const GridRow> rows) {
  std::vector<double> ys{region.box.y0};
  const auto between = [&](double above, double below) {
    for (const double y : region.rulings_y) {
      if (y > above && y < below) return y;
    }
    return (above + below) / 2;
  };
  double last = region.box.y0;
  if (has_head) {
    for (const double y : header.row_borders) ys.push_back(std::max(ys.back(), y));
    for (const Band& band : region.head) last = std::max(last, band.box().y1);
    if (!rows.empty()) ys.push_back(std::max(ys.back(), between(last, rows.front().y0)));
  }
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
    ys.push_back(std::max(ys.back(), between(rows[r].y1, rows[r + 1].y0)));
  }
  ys.push_back(std::max(ys.back(), region.box.y1));
  return ys;
}

std::optional<TableGrid> GridOf(AlignedRegion region, std::span<const Glyph> glyphs, int page_no,
                                const OpenColumns& open) {
  std::vector<double> borders = ContinuedBorders(open, region);
  const bool is_open = !borders.empty();
  Header header = HeaderOf(region.head, region.rulings);
  // A line over the rest of an open table is a row of it, or the header again: a row of its own.
  if (is_open && region.head.size() == 1) {
    region.body.insert(region.body.begin(), region.head.begin(), region.head.end());
    region.head.clear();
  }
  const bool has_head = !region.head.empty();
  if (header.leaves.size() > kMostColumns) return std::nullopt;
  if (!is_open) {
    borders = ColumnBorders(LeafBoxes(header), region.body, region.box.x0, region.box.x1);
  }
  const std::vector<GridRow> rows = RowsOf(region, borders);
  if (!IsTable(region, header, rows, borders, is_open)) return std::nullopt;
  const std::vector<ColumnAlignment> alignments = AlignmentsOf(rows, borders);
  std::vector<Placed> all;
  int next = 0;
  if (has_head) {
    all = PlaceHeader(header, region.head, borders);
    if (all.empty()) {  // a head that is no tree: each line a row
      header.row_borders.clear();
      all = PlaceRow({0, 0, region.head}, 0, borders, alignments);
    }
    next = header.rows();
  }
  for (const GridRow& row : rows) {
    std::vector<Placed> cells = PlaceRow(row, next++, borders, alignments);
    std::ranges::move(cells, std::back_inserter(all));
  }
  TableGrid grid = GridWriter(glyphs, borders, page_no)
                       .Write(std::move(all), RowBorders(region, header, has_head, rows));
  if (!CheckTiling(grid)) return std::nullopt;
  return grid;
}

void MarkGlyphs(const AlignedRegion& region, std::vector<bool>& used) {
  for (const std::vector<Band>* bands : {&region.head, &region.body}) {
    for (const Band& band : *bands) {
      for (const Word& word : band.words) {
        for (const std::size_t i : word.glyphs) used[i] = true;
      }
    }
  }
}

}  // namespace

AlignedTables TablesFromAlignment(std::span<const Ruling> rulings, std::span<const Glyph> glyphs,
                                  int page_no, const OpenColumns& open) {
  AlignedTables result;
  std::vector<Band> bands = BandsOf(glyphs);
  std::vector<bool> used(glyphs.size(), false);
  std::vector<RectPt> taken;
  const auto add = [&](const std::vector<AlignedRegion>& regions) {
    for (const AlignedRegion& region : regions) {
      const auto overlaps = [&](const RectPt& box) {
        return !Intersection(box, region.box).empty();
      };
      if (std::ranges::any_of(taken, overlaps)) continue;
      std::optional<TableGrid> grid = GridOf(region, glyphs, page_no, open);
      if (!grid) continue;
      MarkGlyphs(region, used);
      TakeWords(bands, region.box);
      taken.push_back(region.box);
      result.grids.push_back(std::move(*grid));
    }
  };
  add(RuledRegions(rulings, bands));
  add(PlainRegions(bands));
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (!used[i]) result.rest.push_back(glyphs[i]);
  }
  return result;
}

OpenColumns ColumnsOf(const TableGrid& grid) {
  OpenColumns open;
  if (grid.origin != GridOrigin::kAlignment) return open;
  open.borders.assign(static_cast<std::size_t>(grid.columns) + 1, 0);
  for (const Cell& cell : grid.cells) {
    open.borders[static_cast<std::size_t>(cell.column)] = cell.box.x0;
    open.borders[static_cast<std::size_t>(cell.column + cell.column_span)] = cell.box.x1;
  }
  return open;
}

}  // namespace gongwen
