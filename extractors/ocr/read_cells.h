// The cells of a table grid -> their texts.
#pragma once

#include <vector>

#include "extractors/ocr/read_line.h"
#include "model/reading.h"
#include "model/table_grid.h"

namespace gongwen {

// Fills in text and confidence of every cell of the grid. Lines of a cell are found by their ink
// and read one by one; a cell without ink is not read and has confidence 1. The confidence of a
// cell is that of its least certain word.
//   grid       boxes in points of `page`
//   leftovers  gets a line for every place that the engine failed on
[[nodiscard]] TableGrid ReadCells(TableGrid grid, const TextImages& page, OcrEngine& engine,
                                  std::vector<Leftover>& leftovers);

}  // namespace gongwen
