#include "extractors/image/flatten_page.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "draw_page.h"
#include "extractors/ocr/text_line_boxes.h"

namespace gongwen {
namespace {

constexpr int kInk = 180;

// How far the paper of the test sinks at a column: nothing on the left, 1.5 characters at the right
// edge.
int Sunk(int x) {
  const double u = std::max(0.0, (x - 500) / 740.0);
  return static_cast<int>(std::lround(36 * u * u * u));
}

// Twenty lines of 40 characters, each on its place on bent paper.
PageDrawing Page(bool is_bent) {
  PageDrawing page;
  for (int row = 0; row < 20; ++row) {
    for (int i = 0; i < 40; ++i) {
      const int x = 130 + 25 * i;
      page.Character(x, 200 + 60 * row + (is_bent ? Sunk(x) : 0), 24);
    }
  }
  return page;
}

}  // namespace

TEST_CASE("lines that bend at the fold are set straight", "[image]") {
  Result<CleanPage> page = CleanScan(Page(true).raster());
  REQUIRE(page);
  const auto tallest = [](const CleanPage& p) {
    int most = 0;
    for (const RectPx& line : FindTextLines(p.binary.get(), p.glyph_px)) {
      most = std::max(most, line.height());
    }
    return most;
  };
  CHECK(tallest(*page) > 40);
  CHECK(FlattenPage(*page, kInk) > 5);
  CHECK(tallest(*page) < 32);
  CHECK(FindTextLines(page->binary.get(), page->glyph_px).size() == 20);
}

TEST_CASE("a flat page stays as it is", "[image]") {
  Result<CleanPage> page = CleanScan(Page(false).raster());
  REQUIRE(page);
  CHECK(FlattenPage(*page, kInk) == 0);
}

TEST_CASE("a page without lines is not bent", "[image]") {
  Result<CleanPage> page = CleanScan(PageDrawing().raster());
  REQUIRE(page);
  CHECK(FlattenPage(*page, kInk) == 0);
}

TEST_CASE("rows of a ruled table without text tell of the bend too", "[image]") {
  PageDrawing drawing;
  for (int row = 0; row < 8; ++row) {
    for (int x = 130; x < 1130; ++x) {
      drawing.Fill({x, 300 + 80 * row + Sunk(x), x + 1, 303 + 80 * row + Sunk(x)});
    }
    drawing.Characters(150, 330 + 80 * row, 6);
  }
  Result<CleanPage> page = CleanScan(drawing.raster());
  REQUIRE(page);
  CHECK(FlattenPage(*page, kInk) > 5);
}

}  // namespace gongwen
