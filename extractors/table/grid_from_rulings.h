// Rulings -> the grids of the tables that they draw. The same code serves text layers and scans.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

struct GridOptions {
  double snap_pt = 3.0;        // parallel rulings nearer than this are one (doubled lines)
  double join_pt = 3.0;        // collinear pieces with a smaller gap are one
  double reach_pt = 3.0;       // an end this near to a crossing ruling touches it
  double wall_coverage = 0.6;  // of a slot's side must be drawn to part it from its neighbour
  int max_slots = 200000;      // rows x columns of one table
};

// Finds the ruled tables of one page and gives their grids without text.
//   rulings   page points, any order
//   returns   tables in reading order; cells carry spans and boxes; CheckTiling holds for each.
//             Empty when no rulings close into at least two cells. A side of the outer border may
//             be missing: the table's bounding box stands in for it.
//   errors    kTooLarge: more than max_slots
// Pure.  O(h*v) for h horizontal and v vertical rulings.
// Method: rulings -> snapped and joined edges -> connected components -> slots -> walls -> cells.
[[nodiscard]] Result<std::vector<TableGrid>> GridsFromRulings(std::span<const Ruling> rulings,
                                                              int page_no,
                                                              const GridOptions& options = {});

// The box of a whole table: the union of its cells on page `page_no`.
[[nodiscard]] RectPt BoundingBox(const TableGrid& grid, int page_no);

}  // namespace gongwen
