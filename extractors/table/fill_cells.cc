#include "extractors/table/fill_cells.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "extractors/table/glyph_places.h"
#include "extractors/table/stacked_rows.h"
#include "extractors/text/compose_lines.h"
#include "text/han.h"

namespace gongwen {

std::vector<Glyph> FillCells(TableGrid& grid, int page_no, std::span<const Glyph> glyphs,
                             bool may_lack_rulings) {
  const std::vector<GlyphPlace> places = PlacesOfGlyphs(grid, page_no, glyphs);
  std::vector<std::vector<Glyph>> inside(grid.cells.size());
  std::vector<Glyph> outside;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    std::vector<Glyph>& to = places[i].cell == kNoCell ? outside : inside[places[i].cell];
    Glyph& glyph = to.emplace_back(glyphs[i]);
    glyph.confidence = std::min(glyph.confidence, places[i].confidence);
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
