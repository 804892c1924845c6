#include "extractors/table/rows_below_head.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// A ruled head of three columns.
PageContent PageWithHead() {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  for (const double y : {100.0, 120.0}) {
    page.rulings.push_back({Orientation::kHorizontal, y, 50, 350, 0.5});
  }
  for (const double x : {50.0, 150.0, 250.0, 350.0}) {
    page.rulings.push_back({Orientation::kVertical, x, 100, 120, 0.5});
  }
  SetCentered(page.glyphs, 100, 105, "地区");
  SetCentered(page.glyphs, 200, 105, "人数");
  SetCentered(page.glyphs, 300, 105, "金额");
  return page;
}

std::string Tables(const PageContent& page) {
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  std::string dump;
  for (const Block& block : read->blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) dump += Dump(*grid);
  }
  return dump;
}

constexpr std::string_view kHead = "r0 c0 1x1 地区\nr0 c1 1x1 人数\nr0 c2 1x1 金额\n";

TEST_CASE("rows below a ruled head stand in its columns", "[table]") {
  PageContent page = PageWithHead();
  SetText(page.glyphs, 55, 125, "甲县");
  SetRight(page.glyphs, 345, 125, "1,500");  // no number of people
  SetText(page.glyphs, 55, 140, "乙县");
  SetRight(page.glyphs, 245, 140, "80");
  SetRight(page.glyphs, 345, 140, "900");
  SetText(page.glyphs, 55, 155, "特别说明的事项由省级财政部门负责解释");
  CHECK(Tables(page) == std::string(kHead) +
                            "r1 c0 1x1 甲县\nr1 c1 1x1\nr1 c2 1x1 1,500\n"
                            "r2 c0 1x1 乙县\nr2 c1 1x1 80\nr2 c2 1x1 900\n");
}

TEST_CASE("a closing rule of the head's width ends the rows below it", "[table]") {
  PageContent page = PageWithHead();
  for (int i = 0; i < 3; ++i) {
    SetText(page.glyphs, 55, 125 + 40.0 * i, "甲县");
    SetRight(page.glyphs, 345, 125 + 40.0 * i, "15");
  }
  page.rulings.push_back({Orientation::kHorizontal, 222, 50, 350, 0.5});
  SetText(page.glyphs, 55, 226, "注：");
  SetRight(page.glyphs, 345, 226, "2023");
  const std::string tables = Tables(page);
  CHECK(tables.find("r3 c2 1x1 15") != std::string::npos);
  CHECK(tables.find("2023") == std::string::npos);
}

TEST_CASE("text below a whole small table is no row of it", "[table]") {
  PageContent page = PageWithHead();
  SetText(page.glyphs, 50, 125, "各县应当在收到本通知后三十日内将资金下达到单位。");
  SetText(page.glyphs, 50, 140, "资金的使用按照有关规定执行，不得挪作他用。");
  CHECK(Tables(page) == kHead);
}

}  // namespace
}  // namespace gongwen
