// A table cut by a page break is drawn closed on both pages. What tells that the second part goes
// on is its columns; what a break does to a merged cell is to leave it empty (or repeated) on the
// new page while the cells to its right hold text.
//
// Only a prefix of the new page's first row is ever joined upward: from the left, as long as cells
// are empty, repeat the text above, or hold a running number (序号). The first cell with words of
// its own ends it, so that an empty value never becomes part of the value above.
//
// Tested by tests/extractors/join_pages_test.cc.
#include "extractors/table/join_pages.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "extractors/table/grid_from_rulings.h"

namespace gongwen {
namespace {

constexpr int kMaxRepeatedHeaderRows = 5;
constexpr int kSiblingHeadRows = 3;  // so many equal row heads mean a new table of the same form

// The x of each column border as page `page_no` shows it; a border that no cell of that page shows
// is taken from the other pages of the table.
std::vector<double> ColumnBorders(const TableGrid& grid, int page_no) {
  const auto count = static_cast<std::size_t>(grid.columns) + 1;
  std::vector<double> here(count, 0), elsewhere(count, 0);
  std::vector<int> seen_here(count, 0), seen_elsewhere(count, 0);
  for (const Cell& cell : grid.cells) {
    if (cell.box.empty()) continue;
    const bool is_here = cell.page_no == page_no;
    std::vector<double>& sum = is_here ? here : elsewhere;
    std::vector<int>& seen = is_here ? seen_here : seen_elsewhere;
    const auto first = static_cast<std::size_t>(cell.column);
    const auto last = first + static_cast<std::size_t>(cell.column_span);
    sum[first] += cell.box.x0;
    ++seen[first];
    sum[last] += cell.box.x1;
    ++seen[last];
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (seen_here[i] > 0) {
      here[i] /= seen_here[i];
    } else {
      here[i] = seen_elsewhere[i] > 0 ? elsewhere[i] / seen_elsewhere[i] : 0;
    }
  }
  return here;
}

int LastPage(const TableGrid& grid) {
  int page_no = 0;
  for (const Cell& cell : grid.cells) page_no = std::max(page_no, cell.page_no);
  return page_no;
}

int FirstPage(const TableGrid& grid) { return grid.cells.empty() ? 0 : grid.cells.front().page_no; }

bool HasNear(const std::vector<double>& borders, double x, double tolerance) {
  return std::any_of(borders.begin(), borders.end(),
                     [&](double b) { return std::abs(b - x) <= tolerance; });
}

bool AllNear(const std::vector<double>& borders, const std::vector<double>& in, double tolerance) {
  return std::all_of(borders.begin(), borders.end(),
                     [&](double x) { return HasNear(in, x, tolerance); });
}

std::vector<std::string> RowTexts(const TableGrid& grid, int row) {
  std::vector<std::string> texts;
  for (const Cell& cell : grid.cells) {
    if (cell.row == row && !cell.text.empty()) texts.push_back(cell.text);
  }
  return texts;
}

// Both start with rows of the same row heads: two tables of one form, not one table.
bool StartsLikeSibling(const TableGrid& table, const TableGrid& next) {
  if (table.rows <= kSiblingHeadRows || next.rows <= kSiblingHeadRows) return false;
  for (int row = 0; row < kSiblingHeadRows; ++row) {
    const std::vector<std::string> a = RowTexts(table, row), b = RowTexts(next, row);
    if (a.empty() || b.empty() || a.front() != b.front()) return false;
  }
  return true;
}

// How many of next's first rows repeat consecutive rows of `table` from its top part.
int RepeatedHeaderRows(const TableGrid& table, const TableGrid& next) {
  const std::vector<std::string> first = RowTexts(next, 0);
  if (first.size() < 2) return 0;
  const int search_end = std::min(table.rows, 2 * kMaxRepeatedHeaderRows + 2);
  for (int start = 0; start < search_end; ++start) {
    if (RowTexts(table, start) != first) continue;
    int count = 1;
    while (count < kMaxRepeatedHeaderRows && start + count < table.rows && count < next.rows - 1 &&
           RowTexts(table, start + count) == RowTexts(next, count) &&
           !RowTexts(next, count).empty()) {
      ++count;
    }
    return count;
  }
  return 0;
}

// A cell that reaches from the repeated header into the body goes with the body.
TableGrid WithoutFirstRows(TableGrid grid, int dropped) {
  if (dropped == 0) return grid;
  std::erase_if(grid.cells, [&](const Cell& cell) { return cell.row + cell.row_span <= dropped; });
  for (Cell& cell : grid.cells) {
    const int end = cell.row + cell.row_span - dropped;
    cell.row = std::max(0, cell.row - dropped);
    cell.row_span = end - cell.row;
  }
  grid.rows -= dropped;
  return grid;
}

// Moves a grid's cells onto a finer set of column borders.
void SpreadColumns(TableGrid& grid, const std::vector<double>& own,
                   const std::vector<double>& merged) {
  const auto index_of = [&](double x) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < merged.size(); ++i) {
      if (std::abs(merged[i] - x) < std::abs(merged[best] - x)) best = i;
    }
    return static_cast<int>(best);
  };
  std::vector<int> target;
  for (const double x : own) target.push_back(index_of(x));
  for (Cell& cell : grid.cells) {
    const int end = target[static_cast<std::size_t>(cell.column + cell.column_span)];
    cell.column = target[static_cast<std::size_t>(cell.column)];
    cell.column_span = end - cell.column;
  }
  grid.columns = static_cast<int>(merged.size()) - 1;
}

std::vector<double> MergedBorders(std::vector<double> a, const std::vector<double>& b,
                                  double tolerance) {
  for (const double x : b) {
    if (!HasNear(a, x, tolerance)) a.push_back(x);
  }
  std::sort(a.begin(), a.end());
  a.erase(std::unique(a.begin(), a.end()), a.end());
  return a;
}

Cell* CellAt(TableGrid& grid, int row, int column) {
  for (Cell& cell : grid.cells) {
    if (cell.row <= row && row < cell.row + cell.row_span && cell.column <= column &&
        column < cell.column + cell.column_span) {
      return &cell;
    }
  }
  return nullptr;
}

// 12, 3.: a running number does not end the row's beginning.
bool IsRunningNumber(const std::string& text) {
  constexpr std::size_t kLongest = 4;
  return !text.empty() && text.size() <= kLongest &&
         text.find_first_not_of("0123456789.") == std::string::npos;
}

// Joins the cells of the first row below the break with those that they continue.
void JoinCutCells(TableGrid& grid, int first_row) {
  int column = 0;
  while (column < grid.columns) {
    Cell* below = CellAt(grid, first_row, column);
    Cell* above = CellAt(grid, first_row - 1, column);
    if (below == nullptr || above == nullptr || below == above) return;
    column = below->column + below->column_span;
    if (IsRunningNumber(below->text)) continue;
    const bool continues = below->text.empty() || below->text == above->text;
    if (!continues || column == grid.columns || below->column != above->column ||
        below->column_span != above->column_span) {
      return;
    }
    above->row_span += below->row_span;
    grid.cells.erase(grid.cells.begin() + (below - grid.cells.data()));
  }
}

}  // namespace

bool ContinuesOnNextPage(const TableGrid& table, const TableGrid& next, bool text_between,
                         const JoinOptions& options) {
  if (text_between || table.cells.empty() || next.cells.empty()) return false;
  if (FirstPage(next) != LastPage(table) + 1) return false;
  const std::vector<double> a = ColumnBorders(table, LastPage(table));
  const std::vector<double> b = ColumnBorders(next, FirstPage(next));
  const double tolerance = options.column_tolerance_pt;
  if (std::abs(a.front() - b.front()) > tolerance || std::abs(a.back() - b.back()) > tolerance) {
    return false;
  }
  return (AllNear(a, b, tolerance) || AllNear(b, a, tolerance)) && !StartsLikeSibling(table, next);
}

TableGrid JoinGrids(TableGrid table, const TableGrid& next, const JoinOptions& options) {
  TableGrid rest = WithoutFirstRows(next, RepeatedHeaderRows(table, next));
  const std::vector<double> a = ColumnBorders(table, LastPage(table));
  const std::vector<double> b = ColumnBorders(next, FirstPage(next));
  const std::vector<double> merged = MergedBorders(a, b, options.column_tolerance_pt);
  if (merged.size() != static_cast<std::size_t>(table.columns) + 1) {
    SpreadColumns(table, a, merged);
  }
  SpreadColumns(rest, b, merged);
  const int first_row = table.rows;
  for (Cell cell : rest.cells) {
    cell.row += first_row;
    table.cells.push_back(std::move(cell));
  }
  table.rows += rest.rows;
  if (rest.rows > 0) {
    table.page_breaks.push_back(first_row);
    JoinCutCells(table, first_row);
  }
  std::sort(table.cells.begin(), table.cells.end(), [](const Cell& x, const Cell& y) {
    return std::pair{x.row, x.column} < std::pair{y.row, y.column};
  });
  return table;
}

}  // namespace gongwen
