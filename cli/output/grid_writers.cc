#include "cli/output/grid_writers.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <span>
#include <utility>
#include <variant>

namespace gongwen {
namespace {

// The text to show in each slot, row-major.
std::vector<std::string> SlotTexts(const TableGrid& grid, MergedCells merged) {
  std::vector<std::string> texts(static_cast<std::size_t>(grid.rows) *
                                 static_cast<std::size_t>(grid.columns));
  for (const Cell& cell : grid.cells) {
    for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
      for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
        if (merged == MergedCells::kFirst && r != cell.row) continue;
        if (merged != MergedCells::kEverySlot && c != cell.column) continue;
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

std::string MarkdownRows(const TableGrid& grid, int row, MergedCells merged) {
  const std::vector<std::string> texts = SlotTexts(grid, merged);
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::string out;
  for (auto r = static_cast<std::size_t>(row); r < static_cast<std::size_t>(grid.rows); ++r) {
    out += "|";
    for (std::size_t c = 0; c < columns; ++c) {
      out += " " + MarkdownCell(texts[r * columns + c]) + " |";
    }
    out += "\n";
  }
  return out;
}

std::string ToMarkdown(const TableGrid& grid, MergedCells merged) {
  std::string out = MarkdownRows(grid, 0, merged);
  std::string rule = "|";
  for (int c = 0; c < grid.columns; ++c) rule += "---|";
  return out.insert(out.find('\n') + 1, rule + "\n");
}

std::string ToHtml(const TableGrid& grid, const HeaderRange& header, std::string_view open_tag) {
  std::string out(open_tag);
  out += "\n";
  int row = -1;
  for (const Cell& cell : grid.cells) {
    if (cell.row != row) {
      if (row >= 0) out += "</tr>\n";
      for (++row; row < cell.row; ++row) out += "<tr></tr>\n";  // a row covered from above
      out += "<tr>";
    }
    const char* tag = header.begin <= cell.row && cell.row < header.end ? "th" : "td";
    out += fmt::format("<{}", tag);
    if (cell.row_span > 1) out += fmt::format(" rowspan=\"{}\"", cell.row_span);
    if (cell.column_span > 1) out += fmt::format(" colspan=\"{}\"", cell.column_span);
    out += fmt::format(">{}</{}>", EscapeHtml(cell.text), tag);
  }
  if (row >= 0) out += "</tr>\n";
  return out + "</table>\n";
}

std::string ToCsv(const TableGrid& grid, MergedCells merged, const CsvStyle& style) {
  const std::vector<std::string> texts = SlotTexts(grid, merged);
  const auto columns = static_cast<std::size_t>(grid.columns);
  std::string out;
  for (std::size_t r = 0; r < static_cast<std::size_t>(grid.rows); ++r) {
    AppendCsvRecord(out, std::span(texts).subspan(r * columns, columns), style);
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
                      {"unit", summary.unit},
                      {"attachment", summary.attachment},
                      {"header_rows", summary.header_rows},
                      {"origin", ToString(grid->origin)},
                      {"cells", std::move(cells)}});
  }
  return nlohmann::ordered_json{{"source", source}, {"tables", std::move(tables)}}.dump() + "\n";
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
      default:  // no browser shows other control characters, and some obey them
        out += static_cast<unsigned char>(c) < 0x20 && c != '\t' ? ' ' : c;
    }
  }
  return out;
}

}  // namespace gongwen
