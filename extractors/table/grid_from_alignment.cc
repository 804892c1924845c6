#include "extractors/table/grid_from_alignment.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "extractors/text/compose_lines.h"

namespace gongwen {
namespace {

// Horizontal rulings of one extent, top to bottom.
using RulingStack = std::vector<Ruling>;

std::vector<RulingStack> StacksOfOneExtent(std::span<const Ruling> rulings, double tolerance) {
  std::vector<RulingStack> stacks;
  for (const Ruling& r : rulings) {
    if (r.orientation != Orientation::kHorizontal) continue;
    const auto fits = [&](const RulingStack& stack) {
      return std::abs(stack.front().start - r.start) <= tolerance &&
             std::abs(stack.front().end - r.end) <= tolerance;
    };
    const auto stack = std::find_if(stacks.begin(), stacks.end(), fits);
    if (stack == stacks.end()) {
      stacks.push_back({r});
    } else {
      stack->push_back(r);
    }
  }
  for (RulingStack& stack : stacks) {
    std::sort(stack.begin(), stack.end(),
              [](const Ruling& a, const Ruling& b) { return a.position < b.position; });
  }
  return stacks;
}

// Pieces of text that stand beside each other.
struct TextRow {
  double y0 = 0, y1 = 0;
  std::vector<TextLine> pieces{};
};

std::vector<TextRow> RowsOfPieces(std::vector<TextLine> pieces) {
  std::sort(pieces.begin(), pieces.end(), [](const TextLine& a, const TextLine& b) {
    return a.box.center_y() < b.box.center_y();
  });
  std::vector<TextRow> rows;
  for (TextLine& piece : pieces) {
    const bool same = !rows.empty() && piece.box.center_y() < rows.back().y1 &&
                      piece.box.center_y() > rows.back().y0;
    if (!same) rows.push_back({piece.box.y0, piece.box.y1, {}});
    rows.back().y0 = std::min(rows.back().y0, piece.box.y0);
    rows.back().y1 = std::max(rows.back().y1, piece.box.y1);
    rows.back().pieces.push_back(std::move(piece));
  }
  for (TextRow& row : rows) {
    std::sort(row.pieces.begin(), row.pieces.end(),
              [](const TextLine& a, const TextLine& b) { return a.box.x0 < b.box.x0; });
  }
  return rows;
}

std::vector<TextRow> RowsBetween(std::span<const Glyph> glyphs, const RulingStack& stack,
                                 double top, double bottom, const AlignmentOptions& options) {
  std::vector<Glyph> inside;
  const RectPt band{stack.front().start, top, stack.front().end, bottom};
  for (const Glyph& glyph : glyphs) {
    if (band.Contains(glyph.box.center_x(), glyph.box.center_y())) inside.push_back(glyph);
  }
  ComposeOptions compose;
  compose.split_gap_em = options.split_gap_em;
  return RowsOfPieces(ComposeLines(inside, compose));
}

// Borders between columns: in the middle of the gap that all complete rows leave, those with one
// piece for each of the header's. A header centred over names that begin at the left says little
// by its own place.
std::vector<double> ColumnBorders(const TextRow& header, const std::vector<TextRow>& body,
                                  const RulingStack& stack) {
  std::vector<double> borders{stack.front().start};
  for (std::size_t i = 0; i + 1 < header.pieces.size(); ++i) {
    double left_end = header.pieces[i].box.x1, right_begin = header.pieces[i + 1].box.x0;
    const double header_gap = (left_end + right_begin) / 2;
    for (const TextRow& row : body) {
      if (row.pieces.size() != header.pieces.size()) continue;
      left_end = std::max(left_end, row.pieces[i].box.x1);
      right_begin = std::min(right_begin, row.pieces[i + 1].box.x0);
    }
    borders.push_back(left_end < right_begin ? (left_end + right_begin) / 2 : header_gap);
  }
  borders.push_back(stack.front().end);
  return borders;
}

std::size_t ColumnAt(const std::vector<double>& borders, double x) {
  std::size_t column = 0;
  while (column + 2 < borders.size() && x >= borders[column + 1]) ++column;
  return column;
}

TableGrid BuildGrid(const std::vector<TextRow>& rows, const std::vector<double>& borders,
                    double top, double bottom, int page_no) {
  const std::size_t columns = borders.size() - 1;
  TableGrid grid{.rows = static_cast<int>(rows.size()),
                 .columns = static_cast<int>(columns),
                 .origin = GridOrigin::kAlignment};
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const double y0 = r == 0 ? top : (rows[r - 1].y1 + rows[r].y0) / 2;
    const double y1 = r + 1 == rows.size() ? bottom : (rows[r].y1 + rows[r + 1].y0) / 2;
    const std::size_t first = grid.cells.size();
    for (std::size_t c = 0; c < columns; ++c) {
      grid.cells.push_back({.row = static_cast<int>(r),
                            .column = static_cast<int>(c),
                            .page_no = page_no,
                            .box = {borders[c], y0, borders[c + 1], y1}});
    }
    for (const TextLine& piece : rows[r].pieces) {
      Cell& cell = grid.cells[first + ColumnAt(borders, piece.box.center_x())];
      cell.text = cell.text.empty() ? piece.text : JoinPieces(cell.text, piece.text);
      cell.confidence = std::min(cell.confidence, piece.confidence);
    }
  }
  return grid;
}

}  // namespace

std::vector<TableGrid> GridsFromAlignment(std::span<const Ruling> rulings,
                                          std::span<const Glyph> glyphs, int page_no,
                                          const AlignmentOptions& options) {
  std::vector<TableGrid> grids;
  for (const RulingStack& stack : StacksOfOneExtent(rulings, options.same_extent_pt)) {
    if (stack.size() < 3) continue;
    const double top = stack[0].position, middle = stack[1].position,
                 bottom = stack.back().position;
    const std::vector<TextRow> header = RowsBetween(glyphs, stack, top, middle, options);
    std::vector<TextRow> body = RowsBetween(glyphs, stack, middle, bottom, options);
    if (header.size() != 1 || header.front().pieces.size() < 2 ||
        static_cast<int>(body.size()) < options.min_body_rows) {
      continue;
    }
    const auto full = std::count_if(body.begin(), body.end(),
                                    [](const TextRow& row) { return row.pieces.size() >= 2; });
    if (static_cast<double>(full) < options.full_row_share * static_cast<double>(body.size())) {
      continue;
    }
    const std::vector<double> borders = ColumnBorders(header.front(), body, stack);
    body.insert(body.begin(), header.front());
    grids.push_back(BuildGrid(body, borders, top, bottom, page_no));
  }
  return grids;
}

}  // namespace gongwen
