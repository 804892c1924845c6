// A table as it stands: rows x columns slots, tiled exactly by cells that may span.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/geometry.h"
#include "model/source.h"

namespace gongwen {

// How far the places of cells can be trusted, best first.
enum class GridOrigin {
  kRulings,    // lines drawn on the page: spans are facts
  kSpans,      // HTML rowspan/colspan: spans are facts, if the writer was careful
  kAlignment,  // no lines; columns found from the text's alignment
  kPipes,      // a Markdown pipe table or tabs: no spans, and cells may have slid
};

// "rulings", "spans", "alignment", "pipes".
[[nodiscard]] std::string_view ToString(GridOrigin origin);

struct Cell {
  int row = 0, column = 0;            // 0-based slot of the top left corner
  int row_span = 1, column_span = 1;  // slots covered, >= 1
  int page_no = 0;                    // 1-based; 0 where the input has no pages
  RectPt box{};                       // page points; empty() where the input has no pages
  std::string text{};                 // UTF-8; '\n' only where the input marks a new paragraph
  double confidence = 1.0;            // [0,1], of the reading; 1 if born digital or markup
  bool is_padding = false;            // not in the input: fills up a short row, so that cells tile
  bool is_full = false;               // until pages are joined: no further word fitted on its last
                                      // line, so that the text may go on below a page break
  bool operator==(const Cell&) const = default;
};

struct TableGrid {
  int rows = 0, columns = 0;
  GridOrigin origin = GridOrigin::kRulings;
  TextSource source = TextSource::kNone;
  std::vector<Cell> cells{};       // row-major by top left slot
  std::vector<int> page_breaks{};  // rows that are the first of a further page, ascending
  bool operator==(const TableGrid&) const = default;
};

// Checks that every slot is covered by exactly one cell and that cells are in row-major order.
// Errors: kInternal, naming the first slot that is bare or covered twice.  O(rows x columns).
[[nodiscard]] Result<void> CheckTiling(const TableGrid& grid);

// The cell that covers each slot: index into grid.cells at [row * columns + column], or -1.
// Slots outside the grid are ignored.
[[nodiscard]] std::vector<int> SlotMap(const TableGrid& grid);

// One line a cell, for tests and goldens: "r0 c0 1x2 经费（万元）".
[[nodiscard]] std::string Dump(const TableGrid& grid);

}  // namespace gongwen
