// Tables whose head alone is ruled: the rows that stand below it in its columns.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

// The rulings that the rows below a ruled head would have: between the rows, and down from the
// head's walls wherever no text runs over them. Empty when `head` has numbers, or when what stands
// below is no row of it.
//   head     of rulings, without text
//   bands    of the page; those in `others` are left alone
//   rulings  of the page: one of the head's extent closes the table
//   others   boxes of the other ruled tables
//   cost     O(bands x columns)
[[nodiscard]] std::vector<Ruling> RulingsBelowHead(const TableGrid& head, int page_no,
                                                   std::span<const Band> bands,
                                                   std::span<const Ruling> rulings,
                                                   std::span<const RectPt> others);

}  // namespace gongwen
