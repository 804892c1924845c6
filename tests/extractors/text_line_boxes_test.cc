#include "extractors/ocr/text_line_boxes.h"

#include <catch2/catch.hpp>

#include "draw_page.h"
#include "extractors/image/clean_page.h"

namespace gongwen {
namespace {

CleanPage Cleaned(const PageDrawing& drawing) {
  Result<CleanPage> page = CleanScan(drawing.raster());
  REQUIRE(page);
  return std::move(*page);
}

}  // namespace

TEST_CASE("each row of characters is one line, from top to bottom", "[extractors]") {
  PageDrawing drawing;
  for (int row = 0; row < 4; ++row) drawing.Characters(150, 400 + 60 * row, 20, 32);
  const CleanPage page = Cleaned(drawing);
  const std::vector<RectPx> lines = FindTextLines(page.binary.get(), page.glyph_px);
  REQUIRE(lines.size() == 4);
  for (int row = 0; row < 4; ++row) {
    CHECK(lines[static_cast<std::size_t>(row)].y0 == Approx(400 + 60 * row).margin(2));
    CHECK(lines[static_cast<std::size_t>(row)].width() == Approx(634).margin(6));
  }
}

TEST_CASE("the word beside two lines of a masthead stays by itself", "[extractors]") {
  PageDrawing drawing;
  for (int i = 0; i < 6; ++i) drawing.Character(200 + 90 * i, 300, 50);  // spaced out
  drawing.Characters(200, 370, 9, 55);
  drawing.Characters(780, 336, 2, 50);  // half a line lower than the first
  for (int row = 0; row < 6; ++row) drawing.Characters(200, 700 + 80 * row, 14, 50);
  const CleanPage page = Cleaned(drawing);
  const std::vector<RectPx> lines = FindTextLines(page.binary.get(), page.glyph_px);
  REQUIRE(lines.size() == 9);
  CHECK(lines[0].width() == Approx(490).margin(10));
}

TEST_CASE("a leading 二 belongs to its line", "[extractors]") {
  PageDrawing drawing;
  drawing.Fill({152, 406, 176, 410});
  drawing.Fill({148, 426, 180, 430});
  drawing.Characters(190, 400, 18, 32);
  for (int row = 1; row < 4; ++row) drawing.Characters(150, 400 + 60 * row, 20, 32);
  const CleanPage page = Cleaned(drawing);
  const std::vector<RectPx> lines = FindTextLines(page.binary.get(), page.glyph_px);
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].x0 <= 149);
}

TEST_CASE("the two ends of one row are two lines", "[extractors]") {
  PageDrawing drawing;
  drawing.Characters(150, 400, 6, 32);
  drawing.Characters(800, 400, 6, 32);
  const CleanPage page = Cleaned(drawing);
  const std::vector<RectPx> lines = FindTextLines(page.binary.get(), page.glyph_px);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].x0 < lines[1].x0);
}

TEST_CASE("words of neighbouring columns are lines of their own", "[extractors]") {
  PageDrawing drawing;
  for (int row = 0; row < 4; ++row) {
    drawing.Characters(150, 400 + 60 * row, 4, 32);
    drawing.Characters(320, 400 + 60 * row, 6, 32);
  }
  const CleanPage page = Cleaned(drawing);
  CHECK(FindTextLines(page.binary.get(), page.glyph_px).size() == 8);
}

TEST_CASE("characters set apart from each other are one line", "[extractors]") {
  PageDrawing drawing;
  for (int row = 0; row < 4; ++row) {
    for (const int x : {150, 220, 290}) drawing.Character(x, 400 + 60 * row, 32);
  }
  drawing.Characters(150, 700, 10, 32);
  const CleanPage page = Cleaned(drawing);
  CHECK(FindTextLines(page.binary.get(), page.glyph_px).size() == 5);
}

TEST_CASE("the strokes of a lone = are one line, and what a ruling left is none", "[extractors]") {
  PageDrawing drawing;
  for (int row = 0; row < 4; ++row) drawing.Characters(150, 400 + 60 * row, 10, 32);
  for (const int y : {413, 421}) drawing.Fill({700, y, 724, y + 3});
  drawing.Fill({700, 475, 800, 478});
  drawing.Fill({700, 520, 703, 548});
  const CleanPage page = Cleaned(drawing);
  CHECK(FindTextLines(page.binary.get(), page.glyph_px).size() == 5);
}

TEST_CASE("lines of a cell are cut apart, parts of a character are not", "[extractors]") {
  PageDrawing drawing;
  drawing.Characters(150, 400, 6, 32);
  drawing.Fill({150, 444, 180, 448});  // 三
  drawing.Fill({152, 456, 178, 460});
  drawing.Fill({148, 470, 182, 474});
  drawing.Characters(190, 442, 3, 32);
  const CleanPage page = Cleaned(drawing);
  const std::vector<RectPx> lines =
      FindCellLines(page.binary.get(), {120, 380, 500, 500}, page.glyph_px);
  CHECK(lines.size() == 2);
}

TEST_CASE("a cell without ink has no lines", "[extractors]") {
  PageDrawing drawing;
  drawing.Characters(150, 400, 6, 32);
  const CleanPage page = Cleaned(drawing);
  CHECK(FindCellLines(page.binary.get(), {120, 600, 500, 700}, page.glyph_px).empty());
  CHECK(FindCellLines(page.binary.get(), {-10, -10, 0, 0}, page.glyph_px).empty());
}

}  // namespace gongwen
