#include "extractors/table/grid_from_rulings.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

namespace gongwen {
namespace {

Ruling H(double y, double x0, double x1) { return {Orientation::kHorizontal, y, x0, x1, 0.5}; }
Ruling V(double x, double y0, double y1) { return {Orientation::kVertical, x, y0, y1, 0.5}; }

std::vector<TableGrid> Grids(const std::vector<Ruling>& rulings) {
  Result<std::vector<TableGrid>> grids = GridsFromRulings(rulings, 1);
  REQUIRE(grids);
  for (const TableGrid& grid : *grids) CHECK(CheckTiling(grid));
  return *grids;
}

// 2 x 2 slots of 100 x 20 points from (100, 100).
std::vector<Ruling> Frame() {
  return {H(100, 100, 300), H(120, 100, 300), H(140, 100, 300),
          V(100, 100, 140), V(200, 100, 140), V(300, 100, 140)};
}

TEST_CASE("crossing rulings give a grid of cells with their boxes", "[table]") {
  const auto grids = Grids(Frame());
  REQUIRE(grids.size() == 1);
  CHECK(Dump(grids[0]) == "r0 c0 1x1\nr0 c1 1x1\nr1 c0 1x1\nr1 c1 1x1\n");
  CHECK(grids[0].cells[3].box == RectPt{200, 120, 300, 140});
  CHECK(grids[0].cells[3].page_no == 1);
}

TEST_CASE("a missing piece of an inner ruling merges the cells on its sides", "[table]") {
  SECTION("a header over two columns") {
    const auto grids = Grids({H(100, 100, 300), H(120, 100, 300), H(140, 100, 300),
                              V(100, 100, 140), V(200, 120, 140), V(300, 100, 140)});
    REQUIRE(grids.size() == 1);
    CHECK(Dump(grids[0]) == "r0 c0 1x2\nr1 c0 1x1\nr1 c1 1x1\n");
  }
  SECTION("a label over two rows") {
    const auto grids = Grids({H(100, 100, 300), H(120, 200, 300), H(140, 100, 300),
                              V(100, 100, 140), V(200, 100, 140), V(300, 100, 140)});
    REQUIRE(grids.size() == 1);
    CHECK(Dump(grids[0]) == "r0 c0 2x1\nr0 c1 1x1\nr1 c1 1x1\n");
  }
}

TEST_CASE("a side drawn on from one table to the next does not make them one", "[table]") {
  const std::vector<Ruling> rulings{H(100, 100, 300), H(120, 100, 300), H(140, 110, 300),
                                    V(200, 100, 140), V(300, 100, 140), H(220, 100, 300),
                                    H(240, 100, 300), H(260, 100, 300), V(200, 220, 260),
                                    V(300, 220, 260), V(100, 100, 260)};
  const auto grids = Grids(rulings);
  REQUIRE(grids.size() == 2);
  CHECK(grids[0].cells.size() == 4);
  CHECK(grids[1].cells.size() == 4);
}

TEST_CASE("doubled lines, broken lines, overshoots and small gaps do not change a grid",
          "[table]") {
  std::vector<Ruling> rulings{H(100, 99, 302),  H(101, 100, 300), H(120, 100, 180),
                              H(120, 181, 300), H(140, 98, 298),  V(100, 98, 142),
                              V(200, 101, 139), V(300, 100, 121), V(300.8, 119, 140)};
  const auto grids = Grids(rulings);
  REQUIRE(grids.size() == 1);
  CHECK(Dump(grids[0]) == "r0 c0 1x1\nr0 c1 1x1\nr1 c0 1x1\nr1 c1 1x1\n");
}

TEST_CASE("a table that is open at the page foot is closed by its bounding box", "[table]") {
  const auto grids = Grids(
      {H(100, 100, 300), H(120, 100, 300), V(100, 100, 150), V(200, 100, 150), V(300, 100, 150)});
  REQUIRE(grids.size() == 1);
  CHECK(Dump(grids[0]) == "r0 c0 1x1\nr0 c1 1x1\nr1 c0 1x1\nr1 c1 1x1\n");
  CHECK(grids[0].cells[2].box.y1 == Approx(150));
}

TEST_CASE("two tables on one page are two grids in reading order", "[table]") {
  std::vector<Ruling> rulings = Frame();
  for (const Ruling& r : Frame()) {
    Ruling moved = r;
    if (r.orientation == Orientation::kHorizontal) {
      moved.position -= 60;
    } else {
      moved.start -= 60;
      moved.end -= 60;
    }
    rulings.push_back(moved);
  }
  const auto grids = Grids(rulings);
  REQUIRE(grids.size() == 2);
  CHECK(grids[0].cells[0].box.y0 == Approx(40));
  CHECK(grids[1].cells[0].box.y0 == Approx(100));
}

TEST_CASE("lines that close no cells are no table", "[table]") {
  CHECK(Grids({}).empty());
  CHECK(Grids({H(100, 100, 300), H(200, 100, 300), H(300, 100, 300)}).empty());
  CHECK(Grids({H(100, 100, 300), V(200, 50, 150)}).empty());
  CHECK(Grids({H(100, 100, 300), H(140, 100, 300), V(100, 100, 140), V(300, 100, 140)}).empty());
}

TEST_CASE("a drawing of more slots than the limit is refused, not tried", "[table]") {
  std::vector<Ruling> rulings;
  for (int i = 0; i < 500; ++i) {
    rulings.push_back(H(5.0 * i, 0, 2500));
    rulings.push_back(V(5.0 * i, 0, 2500));
  }
  const auto grids = GridsFromRulings(rulings, 1);
  REQUIRE_FALSE(grids);
  CHECK(grids.error().code == ErrorCode::kTooLarge);
}

TEST_CASE("whatever the rulings, every grid tiles", "[table]") {
  std::mt19937_64 random(20231103);
  const auto uniform = [&](double most) {
    return most * static_cast<double>(random() % 10000) / 10000;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<Ruling> rulings;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) {
      // Coarse positions, so that many rulings meet.
      const double at = std::floor(uniform(12)) * 20 + uniform(4);
      const double from = std::floor(uniform(10)) * 20, to = from + uniform(240);
      rulings.push_back(random() % 2 == 0 ? H(at, from, to) : V(at, from, to));
    }
    for (const TableGrid& grid : Grids(rulings)) REQUIRE(CheckTiling(grid));
  }
}

}  // namespace
}  // namespace gongwen
