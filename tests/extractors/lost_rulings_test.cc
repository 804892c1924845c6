#include "extractors/image/lost_rulings.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

namespace gongwen {
namespace {

Ruling Across(double y, double from, double to) {
  return {Orientation::kHorizontal, y, from, to, 1};
}
Ruling Down(double x, double from, double to) { return {Orientation::kVertical, x, from, to, 1}; }

const CrossesText kNoText = [](Orientation, double, double, double) { return false; };

// A frame of three rows; the rulings under its rows reach from x = 200 to the right side, where the
// wall between the columns has vanished.
std::vector<Ruling> WithoutWall() {
  return {Across(100, 50, 400), Across(190, 50, 400),  Down(50, 100, 190),
          Down(400, 100, 190),  Across(130, 200, 400), Across(160, 201, 400)};
}

}  // namespace

TEST_CASE("a vertical ruling is told from the rulings that end on it", "[image]") {
  const std::vector<Ruling> all = WithLostRulings(WithoutWall(), kNoText);
  REQUIRE(all.size() == 7);
  CHECK(all.back().orientation == Orientation::kVertical);
  CHECK(all.back().position == Approx(200).margin(1));
  CHECK(all.back().start == Approx(100));
  CHECK(all.back().end == Approx(190));
}

TEST_CASE("with a side of the frame lost too, the side is told first, then the wall", "[image]") {
  std::vector<Ruling> rulings = WithoutWall();
  std::erase_if(rulings, [](const Ruling& r) { return r == Down(400, 100, 190); });
  const std::vector<Ruling> all = WithLostRulings(rulings, kNoText);
  const auto has = [&](double x) {
    return std::any_of(all.begin(), all.end(), [x](const Ruling& r) {
      return r.orientation == Orientation::kVertical && r.position == Approx(x).margin(1);
    });
  };
  CHECK(has(400));
  CHECK(has(200));
}

TEST_CASE("no ruling is put through text", "[image]") {
  const CrossesText in_the_middle = [](Orientation, double, double from, double) {
    return from > 120 && from < 150;
  };
  const std::vector<Ruling> all = WithLostRulings(WithoutWall(), in_the_middle);
  CHECK(std::none_of(all.begin() + 6, all.end(),
                     [](const Ruling& r) { return r.start < 145 && r.end > 145; }));
}

TEST_CASE("a whole table and strokes that meet nothing give no further ruling", "[image]") {
  std::vector<Ruling> whole = WithoutWall();
  whole.push_back(Down(200, 100, 190));
  CHECK(WithLostRulings(whole, kNoText).size() == whole.size());
  const std::vector<Ruling> strokes{Across(30, 100, 140), Across(60, 100, 140),
                                    Across(90, 10, 300)};
  CHECK(WithLostRulings(strokes, kNoText).size() == strokes.size());
}

}  // namespace gongwen
