#include "extractors/markup/markdown_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/inline_text.h"
#include "extractors/markup/item_marks.h"

namespace gongwen {
namespace {

// One line a block: "P text", and a table as its Dump with rows in brackets.
std::string Outline(std::string_view markdown) {
  const Result<MarkupReading> read = ReadMarkdown(markdown);
  if (!read) return ToString(read.error());
  std::string outline;
  std::size_t tables = 0;
  for (const Block& block : read->reading.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      outline += "P " + paragraph->text + "\n";
      continue;
    }
    const TableGrid& grid = std::get<TableGrid>(block);
    CHECK(CheckTiling(grid));
    CHECK(grid.source == TextSource::kMarkup);
    ++tables;
    outline += "T";
    for (const Cell& cell : grid.cells) {
      outline += cell.column == 0 ? " [" : "|";
      outline += cell.is_padding ? "~" : cell.text;
      if (cell.column + cell.column_span == grid.columns) outline += "]";
    }
    outline += "\n";
  }
  CHECK(read->table_spans.size() == tables);
  return outline;
}

void CheckOutlines(const std::vector<std::pair<std::string, std::string>>& examples) {
  for (const auto& [markdown, expected] : examples) {
    CAPTURE(markdown);
    CHECK(Outline(markdown) == expected);
  }
}

TEST_CASE("the entries of a front matter are paragraphs of their own", "[extractors]") {
  CheckOutlines({
      {"---\ntitle: 关于下达2023年农村养老服务补助资金预算的有关通知\ndate: 2023-07-20\n---\n甲\n",
       "P title: 关于下达2023年农村养老服务补助资金预算的有关通知\nP date: 2023-07-20\nP 甲\n"},
      {"---\n甲\n---\n", "P 甲\n"},
      {"---\na: b\n", "P a: b\n"},
  });
}

TEST_CASE("the delimiter row is no row, an empty header is one", "[extractors]") {
  CheckOutlines({
      {"| a | b |\n|---|:-:|\n| 1 | 2 |\n", "T [a|b] [1|2]\n"},
      {"| | |\n|-|-|\n| 1 | 2 |", "T [|] [1|2]\n"},
      {"| a | b |\n| 1 | 2 |", "T [a|b] [1|2]\n"},
      {"a | b\n---|---\n1 | 2\nend", "T [a|b] [1|2]\nP end\n"},
      {"|---|---|\n| 1 | 2 |", "T [1|2]\n"},
      {"| a | b |\n|---|---|", "T [a|b]\n"},
      {"| a | b |\n|---|---|\n| - | - |\n", "T [a|b] [-|-]\n"},
      {"| a | b |\n|---|---|\n| 1 | 2 |\n| a | b |\n|---|---|\n| 3 | 4 |\n",
       "T [a|b] [1|2] [a|b] [3|4]\n"},
  });
}

TEST_CASE("rows of different length lose nothing", "[extractors]") {
  CheckOutlines({
      {"| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n", "T [a|b|~] [1|~|~] [1|2|3]\n"},
      {"| a | b\n|---|---\n| 1 | 2\n", "T [a|b] [1|2]\n"},
      {"||a|\n|---|---|\n|1||\n", "T [|a] [1|]\n"},
  });
}

TEST_CASE("a single row without delimiter is a paragraph", "[extractors]") {
  CheckOutlines({{"| a | b |\n\ntext", "P | a | b |\nP text\n"}, {"a|b", "P a|b\n"}});
}

TEST_CASE("pipes that part no cells are kept in them", "[extractors]") {
  CheckOutlines({
      {"| a \\| b | c |\n|---|---|\n", "T [a | b|c]\n"},
      {"| `a|b` | c |\n|---|---|\n", "T [a|b|c]\n"},
      {"| a ` b | c |\n|---|---|\n", "T [a ` b|c]\n"},
  });
}

TEST_CASE("a row broken over lines is put together", "[extractors]") {
  CheckOutlines({
      {"| a | b | c |\n|---|---|---|\n| 目标 | 目标1：资金\n按规定使用。 | x |\n| 1 | 2 | 3 |\n",
       "T [a|b|c] [目标|目标1：资金\n按规定使用。|x] [1|2|3]\n"},
      {"| a | b |\n|---|---|\n| 1 | 2\n3 | 4 | 5 |\n", "T [a|b|~] [1|2|~] [3|4|5]\n"},
  });
}

TEST_CASE("rows parted by empty lines are one table", "[extractors]") {
  CheckOutlines(
      {{"| a | b |\n\n| 1 | 2 |\n\n| 3 | 4 |\n\nend", "T [a|b] [1|2] [3|4]\nP end\n"},
       {"| a | b |\n| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |", "T [a|b] [1|2]\nT [3|4] [5|6]\n"}});
}

TEST_CASE("markup inside cells and lines becomes text", "[extractors]") {
  const std::vector<std::pair<std::string, std::string>> examples = {
      {"<p>目标1：资金。</p> <p>目标2：确保。</p>", "目标1：资金。\n目标2：确保。"},
      {"a<br>b<BR/>c<br />d", "a\nb\nc\nd"},
      {"&lt;5&#37; &amp; &#x2265;3&nbsp;", "<5% & ≥3"},
      {"&unknown; & &;", "&unknown; & &;"},
      {"<5% 和 <甲> 与 <x>", "<5% 和 <甲> 与 <x>"},
      {"<span style='a'>字</span><!-- c -->", "字"},
      {"**资金**名称 ***a*** ~~b~~ __c__", "资金名称 a b c"},
      {"单价*数量*人数 a_b_c 2**3", "单价*数量*人数 a_b_c 2**3"},
      {"*强调* 与 _em_。金额* 注", "强调 与 em。金额* 注"},
      {"____年__月", "____年__月"},
      {"`code` `", "code `"},
      {"[办法](http://a.cn/b) ![图](p.png)", "办法 图"},
      {"[2023](试行) [注] 昌州[2023]22号", "[2023](试行) [注] 昌州[2023]22号"},
      {"256.4<sup>1</sup> 183<sup>2)</sup> 甲<sup>*3*</sup><sup>注1</sup>",
       "256.4¹ 183²⁾ 甲³（注1）"},
      {"&amp;ge;24&amp;#65288;个&amp;#65289; A&amp;B", "≥24（个） A&B"},
      {"$\\geq 95\\%$ 和 $5 与 5$", "≥95% 和 $5 与 5$"},
      {"a\\*b\\|c\\d", "a*b|c\\d"},
      {"<http://a.cn>", "http://a.cn"},
  };
  for (const auto& [markdown, text] : examples) {
    CAPTURE(markdown);
    CHECK(InlineText(markdown) == text);
  }
}

TEST_CASE("HTML tables inside Markdown keep their spans and places", "[extractors]") {
  const std::string text =
      "前<table>\n<tr><td colspan=2>资金</td></tr>\n\n<tr><td>1</td><td>2</td></tr>\n"
      "</table>后\n\n<table><tr><td>x</td></tr>\n\n完";
  CHECK(Outline(text) == "P 前\nT [资金] [1|2]\nP 后\nT [x]\nP 完\n");
  const auto read = ReadMarkdown(text);
  REQUIRE(read);
  REQUIRE(read->table_spans.size() == 2);
  const auto cut = [&](std::size_t i) {
    const ByteRange span = read->table_spans[i];
    return text.substr(span.begin, span.end - span.begin);
  };
  CHECK(cut(0).starts_with("<table>\n<tr>"));
  CHECK(cut(0).ends_with("</table>"));
  CHECK(cut(1) == "<table><tr><td>x</td></tr>");
}

TEST_CASE("the span of a pipe table is its lines", "[extractors]") {
  const std::string text = "前\n\n| a |\n|---|\n| 1 |\n\n后";
  const auto read = ReadMarkdown(text);
  REQUIRE(read);
  REQUIRE(read->table_spans.size() == 1);
  const ByteRange span = read->table_spans[0];
  CHECK(text.substr(span.begin, span.end - span.begin) == "| a |\n|---|\n| 1 |");
}

TEST_CASE("block marks go and words stay", "[extractors]") {
  CheckOutlines({
      {"# 标题 #\n正文\n- 附件：1. 表\n2. 办法\n> 引文\n---\n```\n代码\n```\n",
       "P 标题\nP 正文\nP 附件：1. 表\nP 2. 办法\nP 引文\nP 代码\n"},
      {"昌吉州绩效目标表\n(2023年度)\n", "P 昌吉州绩效目标表\nP (2023年度)\n"},
      {"昌吉州财政局\n2023年7月3日印发\n", "P 昌吉州财政局\nP 2023年7月3日印发\n"},
      {"资 金  名称　　GDP 5", "P 资金　名称　GDP 5\n"},
  });
}

TEST_CASE("a sentence cut by a line end or an empty line is joined only when that is safe",
          "[extractors]") {
  const std::string half =
      "一、就业补助资金主要用于职业培训补贴、职业技能鉴定补贴、社会保险补贴、公益性岗位补贴和"
      "高技能人才";
  CheckOutlines({
      {half + "\n\n培养补助等支出。\n", "P " + half + "培养补助等支出。\n"},
      {half + "\n培养补助等支出。\n", "P " + half + "培养补助等支出。\n"},
      {half + "\n\n— 2 —\n\n培养补助等支出。\n", "P " + half + "培养补助等支出。\nP — 2 —\n"},
      {half + "\n\n二、此次下达的资金。\n", "P " + half + "\nP 二、此次下达的资金。\n"},
      {half + "\n\n各县（市）财政局：\n", "P " + half + "\nP 各县（市）财政局：\n"},
      {half + "补助办法的通知\n\n现下达。\n", "P " + half + "补助办法的通知\nP 现下达。\n"},
      {"各县（市）财政局、\n人力资源局：\n", "P 各县（市）财政局、人力资源局：\n"},
      {"就业补助\n\n资金。\n", "P 就业补助\nP 资金。\n"},
  });
}

TEST_CASE("items, dates and page numbers are known by their form", "[extractors]") {
  for (const std::string item : {"一、", "（一）", "(3)", "1.", "12、", "3）", "①", "第三条",
                                 "附件", "目标1：", "十二、资金"}) {
    CAPTURE(item);
    CHECK(OpensItem(item));
  }
  for (const std::string text : {"3.5%", "一次性", "（含）", "第三方", "2023年", "培养", ""}) {
    CAPTURE(text);
    CHECK_FALSE(OpensItem(text));
  }
  CHECK(IsDateLine("2023年7月3日印发"));
  CHECK(IsDateLine("二〇二三年七月三日"));
  CHECK_FALSE(IsDateLine("2023年7月3日起施行"));
  for (const std::string number : {"— 2 —", "-2-", "- 12 -", "第 2 页", "第2页 共8页", "2/8"}) {
    CAPTURE(number);
    CHECK(IsMarkedPageNumber(number));
  }
  for (const std::string text : {"2", "-2", "—", "第2页说明", "2023/7/3", ""}) {
    CAPTURE(text);
    CHECK_FALSE(IsMarkedPageNumber(text));
  }
}

TEST_CASE("limits are errors with a name", "[extractors]") {
  std::string wide = "|";
  for (int i = 0; i < 2001; ++i) wide += "a|";
  CHECK(ReadMarkdown(wide + "\n" + wide).error().code == ErrorCode::kTooLarge);
  std::string ragged = "|" + std::string(1500, '|') + "\n";
  for (int i = 0; i < 1000; ++i) ragged += "|a|\n";
  CHECK(ReadMarkdown(ragged).error().code == ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace gongwen
