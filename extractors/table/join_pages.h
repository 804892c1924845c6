// One table over several pages -> one grid.
#pragma once

#include <optional>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

struct JoinOptions {
  double column_tolerance_pt = 6;  // column borders of the two parts may differ this much
};

// Tells whether `next`, the first thing on its page, continues `table`, the last thing on the page
// before: same column borders (within the tolerance, scaled to the page width), and nothing but
// page furniture between. The caller vouches for the last part by passing `text_between` = false.
[[nodiscard]] bool ContinuesOnNextPage(const TableGrid& table, const TableGrid& next,
                                       bool text_between, const JoinOptions& options = {});

// Appends `next` below `table`: columns are aligned, a repeated header is dropped, the first row
// is noted in page_breaks, and a merged cell that was cut by the break (its part on the new page
// is empty while its neighbours are not) becomes one cell again. Every cell keeps its page and box.
//   CheckTiling holds for the result when it holds for both.
[[nodiscard]] TableGrid JoinGrids(TableGrid table, const TableGrid& next,
                                  const JoinOptions& options = {});

}  // namespace gongwen
