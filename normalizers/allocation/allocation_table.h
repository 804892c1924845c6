// TableGrid -> the rows of an allocation table (分配表): who gets how much.
#pragma once

#include <optional>

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/table/table_caption.h"

namespace gongwen {

// One entry for each filled amount cell, in reading order.
//   recipient    the most specific name of the row; blanks between Han characters dropped
//   item         the project, where one recipient has several
//   column_name  header path joined with '/'
//   amount       exact, in `unit`: the cell's own, else the row's or its section's, else the column's,
//                      else the caption's; no unit of money in rows of 亩, which have no amount_yuan
//   amount_yuan  amount in 元; empty when the amount or the unit is not known
//   is_total, parent   see totals.h; a city in a merged cell is the parent of its counties if it
//                      has a total row of its own, or if no total holds them
// An amount merged over several recipients is the first one's, in doubt; the others have entries
// without amount. Blank cells and dashes give no entry. A cell that is no number gives one with amount_text only.
// Repeated head rows of continued pages are left out and not counted in row_no.
// Pure, never fails; O(cells) but for the search of totals.
// A further head within the table, of other columns, begins rows of its own.
// Folded tables are unfolded first (side_by_side.h). `trust` holds what the grid alone tells, and
// from.confidence the reading's: RateAllocations makes them the row's.
//   columns_by_order   columns from here on were put beside their rows by order alone
[[nodiscard]] AllocationTable BuildAllocationTable(const TableGrid& grid,
                                                   const TableCaption& caption, int table_no,
                                                   std::optional<int> columns_by_order = {});

}  // namespace gongwen
