#include "normalizers/table/side_by_side.h"

// The head tells: its names, blank columns aside, repeat two to four times. Whether the names above
// them repeat too says if the groups are one list or two (see the header). Over pages a folded list
// either runs down all pages on the left first, or fills page by page; of the two the order in
// which the numbers of its 序号 rise is taken. Tested by tests/normalizers/side_by_side_test.cc.

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostGroups = 4;

using Columns = std::vector<int>;

std::string LastName(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

// What the body holds in one column.
struct Content {
  int words = 0, numbers = 0;
};

std::vector<Content> ContentOf(const TableGrid& grid, const HeaderRows& head) {
  std::vector<Content> content(static_cast<std::size_t>(grid.columns));
  for (const Cell& cell : grid.cells) {
    if (cell.row < head.body_begin()) continue;
    Content& column = content[static_cast<std::size_t>(cell.column)];
    if (IsNumericCell(cell.text)) {
      ++column.numbers;
    } else if (CountHan(cell.text) > 0) {
      ++column.words;
    }
  }
  return content;
}

// The columns of each group, without blank ones.
std::optional<std::vector<Columns>> FindGroups(const TableGrid& grid, const HeaderRows& head) {
  const std::vector<Content> content = ContentOf(grid, head);
  const auto at = [](int column) { return static_cast<std::size_t>(column); };
  Columns used;
  for (int column = 0; column < grid.columns; ++column) {
    const Content& c = content[at(column)];
    const bool is_blank = c.words + c.numbers == 0;
    if (head.paths[at(column)].empty() && is_blank) continue;
    if (head.paths[at(column)].empty()) return std::nullopt;
    used.push_back(column);
  }
  static const RE2 kRemark("备注|说明");
  const auto name = [&](std::size_t i) { return LastName(head.paths[at(used[i])]); };
  for (std::size_t count = kMostGroups; count >= 2; --count) {
    const bool has_remark = used.size() % count == 1 && used.size() > 1 &&
                            RE2::FullMatch(name(used.size() - 1), kRemark);
    const std::size_t columns = used.size() - (has_remark ? 1 : 0);
    const std::size_t width = columns / count;
    if (columns % count != 0 || width < 2) continue;
    bool repeats = true;
    for (std::size_t i = width; i < columns && repeats; ++i) repeats = name(i) == name(i % width);
    const auto some = [&](auto has) {
      return std::any_of(used.begin(), used.begin() + std::ptrdiff_t(width),
                         [&](int column) { return has(content[at(column)]); });
    };
    if (!repeats || !some([](const Content& c) { return c.words > c.numbers; }) ||
        !some([](const Content& c) { return c.numbers > c.words; })) {
      continue;
    }
    std::vector<Columns> groups(count);
    for (std::size_t i = 0; i < columns; ++i) groups[i / width].push_back(used[i]);
    return groups;
  }
  return std::nullopt;
}

// The rows [begin, end) of one group, put at row `to` of `out`. Of a cell over several groups the
// last has the text; a number that reaches over a border is the first one's.
void AppendRows(const TableGrid& grid, const Columns& columns, int begin, int end, TableGrid& out) {
  const int to = out.rows;
  for (const Cell& cell : grid.cells) {
    if (cell.row < begin || cell.row >= end) continue;
    const auto covers = [&](int column) {
      return column >= cell.column && column < cell.column + cell.column_span;
    };
    const auto first = std::find_if(columns.begin(), columns.end(), covers);
    if (first == columns.end()) continue;
    Cell part = cell;
    part.row = to + cell.row - begin;
    part.row_span = std::min(cell.row_span, end - cell.row);
    part.column = static_cast<int>(first - columns.begin());
    part.column_span = static_cast<int>(std::count_if(columns.begin(), columns.end(), covers));
    const bool goes_on = cell.column + cell.column_span > columns.back() + 1;
    const bool began_before = cell.column < columns.front();
    const bool is_number = IsNumericCell(cell.text);
    if ((goes_on && !is_number) || (began_before && is_number)) part.text.clear();
    out.cells.push_back(std::move(part));
  }
  out.rows = to + end - begin;
}

TableGrid HeadOf(const TableGrid& grid, const HeaderRows& head, const Columns& columns) {
  TableGrid out{
      .columns = static_cast<int>(columns.size()), .origin = grid.origin, .source = grid.source};
  AppendRows(grid, columns, 0, head.body_begin(), out);
  return out;
}

// How often a number in the groups' first column is less than the one before it.
int CountDescents(const TableGrid& grid) {
  int descents = 0, last = 0;
  for (const Cell& cell : grid.cells) {
    int number = 0;
    if (cell.column != 0 || !RE2::FullMatch(TightText(cell.text), "([0-9]{1,4})", &number)) {
      continue;
    }
    descents += number < last ? 1 : 0;
    last = number;
  }
  return descents;
}

void SortCells(TableGrid& grid) {
  std::ranges::sort(grid.cells, [](const Cell& a, const Cell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
}

// All groups below each other, within each stretch of rows between two of `breaks`.
TableGrid Stack(const TableGrid& grid, const HeaderRows& head, const std::vector<Columns>& groups,
                const std::vector<int>& breaks) {
  TableGrid out = HeadOf(grid, head, groups.front());
  for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
    for (const Columns& group : groups) {
      AppendRows(grid, group, breaks[i], breaks[i + 1], out);
    }
  }
  SortCells(out);
  return out;
}

// 合计 in the middle of a row that holds nothing else but its figure: put beside the figure, into
// the column of names of that group.
TableGrid WithTotalsBeside(TableGrid grid, const HeaderRows& head,
                           const std::vector<Columns>& groups) {
  static const RE2 kTotal("合计|总计|总和|共计|全[国省市州区县盟旗](?:合计|总计)?");
  const std::vector<Content> content = ContentOf(grid, head);
  for (int row = head.body_begin(); row < grid.rows; ++row) {
    std::vector<Cell*> filled;
    for (Cell& cell : grid.cells) {
      if (cell.row == row && !TrimmedView(cell.text).empty()) filled.push_back(&cell);
    }
    if (filled.size() != 2 || filled[0]->column_span > 1 || !IsNumericCell(filled[1]->text) ||
        !RE2::FullMatch(TightText(filled[0]->text), kTotal)) {
      continue;
    }
    const auto group = std::ranges::find_if(groups, [&](const Columns& columns) {
      return std::ranges::find(columns, filled[1]->column) != columns.end();
    });
    if (group == groups.end()) continue;
    const auto names = std::ranges::find_if(*group, [&](int column) {
      const Content& c = content[static_cast<std::size_t>(column)];
      return c.words > c.numbers;
    });
    const auto to = std::ranges::find_if(grid.cells, [&](const Cell& cell) {
      return names != group->end() && cell.row == row && cell.column == *names;
    });
    if (to == grid.cells.end() || &*to == filled[0]) continue;
    to->text = std::exchange(filled[0]->text, {});
    to->confidence = filled[0]->confidence;
  }
  return grid;
}

bool AreNamesAboveTheSame(const HeaderRows& head, const std::vector<Columns>& groups) {
  for (const Columns& group : groups) {
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (head.paths[static_cast<std::size_t>(group[i])] !=
          head.paths[static_cast<std::size_t>(groups.front()[i])]) {
        return false;
      }
    }
  }
  return true;
}

}  // namespace

std::vector<UnfoldedList> UnfoldGroups(const TableGrid& as_read, const HeaderRows& head) {
  if (head.count == 0) return {{as_read, head}};
  const std::optional<std::vector<Columns>> groups = FindGroups(as_read, head);
  if (!groups) return {{as_read, head}};
  const TableGrid grid = WithTotalsBeside(as_read, head, *groups);
  const auto head_of = [&](const Columns& columns) {
    HeaderRows own{.begin = head.begin, .count = head.count};
    for (const int column : columns)
      own.paths.push_back(head.paths[static_cast<std::size_t>(column)]);
    return own;
  };
  const int begin = head.body_begin();
  if (!AreNamesAboveTheSame(head, *groups)) {
    std::vector<UnfoldedList> lists;
    for (const Columns& group : *groups) {
      lists.push_back({Stack(grid, head, {group}, {begin, grid.rows}), head_of(group)});
    }
    return lists;
  }
  const HeaderRows first = head_of(groups->front());
  TableGrid whole = Stack(grid, head, *groups, {begin, grid.rows});
  std::vector<int> breaks{begin};
  std::ranges::copy_if(grid.page_breaks, std::back_inserter(breaks),
                       [&](int row) { return row > begin && row < grid.rows; });
  breaks.push_back(grid.rows);
  if (breaks.size() == 2) return {{std::move(whole), first}};
  TableGrid paged = Stack(grid, head, *groups, breaks);
  const bool is_paged = CountDescents(paged) < CountDescents(whole);
  return {{is_paged ? std::move(paged) : std::move(whole), first}};
}

}  // namespace gongwen
