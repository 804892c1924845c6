#include "model/table_grid.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

TEST_CASE("a grid whose cells cover every slot once tiles", "[model]") {
  const TableGrid grid{.rows = 2,
                       .columns = 2,
                       .cells = {{.row_span = 2, .text = "a"},
                                 {.column = 1, .text = "b"},
                                 {.row = 1, .column = 1, .text = "c"}}};
  CHECK(CheckTiling(grid));
  CHECK(SlotMap(grid) == std::vector<int>{0, 1, 0, 2});
  CHECK(Dump(grid) == "r0 c0 2x1 a\nr0 c1 1x1 b\nr1 c1 1x1 c\n");
}

TEST_CASE("a bare slot, a slot covered twice and a cell outside the grid are named", "[model]") {
  const TableGrid bare{.rows = 1, .columns = 2, .cells = {{.text = "a"}}};
  CHECK_THAT(CheckTiling(bare).error().message, Catch::Contains("row 0, column 1 is bare"));
  const TableGrid twice{
      .rows = 1, .columns = 2, .cells = {{.column_span = 2}, {.column = 1}}};
  CHECK_THAT(CheckTiling(twice).error().message, Catch::Contains("covered twice"));
  const TableGrid outside{.rows = 1, .columns = 1, .cells = {{.column_span = 2}}};
  CHECK_THAT(CheckTiling(outside).error().message, Catch::Contains("leaves the grid"));
}

TEST_CASE("cells out of row-major order do not pass for a grid", "[model]") {
  const TableGrid grid{.rows = 1, .columns = 2, .cells = {{.column = 1}, {.column = 0}}};
  CHECK_THAT(CheckTiling(grid).error().message, Catch::Contains("out of order"));
}

}  // namespace
}  // namespace gongwen
