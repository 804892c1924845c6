// The table model of HTML: cells with rowspan and colspan -> a grid that tiles.
#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/table_grid.h"

namespace gongwen {

struct HtmlCell {
  std::string text{};
  int row_span = 1;  // as written; 0 = to the end of the row group
  int column_span = 1;
};

struct HtmlRow {
  std::vector<HtmlCell> cells{};
  bool is_hidden = false;  // not displayed
  int group_end = 0;       // index of the first row behind this row's group (thead, tbody, tfoot)
};

// Places the cells as the HTML standard does (4.9.12.1, "forming a table"): each goes to the first
// slot of its row that no cell from above covers. Spans are clamped to colspan <= 1000, rowspan
// <= 65534 and the table's last row. Where the standard lets two cells overlap (an error of the
// document), the later one is narrowed to the free slots. Slots that no cell covers get cells
// marked is_padding. CheckTiling holds.
//   origin  kPipes when nothing spans and rows are ragged: then cells may have slid; else kSpans
//   errors  kTooLarge, as CheckTableSize        cost  O(rows x columns)
// `rows` is not empty; a table without any cell gives one padding slot a row.
[[nodiscard]] Result<TableGrid> GridFromHtmlRows(std::vector<HtmlRow> rows);

}  // namespace gongwen
