// Charts and diagrams have lines too; what these seem to part is no table.
#pragma once

#include <span>

#include "extractors/table/text_bands.h"
#include "model/table_grid.h"

namespace gongwen {

// Whether a ruled grid with its text is a chart, a map or a diagram: hardly any of its cells hold
// text and no row is full, as the head of an empty form would be; or its lines run through its
// words.
//   bands  of the text inside the grid
[[nodiscard]] bool IsDrawing(const TableGrid& grid, int page_no, std::span<const Band> bands);

}  // namespace gongwen
