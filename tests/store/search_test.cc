#include <catch2/catch.hpp>

#include "store/archive.h"
#include "tests/store/sample_record.h"

namespace gongwen {
namespace {

using test::MarkupRecord;
using test::SampleRecord;

Archive TwoDocuments() {
  Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  REQUIRE(archive);
  REQUIRE(archive->Put(SampleRecord()) == 1);
  REQUIRE(archive->Put(MarkupRecord()) == 2);
  return std::move(*archive);
}

// The ids of the documents that answer, best first: "1 2".
std::string Found(const Archive& archive, const std::string& words) {
  const auto hits = archive.Search({.words = words});
  INFO(words << (hits ? "" : ToString(hits.error())));
  REQUIRE(hits);
  std::string ids;
  for (const SearchHit& hit : *hits) {
    ids += (ids.empty() ? "" : " ") + std::to_string(hit.document_id);
  }
  return ids;
}

TEST_CASE("Chinese words of any length are found, inside longer words too", "[store]") {
  const Archive archive = TwoDocuments();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"垒", "1"},
      {"就业", "1"},
      {"业补", "1"},
      {"社会保险", "1"},
      {"乡村振兴", "2"},
      {"补助资金", "1 2"},
      {"业就", ""},
      {"昌州财社〔2023〕22号", "1"},
      {"昌州财社[2023]22号", "1"},
      {"2023年就业", "1"},
      {"500", "1"},
      {"50", ""},
      {"100万元", "2"},
      {"１００万元", "2"},
      {"大师工作室", "1"},  // in a row's name, and not in the text of its page
  };
  for (const auto& [words, ids] : cases) {
    INFO(words);
    CHECK(Found(archive, words) == ids);
  }
}

TEST_CASE("every word must be in the document, on whatever page", "[store]") {
  const Archive archive = TwoDocuments();
  CHECK(Found(archive, "通知 木垒县") == "1");  // pages 1 and 2
  CHECK(Found(archive, "通知　木垒县") == "1");
  CHECK(Found(archive, "通知 乡村") == "2");
  CHECK(Found(archive, "木垒县 乡村") == "");
}

TEST_CASE("no query is a syntax error", "[store]") {
  const Archive archive = TwoDocuments();
  CHECK(Found(archive, "\"就业\"") == "1");
  CHECK(Found(archive, "就业*") == "1");
  CHECK(Found(archive, "body:就业") == "");
  CHECK(Found(archive, "就业 AND") == "");
  CHECK(Found(archive, "NEAR(就业") == "");
  CHECK(Found(archive, "NOT 就业") == "");
  CHECK(Found(archive, "就业 - ^ ( ' ;") == "1");
  CHECK(Found(archive, std::string("就业\0\"", 8)) == "1");
  CHECK(Found(archive, "就业\xFF") == "1");
}

TEST_CASE("a query without anything to find, or with too much, is refused", "[store]") {
  const Archive archive = TwoDocuments();
  std::string many;
  for (int i = 0; i <= kMaxSearchWords; ++i) many += "就 ";
  for (const std::string& words : {std::string(), std::string(" "), std::string("*"),
                                   std::string("\"\""), many, std::string(100'000, 'a')}) {
    const auto hits = archive.Search({.words = words});
    REQUIRE_FALSE(hits);
    CHECK(hits.error().code == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("a hit names its page and shows the words in their original form", "[store]") {
  const Archive archive = TwoDocuments();
  const auto hits = archive.Search({.words = "100万元", .mark_begin = "<b>", .mark_end = "</b>"});
  REQUIRE(hits->size() == 1);
  CHECK_THAT(hits->front().snippet, Catch::Contains("下达资金<b>１００万元</b>。"));
  CHECK(hits->front().page_no == 0);
  const auto on_page = archive.Search({.words = "木垒县"});
  REQUIRE(on_page->size() == 1);
  CHECK(on_page->front().page_no == 2);
  CHECK_THAT(on_page->front().snippet, Catch::Contains("[木垒县] 400"));
  CHECK(on_page->front().snippet.find('\n') == std::string::npos);
  CHECK(on_page->front().document_number == "昌州财社〔2023〕22号");
  CHECK(on_page->front().source_path == "sample.pdf");
  CHECK(on_page->front().score > 0);
}

TEST_CASE("what a page holds of control characters does not reach a terminal", "[store]") {
  Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  DocumentRecord record = MarkupRecord();
  record.reading.blocks = {Paragraph{.text = "就业\x1b[31m\x7f红"}};
  REQUIRE(archive->Put(record));
  const auto hits = archive->Search({.words = "红"});
  REQUIRE(hits->size() == 1);
  CHECK(hits->front().snippet == "就业 [31m [红]");
}

TEST_CASE("every matching page is given when asked for, and limits hold", "[store]") {
  Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  DocumentRecord record = SampleRecord();
  record.reading.pages[1].text += "就业";
  REQUIRE(archive->Put(record));
  REQUIRE(archive->Put(SampleRecord("other")));
  CHECK(archive->Search({.words = "就业"})->size() == 2);
  const auto all = archive->Search({.words = "就业", .every_page = true});
  CHECK(all->size() > 4);
  for (std::size_t i = 1; i < all->size(); ++i) CHECK(all->at(i - 1).score >= all->at(i).score);
  CHECK(archive->Search({.words = "就业", .every_page = true, .limit = 2})->size() == 2);
  CHECK(archive->Search({.words = "就业", .limit = 1, .offset = 1})->size() == 1);
  CHECK(archive->Search({.words = "就业", .limit = 1, .offset = 2})->empty());
}

}  // namespace
}  // namespace gongwen
