#include "extractors/image/dotted_rulings.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "draw_page.h"
#include "extractors/image/clean_page.h"
#include "extractors/image/rulings_from_image.h"
#include "extractors/table/grid_from_rulings.h"

namespace gongwen {
namespace {

// Marks of `length` pixels, each `step` after the one before.
struct Pattern {
  int length = 3, step = 7;
};

void Across(PageDrawing& page, int x0, int x1, int y, const Pattern& pattern) {
  for (int x = x0; x < x1; x += pattern.step) {
    page.Horizontal(x, std::min(x1, x + pattern.length), y, 2);
  }
}

void Down(PageDrawing& page, int x, int y0, int y1, const Pattern& pattern) {
  for (int y = y0; y < y1; y += pattern.step) {
    page.Vertical(x, y, std::min(y1, y + pattern.length), 2);
  }
}

std::vector<TableGrid> GridsOf(const PageDrawing& page) {
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  Result<std::vector<TableGrid>> grids = GridsFromRulings(RulingsOfPage(*clean).rulings, 1);
  REQUIRE(grids);
  return std::move(*grids);
}

// Three columns and rows 40 pixels apart, with text in two of them.
PageDrawing Table(int rows, const Pattern& pattern) {
  PageDrawing page;
  for (int i = 0; i <= rows; ++i) Across(page, 100, 1100, 200 + 40 * i, pattern);
  for (const int x : {100, 400, 800, 1100}) Down(page, x, 200, 200 + 40 * rows, pattern);
  for (int i = 0; i < rows; ++i) {
    page.Characters(120, 210 + 40 * i, 8, 20);
    page.Characters(420, 210 + 40 * i, 5, 20);
  }
  return page;
}

}  // namespace

TEST_CASE("a table drawn with dots or dashes is a table", "[extractors]") {
  for (const Pattern& pattern : {Pattern{3, 7}, Pattern{17, 22}, Pattern{8, 15}}) {
    INFO(pattern.length << " of " << pattern.step);
    const std::vector<TableGrid> grids = GridsOf(Table(5, pattern));
    REQUIRE(grids.size() == 1);
    CHECK(grids.front().rows == 5);
    CHECK(grids.front().columns == 3);
    CHECK(grids.front().cells.size() == 15);
  }
}

TEST_CASE("a single row drawn with dots has its sides", "[extractors]") {
  const std::vector<TableGrid> grids = GridsOf(Table(1, {3, 7}));
  REQUIRE(grids.size() == 1);
  CHECK(grids.front().columns == 3);
}

TEST_CASE("dots that lead from a word to a number are no ruling", "[extractors]") {
  PageDrawing page;
  for (int row = 0; row < 6; ++row) {
    const int y = 300 + 60 * row;
    page.Characters(150, y, 5, 30);
    Across(page, 310, 890, y + 26, {3, 9});
    page.Characters(900, y, 3, 30);
  }
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK(RulingsOfPage(*clean).rulings.empty());
}

}  // namespace gongwen
