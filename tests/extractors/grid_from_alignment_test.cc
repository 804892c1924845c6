#include "extractors/table/grid_from_alignment.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

Ruling Rule(double y) { return {Orientation::kHorizontal, y, 50, 450, 0.5}; }

// Text set solid from x on: one glyph of 10 points for each character.
void Set(std::vector<Glyph>& glyphs, double x, double y, const std::vector<std::string>& text) {
  for (const std::string& c : text) {
    glyphs.push_back({.text = c, .box = {x, y, x + 10, y + 10}, .font_size_pt = 10});
    x += 10;
  }
}

TEST_CASE("a three-line table gives its columns from the rows, not from the header alone",
          "[table]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, 60, 105, {"序", "号"});
  Set(glyphs, 200, 105, {"县", "市", "名", "称"});  // centred over names that begin at the left
  Set(glyphs, 410, 105, {"资", "金"});
  const char* const names[] = {"甲", "乙", "丙"};
  for (int i = 0; i < 3; ++i) {
    Set(glyphs, 65, 125 + 20.0 * i, {std::to_string(i + 1)});
    Set(glyphs, 100, 125 + 20.0 * i, {names[i], "县"});
    Set(glyphs, 420, 125 + 20.0 * i, {"4", "0", "0"});
  }
  const std::vector<Ruling> rulings{Rule(100), Rule(120), Rule(190)};
  const auto grids = TablesFromAlignment(rulings, glyphs, 1).grids;
  REQUIRE(grids.size() == 1);
  CHECK(CheckTiling(grids[0]));
  CHECK(Dump(grids[0]) ==
        "r0 c0 1x1 序号\nr0 c1 1x1 县市名称\nr0 c2 1x1 资金\n"
        "r1 c0 1x1 1\nr1 c1 1x1 甲县\nr1 c2 1x1 400\n"
        "r2 c0 1x1 2\nr2 c1 1x1 乙县\nr2 c2 1x1 400\n"
        "r3 c0 1x1 3\nr3 c1 1x1 丙县\nr3 c2 1x1 400\n");
}

TEST_CASE("a head of bare years is a head", "[table]") {
  std::vector<Glyph> glyphs;
  const auto row = [&](double y, const char* name, const char* a, const char* b, const char* c) {
    SetText(glyphs, 60, y, name);
    SetText(glyphs, 160, y, a);
    SetText(glyphs, 240, y, b);
    SetText(glyphs, 320, y, c);
  };
  row(105, "指标", "2021", "2022", "2023");
  row(125, "学校数", "120", "125", "130");
  row(145, "教师数", "800", "810", "820");
  row(165, "学生数", "9000", "9100", "9200");
  const auto grids = TablesFromAlignment({}, glyphs, 1).grids;
  REQUIRE(grids.size() == 1);
  CHECK(grids[0].rows == 4);
  CHECK(grids[0].columns == 4);
}

TEST_CASE("the rule of a running head is none of the table whose width it has", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 50, 45, "某某年鉴");
  SetText(glyphs, 50, 65, "一、基本情况");
  SetText(glyphs, 400, 65, "（续）");
  SetText(glyphs, 50, 80, "各市、县财政局：现将资金下达给你们，请按规定使用，提高效益。");
  SetCentered(glyphs, 250, 105, "资金分配表");
  const auto row = [&](double y, const char* name, const char* a, const char* b) {
    SetText(glyphs, 60, y, name);
    SetText(glyphs, 200, y, a);
    SetText(glyphs, 300, y, b);
  };
  row(125, "地区", "中央资金", "省级资金");
  row(145, "甲县", "1,500", "300");
  row(165, "乙县", "900", "200");
  row(185, "丙县", "700", "100");
  const std::vector<Ruling> rulings{Rule(60), Rule(120), Rule(140), Rule(205)};
  const auto grids = TablesFromAlignment(rulings, glyphs, 1).grids;
  REQUIRE(grids.size() == 1);
  CHECK(Dump(grids[0]).starts_with("r0 c0 1x1 地区\nr0 c1 1x1 中央资金\nr0 c2 1x1 省级资金\n"));
}

TEST_CASE("the block of copies and printing at a letter's end is no table", "[table]") {
  std::vector<Glyph> glyphs;
  Set(glyphs, 60, 105, {"抄", "送", "：", "存", "档"});
  Set(glyphs, 60, 125, {"财", "政", "局"});
  Set(glyphs, 350, 125, {"7", "月", "3", "日", "印", "发"});
  const std::vector<Ruling> rulings{Rule(100), Rule(120), Rule(140)};
  CHECK(TablesFromAlignment(rulings, glyphs, 1).grids.empty());
}

TEST_CASE("running text between rulings is no table", "[table]") {
  std::vector<Glyph> glyphs;
  for (int line = 0; line < 6; ++line) {
    for (int i = 0; i < 38; ++i) Set(glyphs, 55 + 10.0 * i, 105 + 15.0 * line, {"文"});
  }
  const std::vector<Ruling> rulings{Rule(100), Rule(118), Rule(200)};
  CHECK(TablesFromAlignment(rulings, glyphs, 1).grids.empty());
}

// Rows of a name and two amounts, set as an unruled table.
void SetAmounts(std::vector<Glyph>& glyphs, double y, const std::vector<const char*>& names) {
  for (const char* name : names) {
    SetCentered(glyphs, 100, y, name);
    SetRight(glyphs, 280, y, "1,234.50");
    SetRight(glyphs, 420, y, "90");
    y += 20;
  }
}

void SetHeader(std::vector<Glyph>& glyphs, double y) {
  SetCentered(glyphs, 100, y, "县市名称");
  SetCentered(glyphs, 250, y, "资金");
  SetCentered(glyphs, 400, y, "人数");
}

TEST_CASE("amounts below each other are a table without any rule; the line over it is not",
          "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 350, 70, "单位：万元");
  SetHeader(glyphs, 90);
  SetAmounts(glyphs, 110, {"和静县", "博湖县", "焉耆县"});
  const AlignedTables found = TablesFromAlignment({}, glyphs, 1);
  REQUIRE(found.grids.size() == 1);
  CHECK(found.grids[0].rows == 4);
  CHECK(found.grids[0].columns == 3);
  CHECK(found.grids[0].origin == GridOrigin::kAlignment);
  CHECK(found.rest.size() == 5);
}

TEST_CASE("a text centred over two columns spans them", "[table]") {
  std::vector<Glyph> glyphs;
  SetCentered(glyphs, 60, 105, "序号");
  SetCentered(glyphs, 160, 105, "名称");
  SetCentered(glyphs, 400, 105, "资金");
  SetCentered(glyphs, 125, 125, "合计");
  SetRight(glyphs, 430, 125, "700");
  for (int i = 0; i < 4; ++i) {
    SetCentered(glyphs, 60, 145 + 20.0 * i, std::to_string(i + 1));
    SetCentered(glyphs, 160, 145 + 20.0 * i, "和静县");
    SetRight(glyphs, 430, 145 + 20.0 * i, "175");
  }
  const std::vector<Ruling> rulings{Rule(100), Rule(120), Rule(230)};
  const auto grids = TablesFromAlignment(rulings, glyphs, 1).grids;
  REQUIRE(grids.size() == 1);
  CHECK(grids[0].cells[3].text == "合计");
  CHECK(grids[0].cells[3].column_span == 2);
}

TEST_CASE("the part overleaf takes the columns of the part before, a single row too", "[table]") {
  std::vector<Glyph> first, next;
  SetHeader(first, 90);
  SetAmounts(first, 110, {"和静县", "博湖县", "焉耆县"});
  const AlignedTables above = TablesFromAlignment({}, first, 1);
  REQUIRE(above.grids.size() == 1);
  SetAmounts(next, 60, {"巴音郭楞蒙古自治州"});
  CHECK(TablesFromAlignment({}, next, 2).grids.empty());
  const AlignedTables below = TablesFromAlignment({}, next, 2, ColumnsOf(above.grids[0]));
  REQUIRE(below.grids.size() == 1);
  CHECK(Dump(below.grids[0]) == "r0 c0 1x1 巴音郭楞蒙古自治州\nr0 c1 1x1 1,234.50\nr0 c2 1x1 90\n");
}

TEST_CASE("running text, lists, prose in columns and tables of contents are no tables", "[table]") {
  std::vector<Glyph> glyphs;
  SECTION("a list of numbered items") {
    for (int i = 0; i < 6; ++i) {
      SetText(glyphs, 50, 100 + 16.0 * i, std::to_string(i + 1) + ".");
      SetText(glyphs, 75, 100 + 16.0 * i, i % 2 == 0 ? "the first item of all" : "another");
    }
  }
  SECTION("prose in two columns") {
    for (int i = 0; i < 12; ++i) {
      SetText(glyphs, 50, 100 + 14.0 * i, "lorem ipsum dolor sit amet consec");
      SetText(glyphs, 260, 100 + 14.0 * i, "sed do eiusmod tempor incididunt");
    }
  }
  SECTION("a table of contents") {
    for (int i = 0; i < 8; ++i) {
      SetText(glyphs, 50, 100 + 16.0 * i, "Chapter");
      SetText(glyphs, 100, 100 + 16.0 * i, "......................");
      SetRight(glyphs, 400, 100 + 16.0 * i, std::to_string(i * 7));
    }
  }
  SECTION("source text") {
    const char* const lines[] = {"int   main(void) {",    "return   a  +  b;", "}    // end",
                                 "for   each  x   in  y", "value1   INTEGER,", "END    of all"};
    double y = 100;
    for (const char* line : lines) SetText(glyphs, 50, y += 14, line);
  }
  CHECK(TablesFromAlignment({}, glyphs, 1).grids.empty());
}

TEST_CASE("every glyph is in a table or in the rest", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 50, 40, "标题");
  SetHeader(glyphs, 90);
  SetAmounts(glyphs, 110, {"和静县", "博湖县", "焉耆县", "和硕县"});
  SetText(glyphs, 50, 230, "注：以上为预算数");
  const AlignedTables found = TablesFromAlignment({}, glyphs, 1);
  std::size_t in_cells = 0;
  for (const TableGrid& grid : found.grids) {
    for (const Cell& cell : grid.cells) {
      std::string_view rest = cell.text;
      for (; !rest.empty(); ++in_cells) TakeCodePoint(rest);
    }
  }
  CHECK(in_cells + found.rest.size() == glyphs.size());
}

}  // namespace
}  // namespace gongwen
