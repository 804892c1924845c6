#include "extractors/table/blank_walls.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

void Across(PageContent& page, double y, double x0, double x1) {
  page.rulings.push_back({Orientation::kHorizontal, y, x0, x1, 0.5});
}

// A head and four rows of 20 points, a vertical after the first column alone; the second column is
// one cell over two rows.
PageContent OneVertical() {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  for (const double y : {100.0, 120.0, 160.0, 200.0}) Across(page, y, 100, 500);
  for (const double y : {140.0, 180.0}) Across(page, y, 260, 500);
  page.rulings.push_back({Orientation::kVertical, 160, 100, 200, 0.5});
  SetCentered(page.glyphs, 130, 105, "一级");
  SetCentered(page.glyphs, 210, 105, "二级");
  SetCentered(page.glyphs, 330, 105, "三级指标");
  SetCentered(page.glyphs, 450, 105, "指标值");
  SetCentered(page.glyphs, 130, 135, "产出");
  SetCentered(page.glyphs, 130, 175, "效益");
  SetCentered(page.glyphs, 210, 135, "数量");
  SetCentered(page.glyphs, 210, 175, "社会");
  for (int i = 0; i < 4; ++i) {
    SetCentered(page.glyphs, 330, 125 + 20.0 * i, "农房改造户数" + std::to_string(i));
    SetCentered(page.glyphs, 450, 125 + 20.0 * i, "≥" + std::to_string(60 + i) + "户");
  }
  return page;
}

std::string Dump(const PageContent& page) {
  const auto read = BlocksOfPage(page);
  REQUIRE(read);
  std::string dump;
  for (const Block& block : read->blocks) {
    const TableGrid* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    int row = 0;
    for (const Cell& cell : grid->cells) {
      if (cell.row != row) dump += '\n';
      row = cell.row;
      dump += '[' + cell.text;
      if (cell.row_span > 1) dump += " v" + std::to_string(cell.row_span);
      if (cell.column_span > 1) dump += " >" + std::to_string(cell.column_span);
      dump += ']';
    }
  }
  return dump;
}

TEST_CASE("columns right of the only vertical are those that the lines leave blank", "[table]") {
  CHECK(Dump(OneVertical()) ==
        "[一级][二级][三级指标][指标值]\n"
        "[产出 v2][数量 v2][农房改造户数0][≥60户]\n"
        "[农房改造户数1][≥61户]\n"
        "[效益 v2][社会 v2][农房改造户数2][≥62户]\n"
        "[农房改造户数3][≥63户]");
}

TEST_CASE("a long name over a column of short numbers is not cut", "[table]") {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  for (int i = 0; i < 15; ++i) Across(page, 100 + 20.0 * i, 100, 400);
  page.rulings.push_back({Orientation::kVertical, 200, 100, 380, 0.5});
  SetText(page.glyphs, 110, 105, "县");
  SetText(page.glyphs, 205, 105, "补助资金合计数额");
  SetText(page.glyphs, 300, 105, "强制免疫");
  for (int i = 1; i < 14; ++i) {
    SetText(page.glyphs, 110, 105 + 20.0 * i, "某县");
    SetText(page.glyphs, 205, 105 + 20.0 * i, std::to_string(i) + "户");
    SetText(page.glyphs, 310, 105 + 20.0 * i, std::to_string(i) + "只");
  }
  const std::string first_rows = "[县][补助资金合计数额][强制免疫]\n[某县][1户][1只]\n";
  CHECK(Dump(page).substr(0, first_rows.size()) == first_rows);
}

TEST_CASE("names and values above the only vertical are cells of their own", "[table]") {
  PageContent page = OneVertical();
  Across(page, 80, 100, 500);
  SetCentered(page.glyphs, 180, 85, "财政部门名称");  // over the first two columns
  SetCentered(page.glyphs, 330, 85, "某市财政局");
  SetCentered(page.glyphs, 450, 85, "某厅");
  const std::string head = "[财政部门名称 >2][某市财政局][某厅]\n[一级][二级]";
  CHECK(Dump(page).substr(0, head.size()) == head);
}

TEST_CASE("a column that is blank below its name is a column", "[table]") {
  PageContent page = OneVertical();
  for (Ruling& r : page.rulings) {
    if (r.orientation == Orientation::kHorizontal) r.end = 560;
  }
  SetText(page.glyphs, 520, 105, "备注");
  const std::string head = "[一级][二级][三级指标][指标值][备注]\n";
  CHECK(Dump(page).substr(0, head.size()) == head);
}

TEST_CASE("cells of several lines in a ruled table stay whole", "[table]") {
  PageContent page{.page_no = 1, .width_pt = 600, .height_pt = 800};
  for (int i = 0; i < 6; ++i) {
    Across(page, 100 + 20.0 * i, 100, 400);
    if (i == 5) break;
    SetText(page.glyphs, 110, 105 + 20.0 * i, "县" + std::to_string(i));
    SetText(page.glyphs, 210, 105 + 20.0 * i, i % 2 == 0 ? "甲项目及其他" : "乙　丙");
  }
  for (const double x : {100.0, 200.0, 400.0}) {
    page.rulings.push_back({Orientation::kVertical, x, 100, 200, 0.5});
  }
  const auto grids = BlocksOfPage(page);
  REQUIRE(grids);
  REQUIRE(std::holds_alternative<TableGrid>(grids->blocks.front()));
  CHECK(std::get<TableGrid>(grids->blocks.front()).columns == 2);
}

}  // namespace
}  // namespace gongwen
