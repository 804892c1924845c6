// Grids as Markdown, HTML, CSV and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/notice.h"
#include "model/reading.h"
#include "model/table_grid.h"

namespace gongwen {

// A GitHub pipe table. Markdown has no spans: with kRepeat a merged cell's text stands in every
// slot that it covers, with kFirst in the first only. '|' is escaped, line ends become <br>.
enum class MergedCells { kRepeat, kFirst };
[[nodiscard]] std::string ToMarkdown(const TableGrid& grid, int header_rows, MergedCells merged);

// <table> with rowspan and colspan; header rows as <th>. Text is escaped.
[[nodiscard]] std::string ToHtml(const TableGrid& grid, int header_rows);

// One record a row; a merged cell's text stands in every slot that it covers.
[[nodiscard]] std::string ToCsv(const TableGrid& grid);

// All tables of a document in the form of the contract's `gongwen tables --to json`.
[[nodiscard]] std::string TablesToJson(std::string_view source, const Reading& reading,
                                       const Notice& notice);

// The mended table: 一级指标 | 二级指标 | 三级指标 | 指标值, levels 1 and 2 merged over their rows.
[[nodiscard]] TableGrid MendedGrid(const IndicatorTable& table);

// The same below the table's head: one row for each pair of key and value.
[[nodiscard]] TableGrid MendedTableWithHead(const IndicatorTable& table);

[[nodiscard]] std::string EscapeHtml(std::string_view text);

}  // namespace gongwen
