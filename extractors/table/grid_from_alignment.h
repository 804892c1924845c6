// Tables without vertical rulings: three-line tables (三线表), rules under rows only, no rules at
// all. Their columns stand in the alignment of their text.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// The columns of a table that may go on from the page before.
struct OpenColumns {
  std::vector<double> borders{};  // x, ascending; empty = none
};

struct AlignedTables {
  std::vector<TableGrid> grids{};  // with text, origin kAlignment; CheckTiling holds for each
  std::vector<Glyph> rest{};       // glyphs in none of them, in their order
};

// Finds tables between horizontal rulings of one extent, and in aligned text without rulings.
//   rulings   those that belong to no ruled grid
//   glyphs    those in no ruled grid
//   open      columns of the table above the page break: a part of it needs no header, and its
//             columns are the same
//   returns   header cells carry spans: over the columns that they head, down the rows of the head.
//             Running text, lists, the masthead and the 版记 of a letter are no tables.
//   cost      O(n log n) in glyphs; columns are bounded
[[nodiscard]] AlignedTables TablesFromAlignment(std::span<const Ruling> rulings,
                                                std::span<const Glyph> glyphs, int page_no,
                                                const OpenColumns& open = {});

// The columns of a table that ends its page, for the next one's; empty unless its origin is
// kAlignment.
[[nodiscard]] OpenColumns ColumnsOf(const TableGrid& grid);

}  // namespace gongwen
