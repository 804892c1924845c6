// The body rows of an allocation table with their recipients.
#pragma once

#include <string>
#include <vector>

#include "model/table_grid.h"
#include "normalizers/table/column_roles.h"
#include "normalizers/table/header_rows.h"

namespace gongwen {

struct RecipientRow {
  int row = 0;                   // in the grid
  std::string recipient{};       // the most specific name
  std::string group{};           // the name beside which it stands, in a column left of it
  std::string item{};            // its project, where the table has a column of them
  bool may_be_subtotal = false;  // see AmountRow
  bool is_carried = false;       // the name is that of a row above: this one's cell is blank
  double confidence = 1.0;       // of the reading of the cells that name it
  bool operator==(const RecipientRow&) const = default;
};

// Lists the body rows that are not blank and not a repeated head. A name beside merged cells goes
// from general to specific; of "昌吉州 | 小计" the recipient is 昌吉州小计, since 小计 names
// nobody. A blank cell beside a project, or left of 小计, is the name above it.
[[nodiscard]] std::vector<RecipientRow> RecipientRows(const TableGrid& grid, const HeaderRows& head,
                                                      const std::vector<AllocationRole>& roles);

}  // namespace gongwen
