#include "normalizers/hierarchy/table_header.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "normalizers/hierarchy/row_alignment.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr int kHeaderSearchRows = 60;

bool IsLevelOrValue(ColumnRole role) {
  return role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2 ||
         role == ColumnRole::kLevel3 || role == ColumnRole::kValue;
}

const Cell& CellOf(const TableGrid& grid, int index) {
  return grid.cells[static_cast<std::size_t>(index)];
}

bool HasRole(const std::vector<HeaderColumn>& columns, ColumnRole role) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const HeaderColumn& c) { return c.role == role; });
}

// A name column without a value column: what follows the name is its value, and when only unknown
// names follow (one for each village), they all are.
void FindUnnamedValues(std::vector<HeaderColumn>& columns) {
  const auto name = std::find_if(columns.begin(), columns.end(), [](const HeaderColumn& c) {
    return c.role == ColumnRole::kLevel3;
  });
  if (name == columns.end() || name + 1 == columns.end()) return;
  const bool all_unknown = std::all_of(
      name + 1, columns.end(), [](const HeaderColumn& c) { return c.role == ColumnRole::kNone; });
  for (auto next = name + 1; all_unknown && next != columns.end(); ++next) {
    next->role = ColumnRole::kNextValue;
  }
  HeaderColumn& value = *(name + 1);
  if (value.role != ColumnRole::kExtra || value.holds == ColumnHolds::kAnything) {
    value.role = ColumnRole::kValue;
  }
}

// Gives header cells that no word list knows a role by their place: between known level columns
// the missing level (its word was misread), right of the name an extra column, left a section.
void NameUnknownColumns(std::vector<HeaderColumn>& columns) {
  if (!HasRole(columns, ColumnRole::kValue)) FindUnnamedValues(columns);
  // From the right, where the value stands: of two misread levels the later one is known first.
  for (std::size_t i = columns.size(); i-- > 1;) {
    HeaderColumn& column = columns[i - 1];
    if (column.role != ColumnRole::kNone) continue;
    const ColumnRole next = columns[i].role;
    if (next == ColumnRole::kLevel2 && !HasRole(columns, ColumnRole::kLevel1)) {
      column.role = ColumnRole::kLevel1;
    } else if (next == ColumnRole::kLevel3 && !HasRole(columns, ColumnRole::kLevel2)) {
      column.role = ColumnRole::kLevel2;
    } else if (next == ColumnRole::kValue && !HasRole(columns, ColumnRole::kLevel3)) {
      column.role = ColumnRole::kLevel3;
    }
  }
  bool seen_level3 = false;
  for (HeaderColumn& column : columns) {
    seen_level3 = seen_level3 || column.role == ColumnRole::kLevel3;
    if (column.role != ColumnRole::kNone) continue;
    column.role = seen_level3 ? ColumnRole::kExtra : ColumnRole::kSection;
  }
}

bool IsTerm(const HeaderColumn& column, const Taxonomy& taxonomy) {
  const std::string text = NormalizeForMatch(column.text);
  const std::vector<std::string>& terms = taxonomy.words().terms;
  return std::any_of(terms.begin(), terms.end(),
                     [&](const std::string& term) { return text.find(term) != std::string::npos; });
}

// Of several columns of values (年度 beside 实施期) the year's is the value, the others are extra.
void KeepOneValue(std::vector<HeaderColumn>& columns, const Taxonomy& taxonomy) {
  std::vector<HeaderColumn*> values;
  for (HeaderColumn& column : columns) {
    if (column.role == ColumnRole::kValue) values.push_back(&column);
  }
  if (values.size() < 2) return;
  const auto of_year = std::find_if(values.begin(), values.end(), [&](const HeaderColumn* column) {
    return !IsTerm(*column, taxonomy);
  });
  HeaderColumn* kept = of_year == values.end() ? values.front() : *of_year;
  for (HeaderColumn* column : values) {
    if (column != kept) column->role = ColumnRole::kExtra;
  }
}

// 三级指标 | 四级指标: the deepest level holds the names. Of a level that is named twice the first
// column keeps it.
void KeepOneOfEachLevel(std::vector<HeaderColumn>& columns) {
  HeaderColumn* name = nullptr;
  std::set<ColumnRole> seen;
  for (HeaderColumn& column : columns) {
    if (column.role == ColumnRole::kLevel3) {
      if (name != nullptr) name->role = ColumnRole::kExtra;
      name = &column;
    } else if (column.role == ColumnRole::kLevel1 || column.role == ColumnRole::kLevel2) {
      if (!seen.insert(column.role).second) column.role = ColumnRole::kExtra;
    }
  }
}

// --- a second header row ------------------------------------------------------------------------

// The column of `columns` that a cell of the row below parts: the one that covers it, or in a dump
// the last one that begins at or left of it.
std::size_t ParentOf(const std::vector<HeaderColumn>& columns, const Cell& cell) {
  std::size_t parent = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].column <= cell.column) parent = i;
  }
  return parent;
}

bool IsSubHeader(const TableGrid& grid, const std::vector<int>& row,
                 const std::vector<HeaderColumn>& columns) {
  int below_value = 0;
  for (const int index : row) {
    const Cell& cell = CellOf(grid, index);
    const HeaderColumn& parent = columns[ParentOf(columns, cell)];
    const bool is_short = CountHan(cell.text) > 0 && CodePoints(cell.text).size() <= 12;
    if (cell.column < parent.column || !is_short || LooksLikeValue(cell.text)) return false;
    if (parent.role == ColumnRole::kValue) {
      ++below_value;
    } else if (parent.role != ColumnRole::kExtra && parent.role != ColumnRole::kNone) {
      return false;
    }
  }
  return below_value >= 2;
}

// 指标值 over 年度 | 实施期, or over the names of villages.
void PartBySubHeader(const TableGrid& grid, const std::vector<int>& row, const Taxonomy& taxonomy,
                     std::vector<HeaderColumn>& columns) {
  std::vector<HeaderColumn> parted;
  std::size_t cell_no = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::size_t first = cell_no;
    for (; cell_no < row.size() && ParentOf(columns, CellOf(grid, row[cell_no])) == i; ++cell_no) {
      const Cell& cell = CellOf(grid, row[cell_no]);
      HeaderColumn column = columns[i];
      column.column = cell.column;
      column.column_end = cell.column + cell.column_span;
      column.text = cell.text;
      parted.push_back(std::move(column));
    }
    if (cell_no == first) parted.push_back(columns[i]);
  }
  columns = std::move(parted);
  const bool has_terms = std::any_of(columns.begin(), columns.end(), [&](const HeaderColumn& c) {
    return c.role == ColumnRole::kValue &&
           (IsTerm(c, taxonomy) || c.text.find("年") != std::string::npos);
  });
  bool is_first = true;
  for (HeaderColumn& column : columns) {
    if (has_terms || column.role != ColumnRole::kValue) continue;
    if (!std::exchange(is_first, false)) column.role = ColumnRole::kNextValue;
  }
}

// A header whose words were misread (“级指标 | -级指标 | 三级指标 | 指标值): at least three cells,
// most of them one character off a header word. Levels that cannot be told apart are so by their
// order, counted from the value to the left.
std::optional<TableHeader> FindMisreadHeader(const TableGrid& grid,
                                             const std::vector<std::vector<int>>& rows,
                                             int search_end, const Taxonomy& taxonomy) {
  constexpr std::size_t kFewestCells = 3;
  constexpr std::array<ColumnRole, 3> kLevels{ColumnRole::kLevel3, ColumnRole::kLevel2,
                                              ColumnRole::kLevel1};
  for (int r = 0; r < search_end; ++r) {
    const std::vector<int>& row = rows[static_cast<std::size_t>(r)];
    if (row.size() < kFewestCells) continue;
    TableHeader header{.row = r, .rows = 1};
    std::size_t near = 0;
    for (const int index : row) {
      const Cell& cell = CellOf(grid, index);
      const std::set<ColumnRole> roles = taxonomy.NearHeaderRoles(cell.text);
      const ColumnRole known = taxonomy.HeaderRole(cell.text);
      const bool is_sure = known != ColumnRole::kNone || roles.size() == 1;
      near += known != ColumnRole::kNone || !roles.empty() ? 1U : 0U;
      header.columns.push_back({is_sure && known == ColumnRole::kNone ? *roles.begin() : known,
                                cell.column, cell.column + cell.column_span, cell.text,
                                taxonomy.HeaderHolds(cell.text)});
    }
    if (near < kFewestCells - 1 || 2 * near <= row.size()) continue;
    auto value = std::find_if(header.columns.begin(), header.columns.end(),
                              [](const HeaderColumn& c) { return c.role == ColumnRole::kValue; });
    if (value == header.columns.end()) continue;
    std::size_t level = 0;
    for (auto column = value; column != header.columns.begin() && level < kLevels.size();) {
      --column;
      if (column->role == ColumnRole::kExtra || column->role == ColumnRole::kSection) continue;
      column->role = kLevels[level++];
    }
    if (level < 2) continue;
    NameUnknownColumns(header.columns);
    return header;
  }
  return std::nullopt;
}

// At the right end of what most rows fill: blank columns may follow.
std::vector<HeaderColumn> UsualColumns(const TableGrid& grid) {
  constexpr std::array<ColumnRole, 5> kUsual{ColumnRole::kSection, ColumnRole::kLevel1,
                                             ColumnRole::kLevel2, ColumnRole::kLevel3,
                                             ColumnRole::kValue};
  std::vector<HeaderColumn> columns;
  std::vector<int> ends;
  for (const std::vector<int>& row : RowsOfCells(grid)) {
    if (!row.empty()) ends.push_back(CellOf(grid, row.back()).column + 1);
  }
  std::sort(ends.begin(), ends.end());
  const int end = ends.empty() ? grid.columns : ends[ends.size() / 2];
  const int first = end - static_cast<int>(kUsual.size());
  for (std::size_t i = 0; i < kUsual.size(); ++i) {
    const int column = first + static_cast<int>(i);
    if (column >= 0) columns.push_back({kUsual[i], column, column + 1, {}});
  }
  return columns;
}

// "项目名称：农村养老" in one cell: where the value begins, behind the colon. The name is a known
// key, or all cells of the row are such.
std::size_t ValueInKeyCell(std::string_view text, bool is_row_of_pairs, const Taxonomy& taxonomy) {
  constexpr std::size_t kLongestKeyHan = 12;
  for (const std::string_view colon : {"：", ":"}) {
    const std::size_t at = text.find(colon);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view key = text.substr(0, at);
    const std::string_view value = TrimmedView(text.substr(at + colon.size()));
    const bool is_part = key.ends_with("其中");  // 其中：财政拨款 is a key
    const bool is_key = !taxonomy.HeadField(key).empty() || is_row_of_pairs;
    if (value.empty() || is_part || !is_key || CountHan(key) > kLongestKeyHan) continue;
    return static_cast<std::size_t>(value.data() - text.data());
  }
  return std::string_view::npos;
}

// A key by its name, or by the colon behind it.
bool IsHeadKey(const Cell& cell, const Taxonomy& taxonomy) {
  const std::string_view text = TrimmedView(cell.text);
  return !taxonomy.HeadField(text).empty() || text.ends_with("：") || text.ends_with(":");
}

// The cells of a row from `i` on are a key with a blank beside it, a key and its value: 编码 | |
// 负责人 | 张三. A key over several columns, as pipes show it, has its value behind blanks too, but
// a key behind the value.
bool IsKeyWithoutValue(const TableGrid& grid, const std::vector<int>& row, std::size_t i,
                       const Taxonomy& taxonomy) {
  if (i + 2 >= row.size()) return false;
  const Cell& key = CellOf(grid, row[i]);
  const Cell& next = CellOf(grid, row[i + 1]);
  const Cell& third = CellOf(grid, row[i + 2]);
  return next.column > key.column + key.column_span &&
         third.column == next.column + next.column_span && !IsHeadKey(third, taxonomy);
}

}  // namespace

Provenance ProvenanceOf(const Cell& cell, TextSource source) {
  return {cell.page_no, cell.box, cell.confidence, source};
}

std::vector<std::vector<int>> RowsOfCells(const TableGrid& grid) {
  std::vector<std::vector<int>> rows(static_cast<std::size_t>(grid.rows));
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const Cell& cell = grid.cells[i];
    if (cell.row < 0 || cell.row >= grid.rows || TrimmedView(cell.text).empty()) continue;
    rows[static_cast<std::size_t>(cell.row)].push_back(static_cast<int>(i));
  }
  return rows;
}

bool IsHeaderRow(const TableGrid& grid, const std::vector<int>& row, const TableHeader& header,
                 const Taxonomy& taxonomy) {
  std::set<ColumnRole> roles;
  std::size_t unknown = 0, again = 0;
  for (const int index : row) {
    const std::string text = NormalizeForMatch(CellOf(grid, index).text);
    const ColumnRole role = taxonomy.HeaderRole(text);
    unknown += role == ColumnRole::kNone ? 1U : 0U;
    roles.insert(role);
    const bool is_again =
        std::any_of(header.columns.begin(), header.columns.end(),
                    [&](const HeaderColumn& c) { return NormalizeForMatch(c.text) == text; });
    again += is_again ? 1U : 0U;
  }
  const auto levels = std::count_if(roles.begin(), roles.end(), IsLevelOrValue);
  return (levels >= 2 && unknown == 0) || (row.size() >= 2 && again == row.size());
}

TableHeader FindTableHeader(const TableGrid& grid, const Taxonomy& taxonomy) {
  const std::vector<std::vector<int>> rows = RowsOfCells(grid);
  const int search_end = std::min(grid.rows, kHeaderSearchRows);
  for (int r = 0; r < search_end; ++r) {
    const std::vector<int>& row = rows[static_cast<std::size_t>(r)];
    TableHeader header{.row = r, .rows = 1};
    std::set<ColumnRole> roles;
    for (const int index : row) {
      const Cell& cell = CellOf(grid, index);
      const ColumnRole role = taxonomy.HeaderRole(cell.text);
      if (IsLevelOrValue(role)) roles.insert(role);
      header.columns.push_back({role, cell.column, cell.column + cell.column_span, cell.text,
                                taxonomy.HeaderHolds(cell.text)});
    }
    // 二级指标 twice and no name: one of them is 三级指标, misread.
    const auto levels2 =
        std::count_if(header.columns.begin(), header.columns.end(),
                      [](const HeaderColumn& c) { return c.role == ColumnRole::kLevel2; });
    if (roles.size() < 2 || (levels2 > 1 && !roles.contains(ColumnRole::kLevel3))) continue;
    const auto below = static_cast<std::size_t>(r) + 1;
    if (below < rows.size() && IsSubHeader(grid, rows[below], header.columns)) {
      PartBySubHeader(grid, rows[below], taxonomy, header.columns);
      header.rows = 2;
    }
    KeepOneValue(header.columns, taxonomy);
    KeepOneOfEachLevel(header.columns);
    NameUnknownColumns(header.columns);
    return header;
  }
  if (auto misread = FindMisreadHeader(grid, rows, search_end, taxonomy)) return *misread;
  return {.row = -1, .columns = UsualColumns(grid)};
}

std::vector<HeadField> ReadHeadFields(const TableGrid& grid, int end_row,
                                      const Taxonomy& taxonomy) {
  std::vector<HeadField> fields;
  const std::vector<std::vector<int>> rows = RowsOfCells(grid);
  bool in_goal = false;
  for (int r = 0; r < std::min(end_row, grid.rows); ++r) {
    const std::vector<int>& row = rows[static_cast<std::size_t>(r)];
    const bool is_row_of_pairs = std::all_of(row.begin(), row.end(), [&](int cell) {
      return ValueInKeyCell(CellOf(grid, cell).text, true, taxonomy) != std::string_view::npos;
    });
    std::size_t i = 0;
    while (i < row.size()) {
      const Cell& cell = CellOf(grid, row[i]);
      const std::string_view known = taxonomy.HeadField(cell.text);
      if (known.empty() && in_goal) {
        // The goal's text, below or beside its label.
        SourcedText& goal = fields.back().value;
        goal.value += (goal.value.empty() ? "" : "\n") + cell.text;
        if (goal.from.page_no == 0) goal.from = ProvenanceOf(cell, grid.source);
        ++i;
        continue;
      }
      if (known == "goal" && in_goal) {  // 年度及实施期目标 beside 总体目标: one field
        ++i;
        continue;
      }
      HeadField field{.key = RemoveBlanksBetweenHan(cell.text)};
      in_goal = known == "goal";
      if (const std::size_t at = ValueInKeyCell(cell.text, is_row_of_pairs, taxonomy);
          known.empty() && at != std::string_view::npos) {
        field = {.key = RemoveBlanksBetweenHan(cell.text.substr(0, at)),
                 .value = {RemoveBlanksBetweenHan(cell.text.substr(at)),
                           ProvenanceOf(cell, grid.source)}};
        in_goal = taxonomy.HeadField(field.key) == "goal";
        fields.push_back(std::move(field));
        ++i;
        continue;
      }
      const bool has_value = !in_goal && !IsKeyWithoutValue(grid, row, i, taxonomy);
      ++i;
      if (has_value && i < row.size() && !IsHeadKey(CellOf(grid, row[i]), taxonomy)) {
        const Cell& value = CellOf(grid, row[i]);
        field.value = {RemoveBlanksBetweenHan(value.text), ProvenanceOf(value, grid.source)};
        ++i;
      }
      fields.push_back(std::move(field));
    }
  }
  return fields;
}

}  // namespace gongwen
