// Columns that a ruled table does not rule: a vertical after the row heads alone, or none at all.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// The vertical rulings that a column lacks whose lines stand in columns of their own: through
// blanks that its lines leave, from where a ruling across begins or ends. None where lines are
// prose, where hardly a line stands in several columns, or where no line, as a head does, stands in
// all.
//   grid     of rulings, without text
//   bands    of the text inside the grid
//   rulings  of the page
//   cost     O(bands x columns + rulings)
[[nodiscard]] std::vector<Ruling> WallsThroughBlanks(const TableGrid& grid, int page_no,
                                                     std::span<const Band> bands,
                                                     std::span<const Ruling> rulings);

}  // namespace gongwen
