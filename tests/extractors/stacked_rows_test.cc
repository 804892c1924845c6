#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "extractors/table/fill_cells.h"
#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// One row of three cells, 100 wide and 60 high.
TableGrid OneRow() {
  TableGrid grid{.rows = 1, .columns = 3};
  for (int c = 0; c < 3; ++c) {
    grid.cells.push_back({.column = c, .page_no = 1, .box = {100.0 * c, 0, 100.0 * (c + 1), 60}});
  }
  return grid;
}

TEST_CASE("numbers below each other in one ruled row are rows", "[table]") {
  std::vector<Glyph> glyphs;
  for (int r = 0; r < 3; ++r) {
    SetText(glyphs, 10, 5 + 18.0 * r, r == 1 ? "博湖县" : "和静县");
    SetRight(glyphs, 190, 5 + 18.0 * r, "10" + std::to_string(r));
  }
  SetText(glyphs, 210, 23, "合并");  // beside the second line, not the first: merged
  TableGrid grid = OneRow();
  CHECK(FillCells(grid, 1, glyphs).empty());
  REQUIRE(CheckTiling(grid));
  CHECK(Dump(grid) ==
        "r0 c0 1x1 和静县\nr0 c1 1x1 100\nr0 c2 3x1 合并\n"
        "r1 c0 1x1 博湖县\nr1 c1 1x1 101\nr2 c0 1x1 和静县\nr2 c1 1x1 102\n");
}

TEST_CASE("rows with blank cells are rows: each line has a number in some column", "[table]") {
  std::vector<Glyph> glyphs;
  const char* const names[] = {"和静县", "博湖县", "焉耆县"};
  for (int r = 0; r < 3; ++r) {
    SetText(glyphs, 10, 5 + 18.0 * r, names[r]);
    if (r != 2) SetRight(glyphs, 190, 5 + 18.0 * r, "10" + std::to_string(r));
    if (r != 0) SetRight(glyphs, 290, 5 + 18.0 * r, "20" + std::to_string(r));
  }
  TableGrid grid = OneRow();
  CHECK(FillCells(grid, 1, glyphs).empty());
  CHECK(Dump(grid) ==
        "r0 c0 1x1 和静县\nr0 c1 1x1 100\nr0 c2 1x1\n"
        "r1 c0 1x1 博湖县\nr1 c1 1x1 101\nr1 c2 1x1 201\n"
        "r2 c0 1x1 焉耆县\nr2 c1 1x1\nr2 c2 1x1 202\n");
}

TEST_CASE("a figure that its cell's width cuts is one figure", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 5, "和静县");
  SetText(glyphs, 102, 5, "123,456,789,012,345");
  SetText(glyphs, 102, 23, "678.90");
  SetText(glyphs, 202, 5, "123,456,789.");
  SetText(glyphs, 202, 23, "05");
  TableGrid grid = OneRow();
  CHECK(FillCells(grid, 1, glyphs).empty());
  CHECK(grid.rows == 1);
}

TEST_CASE("words wrap: lines of text are no rows, with one column of two numbers neither",
          "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 5, "农村道路");
  SetText(glyphs, 10, 23, "建设补助");
  SetText(glyphs, 110, 5, "12");
  SetText(glyphs, 110, 23, "13");
  SetText(glyphs, 210, 5, "支持");
  SetText(glyphs, 210, 23, "县市");
  TableGrid grid = OneRow();
  CHECK(FillCells(grid, 1, glyphs).empty());
  CHECK(grid.rows == 1);
}

TEST_CASE("on a scan two lines of values set wide are two rows whose ruling was lost", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 5, "购置车辆");
  SetText(glyphs, 10, 23, "配备装备");
  SetText(glyphs, 110, 5, "≥8辆");
  SetText(glyphs, 110, 23, "≥380套");
  TableGrid grid = OneRow(), scanned = OneRow();
  CHECK(FillCells(grid, 1, glyphs).empty());
  CHECK(grid.rows == 1);
  CHECK(FillCells(scanned, 1, glyphs, true).empty());
  REQUIRE(scanned.rows == 2);
  CHECK(CheckTiling(scanned));
  CHECK(scanned.cells.at(1).text == "≥8辆");
}

TEST_CASE("a wrapped label beside two rows whose ruling was lost is merged over both", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 9, "经济成本");
  SetText(glyphs, 10, 21, "指标");
  SetText(glyphs, 110, 5, "购置车辆");
  SetText(glyphs, 110, 27, "配备装备");
  SetText(glyphs, 210, 5, "≥8辆");
  SetText(glyphs, 210, 27, "≥380套");
  TableGrid grid = OneRow();
  CHECK(FillCells(grid, 1, glyphs, true).empty());
  REQUIRE(CheckTiling(grid));
  CHECK(Dump(grid) ==
        "r0 c0 2x1 经济成本指标\nr0 c1 1x1 购置车辆\nr0 c2 1x1 ≥8辆\n"
        "r1 c1 1x1 配备装备\nr1 c2 1x1 ≥380套\n");
}

TEST_CASE("a row whose text does not stand beside its numbers stays whole", "[table]") {
  std::vector<Glyph> glyphs;
  SetText(glyphs, 10, 12, "农村道路");
  SetText(glyphs, 10, 30, "建设补助");
  for (int r = 0; r < 3; ++r) SetRight(glyphs, 190, 5 + 18.0 * r, "100");
  TableGrid grid = OneRow();
  CHECK(FillCells(grid, 1, glyphs).empty());
  CHECK(grid.rows == 1);
}

}  // namespace
}  // namespace gongwen
