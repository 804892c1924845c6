#include "pipeline/import_documents.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "fixtures/generator/dump_file.h"
#include "fixtures/generator/truth.h"

namespace gongwen {
namespace {

namespace fs = std::filesystem;

const std::string kFixtures = GONGWEN_FIXTURE_DIR;

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

struct Imported {
  ImportReport report{};
  std::vector<ImportEvent> events{};
};

Imported Import(Archive& archive, const std::vector<std::string>& paths,
                ImportOptions options = {}) {
  std::istringstream no_input;
  Imported result;
  const std::atomic<bool> stop{false};
  const Result<ImportReport> report =
      ImportDocuments(FindInputs(paths, ":memory:", no_input), archive, &Built(), options, stop,
                      [&](const ImportEvent& event) { result.events.push_back(event); });
  REQUIRE(report);
  result.report = *report;
  return result;
}

Archive NewArchive() { return std::move(*Archive::Open(":memory:", OpenMode::kReadWrite)); }

TEST_CASE("the real dump gives its fields, its allocation and all its leaf rows", "[pipeline]") {
  Archive archive = NewArchive();
  const Imported imported = Import(archive, {kFixtures + "/dumps/changji-2023-22.md"});
  CHECK(imported.report.stored == 1);
  CHECK(imported.report.failed == 0);
  CHECK(imported.report.indicator_rows == 260);
  CHECK(imported.report.allocation_rows == 9);
  const auto documents = *archive.Documents();
  REQUIRE(documents.size() == 1);
  CHECK(documents[0].document_number == "昌州财社〔2023〕22号");
  CHECK(documents[0].title == "关于拨付2023年中央财政就业补助资金（第二批）预算的通知");
  CHECK(documents[0].issuing_agencies ==
        std::vector<std::string>{"昌吉回族自治州财政局", "昌吉回族自治州人力资源和社会保障局"});
  CHECK(documents[0].print_date == "2023-07-03");
  CHECK(documents[0].attachments.size() == 3);
  IndicatorFilter filter;
  filter.name = "城镇新增就业";
  const auto hits = *archive.Indicators(filter);
  REQUIRE(hits.size() == 10);
  double sum = 0;
  for (const IndicatorHit& hit : hits) {
    CHECK(hit.level1 == "效益指标");
    CHECK(hit.level2 == "经济效益指标");
    sum += hit.value_number.value_or(0);
  }
  CHECK(sum == 22000);
}

TEST_CASE("tables of the same fund in the archive help to mend a lone one, if they are asked",
          "[pipeline]") {
  const auto truth = fixtures::LoadTruth(kFixtures + "/notices/changji-2023-22.json");
  REQUIRE(truth);
  const fs::path folder = fs::temp_directory_path() / "gongwen-learn-from-archive";
  fs::create_directories(folder);
  const auto write = [&](const char* name, const fixtures::DumpJob& job) {
    std::ofstream(folder / name) << *fixtures::MakeDump(*truth, job);
    return (folder / name).string();
  };
  const std::string others = write("others.md", {.tables = {1, 2, 3, 4, 5}});
  const std::string lone = write("lone.md", {.severity = 3, .seed = 6, .tables = {10}});
  const auto wrong_rows = [&](bool learn_from_archive) {
    Archive archive = NewArchive();
    Import(archive, {others});
    Import(archive, {lone}, {.learn_from_archive = learn_from_archive});
    IndicatorFilter filter;
    filter.region = truth->indicator_tables[9].region;
    const std::vector<IndicatorHit> rows = *archive.Indicators(filter);
    REQUIRE(rows.size() == truth->indicator_tables[9].rows.size());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const fixtures::TruthLeaf& leaf = truth->indicator_tables[9].rows[i];
      wrong += rows[i].level1 == leaf.level1 && rows[i].level2 == leaf.level2 ? 0U : 1U;
    }
    return wrong;
  };
  CHECK(wrong_rows(false) > 0);
  CHECK(wrong_rows(true) == 0);
  fs::remove_all(folder);
}

TEST_CASE("a second import of the same bytes changes nothing, also from another path",
          "[pipeline]") {
  const fs::path copy = fs::temp_directory_path() / "gongwen_import_test_copy.md";
  fs::copy_file(kFixtures + "/dumps/changji-2023-22.md", copy,
                fs::copy_options::overwrite_existing);
  Archive archive = NewArchive();
  Import(archive, {kFixtures + "/dumps"});
  const ArchiveCounts before = *archive.Counts();
  const Imported again = Import(archive, {kFixtures + "/dumps", copy.string()});
  CHECK(again.report.stored == 0);
  CHECK(again.report.unchanged == 2);
  CHECK(*archive.Counts() == before);
  fs::remove(copy);
}

TEST_CASE("a forced import reads again and stores the same rows", "[pipeline]") {
  Archive archive = NewArchive();
  Import(archive, {kFixtures + "/dumps"});
  const ArchiveCounts before = *archive.Counts();
  const Imported again = Import(archive, {kFixtures + "/dumps"}, {.force = true});
  CHECK(again.report.stored == 1);
  CHECK(*archive.Counts() == before);
}

TEST_CASE("every bad file leaves its reason, and the good one between them is stored",
          "[pipeline]") {
  Archive archive = NewArchive();
  const Imported imported = Import(
      archive, {kFixtures + "/bad", kFixtures + "/dumps", "/nonexistent/file.pdf"}, {.jobs = 2});
  std::set<std::string> failed;
  const auto failures = *archive.Failures();
  for (const FailureHit& failure : failures) {
    failed.insert(fs::path(failure.source_path).filename().string());
    INFO(failure.source_path);
    CHECK_FALSE(failure.stage.empty());
    CHECK_FALSE(failure.code.empty());
    CHECK(failure.message.size() > 10);
  }
  for (const char* name : {"empty.pdf", "encrypted.pdf", "truncated.jpg", "random_bytes.pdf",
                           "random_bytes_with_header.pdf", "file.pdf", "text_named.pdf"}) {
    INFO(name);
    CHECK(failed.contains(name));
  }
  DocumentFilter filter;
  filter.document_number = "昌州财社";
  CHECK(archive.Documents(filter)->size() == 1);
}

TEST_CASE("a born-digital notice gives every value with its page and box", "[pipeline]") {
  Archive archive = NewArchive();
  const Imported imported = Import(archive, {kFixtures + "/rendered/changji-2023-22.pdf"});
  CHECK(imported.report.indicator_rows == 260);
  CHECK(imported.report.failed == 0);
  const auto hits = *archive.Indicators();
  for (const IndicatorHit& hit : hits) {
    CHECK(hit.page_no > 0);
    CHECK_FALSE(hit.box.empty());
    CHECK(hit.source == TextSource::kTextLayer);
  }
  SearchQuery query;
  query.words = "城镇新增就业";
  CHECK_FALSE(archive.Search(query)->hits.empty());
}

TEST_CASE("an import that is told to stop keeps what it has and says so", "[pipeline]") {
  Archive archive = NewArchive();
  std::istringstream no_input;
  std::atomic<bool> stop{false};
  const Result<ImportReport> report = ImportDocuments(
      FindInputs({kFixtures + "/dumps", kFixtures + "/rendered"}, ":memory:", no_input), archive,
      &Built(), {.read = {.ocr = OcrPolicy::kNever}}, stop,
      [&](const ImportEvent&) { stop = true; });
  REQUIRE(report);
  CHECK(report->interrupted);
  CHECK(report->stored >= 1);
  CHECK(report->stored < report->files);
  CHECK(report->waiting == report->files - report->stored);
}

}  // namespace
}  // namespace gongwen
