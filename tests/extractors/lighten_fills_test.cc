#include "extractors/image/lighten_fills.h"

#include <catch2/catch.hpp>

#include "draw_page.h"
#include "extractors/ocr/text_line_boxes.h"

namespace gongwen {
namespace {

constexpr int kInk = 180;

CleanPage Cleaned(const PageDrawing& drawing) {
  Result<CleanPage> page = CleanScan(drawing.raster());
  REQUIRE(page);
  return std::move(*page);
}

}  // namespace

TEST_CASE("white letters on a dark ground become black ones on paper", "[image]") {
  PageDrawing drawing;
  for (int row = 0; row < 12; ++row) drawing.Characters(150, 500 + 50 * row, 20);
  drawing.Fill({140, 300, 700, 344}, {70, 90, 140});
  drawing.Characters(200, 310, 8, 24, {250, 250, 250});
  CleanPage page = Cleaned(drawing);
  const std::vector<RectPx> fills = LightenFills(page, kInk);
  REQUIRE(fills.size() == 1);
  CHECK(fills[0].width() == Approx(560).margin(4));
  CHECK(InkShare(page.binary.get(), fills[0]) < 0.4);
  CHECK(FindTextLines(page.binary.get(), page.glyph_px).size() == 13);
}

TEST_CASE("black letters on a gray ground stay black", "[image]") {
  PageDrawing drawing;
  for (int row = 0; row < 12; ++row) drawing.Characters(150, 500 + 50 * row, 20);
  drawing.Fill({140, 300, 700, 344}, {95, 95, 95});
  drawing.Characters(200, 310, 8, 24, {0, 0, 0});
  CleanPage page = Cleaned(drawing);
  CHECK(LightenFills(page, kInk).size() == 1);
  CHECK(FindTextLines(page.binary.get(), page.glyph_px).size() == 13);
}

TEST_CASE("a bold title is no ground", "[image]") {
  PageDrawing drawing;
  for (int row = 0; row < 12; ++row) drawing.Characters(150, 500 + 50 * row, 20);
  for (int i = 0; i < 12; ++i) {
    const int x = 200 + 40 * i;
    for (const int dy : {0, 14, 28}) drawing.Fill({x, 300 + dy, x + 36, 308 + dy});
    drawing.Fill({x, 300, x + 8, 336});
    drawing.Fill({x + 28, 300, x + 36, 336});
  }
  CleanPage page = Cleaned(drawing);
  CHECK(LightenFills(page, kInk).empty());
}

TEST_CASE("letters and rulings are no ground", "[image]") {
  PageDrawing drawing;
  for (int row = 0; row < 12; ++row) drawing.Characters(150, 500 + 50 * row, 20, 48);
  drawing.Horizontal(140, 1000, 300, 6);
  drawing.Vertical(140, 300, 1200, 6);
  CleanPage page = Cleaned(drawing);
  CHECK(LightenFills(page, kInk).empty());
}

}  // namespace gongwen
