// Whether aligned text is a table.
#pragma once

#include <span>

#include "extractors/table/aligned_regions.h"
#include "extractors/table/header_blocks.h"
#include "extractors/table/place_text.h"

namespace gongwen {

// A region is a table when its columns prove themselves: most rows fill several of them; without
// rulings, numbers stand below each other, or three columns of short texts. Set prose, lists with
// numbers before their items and tables of contents with dot leaders are none.
//   goes_on  its columns are those of the table above the page break: then rows are enough
[[nodiscard]] bool IsAlignedTable(const AlignedRegion& region, const Header& header,
                                  std::span<const GridRow> rows, std::span<const double> borders,
                                  bool goes_on);

}  // namespace gongwen
