#include "extractors/table/join_pages.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace gongwen {
namespace {

// A grid of unit cells from rows of text, columns at the given borders.
TableGrid Grid(int page_no, const std::vector<double>& borders,
               const std::vector<std::vector<std::string>>& rows) {
  TableGrid grid{.rows = static_cast<int>(rows.size()),
                 .columns = static_cast<int>(borders.size()) - 1};
  for (int r = 0; r < grid.rows; ++r) {
    for (int c = 0; c < grid.columns; ++c) {
      const auto i = static_cast<std::size_t>(c);
      grid.cells.push_back({.row = r,
                            .column = c,
                            .page_no = page_no,
                            .box = {borders[i], 100 + 20.0 * r, borders[i + 1], 120 + 20.0 * r},
                            .text = rows[static_cast<std::size_t>(r)][i]});
    }
  }
  return grid;
}

const std::vector<double> kBorders{50, 100, 300, 400};

TEST_CASE("a table goes on where the next page has the same columns", "[table]") {
  const TableGrid first = Grid(1, kBorders, {{"指标", "名称", "值"}, {"数量", "甲", "1"}});
  const TableGrid next = Grid(2, {51, 99, 302, 400}, {{"质量", "乙", "2"}});
  CHECK(ContinuesOnNextPage(first, next, TextBetween::kNone));
  CHECK_FALSE(ContinuesOnNextPage(first, next, TextBetween::kOther));
  const TableGrid joined = JoinGrids(first, next);
  REQUIRE(CheckTiling(joined));
  CHECK(joined.rows == 3);
  CHECK(joined.page_breaks == std::vector<int>{2});
  CHECK(joined.cells.back().text == "2");
  CHECK(joined.cells.back().page_no == 2);
}

TEST_CASE("other columns, another page order or a new table of the same form do not go on",
          "[table]") {
  const TableGrid first = Grid(1, kBorders, {{"a", "b", "c"}});
  CHECK_FALSE(ContinuesOnNextPage(first, Grid(2, {50, 180, 250, 400}, {{"d", "e", "f"}}), TextBetween::kNone));
  CHECK_FALSE(ContinuesOnNextPage(first, Grid(2, {80, 100, 300, 430}, {{"d", "e", "f"}}), TextBetween::kNone));
  CHECK_FALSE(ContinuesOnNextPage(first, Grid(3, kBorders, {{"d", "e", "f"}}), TextBetween::kNone));
  const std::vector<std::vector<std::string>> form{
      {"资金名称", "", "甲"}, {"主管部门", "", "乙"}, {"总体目标", "", "丙"}, {"", "x", "1"}};
  CHECK_FALSE(ContinuesOnNextPage(Grid(1, kBorders, form), Grid(2, kBorders, form), TextBetween::kNone));
}

TEST_CASE("a header that the new page repeats is dropped", "[table]") {
  const TableGrid joined =
      JoinGrids(Grid(1, kBorders, {{"级", "名称", "值"}, {"数量", "甲", "1"}}),
                Grid(2, kBorders, {{"级", "名称", "值"}, {"质量", "乙", "2"}}));
  REQUIRE(CheckTiling(joined));
  CHECK(joined.rows == 3);
  CHECK(joined.cells[6].text == "质量");
}

TEST_CASE("a merged label that the break cut is one cell again; an empty value stays its own",
          "[table]") {
  const TableGrid joined = JoinGrids(Grid(1, kBorders, {{"级", "名称", "值"}, {"数量", "甲", "1"}}),
                                     Grid(2, kBorders, {{"", "乙", ""}, {"质量", "丙", "3"}}));
  REQUIRE(CheckTiling(joined));
  CHECK(Dump(joined) ==
        "r0 c0 1x1 级\nr0 c1 1x1 名称\nr0 c2 1x1 值\n"
        "r1 c0 2x1 数量\nr1 c1 1x1 甲\nr1 c2 1x1 1\n"
        "r2 c1 1x1 乙\nr2 c2 1x1\n"
        "r3 c0 1x1 质量\nr3 c1 1x1 丙\nr3 c2 1x1 3\n");
}

TEST_CASE("a running number before it does not keep a cut label apart", "[table]") {
  const TableGrid joined = JoinGrids(Grid(1, {50, 100, 200, 300, 400}, {{"9", "数量", "甲", "1"}}),
                                     Grid(2, {50, 100, 200, 300, 400}, {{"10", "", "乙", "2"}}));
  REQUIRE(CheckTiling(joined));
  CHECK(Dump(joined) ==
        "r0 c0 1x1 9\nr0 c1 2x1 数量\nr0 c2 1x1 甲\nr0 c3 1x1 1\n"
        "r1 c0 1x1 10\nr1 c2 1x1 乙\nr1 c3 1x1 2\n");
}

TEST_CASE("a column border that only one page shows is kept, as a span on the other", "[table]") {
  const TableGrid joined = JoinGrids(Grid(1, {50, 100, 200, 300, 400}, {{"a", "b", "c", "d"}}),
                                     Grid(2, {50, 100, 300, 400}, {{"e", "f", "g"}}));
  REQUIRE(CheckTiling(joined));
  CHECK(joined.columns == 4);
  CHECK(joined.cells[5].text == "f");
  CHECK(joined.cells[5].column_span == 2);
}

}  // namespace
}  // namespace gongwen
