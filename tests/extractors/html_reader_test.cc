#include "extractors/markup/html_reader.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/markup/html_table_grid.h"

namespace gongwen {
namespace {

// "P text" or "C text" (centred) a paragraph, the Dump of each table.
std::string Outline(std::string_view html) {
  const Result<Reading> read = ReadHtml(html);
  if (!read) return ToString(read.error());
  std::string outline;
  for (const Block& block : read->blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      outline += (paragraph->is_centered ? "C " : "P ") + paragraph->text + "\n";
    } else {
      CHECK(CheckTiling(std::get<TableGrid>(block)));
      outline += Dump(std::get<TableGrid>(block));
    }
  }
  return outline;
}

TEST_CASE("spans tile the grid as the HTML standard says", "[extractors]") {
  CHECK(Outline("<table><tr><td rowspan=2>产出指标<td>数量<td>1<tr><td>质量<td>2</table>") ==
        "r0 c0 2x1 产出指标\nr0 c1 1x1 数量\nr0 c2 1x1 1\nr1 c1 1x1 质量\nr1 c2 1x1 2\n");
  CHECK(Outline("<table><tr><th colspan='2'>资金<th>备注<tr><td>1<td>2<td>3</table>") ==
        "r0 c0 1x2 资金\nr0 c2 1x1 备注\nr1 c0 1x1 1\nr1 c1 1x1 2\nr1 c2 1x1 3\n");
}

TEST_CASE("spans are clamped to the table and never overlap", "[extractors]") {
  CHECK(Outline("<table><tr><td rowspan=99>a<td>b</table>") == "r0 c0 1x1 a\nr0 c1 1x1 b\n");
  // The 2x1 in column 1 of row 0 is in the way of the 1x3 of row 1.
  CHECK(Outline("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d</table>") ==
        "r0 c0 1x1 a\nr0 c1 2x1 b\nr0 c2 1x1 c\nr1 c0 1x1 d\nr1 c2 1x1 padding\n");
  CHECK(Outline("<table><tr><td colspan=0>a<td rowspan=-1>b<td colspan=x>c</table>") ==
        "r0 c0 1x1 a\nr0 c1 1x1 b\nr0 c2 1x1 c\n");
  CHECK(Outline("<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e"
                "</table>") == "r0 c0 2x1 a\nr0 c1 1x1 b\nr1 c1 1x1 c\nr2 c0 1x1 d\nr2 c1 1x1 e\n");
}

TEST_CASE("rows without cells count where the table tiles with them", "[extractors]") {
  // As LibreOffice writes it: the row span counts filled rows.
  CHECK(Outline("<table><tr><td rowspan=2>a<td colspan=2>b</tr><tr></tr><tr></tr>"
                "<tr><td>c<td>d</tr><tr></tr></table>") ==
        "r0 c0 2x1 a\nr0 c1 1x2 b\nr1 c1 1x1 c\nr1 c2 1x1 d\n");
  // As the standard has it: both cells reach over the row without cells.
  CHECK(Outline("<table><tr><td rowspan=2>a<td rowspan=2>b</tr><tr></tr>"
                "<tr><td>c<td>d</tr></table>") ==
        "r0 c0 2x1 a\nr0 c1 2x1 b\nr2 c0 1x1 c\nr2 c1 1x1 d\n");
}

TEST_CASE("the origin tells how far the places can be trusted", "[extractors]") {
  const auto origin = [](std::string_view html) {
    return std::get<TableGrid>(ReadHtml(html)->blocks.at(0)).origin;
  };
  CHECK(origin("<table><tr><td>a<td>b<tr><td>c</table>") == GridOrigin::kPipes);
  CHECK(origin("<table><tr><td>a<td>b<tr><td>c<td>d</table>") == GridOrigin::kSpans);
  CHECK(origin("<table><tr><td colspan=2>a<tr><td>c</table>") == GridOrigin::kSpans);
}

TEST_CASE("paragraphs and breaks in cells become line ends", "[extractors]") {
  CHECK(Outline("<table><tr><td><p>目标1：\n 资金。</p><p>目标2<br>确保</p><script>x</script>"
                "</table>") == "r0 c0 1x1 目标1： 资金。\n目标2\n确保\n");
}

TEST_CASE("entities that were escaped twice are decoded to their end", "[extractors]") {
  CHECK(Outline("<p>甲&amp;#65288;个&amp;#65289;&amp;amp;ge;24&amp;nbsp;户 A&amp;B</p>") ==
        "P 甲（个）≥24 户 A&B\n");
  CHECK(Outline("<table><tr><td>&amp;ge;12500<td>&amp;le;8 &amp;unknown;</table>") ==
        "r0 c0 1x1 ≥12500\nr0 c1 1x1 ≤8 &unknown;\n");
}

TEST_CASE("what a page hides is left over and no text", "[extractors]") {
  const auto read = ReadHtml(
      "<p>正文<span style='color:red; Display : none'>暗文</span></p><!--注释--><div hidden>旧稿"
      "<p>二</div><style>p{}</style><table><tr><td>1<td style='display:none'>9<td>2<tr><td>3<td>4"
      "<tr hidden><td>7<td>8</table>");
  REQUIRE(read);
  REQUIRE(read->blocks.size() == 2);
  CHECK(std::get<Paragraph>(read->blocks[0]).text == "正文");
  CHECK(Dump(std::get<TableGrid>(read->blocks[1])) ==
        "r0 c0 1x1 1\nr0 c1 1x1 2\nr1 c0 1x1 3\nr1 c1 1x1 4\nr2 c0 1x1\nr2 c1 1x1\n");
  std::string kept;
  for (const Leftover& leftover : read->leftovers)
    kept += leftover.text + "|" + leftover.why + "\n";
  CHECK(kept ==
        "暗文|hidden in the HTML page\n旧稿\n二|hidden in the HTML page\n"
        "9|hidden in the HTML page\n7 | 8|hidden row of an HTML table\n");
  CHECK(Outline("<body style='display:none'><p>正文") == "P 正文\n");
}

TEST_CASE("marks of notes stay apart from the figure before them", "[extractors]") {
  CHECK(Outline("<p>256.4<sup>1</sup>万元<table><tr><td>256.4<sup>1)</sup><td>97.5<sup><a "
                "href='#n'>3</a></sup><td>黄平县<sup>注2</sup><td>183<sup>[2]</sup></table>") ==
        "P 256.4¹万元\nr0 c0 1x1 256.4¹⁾\nr0 c1 1x1 97.5³\nr0 c2 1x1 黄平县（注2）\nr0 c3 1x1 "
        "183[2]\n");
}

TEST_CASE("raised digits in a cell stay raised", "[extractors]") {
  CHECK(Outline("<table><tr><td>1.2<sup>2</sup><td>CO<sup>x</sup></table>") ==
        "r0 c0 1x1 1.2²\nr0 c1 1x1 COx\n");
}

TEST_CASE("a table beside a label is a block of its own and text of its cell", "[extractors]") {
  CHECK(Outline("<table><tr><td>a<td>b<table><tr><td>x<td>y</table><tr><td>c<td>d</table>") ==
        "r0 c0 1x1 a\nr0 c1 1x1 b\nx\ny\nr1 c0 1x1 c\nr1 c1 1x1 d\n"
        "r0 c0 1x1 x\nr0 c1 1x1 y\n");
}

TEST_CASE("a table that lays out the page is read as what stands in its cells", "[extractors]") {
  const std::string letter =
      "<p>某州财政局文件</p><p>关于下达资金的通知</p><p>各县财政局：</p><p>现下达你县二〇二三年"
      "农村养老服务补助资金，用于农村互助养老设施建设和适老化改造，请列入预算，并严格按照规定的范围"
      "和标准使用资金，加快预算执行，做好评价。</p>";
  const std::string read =
      "P 某州财政局文件\nP 关于下达资金的通知\nP 各县财政局：\nP 现下达你县二〇二三年"
      "农村养老服务补助资金，用于农村互助养老设施建设和适老化改造，请列入预算，并严格按照规定的范围"
      "和标准使用资金，加快预算执行，做好评价。\n";
  const std::string inner = "<p>单位：万元</p><table><tr><td>县<td>资金<tr><td>甲<td>1</table>";
  const std::string grid =
      "P 单位：万元\nr0 c0 1x1 县\nr0 c1 1x1 资金\nr1 c0 1x1 甲\nr1 c1 1x1 1\n";
  CHECK(Outline("<table><tr><td>" + letter + inner + "</table>") == read + grid);
  CHECK(Outline("<table><tr><td>" + letter + "</table>") == read);
  CHECK(Outline("<table><tr><td><a>首页</a><td><a>公开</a><tr><td>菜单<td>" + letter + inner +
                "<tr><td colspan=2>版权</table>") ==
        "P 首页\nP 公开\nP 菜单\n" + read + grid + "P 版权\n");
  CHECK(Outline("<table><tr><td><table><tr><td>" + letter + inner + "</table></table>") ==
        read + grid);
  CHECK(Outline("<table><tr><td>菜单<td><table><tr><td>" + letter + inner + "</table></table>") ==
        "P 菜单\n" + read + grid);
  CHECK(
      Outline("<table><tr><td>关于下达资金的通知<tr><td>现下达你县二〇二三年农村养老服务补助资金，"
              "用于农村互助养老设施建设和适老化改造，请列入预算，加快预算执行，并做好绩效的评价。"
              "<tr><td>某州财政局</table>") ==
      "P 关于下达资金的通知\nP 现下达你县二〇二三年农村养老服务补助资金，"
      "用于农村互助养老设施建设和适老化改造，请列入预算，加快预算执行，并做好绩效的评价。\n"
      "P 某州财政局\n");
}

TEST_CASE("what a portal says in <meta> is kept beside the reading", "[extractors]") {
  const auto read =
      ReadHtml("<meta name=ArticleTitle content='关于下达资金的通知'><meta charset=utf-8>");
  REQUIRE(read);
  REQUIRE(read->leftovers.size() == 1);
  CHECK(read->leftovers[0].text == "ArticleTitle: 关于下达资金的通知");
}

TEST_CASE("conditions of Word around what is shown are no text", "[extractors]") {
  CHECK(Outline("<p><![if !supportLists]>1.<![endif]>甲</p><!--[if gte mso 9]><p>乙</p><![endif]-->"
                "<p>丙<![CDATA[</p>")
            .starts_with("P 1.甲\nP 丙"));
}

TEST_CASE("a row that is not displayed is kept beside the table", "[extractors]") {
  const std::string rows =
      "<tr><td>甲<td>1<tr style='height:0; Display: none'><td>旧<td>9<tr><td>乙<td>2";
  CHECK(Outline("<table>" + rows + "</table>") ==
        "r0 c0 1x1 甲\nr0 c1 1x1 1\nr1 c0 1x1\nr1 c1 1x1\nr2 c0 1x1 乙\nr2 c1 1x1 2\n");
  const auto read = ReadHtml("<table>" + rows + "</table>");
  REQUIRE(read->leftovers.size() == 1);
  CHECK(read->leftovers[0].text == "旧 | 9");
  // All of a table that scripts show.
  CHECK(Outline("<table><tr hidden><td>甲<td>1<tr hidden><td>乙<td>2</table>") ==
        "r0 c0 1x1 甲\nr0 c1 1x1 1\nr1 c0 1x1 乙\nr1 c1 1x1 2\n");
}

TEST_CASE("long aims beside a label are cells of data", "[extractors]") {
  CHECK(
      Outline("<table><tr><td>项目名称<td>养老<td>金额<td>5<tr><td>总体目标<td colspan=3><p>"
              "目标1：用于农村互助养老设施建设和适老化改造，加快预算执行。</p><p>目标2：做好评价。"
              "</p><p>目标3：提高满意度，改善农村养老服务条件，惠及更多老年人。</p><p>目标4</p>"
              "</table>")
          .starts_with("r0 c0 1x1 项目名称\n"));
}

TEST_CASE("text outside tables is cut at block elements", "[extractors]") {
  CHECK(Outline("<html><head><title>题</title><style>p{}</style></head><body>"
                "<h1 align=center>通知</h1><div>各县<b>财政局</b>：</div>甲<br>乙"
                "<table><caption>分配表</caption><tr><td>1</table>"
                "<p style='text-align: center'>附件") ==
        "C 通知\nP 各县财政局：\nP 甲\nP 乙\nP 分配表\nr0 c0 1x1 1\nC 附件\n");
  const auto read = ReadHtml("<title>题</title>a");
  REQUIRE(read);
  REQUIRE(read->leftovers.size() == 1);
  CHECK(read->leftovers[0].text == "题");
}

TEST_CASE("broken HTML keeps its words", "[extractors]") {
  CHECK(Outline("a <5% b</td></table><td>c") != "");
  CHECK(Outline("<table>x<tr>y<td>1") == "P xy\nr0 c0 1x1 1\n");
  CHECK(Outline("<table><td>1<td>2</table>") == "r0 c0 1x1 1\nr0 c1 1x1 2\n");
  CHECK(Outline("<table></table>").empty());
  CHECK(Outline("").empty());
}

TEST_CASE("the foot of a table stands last", "[extractors]") {
  CHECK(Outline("<table><tfoot><tr><td>合计</tfoot><tbody><tr><td>1</tbody></table>") ==
        "r0 c0 1x1 1\nr1 c0 1x1 合计\n");
}

TEST_CASE("hostile HTML hits a limit, not the machine", "[extractors]") {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<div>";
  CHECK(ReadHtml(deep + "x").error().code == ErrorCode::kTooLarge);
  std::string tables;
  for (int i = 0; i < 20; ++i) tables += "<table><tr><td>";
  CHECK(ReadHtml(tables + "x").error().code == ErrorCode::kTooLarge);
  std::string wide = "<table>";
  for (int i = 0; i < 2000; ++i) wide += "<tr><td colspan=1000 rowspan=65534>a";
  CHECK(ReadHtml(wide + "</table>").error().code == ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace gongwen
