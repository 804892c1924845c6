// A grid as it was read against the table as it is.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "fixtures/generator/spanned_table.h"
#include "model/reading.h"

namespace gongwen::bench {

struct GridScore {
  std::size_t tables = 0, exact_tables = 0;  // exact: every cell, and no more
  std::size_t cells = 0, exact_cells = 0;    // exact: row, column, spans and text
  std::size_t extra_tables = 0;              // grids that are no table of the truth
  std::vector<std::string> misses{};         // the first of each table
  GridScore& operator+=(const GridScore& other);
};

// Compares in order: the n-th grid is the n-th table. Blanks do not count in texts.
[[nodiscard]] GridScore CompareGrids(std::span<const fixtures::SpanTable> truth,
                                     const Reading& reading);

}  // namespace gongwen::bench
