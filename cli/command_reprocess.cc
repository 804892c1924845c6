// reprocess: kept readings, understood again.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/commands.h"
#include "cli/read_options.h"
#include "pipeline/reprocess_documents.h"
#include "store/archive.h"

namespace gongwen {
namespace {

struct Arguments {
  std::string database = DefaultDatabase(), document{};
  ReadArguments read{};
  bool dry_run = false, json = false;
};

void Print(const ReprocessEvent& event, bool as_json) {
  if (!as_json) {
    fmt::print("[{}] {}\n", event.document_id,
               event.document_number.empty() ? "(no number)" : event.document_number);
  }
  for (const Difference& d : event.differences) {
    if (as_json) {
      const nlohmann::ordered_json json{{"document_id", event.document_id},
                                        {"place", d.place},
                                        {"before", d.before},
                                        {"after", d.after}};
      fmt::print("{}\n", json.dump());
    } else {
      fmt::print("  {}\n    - {}\n    + {}\n", d.place, d.before, d.after);
    }
  }
}

ExitCode Run(const Arguments& arguments) {
  const Result<std::shared_ptr<const Knowledge>> knowledge = LoadKnowledge(arguments.read);
  if (!knowledge) return Complain(knowledge.error());
  Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadWrite);
  if (!archive) return Complain(archive.error());
  ReprocessOptions options{.is_dry_run = arguments.dry_run};
  if (!arguments.document.empty()) {
    const Result<std::int64_t> id = archive->Resolve(arguments.document);
    if (!id) return Complain(id.error());
    options.document_id = *id;
  }
  const Result<ReprocessReport> report =
      ReprocessDocuments(*archive, **knowledge, options, StopRequested(),
                         [&](const ReprocessEvent& event) { Print(event, arguments.json); });
  if (!report) return Complain(report.error());
  fmt::print(stderr, "{}: {} documents understood again, {} changed in {} places{}{}\n",
             arguments.database, report->documents, report->changed, report->differences,
             report->without_reading > 0
                 ? fmt::format(", {} have no reading", report->without_reading)
                 : "",
             arguments.dry_run ? "; nothing was stored" : "");
  return report->interrupted ? ExitCode::kInterrupted : ExitCode::kOk;
}

}  // namespace

Command AddReprocess(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "reprocess", "Understand what was read again, without OCR, and say what changes");
  command->add_option("DOCUMENT", arguments->document, "this one only; default: all");
  command->add_option("--taxonomy", arguments->read.taxonomies,
                      "TOML files with further indicator levels and header words");
  command->add_option("--words", arguments->read.words,
                      "TSV files with further words of indicators and the levels they speak for");
  command->add_flag("--dry-run", arguments->dry_run, "only say what would change");
  command->add_flag("--json", arguments->json, "one JSON object a line");
  command->add_option("--db", arguments->database, "the database");
  command->footer("Example: gongwen reprocess --taxonomy province.toml --dry-run");
  return {command, [arguments] { return Run(*arguments); }};
}

}  // namespace gongwen
