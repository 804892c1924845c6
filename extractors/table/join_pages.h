// One table over several pages -> one grid.
#pragma once

#include <optional>
#include <vector>

#include "model/page.h"
#include "model/table_grid.h"

namespace gongwen {

struct JoinOptions {
  double column_tolerance_pt = 6;    // column borders of the two parts may differ this much
  double aligned_tolerance_pt = 30;  // and those found from alignment
};

// What stands between the two parts, page numbers and running heads left aside.
enum class TextBetween {
  kNone,
  kContinuedMark,  // 续表
  kSameTitle,      // the words over the table's first part again
  kOther,
};

// Tells whether `next`, the first table on its page, continues `table`, the last on the page
// before: same column borders (within the tolerance), and not a table of the same form (the same
// row heads again) or with a title of its own.
[[nodiscard]] bool ContinuesOnNextPage(const TableGrid& table, const TableGrid& next,
                                       TextBetween between, const JoinOptions& options = {});

// Appends `next` below `table`: columns are aligned, the part of the header that is repeated is
// dropped, the first row is noted in page_breaks; merged cells that the break cut become one again,
// and so does a row that it cut. Every cell keeps its page and box; a joined one those of the part
// that its text stands in, or begins in.
//   CheckTiling holds for the result when it holds for both.
[[nodiscard]] TableGrid JoinGrids(TableGrid table, TableGrid next, const JoinOptions& options = {});

}  // namespace gongwen
