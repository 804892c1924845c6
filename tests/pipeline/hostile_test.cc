// Broken and hostile files with good ones between them: bench/hostile has more of them, and those
// that take long.
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "fixtures/generator/hostile_files.h"
#include "pipeline/import_documents.h"

namespace gongwen {
namespace {

namespace fs = std::filesystem;

TEST_CASE("every hostile file ends with its reason, and every good one between them is stored",
          "[pipeline]") {
  const std::string root = GONGWEN_FIXTURE_DIR;
  const fs::path folder =
      fs::temp_directory_path() / ("gongwen-hostile-" + std::to_string(getpid()));
  fs::remove_all(folder);
  REQUIRE(fixtures::MakeHostileFiles({.good_dir = root + "/rendered",
                                      .funds_dir = root + "/funds/heldout",
                                      .out_dir = folder.string(),
                                      .damaged_each = 1,
                                      .random_files = 5,
                                      .good_files = 10,
                                      .has_slow = false}));
  std::ifstream in(folder / "manifest.json");
  const nlohmann::json manifest = nlohmann::json::parse(in);
  std::string listed;
  for (const auto& entry : manifest) {
    listed += (folder / entry["file"].get<std::string>()).string() + "\n";
  }
  std::istringstream list(listed);
  const std::string database = (folder / "hostile.db").string();
  Archive archive = *Archive::Open(database, OpenMode::kReadWrite);
  const auto knowledge = *Knowledge::Load();
  const std::atomic<bool> stop{false};
  ImportOptions options{.jobs = 2,
                        .isolation = {.command = {GONGWEN_PROGRAM, "worker"}, .stall_ms = 30'000}};
  std::set<std::string> slow, lost;
  const auto report = ImportDocuments(FindInputs({"-"}, database, list), archive, knowledge.get(),
                                      options, stop, [&](const ImportEvent& event) {
                                        if (event.seconds > 30) slow.insert(event.path);
                                        if (event.outcome == ImportOutcome::kDeferred) {
                                          lost.insert(event.path);
                                        }
                                      });
  REQUIRE(report);
  CHECK(report->files == manifest.size());
  CHECK(report->stored + report->unchanged + report->failed == report->files);
  CHECK(report->waiting == 0);
  CHECK(slow.empty());
  CHECK(lost == std::set<std::string>{});

  std::map<std::string, std::string> status;  // by path; "failed" for a file without document
  const auto documents = *archive.Documents();
  for (const DocumentHit& hit : documents) status[hit.source_path] = hit.status;
  const auto failures = *archive.Failures();
  for (const FailureHit& failure : failures) {
    status.try_emplace(failure.source_path, "failed");
    INFO(failure.source_path << ": " << failure.message);
    CHECK_FALSE(failure.stage.empty());
    CHECK(failure.message.size() > 10);
  }
  int good = 0;
  for (const auto& entry : manifest) {
    const std::string path = (folder / entry["file"].get<std::string>()).string();
    INFO(path << ": " << entry["what"]);
    if (entry["is_good"].get<bool>()) {
      ++good;
      CHECK(status[path] == "ok");
    } else if (entry["must_fail"].get<bool>()) {
      CHECK(status[path] == "failed");
    }
  }
  CHECK(good == 10);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace gongwen
