#include "normalizers/notice/notice_fields.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace gongwen {
namespace {

using nlohmann::json;

std::string ReadText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Paragraph Line(std::string text) { return {.text = std::move(text)}; }

Reading ReadingOf(const std::vector<std::string>& paragraphs) {
  Reading reading{.format = InputFormat::kMarkdown};
  for (const std::string& text : paragraphs) reading.blocks.emplace_back(Line(text));
  return reading;
}

std::vector<std::string> Values(const std::vector<SourcedText>& texts) {
  std::vector<std::string> values;
  for (const SourcedText& text : texts) values.push_back(text.value);
  return values;
}

std::vector<std::string> Numbers(const std::vector<Citation>& cites) {
  std::vector<std::string> numbers;
  for (const Citation& cite : cites) numbers.push_back(cite.cited_number);
  return numbers;
}

using Texts = std::vector<std::string>;

// The paragraphs of a Markdown dump; a table becomes an empty grid in its place.
Reading ReadingOfDump(const std::string& markdown) {
  Reading reading{.format = InputFormat::kMarkdown};
  std::istringstream lines(markdown);
  bool in_table = false;
  for (std::string line; std::getline(lines, line);) {
    const bool is_row = line.starts_with("|");
    if (is_row && !in_table) {
      reading.blocks.emplace_back(TableGrid{.rows = 9, .columns = 1, .origin = GridOrigin::kPipes});
    }
    in_table = is_row;
    if (!is_row && !line.empty()) reading.blocks.emplace_back(Line(line));
  }
  return reading;
}

TEST_CASE("boxes of a form are no title", "[normalizers]") {
  const Notice fields = ExtractNoticeFields(ReadingOf(
      {"是否关于民生的事项 □是√否", "关于下达资金的通知", "各县财政局：", "现下达资金。"}));
  CHECK(fields.title.value == "关于下达资金的通知");
}

TEST_CASE("the fields of a real dump are read", "[normalizers]") {
  const std::filesystem::path fixtures(GONGWEN_FIXTURE_DIR);
  const Notice notice =
      ExtractNoticeFields(ReadingOfDump(ReadText(fixtures / "dumps/changji-2023-22.md")));
  CHECK(notice.document_number.value == "昌州财社〔2023〕22号");
  CHECK(notice.title.value == "关于拨付2023年中央财政就业补助资金（第二批）预算的通知");
  CHECK(Values(notice.issuing_agencies) ==
        Texts{"昌吉回族自治州财政局", "昌吉回族自治州人力资源和社会保障局"});
  CHECK(Values(notice.addressees) == Texts{"各县（市）财政局", "人力资源和社会保障局"});
  CHECK(Numbers(notice.cites) == Texts{"新财社〔2023〕74号", "新财预〔2016〕113号"});
  CHECK(notice.issue_date.value.empty());
  CHECK(notice.print_date.value == "2023-07-03");
  CHECK(notice.printing_office.value == "昌吉回族自治州财政局");
  CHECK(notice.copy_to.value == "存档（二）");
  CHECK(Values(notice.attachments) == Texts{"2023年中央财政就业补助资金（第二批）分配表",
                                            "中央对地方专项转移支付区域绩效目标表",
                                            "自治区财政资金使用跟踪反馈表"});
  CHECK(notice.repairs.empty());
  REQUIRE(notice.cites.size() == 2);
  CHECK(notice.cites[0].relation == "basis");
  CHECK(notice.cites[1].relation == "basis");
  CHECK(notice.cites[1].context.starts_with("六、各地要加强资金使用监督管理"));
  CHECK(notice.document_number.from.source == TextSource::kMarkup);
}

// The notice of a truth file, set as GB/T 9704 sets it, one paragraph an element.
Reading ReadingOfTruth(const json& truth) {
  std::vector<std::string> lines;
  for (const json& agency : truth["issuing_agencies"]) lines.push_back(agency);
  lines.insert(lines.begin() + 1, "文件");
  lines.push_back(truth.value("document_number_text", truth["document_number"].get<std::string>()));
  const std::string title = truth["title"];
  const std::size_t half = title.find("年") + std::string("年").size();
  lines.push_back(title.substr(0, half));  // titles break over two lines
  lines.push_back(title.substr(half));
  lines.push_back(truth.value("addressees_text", truth["addressees"][0].get<std::string>()) + "：");
  for (const json& paragraph : truth["body"]) lines.push_back(paragraph);
  int number = 0;
  for (const json& name : truth["attachments"]) {
    const std::string item = std::to_string(++number) + ". " + name.get<std::string>();
    lines.push_back(number == 1 ? "附件：" + item : item);
  }
  const std::string date = truth.value("issue_date_text", "");
  if (!date.empty()) {
    for (const json& agency : truth["issuing_agencies"]) lines.push_back(agency);
    lines.push_back(date);
  }
  lines.push_back("— 3 —");
  lines.push_back("抄送：" + truth["copy_to"].get<std::string>() + "。");
  lines.push_back(truth["printing_office"].get<std::string>() + "  " +
                  truth["print_date"].get<std::string>() + "印发");
  lines.push_back("附件1");
  lines.push_back(truth["attachments"][0]);
  Reading reading = ReadingOf(lines);
  reading.blocks.emplace_back(TableGrid{.rows = 20, .columns = 3});
  return reading;
}

TEST_CASE("the fields of every notice among the fixtures are read", "[normalizers]") {
  const std::filesystem::path fixtures(GONGWEN_FIXTURE_DIR);
  for (const auto& entry : std::filesystem::directory_iterator(fixtures / "notices")) {
    if (entry.path().extension() != ".json") continue;
    CAPTURE(entry.path().filename());
    const json truth = json::parse(ReadText(entry.path()));
    const Notice notice = ExtractNoticeFields(ReadingOfTruth(truth));
    CHECK(notice.document_number.value == truth["document_number"].get<std::string>());
    CHECK(notice.title.value == truth["title"].get<std::string>());
    CHECK(Values(notice.issuing_agencies) == truth["issuing_agencies"].get<Texts>());
    CHECK(Values(notice.addressees) == truth["addressees"].get<Texts>());
    CHECK(Numbers(notice.cites) == truth["cites"].get<Texts>());
    CHECK(notice.issue_date.value == truth["issue_date"].get<std::string>());
    CHECK(notice.print_date.value == truth["print_date"].get<std::string>());
    CHECK(notice.printing_office.value == truth["printing_office"].get<std::string>());
    CHECK(notice.copy_to.value == truth["copy_to"].get<std::string>());
    CHECK(Values(notice.attachments) == truth["attachments"].get<Texts>());
  }
}

TEST_CASE("issuers are put together from broken and joined lines of the masthead",
          "[normalizers]") {
  const Texts expected{"昌吉回族自治州财政局", "昌吉回族自治州人力资源和社会保障局"};
  const std::vector<Texts> mastheads{
      {"昌吉回族自治州财政局", "昌吉回族自治州人力资源和社会保障", "文件", "局"},
      {"昌吉回族自治州财政局 文件", "昌吉回族自治州人力资源和社会保障局"},
      {"昌吉回族自治州财政局昌吉回族自治州人力资源和社会保障 文件 局"},
      {"000012", "特急", "昌 吉 回 族 自 治 州 财 政 局", "昌吉回族自治州人力资源和社会保障局文件"},
      {"昌吉回族自治州财政局", "昌吉回族自治州人力资源和社会", "保障局", "文 件"},
  };
  for (Texts lines : mastheads) {
    CAPTURE(lines);
    lines.push_back("昌州财社〔2023〕22号  签发人：张三");
    lines.push_back("关于拨付资金的通知");
    CHECK(Values(ExtractNoticeFields(ReadingOf(lines)).issuing_agencies) == expected);
  }
  const Notice central =
      ExtractNoticeFields(ReadingOf({"财政部 国家发展和改革委员会文件", "财社〔2023〕2号"}));
  CHECK(Values(central.issuing_agencies) == Texts{"财政部", "国家发展和改革委员会"});
}

TEST_CASE("the mark 文件 beside the middle of three issuers is no part of a name",
          "[normalizers]") {
  const Notice notice = ExtractNoticeFields(ReadingOf(
      {"青海省财政厅", "青海省卫生健康委员会文件青海省疾病预防控制局", "青财社字〔2023〕1856号",
       "关于下达资金的通知", "各市州财政局：", "现下达资金。"}));
  CHECK(Values(notice.issuing_agencies) ==
        Texts{"青海省财政厅", "青海省卫生健康委员会", "青海省疾病预防控制局"});
}

TEST_CASE("without a masthead the signature names the issuers", "[normalizers]") {
  const Notice notice = ExtractNoticeFields(ReadingOf(
      {"关于下达2022年补助资金的函", "（闽财教(指)〔2022〕59号）", "各市财政局：", "现下达资金。",
       "附件：分配表", "福建省财政厅  福建省教育厅", "二○二二年十一月八日", "（此件公开发布）"}));
  CHECK(notice.document_number.value == "闽财教(指)〔2022〕59号");
  CHECK(notice.title.value == "关于下达2022年补助资金的函");
  CHECK(Values(notice.issuing_agencies) == Texts{"福建省财政厅", "福建省教育厅"});
  CHECK(notice.issue_date.value == "2022-11-08");
  CHECK(Values(notice.attachments) == Texts{"分配表"});
  const Notice glued = ExtractNoticeFields(ReadingOf(
      {"关于下达资金的通知", "各市财政局：", "现下达资金。", "福建省财政厅 2022年11月8日"}));
  CHECK(Values(glued.issuing_agencies) == Texts{"福建省财政厅"});
  CHECK(glued.issue_date.value == "2022-11-08");
}

TEST_CASE("elements that one paragraph holds are parted", "[normalizers]") {
  const Notice notice = ExtractNoticeFields(ReadingOf(
      {"泉州市财政局文件泉财社指〔2025〕12号关于下达2025年补助资金的通知各县（市、区）财政局：",
       "根据省财政厅通知，现下达资金。", "抄送：市审计局。泉州市财政局办公室 2025年3月4日印发"}));
  CHECK(notice.document_number.value == "泉财社指〔2025〕12号");
  CHECK(notice.title.value == "关于下达2025年补助资金的通知");
  CHECK(Values(notice.issuing_agencies) == Texts{"泉州市财政局"});
  CHECK(Values(notice.addressees) == Texts{"各县（市、区）财政局"});
  CHECK(notice.copy_to.value == "市审计局");
  CHECK(notice.printing_office.value == "泉州市财政局办公室");
  CHECK(notice.print_date.value == "2025-03-04");
}

TEST_CASE("a page of the web that holds the head in one paragraph is read", "[normalizers]") {
  const Notice notice = ExtractNoticeFields(
      ReadingOf({"温财农〔2023〕6号各区财政局、农业农村局:根据省厅文件,现将资金下达给你们。",
                 "附件:附件1 2023年分配表(20211216).xls", "温州市财政局温州市农业农村局",
                 "2023年4月14日", "(此件公开发布)"}));
  CHECK(notice.document_number.value == "温财农〔2023〕6号");
  CHECK(Values(notice.addressees) == Texts{"各区财政局", "农业农村局"});
  CHECK(Values(notice.issuing_agencies) == Texts{"温州市财政局", "温州市农业农村局"});
  CHECK(Values(notice.attachments) == Texts{"2023年分配表(20211216).xls"});
  CHECK(notice.issue_date.value == "2023-04-14");
  CHECK(notice.cites.empty());
}

TEST_CASE("a damaged document number is restored and recorded as a repair", "[normalizers]") {
  const Notice notice =
      ExtractNoticeFields(ReadingOf({"重庆市财政局文件", "渝财农〔2021326号", "关于下达资金的通知",
                                     "各区县财政局：", "根据财农2021〕37号规定，现下达。"}));
  CHECK(notice.document_number.value == "渝财农〔2021〕326号");
  CHECK(notice.document_number.from.confidence < 1.0);
  REQUIRE(notice.repairs.size() == 2);
  CHECK(notice.repairs[0].field == "document_number");
  CHECK(notice.repairs[0].before == "渝财农〔2021326号");
  CHECK(notice.repairs[0].after == "渝财农〔2021〕326号");
  CHECK(notice.repairs[0].table_no == 0);
  CHECK(notice.repairs[1].field == "cited_number");
  CHECK(Numbers(notice.cites) == Texts{"财农〔2021〕37号"});
}

TEST_CASE("the clause tells how a notice stands to what it cites", "[normalizers]") {
  const Notice notice = ExtractNoticeFields(ReadingOf(
      {"昌州财社〔2023〕22号", "关于转发新财社〔2023〕1号的通知", "各县财政局：",
       "根据《甲》（财社〔2023〕2号），《乙》（财社〔2023〕3号）精神，"
       "扣除提前下达（财社〔2022〕4号）部分，现下达。《关于废止旧办法的通知》（财社〔2022〕5号）"
       "另行印送。《丙》（财社〔2019〕6号）同时废止。财社〔2023〕7号另文下达。"
       "请认真落实财社〔2023〕8号。与财社〔2022〕9号一并清算。"}));
  Texts relations;
  for (const Citation& cite : notice.cites) relations.push_back(cite.relation);
  CHECK(relations == Texts{"forward", "basis", "basis", "advance", "mention", "repeal", "mention",
                           "follow", "settle"});
}

TEST_CASE("attachments are split by their running numbers", "[normalizers]") {
  const Texts expected{"2023年分配表", "2.5万亩任务清单", "绩效目标表"};
  const std::vector<Texts> notes{
      {"附件：1. 2023年分配表", "2. 2.5万亩任务清单", "3. 绩效目标表"},
      {"- 附件：1.2023年分配表 2. 2.5万亩任务清单 3.绩效目标表"},
      {"附  件：", "1．2023年分配表；", "2．2.5万亩任务清单；", "3．绩效目标表。"},
      {"附件：1、2023年分配表", "2、2.5万亩任务", "清单", "3、绩效目标表"},
      {"附件：1. 2023年分", "配表", "2. 2.5万亩任务清单", "3. 绩效目标", "表"},
      {"附件1：2023年分配表", "附件2：2.5万亩任务清单", "附件3：绩效目标表"},
  };
  for (const Texts& note : notes) {
    CAPTURE(note);
    Texts lines{"关于下达资金的通知", "各县财政局：", "现下达资金。"};
    lines.insert(lines.end(), note.begin(), note.end());
    lines.push_back("某某县财政局");
    lines.push_back("2023年7月3日");
    const Notice notice = ExtractNoticeFields(ReadingOf(lines));
    CHECK(Values(notice.attachments) == expected);
    CHECK(notice.issue_date.value == "2023-07-03");
  }
}

TEST_CASE("a number that a line end cuts is one number, a rule of characters no word of a title",
          "[normalizers]") {
  const Notice notice = ExtractNoticeFields(ReadingOf(
      {"甲财建〔2024〕7号", "────────────关于下达2024年道路资金的通知", "各县财政局：",
       "根据《道路资金办法》（甲财建〔2018〕", "9号）和《甲办法》（",
       "甲财预〔2019〕3号），下达资金。", "附件：道路资金分配表", "甲省财政厅", "2024年10月22"}));
  CHECK(notice.title.value == "关于下达2024年道路资金的通知");
  CHECK(Numbers(notice.cites) == Texts{"甲财建〔2018〕9号", "甲财预〔2019〕3号"});
  // The cell was too narrow for 日: the day may be cut too.
  CHECK(notice.issue_date.value == "2024-10-22");
  CHECK(notice.issue_date.from.confidence < 0.9);
}

TEST_CASE("a document that is only a table has empty fields", "[normalizers]") {
  Reading reading = ReadingOf({"附件1", "2023年补助资金分配表", "填报单位：", "单位：万元"});
  reading.blocks.emplace_back(TableGrid{.rows = 20, .columns = 3});
  CHECK(ExtractNoticeFields(reading) == Notice{});
  CHECK(ExtractNoticeFields(Reading{}) == Notice{});
}

TEST_CASE("a field carries page, box, confidence and source of its paragraph", "[normalizers]") {
  Reading reading{.format = InputFormat::kPdf};
  reading.pages = {{.page_no = 1, .source = TextSource::kOcr}};
  reading.blocks = {Paragraph{
      .text = "昌州财社〔2023〕22号", .page_no = 1, .box = {10, 20, 30, 40}, .confidence = 0.8}};
  const Provenance from = ExtractNoticeFields(reading).document_number.from;
  CHECK(from == Provenance{1, {10, 20, 30, 40}, 0.8, TextSource::kOcr});
}

TEST_CASE("a budget's title has no 关于, a report's no number", "[normalizers]") {
  CHECK(
      ExtractNoticeFields(ReadingOf({"2024年甲县一般公共预算收支表", "单位：万元"})).title.value ==
      "2024年甲县一般公共预算收支表");
  CHECK(ExtractNoticeFields(ReadingOf({"甲县第十八届人民代表大会第三次会议文件（十二）",
                                       "关于2023年财政预算执行情况和2024年预算草案的报告",
                                       "——2024年1月8日在甲县第十八届人民代表大会第三次会议上",
                                       "甲县财政局", "各位代表：", "现将有关情况报告如下。"}))
            .title.value == "关于2023年财政预算执行情况和2024年预算草案的报告");
}

}  // namespace
}  // namespace gongwen
