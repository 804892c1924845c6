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

// Where spans cannot be written, a merged cell's text stands in the first slot that it covers, in
// the first column of every row that it covers, or in every slot.
enum class MergedCells { kFirst, kEveryRow, kEverySlot };

// A GitHub pipe table. '|' is escaped, line ends become <br>.
[[nodiscard]] std::string ToMarkdown(const TableGrid& grid, MergedCells merged);
// The rows from `row` on alone.
[[nodiscard]] std::string MarkdownRows(const TableGrid& grid, int row, MergedCells merged);

// <table> with rowspan and colspan; the cells of header rows as <th>. Text is escaped.
struct HeaderRange {
  int begin = 0, end = 0;  // rows, half open
};
[[nodiscard]] std::string ToHtml(const TableGrid& grid, const HeaderRange& header,
                                 std::string_view open_tag = "<table>");

// One record a row.
[[nodiscard]] std::string ToCsv(const TableGrid& grid, MergedCells merged,
                                const CsvStyle& style = {});

// All tables of a document in the form of the contract's `gongwen tables --to json`.
[[nodiscard]] std::string TablesToJson(std::string_view source, const Reading& reading,
                                       const Notice& notice);

[[nodiscard]] std::string EscapeHtml(std::string_view text);

}  // namespace gongwen
