// The cells of one row of a damaged dump -> the columns they were meant for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/hierarchy/label_reader.h"

namespace gongwen {

// A column of the table as its header row names it.
struct HeaderColumn {
  ColumnRole role = ColumnRole::kNone;
  int column = 0;      // 0-based
  int column_end = 1;  // half open; > column + 1 for a merged header cell
  std::string text{};  // 一级指标, 计量单位, ...
};

// A non-empty cell of the row with what its text looks like.
struct RowCell {
  int column = 0;
  std::string_view text{};
  std::optional<LabelReading> label{};
  bool is_section = false;  // 绩效指标
};

// For each cell the index into `header` that it is assigned to, or -1 (left over).
//
// The row's cells keep their order, but may have slid by any number of columns, as OCR dumps do
// where leading empty cells were dropped. Each assignment costs by how unlike the text is to the
// role (a label in the name column, a number as a name) and a little by how far it slid; a name
// without a value, a value without a name and a cell left over cost too. The cheapest monotone
// assignment is found by dynamic programming.  O(cells x columns).
[[nodiscard]] std::vector<int> AlignRow(std::span<const RowCell> cells,
                                        std::span<const HeaderColumn> header);

// A number, a comparison, a percentage, a short fixed phrase: what stands in a value column.
[[nodiscard]] bool LooksLikeValue(std::string_view text);

}  // namespace gongwen
