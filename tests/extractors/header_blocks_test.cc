#include "extractors/table/header_blocks.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// "中央资金 leaves 2-5 rows 0-1", by first leaf and row.
std::vector<std::string> Outline(const Header& header, const std::vector<Band>& bands) {
  std::vector<std::string> lines;
  for (const HeaderBlock& block : header.blocks) {
    std::string line;
    for (const WordRef& ref : block.words) line += bands[ref.band].words[ref.word].text;
    line += " leaves " + std::to_string(block.first_leaf) + "-" + std::to_string(block.end_leaf) +
            " rows " + std::to_string(block.first_row) + "-" + std::to_string(block.end_row);
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("a header centred over others is their parent, one between two levels spans both",
          "[table]") {
  std::vector<Glyph> glyphs;
  SetCentered(glyphs, 250, 10, "中央资金");
  SetCentered(glyphs, 40, 20, "地区");
  SetCentered(glyphs, 380, 20, "合计");
  SetCentered(glyphs, 150, 30, "小计");
  SetCentered(glyphs, 250, 30, "补助");
  SetCentered(glyphs, 350, 30, "奖励");
  // 奖励 would stand under 合计 as well: the middle of the group decides.
  glyphs.erase(glyphs.begin() + 6, glyphs.begin() + 8);
  SetCentered(glyphs, 450, 20, "合计");
  const std::vector<Band> bands = BandsOf(glyphs);
  const Header header = HeaderOf(bands, {});
  CHECK(header.rows() == 2);
  CHECK(Outline(header, bands) == Lines{"中央资金 leaves 1-4 rows 0-1", "地区 leaves 0-1 rows 0-2",
                                        "合计 leaves 4-5 rows 0-2", "小计 leaves 1-2 rows 1-2",
                                        "补助 leaves 2-3 rows 1-2", "奖励 leaves 3-4 rows 1-2"});
}

TEST_CASE("a header over the middle one of its children is no first line of it", "[table]") {
  std::vector<Glyph> glyphs;
  SetCentered(glyphs, 290, 10, "本次下达资金");
  SetCentered(glyphs, 40, 24, "地区");
  SetCentered(glyphs, 210, 24, "中央资金");
  SetCentered(glyphs, 430, 24, "省级资金");
  SetCentered(glyphs, 90, 31, "合计");
  for (const double x : {150.0, 370.0}) {
    SetCentered(glyphs, x, 38, "小计");
    SetCentered(glyphs, x + 60, 38, "城乡低保");
    SetCentered(glyphs, x + 120, 38, "特困供养");
  }
  const std::vector<Band> bands = BandsOf(glyphs);
  const Header header = HeaderOf(bands, {});
  CHECK(header.leaves.size() == 8);
  const Lines outline = Outline(header, bands);
  CHECK(std::find(outline.begin(), outline.end(), "中央资金 leaves 2-5 rows 1-2") != outline.end());
  CHECK(std::find(outline.begin(), outline.end(), "省级资金 leaves 5-8 rows 1-2") != outline.end());
  CHECK(std::find(outline.begin(), outline.end(), "地区 leaves 0-1 rows 0-3") != outline.end());
}

TEST_CASE("wrapped headers may end alike", "[table]") {
  std::vector<Glyph> glyphs;
  SetCentered(glyphs, 150, 10, "普惠性补");
  SetCentered(glyphs, 250, 10, "奖励性补");
  SetCentered(glyphs, 50, 16, "小计");
  SetCentered(glyphs, 150, 22, "助");
  SetCentered(glyphs, 250, 22, "助");
  const std::vector<Band> bands = BandsOf(glyphs);
  CHECK(HeaderOf(bands, {}).rows() == 1);
}

TEST_CASE("a rule that runs under two headers parts neither's children", "[table]") {
  std::vector<Glyph> glyphs;
  SetCentered(glyphs, 150, 10, "中央资金");
  SetCentered(glyphs, 350, 10, "省级资金");
  for (const double x : {100.0, 150.0, 200.0, 300.0, 350.0, 400.0}) {
    SetCentered(glyphs, x, 30, x == 150.0 || x == 350.0 ? "奖励" : "补助");
  }
  const std::vector<Ruling> rulings{{Orientation::kHorizontal, 25, 80, 420, 0.5}};
  const std::vector<Band> bands = BandsOf(glyphs);
  const Lines outline = Outline(HeaderOf(bands, rulings), bands);
  CHECK(outline[0] == "中央资金 leaves 0-3 rows 0-1");
  CHECK(outline[1] == "省级资金 leaves 3-6 rows 0-1");
}

TEST_CASE("the lines of a wrapped header are one block", "[table]") {
  std::vector<Glyph> glyphs;
  SetCentered(glyphs, 50, 10, "annual");
  SetCentered(glyphs, 50, 22, "income");
  SetCentered(glyphs, 150, 16, "school");
  const std::vector<Band> bands = BandsOf(glyphs);
  const Header header = HeaderOf(bands, {});
  CHECK(header.rows() == 1);
  CHECK(Outline(header, bands) ==
        Lines{"annualincome leaves 0-1 rows 0-1", "school leaves 1-2 rows 0-1"});
}

TEST_CASE("a ruling under a header tells how far it reaches, whatever its middle", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 100, 10, "Group A");  // set at the left of its group
  SetText(glyphs, 300, 10, "Group B");
  for (const double x : {100.0, 170.0, 240.0, 300.0, 370.0}) SetText(glyphs, x, 32, "sum");
  const std::vector<Band> bands = BandsOf(glyphs);
  const std::vector<Ruling> rulings{{Orientation::kHorizontal, 26, 98, 260, 0.5},
                                    {Orientation::kHorizontal, 26, 298, 390, 0.5}};
  const Header header = HeaderOf(bands, rulings);
  CHECK(Outline(header, bands).front() == "GroupA leaves 0-3 rows 0-1");
  CHECK(Outline(header, bands)[1] == "GroupB leaves 3-5 rows 0-1");
}

}  // namespace
}  // namespace gongwen
