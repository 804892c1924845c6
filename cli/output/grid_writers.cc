#include "cli/output/grid_writers.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>
#include <variant>

#include "cli/output/csv.h"

namespace gongwen {
namespace {

// The text to show in each slot, row-major.
std::vector<std::string> SlotTexts(const TableGrid& grid, MergedCells merged) {
  std::vector<std::string> texts(static_cast<std::size_t>(grid.rows) *
                                 static_cast<std::size_t>(grid.columns));
  for (const Cell& cell : grid.cells) {
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        if (merged == MergedCells::kFirst && (r != cell.row || c != cell.column)) continue;
        texts[static_cast<std::size_t>(r) * static_cast<std::size_t>(grid.columns) +
              static_cast<std::size_t>(c)] = cell.text;
      }
    }
  }
  return texts;
}

std::string MarkdownCell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') {
      out += "\\|";
    } else if (c == '\n') {
      out += "<br>";
    } else {
      out += c;
    }
  }
  return out;
}

nlohmann::ordered_json CellJson(const Cell& cell) {
  nlohmann::ordered_json json{{"row", cell.row},
                              {"column", cell.column},
                              {"row_span", cell.row_span},
                              {"column_span", cell.column_span},
                              {"text", cell.text}};
  if (cell.page_no > 0) {
    json.update({{"page", cell.page_no},
                 {"x0", cell.box.x0},
                 {"y0", cell.box.y0},
                 {"x1", cell.box.x1},
                 {"y1", cell.box.y1}});
  } else {
    for (const char* key : {"page", "x0", "y0", "x1", "y1"}) json[key] = nullptr;
  }
  json["confidence"] = cell.confidence;
  return json;
}

}  // namespace

std::string ToMarkdown(const TableGrid& grid, int header_rows, MergedCells merged) {
  const std::vector<std::string> texts = SlotTexts(grid, merged);
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::string out;
  const auto rule = [&] {
    out += "|";
    for (std::size_t c = 0; c < columns; ++c) out += "---|";
    out += "\n";
  };
  for (std::size_t r = 0; r < static_cast<std::size_t>(grid.rows); ++r) {
    out += "|";
    for (std::size_t c = 0; c < columns; ++c) {
      out += " " + MarkdownCell(texts[r * columns + c]) + " |";
    }
    out += "\n";
    if (static_cast<int>(r) + 1 == std::max(1, std::min(header_rows, 1))) rule();
  }
  return out;
}

std::string ToHtml(const TableGrid& grid, int header_rows) {
  std::string out = "<table>\n";
  int row = -1;
  for (const Cell& cell : grid.cells) {
    if (cell.row != row) {
      if (row >= 0) out += "</tr>\n";
      for (++row; row < cell.row; ++row) out += "<tr></tr>\n";  // a row covered from above
      out += "<tr>";
    }
    const char* tag = cell.row < header_rows ? "th" : "td";
    out += fmt::format("<{}", tag);
    if (cell.row_span > 1) out += fmt::format(" rowspan=\"{}\"", cell.row_span);
    if (cell.column_span > 1) out += fmt::format(" colspan=\"{}\"", cell.column_span);
    out += fmt::format(">{}</{}>", EscapeHtml(cell.text), tag);
  }
  if (row >= 0) out += "</tr>\n";
  return out + "</table>\n";
}

std::string ToCsv(const TableGrid& grid) {
  const std::vector<std::string> texts = SlotTexts(grid, MergedCells::kRepeat);
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::string out;
  for (std::size_t r = 0; r < static_cast<std::size_t>(grid.rows); ++r) {
    AppendCsvRecord(out, std::span(texts).subspan(r * columns, columns));
  }
  return out;
}

std::string TablesToJson(std::string_view source, const Reading& reading, const Notice& notice) {
  nlohmann::ordered_json tables = nlohmann::ordered_json::array();
  std::size_t number = 0;
  for (const Block& block : reading.blocks) {
    const TableGrid* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    const TableSummary summary =
        number < notice.tables.size() ? notice.tables[number] : TableSummary{};
    ++number;
    std::set<int> pages;
    nlohmann::ordered_json cells = nlohmann::ordered_json::array();
    for (const Cell& cell : grid->cells) {
      if (cell.page_no > 0) pages.insert(cell.page_no);
      cells.push_back(CellJson(cell));
    }
    tables.push_back({{"table_id", number},
                      {"pages", pages},
                      {"kind", ToString(summary.kind)},
                      {"title", summary.title},
                      {"rows", grid->rows},
                      {"columns", grid->columns},
                      {"header_rows", summary.header_rows},
                      {"cells", std::move(cells)}});
  }
  return nlohmann::ordered_json{{"source", source}, {"tables", std::move(tables)}}.dump() + "\n";
}

TableGrid MendedGrid(const IndicatorTable& table) {
  TableGrid grid{.rows = static_cast<int>(table.rows.size()) + 1, .columns = 4};
  const char* const header[] = {"一级指标", "二级指标", "三级指标", "指标值"};
  for (int c = 0; c < 4; ++c) grid.cells.push_back({.column = c, .text = header[c]});
  Cell* level1 = nullptr;
  Cell* level2 = nullptr;
  // Reserved, so that the pointers to the open merged cells stay valid.
  grid.cells.reserve(4 * static_cast<std::size_t>(grid.rows));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const IndicatorRow& row = table.rows[i];
    const int r = static_cast<int>(i) + 1;
    const bool same1 = i > 0 && table.rows[i - 1].level1 == row.level1;
    const bool same2 = same1 && table.rows[i - 1].level2 == row.level2;
    if (same1) {
      ++level1->row_span;
    } else {
      level1 = &grid.cells.emplace_back(Cell{.row = r, .text = row.level1});
    }
    if (same2) {
      ++level2->row_span;
    } else {
      level2 = &grid.cells.emplace_back(Cell{.row = r, .column = 1, .text = row.level2});
    }
    grid.cells.push_back({.row = r, .column = 2, .text = row.level3});
    grid.cells.push_back({.row = r, .column = 3, .text = row.value_text});
  }
  return grid;
}

TableGrid MendedTableWithHead(const IndicatorTable& table) {
  const int shift = static_cast<int>(table.head.size());
  TableGrid mended = MendedGrid(table);
  TableGrid grid{.rows = mended.rows + shift, .columns = mended.columns};
  for (int r = 0; r < shift; ++r) {
    const HeadField& field = table.head[static_cast<std::size_t>(r)];
    grid.cells.push_back({.row = r, .text = field.key});
    grid.cells.push_back({.row = r, .column = 1, .text = field.value.value});
    grid.cells.push_back({.row = r, .column = 2});
    grid.cells.push_back({.row = r, .column = 3});
  }
  for (Cell& cell : mended.cells) {
    cell.row += shift;
    grid.cells.push_back(std::move(cell));
  }
  return grid;
}

std::string EscapeHtml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace gongwen
