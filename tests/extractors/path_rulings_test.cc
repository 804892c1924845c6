#include "extractors/pdf/path_rulings.h"

#include <catch2/catch.hpp>
#include <vector>

namespace gongwen {
namespace {

constexpr RectPt kPage{0, 0, 600, 800};

std::vector<PathPoint> Rectangle(const RectPt& r) {
  return {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}, {r.x0, r.y0}};
}

TEST_CASE("a stroked rectangle gives its four sides", "[extractors]") {
  std::vector<Ruling> rulings;
  AppendStrokeRulings(Rectangle({10, 20, 110, 70}), 1, kPage, rulings);
  REQUIRE(rulings.size() == 4);
  CHECK(rulings[0] == Ruling{Orientation::kHorizontal, 20, 10, 110, 1});
  CHECK(rulings[1] == Ruling{Orientation::kVertical, 110, 20, 70, 1});
}

TEST_CASE("slanted strokes and curves give no rulings", "[extractors]") {
  std::vector<Ruling> rulings;
  AppendStrokeRulings(std::vector<PathPoint>{{0, 0}, {50, 40}}, 1, kPage, rulings);
  AppendStrokeRulings(std::vector<PathPoint>{{0, 0}, {10, 0, true}, {20, 0, true}, {30, 0}}, 1,
                      kPage, rulings);
  CHECK(rulings.empty());
}

TEST_CASE("a stroke is cut off at its clip path", "[extractors]") {
  std::vector<Ruling> rulings;
  AppendStrokeRulings(std::vector<PathPoint>{{-50, 10}, {900, 10}}, 1, kPage, rulings);
  AppendStrokeRulings(std::vector<PathPoint>{{0, -40}, {100, -40}}, 1, kPage, rulings);
  REQUIRE(rulings.size() == 1);
  CHECK(rulings[0].start == Approx(0).margin(1.1));
  CHECK(rulings[0].end == Approx(600).margin(1.1));
}

TEST_CASE("a short stroke as wide as a page is the line across it", "[extractors]") {
  std::vector<Ruling> rulings;
  AppendStrokeRulings(std::vector<PathPoint>{{100, 50}, {100, 51}}, 80, kPage, rulings);
  REQUIRE(rulings.size() == 1);
  CHECK(rulings[0] == Ruling{Orientation::kHorizontal, 50.5, 60, 140, 1});
}

TEST_CASE("thin filled rectangles are rulings and areas are not", "[extractors]") {
  std::vector<Ruling> rulings;
  std::vector<RectPt> dots;
  CHECK(AppendFill(Rectangle({10, 20, 110, 20.5}), kPage, rulings, dots) == FillKind::kRuling);
  CHECK(AppendFill(Rectangle({10, 20, 10.5, 90}), kPage, rulings, dots) == FillKind::kRuling);
  CHECK(AppendFill(Rectangle({10, 20, 110, 40}), kPage, rulings, dots) == FillKind::kArea);
  CHECK(AppendFill(Rectangle({10, 20, 11, 21}), kPage, rulings, dots) == FillKind::kDot);
  REQUIRE(rulings.size() == 2);
  CHECK(rulings[0] == Ruling{Orientation::kHorizontal, 20.25, 10, 110, 0.5});
  CHECK(rulings[1] == Ruling{Orientation::kVertical, 10.25, 20, 90, 0.5});
}

TEST_CASE("an area clipped to a sliver is a ruling", "[extractors]") {
  std::vector<Ruling> rulings;
  std::vector<RectPt> dots;
  AppendFill(Rectangle({0, 0, 600, 800}), {50, 100, 300, 101}, rulings, dots);
  CHECK(rulings == std::vector<Ruling>{{Orientation::kHorizontal, 100.5, 50, 300, 1}});
}

TEST_CASE("dots in a row or a column are one ruling, scattered dots are none", "[extractors]") {
  std::vector<RectPt> dots;
  for (int i = 0; i < 20; ++i) dots.push_back({i * 2.0, 5, i * 2.0 + 1, 6});
  for (int i = 0; i < 20; ++i) dots.push_back({300, 50 + i * 1.0, 301, 51 + i * 1.0});
  dots.push_back({500, 500, 501, 501});
  const std::vector<Ruling> rulings = RulingsFromDots(dots);
  REQUIRE(rulings.size() == 2);
  CHECK(rulings[0] == Ruling{Orientation::kHorizontal, 5.5, 0, 39, 1});
  CHECK(rulings[1] == Ruling{Orientation::kVertical, 300.5, 50, 70, 1});
}

TEST_CASE("pictures as thin as lines are rulings, the strips of a scan are none", "[extractors]") {
  const std::vector<RectPt> lines = {
      {0, 0, 600, 800}, {50, 100, 300, 101}, {50, 100, 51, 200}, {400, 400, 402, 402}};
  const std::vector<Ruling> rulings = RulingsFromImages(lines);
  REQUIRE(rulings.size() == 2);
  CHECK(rulings[0] == Ruling{Orientation::kHorizontal, 100.5, 50, 300, 1});
  CHECK(rulings[1] == Ruling{Orientation::kVertical, 50.5, 100, 200, 1});
  std::vector<RectPt> strips;
  for (int i = 0; i < 40; ++i) strips.push_back({0, 2.0 * i, 600, 2.0 * i + 2});
  CHECK(RulingsFromImages(strips).empty());
}

}  // namespace
}  // namespace gongwen
