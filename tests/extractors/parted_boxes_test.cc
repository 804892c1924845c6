#include "extractors/table/parted_boxes.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "extractors/table/grid_from_rulings.h"

namespace gongwen {
namespace {

void DrawBox(std::vector<Ruling>& rulings, const RectPt& box) {
  rulings.push_back({Orientation::kHorizontal, box.y0, box.x0, box.x1, 0.5});
  rulings.push_back({Orientation::kHorizontal, box.y1, box.x0, box.x1, 0.5});
  rulings.push_back({Orientation::kVertical, box.x0, box.y0, box.y1, 0.5});
  rulings.push_back({Orientation::kVertical, box.x1, box.y0, box.y1, 0.5});
}

// Rows of `count` boxes, 60 x 14 with a gap, the first one as high as two rows.
std::vector<Ruling> Boxes(double gap) {
  std::vector<Ruling> rulings;
  DrawBox(rulings, {100, 100, 160, 128 + gap});
  for (const double y : {100.0, 114 + gap}) {
    for (const double x : {160 + gap, 220 + 2 * gap}) DrawBox(rulings, {x, y, x + 60, y + 14});
  }
  return rulings;
}

TEST_CASE("boxes with gaps between them are the cells of one table", "[table]") {
  for (const double gap : {2.0, 3.2, 4.0, 6.0}) {
    CAPTURE(gap);
    const auto grids = GridsFromRulings(WithPartedBoxesJoined(Boxes(gap)), 1);
    REQUIRE(grids);
    REQUIRE(grids->size() == 1);
    const TableGrid& grid = grids->front();
    CHECK(grid.rows == 2);
    CHECK(grid.columns == 3);
    CHECK(grid.cells.size() == 5);
    CHECK(grid.cells.front().row_span == 2);
  }
}

TEST_CASE("boxes far apart, few boxes and grids stay as they are drawn", "[table]") {
  CHECK(WithPartedBoxesJoined(Boxes(12)) == Boxes(12));
  std::vector<Ruling> two;
  DrawBox(two, {100, 100, 160, 120});
  DrawBox(two, {164, 100, 220, 120});
  CHECK(WithPartedBoxesJoined(two) == two);
  std::vector<Ruling> grid;
  for (int i = 0; i < 4; ++i) {
    grid.push_back({Orientation::kHorizontal, 100 + 20.0 * i, 100, 280, 0.5});
    grid.push_back({Orientation::kVertical, 100 + 60.0 * i, 100, 160, 0.5});
  }
  CHECK(WithPartedBoxesJoined(grid) == grid);
}

}  // namespace
}  // namespace gongwen
