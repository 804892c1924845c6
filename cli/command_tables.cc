#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "cli/commands.h"
#include "cli/output/grid_writers.h"
#include "cli/read_options.h"
#include "pipeline/debug_overlay.h"

namespace gongwen {
namespace {

struct TablesArguments {
  std::string input{}, format = "json", output{}, overlay_folder{};
  ReadArguments read{};
};

std::string Heading(int number, const TableSummary& summary, std::string_view format) {
  if (format == "csv") return "";
  const std::string title = summary.title.empty() ? fmt::format("table {}", number) : summary.title;
  return format == "html" ? "<h2>" + EscapeHtml(title) + "</h2>\n" : "## " + title + "\n\n";
}

std::string Write(const Reading& reading, const Notice& notice, std::string_view format) {
  std::string out;
  int number = 0;
  for (const Block& block : reading.blocks) {
    const TableGrid* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    const TableSummary& summary = notice.tables[static_cast<std::size_t>(number)];
    if (number++ > 0) out += "\n";
    out += Heading(number, summary, format);
    out += format == "html"  ? ToHtml(*grid, {0, summary.header_rows})
           : format == "csv" ? ToCsv(*grid, MergedCells::kEverySlot)
                             : ToMarkdown(*grid, MergedCells::kFirst);
  }
  return out;
}

ExitCode RunTables(const TablesArguments& arguments) {
  const Result<std::shared_ptr<const Knowledge>> knowledge = LoadKnowledge(arguments.read);
  if (!knowledge) return Complain(knowledge.error());
  const Result<std::string> bytes = ReadInput(arguments.input);
  if (!bytes) return ComplainOfInput(bytes.error());
  DocumentReader reader(ToReadOptions(arguments.read));
  Result<Reading> read = reader.Read(*bytes);
  if (!read) return ComplainOfInput(WithFile(read.error(), arguments.input));
  if (!arguments.overlay_folder.empty()) {
    const Result<int> drawn = WriteDebugOverlays(*bytes, *read, arguments.overlay_folder);
    if (!drawn) return Complain(drawn.error());
    fmt::print(stderr, "{} pages drawn in {}\n", *drawn, arguments.overlay_folder);
  }
  const UnderstoodReading understood = UnderstandReading(std::move(*read), **knowledge);
  const Result<void> written = WriteOutput(
      arguments.output, arguments.format == "json"
                            ? TablesToJson(arguments.input, understood.reading, understood.notice)
                            : Write(understood.reading, understood.notice, arguments.format));
  if (!written) return Complain(written.error());
  return ReportProblems(understood.reading, arguments.input);
}

}  // namespace

Command AddTables(CLI::App& app) {
  auto arguments = std::make_shared<TablesArguments>();
  CLI::App* command =
      app.add_subcommand("tables", "Every table of one document as it stands; no database needed");
  command->add_option("FILE", arguments->input, "the document, or - for stdin")->required();
  command->add_option("--to", arguments->format, "the form of the answer")
      ->check(CLI::IsMember({"json", "html", "csv", "md"}))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "the file; default: stdout");
  command->add_option("--debug-overlay", arguments->overlay_folder,
                      "a folder for pictures of the pages: rulings red, words green, cells blue");
  AddReadArguments(*command, arguments->read);
  command->footer("Example: gongwen tables notice.pdf --to json | jq '.tables[0].cells'");
  return {command, [arguments] { return RunTables(*arguments); }};
}

}  // namespace gongwen
