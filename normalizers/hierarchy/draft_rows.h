// The rows of an indicator table with each text in its role, before labels, broken names and values
// are settled.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/hierarchy/sheet_rows.h"
#include "normalizers/hierarchy/table_header.h"

namespace gongwen {

// A name, a value, a unit: with the cells that it was read from. `trust` in (0,1] says how sure it
// is that the text is whole and belongs to this row.
struct DraftText {
  std::string text{};
  const Cell* from = nullptr;
  double trust = 1;
  // What stood in `from`, where the text was joined or parted; pieces of several rows as lines.
  std::optional<std::string> before{};
};

// A text of a column beside name and first value.
struct DraftCell {
  int column = -1;  // index into TableHeader::columns; -1: it fits in none
  int row_span = 1;
  DraftText text{};
};

struct DraftLabel {
  std::string text{};                   // as it stands in the table
  std::optional<LabelReading> known{};  // what it was read as; nullopt: the taxonomy lacks it
  int level = 2;                        // of the column that it stands in or was taken to
  int column = 0;                       // of the grid
  int row_span = 1;
};

// A row may hold labels alone, or a name without a value, or the rest of a broken one.
struct DraftRow {
  int row = 0;  // of the grid
  std::vector<DraftLabel> labels{};
  std::optional<DraftText> name{}, value{};
  std::vector<DraftCell> next_values{};  // of further value columns, where filled
  std::vector<DraftCell> extras{};       // of extra and section columns, and what fits nowhere
  std::string direction{}, unit{};       // of the extra columns of these kinds
  bool has_filler = false;               // it held an empty form (指标2：) or is a remark
};

// Gives each cell the role of the column that it is meant for (row_alignment.h). In a grid with
// geometry a name or a value that spans rows belongs to each of them that has a text of its own.
// Empty forms (指标2：, ……) and remarks below the table are no leaves.
[[nodiscard]] std::vector<DraftRow> DraftRows(std::span<const SheetRow> rows,
                                              const TableHeader& header, bool has_geometry,
                                              const LabelReader& reader);

// 新建公路里程：≥186公里: a name that ends in its value; nullopt where there is none.
struct NameAndValue {
  std::string name{}, value{};
};
[[nodiscard]] std::optional<NameAndValue> PartNameAndValue(const std::string& text);

// Where most rows have no value of their own and names end in one (新建公路里程：≥186公里), parts
// them.
void PartValuesFromNames(std::vector<DraftRow>& rows);

// Joins names and values that stand in pieces over several rows. A row that holds a value alone
// goes on with the value above, or gives one to the name above. A name without a value is the end
// of the name above, or the beginning of the one below, when the first of the two does not end as
// names do (words.name_ends) and fills its line, or has an open bracket; else its value is empty.
// Where that is not sure, trust falls below what counts as sure.
void JoinBrokenRows(std::vector<DraftRow>& rows, const TableWords& words);

}  // namespace gongwen
