// The cells of the rows of a damaged dump -> the columns they were meant for.
#pragma once

#include <cstddef>
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
  ColumnHolds holds = ColumnHolds::kAnything;
};

// A non-empty cell of the row with what its text looks like.
struct RowCell {
  int column = 0, column_end = 1;  // half open
  std::string_view text{};
  std::optional<LabelReading> label{};
  bool is_section = false;       // 绩效指标
  bool is_direction = false;     // ≥, 定性: the sign of a value and no value
  bool is_unit = false;          // 公里
  bool is_value = false;         // LooksLikeValue
  bool is_small_number = false;  // 1 to 3 digits
  std::size_t length = 0;        // code points
};

// Tells what the text of a cell looks like. The result's text is a view of `text`.
[[nodiscard]] RowCell DescribeCell(int column, int column_end, std::string_view text,
                                   const LabelReader& reader);

struct AlignOptions {
  double slide_weight = 1;  // how much a slide costs: more where cells have geometry
};

// How unlike the text is to what the column is for, >= 0, in the unit of AlignRows's costs.
[[nodiscard]] double RoleCost(const RowCell& cell, const HeaderColumn& column);

// For each row, for each of its cells the index into `header` that it is assigned to, or -1 (left
// over).
//
// The cells of a row keep their order, but may have slid: OCR dumps drop leading empty cells, so
// that a whole row, or its labels alone, stands some columns further left. Each assignment costs by
// how unlike the text is to the column's role and to what the column holds in the other rows, by
// whether the row slid, and by each change of the slide within the row; a name without a value, a
// value without a name and a cell left over cost too. The cheapest assignment is found by dynamic
// programming. First all rows are read as they stand against the header (which may itself have
// slid, the same for all), to learn what each column holds; where many cells slid, that is learned
// once more from the alignment found.
// O(rows x cells^2 x columns); at most 64 columns and 64 cells of a row are looked at.
[[nodiscard]] std::vector<std::vector<int>> AlignRows(std::span<const std::vector<RowCell>> rows,
                                                      std::span<const HeaderColumn> header,
                                                      const AlignOptions& options = {});

// A number, a comparison, a percentage, a short fixed phrase: what stands in a value column.
[[nodiscard]] bool LooksLikeValue(std::string_view text);

}  // namespace gongwen
