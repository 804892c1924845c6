#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/text/compose_lines.h"
#include "extractors/text/join_over_pages.h"
#include "extractors/text/paragraph_cues.h"

namespace gongwen {
namespace {

// A page in a monospaced world: each line is given by its indent in ems and its text; the column
// is 20 ems of 10 pt, the pitch 18 pt. A line "C..." is centred.
struct Setter {
  std::vector<TextLine> lines{};
  double y = 0;
  double size = 10;
  bool is_recognised = false;  // as OCR gives it: tight wobbly boxes, no size

  Setter& Line(double indent_em, std::string_view text) {
    const double x = indent_em * 10;
    RectPt box{x, y, x + TextWidthEm(text) * size, y + size};
    if (is_recognised) {
      const double wobble = lines.size() % 2 == 0 ? 0.8 : -0.8;
      box = {box.x0 + 0.5, box.y0 + wobble + 1, box.x1 - 2, box.y1 + wobble};
    }
    lines.push_back({std::string(text), box, is_recognised ? 0 : size});
    y += 1.8 * size;
    return *this;
  }
  Setter& Centred(std::string_view text) {
    return Line((200 - TextWidthEm(text) * size) / 20, text);
  }
  Setter& Skip(double em) {
    y += em * 10;
    return *this;
  }
  Setter& Size(double pt) {
    size = pt;
    return *this;
  }
};

std::vector<std::string> Texts(const std::vector<Paragraph>& paragraphs) {
  std::vector<std::string> texts;
  for (const Paragraph& p : paragraphs) texts.push_back(p.text);
  return texts;
}
using Strings = std::vector<std::string>;

// 20 characters fill a line, 18 behind an indent.
constexpr std::string_view k20 = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸";
constexpr std::string_view k18 = "一二三四五六七八九十甲乙丙丁戊己庚辛";

Setter Letter() {
  Setter s;
  s.Line(0, "各县财政局：").Line(2, k18).Line(0, k20).Line(0, "完。");
  s.Line(2, k18).Line(0, "第二段。");
  return s;
}

TEST_CASE("full lines go on at the margin and indents begin paragraphs", "[extractors]") {
  for (const bool is_recognised : {false, true}) {
    Setter s;
    s.is_recognised = is_recognised;
    s.Line(0, "各县财政局：").Line(2, k18).Line(0, k20).Line(0, "完。");
    s.Line(2, k18).Line(0, "第二段。");
    CHECK(Texts(ComposeParagraphs(s.lines, 1)) ==
          Strings{"各县财政局：", std::string(k18) + std::string(k20) + "完。",
                  std::string(k18) + "第二段。"});
  }
}

TEST_CASE("a paragraph keeps the page, the union of boxes and the lowest confidence",
          "[extractors]") {
  Setter s = Letter();
  s.lines[2].confidence = 0.4;
  const std::vector<Paragraph> paragraphs = ComposeParagraphs(s.lines, 7);
  REQUIRE(paragraphs.size() == 3);
  CHECK(paragraphs[1].page_no == 7);
  CHECK(paragraphs[1].box == RectPt{0, 18, 200, 64});
  CHECK(paragraphs[1].confidence == 0.4);
  CHECK(paragraphs[1].font_size_pt == 10);
  CHECK_FALSE(paragraphs[1].is_centered);
}

TEST_CASE("a title over several centred lines is one paragraph", "[extractors]") {
  Setter s;
  s.Size(14).Centred("关于下达中央财政").Centred("就业补助资金（第二批）").Centred("预算的通知");
  s.Size(10).Skip(2);
  const double y = s.y;
  Setter letter = Letter();
  for (TextLine& line : letter.lines) {
    line.box.y0 += y;
    line.box.y1 += y;
    s.lines.push_back(line);
  }
  const std::vector<Paragraph> paragraphs = ComposeParagraphs(s.lines, 1);
  REQUIRE(paragraphs.size() == 4);
  CHECK(paragraphs[0].text == "关于下达中央财政就业补助资金（第二批）预算的通知");
  CHECK(paragraphs[0].is_centered);
}

TEST_CASE("a title whose first line fills the column keeps its second", "[extractors]") {
  Setter s;
  s.Size(12).Centred("关于拨付中央财政就业补助资金（第").Centred("二批）预算的通知");
  s.Size(10).Skip(2);
  const double y = s.y;
  for (TextLine line : Letter().lines) {
    line.box.y0 += y;
    line.box.y1 += y;
    s.lines.push_back(line);
  }
  CHECK(Texts(ComposeParagraphs(s.lines, 1)).front() ==
        "关于拨付中央财政就业补助资金（第二批）预算的通知");
}

TEST_CASE("agencies of a masthead stay apart and a wrapped one is whole", "[extractors]") {
  // Two agencies centred in 200 pt, the word at their right stands between the lines.
  const auto line = [](const char* text, double x0, double y) {
    return TextLine{text, {x0, y, x0 + TextWidthEm(text) * 20, y + 20}, 20};
  };
  std::vector<TextLine> lines = {line("某某市财政局", 40, 0), line("某某市人力资源和社会", 0, 40),
                                 line("文件", 230, 46), line("保障局", 70, 68)};
  for (TextLine body : Letter().lines) {
    body.box.y0 += 200;
    body.box.y1 += 200;
    lines.push_back(body);
  }
  const Strings texts = Texts(ComposeParagraphs(lines, 1));
  REQUIRE(texts.size() == 6);
  CHECK(texts[0] == "某某市财政局");
  CHECK(texts[1] == "某某市人力资源和社会保障局");
  CHECK(texts[2] == "文件");
}

TEST_CASE("numbered attachments are paragraphs of their own, also behind a full line",
          "[extractors]") {
  Setter s = Letter();
  s.Line(2, "附件：1. 甲乙丙丁戊己庚辛壬癸子丑寅").Line(5, "2. 绩效目标表");
  s.Line(5, "3. 一二三四五六七八九十甲乙丙").Line(6.5, "分配表");
  const Strings texts = Texts(ComposeParagraphs(s.lines, 1));
  REQUIRE(texts.size() == 6);
  CHECK(texts[3] == "附件：1. 甲乙丙丁戊己庚辛壬癸子丑寅");
  CHECK(texts[4] == "2. 绩效目标表");
  CHECK(texts[5] == "3. 一二三四五六七八九十甲乙丙分配表");
}

TEST_CASE("both ends of a footer line and the page number stand alone", "[extractors]") {
  Setter s = Letter();
  s.Line(0, "抄送：存档").Line(0, "某市财政局");
  s.y -= 18;
  s.Line(12, "2023年7月3日印发").Centred("— 3 —");
  const Strings texts = Texts(ComposeParagraphs(s.lines, 1));
  REQUIRE(texts.size() == 7);
  CHECK(Strings(texts.begin() + 3, texts.end()) ==
        Strings{"抄送：存档", "某市财政局", "2023年7月3日印发", "— 3 —"});
}

TEST_CASE("signature and date below it are not one title", "[extractors]") {
  Setter s = Letter();
  s.Line(10, "某某自治州财政局").Line(10, " 2023年7月3日");
  const Strings texts = Texts(ComposeParagraphs(s.lines, 1));
  CHECK(texts.size() == 5);
}

TEST_CASE("a table's height between two lines parts them", "[extractors]") {
  Setter s;
  s.Line(2, k18).Line(0, k20).Skip(10).Line(0, "注：以上。");
  CHECK(ComposeParagraphs(s.lines, 1).size() == 2);
}

TEST_CASE("blank lines and no lines give no paragraphs", "[extractors]") {
  CHECK(ComposeParagraphs({}, 1).empty());
  const std::vector<TextLine> blank = {{" ", {0, 0, 10, 10}}};
  CHECK(ComposeParagraphs(blank, 1).empty());
}

TEST_CASE("a paragraph cut by the page break is joined over the page number", "[extractors]") {
  Setter first;
  first.Line(2, k18).Line(0, k20).Centred("— 1 —");
  Setter second;
  second.Line(0, "接着写完。").Line(2, k18).Line(0, k20);
  std::vector<Block> blocks;
  for (const Paragraph& p : ComposeParagraphs(first.lines, 1)) blocks.emplace_back(p);
  for (const Paragraph& p : ComposeParagraphs(second.lines, 2)) blocks.emplace_back(p);
  REQUIRE(blocks.size() == 4);
  const std::vector<Block> joined = JoinOverPages(blocks);
  REQUIRE(joined.size() == 3);
  const auto& paragraph = std::get<Paragraph>(joined[0]);
  CHECK(paragraph.text == std::string(k18) + std::string(k20) + "接着写完。");
  CHECK(paragraph.page_no == 1);
  CHECK(std::get<Paragraph>(joined[1]).text == "— 1 —");

  blocks.insert(blocks.begin() + 1, TableGrid{});
  CHECK(JoinOverPages(blocks).size() == 5);  // a table between keeps them apart
}

TEST_CASE("a paragraph that ended on its page is not joined", "[extractors]") {
  const Paragraph open{.text = "没有写完的", .page_no = 1, .ends_at_margin = true};
  const Paragraph next{.text = "下一页", .page_no = 2, .starts_at_margin = true};
  CHECK(ContinuesParagraph(open, next));
  Paragraph ended = open;
  ended.ends_at_margin = false;
  CHECK_FALSE(ContinuesParagraph(ended, next));
  Paragraph indented = next;
  indented.starts_at_margin = false;
  CHECK_FALSE(ContinuesParagraph(open, indented));
  Paragraph attachment = next;
  attachment.text = "附件1：";
  CHECK_FALSE(ContinuesParagraph(open, attachment));
  Paragraph flush = open;
  flush.text = "写完了。";
  flush.starts_at_margin = true;
  CHECK_FALSE(ContinuesParagraph(flush, next));
}

TEST_CASE("page numbers are told from other short lines", "[extractors]") {
  for (const char* text : {"— 1 —", "-3-", "3", "－ 12 －", "第 3 页 共 10 页", "3/10"}) {
    CHECK(IsPageNumber(text));
  }
  for (const char* text : {"", "—", "4,347", "2023年", "第三页", "20230703", "1、"}) {
    CHECK_FALSE(IsPageNumber(text));
  }
}

TEST_CASE("marks of items are told from numbers in running text", "[extractors]") {
  for (const char* text : {"一、就业", "（二）资金", "1. 2023年", "3、表", "(4)表", "①甲", "●乙",
                           "第三条 各地", "附件1：", "附件：1.", "附：表", "抄送：存档"}) {
    CHECK(StartsItem(text));
  }
  for (const char* text : {"3.5万人", "2023年", "一是加强", "附件所列", "第三产业", "（市）", ""}) {
    CHECK_FALSE(StartsItem(text));
  }
}

}  // namespace
}  // namespace gongwen
