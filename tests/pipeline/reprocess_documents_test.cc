#include "pipeline/reprocess_documents.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/import_documents.h"

namespace gongwen {
namespace {

const std::string kDump = std::string(GONGWEN_FIXTURE_DIR) + "/dumps/changji-2023-22.md";

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

struct Run {
  ReprocessReport report{};
  std::vector<ReprocessEvent> events{};
};

Run Reprocess(Archive& archive, const ReprocessOptions& options) {
  Run run;
  const std::atomic<bool> stop{false};
  const Result<ReprocessReport> report =
      ReprocessDocuments(archive, Built(), options, stop,
                         [&](const ReprocessEvent& event) { run.events.push_back(event); });
  REQUIRE(report);
  run.report = *report;
  return run;
}

Archive WithDump() {
  Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  std::istringstream no_input;
  const std::atomic<bool> stop{false};
  REQUIRE(ImportDocuments(FindInputs({kDump}, ":memory:", no_input), archive, &Built(), {}, stop,
                          [](const ImportEvent&) {}));
  return archive;
}

}  // namespace

TEST_CASE("the same engine changes nothing in what it read", "[pipeline]") {
  Archive archive = WithDump();
  const Notice before = (*archive.LoadDocument(1)).record.notice;
  const Run run = Reprocess(archive, {});
  CHECK(run.report.documents == 1);
  CHECK(run.report.changed == 0);
  CHECK((*archive.LoadDocument(1)).record.notice == before);
}

TEST_CASE("a reading kept before text had a border passes it", "[pipeline]") {
  Archive archive = WithDump();
  StoredDocument stored = *archive.LoadDocument(1);
  for (Block& block : stored.record.reading.blocks) {
    auto* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    for (Cell& cell : grid->cells) {
      if (cell.text == "阜康市") cell.text = "⾩康市";
    }
  }
  const auto put = archive.Put(stored.record);
  REQUIRE(put);
  Reprocess(archive, {});
  const Reading mended = (*archive.LoadDocument(*put)).record.reading;
  for (const Block& block : mended.blocks) {
    const auto* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    for (const Cell& cell : grid->cells) CHECK(cell.text.find("⾩") == std::string::npos);
  }
}

TEST_CASE("another engine's changes are told, stored, and answers stay", "[pipeline]") {
  Archive archive = WithDump();
  const IndicatorHit row =
      (*archive.Indicators({.name = "城镇新增就业", .region = "阜康市"})).front();
  const std::string sha256 = (*archive.Documents()).front().sha256;
  ReprocessOptions options;
  options.understand.hierarchy.siblings_vote = false;
  options.is_dry_run = true;
  const Notice before = (*archive.LoadDocument(1)).record.notice;
  const Run dry = Reprocess(archive, options);
  CHECK(dry.report.changed == 1);
  CHECK(dry.report.differences > 0);
  CHECK((*archive.LoadDocument(1)).record.notice == before);
  const Answer answer{.item_id = std::string(16, '0'),
                      .sha256 = sha256,
                      .table_no = row.table_id,
                      .row_no = row.row_no,
                      .field = "value",
                      .anchor = row.level3,
                      .before = row.value_text,
                      .verdict = Verdict::kCorrected,
                      .value = "2345"};
  REQUIRE(archive.PutAnswer(answer, 1, nullptr));
  options.is_dry_run = false;
  const Run run = Reprocess(archive, options);
  CHECK(run.report.differences == dry.report.differences + 1);  // the answer's place
  CHECK((*archive.Indicators({.name = "城镇新增就业", .region = "阜康市"})).front().value_text ==
        "2345");
  CHECK((*archive.LoadDocument(1)).record.notice != before);
}

}  // namespace gongwen
