#include "extractors/image/inferred_walls.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "draw_page.h"
#include "extractors/image/clean_page.h"

namespace gongwen {
namespace {

constexpr double kDpi = 150;
constexpr int kGlyph = 24;

// One cell in pixels of the page; the grid holds points.
struct Slot {
  int row = 0, column = 0, rows = 1, columns = 1;
  RectPx box{};
};

TableGrid GridOf(int rows, int columns, const std::vector<Slot>& slots) {
  TableGrid grid{.rows = rows, .columns = columns};
  for (const Slot& s : slots) {
    grid.cells.push_back({.row = s.row,
                          .column = s.column,
                          .row_span = s.rows,
                          .column_span = s.columns,
                          .page_no = 1,
                          .box = ToPoints(s.box, kDpi)});
  }
  return grid;
}

std::vector<Ruling> WallsOf(const PageDrawing& page, const TableGrid& grid) {
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  return InferredWalls(clean->binary.get(), std::vector{grid}, kDpi, kGlyph);
}

double Px(double points) { return points * kDpi / 72; }

// Two columns meeting at x = 500, rows 40 high from y = 200; the first row lost the wall between.
TableGrid WithoutFirstWall(int rows) {
  std::vector<Slot> slots{{0, 0, 1, 2, {100, 200, 1000, 240}}};
  for (int r = 1; r < rows; ++r) {
    slots.push_back({r, 0, 1, 1, {100, 200 + 40 * r, 500, 240 + 40 * r}});
    slots.push_back({r, 1, 1, 1, {500, 200 + 40 * r, 1000, 240 + 40 * r}});
  }
  return GridOf(rows, 2, slots);
}

}  // namespace

TEST_CASE("a cell whose words leave the border of the rows below free is two cells", "[image]") {
  PageDrawing page;
  page.Characters(150, 208, 4, kGlyph);
  page.Characters(650, 208, 6, kGlyph);
  const std::vector<Ruling> walls = WallsOf(page, WithoutFirstWall(4));
  REQUIRE(walls.size() == 1);
  CHECK(walls[0].orientation == Orientation::kVertical);
  CHECK(Px(walls[0].position) == Approx(500).margin(2));
  CHECK(Px(walls[0].start) == Approx(200).margin(1));
  CHECK(Px(walls[0].end) == Approx(240).margin(1));
}

TEST_CASE("a line that runs over the border keeps its cell whole", "[image]") {
  PageDrawing page;
  page.Characters(300, 208, 14, kGlyph);
  CHECK(WallsOf(page, WithoutFirstWall(4)).empty());
}

TEST_CASE("dirt is no word beside a border", "[image]") {
  PageDrawing page;
  page.Characters(650, 208, 6, kGlyph);
  page.Fill({200, 215, 204, 219});
  CHECK(WallsOf(page, WithoutFirstWall(4)).empty());
}

TEST_CASE("of the borders between two labels the one is taken that centres both", "[image]") {
  // A label column of six rows that lost its wall after the fourth.
  std::vector<Slot> slots{{0, 0, 6, 1, {100, 200, 300, 440}}};
  for (int r = 0; r < 6; ++r) slots.push_back({r, 1, 1, 1, {300, 200 + 40 * r, 900, 240 + 40 * r}});
  PageDrawing page;
  page.Characters(150, 268, 4, kGlyph);  // in the middle of rows 0 to 3
  page.Characters(150, 388, 4, kGlyph);  // of rows 4 and 5
  const std::vector<Ruling> walls = WallsOf(page, GridOf(6, 2, slots));
  REQUIRE(walls.size() == 1);
  CHECK(walls[0].orientation == Orientation::kHorizontal);
  CHECK(Px(walls[0].position) == Approx(360).margin(2));
}

TEST_CASE("a stripe without text from top to bottom parts two columns", "[image]") {
  std::vector<Slot> slots;
  for (int r = 0; r < 4; ++r) {
    slots.push_back({r, 0, 1, 1, {100, 200 + 40 * r, 700, 240 + 40 * r}});
    slots.push_back({r, 1, 1, 1, {700, 200 + 40 * r, 1000, 240 + 40 * r}});
  }
  PageDrawing page;
  for (int r = 0; r < 4; ++r) {
    page.Characters(120, 208 + 40 * r, 4 + r, kGlyph);
    page.Characters(500, 208 + 40 * r, 3, kGlyph);
    page.Characters(800, 208 + 40 * r, 3, kGlyph);
  }
  const std::vector<Ruling> walls = WallsOf(page, GridOf(4, 2, slots));
  REQUIRE(walls.size() == 4);
  for (const Ruling& wall : walls) {
    CHECK(Px(wall.position) > 290);
    CHECK(Px(wall.position) < 500);
  }
}

TEST_CASE("names of one column, short and long, are no two columns", "[image]") {
  std::vector<Slot> slots;
  for (int r = 0; r < 4; ++r) {
    slots.push_back({r, 0, 1, 1, {100, 200 + 40 * r, 700, 240 + 40 * r}});
    slots.push_back({r, 1, 1, 1, {700, 200 + 40 * r, 1000, 240 + 40 * r}});
  }
  PageDrawing page;
  for (int r = 0; r < 4; ++r) page.Characters(120, 208 + 40 * r, 4 + 5 * r, kGlyph);
  CHECK(WallsOf(page, GridOf(4, 2, slots)).empty());
}

}  // namespace gongwen
