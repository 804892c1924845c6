#include "extractors/text/compose_lines.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "text/han.h"

namespace gongwen {
namespace {

// Sets text in one line from (x, y): Han one em wide, ASCII half an em, `gap_em` between glyphs.
void Set(std::vector<Glyph>& glyphs, std::string_view text, double x, double y, double size = 10,
         double gap_em = 0) {
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = TakeCodePoint(text);
    const double width = c < 0x80 ? size / 2 : size;
    glyphs.push_back({.text = std::string(before.substr(0, before.size() - text.size())),
                      .box = {x, y, x + width, y + size},
                      .font_size_pt = size});
    x += width + gap_em * size;
  }
}

std::vector<std::string> Texts(const std::vector<Glyph>& glyphs) {
  std::vector<std::string> texts;
  for (const TextLine& line : ComposeLines(glyphs)) texts.push_back(line.text);
  return texts;
}

using Strings = std::vector<std::string>;

TEST_CASE("pieces join without a blank beside Han and with one between Latin words",
          "[extractors]") {
  CHECK(JoinPieces("木", "垒") == "木垒");
  CHECK(JoinPieces("2023", "年") == "2023年");
  CHECK(JoinPieces("资金", "2023") == "资金2023");
  CHECK(JoinPieces("“", "110") == "“110");
  CHECK(JoinPieces("GB/T", "9704") == "GB/T 9704");
  CHECK(JoinPieces("—", "1") == "— 1");
  CHECK(JoinPieces("昌吉 ", "　市") == "昌吉市");
  CHECK(JoinPieces("", "市") == "市");
  CHECK(JoinPieces("市", "") == "市");
}

TEST_CASE("a number broken between two lines of Chinese is one number", "[extractors]") {
  std::string text = "科目请列入“110";
  AppendWrapped(text, "0248社会保障");
  CHECK(text == "科目请列入“1100248社会保障");
  std::string numbers = "100";
  AppendWrapped(numbers, "200");
  CHECK(numbers == "100 200");
}

TEST_CASE("glyphs come out top to bottom and left to right whatever the drawing order",
          "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "第二行", 0, 20);
  Set(glyphs, "右", 20, 0);
  Set(glyphs, "左边", 0, 0);
  CHECK(Texts(glyphs) == Strings{"左边右", "第二行"});
}

TEST_CASE("stretched gaps of justified text and blanks beside Han vanish", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "昌吉回族自治州财政局", 0, 0, 10, 0.8);
  Set(glyphs, "2023 年 7 月 3 日", 0, 20);
  Set(glyphs, "see GB/T 9704", 0, 40);
  CHECK(Texts(glyphs) == Strings{"昌吉回族自治州财政局", "2023年7月3日", "see GB/T 9704"});
}

TEST_CASE("a gap without a drawn space still parts Latin words", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "GB", 0, 0);
  Set(glyphs, "9704", 14, 0);
  CHECK(Texts(glyphs) == Strings{"GB 9704"});
}

TEST_CASE("the two ends of a line far apart are two lines", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "昌吉州财政局", 0, 0);
  Set(glyphs, "2023年7月3日印发", 200, 0);
  CHECK(Texts(glyphs) == Strings{"昌吉州财政局", "2023年7月3日印发"});
}

TEST_CASE("the word beside two agency lines falls into neither", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "昌吉回族自治州财政局", 20, 0, 20);
  Set(glyphs, "文件", 260, 20, 20);
  Set(glyphs, "昌吉回族自治州人社局", 20, 40, 20);
  CHECK(Texts(glyphs) == Strings{"昌吉回族自治州财政局", "文件", "昌吉回族自治州人社局"});
}

TEST_CASE("a subscript stays in its line", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "面积m", 0, 0, 10);
  Set(glyphs, "2", 25, -2, 6);
  Set(glyphs, "以上", 28, 0, 10);
  CHECK(Texts(glyphs) == Strings{"面积m2以上"});
}

TEST_CASE("characters stacked in a narrow column are one line read downward", "[extractors]") {
  std::vector<Glyph> glyphs;
  double y = 0;
  for (const char* c : {"产", "出", "指", "标"}) {
    Set(glyphs, c, 0, y);
    y += 12;
  }
  CHECK(Texts(glyphs) == Strings{"产出指标"});
  CHECK(ComposeCellText(glyphs) == "产出指标");
}

TEST_CASE("two columns of stacked characters are two lines", "[extractors]") {
  std::vector<Glyph> glyphs;
  double y = 0;
  for (const auto& [a, b] : {std::pair{"产", "数"}, {"出", "量"}, {"指", "指"}, {"标", "标"}}) {
    Set(glyphs, a, 0, y);
    Set(glyphs, b, 25, y);
    y += 12;
  }
  CHECK(Texts(glyphs) == Strings{"产出指标", "数量指标"});
}

TEST_CASE("lines of spaced-out names are not stacks", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "张三", 0, 0, 10, 1.0);
  Set(glyphs, "李四", 0, 15, 10, 1.0);
  Set(glyphs, "王五", 0, 30, 10, 1.0);
  CHECK(Texts(glyphs) == Strings{"张三", "李四", "王五"});
}

TEST_CASE("a column of numerals numbers its rows and is no word", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "一", 0, 0);
  Set(glyphs, "二", 0, 15);
  Set(glyphs, "三", 0, 30);
  CHECK(Texts(glyphs) == Strings{"一", "二", "三"});
}

TEST_CASE("text drawn twice to look bold is read once", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "标题", 0, 0);
  Set(glyphs, "标题", 0.3, 0);
  CHECK(Texts(glyphs) == Strings{"标题"});
  std::vector<Glyph> each_twice;
  for (const double x : {0.0, 10.0}) {
    Set(each_twice, "一", x, 0);
    Set(each_twice, "一", x + 0.3, 0);
  }
  CHECK(Texts(each_twice) == Strings{"一一"});
}

TEST_CASE("a glyph without Unicode leaves its mark", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "木垒县", 0, 0);
  glyphs[1].text.clear();
  CHECK(Texts(glyphs) == Strings{"木\xEF\xBF\xBD县"});
}

TEST_CASE("text turned by a quarter keeps its drawing order", "[extractors]") {
  std::vector<Glyph> glyphs;
  double y = 100;
  for (const char* c : {"木", "垒", "县"}) {
    Set(glyphs, c, 0, y);
    glyphs.back().is_vertical = true;
    y -= 10;
  }
  CHECK(Texts(glyphs) == Strings{"木垒县"});
}

TEST_CASE("a line carries the union of boxes, the lowest confidence and the usual size",
          "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "木垒县", 5, 7, 12);
  glyphs[1].confidence = 0.5;
  const std::vector<TextLine> lines = ComposeLines(glyphs);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].box == RectPt{5, 7, 41, 19});
  CHECK(lines[0].confidence == 0.5);
  CHECK(lines[0].font_size_pt == 12);
  CHECK(ComposeLines({}).empty());
}

TEST_CASE("a cell's lines are joined as wrapped text", "[extractors]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, "以自治区最终评审文", 0, 0);
  Set(glyphs, "件为准", 30, 11);
  CHECK(ComposeCellText(glyphs) == "以自治区最终评审文件为准");
  CHECK(ComposeCellText({}).empty());
}

}  // namespace
}  // namespace gongwen
