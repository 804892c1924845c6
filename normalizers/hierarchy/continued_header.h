// The header of a table for the grid in which the table goes on, after a page break, without it.
#pragma once

#include <optional>

#include "model/table_grid.h"
#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/hierarchy/table_header.h"

namespace gongwen {

struct HeadedGrid {
  const TableGrid* grid = nullptr;
  const TableHeader* header = nullptr;  // its own, or one that it was given
};

// The columns of `before` where `grid` has them. A grid may lack columns at its left end (labels
// that the break left blank) or its right end (blank remarks): of the places where its columns may
// stand that is taken in which they hold what those of `before` hold. nullopt where `grid` has more
// columns, or where its cells are mostly of other kinds than those of `before` there.
//   cost  O(cells of both x columns that `grid` lacks)
[[nodiscard]] std::optional<TableHeader> ContinuedHeader(const HeadedGrid& before,
                                                         const TableGrid& grid,
                                                         const LabelReader& reader);

}  // namespace gongwen
