#include "extractors/markup/formula_text.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "extractors/markup/html_reader.h"
#include "extractors/markup/inline_text.h"
#include "extractors/markup/text_reader.h"

namespace gongwen {
namespace {

struct Example {
  std::string written, shown;
};

TEST_CASE("formulas of OCR models read as they show", "[extractors]") {
  const Example examples[] = {
      {R"($\ge 9 5 \%$)", "≥95%"},
      {R"($\geqslant 95\%$)", "≥95%"},
      {R"(\( \geq 90\% \))", "≥90%"},
      {R"(\geq 90\%)", "≥90%"},
      {R"(\geq 9 0 \%)", "≥90%"},
      {R"(≥ $1 3 5 0$ 户)", "≥ 1350 户"},
      {R"($9 0 \% { \sim } 9 5 \%$)", "90%~95%"},
      {R"($90\%~95\%$)", "90%~95%"},
      {R"($1 2 . 5 \mathrm { k m } ^ { 2 }$)", "12.5km²"},
      {R"($\pm 5 \%$)", "±5%"},
      {R"($\leq 8 \text{万元}$)", "≤8万元"},
      {R"($\mathbf{1 0 0}$)", "100"},
      {R"($2 \times 3$)", "2×3"},
      {R"($5 0 \, \mathrm{m g \cdot L^{-1}}$)", "50 mg·L⁻¹"},
      {R"($1 , 1 8 3$)", "1,183"},
      {R"($1 { , } 1 8 3 . 0 0$)", "1,183.00"},
      {R"($2 5 6 . 4$)", "256.4"},
      {R"($2 5 6 . 4 ^ { 1 }$)", "256.4¹"},
      {R"(183$^{2)}$)", "183²⁾"},
      {R"($\textcircled{1}$)", "①"},
      {R"($\textcircled { \scriptsize 1 2 }$)", "⑫"},
      {R"($\frac { 1 } { 2 }$)", "1/2"},
      {R"($3 0 ^ { \circ } C$)", "30°C"},
      {R"(〔 2 0 2 3 〕 $4 5$ 号)", "〔 2 0 2 3 〕 45 号"},
      {R"(州财社 $( 2 0 2 3 ) \, 4 5$ 号)", "州财社 (2023) 45 号"},
      {R"($2 0 2 3$ 年 $7$ 月 $3$ 日)", "2023 年 7 月 3 日"},
      {R"($$\geq 5$$)", "≥5"},
      {R"($\text{pass rate} \ge 5$)", "pass rate≥5"},
  };
  for (const Example& example : examples) {
    INFO(example.written);
    CHECK(FormulasAsText(example.written) == example.shown);
    CHECK(InlineText(example.written) == example.shown);
  }
}

TEST_CASE("dollars of money and unknown commands stay", "[extractors]") {
  for (const std::string text : {"US$100, US$200", "$100 和 $200", "$100-$200", "$ 100 $ 200", "$5",
                                 "价格为$100，折合$80。", R"(C:\lease\geqslantly)"}) {
    INFO(text);
    CHECK(FormulasAsText(text) == text);
  }
  CHECK(FormulasAsText(R"($\unknown{5} 9$)") == R"(\unknown59)");
  CHECK(InlineText(R"(\[2023\]45号 \(一\))") == "[2023]45号 (一)");
}

TEST_CASE("a formula reads the same in every form of markup", "[extractors]") {
  const auto first = [](const Result<Reading>& reading) {
    return std::get<Paragraph>(reading->blocks.at(0)).text;
  };
  CHECK(first(ReadHtml(R"(<p>完成率 $\geq 9 5 \%$</p>)")) == "完成率 ≥95%");
  CHECK(first(ReadHtml(R"(<p>完成率<eq>\geq 90\%</eq></p>)")) == "完成率≥90%");
  CHECK(first(ReadText(R"(完成率 $\geq 9 5 \%$)")) == "完成率 ≥95%");
  const auto table = ReadText("指标\t值\n完成率\t$\\geq 9 5 \\%$\n");
  CHECK(std::get<TableGrid>(table->blocks.at(0)).cells.at(3).text == "≥95%");
  const auto html = ReadHtml(R"(<table><tr><td>完成率</td><td>\( \geq 90\% \)</td></tr></table>)");
  CHECK(std::get<TableGrid>(html->blocks.at(0)).cells.at(1).text == "≥90%");
}

}  // namespace
}  // namespace gongwen
