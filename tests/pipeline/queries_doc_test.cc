// The queries of docs/queries.md, as any SQLite client runs them.
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/import_documents.h"
#include "tests/store/sample_record.h"

namespace gongwen {
namespace {

std::vector<std::string> SqlBlocks(const std::string& path) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::string> blocks;
  const std::string begin = "```sql\n", end = "```";
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin, at)) {
    at += begin.size();
    blocks.push_back(text.substr(at, text.find(end, at) - at));
  }
  return blocks;
}

TEST_CASE("the documented queries run without our functions and find something", "[pipeline]") {
  const test::TempFolder folder;
  const std::string database = folder.Path("a.db");
  const std::string root = GONGWEN_FIXTURE_DIR;
  {
    Archive archive = *Archive::Open(database, OpenMode::kReadWrite);
    std::istringstream no_input;
    const std::atomic<bool> stop{false};
    const auto knowledge = *Knowledge::Load();
    REQUIRE(ImportDocuments(FindInputs({root + "/rendered/changji-2023-22.pdf", root + "/dumps",
                                        root + "/bad/empty.pdf",
                                        root + "/rendered/fujian-education-2022-59-damage3.md"},
                                       database, no_input),
                            archive, knowledge.get(), {.read = {.ocr = OcrPolicy::kNever}}, stop,
                            [](const ImportEvent&) {}));
  }
  const std::vector<std::string> blocks = SqlBlocks(root + "/../docs/queries.md");
  CHECK(blocks.size() >= 10);
  for (const std::string& sql : blocks) {
    INFO(sql);
    CHECK_FALSE(test::Query(database, sql).empty());
  }
  CHECK(test::Query(database, "PRAGMA integrity_check") == std::vector<std::string>{"ok"});
  CHECK(test::Query(database, "PRAGMA foreign_key_check").empty());
}

}  // namespace
}  // namespace gongwen
