#include "extractors/markup/text_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

std::string Outline(std::string_view text) {
  const Result<Reading> read = ReadText(text);
  if (!read) return ToString(read.error());
  std::string outline;
  for (const Block& block : read->blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      outline += "P " + paragraph->text + "\n";
      continue;
    }
    const TableGrid& grid = std::get<TableGrid>(block);
    CHECK(CheckTiling(grid));
    outline += "T";
    for (const Cell& cell : grid.cells) {
      outline += cell.column == 0 ? " [" : "|";
      outline += cell.is_padding ? "~" : cell.text;
      if (cell.column + 1 == grid.columns) outline += "]";
    }
    outline += "\n";
  }
  return outline;
}

TEST_CASE("plain text gives paragraphs and tables", "[extractors]") {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"通知\n各县财政局：\n", "P 通知\nP 各县财政局：\n"},
      {"序号\t县市\t资金\n1\t木垒县\t400\n\t\t合计\n完",
       "T [序号|县市|资金] [1|木垒县|400] [||合计]\nP 完\n"},
      {"a\tb\nc\td\te\n", "T [a|b|~] [c|d|e]\n"},
      {"印发机关\t印发日期\n完\n", "P 印发机关　印发日期\nP 完\n"},
      {"\t一、甲\n\t二、乙\n", "P 一、甲\nP 二、乙\n"},
      {"分配表\n单位：万元\n序号,县市,资金\n1,木垒县,\"4,347\"\n2,\"昌吉\"\"市\"\"\",400\n",
       "P 分配表\nP 单位：万元\nT [序号|县市|资金] [1|木垒县|4,347] [2|昌吉\"市\"|400]\n"},
      {"a,\"b\nc\"\nd,e\nf,g\n完", "T [a|b\nc] [d|e] [f|g]\nP 完\n"},
      {"甲,乙\n丙,丁\n", "P 甲,乙\nP 丙,丁\n"},
      {"为贯彻决策,\n现下达资金,请执行。\n今年,要管理,好资金。\n",
       "P 为贯彻决策,现下达资金,请执行。\nP 今年,要管理,好资金。\n"},
      // Rows of a damaged table differ in length.
      {"一级指标,二级指标,指标值\n产出指标,数量指标,5\n质量指标,6\n时效指标,7\n成本指标,8\n",
       "T [一级指标|二级指标|指标值] [产出指标|数量指标|5] [质量指标|6|~] [时效指标|7|~] "
       "[成本指标|8|~]\n"},
      // Fields parted by blanks are a table, spaced-out titles and few such lines are none.
      {"县市 资金 备注\n木垒县 400 甲\n奇台县 300\n合计 700\n完。\n",
       "T [县市|资金|备注] [木垒县|400|甲] [奇台县|300|~] [合计|700|~]\nP 完。\n"},
      // What stands under a column belongs to it; lines may stand apart.
      {"序号    地区     资金\n1       凯里市   256.4\n\n2       黄平县   183\n\n"
       "        合计     439.4\n",
       "T [序号|地区|资金] [1|凯里市|256.4] [2|黄平县|183] [|合计|439.4]\n"},
      {"一级指标  二级指标  三级指标  指标值\n产出指标  数量指标  养老点数  24\n"
       "                    改造户数  1350\n          质量指标\n"
       "                    合格率率  100%\n",
       "T [一级指标|二级指标|三级指标|指标值] [产出指标|数量指标|养老点数|24] "
       "[||改造户数|1350] [|质量指标||] [||合格率率|100%]\n"},
      {"甲甲│  乙乙  丙丙\n丁丁  戊戊\n己己  庚庚\n辛辛  壬壬\n",
       "T [甲甲│|乙乙|丙丙] [丁丁|戊戊|] [己己|庚庚|] [辛辛|壬壬|]\n"},
      {"关 于 下 达\n资 金 预 算\n的 通 知 书\n各 有 关 县\n",
       "P 关于下达\nP 资金预算\nP 的通知书\nP 各有关县\n"},
      {"县市 资金 备注\n木垒县 400\n", "P 县市资金备注\nP 木垒县 400\n"},
      {"", ""},
  };
  for (const auto& [text, expected] : examples) {
    CAPTURE(text);
    CHECK(Outline(text) == expected);
  }
}

TEST_CASE("fields are parted by what parts most of them", "[extractors]") {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"县市;资金\n木垒县;\"2,564.00\"\n昌吉;975,50\n合计;3,5\n",
       "T [县市|资金] [木垒县|2,564.00] [昌吉|975,50] [合计|3,5]\n"},
      {"县市|资金\n木垒县|400\n昌吉|300\n", "T [县市|资金] [木垒县|400] [昌吉|300]\n"},
      {"指标\t值\n\"甲\n乙\"\t5\n\"含\"\"丙\"\"\"\t6\n", "T [指标|值] [甲\n乙|5] [含\"丙\"|6]\n"},
      {"sep=;\na,b;c\nd,e;f\ng,h;i\n", "T [a,b|c] [d,e|f] [g,h|i]\n"},
      {"号,甲,额\n=\"001\",乙,5\n\"=\"\"002\"\"\",丙,6\n合计,,=SUM(C2:C3)\n",
       "T [号|甲|额] [001|乙|5] [002|丙|6] [合计||=SUM(C2:C3)]\n"},
      {"指标,值\n甲,&amp;ge;5\n乙,&ge;6\n丙,$\\le 7$\n", "T [指标|值] [甲|≥5] [乙|≥6] [丙|≤7]\n"},
  };
  for (const auto& [text, expected] : examples) {
    CAPTURE(text);
    CHECK(Outline(text) == expected);
  }
  CHECK(ReadText("sep=;\na;b\nd;e\ng;h\n")->leftovers.at(0).text == "sep=;");
}

TEST_CASE("an indented line begins a paragraph, its wrapped lines go on", "[extractors]") {
  CHECK(Outline("　　为深入贯彻党中央国务院和自治区党委人民政府决策部署继续强化\n就业优先政策。\n"
                "　　现下达资金。") ==
        "P 为深入贯彻党中央国务院和自治区党委人民政府决策部署继续强化就业优先政策。\n"
        "P 现下达资金。\n");
}

TEST_CASE("a line far less deep than the one above begins a paragraph", "[extractors]") {
  CHECK(Outline("　　　　补助经费拨付至县级财政的最后时限：收到省级文件后三十日内\n效益指标\n") ==
        "P 补助经费拨付至县级财政的最后时限：收到省级文件后三十日内\nP 效益指标\n");
}

TEST_CASE("a table that is too wide is refused", "[extractors]") {
  const std::string row = "a" + std::string(2500, '\t') + "b\n";
  CHECK(ReadText(row + row).error().code == ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace gongwen
