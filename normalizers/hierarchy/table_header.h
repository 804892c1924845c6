// The header row of an indicator table (一级指标 | 二级指标 | 三级指标 | 指标值) and the head above
// it (资金名称 | 就业补助资金).
#pragma once

#include <vector>

#include "model/notice.h"
#include "model/table_grid.h"
#include "normalizers/hierarchy/row_alignment.h"
#include "normalizers/hierarchy/taxonomy.h"

namespace gongwen {

// The non-empty cells of each row, left to right: indices into grid.cells. A cell that spans rows
// stands in the first of them only.
[[nodiscard]] std::vector<std::vector<int>> RowsOfCells(const TableGrid& grid);

struct TableHeader {
  int row = -1;  // grid row; -1 = the table has no header row
  int rows = 0;  // rows that it takes: 2 where 指标值 stands over 年度 | 实施期
  std::vector<HeaderColumn> columns{};  // left to right; always complete: see NameUnknownColumns
  [[nodiscard]] int body_begin() const { return row < 0 ? 0 : row + rows; }
};

// The first row with at least two different level or value words, and the row below it where that
// parts one of its columns. Of several columns of values the one of the year is kValue; where they
// are no terms (年度, 实施期) but names (杨家寨村), the further ones are kNextValue. Without a
// header row, the usual columns 绩效指标 | 一级 | 二级 | 三级 | 指标值 are taken to stand at the
// right end of the grid.
[[nodiscard]] TableHeader FindTableHeader(const TableGrid& grid, const Taxonomy& taxonomy);

// True for a row that repeats the header (after a page break): nothing but header words in it, at
// least two, or the texts of `header` again.
[[nodiscard]] bool IsHeaderRow(const TableGrid& grid, const std::vector<int>& row,
                               const TableHeader& header, const Taxonomy& taxonomy);

// Keys and values of the rows above `end_row`, in order. A cell that is a known key starts a pair;
// the next cell that is none is its value; a long text below 总体目标 belongs to it.
[[nodiscard]] std::vector<HeadField> ReadHeadFields(const TableGrid& grid, int end_row,
                                                    const Taxonomy& taxonomy);

[[nodiscard]] Provenance ProvenanceOf(const Cell& cell, TextSource source);

}  // namespace gongwen
