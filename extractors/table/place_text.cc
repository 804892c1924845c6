// Tested by grid_from_alignment_test.cc.
#include "extractors/table/place_text.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "extractors/table/aligned_columns.h"
#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr double kWordBlankEm = 0.4;  // not wider between words of one cell

void TakeGlyphs(PlacedText& placed, const Word& word) {
  placed.glyphs.insert(placed.glyphs.end(), word.glyphs.begin(), word.glyphs.end());
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

  [[nodiscard]] bool IsFree(const PlacedText& p) const {
    for (int r = p.row; r < p.end_row; ++r) {
      for (std::size_t c = p.column; c < p.end_column; ++c) {
        if (taken_[Slot(r, c)]) return false;
      }
    }
    return true;
  }
  void Take(const PlacedText& p) {
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

// Words of a band that stand together in columns [first, end).
struct TextPiece {
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

std::vector<TextPiece> PiecesOf(const Band& band, std::span<const double> borders) {
  std::vector<TextPiece> pieces;
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
  for (TextPiece& piece : pieces) {
    const auto [first, end] = ColumnsUnder(piece.box, piece.size_pt, borders);
    piece.first = first;
    piece.end = end;
  }
  return pieces;
}

// Its beginning, middle or end.
double PlaceOf(const RectPt& box, std::size_t k) {
  return k == 0 ? box.x0 : k == 1 ? box.center_x() : box.x1;
}

// A text that stands off its column's alignment, in the middle over it and an empty neighbour
// (合计 over number and name), spans both.
void SpanCentered(TextPiece& piece, const std::vector<int>& filled, std::span<const double> borders,
                  const std::vector<ColumnAlignment>& alignments) {
  constexpr double kOffEm = 0.35, kCenteredEm = 1.6;
  const std::size_t c = piece.first;
  if (piece.end != c + 1 || filled[c] != 1 || piece.words.front()->is_number) return;
  if (alignments[c].Off(piece.box) < kOffEm * piece.size_pt) return;
  // A border far from the text says little: the column reaches as far to both sides of its middle.
  const double middle = alignments[c].Middle();
  const double left = std::max(borders[c], 2 * middle - borders[c + 1]);
  const double right = std::min(borders[c + 1], 2 * middle - borders[c]);
  const auto is_centered = [&](double from, double to) {
    return std::abs(piece.box.center_x() - (from + to) / 2) <= kCenteredEm * piece.size_pt;
  };
  const auto spans = [&](double from, double to, double own_end) {
    return is_centered(from, to) || is_centered(from, own_end);
  };
  if (c > 0 && filled[c - 1] == 0 && spans(borders[c - 1], borders[c + 1], right)) {
    piece.first = c - 1;
  } else if (c + 1 < filled.size() && filled[c + 1] == 0 &&
             spans(borders[c + 2], borders[c], left)) {
    piece.end = c + 2;
  }
}

}  // namespace

void ColumnAlignment::Add(const RectPt& box) {
  for (std::size_t k = 0; k < 3; ++k) places_[k].push_back(PlaceOf(box, k));
}

double ColumnAlignment::Off(const RectPt& box) const {
  constexpr std::size_t kFewest = 3;
  if (places_[0].size() < kFewest) return 0;
  double best_spread = std::numeric_limits<double>::infinity(), off = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    std::vector<double> sorted = places_[k];
    std::ranges::sort(sorted);
    const double spread = sorted[3 * sorted.size() / 4] - sorted[sorted.size() / 4];
    if (spread >= best_spread) continue;
    best_spread = spread;
    off = std::abs(PlaceOf(box, k) - sorted[sorted.size() / 2]);
  }
  return off - best_spread;
}

double ColumnAlignment::Middle() const {
  std::vector<double> middles = places_[1];
  if (middles.empty()) return 0;
  const auto middle = middles.begin() + static_cast<std::ptrdiff_t>(middles.size() / 2);
  std::ranges::nth_element(middles, middle);
  return *middle;
}

double ColumnAlignment::ShareAligned(double tolerance) const {
  std::size_t best = 0;
  for (const std::vector<double>& places : places_) {
    if (places.empty()) continue;
    std::vector<double> sorted = places;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::ranges::nth_element(sorted, middle);
    const auto near = std::ranges::count_if(
        places, [&](double place) { return std::abs(place - *middle) <= tolerance; });
    best = std::max(best, static_cast<std::size_t>(near));
  }
  return count() == 0 ? 1 : static_cast<double>(best) / static_cast<double>(count());
}

std::vector<ColumnAlignment> AlignmentsOf(std::span<const GridRow> rows,
                                          std::span<const double> borders) {
  std::vector<ColumnAlignment> columns(borders.size() - 1);
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) {
      for (const TextPiece& piece : PiecesOf(band, borders)) {
        if (piece.end == piece.first + 1) columns[piece.first].Add(piece.box);
      }
    }
  }
  return columns;
}

std::vector<PlacedText> PlaceHeader(const Header& header, std::span<const Band> bands,
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
  std::vector<PlacedText> all;
  SlotTable slots(static_cast<std::size_t>(header.rows()), columns);
  for (const HeaderBlock& block : header.blocks) {
    PlacedText placed{.row = block.first_row, .end_row = block.end_row};
    placed.column = leaf_columns[static_cast<std::size_t>(block.first_leaf)].first;
    placed.end_column = leaf_columns[static_cast<std::size_t>(block.end_leaf) - 1].second;
    if (placed.column >= placed.end_column || !slots.IsFree(placed)) return {};
    slots.Take(placed);
    for (const WordRef& ref : block.words) TakeGlyphs(placed, bands[ref.band].words[ref.word]);
    all.push_back(std::move(placed));
  }
  // A column without header has one empty cell over it; what else is free, one for each slot.
  const auto add_empty = [&](int row, int end_row, std::size_t c) {
    PlacedText empty{.row = row, .end_row = end_row, .column = c, .end_column = c + 1};
    if (!slots.IsFree(empty)) return;
    slots.Take(empty);
    all.push_back(std::move(empty));
  };
  for (std::size_t c = 0; c < columns; ++c) {
    add_empty(0, header.rows(), c);
    for (int row = 0; row < header.rows(); ++row) add_empty(row, row + 1, c);
  }
  return all;
}

std::vector<PlacedText> PlaceRow(const GridRow& row, int index, std::span<const double> borders,
                                 const std::vector<ColumnAlignment>& alignments) {
  std::vector<PlacedText> cells(borders.size() - 1);
  for (std::size_t c = 0; c < cells.size(); ++c) {
    cells[c].row = index;
    cells[c].end_row = index + 1;
    cells[c].column = c;
    cells[c].end_column = c + 1;
  }
  std::vector<TextPiece> pieces;
  for (const Band& band : row.bands) {
    std::ranges::move(PiecesOf(band, borders), std::back_inserter(pieces));
  }
  const auto count = [&] {
    std::vector<int> filled(cells.size(), 0);
    for (const TextPiece& piece : pieces) {
      for (std::size_t c = piece.first; c < piece.end; ++c) ++filled[c];
    }
    return filled;
  };
  std::vector<int> filled = count();
  for (TextPiece& piece : pieces) SpanCentered(piece, filled, borders, alignments);
  filled = count();
  for (const TextPiece& piece : pieces) {
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
  std::erase_if(cells, [](const PlacedText& p) { return p.end_column == 0; });
  return cells;
}

double ShareOfRowsAcross(std::span<const GridRow> rows, std::span<const double> borders) {
  std::size_t across = 0;
  for (const GridRow& row : rows) {
    bool runs_across = false, has_number = false;
    for (const Band& band : row.bands) {
      for (const TextPiece& piece : PiecesOf(band, borders)) {
        const bool is_across = piece.end > piece.first + 1;
        runs_across = runs_across || is_across;
        has_number = has_number || (runs_across && !is_across && piece.words.front()->is_number);
      }
    }
    if (runs_across && !has_number) ++across;
  }
  return rows.empty() ? 0 : static_cast<double>(across) / static_cast<double>(rows.size());
}

}  // namespace gongwen
