// The mended table in the form of the one that was read: what `gongwen repair` writes.
#pragma once

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/indicator_sheet.h"

namespace gongwen {

struct MendedGrid {
  TableGrid grid{};  // no pages, no boxes
  int header_row = 0, header_rows = 0;
  bool has_read_header = true;  // head and header are rows of the grid that was read
};

// Puts `table`'s rows back into the shape of `read`, the grid that they were found in: the head and
// the header as they stand, one row for each leaf with levels 1 and 2 merged over their rows, and
// every extra column in its place. Repeated headers are gone, and so are rows that held labels
// only. Remarks, empty forms (指标2：) and labels without a leaf stay where they were. A table
// without a header gets the usual one: 一级指标 | 二级指标 | 三级指标 | 指标值.
//   `sheet` and `table` must come from `read`.        O(slots)
[[nodiscard]] MendedGrid MendGrid(const TableGrid& read, const IndicatorSheet& sheet,
                                  const IndicatorTable& table);

// The table needs no mending: it holds the same texts in the same slots, but that a label may stand
// in the first row of its group alone.
[[nodiscard]] bool StandsAsRead(const TableGrid& read, const MendedGrid& mended);

}  // namespace gongwen
