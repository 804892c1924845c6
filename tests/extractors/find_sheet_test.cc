#include "extractors/image/find_sheet.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "draw_page.h"
#include "extractors/image/clean_page.h"

namespace gongwen {
namespace {

// A sheet with text on a brown desk; its corners as given, in a picture of 1000 x 1300.
Raster Photograph(const SheetCorners& corners) {
  Raster out{.width_px = 1000, .height_px = 1300, .channels = 3};
  const auto is_inside = [&](double x, double y) {
    for (std::size_t i = 0; i < 4; ++i) {
      const SheetCorner &a = corners[i], &b = corners[(i + 1) % 4];
      if ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) < 0) return false;
    }
    return true;
  };
  for (int y = 0; y < out.height_px; ++y) {
    for (int x = 0; x < out.width_px; ++x) {
      const bool is_text = is_inside(x - 90, y - 90) && is_inside(x + 90, y + 90) && y % 40 < 20 &&
                           (x / 4 + y / 4) % 3 == 0;
      const bool is_paper = is_inside(x, y);
      const int shade = y / 13;  // darker below, as under a hand
      for (const int value : is_text    ? std::array{60, 60, 60}
                             : is_paper ? std::array{235, 225, 205}
                                        : std::array{140, 90, 50}) {
        out.pixels.push_back(static_cast<std::uint8_t>(std::max(20, value - shade)));
      }
    }
  }
  return out;
}

}  // namespace

TEST_CASE("the sheet of a photograph is found on its desk", "[image]") {
  const SheetCorners corners{SheetCorner{70, 90}, {900, 60}, {940, 1230}, {50, 1200}};
  const Result<PixPtr> pix = PixFromRaster(Photograph(corners));
  REQUIRE(pix);
  const std::optional<SheetCorners> found = FindSheet(pix->get());
  REQUIRE(found);
  for (std::size_t i = 0; i < 4; ++i) {
    INFO(i);
    CHECK(std::hypot((*found)[i].x - corners[i].x, (*found)[i].y - corners[i].y) < 12);
  }
  const FlatSheet sheet = CutSheet(pix->get(), *found);
  REQUIRE(sheet.pix);
  CHECK(sheet.dpi == Approx(105).margin(5));  // 1,240 pixels for 297 mm
}

TEST_CASE("paper on a scanner's gray lid is a scan", "[image]") {
  PageDrawing page;
  page.Fill({0, 0, 1240, 1754}, {196, 196, 196});
  page.Fill({60, 70, 1180, 1690}, {245, 245, 245});
  for (int row = 0; row < 20; ++row) page.Characters(200, 230 + 62 * row, 34);
  const Result<PixPtr> pix = PixFromRaster(page.raster());
  REQUIRE(pix);
  CHECK_FALSE(FindSheet(pix->get()));
}

TEST_CASE("the frame of a table is no sheet", "[image]") {
  PageDrawing page;
  page.Fill({180, 200, 1060, 206});
  page.Fill({180, 1500, 1060, 1506});
  page.Fill({180, 200, 186, 1506});
  page.Fill({1054, 200, 1060, 1506});
  for (int row = 0; row < 20; ++row) page.Characters(200, 230 + 62 * row, 34);
  const Result<PixPtr> pix = PixFromRaster(page.raster());
  REQUIRE(pix);
  CHECK_FALSE(FindSheet(pix->get()));
}

TEST_CASE("a scan has no sheet to be found", "[image]") {
  PageDrawing page;
  for (int row = 0; row < 30; ++row) page.Characters(130, 150 + 50 * row, 38);
  page.Horizontal(100, 1140, 100);
  page.Vertical(100, 100, 1600);
  page.Fill({200, 400, 1000, 460}, {120, 120, 120});
  const Result<PixPtr> pix = PixFromRaster(page.raster());
  REQUIRE(pix);
  CHECK_FALSE(FindSheet(pix->get()));
  const Result<CleanPage> clean = CleanScan(page.raster());
  REQUIRE(clean);
  CHECK_FALSE(clean->is_photograph);
}

}  // namespace gongwen
