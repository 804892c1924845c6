#include "extractors/table/joined_rulings.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

Ruling Across(double y, double from, double to) {
  return {Orientation::kHorizontal, y, from, to, 0.5};
}

TEST_CASE("a rule drawn in one piece a cell is one rule", "[table]") {
  const std::vector<Ruling> joined =
      JoinedRulings(std::vector{Across(100, 150, 250), Across(100.3, 250.5, 400),
                                Across(100, 50, 150), Across(130, 50, 150)});
  REQUIRE(joined.size() == 2);
  CHECK(joined[0].start == 50);
  CHECK(joined[0].end == 400);
  CHECK(joined[1].position == 130);
}

TEST_CASE("a gap that a reader sees, and the second line of a double rule, stay", "[table]") {
  CHECK(JoinedRulings(std::vector{Across(100, 50, 150), Across(100, 154, 250)}).size() == 2);
  CHECK(JoinedRulings(std::vector{Across(100, 50, 150), Across(101.5, 50, 150)}).size() == 2);
}

TEST_CASE("pieces across and down do not join", "[table]") {
  const Ruling down{Orientation::kVertical, 100, 50, 150, 0.5};
  CHECK(JoinedRulings(std::vector{Across(100, 50, 150), down}).size() == 2);
}

}  // namespace
}  // namespace gongwen
