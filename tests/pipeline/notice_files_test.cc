#include "cli/output/notice_files.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>

#include "cli/output/notice_html.h"
#include "pipeline/process_document.h"
#include "store/reading_codec.h"
#include "store/sha256.h"
#include "tests/store/sample_record.h"

namespace gongwen {
namespace {

using Catch::Contains;

StoredDocument Sample() {
  StoredDocument document{.document_id = 12, .source_paths = {"no/such/file.pdf"}};
  document.record = test::SampleRecord();
  return document;
}

std::size_t Count(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST_CASE("a notice as HTML has its trees, its repairs and nothing that runs", "[cli]") {
  StoredDocument document = Sample();
  document.record.notice.title.value = "<script>alert(1)</script>\"&";
  const std::string html = WriteNotice(document, {.format = NoticeFormat::kHtml});
  CHECK_THAT(html, Contains("产出指标") && Contains("修复 repaired") && Contains("木垒县"));
  CHECK_THAT(html, Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;"));
  CHECK_THAT(html, !Contains("<script") && !Contains("http:") && !Contains("https:"));
  CHECK_THAT(html, Contains("the source file is gone"));
  for (const char* tag : {"ul", "li", "div", "table", "details"}) {
    INFO(tag);
    CHECK(Count(html, std::string("<") + tag) == Count(html, std::string("</") + tag + ">"));
  }
}

TEST_CASE("beside each value stands its place on the page", "[cli]") {
  const std::string path =
      std::string(GONGWEN_FIXTURE_DIR) + "/rendered/qiandongnan-rural-2023-41.pdf";
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto knowledge = *Knowledge::Load();
  LocalProcessor processor({}, {}, *knowledge);
  const auto prepared =
      processor.Process({.bytes = bytes, .sha256 = Sha256Hex(bytes)}, {}, {})
          .and_then([](ProcessedDocument&& document) { return std::move(document).Take(); });
  REQUIRE(prepared);
  StoredDocument document{.document_id = 1, .source_paths = {path}};
  document.record.sha256 = prepared->sha256;
  document.record.notice = prepared->notice;
  document.record.reading = *DecodeReading(prepared->reading_bytes);
  const std::size_t places = PlacesOf(document).size();
  CHECK(places > 10);
  const std::string html = WriteNotice(document, {});
  CHECK(Count(html, "data:image/png;base64,iVBOR") == places);
  CHECK(Count(WriteNotice(document, {.has_pictures = false}), "<img") == 0);
}

TEST_CASE("a notice as Markdown keeps its cells in their columns", "[cli]") {
  StoredDocument document = Sample();
  document.record.notice.indicator_tables[0].rows[0].value_text = "a|b\n<c>";
  const std::string text = WriteNotice(document, {.format = NoticeFormat::kMarkdown});
  CHECK_THAT(text,
             Contains("a\\|b \\<c\\>") && Contains("| 一级指标 |") && Contains("## 修复 repairs"));
}

TEST_CASE("file names hold nothing that a file system forbids", "[cli]") {
  StoredDocument document = Sample();
  CHECK(NoticeFileName(document, NoticeFormat::kHtml) == "000012-昌州财社〔2023〕22号.html");
  document.record.notice.document_number.value = "../a:b*?\"<>|\\\n号";
  CHECK(NoticeFileName(document, NoticeFormat::kMarkdown) == "000012-.._a_b________号.md");
  document.record.notice.document_number.value.clear();
  document.record.notice.title.value = std::string(1000, 'x');
  CHECK(NoticeFileName(document, NoticeFormat::kHtml).size() < 120);
}

}  // namespace
}  // namespace gongwen
