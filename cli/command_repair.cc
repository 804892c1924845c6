#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/output/repair_writers.h"
#include "cli/read_options.h"
#include "pipeline/repair_document.h"

namespace gongwen {
namespace {

struct RepairArguments {
  std::string input{}, format{}, output{};
  bool explain = false;
  ReadArguments read{};
};

ExitCode RunRepair(const RepairArguments& arguments) {
  const Result<std::shared_ptr<const Knowledge>> knowledge = LoadKnowledge(arguments.read);
  if (!knowledge) return Complain(knowledge.error());
  const Result<std::string> bytes = ReadInput(arguments.input);
  if (!bytes) return ComplainOfInput(bytes.error());
  DocumentReader reader(ToReadOptions(arguments.read));
  const Result<RepairedDocument> document = RepairDocument(*bytes, reader, **knowledge);
  if (!document) return ComplainOfInput(WithFile(document.error(), arguments.input));
  const std::string_view form =
      arguments.format.empty() ? OwnForm(*document) : std::string_view(arguments.format);
  const Result<std::string> text = WriteRepaired(*document, form);
  if (!text) return Complain(WithFile(text.error(), arguments.input));
  const Result<void> written = WriteOutput(arguments.output, *text);
  if (!written) return Complain(written.error());
  // On stderr, so that stdout stays the mended document.
  if (arguments.explain) fmt::print(stderr, "{}", ExplainRepairs(document->notice));
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
                   "default: the form of the document (md for pages and images). In its own form, "
                   "and text as md, everything but the mended tables stays byte for byte; csv of "
                   "another document is one record for each row")
      ->check(CLI::IsMember({"md", "html", "csv", "json"}));
  command->add_option("-o,--output", arguments->output, "the file; default: stdout");
  command->add_flag("--explain", arguments->explain,
                    "the tables row by row, each change and its reasons, on stderr");
  AddReadArguments(*command, arguments->read);
  command->footer("Example: gongwen repair dump.md --explain > mended.md");
  return {command, [arguments] { return RunRepair(*arguments); }};
}

}  // namespace gongwen
