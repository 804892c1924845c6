#include "extractors/table/painted_cells.h"

#include <catch2/catch.hpp>
#include <string>
#include <variant>

#include "extractors/table/page_blocks.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

PageContent Page() { return {.page_no = 1, .width_pt = 600, .height_pt = 800}; }

// A row of fills from x = 100 on, each 100 wide.
void Paint(PageContent& page, double y0, double y1, int columns, double gap = 0) {
  for (int i = 0; i < columns; ++i) {
    page.fills.push_back({100 + 100.0 * i, y0, 200 + 100.0 * i - gap, y1 - gap});
  }
}

// Texts in columns of 100 points, each row 20 high.
void SetRow(PageContent& page, double y0, std::initializer_list<const char*> texts) {
  double x = 110;
  for (const char* text : texts) {
    SetText(page.glyphs, x, y0 + 5, text);
    x += 100;
  }
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
    dump += "\n;";
  }
  return dump;
}

TEST_CASE("cells painted with gaps between them are parted by the gaps", "[table]") {
  PageContent page = Page();
  for (int row = 0; row < 3; ++row) Paint(page, 100 + 20.0 * row, 120 + 20.0 * row, 2, 4);
  SetRow(page, 100, {"县", "数"});
  SetRow(page, 120, {"甲", "1"});
  SetRow(page, 140, {"乙", "2"});
  CHECK(Dump(page) == "[县][数]\n[甲][1]\n[乙][2]\n;");
}

TEST_CASE("unpainted rows between painted ones have the walls of their neighbours", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 3);
  Paint(page, 140, 160, 3);
  SetRow(page, 100, {"县", "数", "额"});
  SetRow(page, 120, {"甲", "1", "5"});
  SetRow(page, 140, {"乙", "2", "6"});
  SetRow(page, 160, {"丙", "3", "7"});
  CHECK(Dump(page) == "[县][数][额]\n[甲][1][5]\n[乙][2][6]\n[丙][3][7]\n;");
}

TEST_CASE("a word over the border of an unpainted row spans its columns", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 3);
  Paint(page, 140, 160, 3);
  SetRow(page, 100, {"县", "数", "额"});
  SetText(page.glyphs, 170, 125, "合计与小计");
  SetText(page.glyphs, 310, 125, "5");
  SetRow(page, 140, {"乙", "2", "6"});
  CHECK(Dump(page) == "[县][数][额]\n[合计与小计 >2][5]\n[乙][2][6]\n;");
}

TEST_CASE("unpainted labels are parted where the rows beside them are", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 3);
  for (const double y : {140.0, 180.0}) {
    page.fills.push_back({200, y, 300, y + 20});
    page.fills.push_back({300, y, 400, y + 20});
  }
  SetRow(page, 100, {"类", "项", "额"});
  SetText(page.glyphs, 110, 135, "产出");  // in the middle of two rows
  SetText(page.glyphs, 110, 175, "效益");
  for (int i = 0; i < 4; ++i) {
    SetText(page.glyphs, 210, 125 + 20.0 * i, "项" + std::to_string(i));
    SetText(page.glyphs, 310, 125 + 20.0 * i, std::to_string(i));
  }
  CHECK(Dump(page) == "[类][项][额]\n[产出 v2][项0][0]\n[项1][1]\n[效益 v2][项2][2]\n[项3][3]\n;");
}

TEST_CASE("turned labels are parted as level ones are", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 3);
  for (const double y : {140.0, 180.0}) {
    page.fills.push_back({200, y, 300, y + 20});
    page.fills.push_back({300, y, 400, y + 20});
  }
  SetRow(page, 100, {"类", "项", "额"});
  for (const double y : {130.0, 140.0, 170.0, 180.0}) {
    page.glyphs.push_back({.text = y < 150 ? "产" : "效",
                           .box = {110, y, 120, y + 10},
                           .font_size_pt = 10,
                           .is_vertical = true,
                           .angle_deg = 270});
  }
  for (int i = 0; i < 4; ++i) {
    SetText(page.glyphs, 210, 125 + 20.0 * i, "项" + std::to_string(i));
    SetText(page.glyphs, 310, 125 + 20.0 * i, std::to_string(i));
  }
  CHECK(Dump(page) == "[类][项][额]\n[产产 v2][项0][0]\n[项1][1]\n[效效 v2][项2][2]\n[项3][3]\n;");
}

TEST_CASE("white lines over a ground part its cells", "[table]") {
  PageContent page = Page();
  page.fills.push_back({100, 100, 300, 160});
  page.white_rulings = {{Orientation::kVertical, 200, 100, 160, 1},
                        {Orientation::kHorizontal, 120, 100, 300, 1},
                        {Orientation::kHorizontal, 140, 100, 300, 1}};
  SetRow(page, 100, {"县", "数"});
  SetRow(page, 120, {"甲", "1"});
  SetRow(page, 140, {"乙", "2"});
  CHECK(Dump(page) == "[县][数]\n[甲][1]\n[乙][2]\n;");
}

TEST_CASE("cells on a ground are cells, the ground is none", "[table]") {
  PageContent page = Page();
  page.fills.push_back({98, 98, 298, 160});
  for (int row = 0; row < 3; ++row) Paint(page, 100 + 20.0 * row, 120 + 20.0 * row, 2, 2);
  SetRow(page, 100, {"县", "数"});
  SetRow(page, 120, {"甲", "1"});
  SetRow(page, 140, {"乙", "2"});
  CHECK(Dump(page) == "[县][数]\n[甲][1]\n[乙][2]\n;");
}

TEST_CASE("a mark behind words of a painted cell is no cell", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 2);
  Paint(page, 120, 140, 2);
  page.fills.push_back({110, 104, 120, 116});
  SetRow(page, 100, {"县", "数"});
  SetRow(page, 120, {"甲", "1"});
  CHECK(Dump(page) == "[县][数]\n[甲][1]\n;");
}

TEST_CASE("paragraphs painted again within painted cells are no cells", "[table]") {
  PageContent page = Page();
  for (const double y : {100.0, 140.0}) {
    Paint(page, y, y + 40, 2);
    for (const double x : {105.0, 205.0}) {
      page.fills.push_back({x, y, x + 90, y + 20});
      page.fills.push_back({x, y + 20, x + 90, y + 40});
    }
  }
  SetRow(page, 100, {"县级", "数"});
  SetRow(page, 120, {"单位", "额"});
  SetRow(page, 140, {"甲", "1"});
  SetRow(page, 160, {"县", ""});
  CHECK(Dump(page) == "[县级单位][数额]\n[甲县][1]\n;");
}

TEST_CASE("a painted head alone draws no table", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 2);
  Paint(page, 120, 140, 2);
  SetRow(page, 100, {"县", "数"});
  SetRow(page, 120, {"名", "元"});
  for (int i = 0; i < 4; ++i) SetRow(page, 140 + 20.0 * i, {"甲", "1"});
  CHECK(PaintedBorders(page).empty());
}

TEST_CASE("the bars of a chart draw no table", "[table]") {
  PageContent page = Page();
  for (int i = 0; i < 6; ++i)
    page.fills.push_back({100 + 30.0 * i, 300 - 20.0 * i, 130 + 30.0 * i, 400});
  SetText(page.glyphs, 100, 410, "2021 2022 2023");
  CHECK(PaintedBorders(page).empty());
}

TEST_CASE("paragraphs on a ground draw no table", "[table]") {
  PageContent page = Page();
  for (int i = 0; i < 3; ++i) {
    page.fills.push_back({100, 100 + 20.0 * i, 400, 118 + 20.0 * i});
    SetText(page.glyphs, 110, 104 + 20.0 * i, "各有关单位认真组织实施");
  }
  CHECK(PaintedBorders(page).empty());
}

TEST_CASE("a ruled table that is painted too is read from its rulings", "[table]") {
  PageContent page = Page();
  Paint(page, 100, 120, 2);
  Paint(page, 120, 140, 2);
  for (const double y : {100.0, 120.0, 140.0}) {
    page.rulings.push_back({Orientation::kHorizontal, y, 100, 300, 0.5});
  }
  for (const double x : {100.0, 200.0, 300.0}) {
    page.rulings.push_back({Orientation::kVertical, x, 100, 140, 0.5});
  }
  SetRow(page, 100, {"县", "数"});
  SetRow(page, 120, {"甲", "1"});
  CHECK(PaintedBorders(page).empty());
}

}  // namespace
}  // namespace gongwen
