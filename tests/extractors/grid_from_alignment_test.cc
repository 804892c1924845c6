#include "extractors/table/grid_from_alignment.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

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

}  // namespace
}  // namespace gongwen
