#include "extractors/table/drawing_evidence.h"

#include <catch2/catch.hpp>

#include "tests/extractors/set_text.h"

namespace gongwen {
namespace {

// Cells of 40 x 20 points.
TableGrid Grid(int rows, int columns) {
  TableGrid grid{.rows = rows, .columns = columns};
  for (int r = 0; r < rows; ++r) {
    for (int c = 0; c < columns; ++c) {
      grid.cells.push_back({.row = r,
                            .column = c,
                            .page_no = 1,
                            .box = {40.0 * c, 20.0 * r, 40.0 * (c + 1), 20.0 * (r + 1)}});
    }
  }
  return grid;
}

TEST_CASE("a grid of blank cells with few numbers in it is a chart", "[table]") {
  TableGrid grid = Grid(8, 6);
  for (const std::size_t i : {1u, 9u, 20u, 31u}) grid.cells[i].text = "30.5";
  CHECK(IsDrawing(grid, 1, {}));
}

TEST_CASE("an empty form has a head, and is a table", "[table]") {
  TableGrid grid = Grid(12, 4);
  for (std::size_t i = 0; i < 4; ++i) grid.cells[i].text = "项目";
  CHECK_FALSE(IsDrawing(grid, 1, {}));
}

TEST_CASE("lines through words are no borders", "[table]") {
  TableGrid grid = Grid(6, 5);
  for (Cell& cell : grid.cells) cell.text = "7";
  std::vector<Glyph> glyphs;
  for (int i = 0; i < 6; ++i) SetText(glyphs, 20, 5 + 20.0 * i, "Students enrolled");
  CHECK(IsDrawing(grid, 1, BandsOf(glyphs)));
  glyphs.clear();
  for (int i = 0; i < 6; ++i) SetText(glyphs, 2, 5 + 20.0 * i, "Studs");
  CHECK_FALSE(IsDrawing(grid, 1, BandsOf(glyphs)));
}

}  // namespace
}  // namespace gongwen
