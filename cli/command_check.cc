// check: what does not add up or agree.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output/hit_json.h"
#include "cli/read_options.h"
#include "store/archive.h"

namespace gongwen {
namespace {

struct Arguments {
  std::string database = DefaultDatabase(), document{};
  CheckFilter filter{.outcome = ""};
  bool all = false, json = false;
};

// Sums over sibling tables agree with nothing in the notice: they are shown for who knows more.
bool IsFinding(const CheckHit& hit) {
  return hit.outcome == "fail" || (hit.name == "sibling_sum" && hit.outcome != "pass");
}

const char* MarkOf(const CheckHit& hit) {
  if (hit.outcome == "fail") return "✗";
  if (hit.outcome == "pass") return "✓";
  return hit.name == "sibling_sum" ? "Σ" : "·";
}

std::string Line(const CheckHit& hit) {
  std::string place;
  if (hit.table_id != 0) place += fmt::format(" table {}", hit.table_id);
  if (hit.row_no != 0) place += fmt::format(" row {}", hit.row_no);
  return fmt::format("  {} {}{}  {}\n", MarkOf(hit), hit.name, place, hit.message);
}

struct Summary {
  std::map<std::string, std::int64_t> outcomes{};
  std::int64_t documents = 0;
  std::int64_t last_document = -1;
};

ExitCode Run(const Arguments& arguments) {
  const Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadOnly);
  if (!archive) return Complain(archive.error());
  CheckFilter filter = arguments.filter;
  if (!arguments.document.empty()) {
    const Result<std::int64_t> id = archive->Resolve(arguments.document);
    if (!id) return Complain(id.error());
    filter.document_id = *id;
  }
  Summary summary;
  std::string text;
  const Result<void> done = archive->VisitChecks(filter, [&](const CheckHit& hit) {
    ++summary.outcomes[hit.outcome];
    if (arguments.all || IsFinding(hit)) {
      if (arguments.json) {
        text += ToJson(hit).dump() + "\n";
      } else {
        if (hit.document_id != summary.last_document) {
          text += fmt::format("{}[{}] {}\n", summary.documents == 0 ? "" : "\n", hit.document_id,
                              hit.document_number.empty() ? "(no number)" : hit.document_number);
          ++summary.documents;
        }
        text += Line(hit);
      }
      summary.last_document = hit.document_id;
    }
    return true;
  });
  if (!done) return Complain(done.error());
  if (!arguments.json) {
    text += fmt::format("{} failed, {} passed, {} not applicable\n", summary.outcomes["fail"],
                        summary.outcomes["pass"], summary.outcomes["not_applicable"]);
  }
  const Result<void> written = WriteOutput("", text);
  if (!written) return Complain(written.error());
  return summary.outcomes["fail"] > 0 ? ExitCode::kWarnings : ExitCode::kOk;
}

}  // namespace

Command AddCheck(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "check", "Totals, the letter against its tables, sibling tables: what does not agree");
  command->add_option("DOCUMENT", arguments->document,
                      "document number, path, id or sha256 prefix; default: all documents");
  command->add_option("--name", arguments->filter.name, "one check only: sum_down, years, …");
  command->add_flag("--all", arguments->all, "also what passes and what does not apply");
  command->add_option("--db", arguments->database, "the database");
  command->add_flag("--json", arguments->json, "one JSON object a line");
  command->footer(
      "✗ fails, Σ sum over sibling tables, ✓ passes, · does not apply. Exit code 3 when one "
      "fails.\n"
      "Example: gongwen check 昌州财社〔2023〕22号");
  return {command, [arguments] { return Run(*arguments); }};
}

}  // namespace gongwen
