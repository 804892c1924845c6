// diff: two versions of a notice, cell by cell.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output/text_table.h"
#include "cli/read_options.h"
#include "pipeline/compare_documents.h"
#include "store/archive.h"

namespace gongwen {
namespace {

std::string AsText(const std::vector<Difference>& differences) {
  std::string text;
  for (const Difference& d : differences) {
    text += d.place + (d.from.page_no == 0 ? "" : fmt::format("  p. {}", d.from.page_no)) + "\n";
    if (!d.before.empty()) text += "  - " + d.before + "\n";
    if (!d.after.empty()) text += "  + " + d.after + "\n";
  }
  return text + fmt::format("{} differences\n", differences.size());
}

std::string AsJsonLines(const std::vector<Difference>& differences) {
  std::string text;
  for (const Difference& d : differences) {
    nlohmann::ordered_json json{{"place", d.place}, {"before", d.before}, {"after", d.after}};
    json["page_no"] = d.from.page_no == 0 ? nlohmann::ordered_json(nullptr)
                                          : nlohmann::ordered_json(d.from.page_no);
    text += json.dump() + "\n";
  }
  return text;
}

}  // namespace

Command AddDiff(CLI::App& app) {
  struct Arguments {
    std::string database = DefaultDatabase(), first{}, second{};
    bool json = false;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("diff", "Two versions of a notice in the database, cell by cell");
  command->add_option("A", arguments->first, "document number, path, id or sha256 prefix")
      ->required();
  command->add_option("B", arguments->second, "the other one")->required();
  command->add_option("--db", arguments->database, "the database");
  command->add_flag("--json", arguments->json, "one JSON object a line");
  command->footer("Example: gongwen diff 2023-22.pdf 2023-22-corrected.pdf");
  return {command, [arguments] {
            const Result<Archive> archive = Archive::Open(arguments->database, OpenMode::kReadOnly);
            if (!archive) return Complain(archive.error());
            const Result<std::vector<Difference>> differences =
                CompareDocuments(*archive, arguments->first, arguments->second);
            if (!differences) return Complain(differences.error());
            const Result<void> written =
                WriteOutput("", arguments->json ? AsJsonLines(*differences) : AsText(*differences));
            return written ? ExitCode::kOk : Complain(written.error());
          }};
}

}  // namespace gongwen
