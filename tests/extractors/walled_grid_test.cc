#include "extractors/table/walled_grid.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

Ruling Across(double y, double from) { return {Orientation::kHorizontal, y, from, 450, 0.5}; }

// Labels merged over rows, rules across that end at them, no rule down.
PageContent IndicatorPage() {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  SetText(page.glyphs, 60, 105, "一级指标");
  SetText(page.glyphs, 160, 105, "二级指标");
  SetText(page.glyphs, 260, 105, "三级指标");
  SetText(page.glyphs, 380, 105, "指标值");
  const char* const names[] = {"改造户数", "安全合格率", "录入完整率"};
  const char* const values[] = {"493户", "100%", "98%"};
  for (int i = 0; i < 3; ++i) {
    SetText(page.glyphs, 260, 125 + 20.0 * i, names[i]);
    SetText(page.glyphs, 380, 125 + 20.0 * i, values[i]);
  }
  SetText(page.glyphs, 60, 145, "产出指标");
  SetText(page.glyphs, 160, 125, "数量指标");
  SetText(page.glyphs, 160, 155, "质量指标");
  for (const double y : {100.0, 120.0, 180.0}) page.rulings.push_back(Across(y, 50));
  page.rulings.push_back(Across(140, 150));
  page.rulings.push_back(Across(160, 250));
  return page;
}

constexpr std::string_view kIndicators =
    "r0 c0 1x1 一级指标\nr0 c1 1x1 二级指标\nr0 c2 1x1 三级指标\nr0 c3 1x1 指标值\n"
    "r1 c0 3x1 产出指标\nr1 c1 1x1 数量指标\nr1 c2 1x1 改造户数\nr1 c3 1x1 493户\n"
    "r2 c1 2x1 质量指标\nr2 c2 1x1 安全合格率\nr2 c3 1x1 100%\n"
    "r3 c2 1x1 录入完整率\nr3 c3 1x1 98%\n";

std::string Tables(const PageContent& page) {
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  std::string dump;
  for (const Block& block : read->blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) dump += Dump(*grid);
  }
  return dump;
}

TEST_CASE("rules across that end at merged cells give the cells, text gives the columns",
          "[table]") {
  PageContent page = IndicatorPage();
  page.rulings.push_back(Across(141, 150));  // drawn twice
  page.rulings.push_back(Across(161, 250));
  CHECK(Tables(page) == kIndicators);
}

TEST_CASE("one rule behind the first column leaves the other columns to the text", "[table]") {
  PageContent page = IndicatorPage();
  page.rulings.push_back({Orientation::kVertical, 150, 100, 180, 0.5});
  CHECK(Tables(page) == kIndicators);
}

TEST_CASE("rules across without a line of several headers tell no columns", "[table]") {
  PageContent page = IndicatorPage();
  page.glyphs.clear();
  SetText(page.glyphs, 60, 105, "产出指标");
  SetText(page.glyphs, 260, 125, "改造户数");
  CHECK(WalledGrids(page.rulings, BandsOf(page.glyphs), 1).empty());
}

}  // namespace
}  // namespace gongwen
