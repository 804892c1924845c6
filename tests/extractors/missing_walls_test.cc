#include "extractors/table/missing_walls.h"

#include <catch2/catch.hpp>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

Ruling Across(double y) { return {Orientation::kHorizontal, y, 50, 450, 0.5}; }
Ruling Down(double x, double from, double to) {
  return {Orientation::kVertical, x, from, to, 0.5};
}

PageContent Page() { return {.page_no = 1, .width_pt = 600, .height_pt = 800}; }

std::string OnlyTable(const PageContent& page) {
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  std::string dump;
  for (const Block& block : read->blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) dump += Dump(*grid);
  }
  return dump;
}

// A row of a name and three numbers at fixed places.
void SetRow(PageContent& page, double y, std::string_view name, std::string_view a,
            std::string_view b, std::string_view c) {
  SetText(page.glyphs, 60, y, name);
  SetText(page.glyphs, 160, y, a);
  SetText(page.glyphs, 260, y, b);
  SetText(page.glyphs, 360, y, c);
}

constexpr std::string_view kFourColumns =
    "r0 c0 1x1 地区\nr0 c1 1x1 人数\nr0 c2 1x1 中央\nr0 c3 1x1 省级\n"
    "r1 c0 1x1 甲县\nr1 c1 1x1 120\nr1 c2 1x1 1,500\nr1 c3 1x1 300\n"
    "r2 c0 1x1 乙县\nr2 c1 1x1 80\nr2 c2 1x1 900\nr2 c3 1x1 200\n"
    "r3 c0 1x1 丙县\nr3 c1 1x1 60\nr3 c2 1x1 700\nr3 c3 1x1 100\n";

void SetCounties(PageContent& page) {
  SetRow(page, 105, "地区", "人数", "中央", "省级");
  SetRow(page, 125, "甲县", "120", "1,500", "300");
  SetRow(page, 145, "乙县", "80", "900", "200");
  SetRow(page, 165, "丙县", "60", "700", "100");
  for (const double y : {100.0, 120.0, 140.0, 160.0, 180.0}) page.rulings.push_back(Across(y));
}

TEST_CASE("columns that only the head rules hold for the rows below it", "[table]") {
  PageContent page = Page();
  SetCounties(page);
  for (const double x : {150.0, 250.0, 350.0}) page.rulings.push_back(Down(x, 100, 120));
  for (const double x : {50.0, 450.0}) page.rulings.push_back(Down(x, 100, 180));
  CHECK(OnlyTable(page) == kFourColumns);
}

TEST_CASE("one rule behind the first column does not make one column of the rest", "[table]") {
  PageContent page = Page();
  SetCounties(page);
  page.rulings.push_back(Down(150, 100, 180));
  CHECK(OnlyTable(page) == kFourColumns);
}

TEST_CASE("rows of running text over all columns stay one cell each", "[table]") {
  PageContent page = Page();
  SetCounties(page);
  for (const double x : {50.0, 150.0, 250.0, 350.0, 450.0}) {
    page.rulings.push_back(Down(x, 100, 180));
  }
  SetText(page.glyphs, 60, 185, "注：本表所列资金为本次下达数，不含提前下达部分，单位为万元。");
  SetText(page.glyphs, 60, 205, "各县应当在收到本通知后三十日内将资金分解下达到项目单位和个人。");
  page.rulings.push_back(Across(200));
  page.rulings.push_back(Across(220));
  page.rulings.push_back(Down(50, 180, 220));
  page.rulings.push_back(Down(450, 180, 220));
  CHECK(OnlyTable(page) ==
        std::string(kFourColumns) +
            "r4 c0 1x4 注：本表所列资金为本次下达数，不含提前下达部分，单位为万元。\n"
            "r5 c0 1x4 各县应当在收到本通知后三十日内将资金分解下达到项目单位和个人。\n");
}

}  // namespace
}  // namespace gongwen
