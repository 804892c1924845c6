#include "normalizers/notice/portal_card.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/notice/notice_fields.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

using Lines = std::vector<std::string>;

const Lines kLetter = {"关于下达2023年资金预算的通知", "各县财政局、民政局：",
                       "现下达你县2023年农村养老服务补助资金，请列入2023年预算，加快执行。",
                       "某州财政局", "2023年7月3日"};

Reading Page(const Lines& above, const Lines& letter = kLetter) {
  Reading reading{.format = InputFormat::kHtml};
  for (const std::string& text : above) reading.blocks.emplace_back(Paragraph{.text = text});
  for (const std::string& text : letter) reading.blocks.emplace_back(Paragraph{.text = text});
  return reading;
}

// "number; title; issuers; addressees; date".
std::string Fields(const Reading& reading) {
  const Notice notice = ExtractNoticeFields(reading);
  std::string out = notice.document_number.value + "; " + notice.title.value + ";";
  for (const SourcedText& issuer : notice.issuing_agencies) out += " " + issuer.value;
  out += ";";
  for (const SourcedText& to : notice.addressees) out += " " + to.value;
  return out + "; " + notice.issue_date.value;
}

const std::string kAll =
    "州财社〔2023〕45号; 关于下达2023年资金预算的通知; 某州财政局; 各县财政局 民政局; 2023-07-03";

TEST_CASE("lines of labels above the letter fill what it does not say", "[normalizers]") {
  CHECK(Fields(Page({"首页 > 政府信息公开", "索 引 号：014000/1", "发文字号：州财社〔2023〕45号",
                     "发布日期：2023年07月20日"})) == kAll);
  CHECK(Fields(Page({"索引号：014000/1　主题分类：财政发文字号：州财社〔2023〕45号"})) == kAll);
  CHECK(Fields(Page({"【索引号】014000/1 【发文字号】州财社〔2023〕45号 【成文日期】"})) == kAll);
  CHECK(Fields(Page({"索引号", "014000/1", "文号", "州财社〔2023〕45号", "主题词"})) == kAll);
  CHECK(Fields(Page({"title: \"关于下达2023年资金预算的通知\"",
                     "document_number: 州财社〔2023〕45号", "date: 2023-07-20"})) == kAll);
}

TEST_CASE("a table of labels above the letter is none of its tables", "[normalizers]") {
  Reading reading = Page({"首页>政府信息公开"});
  reading.blocks.insert(reading.blocks.begin() + 1,
                        GridOf({{"索引号", "014000", "发文机关", "某州财政局"},
                                {"发文字号", "州财社〔2023〕45号", "发布日期", "2023-07-20"},
                                {"标题", "关于下达2023年资金预算的通知", "主题词", ""}}));
  CHECK(Fields(reading) == kAll);
}

TEST_CASE("the letter wins over the page", "[normalizers]") {
  CHECK(Fields(Page({"索引号：1", "发文字号：别财〔2022〕1号", "发文日期：2023-07-20",
                     "发文机关：别局", "某州财政局文件", "州财社〔2023〕45号"})) == kAll);
  CHECK(Fields(Page({"【索引号】1 【发文字号】别财〔2022〕1号", "某州财政局文件",
                     "州财社〔2023〕45号"})) == kAll);
}

TEST_CASE("a page tells the date of a letter without one, unless it is its own", "[normalizers]") {
  const Lines undated(kLetter.begin(), kLetter.end() - 2);
  const std::string rest = "; 关于下达2023年资金预算的通知; 某州财政局; 各县财政局 民政局; ";
  const auto with = [&](const std::string& date) {
    return Fields(Page({"索引号：1", "发文机关：某州财政局", date}, undated));
  };
  CHECK(with("成文日期：2023年7月3日") == rest + "2023-07-03");
  CHECK(with("发文日期：2023年7月20日") == rest + "2023-07-20");
  CHECK(with("发布日期：2023年7月20日") == rest);
}

TEST_CASE("a long navigation does not hide the letter", "[normalizers]") {
  Lines above(60, "栏目");
  above.push_back("某州财政局文件");
  above.push_back("州财社〔2023〕45号");
  CHECK(Fields(Page(above)) == kAll);
}

TEST_CASE("a letter alone has no description", "[normalizers]") {
  const PortalReading portal = ReadPortal(Page({"某州财政局文件", "州财社〔2023〕45号"}));
  CHECK(portal.fields.title.value.empty());
  CHECK(portal.is_furniture == std::vector<bool>(portal.is_furniture.size(), false));
}

}  // namespace
}  // namespace gongwen
