// Grids as Markdown, HTML, CSV and JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/output/csv.h"
#include "model/notice.h"
#include "model/reading.h"
#include "model/table_grid.h"

namespace gongwen {

// A GitHub pipe table. Markdown has no spans: with kRepeat a merged cell's text stands in every
// slot that it covers, with kFirst in the first only. '|' is escaped, line ends become <br>.
enum class MergedCells { kRepeat, kFirst };
[[nodiscard]] std::string ToMarkdown(const TableGrid& grid, MergedCells merged);
// The rows from `row` on alone.
[[nodiscard]] std::string MarkdownRows(const TableGrid& grid, int row, MergedCells merged);

// <table> with rowspan and colspan; the cells of header rows as <th>. Text is escaped.
struct HeaderRange {
  int begin = 0, end = 0;  // rows, half open
};
[[nodiscard]] std::string ToHtml(const TableGrid& grid, const HeaderRange& header,
                                 std::string_view open_tag = "<table>");

// One record a row; a merged cell's text stands in every slot that it covers.
[[nodiscard]] std::string ToCsv(const TableGrid& grid, const CsvStyle& style = {});

// All tables of a document in the form of the contract's `gongwen tables --to json`.
[[nodiscard]] std::string TablesToJson(std::string_view source, const Reading& reading,
                                       const Notice& notice);

[[nodiscard]] std::string EscapeHtml(std::string_view text);

}  // namespace gongwen
