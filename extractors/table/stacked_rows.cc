// Tested by stacked_rows_test.cc.
#include "extractors/table/stacked_rows.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "extractors/table/text_bands.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kSameLineEm = 0.4;
constexpr double kRowPitchEm = 1.55;     // wrapped lines stand 1.2 to 1.5 em apart
constexpr double kSeveralLinesEm = 2.1;  // a cell less high holds one line

struct Line {
  double y = 0, size_pt = 0;
  bool is_number = false;
  bool is_value = false;  // begins as one: ≥173人
  bool breaks_off =
      false;  // a number that the cell's width cut: 12,345,678. or as wide as the cell
};

// A figure too long for its cell goes on below, after its point or comma or wherever the cell ends.
bool BreaksOff(const Band& band, const RectPt& cell) {
  constexpr double kRoomEm = 0.9;  // left and right, where one more digit does not fit
  const std::string& text = band.words.back().text;
  return text.ends_with('.') || text.ends_with(',') ||
         band.box().width() > cell.width() - kRoomEm * band.size_pt;
}

std::vector<Line> LinesOf(const Cell& cell, const std::vector<Glyph>& glyphs) {
  if (glyphs.empty()) return {};
  const Glyph& first = glyphs.front();
  if (cell.box.height() < kSeveralLinesEm * first.font_size_pt) {
    return {{first.box.center_y(), first.font_size_pt}};
  }
  std::vector<Line> lines;
  for (const Band& band : BandsOf(glyphs)) {
    lines.push_back({band.center_y, band.size_pt, std::ranges::all_of(band.words, &Word::is_number),
                     BeginsAsValue(band.words.front().text), BreaksOff(band, cell.box)});
  }
  return lines;
}

bool IsSameLine(const Line& a, const Line& b) {
  return std::abs(a.y - b.y) <= kSameLineEm * std::max(a.size_pt, b.size_pt);
}

struct Member {
  std::size_t cell = 0;  // index into grid.cells
  std::vector<Line> lines{};
};

// Lines set farther apart than a text wraps.
bool IsWidelySet(const std::vector<Line>& lines) {
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double pitch = lines[i].y - lines[i - 1].y;
    if (pitch < kRowPitchEm * std::max(lines[i].size_pt, lines[i - 1].size_pt)) return false;
  }
  return true;
}

// Two rows whose ruling was lost: name and value side by side, each on its line, mostly values in
// one column (words such as 规范 stand among them).
std::vector<Line> LinesOfLostRuling(const std::vector<Member>& members) {
  const std::vector<Line>* rows = nullptr;
  std::size_t columns = 0;
  bool has_values = false;
  for (const Member& member : members) {
    if (member.lines.size() < 2) continue;
    if (!IsWidelySet(member.lines)) continue;  // one label for both rows, wrapped
    if (rows != nullptr && rows->size() != member.lines.size()) return {};
    if (rows == nullptr) rows = &member.lines;
    for (std::size_t i = 0; i < rows->size(); ++i) {
      if (!IsSameLine((*rows)[i], member.lines[i])) return {};
    }
    const auto values = std::ranges::count_if(member.lines, &Line::is_value);
    has_values = has_values || 2 * static_cast<std::size_t>(values) >= member.lines.size();
    ++columns;
  }
  return columns >= 2 && has_values ? *rows : std::vector<Line>{};
}

// The lines that the row is to be split into; empty when it stays whole.
std::vector<Line> RowLines(const std::vector<Member>& members, bool may_lack_rulings) {
  if (may_lack_rulings) {
    if (std::vector<Line> lost = LinesOfLostRuling(members); !lost.empty()) return lost;
  }
  std::vector<Line> numbers;  // of all columns: where one leaves a line blank another may not
  std::size_t numeric = 0;
  for (const Member& member : members) {
    const bool is_numeric =
        member.lines.size() >= 2 && std::ranges::all_of(member.lines, &Line::is_number);
    if (!is_numeric) continue;
    if (member.lines.front().breaks_off) return {};
    ++numeric;
    for (const Line& line : member.lines) {
      const bool is_known = std::ranges::any_of(
          numbers, [&](const Line& number) { return IsSameLine(line, number); });
      if (!is_known) numbers.push_back(line);
    }
  }
  if (numbers.empty() || (numbers.size() < 3 && numeric < 2)) return {};
  std::ranges::sort(numbers, {}, &Line::y);
  for (const Member& member : members) {
    if (member.lines.size() < 2) continue;
    for (const Line& line : member.lines) {
      const bool stands_beside = std::ranges::any_of(
          numbers, [&](const Line& number) { return IsSameLine(line, number); });
      if (!stands_beside) return {};
    }
  }
  return numbers;
}

class RowSplitter {
 public:
  RowSplitter(TableGrid& grid, std::vector<std::vector<Glyph>>& inside)
      : grid_(grid), inside_(inside) {}

  void Split(int row, const std::vector<Member>& members, const std::vector<Line>& lines) {
    const int more = static_cast<int>(lines.size()) - 1;
    for (Cell& cell : grid_.cells) {
      if (cell.row > row) {
        cell.row += more;
      } else if (cell.row + cell.row_span > row && (cell.row < row || cell.row_span > 1)) {
        cell.row_span += more;
      }
    }
    grid_.rows += more;
    for (const Member& member : members) SplitCell(member, lines);
  }

 private:
  void SplitCell(const Member& member, const std::vector<Line>& lines) {
    const bool is_off = std::ranges::any_of(member.lines, [&](const Line& own) {
      return std::ranges::none_of(lines, [&](const Line& row) { return IsSameLine(own, row); });
    });
    const bool is_merged =
        is_off || (member.lines.size() == 1 && !IsSameLine(member.lines.front(), lines.front()));
    if (is_merged) {
      grid_.cells[member.cell].row_span = static_cast<int>(lines.size());
      return;
    }
    const Cell whole = grid_.cells[member.cell];
    const std::vector<Glyph> glyphs = std::move(inside_[member.cell]);
    inside_[member.cell].clear();
    double top = whole.box.y0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool is_last = i + 1 == lines.size();
      const double bottom = is_last ? whole.box.y1 : (lines[i].y + lines[i + 1].y) / 2;
      std::size_t target = member.cell;
      if (i > 0) {
        target = grid_.cells.size();
        grid_.cells.push_back(whole);
        inside_.emplace_back();
      }
      Cell& cell = grid_.cells[target];
      cell.row = whole.row + static_cast<int>(i);
      cell.box.y0 = top;
      cell.box.y1 = bottom;
      for (const Glyph& glyph : glyphs) {
        const double y = glyph.box.center_y();
        if ((i == 0 || y >= top) && (is_last || y < bottom)) inside_[target].push_back(glyph);
      }
      top = bottom;
    }
  }

  TableGrid& grid_;
  std::vector<std::vector<Glyph>>& inside_;
};

void SortCells(TableGrid& grid, std::vector<std::vector<Glyph>>& inside) {
  std::vector<std::size_t> order(grid.cells.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) {
    return std::pair{grid.cells[i].row, grid.cells[i].column};
  });
  std::vector<Cell> cells;
  std::vector<std::vector<Glyph>> sorted;
  for (const std::size_t i : order) {
    cells.push_back(std::move(grid.cells[i]));
    sorted.push_back(std::move(inside[i]));
  }
  grid.cells = std::move(cells);
  inside = std::move(sorted);
}

}  // namespace

void SplitStackedRows(TableGrid& grid, std::vector<std::vector<Glyph>>& inside,
                      bool may_lack_rulings) {
  std::vector<std::vector<Member>> rows(static_cast<std::size_t>(grid.rows));
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const Cell& cell = grid.cells[i];
    if (cell.row_span == 1) {
      rows[static_cast<std::size_t>(cell.row)].push_back({i, LinesOf(cell, inside[i])});
    }
  }
  bool is_split = false;
  for (std::size_t row = rows.size(); row-- > 0;) {
    if (rows[row].size() < 2) continue;
    const std::vector<Line> lines = RowLines(rows[row], may_lack_rulings);
    if (lines.empty()) continue;
    RowSplitter(grid, inside).Split(static_cast<int>(row), rows[row], lines);
    is_split = true;
  }
  if (is_split) SortCells(grid, inside);
}

}  // namespace gongwen
