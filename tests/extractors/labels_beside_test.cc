#include "extractors/table/labels_beside.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// A grid of two columns from x = 150 to 350, rows of 20 from y = 100 on, numbers in it.
PageContent PageWithGrid(int rows) {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  const double bottom = 100 + 20.0 * rows;
  for (int i = 0; i <= rows; ++i) {
    page.rulings.push_back({Orientation::kHorizontal, 100 + 20.0 * i, 150, 350, 0.5});
  }
  for (const double x : {150.0, 250.0, 350.0}) {
    page.rulings.push_back({Orientation::kVertical, x, 100, bottom, 0.5});
  }
  for (int i = 0; i < rows; ++i) {
    SetText(page.glyphs, 160, 105 + 20.0 * i, std::to_string(i));
    SetText(page.glyphs, 260, 105 + 20.0 * i, std::to_string(10 * i));
  }
  return page;
}

std::string FirstColumn(const PageContent& page) {
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  std::string dump;
  for (const Block& block : read->blocks) {
    const TableGrid* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    dump += std::to_string(grid->columns) + ":";
    for (const Cell& cell : grid->cells) {
      if (cell.column == 0) dump += " " + cell.text + "/" + std::to_string(cell.row_span);
    }
  }
  return dump;
}

TEST_CASE("labels on the rows of a ruled table are its first column", "[table]") {
  PageContent page = PageWithGrid(3);
  SetText(page.glyphs, 100, 105, "地区");
  SetText(page.glyphs, 100, 125, "甲县");
  SetText(page.glyphs, 100, 145, "合计");
  CHECK(FirstColumn(page) == "3: 地区/1 甲县/1 合计/1");
}

TEST_CASE("a label on the middle of several rows spans them", "[table]") {
  PageContent page = PageWithGrid(6);
  SetText(page.glyphs, 100, 105, "一级");
  SetText(page.glyphs, 100, 135, "产出");  // rows 1 and 2
  SetText(page.glyphs, 105, 180, "效");    // rows 3 to 5, one character below the other
  SetText(page.glyphs, 105, 190, "益");
  CHECK(FirstColumn(page) == "3: 一级/1 产出/2 效益/3");
}

TEST_CASE("labels at the top of their rows leave the rows below them bare", "[table]") {
  PageContent page = PageWithGrid(6);
  SetText(page.glyphs, 100, 105, "一级");
  SetText(page.glyphs, 100, 125, "产出");
  SetText(page.glyphs, 100, 185, "效益");
  CHECK(FirstColumn(page) == "3: 一级/1 产出/1 /1 /1 效益/1 /1");
}

TEST_CASE("labels are set at the top where the table's merged cells are", "[table]") {
  PageContent page = PageWithGrid(6);
  std::erase_if(page.rulings, [](const Ruling& r) {
    return r.orientation == Orientation::kHorizontal && r.position == 140;
  });
  std::erase_if(page.glyphs, [](const Glyph& g) { return g.box.y0 > 140 && g.box.y0 < 150; });
  page.rulings.push_back({Orientation::kHorizontal, 140, 250, 350, 0.5});
  SetText(page.glyphs, 260, 145, "20");
  SetText(page.glyphs, 100, 105, "一级");
  SetText(page.glyphs, 100, 125, "产出");
  SetText(page.glyphs, 100, 185, "效益");
  CHECK(FirstColumn(page) == "3: 一级/1 产出/3 效益/2");
}

TEST_CASE("labels far from a table are its own when every row has one", "[table]") {
  PageContent page = PageWithGrid(3);
  for (int i = 0; i < 3; ++i) SetText(page.glyphs, 75, 105 + 20.0 * i, "县" + std::to_string(i));
  CHECK(FirstColumn(page) == "3: 县0/1 县1/1 县2/1");
}

TEST_CASE("text beside a table that keeps no rows stays text", "[table]") {
  PageContent page = PageWithGrid(4);
  for (const double y : {98.0, 112.0, 126.0, 140.0, 154.0}) {
    SetText(page.glyphs, 90, y, "正文正文正");
  }
  CHECK(FirstColumn(page).substr(0, 2) == "2:");
  page = PageWithGrid(4);
  SetText(page.glyphs, 100, 105, "甲县");
  SetText(page.glyphs, 20, 125, "正文正文正文正");  // stands far out
  CHECK(FirstColumn(page).substr(0, 2) == "2:");
  page = PageWithGrid(4);
  SetText(page.glyphs, 140, 105, "1");  // one mark is no column
  CHECK(FirstColumn(page).substr(0, 2) == "2:");
}

}  // namespace
}  // namespace gongwen
