#include "extractors/ocr/line_glyphs.h"

#include <catch2/catch.hpp>
#include <string>

#include "draw_page.h"
#include "extractors/image/clean_page.h"
#include "extractors/text/compose_lines.h"

namespace gongwen {
namespace {

struct DrawnLine {
  PixPtr gray{}, binary{};
  TextImages images{};
  RectPx box{};
};

// Characters of 30 pixels at 100, 132, ... and again from `second` on, 200 dpi.
DrawnLine Draw(int first_count, int second, int second_count) {
  PageDrawing page;
  page.Characters(100, 200, first_count, 30);
  if (second_count > 0) page.Characters(second, 200, second_count, 30);
  DrawnLine out;
  const Raster raster = page.raster();
  Result<CleanPage> cleaned = CleanScan(raster, {.max_skew_deg = 0});
  REQUIRE(cleaned);
  out.gray = std::move(cleaned->gray);
  out.binary = std::move(cleaned->binary);
  out.images = {out.gray.get(), out.binary.get(), 200, 30};
  const int end = second_count > 0 ? second + 36 * second_count : 100 + 36 * first_count;
  out.box = {100, 200, end, 230};
  return out;
}

}  // namespace

TEST_CASE("characters without places share the line, left to right", "[ocr]") {
  const DrawnLine line = Draw(4, 0, 0);
  const std::vector<Glyph> glyphs =
      GlyphsOfLine({.text = "数量12", .confidence = 0.7}, line.box, line.images);
  REQUIRE(glyphs.size() == 4);
  for (std::size_t i = 1; i < glyphs.size(); ++i) CHECK(glyphs[i].box.x0 > glyphs[i - 1].box.x0);
  CHECK(glyphs[3].confidence == 0.7);
  CHECK(ComposeCellText(glyphs) == "数量12");
}

TEST_CASE("digits that the engine saw without a blank stay one number", "[ocr]") {
  const DrawnLine line = Draw(4, 0, 0);
  CHECK(ComposeCellText(GlyphsOfLine({.text = "1111"}, line.box, line.images)) == "1111");
  CHECK(ComposeCellText(GlyphsOfLine({.text = "11 11"}, line.box, line.images)) == "11 11");
}

TEST_CASE("digits alone have the size of the characters beside them", "[ocr]") {
  const DrawnLine line = Draw(4, 0, 0);
  const RectPx lower{line.box.x0, 204, line.box.x1, 226};  // digits fill 0.72 of an em
  const auto size_of = [&](const LineText& text, const RectPx& box) {
    return GlyphsOfLine(text, box, line.images).front().font_size_pt;
  };
  CHECK(size_of({.text = "1234"}, lower) ==
        Approx(size_of({.text = "数量指标"}, line.box)).epsilon(0.1));
}

TEST_CASE("free paper between two characters ends their boxes", "[ocr]") {
  const DrawnLine line = Draw(1, 200, 1);
  LineText text{.text = "甲乙"};
  text.glyphs = {{.text = "甲", .x0 = 100, .x1 = 165}, {.text = "乙", .x0 = 165, .x1 = 236}};
  const std::vector<Glyph> glyphs = GlyphsOfLine(text, line.box, line.images);
  REQUIRE(glyphs.size() == 2);
  CHECK(glyphs[1].box.x0 - glyphs[0].box.x1 > 0.7 * 30 * 72 / 200);
}

TEST_CASE("characters set downward have their own boxes", "[ocr]") {
  const DrawnLine line = Draw(1, 0, 0);
  const RectPx boxes[] = {{100, 200, 130, 230}, {100, 240, 130, 270}};
  const std::vector<Glyph> glyphs = GlyphsOfStack({.text = "产出"}, boxes, line.images);
  REQUIRE(glyphs.size() == 2);
  CHECK(glyphs[1].box.y0 > glyphs[0].box.y1);
  CHECK(ComposeCellText(glyphs) == "产出");
}

}  // namespace gongwen
