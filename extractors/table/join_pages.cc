// A table cut by a page break is drawn closed on both pages. What tells that the second part goes
// on is its columns.
//
// A merged cell that the break cut has its label before the break, after it, on both sides, or on
// neither (in a part still to come). Only a prefix of the row is ever joined: from the left, past
// running numbers (序号), as long as the column holds labels - cells merged down elsewhere - and
// the two texts do not contradict each other; in other columns only a blank below a label. The
// first cell with words of its own ends it, so that an empty value never becomes part of the value
// above.
//
// A row that the break cut goes on in cells whose upper line is full, and is blank in those that
// had ended. Both must be seen: full lines alone are two rows, blanks alone are values left empty.
//
// Tested by tests/extractors/join_pages_test.cc.
#include "extractors/table/join_pages.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "extractors/table/continued_mark.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/text/compose_lines.h"

namespace gongwen {
namespace {

constexpr int kMaxRepeatedHeaderRows = 5;
constexpr int kSiblingRows = 5;  // below the header, whose row heads tell tables of one form

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

int FirstPage(const TableGrid& grid) {
  int page_no = grid.cells.empty() ? 0 : grid.cells.front().page_no;
  for (const Cell& cell : grid.cells) page_no = std::min(page_no, cell.page_no);
  return page_no;
}

bool HasNear(const std::vector<double>& borders, double x, double tolerance) {
  return std::any_of(borders.begin(), borders.end(),
                     [&](double b) { return std::abs(b - x) <= tolerance; });
}

bool AllNear(const std::vector<double>& borders, const std::vector<double>& in, double tolerance) {
  return std::all_of(borders.begin(), borders.end(),
                     [&](double x) { return HasNear(in, x, tolerance); });
}

// Columns found from alignment wobble with the text of each page; their number does not.
bool AreAligned(const TableGrid& table, const TableGrid& next) {
  return table.origin == GridOrigin::kAlignment && next.origin == GridOrigin::kAlignment &&
         table.columns == next.columns;
}

bool HaveSameColumns(const TableGrid& table, const TableGrid& next, const JoinOptions& options) {
  const std::vector<double> a = ColumnBorders(table, LastPage(table));
  const std::vector<double> b = ColumnBorders(next, FirstPage(next));
  if (AreAligned(table, next)) {
    // The outer ones are where the longest text ends.
    for (std::size_t i = 1; i + 1 < a.size(); ++i) {
      if (std::abs(a[i] - b[i]) > options.aligned_tolerance_pt) return false;
    }
    return true;
  }
  const double tolerance = options.column_tolerance_pt;
  if (std::abs(a.front() - b.front()) > tolerance || std::abs(a.back() - b.back()) > tolerance) {
    return false;
  }
  return AllNear(a, b, tolerance) || AllNear(b, a, tolerance);
}

// The cell that covers each slot of a row; grids tile, so none is missing.
std::vector<const Cell*> CellsOfRow(const TableGrid& grid, int row) {
  std::vector<const Cell*> cells(static_cast<std::size_t>(grid.columns), nullptr);
  for (const Cell& cell : grid.cells) {
    if (cell.row > row || row >= cell.row + cell.row_span) continue;
    for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
      cells[static_cast<std::size_t>(c)] = &cell;
    }
  }
  return cells;
}

std::string FirstText(const TableGrid& grid, int row) {
  for (const Cell* cell : CellsOfRow(grid, row)) {
    if (cell != nullptr && cell->row == row && !cell->text.empty()) return cell->text;
  }
  return "";
}

// Whether row `next_row` of the new part says what row `row` of the table says. Both have the same
// columns. A cell that goes on below may be blank on one of them, or hold another label.
bool IsSameRow(const TableGrid& table, int row, const TableGrid& next, int next_row,
               int header_end) {
  const std::vector<const Cell*> a = CellsOfRow(table, row), b = CellsOfRow(next, next_row);
  std::size_t same = 0;
  for (std::size_t c = 0; c < a.size(); ++c) {
    if (a[c] == nullptr || b[c] == nullptr) return false;
    if (c > 0 && a[c] == a[c - 1] && b[c] == b[c - 1]) continue;
    const bool goes_on = a[c]->row + a[c]->row_span > header_end;
    if (a[c]->text == WithoutContinuedMark(b[c]->text) || a[c]->text == b[c]->text) {
      if (!a[c]->text.empty()) ++same;
    } else if (!goes_on) {
      return false;
    }
  }
  // A title over all columns is one cell.
  return same >= 2 || (same == 1 && a.front() == a.back() && b.front() == b.back());
}

bool IsNumber(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos &&
         text.find_first_not_of("0123456789.,+-% ") == std::string::npos;
}

// Rows [0, count) of a new part that repeat rows [start, start + count) of the table.
struct RepeatedHeader {
  int start = 0, count = 0;
};

// Whether a row may stand in a header below its top: three names and no number. A row of the body
// that says the same as an earlier one is no header.
bool MayBeHeader(const TableGrid& grid, int row) {
  int names = 0;
  const Cell* last = nullptr;
  for (const Cell* cell : CellsOfRow(grid, row)) {
    if (cell == last || cell == nullptr) continue;
    last = cell;
    if (IsNumber(cell->text)) return false;
    if (!cell->text.empty()) ++names;
  }
  return names >= 3;
}

// The whole header again, or its last rows: consecutive rows from the table's top part. None where
// the columns differ.
RepeatedHeader FindRepeatedHeader(const TableGrid& table, const TableGrid& next) {
  if (table.columns != next.columns) return {};
  const int search_end = std::min(table.rows, 2 * kMaxRepeatedHeaderRows + 2);
  for (int start = 0; start < search_end; ++start) {
    if (start > 0 && !MayBeHeader(next, 0)) break;
    int count = 0;
    while (count < next.rows && start + count < table.rows &&
           IsSameRow(table, start + count, next, count, start + count + 1)) {
      ++count;
    }
    if (count > 0) return {start, count};
  }
  return {};
}

// Both start with rows of the same row heads, beyond what may be one header: two tables of one
// form. Labels that stand on both sides of a break repeat one row head, so that one more is asked
// for; under the same title none is. The same table twice is two as well.
bool StartsLikeSibling(const TableGrid& table, const TableGrid& next, TextBetween between) {
  const RepeatedHeader header = FindRepeatedHeader(table, next);
  if (header.count == next.rows && header.count > kMaxRepeatedHeaderRows) return true;
  const int rows = std::min(table.rows - header.start, next.rows);
  if (header.start == 0 && header.count == rows && header.count == table.rows) return true;
  int same = 0;
  for (int row = header.count; row < std::min(rows, header.count + kSiblingRows); ++row) {
    const std::string head = FirstText(table, header.start + row);
    if (!head.empty() && head == FirstText(next, row)) ++same;
  }
  return same >= (between == TextBetween::kSameTitle ? 1 : 2);
}

// Whether the new part begins as the table does.
bool RepeatsHeader(const TableGrid& table, const TableGrid& next) {
  return table.columns == next.columns && IsSameRow(table, 0, next, 0, 1);
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

// 12, 3.: a running number does not end the row's beginning.
bool IsRunningNumber(const std::string& text) {
  constexpr std::size_t kLongest = 4;
  return !text.empty() && text.size() <= kLongest &&
         text.find_first_not_of("0123456789.") == std::string::npos;
}

// Two cells on the two sides of a page break: indices into the grid's cells.
struct CutPair {
  std::size_t above = 0, below = 0;
};

// The pairs from the left, as far as the columns on both sides agree.
std::vector<CutPair> PairsAtBreak(const TableGrid& grid, int first_row) {
  const std::vector<const Cell*> above = CellsOfRow(grid, first_row - 1);
  const std::vector<const Cell*> below = CellsOfRow(grid, first_row);
  std::vector<CutPair> pairs;
  const auto index = [&](const Cell* cell) {
    return static_cast<std::size_t>(cell - grid.cells.data());
  };
  for (std::size_t c = 0; c < above.size();) {
    const Cell *a = above[c], *b = below[c];
    if (a == nullptr || b == nullptr || a == b || a->column != b->column ||
        a->column_span != b->column_span) {
      break;
    }
    pairs.push_back({index(a), index(b)});
    c += static_cast<std::size_t>(a->column_span);
  }
  return pairs;
}

// Columns in which some cell of the body goes down over rows on one page: those of labels.
bool HoldsLabels(const TableGrid& grid, int column) {
  return std::any_of(grid.cells.begin(), grid.cells.end(), [&](const Cell& cell) {
    return cell.row > 0 && cell.row_span > 1 && cell.column == column;
  });
}

// Whether the break cut one row: its texts go on where the upper line was full, and what had ended
// is blank below. Never on the strength of a blank alone, so that no empty value takes the one
// above.
bool IsCutRow(const TableGrid& grid, const std::vector<CutPair>& pairs) {
  if (pairs.empty() ||
      grid.cells[pairs.back().above].column + grid.cells[pairs.back().above].column_span !=
          grid.columns) {
    return false;
  }
  std::size_t going_on = 0, ended = 0;
  for (const CutPair& pair : pairs) {
    const Cell &a = grid.cells[pair.above], &b = grid.cells[pair.below];
    const bool is_label = a.row_span > 1 || b.row_span > 1;
    if (is_label && (a.text.empty() || b.text.empty() || a.text == b.text)) continue;
    if (b.text.empty()) {
      if (!a.text.empty()) ++ended;
    } else if (a.text.empty() || !a.is_full || IsNumber(b.text)) {
      return false;
    } else {
      ++going_on;
    }
  }
  return going_on > 0 && ended > 0;
}

// The leading pairs that are one merged cell each. Where no column holds labels, a blank in the
// first one is taken for one.
std::vector<CutPair> LeadingMerged(const TableGrid& grid, const std::vector<CutPair>& pairs) {
  const auto holds_labels = [&](const CutPair& pair) {
    const Cell &a = grid.cells[pair.above], &b = grid.cells[pair.below];
    return a.row_span > 1 || b.row_span > 1 || HoldsLabels(grid, a.column);
  };
  const bool has_labels = std::any_of(pairs.begin(), pairs.end(), holds_labels);
  std::vector<CutPair> merged;
  for (const CutPair& pair : pairs) {
    const Cell &a = grid.cells[pair.above], &b = grid.cells[pair.below];
    if (a.column + a.column_span == grid.columns) break;
    if (holds_labels(pair)) {
      if (!a.text.empty() && !b.text.empty() && a.text != b.text) break;
      merged.push_back(pair);
      continue;
    }
    if (IsRunningNumber(a.text) || IsRunningNumber(b.text)) continue;
    const bool is_label = !has_labels && b.text.empty() && !a.text.empty() && !IsNumber(a.text);
    if (is_label) merged.push_back(pair);
    break;
  }
  return merged;
}

// The lower cells become part of the upper ones.
void Merge(TableGrid& grid, const std::vector<CutPair>& pairs) {
  std::vector<bool> is_gone(grid.cells.size(), false);
  for (const CutPair& pair : pairs) {
    Cell& a = grid.cells[pair.above];
    Cell& b = grid.cells[pair.below];
    a.row_span += b.row_span;
    is_gone[pair.below] = true;
    if (a.text.empty()) {  // the cell is where its text is
      a.text = std::move(b.text);
      a.page_no = b.page_no;
      a.box = b.box;
    } else if (a.text != b.text) {
      AppendWrapped(a.text, b.text);
    }
    a.confidence = std::min(a.confidence, b.confidence);
    a.is_full = b.is_full;
  }
  std::size_t index = 0;
  std::erase_if(grid.cells, [&](const Cell&) { return is_gone[index++]; });
}

// Takes out row `row`, which no cell begins in any more.
void DropRow(TableGrid& grid, int row) {
  for (Cell& cell : grid.cells) {
    if (cell.row > row) {
      --cell.row;
    } else if (cell.row + cell.row_span > row) {
      --cell.row_span;
    }
  }
  --grid.rows;
}

// Joins the cells of the first row below the break with those that they continue.
void JoinCutCells(TableGrid& grid, int first_row) {
  const std::vector<CutPair> pairs = PairsAtBreak(grid, first_row);
  if (IsCutRow(grid, pairs)) {
    Merge(grid, pairs);
    DropRow(grid, first_row);
    if (first_row == grid.rows) grid.page_breaks.pop_back();
    return;
  }
  Merge(grid, LeadingMerged(grid, pairs));
}

}  // namespace

bool ContinuesOnNextPage(const TableGrid& table, const TableGrid& next, TextBetween between,
                         const JoinOptions& options) {
  if (between == TextBetween::kOther || table.cells.empty() || next.cells.empty()) return false;
  if (FirstPage(next) != LastPage(table) + 1) return false;
  if (!HaveSameColumns(table, next, options)) return false;
  if (between == TextBetween::kContinuedMark) return true;
  if (StartsLikeSibling(table, next, between)) return false;
  return between == TextBetween::kNone || RepeatsHeader(table, next);
}

TableGrid JoinGrids(TableGrid table, TableGrid next, const JoinOptions& options) {
  const std::vector<double> a = ColumnBorders(table, LastPage(table));
  const std::vector<double> b = AreAligned(table, next) ? a : ColumnBorders(next, FirstPage(next));
  const std::vector<double> merged = MergedBorders(a, b, options.column_tolerance_pt);
  if (merged.size() != static_cast<std::size_t>(table.columns) + 1) {
    SpreadColumns(table, a, merged);
  }
  SpreadColumns(next, b, merged);
  const int repeated =
      std::min({FindRepeatedHeader(table, next).count, kMaxRepeatedHeaderRows, next.rows - 1});
  TableGrid rest = WithoutFirstRows(std::move(next), repeated);
  const int first_row = table.rows;
  for (Cell& cell : rest.cells) {
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
