#include "extractors/table/page_blocks.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

void DrawBox(std::vector<Ruling>& rulings, const RectPt& box) {
  rulings.push_back({Orientation::kHorizontal, box.y0, box.x0, box.x1, 0.5});
  rulings.push_back({Orientation::kHorizontal, box.y1, box.x0, box.x1, 0.5});
  rulings.push_back({Orientation::kVertical, box.x0, box.y0, box.y1, 0.5});
  rulings.push_back({Orientation::kVertical, box.x1, box.y0, box.y1, 0.5});
}

std::vector<const TableGrid*> Tables(const PageBlocks& page) {
  std::vector<const TableGrid*> tables;
  for (const Block& block : page.blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) tables.push_back(grid);
  }
  return tables;
}

PageContent Page() { return {.page_no = 1, .width_pt = 600, .height_pt = 800}; }

TEST_CASE("a frame with columns of numbers in it is a table by alignment", "[table]") {
  PageContent page = Page();
  DrawBox(page.rulings, {50, 100, 450, 200});
  page.rulings.push_back({Orientation::kHorizontal, 120, 50, 450, 0.5});
  SetText(page.glyphs, 60, 105, "Function");
  SetText(page.glyphs, 250, 105, "Count");
  for (int i = 0; i < 4; ++i) {
    SetText(page.glyphs, 60, 125 + 16.0 * i, "value" + std::to_string(i));
    SetRight(page.glyphs, 275, 125 + 16.0 * i, "1" + std::to_string(i));
  }
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  REQUIRE(Tables(*read).size() == 1);
  CHECK(Tables(*read)[0]->rows == 5);
  CHECK(Tables(*read)[0]->columns == 2);
}

TEST_CASE("a frame around the page is no table, and hides none", "[table]") {
  PageContent page = Page();
  DrawBox(page.rulings, {20, 20, 580, 780});
  page.rulings.push_back({Orientation::kHorizontal, 60, 20, 580, 0.5});
  SetText(page.glyphs, 30, 35, "heading");
  DrawBox(page.rulings, {100, 300, 300, 340});
  page.rulings.push_back({Orientation::kVertical, 200, 300, 340, 0.5});
  SetText(page.glyphs, 110, 315, "left");
  SetText(page.glyphs, 210, 315, "right");
  for (int i = 0; i < 8; ++i) SetText(page.glyphs, 60, 100 + 16.0 * i, "running text of the page");
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  REQUIRE(Tables(*read).size() == 1);
  CHECK(Tables(*read)[0]->columns == 2);
  CHECK(Tables(*read)[0]->cells[0].text == "left");
}

TEST_CASE("a chart is no table, nor are the numbers at its axes", "[table]") {
  PageContent page = Page();
  for (int i = 0; i < 7; ++i) {
    page.rulings.push_back({Orientation::kHorizontal, 100 + 20.0 * i, 100, 340, 0.5});
    page.rulings.push_back({Orientation::kVertical, 100 + 40.0 * i, 100, 220, 0.5});
    SetText(page.glyphs, 75, 95 + 20.0 * i, std::to_string(70 - 10 * i));
    SetText(page.glyphs, 90 + 40.0 * i, 225, std::to_string(2001 + i));
  }
  SetText(page.glyphs, 150, 145, "8.5");
  SetText(page.glyphs, 230, 185, "9.5");
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  CHECK(Tables(*read).empty());
  CHECK(read->page.text.find("8.5") != std::string::npos);
  CHECK(read->page.text.find("2007") != std::string::npos);
}

TEST_CASE("a page of noise ends", "[table]") {
  std::mt19937_64 random(7);
  const auto uniform = [&](double most) {
    return most * static_cast<double>(random() % 100000) / 100000;
  };
  PageContent page = Page();
  for (int i = 0; i < 20000; ++i) {
    const double x = uniform(590), y = uniform(790);
    page.glyphs.push_back(
        {.text = i % 3 == 0 ? "7" : "县", .box = {x, y, x + 5, y + 5}, .font_size_pt = 5});
  }
  for (int i = 0; i < 3000; ++i) {
    const double at = uniform(790), from = uniform(500);
    page.rulings.push_back({Orientation::kHorizontal, at, from, from + uniform(90), 0.5});
  }
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  CHECK(read->page.page_no == 1);
}

}  // namespace
}  // namespace gongwen
