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
  for (const SearchHit& hit : hits->hits) {
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
  CHECK(Found(archive, "就业 AND") == "1");
  CHECK(Found(archive, "OR 就业 )") == "1");
  CHECK(Found(archive, "((就业") == "1");
  CHECK(Found(archive, "NEAR(就业") == "");
  CHECK(Found(archive, "NOT 就业") == "2");
  CHECK(Found(archive, "就业 NOT") == "1");
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
  REQUIRE(hits->hits.size() == 1);
  CHECK_THAT(hits->hits.front().snippet, Catch::Contains("下达资金<b>１００万元</b>。"));
  CHECK(hits->hits.front().page_no == 0);
  const auto on_page = archive.Search({.words = "木垒县"});
  REQUIRE(on_page->hits.size() == 1);
  CHECK(on_page->hits.front().page_no == 2);
  CHECK_THAT(on_page->hits.front().snippet, Catch::Contains("[木垒县] 400"));
  CHECK(on_page->hits.front().snippet.find('\n') == std::string::npos);
  CHECK(on_page->hits.front().document_number == "昌州财社〔2023〕22号");
  CHECK(on_page->hits.front().source_path == "sample.pdf");
  CHECK(on_page->hits.front().score > 0);
}

TEST_CASE("what a page holds of control characters does not reach a terminal", "[store]") {
  Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  DocumentRecord record = MarkupRecord();
  record.reading.blocks = {Paragraph{.text = "就业\x1b[31m\x7f红"}};
  REQUIRE(archive->Put(record));
  const auto hits = archive->Search({.words = "红"});
  REQUIRE(hits->hits.size() == 1);
  CHECK(hits->hits.front().snippet == "就业 [31m [红]");
}

TEST_CASE("every matching page is given when asked for, and limits hold", "[store]") {
  Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  DocumentRecord record = SampleRecord();
  record.reading.pages[1].text += "就业";
  REQUIRE(archive->Put(record));
  REQUIRE(archive->Put(SampleRecord("other")));
  CHECK(archive->Search({.words = "就业"})->hits.size() == 2);
  const auto all = archive->Search({.words = "就业", .every_page = true});
  CHECK(all->hits.size() > 4);
  for (std::size_t i = 1; i < all->hits.size(); ++i)
    CHECK(all->hits.at(i - 1).score >= all->hits.at(i).score);
  CHECK(archive->Search({.words = "就业", .every_page = true, .limit = 2})->hits.size() == 2);
  CHECK(archive->Search({.words = "就业", .limit = 1, .offset = 1})->hits.size() == 1);
  CHECK(archive->Search({.words = "就业", .limit = 1, .offset = 2})->hits.empty());
}

TEST_CASE("words are joined by AND, OR, NOT and parentheses", "[store]") {
  const Archive archive = TwoDocuments();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"就业 OR 乡村", "1 2"},
      {"就业 或 乡村", "1 2"},
      {"就业 AND 乡村", ""},
      {"补助资金 NOT 乡村", "1"},
      {"补助资金 -乡村", "1"},
      {"补助资金 非 乡村", "1"},
      {"补助资金 (木垒县 OR 乡村振兴)", "1 2"},
      {"补助资金 -(木垒县 乡村振兴)", "1 2"},
      {"补助资金 -(木垒县 OR 乡村振兴)", ""},
      {"NOT NOT 就业", "1"},
      {"\"补助 资金\"", "1 2"},
      {"“补助 资金”", "1 2"},
      {"\"资金 补助\"", ""},
  };
  for (const auto& [words, ids] : cases) {
    INFO(words);
    std::string found = Found(archive, words);
    if (found == "2 1") found = "1 2";
    CHECK(found == ids);
  }
}

TEST_CASE("traditional and full-width words find simplified text", "[store]") {
  const Archive archive = TwoDocuments();
  CHECK(Found(archive, "就業") == "1");
  CHECK(Found(archive, "鄉村振興") == "2");
  CHECK(Found(archive, "補助資金 NOT 鄉村") == "1");
  DocumentRecord traditional = MarkupRecord("traditional");
  traditional.reading.blocks = {Paragraph{.text = "關於撥付義務教育經費"}};
  Archive own = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  REQUIRE(own.Put(traditional));
  CHECK(Found(own, "义务教育") == "1");
  CHECK(own.Search({.words = "义务教育"})->hits.front().snippet == "關於撥付[義務教育]經費");
}

TEST_CASE("filters narrow the documents", "[store]") {
  const Archive archive = TwoDocuments();
  const std::vector<std::pair<std::string, std::string>> cases{
      {"补助资金 year:2023", "1"},
      {"补助资金 年份：2023年", "1"},
      {"补助资金 year:2020..2023", "1"},
      {"补助资金 year:2024..", ""},
      {"year:..2023", "1"},
      {"补助资金 region:木垒", "1"},
      {"补助资金 地区:垒县", "1"},
      {"补助资金 region:木县", ""},
      {"fund:就业补助", "1"},
      {"fund:\"就业 补助\"", "1"},
      {"-fund:就业补助", "2"},
      {"agency:昌吉", "1"},
      {"kind:indicator", "1"},
      {"kind:通知", "1 2"},
      {"kind:批复", ""},
      {"number:22号", "1"},
      {"year:nonsense", ""},
  };
  for (const auto& [words, ids] : cases) {
    INFO(words);
    std::string found = Found(archive, words);
    if (found == "2 1") found = "1 2";
    CHECK(found == ids);
  }
}

TEST_CASE("a document read again is found by what it says now alone", "[store]") {
  Archive archive = TwoDocuments();
  DocumentRecord changed = MarkupRecord();
  changed.reading.blocks = {Paragraph{.text = "森林防火"}};
  changed.notice = {};
  REQUIRE(archive.Put(changed) == 2);
  CHECK(Found(archive, "乡村") == "");
  CHECK(Found(archive, "森林防火") == "2");
  CHECK(Found(archive, "kind:通知") == "1");
}

TEST_CASE("of more documents than can be looked at the newest answer, and it says so", "[store]") {
  Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  REQUIRE(archive.InBatch([&] {
    for (int i = 0; i < kMostCandidates + 20; ++i) {
      DocumentRecord record{.source_path = std::to_string(i),
                            .sha256 = MarkupRecord(std::to_string(i)).sha256};
      record.reading.blocks = {Paragraph{.text = "资金" + std::to_string(i)}};
      if (i == 3) record.notice.title.value = "关于资金的通知";
      REQUIRE(archive.Put(record));
    }
  }));
  const SearchAnswer answer = *archive.Search({.words = "资金", .limit = -1});
  CHECK(answer.is_capped);
  CHECK(answer.found == static_cast<std::size_t>(kMostCandidates));
  CHECK(answer.hits.front().title == "关于资金的通知");
  CHECK_FALSE(archive.Search({.words = "资金7"})->is_capped);
}

}  // namespace
}  // namespace gongwen
