#include "normalizers/notice/further_fields.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/notice/notice_fields.h"

namespace gongwen {
namespace {

std::string FieldsOf(const std::vector<std::string>& lines) {
  Reading reading{.format = InputFormat::kMarkdown};
  for (const std::string& line : lines) reading.blocks.emplace_back(Paragraph{.text = line});
  const Notice notice = ExtractNoticeFields(reading);
  std::string text;
  for (const NamedText& field : notice.further) text += field.name + "=" + field.text.value + "\n";
  return text;
}

}  // namespace

TEST_CASE("the head's further elements are read", "[notice]") {
  CHECK(FieldsOf({"000123", "机密★1年", "特急", "重庆市财政局文件",
                  "渝财农〔2021〕126号 签发人：张三", "关于下达2021年农业生产发展资金预算的通知",
                  "各区县财政局：", "现下达。"}) ==
        "approver=张三\nbudget_year=2021\nclassification=机密★1年\ncopy_number=000123\n"
        "fund=农业生产发展资金\nurgency=特急\n");
}

TEST_CASE("subjects of the budget and the mark of direct funds are read", "[notice]") {
  CHECK(
      FieldsOf({"昌州财社〔2023〕22号", "关于拨付2023年中央财政就业补助资金（第二批）预算的通知",
                "各县（市）财政局：",
                "二、收入科目请列入“1100248 社会保障和就业共同财政事权转移支付收入”，支出功能科目列"
                "“20807 就业补助”科目，政府经济分类科目请列“51301 上下级政府间转移性支出”。",
                "三、此次下达资金为直达资金，资金标识为“01 中央直达资金”，贯穿整个环节。",
                "（此件公开发布）"}) ==
      "budget_year=2023\ndirect_fund_mark=01 中央直达资金\n"
      "economic_subject=51301 上下级政府间转移性支出\nexpense_subject=20807 就业补助\n"
      "fund=中央财政就业补助资金\nincome_subject=1100248 社会保障和就业共同财政事权转移支付收入\n"
      "note=此件公开发布\n");
}

TEST_CASE("tables that agree tell the fund better than the title", "[notice]") {
  Notice notice;
  notice.further = {{"fund", {.value = "补助"}}};
  notice.indicator_tables = {{.fund = "就业补助资金", .year = 2023}, {.fund = "就业补助资金"}};
  AddFundOfTables(notice);
  REQUIRE(notice.further.size() == 2);
  CHECK(notice.further[0].name == "budget_year");
  CHECK(notice.further[1].text.value == "就业补助资金");
  notice.further.clear();
  notice.indicator_tables[1].fund = "其他资金";
  AddFundOfTables(notice);
  CHECK(notice.further.empty());
}

}  // namespace gongwen
