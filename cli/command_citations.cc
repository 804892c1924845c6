// citations: what notices cite, and what of it is not in the archive.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output/text_table.h"
#include "cli/read_options.h"
#include "store/archive.h"

namespace gongwen {
namespace {

struct Arguments {
  std::string database = DefaultDatabase(), document{};
  CitationFilter filter{};
  bool json = false;
};

nlohmann::ordered_json AsJson(const CitationHit& hit) {
  nlohmann::ordered_json json{{"document_id", hit.document_id},
                              {"document_number", hit.document_number},
                              {"cited_number", hit.cited_number}};
  json["cited_document_id"] = hit.cited_document_id ? nlohmann::ordered_json(*hit.cited_document_id)
                                                    : nlohmann::ordered_json(nullptr);
  json["relation"] = hit.relation;
  json["context"] = hit.context;
  return json;
}

ExitCode Run(const Arguments& arguments) {
  const Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadOnly);
  if (!archive) return Complain(archive.error());
  CitationFilter filter = arguments.filter;
  if (!arguments.document.empty()) {
    const Result<std::int64_t> id = archive->Resolve(arguments.document);
    if (!id) return Complain(id.error());
    filter.document_id = *id;
  }
  std::string lines;
  std::vector<std::vector<std::string>> rows{{"notice", "relation", "cites", "held as"}};
  const Result<void> done = archive->VisitCitations(filter, [&](const CitationHit& hit) {
    if (arguments.json) {
      lines += AsJson(hit).dump() + "\n";
    } else {
      rows.push_back(
          {hit.document_number.empty() ? fmt::format("[{}]", hit.document_id) : hit.document_number,
           hit.relation, hit.cited_number,
           hit.cited_document_id ? fmt::format("[{}]", *hit.cited_document_id) : "-"});
    }
    return true;
  });
  if (!done) return Complain(done.error());
  if (!arguments.json) lines = TextTable(rows, {}) + fmt::format("{} citations\n", rows.size() - 1);
  const Result<void> written = WriteOutput("", lines);
  return written ? ExitCode::kOk : Complain(written.error());
}

}  // namespace

Command AddCitations(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("citations", "Notices that notices cite; which of them are missing");
  command->add_option("DOCUMENT", arguments->document, "of this notice only");
  command->add_flag("--dangling", arguments->filter.dangling, "only what the database lacks");
  command->add_option("--cited", arguments->filter.cited_number, "who cites this document number");
  command->add_option("--limit", arguments->filter.limit, "most rows; -1 = all")
      ->capture_default_str();
  command->add_option("--db", arguments->database, "the database");
  command->add_flag("--json", arguments->json, "one JSON object a line");
  command->footer(
      "relation: basis 依据, follow 贯彻, forward 转发, advance 提前下达, settle 结算, repeal "
      "废止,\n"
      "mention. Example: gongwen citations --dangling");
  return {command, [arguments] { return Run(*arguments); }};
}

}  // namespace gongwen
