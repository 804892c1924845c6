// Rulings and alignment together: columns from the text, merged cells from the rules across.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// The tables without any rule down whose rules across are drawn cell by cell, so that they end at
// merged cells: a wall stands at each column of the text wherever no text runs over it.
//   rulings  those that belong to no other table
//   bands    of the text in no other table
//   returns  grids without text, origin kAlignment, none over another; CheckTiling holds for each
//   cost     O(rulings x columns x words of a row) a table
[[nodiscard]] std::vector<TableGrid> WalledGrids(std::span<const Ruling> rulings,
                                                 std::span<const Band> bands, int page_no);

}  // namespace gongwen
