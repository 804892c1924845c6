// Tables without vertical rulings: three-line tables (三线表), whose columns stand in the alignment
// of their text.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

struct AlignmentOptions {
  double same_extent_pt = 4.0;  // rulings of one table begin and end within this
  double split_gap_em = 0.8;    // a wider gap parts two columns
  double full_row_share = 0.6;  // of the body rows must hold at least two pieces
  int min_body_rows = 2;
};

// Finds tables drawn by three or more horizontal rulings of one extent: the header between the
// first and the second, the body below, one row for each line of text. Columns come from the
// header's pieces of text.
//   rulings   those that belong to no ruled grid
//   glyphs    those in no ruled grid
//   returns   grids with text, origin kAlignment; the 版记 of a letter (one or two lines between
//             rulings) is no table
[[nodiscard]] std::vector<TableGrid> GridsFromAlignment(std::span<const Ruling> rulings,
                                                        std::span<const Glyph> glyphs, int page_no,
                                                        const AlignmentOptions& options = {});

}  // namespace gongwen
