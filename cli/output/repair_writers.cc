#include "cli/output/repair_writers.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "cli/output/csv.h"
#include "cli/output/grid_writers.h"
#include "cli/output/hit_json.h"

namespace gongwen {
namespace {

std::string Title(const IndicatorTable& table) {
  std::string title = table.title.empty() ? fmt::format("table {}", table.table_no) : table.title;
  if (!table.region.empty()) title += " " + table.region;
  if (table.year) title += fmt::format(" {}", *table.year);
  return title;
}

std::string MarkdownTable(const MendedGrid& mended) {
  return ToMarkdown(mended.grid, MergedCells::kEveryRow);
}

std::string HtmlTable(const MendedGrid& mended, std::string_view open_tag) {
  return ToHtml(mended.grid, {mended.header_row, mended.header_row + mended.header_rows}, open_tag);
}

// The text of the table in the place where it stands.
std::optional<std::string> WriteInPlace(const MendedTable& table, std::string_view form) {
  switch (table.place->form) {
    case TableForm::kPipes:
      if (!table.needs_mending) return std::nullopt;
      if (table.place->head.empty()) return MarkdownTable(table.mended);
      return table.place->head + MarkdownRows(table.mended.grid,
                                              table.mended.header_row + table.mended.header_rows,
                                              MergedCells::kEveryRow);
    case TableForm::kHtml:
      if (!table.needs_mending) return std::nullopt;
      return HtmlTable(table.mended, table.place->open_tag);
    case TableForm::kSeparated:
      if (form != "csv") return MarkdownTable(table.mended);
      if (!table.needs_mending) return std::nullopt;
      return ToCsv(table.mended.grid, MergedCells::kEveryRow,
                   {table.place->separator, false, "\n"});
    case TableForm::kLines:
      return MarkdownTable(table.mended);
  }
  return std::nullopt;
}

// Tables whose place in the source is not known go to the end: nothing is lost.
std::string Misplaced(const RepairedDocument& document, std::string_view form) {
  std::string out;
  for (const MendedTable& table : document.tables) {
    if (table.place || !table.needs_mending) continue;
    const std::string title = Title(document.notice.indicator_tables[table.table]);
    out += form == "html"
               ? "\n<h2>" + EscapeHtml(title) + "</h2>\n" + HtmlTable(table.mended, "<table>")
               : "\n## " + title + "\n\n" + MarkdownTable(table.mended);
  }
  return out;
}

// Calls paragraph(text) and table(grid, mended or null) for each block in order.
template <class OnParagraph, class OnTable>
void ForEachBlock(const RepairedDocument& document, OnParagraph paragraph, OnTable table) {
  for (std::size_t b = 0; b < document.reading.blocks.size(); ++b) {
    const Block& block = document.reading.blocks[b];
    if (const Paragraph* text = std::get_if<Paragraph>(&block)) {
      paragraph(text->text);
      continue;
    }
    const auto mended = std::find_if(document.tables.begin(), document.tables.end(),
                                     [&](const MendedTable& t) { return t.block == b; });
    table(std::get<TableGrid>(block), mended == document.tables.end() ? nullptr : &mended->mended);
  }
}

std::string WholeMarkdown(const RepairedDocument& document) {
  std::string out;
  ForEachBlock(
      document, [&](const std::string& text) { out += text + "\n\n"; },
      [&](const TableGrid& grid, const MendedGrid* mended) {
        out += mended == nullptr ? ToMarkdown(grid, MergedCells::kFirst) : MarkdownTable(*mended);
        out += "\n";
      });
  return out;
}

std::string WholeHtml(const RepairedDocument& document) {
  std::string out = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n";
  ForEachBlock(
      document, [&](const std::string& text) { out += "<p>" + EscapeHtml(text) + "</p>\n"; },
      [&](const TableGrid& grid, const MendedGrid* mended) {
        out += mended == nullptr ? ToHtml(grid, {}) : HtmlTable(*mended, "<table>");
      });
  return out;
}

std::string Records(const Notice& notice) {
  std::string out;
  AppendCsvRecord(
      out, std::vector<std::string>{"table_id", "region", "year", "level1", "level2", "level3",
                                    "value_text", "value_column", "confidence", "is_repaired"});
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      AppendCsvRecord(out, std::vector<std::string>{
                               std::to_string(table.table_no), table.region,
                               table.year ? std::to_string(*table.year) : "", row.level1,
                               row.level2, row.level3, row.value_text, row.value_column,
                               fmt::format("{:.4f}", row.confidence), row.is_repaired ? "1" : "0"});
    }
  }
  return out;
}

std::string Json(const RepairedDocument& document) {
  StoredDocument shown;
  shown.record.reading.format = document.reading.format;
  shown.record.notice = document.notice;
  const nlohmann::ordered_json json = ToJson(shown);
  return nlohmann::ordered_json{{"indicator_tables", json["indicator_tables"]},
                                {"repairs", json["repairs"]}}
             .dump(2) +
         "\n";
}

// ---- explaining ----

// Rows that follow each other and were changed in the same way.
struct Run {
  const Repair* first = nullptr;
  int last_row = 0;
  double least = 1, most = 0;  // confidence
  std::vector<Evidence> least_evidence{}, most_evidence{};
};

bool IsSameChange(const Repair& a, const Repair& b) {
  return a.field == b.field && a.before == b.before && a.after == b.after && a.reason == b.reason &&
         a.evidence.size() == b.evidence.size();
}

std::vector<Run> RunsOf(const Notice& notice, int table_no) {
  std::vector<Run> runs;
  for (const Repair& repair : notice.repairs) {
    if (repair.table_no != table_no) continue;
    const auto open = std::find_if(runs.rbegin(), runs.rend(), [&](const Run& run) {
      return run.last_row + 1 == repair.row_no && IsSameChange(*run.first, repair);
    });
    Run& run = open != runs.rend()
                   ? *open
                   : runs.emplace_back(Run{&repair, 0, 1, 0, repair.evidence, repair.evidence});
    run.last_row = repair.row_no;
    run.least = std::min(run.least, repair.confidence);
    run.most = std::max(run.most, repair.confidence);
    for (std::size_t i = 0; i < repair.evidence.size(); ++i) {
      Evidence& least = run.least_evidence[i];
      Evidence& most = run.most_evidence[i];
      least.weight = std::min(least.weight, repair.evidence[i].weight);
      most.weight = std::max(most.weight, repair.evidence[i].weight);
    }
  }
  std::stable_sort(runs.begin(), runs.end(),
                   [](const Run& a, const Run& b) { return a.first->row_no < b.first->row_no; });
  return runs;
}

// 0.93, or 0.93–0.99
std::string Between(double least, double most, const char* form) {
  std::string low = fmt::format(fmt::runtime(form), least);
  const std::string high = fmt::format(fmt::runtime(form), most);
  return low == high ? low : low + "–" + high;
}

std::string ExplainRun(const Run& run) {
  const Repair& repair = *run.first;
  const std::string rows = run.last_row == repair.row_no
                               ? std::to_string(repair.row_no)
                               : fmt::format("{}–{}", repair.row_no, run.last_row);
  std::string before = repair.before;
  for (std::size_t at = 0; (at = before.find('\n', at)) != std::string::npos;) {
    before.replace(at, 1, " / ");
  }
  std::string out =
      fmt::format("  row {} {}: 「{}」 → 「{}」  {}\n      {}\n", rows, repair.field, before,
                  repair.after, Between(run.least, run.most, "{:.2f}"), repair.reason);
  for (std::size_t i = 0; i < repair.evidence.size(); ++i) {
    out +=
        fmt::format("      {} {}: {}\n",
                    Between(run.least_evidence[i].weight, run.most_evidence[i].weight, "{:+.1f}"),
                    repair.evidence[i].term, repair.evidence[i].detail);
  }
  return out;
}

}  // namespace

std::string_view OwnForm(const RepairedDocument& document) {
  if (document.reading.format == InputFormat::kHtml) return "html";
  return document.is_separated ? "csv" : "md";
}

Result<std::string> WriteRepaired(const RepairedDocument& document, std::string_view form) {
  if (form == "json") return Json(document);
  const std::string_view own = OwnForm(document);
  const bool is_in_place =
      document.source.has_value() && (form == own || (form == "md" && own == "csv"));
  if (!is_in_place) {
    return form == "md"     ? WholeMarkdown(document)
           : form == "html" ? WholeHtml(document)
                            : Records(document.notice);
  }
  return ReplaceTables(document,
                       [&](const MendedTable& table) { return WriteInPlace(table, form); })
      .map([&](std::string text) { return text + Misplaced(document, form); });
}

std::string ExplainRepairs(const Notice& notice) {
  std::string out;
  for (const IndicatorTable& table : notice.indicator_tables) {
    out += Title(table) + "\n";
    const IndicatorRow* before = nullptr;
    for (const IndicatorRow& row : table.rows) {
      const bool is_new =
          before == nullptr || before->level1 != row.level1 || before->level2 != row.level2;
      if (is_new) out += fmt::format("  {} / {}\n", row.level1, row.level2);
      out += fmt::format("  {} {:>3}  {} = {}  {:.2f}\n", row.is_repaired ? '*' : ' ', row.row_no,
                         row.level3, row.value_text, row.confidence);
      before = &row;
    }
    for (const Run& run : RunsOf(notice, table.table_no)) out += ExplainRun(run);
  }
  return out + fmt::format("{} repairs; * = a row that was changed\n", notice.repairs.size());
}

}  // namespace gongwen
