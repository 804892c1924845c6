#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/output/hit_json.h"
#include "cli/read_options.h"
#include "pipeline/citation_chain.h"
#include "store/archive.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

std::string Joined(const std::vector<SourcedText>& texts) {
  std::string joined;
  for (const SourcedText& text : texts) joined += (joined.empty() ? "" : "；") + text.value;
  return joined;
}

void AppendField(std::string& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out += fmt::format("{}：{}\n", name, value);
}

void AppendFields(std::string& out, const StoredDocument& document) {
  const Notice& notice = document.record.notice;
  AppendField(out, "发文字号 number", notice.document_number.value);
  AppendField(out, "标题 title", notice.title.value);
  AppendField(out, "发文机关 issued by", Joined(notice.issuing_agencies));
  AppendField(out, "主送机关 to", Joined(notice.addressees));
  AppendField(out, "成文日期 date", notice.issue_date.value);
  AppendField(out, "抄送 copies", notice.copy_to.value);
  AppendField(out, "印发 printed", notice.printing_office.value + " " + notice.print_date.value);
  AppendField(out, "附件 attachments", Joined(notice.attachments));
  for (const NamedText& field : notice.further) AppendField(out, field.name, field.text.value);
  out += fmt::format("文件 file：{} ({}, {} pages, {}), sha256 {}\n",
                     document.source_paths.empty() ? "" : document.source_paths.front(),
                     ToString(document.record.reading.format), document.record.reading.pages.size(),
                     document.record.status, document.record.sha256.substr(0, 12));
}

// Levels as a tree: each level 1 and 2 once, its leaves below; ~ marks rows to look at, * repaired.
void AppendTree(std::string& out, const IndicatorTable& table) {
  out += fmt::format("\n[{}] {} {} {}\n", table.table_no, table.title,
                     table.region.empty() ? table.region_department : table.region,
                     table.year ? std::to_string(*table.year) : "");
  const IndicatorRow* last = nullptr;
  for (const IndicatorRow& row : table.rows) {
    const bool new1 = last == nullptr || last->level1 != row.level1;
    const bool new2 = new1 || last->level2 != row.level2;
    if (new1) out += row.level1 + "\n";
    if (new2) out += "  " + row.level2 + "\n";
    out +=
        fmt::format("    {}{} = {}{}{}\n", row.level3,
                    row.value_column.empty() ? "" : " [" + row.value_column + "]", row.value_text,
                    row.confidence < kReviewBelow ? fmt::format("  ~{:.2f}", row.confidence) : "",
                    row.is_repaired ? "  *" : "");
    last = &row;
  }
}

void AppendAllocation(std::string& out, const AllocationTable& table) {
  out += fmt::format("\n[{}] {} {}\n", table.table_no, table.title,
                     table.unit.empty() ? "" : "(" + table.unit + ")");
  for (const AllocationEntry& entry : table.entries) {
    out += fmt::format("  {}{}  {}  {}\n", entry.is_total ? "Σ " : "  ", entry.recipient,
                       entry.column_name, entry.amount_text);
  }
}

// The notices that this one rests on, as a tree, and those that rest on it.
void AppendChain(std::string& out, const CitationChain& chain) {
  for (const CitationLink& link : chain.cites) {
    const CitationHit& cite = link.cite;
    const std::string indent(2 * static_cast<std::size_t>(link.depth - 1), ' ');
    out += fmt::format("{}引用 cites：{} ({}){}\n", indent, cite.cited_number, cite.relation,
                       cite.cited_document_id ? fmt::format("  → [{}]", *cite.cited_document_id)
                                              : "  未入库 not in the database");
    for (const NoticeName& near : link.near) {
      out += fmt::format("{}  近似 perhaps {} [{}]; not linked\n", indent, near.number,
                         near.document_id);
    }
  }
  for (const CitationHit& by : chain.cited_by) {
    out += fmt::format("被引 cited by：{} [{}] ({})\n", by.document_number, by.document_id,
                       by.relation);
  }
}

void AppendChecks(std::string& out, const Notice& notice) {
  const auto failed = std::ranges::count(notice.checks, CheckOutcome::kFail, &Check::outcome);
  if (notice.checks.empty()) return;
  out += fmt::format("\n{} of {} checks fail (gongwen check)\n", failed, notice.checks.size());
  for (const Check& check : notice.checks) {
    if (check.outcome == CheckOutcome::kFail) {
      out += fmt::format("  ✗ {}  {}\n", check.name, check.message);
    }
  }
}

// What does not stand in the file as it is shown: ⾦ U+2FA6 as 金, 12 times.
void AppendSubstitutions(std::string& out, const Reading& reading) {
  std::map<std::pair<std::string, std::string>, int> counts;
  for (const Substitution& s : reading.substitutions) counts[{s.in_file, s.read_as}] += s.count;
  if (counts.empty()) return;
  out +=
      fmt::format("\n{} characters of the file read as others (pages: --json):\n", counts.size());
  for (const auto& [characters, count] : counts) {
    const auto& [in_file, read_as] = characters;
    out +=
        fmt::format("  U+{:04X} as {}  {}\n", static_cast<std::uint32_t>(FirstCodePoint(in_file)),
                    read_as.empty() ? "nothing" : "「" + read_as + "」", count);
  }
}

std::string Describe(const StoredDocument& document, const CitationChain& chain) {
  std::string out;
  AppendFields(out, document);
  AppendChain(out, chain);
  const Notice& notice = document.record.notice;
  for (const AllocationTable& table : notice.allocation_tables) AppendAllocation(out, table);
  for (const IndicatorTable& table : notice.indicator_tables) AppendTree(out, table);
  if (!notice.repairs.empty()) {
    out += fmt::format("\n{} repairs (view v_repair):\n", notice.repairs.size());
  }
  for (const Repair& repair : notice.repairs) {
    out += fmt::format("  table {} row {} {}: 「{}」→「{}」 {:.2f}\n", repair.table_no,
                       repair.row_no, repair.field, repair.before, repair.after, repair.confidence);
  }
  AppendChecks(out, notice);
  AppendSubstitutions(out, document.record.reading);
  for (const Error& error : document.record.failures) out += "! " + ToString(error) + "\n";
  return out;
}

}  // namespace

Command AddShow(CLI::App& app) {
  struct Arguments {
    std::string document{}, database = DefaultDatabase();
    bool json = false;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("show", "One notice: fields, citations, tables as trees, repairs, checks");
  command->add_option("DOCUMENT", arguments->document, "document number, path, id or sha256 prefix")
      ->required();
  command->add_option("--db", arguments->database, "the database");
  command->add_flag("--json", arguments->json, "everything as one JSON object");
  command->footer("Examples: gongwen show 1                       by id, as the listings print it\n"
                  "          gongwen show 昌州财社〔2023〕22号      by number, where one notice has it");
  return {command, [arguments] {
            const Result<Archive> archive = Archive::Open(arguments->database, OpenMode::kReadOnly);
            if (!archive) return Complain(archive.error());
            const Result<StoredDocument> document = archive->LoadDocument(arguments->document);
            if (!document) return Complain(document.error());
            const Result<CitationChain> chain = FollowCitations(*archive, document->document_id);
            if (!chain) return Complain(chain.error());
            const Result<void> written =
                WriteOutput("", arguments->json ? ToJson(*document).dump(2) + "\n"
                                                : Describe(*document, *chain));
            return written ? ExitCode::kOk : Complain(written.error());
          }};
}

}  // namespace gongwen
