#include "extractors/table/fill_cells.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/stacked_rows.h"
#include "extractors/text/compose_lines.h"
#include "text/han.h"

namespace gongwen {
namespace {

// Finds the cell at a point. Cells tile, so a row-major slot search would do; but cells of a page
// part are few hundred, and a bucket by y keeps the search short without a second grid.
class CellLocator {
 public:
  CellLocator(const TableGrid& grid, int page_no) {
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      if (grid.cells[i].page_no == page_no) by_top_.push_back({grid.cells[i].box, i});
    }
    std::sort(by_top_.begin(), by_top_.end(),
              [](const Place& a, const Place& b) { return a.box.y0 < b.box.y0; });
    for (const Place& place : by_top_) tallest_ = std::max(tallest_, place.box.height());
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  [[nodiscard]] std::size_t Find(double x, double y) const {
    auto it = std::lower_bound(by_top_.begin(), by_top_.end(), y - tallest_,
                               [](const Place& p, double top) { return p.box.y0 < top; });
    for (; it != by_top_.end() && it->box.y0 <= y; ++it) {
      if (it->box.Contains(x, y)) return it->index;
    }
    return kNone;
  }

 private:
  struct Place {
    RectPt box{};
    std::size_t index = 0;
  };
  std::vector<Place> by_top_{};
  double tallest_ = 0;
};

}  // namespace

std::vector<Glyph> FillCells(TableGrid& grid, int page_no, std::span<const Glyph> glyphs,
                             bool may_lack_rulings) {
  const CellLocator locator(grid, page_no);
  const RectPt bounds = BoundingBox(grid, page_no);
  std::vector<std::vector<Glyph>> inside(grid.cells.size());
  std::vector<Glyph> outside;
  for (const Glyph& glyph : glyphs) {
    const double x = glyph.box.center_x(), y = glyph.box.center_y();
    const std::size_t index = bounds.Contains(x, y) ? locator.Find(x, y) : CellLocator::kNone;
    if (index == CellLocator::kNone) {
      outside.push_back(glyph);
    } else {
      inside[index].push_back(glyph);
    }
  }
  SplitStackedRows(grid, inside, may_lack_rulings);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    Cell& cell = grid.cells[i];
    if (inside[i].empty()) continue;
    cell.text = ComposeCellText(inside[i]);
    for (const Glyph& glyph : inside[i])
      cell.confidence = std::min(cell.confidence, glyph.confidence);
    const bool is_last_row = cell.row + cell.row_span == grid.rows;
    cell.is_full = is_last_row && FillsLastLine(inside[i], cell.box);
  }
  return outside;
}

bool FillsLastLine(std::span<const Glyph> glyphs, const RectPt& cell) {
  constexpr double kWideUnitEm = 1.1, kNarrowUnitEm = 4;  // what comes next: a character, a word
  constexpr double kPaddingEm = 0.6;                      // left and right together
  const std::vector<TextLine> lines = ComposeLines(glyphs);
  if (lines.empty()) return false;
  const TextLine& last = lines.back();
  const double unit = IsFullWidth(LastCodePoint(last.text)) ? kWideUnitEm : kNarrowUnitEm;
  double widest = cell.width() - kPaddingEm * last.font_size_pt;
  if (lines.size() > 1) {
    widest = 0;
    for (const TextLine& line : lines) widest = std::max(widest, line.box.width());
  }
  return last.box.width() >= widest - unit * last.font_size_pt;
}

bool HasText(const TableGrid& grid) {
  return std::any_of(grid.cells.begin(), grid.cells.end(), [](const Cell& cell) {
    std::string_view rest = cell.text;
    int letters = 0;
    while (!rest.empty()) {
      const char32_t c = TakeCodePoint(rest);
      if (IsAsciiDigit(c) || IsHan(c)) return true;
      const bool is_latin = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z');
      letters = is_latin || c >= 0xC0 ? letters + 1 : 0;
      if (letters >= 2) return true;
    }
    return false;
  });
}

std::string PlainText(const TableGrid& grid, int page_no) {
  std::string text;
  int row = -1;
  for (const Cell& cell : grid.cells) {
    if ((page_no != 0 && cell.page_no != page_no) || cell.text.empty()) continue;
    if (!text.empty()) text += cell.row == row ? "\t" : "\n";
    row = cell.row;
    for (const char c : cell.text) text += c == '\n' ? ' ' : c;
  }
  return text;
}

}  // namespace gongwen
