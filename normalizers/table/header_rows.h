// The head of a table: how many rows it takes, and the path of names above each column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/table_grid.h"

namespace gongwen {

struct HeaderRows {
  int begin = 0;  // first row of the head: the caption's rows stand above it
  int count = 0;  // rows of the head; 0 when it is lost
  // One for each column, from the top down, joined with '/': "中央资金/小计"; "" when unnamed.
  std::vector<std::string> paths{};

  [[nodiscard]] int body_begin() const { return begin + count; }
  bool operator==(const HeaderRows&) const = default;
};

// Finds the head. The first row without a number is head; so are the rows that its merged cells
// reach into, the rows that begin with blanks below it, and a row that numbers the columns
// (1 2 3=1+2). In grids without spans a name over several columns is carried to the right over
// blanks. O(cells).
[[nodiscard]] HeaderRows ReadHeaderRows(const TableGrid& grid, int caption_rows);

// True for "400", "4,347.5", "-6.2", "△3", "(3.5)", "12万元", "95%": a cell that holds a number.
[[nodiscard]] bool IsNumericCell(std::string_view text);

// Text of the cell that covers a slot; "" outside the grid. `slots` = SlotMap(grid).
[[nodiscard]] std::string_view SlotText(const TableGrid& grid, const std::vector<int>& slots,
                                        int row, int column);

}  // namespace gongwen
