// Parts of one allocation table that were read as several grids.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "model/reading.h"
#include "model/table_grid.h"
#include "normalizers/table/table_caption.h"

namespace gongwen {

struct JoinedGrid {
  TableGrid grid{};
  std::size_t parts = 1;  // grids of the reading that it was made of, the first included
  // Columns from here on were put beside the rows by their order alone; = grid.columns when none.
  int columns_by_order = 0;
  // The next grid looks like further columns of these rows, and has another number of rows.
  bool has_unplaced_columns = false;
};

// Joins what follows grid number `first` of the reading's grids to it:
//   below    a grid of the same columns that begins without head, or with the same one or a part of
//            it again; one that lacks columns at one end, all others being of the same kind; a
//            column in which no cell begins is none
//   beside   a grid of numbers without recipients and with as many rows: further columns of a table
//            that is wider than the page, told to their rows by order
// Between the parts only page numbers, 续表, the unit or the first title again may stand, and a
// part may have no title of its own. `captions` are those of CaptionTables, `running` the
// RunningLines of the reading. O(slots of the parts).
[[nodiscard]] JoinedGrid JoinContinuedGrids(const Reading& reading,
                                            std::span<const TableCaption> captions,
                                            std::size_t first,
                                            const std::set<std::string>& running);

}  // namespace gongwen
