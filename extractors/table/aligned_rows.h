// Which lines of text of an unruled table are one row.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extractors/table/text_bands.h"

namespace gongwen {

// For each band whether a row begins with it (the first always does). A wrapped row is several
// bands; rows that stand as close as its lines do are told apart by what their columns hold.
//   borders       of the columns
//   rulings_y     horizontal rulings across the table, ascending: a row ends at each
//   ruled_rows    and nowhere else
//   cost  O(bands x columns)
[[nodiscard]] std::vector<bool> RowStarts(std::span<const Band> bands,
                                          std::span<const double> borders,
                                          std::span<const double> rulings_y, bool ruled_rows);

}  // namespace gongwen
