#include "extractors/table/turned_page.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

void DrawLine(PageContent& page, Orientation orientation, double at, double from, double to) {
  page.rulings.push_back({orientation, at, from, to, 0.5});
}

// Three rows of two columns and a title over them.
PageContent Upright() {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  SetText(page.glyphs, 120, 60, "分配表");
  for (const double y : {100.0, 120.0, 140.0, 160.0}) {
    DrawLine(page, Orientation::kHorizontal, y, 50, 250);
  }
  for (const double x : {50.0, 150.0, 250.0}) DrawLine(page, Orientation::kVertical, x, 100, 160);
  for (int row = 0; row < 3; ++row) {
    SetText(page.glyphs, 60, 105 + 20.0 * row, row == 0 ? "地区" : row == 1 ? "甲县" : "乙县");
    SetText(page.glyphs, 160, 105 + 20.0 * row, row == 0 ? "资金" : row == 1 ? "1,234" : "88");
  }
  return page;
}

// The same page as if it had been drawn so on a page that is turned clockwise.
PageContent Turned(const PageContent& page, int quarters) {
  PageContent turned{
      .page_no = page.page_no, .width_pt = page.width_pt, .height_pt = page.height_pt};
  if (quarters % 2 == 1) std::swap(turned.width_pt, turned.height_pt);
  for (Glyph glyph : page.glyphs) {
    glyph.box = TurnedClockwise(glyph.box, quarters, page.width_pt, page.height_pt);
    glyph.angle_deg = std::fmod(glyph.angle_deg + 90 * quarters, 360);
    glyph.is_vertical = glyph.is_vertical != (quarters % 2 == 1);
    turned.glyphs.push_back(glyph);
  }
  for (const Ruling& r : page.rulings) {
    const bool is_horizontal = r.orientation == Orientation::kHorizontal;
    const RectPt line = is_horizontal ? RectPt{r.start, r.position, r.end, r.position}
                                      : RectPt{r.position, r.start, r.position, r.end};
    const RectPt box = TurnedClockwise(line, quarters, page.width_pt, page.height_pt);
    if (is_horizontal != (quarters % 2 == 1)) {
      DrawLine(turned, Orientation::kHorizontal, box.y0, box.x0, box.x1);
    } else {
      DrawLine(turned, Orientation::kVertical, box.x0, box.y0, box.y1);
    }
  }
  return turned;
}

// As the reader does: turned back at the end.
Reading Read(const PageContent& content) {
  Result<PageBlocks> page = BlocksOfPage(content);
  REQUIRE(page);
  Reading reading;
  reading.pages.push_back(page->page);
  reading.blocks = page->blocks;
  const int quarters = page->quarters;
  TurnBack(reading, std::span(&quarters, 1));
  return reading;
}

const TableGrid& TableOf(const Reading& reading) {
  const auto grid = std::ranges::find_if(
      reading.blocks, [](const Block& block) { return std::holds_alternative<TableGrid>(block); });
  REQUIRE(grid != reading.blocks.end());
  return std::get<TableGrid>(*grid);
}

std::string DumpOf(const Reading& reading) {
  std::string dump;
  for (const Block& block : reading.blocks) {
    const auto* paragraph = std::get_if<Paragraph>(&block);
    dump += paragraph != nullptr ? paragraph->text + "\n" : Dump(std::get<TableGrid>(block));
  }
  return dump;
}

TEST_CASE("a page drawn sideways or upside down reads as upright", "[table]") {
  const Reading upright = Read(Upright());
  for (const int quarters : {1, 2, 3}) {
    INFO(quarters << " quarters");
    const PageContent content = Turned(Upright(), quarters);
    const Reading turned = Read(content);
    CHECK(DumpOf(turned) == DumpOf(upright));
    CHECK(turned.pages[0].width_pt == content.width_pt);
    CHECK(turned.pages[0].height_pt == content.height_pt);
    // Boxes are those of the page as displayed.
    const RectPt& box = std::get<TableGrid>(turned.blocks.back()).cells.front().box;
    const RectPt expected = TurnedClockwise({50, 100, 150, 120}, quarters, 600, 800);
    CHECK(box.x0 == Approx(expected.x0));
    CHECK(box.y1 == Approx(expected.y1));
  }
}

TEST_CASE("an upright mark does not keep a sideways page from being turned", "[table]") {
  for (const int quarters : {1, 3}) {
    PageContent page = Turned(Upright(), quarters);
    SetText(page.glyphs, 20, 20, "附件1");
    const Reading reading = Read(page);
    CHECK(DumpOf(reading).find("附件1") != std::string::npos);
    const TableGrid& grid = TableOf(reading);
    CHECK(grid.rows == 3);
    CHECK(grid.cells[3].text == "1,234");
  }
}

TEST_CASE("a sideways table on a page of upright text is turned by itself", "[table]") {
  PageContent page = Turned(Upright(), 3);
  for (int i = 0; i < 12; ++i) {
    SetText(page.glyphs, 400, 60 + 20.0 * i, "各县市财政局请按规定使用资金");
  }
  const Reading reading = Read(page);
  CHECK(reading.pages[0].width_pt == page.width_pt);
  const auto grid = std::ranges::find_if(
      reading.blocks, [](const Block& block) { return std::holds_alternative<TableGrid>(block); });
  REQUIRE(grid != reading.blocks.end());
  CHECK(std::get<TableGrid>(*grid).rows == 3);
  CHECK(std::get<TableGrid>(*grid).cells[3].text == "1,234");
  const RectPt& box = std::get<TableGrid>(*grid).cells.front().box;
  CHECK(box.y0 == Approx(TurnedClockwise({50, 100, 150, 120}, 3, 600, 800).y0));
}

TEST_CASE("turned labels stay in their upright table", "[table]") {
  PageContent page = Upright();
  PageContent label;
  SetText(label.glyphs, 60, 105, "绩效指标");
  for (Glyph& glyph : label.glyphs) {
    const double y = 158 - (glyph.box.x0 - 60);
    page.glyphs.push_back(glyph);
    page.glyphs.back().box = {52, y - 10, 62, y};
    page.glyphs.back().angle_deg = 270;
    page.glyphs.back().is_vertical = true;
  }
  const std::vector<UprightPart> parts = UprightParts(page);
  CHECK(parts.size() == 1);
  CHECK(parts[0].quarters == 0);
}

}  // namespace
}  // namespace gongwen
