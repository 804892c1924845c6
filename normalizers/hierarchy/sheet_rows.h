// The rows of an indicator table as lists of texts, which can be joined and parted while each text
// still knows the cell that it came from.
#pragma once

#include <string>
#include <vector>

#include "model/table_grid.h"
#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/hierarchy/table_header.h"

namespace gongwen {

struct SheetCell {
  int column = 0, column_end = 1;  // half open
  int row_span = 1;
  std::string text{};          // never blank
  const Cell* from = nullptr;  // in the grid that the row was made of
};

struct SheetRow {
  int row = 0;                     // of the grid
  std::vector<SheetCell> cells{};  // left to right, at least one
};

// The rows below the header that hold text. Rows that repeat the header (after a page break) are
// left out. The grid must outlive the result.  O(cells)
[[nodiscard]] std::vector<SheetRow> RowsBelowHeader(const TableGrid& grid,
                                                    const TableHeader& header,
                                                    const Taxonomy& taxonomy);

// Puts labels together that stand in pieces: beside one another (经济效益 | 指标), or below one
// another in one column (产, 出, 指, 标; 社会效益指 on one page and 标 on the next). Pieces are
// joined only when they make a known name and are not all names themselves.
// O(cells x pieces), with at most kMostPieces pieces to a label.
void JoinLabelPieces(std::vector<SheetRow>& rows, const LabelReader& reader);

}  // namespace gongwen
