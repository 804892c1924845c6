#include "normalizers/hierarchy/table_header.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <utility>

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

// Gives header cells that no word list knows a role by their place: between known level columns
// the missing level (its word was misread), right of the name an extra column, left a section.
void NameUnknownColumns(std::vector<HeaderColumn>& columns) {
  const auto has = [&](ColumnRole role) {
    return std::any_of(columns.begin(), columns.end(),
                       [&](const HeaderColumn& c) { return c.role == role; });
  };
  bool seen_level3 = false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    HeaderColumn& column = columns[i];
    seen_level3 = seen_level3 || column.role == ColumnRole::kLevel3;
    if (column.role != ColumnRole::kNone) continue;
    const ColumnRole next = i + 1 < columns.size() ? columns[i + 1].role : ColumnRole::kNone;
    if (next == ColumnRole::kLevel2 && !has(ColumnRole::kLevel1)) {
      column.role = ColumnRole::kLevel1;
    } else if (next == ColumnRole::kLevel3 && !has(ColumnRole::kLevel2)) {
      column.role = ColumnRole::kLevel2;
    } else if (next == ColumnRole::kValue && !has(ColumnRole::kLevel3)) {
      column.role = ColumnRole::kLevel3;
      seen_level3 = true;
    } else {
      column.role = seen_level3 ? ColumnRole::kExtra : ColumnRole::kSection;
    }
  }
  // A name column without a value column: what follows the name is its value.
  if (!has(ColumnRole::kValue)) {
    const auto name = std::find_if(columns.begin(), columns.end(), [](const HeaderColumn& c) {
      return c.role == ColumnRole::kLevel3;
    });
    if (name != columns.end() && name + 1 != columns.end()) (name + 1)->role = ColumnRole::kValue;
  }
}

// Only one column can be the value: the first; further ones (实施期 beside 年度) are extra.
void KeepOneOfEach(std::vector<HeaderColumn>& columns) {
  std::set<ColumnRole> seen;
  for (HeaderColumn& column : columns) {
    if (!IsLevelOrValue(column.role)) continue;
    if (!seen.insert(column.role).second) column.role = ColumnRole::kExtra;
  }
}

std::vector<HeaderColumn> UsualColumns(const TableGrid& grid) {
  constexpr std::array<ColumnRole, 5> kUsual{ColumnRole::kSection, ColumnRole::kLevel1,
                                             ColumnRole::kLevel2, ColumnRole::kLevel3,
                                             ColumnRole::kValue};
  std::vector<HeaderColumn> columns;
  const int first = grid.columns - static_cast<int>(kUsual.size());
  for (std::size_t i = 0; i < kUsual.size(); ++i) {
    const int column = first + static_cast<int>(i);
    if (column >= 0) columns.push_back({kUsual[i], column, column + 1, {}});
  }
  return columns;
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

bool IsHeaderRow(const TableGrid& grid, const std::vector<int>& row, const Taxonomy& taxonomy) {
  std::set<ColumnRole> roles;
  for (const int index : row) {
    const ColumnRole role = taxonomy.HeaderRole(CellOf(grid, index).text);
    if (role == ColumnRole::kNone) return false;
    roles.insert(role);
  }
  return std::count_if(roles.begin(), roles.end(), IsLevelOrValue) >= 2;
}

TableHeader FindTableHeader(const TableGrid& grid, const Taxonomy& taxonomy) {
  const std::vector<std::vector<int>> rows = RowsOfCells(grid);
  const int search_end = std::min(grid.rows, kHeaderSearchRows);
  for (int r = 0; r < search_end; ++r) {
    std::set<ColumnRole> roles;
    for (const int index : rows[static_cast<std::size_t>(r)]) {
      const ColumnRole role = taxonomy.HeaderRole(CellOf(grid, index).text);
      if (IsLevelOrValue(role)) roles.insert(role);
    }
    if (roles.size() < 2) continue;
    TableHeader header{.row = r};
    for (const int index : rows[static_cast<std::size_t>(r)]) {
      const Cell& cell = CellOf(grid, index);
      header.columns.push_back(
          {taxonomy.HeaderRole(cell.text), cell.column, cell.column + cell.column_span, cell.text});
    }
    KeepOneOfEach(header.columns);
    NameUnknownColumns(header.columns);
    return header;
  }
  return {.row = -1, .columns = UsualColumns(grid)};
}

std::vector<HeadField> ReadHeadFields(const TableGrid& grid, int end_row,
                                      const Taxonomy& taxonomy) {
  std::vector<HeadField> fields;
  const std::vector<std::vector<int>> rows = RowsOfCells(grid);
  bool in_goal = false;
  for (int r = 0; r < std::min(end_row, grid.rows); ++r) {
    const std::vector<int>& row = rows[static_cast<std::size_t>(r)];
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
      ++i;
      if (!in_goal && i < row.size() && taxonomy.HeadField(CellOf(grid, row[i]).text).empty()) {
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
