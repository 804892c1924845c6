#include "extractors/table/typed_rulings.h"

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// Lines of text, each character half an em wide and Han one em.
std::vector<Glyph> Lines(std::initializer_list<std::string_view> lines, double pitch = 13) {
  std::vector<Glyph> glyphs;
  double y = 100;
  for (const std::string_view line : lines) {
    SetText(glyphs, 50, y, line);
    y += pitch;
  }
  return glyphs;
}

std::string TextOf(const std::vector<Glyph>& glyphs) {
  std::string text;
  for (const Glyph& glyph : glyphs) text += glyph.text;
  return text;
}

std::string CellsOf(const std::vector<Glyph>& glyphs) {
  const auto page =
      BlocksOfPage({.page_no = 1, .width_pt = 600, .height_pt = 800, .glyphs = glyphs});
  REQUIRE(page);
  std::string cells;
  for (const Block& block : page->blocks) {
    const auto* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    cells += std::to_string(grid->rows) + "x" + std::to_string(grid->columns);
    for (const Cell& cell : grid->cells) {
      cells += " " + cell.text;
      if (cell.row_span > 1) cells += "^" + std::to_string(cell.row_span);
    }
  }
  return cells;
}

TEST_CASE("a table drawn with box characters is a ruled one", "[table]") {
  CHECK(CellsOf(Lines({"┌──────┬──────┐",  //
                       "│ 甲市 │ 乙县 │",  //
                       "│      ├──────┤",  //
                       "│      │  12  │",  //
                       "├──────┼──────┤",  //
                       "│ 合计 │  12  │",  //
                       "└──────┴──────┘"})) == "3x2 甲市^2 乙县 12 合计 12");
}

TEST_CASE("a table drawn with + - | is a ruled one", "[table]") {
  const std::vector<Glyph> glyphs = Lines({"+------+------+",  //
                                           "| 甲市 | -12  |",  //
                                           "+------+------+",  //
                                           "| 乙市 | +1-3 |",  //
                                           "+------+------+"});
  CHECK(CellsOf(glyphs) == "2x2 甲市 -12 乙市 +1-3");
}

TEST_CASE("typed lines down are joined over wide leading", "[table]") {
  std::vector<Glyph> glyphs = Lines({"┌──┐", "│甲│", "│乙│", "└──┘"}, 20);
  const std::vector<Ruling> rulings = TakeTypedRulings(glyphs);
  CHECK(rulings.size() == 4);
  CHECK(TextOf(glyphs) == "甲乙");
}

TEST_CASE("line characters in running text are text", "[table]") {
  for (const std::string_view line :
       {"首页│新闻 ── 公告", "2023-08 A+B-C|D", "姓名：________ 日期：________", "C+++", "───"}) {
    std::vector<Glyph> glyphs = Lines({line});
    const std::string before = TextOf(glyphs);
    CHECK(TakeTypedRulings(glyphs).empty());
    CHECK(TextOf(glyphs) == before);
  }
}

TEST_CASE("a line of dashes alone is a rule", "[table]") {
  std::vector<Glyph> glyphs = Lines({"甲市", "--------------------", "乙市", "══════════"});
  CHECK(TakeTypedRulings(glyphs).size() == 2);
  CHECK(TextOf(glyphs) == "甲市乙市");
}

}  // namespace
}  // namespace gongwen
