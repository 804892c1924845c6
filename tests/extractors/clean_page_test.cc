#include "extractors/image/clean_page.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "draw_page.h"

namespace gongwen {
namespace {

// Share of dark pixels in a box of the cleaned page.
double Ink(const CleanPage& page, const RectPx& box) {
  const PixPtr crop = CropPix(page.gray.get(), box);
  REQUIRE(crop);
  const Result<Raster> gray = RasterFromPix(crop.get(), 0);
  REQUIRE(gray);
  const auto dark = std::count_if(gray->pixels.begin(), gray->pixels.end(),
                                  [](std::uint8_t value) { return value < 140; });
  return static_cast<double>(dark) / static_cast<double>(gray->pixels.size());
}

Raster Rotated(const Raster& page, double degrees) {
  Raster out = page;
  std::fill(out.pixels.begin(), out.pixels.end(), std::uint8_t{235});
  const double c = std::cos(degrees * 3.14159265 / 180), s = std::sin(degrees * 3.14159265 / 180);
  for (int y = 0; y < page.height_px; ++y) {
    for (int x = 0; x < page.width_px; ++x) {
      const double u = x - page.width_px / 2.0, v = y - page.height_px / 2.0;
      const int from_x = static_cast<int>(std::lround(c * u + s * v + page.width_px / 2.0));
      const int from_y = static_cast<int>(std::lround(-s * u + c * v + page.height_px / 2.0));
      if (from_x < 0 || from_y < 0 || from_x >= page.width_px || from_y >= page.height_px) continue;
      for (int k = 0; k < 3; ++k) {
        const auto at = [&](int px, int py) {
          return static_cast<std::size_t>((py * page.width_px + px) * 3 + k);
        };
        out.pixels[at(x, y)] = page.pixels[at(from_x, from_y)];
      }
    }
  }
  return out;
}

void DrawLetter(PageDrawing& page) {
  for (int row = 0; row < 15; ++row) page.Characters(150, 400 + 60 * row, 25, 32);
}

}  // namespace

TEST_CASE("a red seal goes and the black text under it stays", "[extractors]") {
  PageDrawing page;
  DrawLetter(page);
  page.Ring(600, 800, 115, 124, kRed);
  page.Disc(600, 800, 30, kRed);
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  REQUIRE(clean->seals.size() == 1);
  CHECK(clean->seals.front().width() == Approx(248).margin(20));
  CHECK(Ink(*clean, {570, 795, 630, 817}) < 0.02);  // the star, between two lines
  CHECK(Ink(*clean, {470, 760, 730, 792}) > 0.15);  // the line through the seal
}

TEST_CASE("a gray seal goes too", "[extractors]") {
  PageDrawing page;
  DrawLetter(page);
  page.Ring(600, 1500, 115, 122, {150, 150, 150});
  page.Disc(600, 1500, 30, {150, 150, 150});
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK(clean->seals.size() == 1);
  CHECK(Ink(*clean, {470, 1370, 730, 1630}) < 0.01);
}

TEST_CASE("of a black seal ring and star go, and text stays", "[extractors]") {
  PageDrawing page;
  DrawLetter(page);
  page.Ring(600, 1500, 115, 122, {0, 0, 0});
  page.Disc(600, 1500, 30, {0, 0, 0});
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK(clean->seals.size() == 1);
  CHECK(Ink(*clean, {470, 1370, 730, 1630}) < 0.01);
}

TEST_CASE("a red heading is no seal and becomes dark", "[extractors]") {
  PageDrawing page;
  page.Characters(200, 200, 12, 60, kRed);
  DrawLetter(page);
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK(clean->seals.empty());
  CHECK(Ink(*clean, {200, 200, 900, 260}) > 0.2);
}

TEST_CASE("black borders and punch holes go, text near the margin stays", "[extractors]") {
  PageDrawing page;
  DrawLetter(page);
  page.Fill({0, 0, 1240, 25});
  page.Fill({0, 0, 30, 1754});
  page.Disc(80, 600, 17);
  page.Characters(150, 300, 3, 32);
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK(Ink(*clean, {0, 0, 1240, 60}) == 0);
  CHECK(Ink(*clean, {0, 0, 110, 1754}) == 0);
  CHECK(Ink(*clean, {150, 300, 230, 332}) > 0.2);
}

TEST_CASE("specks far from text go, points beside it stay", "[extractors]") {
  PageDrawing page;
  DrawLetter(page);
  page.Fill({955, 426, 961, 432});  // a full stop after the first line of 25 characters
  page.Fill({600, 1500, 605, 1505});
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK(Ink(*clean, {590, 1490, 615, 1515}) == 0);
  CHECK(Ink(*clean, {953, 424, 963, 434}) > 0.2);
  CHECK(clean->specks == 1);
}

TEST_CASE("skew is found to a tenth of a degree", "[extractors]") {
  PageDrawing page;
  DrawLetter(page);
  page.Horizontal(150, 1000, 1400);
  for (const double angle : {-3.0, -0.7, 1.5}) {
    const Result<CleanPage> clean = CleanScan(Rotated(page.raster(), angle));
    REQUIRE(clean);
    CHECK(clean->skew_deg == Approx(-angle).margin(0.12));
  }
}

TEST_CASE("an empty page has no text height and no skew", "[extractors]") {
  const Result<CleanPage> clean = CleanScan(PageDrawing().raster());
  REQUIRE(clean);
  CHECK(clean->glyph_px == 0);
  CHECK(clean->skew_deg == 0);
}

TEST_CASE("a raster whose sizes lie is refused", "[extractors]") {
  Raster raster = PageDrawing().raster();
  raster.height_px += 1;
  const Result<CleanPage> clean = CleanScan(raster);
  REQUIRE_FALSE(clean);
  CHECK(clean.error().code == ErrorCode::kInvalidArgument);
}

}  // namespace gongwen
