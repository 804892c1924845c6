// Every way in passes the border of text/readable_text.h: the same words in each of them.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "extractors/markup/decode_text.h"
#include "pipeline/import_documents.h"
#include "pipeline/read_document.h"
#include "store/archive.h"

namespace gongwen {
namespace {

namespace fs = std::filesystem;

const std::string kFixtures = GONGWEN_FIXTURE_DIR;

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

Archive Import(const std::vector<std::string>& paths) {
  Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  std::istringstream no_input;
  const std::atomic<bool> stop{false};
  const Result<ImportReport> report =
      ImportDocuments(FindInputs(paths, ":memory:", no_input), archive, &Built(), {}, stop,
                      [](const ImportEvent&) {});
  REQUIRE(report);
  REQUIRE(report->failed == 0);
  return archive;
}

std::string WriteFile(const std::string& name, const std::string& bytes) {
  const fs::path folder = fs::temp_directory_path() / "gongwen-text-border";
  fs::create_directories(folder);
  std::ofstream(folder / name, std::ios::binary) << bytes;
  return (folder / name).string();
}

Reading Read(const std::string& bytes) {
  DocumentReader reader({});
  Result<Reading> reading = reader.Read(bytes);
  REQUIRE(reading);
  return std::move(*reading);
}

std::vector<std::string> TextsOf(const Reading& reading) {
  std::vector<std::string> texts;
  for (const Block& block : reading.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) texts.push_back(paragraph->text);
    if (const auto* grid = std::get_if<TableGrid>(&block)) {
      for (const Cell& cell : grid->cells) texts.push_back(cell.text);
    }
  }
  return texts;
}

bool Has(const std::vector<std::string>& texts, const std::string& text) {
  return std::ranges::find(texts, text) != texts.end();
}

int CountOf(const Reading& reading, const std::string& in_file) {
  int count = 0;
  for (const Substitution& s : reading.substitutions) count += s.in_file == in_file ? s.count : 0;
  return count;
}

std::string FileBytes(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("a notice full of radicals gives what its ordinary copy gives", "[pipeline]") {
  const Archive archive =
      Import({kFixtures + "/text/radicals.md", kFixtures + "/text/radicals-chromium.pdf"});
  const auto documents = *archive.Documents();
  REQUIRE(documents.size() == 2);
  const auto notice =
      std::ranges::find(documents, "州财社〔2023〕45号", &DocumentHit::document_number);
  REQUIRE(notice != documents.end());
  CHECK(notice->title == "关于下达2023年农村养老服务补助资金预算的通知");
  CHECK(notice->issuing_agencies == std::vector<std::string>{"黔东南州财政局"});
  CHECK(notice->issue_date == "2023-07-03");
  const StoredDocument document = *archive.LoadDocument("州财社〔2023〕45号");
  std::vector<std::string> addressees;
  for (const SourcedText& addressee : document.record.notice.addressees) {
    addressees.push_back(addressee.value);
  }
  CHECK(std::ranges::any_of(addressees, [](const std::string& name) {
    return name.find("民政局") != std::string::npos;
  }));
  for (const std::string recipient : {"黄平", "⻩平", "⻩ 平 县"}) {
    CAPTURE(recipient);
    const auto hits = *archive.Allocations({.recipient = recipient});
    REQUIRE(hits.size() == 2);
    CHECK(hits[0].recipient == "黄平县");
    CHECK(hits[0].recipient_code == "522622");
    CHECK(hits[0].amount_yuan == Decimal::Parse("1830000"));
    CHECK(hits[1].recipient == "黄平县");
  }
  for (const std::string words : {"黄平县", "⻩平县", "补助资金", "补助资⾦", "资⾦\u200B 黄平"}) {
    CAPTURE(words);
    CHECK(archive.Search({.words = words})->found == 2);
  }
  CHECK(archive.Search({.words = "⺠政局"})->found == 1);
  CHECK(archive.Search({.words = "地区:⻩平 老年人"})->hits.size() <= 1);
  const auto people = *archive.Indicators({.name = "受益⽼年⼈（⼈次）"});
  REQUIRE(people.size() == 1);
  CHECK(people[0].level3 == "受益老年人（人次）");
  CHECK(people[0].value_unit == "人次");
  const auto homes = *archive.Indicators({.name = "家庭"});
  REQUIRE(homes.size() == 1);
  CHECK(homes[0].value_unit == "户");
}

TEST_CASE("a document number with radicals is found by either form", "[pipeline]") {
  const std::string path =
      WriteFile("number.md",
                "黔⾦财社〔2023〕7号\n\n关于下达资⾦的通知\n\n各县财政局：\n\n现下达资⾦。\n\n"
                "黔东南州财政局\n\n2023年7⽉3⽇\n");
  const Archive archive = Import({path});
  CHECK((*archive.Documents())[0].document_number == "黔金财社〔2023〕7号");
  CHECK(archive.LoadDocument("黔金财社〔2023〕7号").has_value());
  CHECK(archive.LoadDocument("黔⾦财社〔2023〕7号").has_value());
}

TEST_CASE("entities of HTML and Markdown pass the border", "[pipeline]") {
  const Reading html = Read(
      "<html><body><p>&#x2F00;、养&#12156;资&shy;金</p><table><tr><td>1&#8203;234</td>"
      "<td>&#x2FA6;额&#xF0B3;&nbsp;5</td></tr></table></body></html>");
  const std::vector<std::string> texts = TextsOf(html);
  CHECK(Has(texts, "一、养老资金"));
  CHECK(Has(texts, "1234"));
  CHECK(Has(texts, "金额≥ 5"));
  CHECK(CountOf(html, "⾦") == 1);
  CHECK(CountOf(html, "\u200B") == 1);
  const Reading markdown = Read(
      "# 养&#12156;资&shy;金\n\n| 名称 | 金额 |\n|---|---|\n| &#x2FA6; | 1&#8203;234 |\n"
      "| <b>oﬃce</b> | 2 |\n");
  const std::vector<std::string> cells = TextsOf(markdown);
  CHECK(Has(cells, "养老资金"));
  CHECK(Has(cells, "金"));
  CHECK(Has(cells, "1234"));
  CHECK(Has(cells, "office"));
  CHECK(CountOf(markdown, "⾦") == 1);
  CHECK(CountOf(markdown, "\uFB03") == 1);
}

TEST_CASE("CSV and text in any encoding pass the border", "[pipeline]") {
  const Reading csv = Read("地区,⾦额\n⻩平县,1\u200B234\n凯⾥市,2\u00AD5\n合计,1259\n");
  const std::vector<std::string> texts = TextsOf(csv);
  CHECK(Has(texts, "金额"));
  CHECK(Has(texts, "黄平县"));
  CHECK(Has(texts, "1234"));
  CHECK(Has(texts, "25"));
  // GB 18030 has no place for ⾦ but its four bytes, and keeps vertical forms in private use.
  const Reading gb =
      Read("\xD5\xE3\xBD\xAD\xB2\xC6\xD5\xFE\xCC\xFC\xA6\xD9\xC4\xEA\xB6\xC8\xD7\xCA\xBD\xF0\n");
  CHECK(TextsOf(gb) == std::vector<std::string>{"浙江财政厅，年度资金"});
}

TEST_CASE("a character that nobody knows is doubted, its neighbours are not", "[pipeline]") {
  const Reading reading = Read("地区,金额\n黄平县,1\uE1234\n凯里市,2\n合计,16\n");
  for (const Block& block : reading.blocks) {
    for (const Cell& cell : std::get<TableGrid>(block).cells) {
      CHECK((cell.confidence < 1) == (cell.text == "1\uE1234"));
    }
  }
}

TEST_CASE("places in readable text lead back to the bytes", "[pipeline]") {
  const std::string bytes = "\uFEFF⾦\u200B额oﬃce\r\n| 老 |";
  const std::string text = *DecodeText(bytes);
  REQUIRE(text == "金额office\n| 老 |");
  const ByteRange cell{text.find("老"), text.find("老") + 3};
  const auto ranges = RangesInBytes(bytes, std::vector{ByteRange{3, 6}, cell});
  REQUIRE(ranges);
  CHECK(bytes.substr((*ranges)[0].begin, (*ranges)[0].end - (*ranges)[0].begin) == "额");
  CHECK(bytes.substr((*ranges)[1].begin, (*ranges)[1].end - (*ranges)[1].begin) == "老");
}

TEST_CASE("the reading tells what stood in the file, by page", "[pipeline]") {
  const Reading markdown = Read(FileBytes(kFixtures + "/text/radicals.md"));
  CHECK(CountOf(markdown, "⻩") == 1);
  CHECK(CountOf(markdown, "⽼") > 5);
  const Reading pdf = Read(FileBytes(kFixtures + "/text/radicals-chromium.pdf"));
  const auto gold = std::ranges::find(pdf.substitutions, "⾦", &Substitution::in_file);
  REQUIRE(gold != pdf.substitutions.end());
  CHECK(gold->read_as == "金");
  CHECK(gold->page_no == 1);
  CHECK(gold->count > 1);
  const Reading plain = Read("地区,金额\n黄平县,1\n凯里市,2\n合计,3\n");
  CHECK(plain.substitutions.empty());
}

}  // namespace gongwen
