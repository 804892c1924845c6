// Rulings and alignment together: columns from the text, merged cells from the rules across.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// The grid of a table whose rules across are drawn cell by cell, so that they end at merged cells,
// and whose rules down are missing: a wall stands at each column border wherever no text runs over
// it. Without text.
//   box      of the table
//   rulings  of the page; those in the box are taken
//   bands    of the page; those in the box are asked
//   borders  of the columns, ascending, the outer ones included
//   returns  nullopt when that gives no grid of all the box
//   cost     O(rulings x borders x words of a row)
[[nodiscard]] std::optional<TableGrid> WalledGrid(const RectPt& box,
                                                  std::span<const Ruling> rulings,
                                                  std::span<const Band> bands,
                                                  std::span<const double> borders, int page_no);

// The columns of a ruled frame, from the line in it that holds the most headers and the text below
// that line; empty when it tells none.
[[nodiscard]] std::vector<double> ColumnsInFrame(const RectPt& box, std::span<const Ruling> rulings,
                                                 std::span<const Band> bands);

}  // namespace gongwen
