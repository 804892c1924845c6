// Grids for tests, from rows of texts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/table_grid.h"

namespace gongwen {

using Rows = std::vector<std::vector<std::string>>;

// A grid of single cells. "<" joins a slot to the cell on its left, "^" to the cell above.
inline TableGrid GridOf(const Rows& rows, GridOrigin origin = GridOrigin::kRulings) {
  TableGrid grid{.rows = static_cast<int>(rows.size()),
                 .columns = static_cast<int>(rows[0].size()),
                 .origin = origin,
                 .source = TextSource::kTextLayer};
  const auto text = [&](int r, int c) {
    return rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
  };
  for (int r = 0; r < grid.rows; ++r) {
    for (int c = 0; c < grid.columns; ++c) {
      if (text(r, c) == "<" || text(r, c) == "^") continue;
      Cell cell{.row = r, .column = c, .page_no = 2, .text = text(r, c)};
      while (c + cell.column_span < grid.columns && text(r, c + cell.column_span) == "<") {
        ++cell.column_span;
      }
      while (r + cell.row_span < grid.rows && text(r + cell.row_span, c) == "^") ++cell.row_span;
      grid.cells.push_back(cell);
    }
  }
  return grid;
}

}  // namespace gongwen
