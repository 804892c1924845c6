#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/commands.h"
#include "cli/output/csv.h"
#include "cli/output/grid_writers.h"
#include "cli/output/hit_json.h"
#include "cli/read_options.h"
#include "pipeline/repair_document.h"

namespace gongwen {
namespace {

struct RepairArguments {
  std::string input{}, format = "md", output{};
  bool explain = false;
  ReadArguments read{};
};

// The head of the table as key and value, then the mended rows.
std::string MarkdownTable(const IndicatorTable& table) {
  return ToMarkdown(MendedTableWithHead(table), 1, MergedCells::kRepeat);
}

std::string Title(const IndicatorTable& table) {
  std::string title = table.title.empty() ? fmt::format("table {}", table.table_no) : table.title;
  if (!table.region.empty()) title += " " + table.region;
  if (table.year) title += fmt::format(" {}", *table.year);
  return title;
}

std::string Markdown(const RepairedDocument& document) {
  if (document.source) {
    return ReplaceIndicatorTables(document, [](const IndicatorTable& table, const TableGrid&) {
      return MarkdownTable(table);
    });
  }
  std::string out;
  for (const IndicatorTable& table : document.notice.indicator_tables) {
    out += "## " + Title(table) + "\n\n" + MarkdownTable(table) + "\n";
  }
  return out;
}

std::string Html(const RepairedDocument& document) {
  std::string out = "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n";
  for (const IndicatorTable& table : document.notice.indicator_tables) {
    out += "<h2>" + EscapeHtml(Title(table)) + "</h2>\n" + ToHtml(MendedGrid(table), 1);
  }
  return out;
}

std::string Csv(const RepairedDocument& document) {
  std::string out;
  AppendCsvRecord(
      out, std::vector<std::string>{"table_id", "region", "year", "level1", "level2", "level3",
                                    "value_text", "confidence", "is_repaired"});
  for (const IndicatorTable& table : document.notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      AppendCsvRecord(out, std::vector<std::string>{
                               std::to_string(table.table_no), table.region,
                               table.year ? std::to_string(*table.year) : "", row.level1,
                               row.level2, row.level3, row.value_text,
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

// On stderr, so that stdout stays the mended document.
void Explain(const Notice& notice) {
  for (const Repair& repair : notice.repairs) {
    fmt::print(stderr, "table {} row {} {}: 「{}」→「{}」 {:.3f}\n    {}\n", repair.table_no,
               repair.row_no, repair.field, repair.before, repair.after, repair.confidence,
               repair.reason);
    for (const Evidence& evidence : repair.evidence) {
      fmt::print(stderr, "    {:+.1f} {}: {}\n", evidence.weight, evidence.term, evidence.detail);
    }
  }
  fmt::print(stderr, "{} repairs\n", notice.repairs.size());
}

ExitCode RunRepair(const RepairArguments& arguments) {
  const Result<std::shared_ptr<const Knowledge>> knowledge = LoadKnowledge(arguments.read);
  if (!knowledge) return Complain(knowledge.error());
  const Result<std::string> bytes = ReadInput(arguments.input);
  if (!bytes) return ComplainOfInput(bytes.error());
  DocumentReader reader(ToReadOptions(arguments.read));
  const Result<RepairedDocument> document = RepairDocument(*bytes, reader, **knowledge);
  if (!document) return ComplainOfInput(WithFile(document.error(), arguments.input));
  const std::string text = arguments.format == "md"     ? Markdown(*document)
                           : arguments.format == "html" ? Html(*document)
                           : arguments.format == "csv"  ? Csv(*document)
                                                        : Json(*document);
  const Result<void> written = WriteOutput(arguments.output, text);
  if (!written) return Complain(written.error());
  if (arguments.explain) Explain(document->notice);
  return ReportProblems(document->reading, arguments.input);
}

}  // namespace

Command AddRepair(CLI::App& app) {
  auto arguments = std::make_shared<RepairArguments>();
  CLI::App* command =
      app.add_subcommand("repair", "Mend the indicator tables of one document; no database needed");
  command->add_option("FILE", arguments->input, "the document, or - for stdin")->required();
  command
      ->add_option("--to", arguments->format,
                   "md: a Markdown document keeps all but its indicator tables byte for byte")
      ->check(CLI::IsMember({"md", "html", "csv", "json"}))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "the file; default: stdout");
  command->add_flag("--explain", arguments->explain, "each change and its reasons, on stderr");
  AddReadArguments(*command, arguments->read);
  command->footer("Example: gongwen repair dump.md --explain > mended.md");
  return {command, [arguments] { return RunRepair(*arguments); }};
}

}  // namespace gongwen
