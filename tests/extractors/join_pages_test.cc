#include "extractors/table/join_pages.h"

#include <algorithm>
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
  CHECK_FALSE(ContinuesOnNextPage(first, Grid(2, {50, 180, 250, 400}, {{"d", "e", "f"}}),
                                  TextBetween::kNone));
  CHECK_FALSE(ContinuesOnNextPage(first, Grid(2, {80, 100, 300, 430}, {{"d", "e", "f"}}),
                                  TextBetween::kNone));
  CHECK_FALSE(ContinuesOnNextPage(first, Grid(3, kBorders, {{"d", "e", "f"}}), TextBetween::kNone));
  const std::vector<std::vector<std::string>> form{
      {"资金名称", "", "甲"}, {"主管部门", "", "乙"}, {"总体目标", "", "丙"}, {"", "x", "1"}};
  CHECK_FALSE(
      ContinuesOnNextPage(Grid(1, kBorders, form), Grid(2, kBorders, form), TextBetween::kNone));
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

// A grid whose cells span: {row, column, row span, text}, columns one wide.
struct Span {
  int row, column, rows;
  const char* text;
};
TableGrid Merged(int page_no, int rows, const std::vector<Span>& spans) {
  TableGrid grid{.rows = rows, .columns = 3};
  for (const Span& span : spans) {
    const auto i = static_cast<std::size_t>(span.column);
    grid.cells.push_back({.row = span.row,
                          .column = span.column,
                          .row_span = span.rows,
                          .page_no = page_no,
                          .box = {kBorders[i], 100 + 20.0 * span.row, kBorders[i + 1],
                                  100 + 20.0 * (span.row + span.rows)},
                          .text = span.text});
  }
  return grid;
}

TEST_CASE("a merged label over the break is one cell, wherever its text stands", "[table]") {
  const auto joined = [](const char* above, const char* below) {
    return JoinGrids(Merged(1, 3,
                            {{0, 0, 1, "级"},
                             {0, 1, 1, "名称"},
                             {0, 2, 1, "值"},
                             {1, 0, 2, above},
                             {1, 1, 1, "甲"},
                             {1, 2, 1, "1"},
                             {2, 1, 1, "乙"},
                             {2, 2, 1, "2"}}),
                     Merged(2, 3,
                            {{0, 0, 2, below},
                             {0, 1, 1, "丙"},
                             {0, 2, 1, "3"},
                             {1, 1, 1, "丁"},
                             {1, 2, 1, "4"},
                             {2, 0, 1, "质量"},
                             {2, 1, 1, "戊"},
                             {2, 2, 1, "5"}}));
  };
  struct Case {
    const char *above, *below;
    int page_no;
  };
  for (const Case& c : {Case{"数量", "", 1}, Case{"", "数量", 2}, Case{"数量", "数量", 1}}) {
    const TableGrid grid = joined(c.above, c.below);
    REQUIRE(CheckTiling(grid));
    CHECK(grid.rows == 6);
    CHECK(grid.cells[3].text == "数量");
    CHECK(grid.cells[3].row_span == 4);
    CHECK(grid.cells[3].page_no == c.page_no);  // where the text stands
  }
  CHECK(joined("数量", "时效").cells[3].row_span == 2);
}

TEST_CASE("a label in neither part waits for the third", "[table]") {
  const auto part = [](int page_no, const char* label) {
    const std::string number = std::to_string(page_no);
    TableGrid grid = Merged(
        page_no, 2,
        {{0, 0, 2, label}, {0, 1, 1, "甲"}, {0, 2, 1, "1"}, {1, 1, 1, "乙"}, {1, 2, 1, "2"}});
    for (Cell& cell : grid.cells) cell.text += cell.column > 0 ? number : "";
    return grid;
  };
  const TableGrid grid = JoinGrids(JoinGrids(part(1, ""), part(2, "")), part(3, "数量"));
  REQUIRE(CheckTiling(grid));
  CHECK(grid.cells[0].text == "数量");
  CHECK(grid.cells[0].row_span == 6);
  CHECK(grid.page_breaks == std::vector<int>{2, 4});
}

TEST_CASE("a row that the break cut goes on where its line was full", "[table]") {
  TableGrid first = Grid(1, kBorders, {{"县", "用途", "金额"}, {"和静县", "用于农村", "12"}});
  TableGrid next = Grid(2, kBorders, {{"", "道路建设", ""}, {"博湖县", "补助", "3"}});
  SECTION("one row") {
    first.cells[4].is_full = true;
    const TableGrid joined = JoinGrids(first, next);
    REQUIRE(CheckTiling(joined));
    CHECK(joined.rows == 3);
    CHECK(joined.cells[4].text == "用于农村道路建设");
    CHECK(joined.cells[5].text == "12");
    CHECK(joined.page_breaks == std::vector<int>{2});
  }
  SECTION("two rows where the line had room: the empty amount stays empty") {
    const TableGrid joined = JoinGrids(first, next);
    CHECK(joined.rows == 4);
    CHECK(joined.cells.back().text == "3");
    CHECK(std::ranges::count(joined.cells, std::string("12"), &Cell::text) == 1);
  }
  SECTION("two rows where a number begins below") {
    first.cells[4].is_full = true;
    next.cells[2].text = "7";
    CHECK(JoinGrids(first, next).rows == 4);
  }
}

TEST_CASE("the last row of a header alone may be repeated", "[table]") {
  TableGrid first = Merged(1, 3,
                           {{0, 0, 2, "地区"},
                            {0, 1, 2, "合计"},
                            {0, 2, 1, "其中"},
                            {1, 2, 1, "中央"},
                            {2, 0, 1, "甲县"},
                            {2, 1, 1, "9"},
                            {2, 2, 1, "4"}});
  const TableGrid next = Grid(2, kBorders, {{"地区", "合计", "中央"}, {"乙县", "8", "3"}});
  const TableGrid joined = JoinGrids(first, next);
  REQUIRE(CheckTiling(joined));
  CHECK(joined.rows == 4);
}

TEST_CASE("tables of one form are told apart, under the same title too", "[table]") {
  const auto form = [](int page_no, const char* region, const char* value) {
    return Grid(page_no, kBorders,
                {{"资金名称", "就业补助", ""},
                 {"地区", region, ""},
                 {"数量", "人数", value},
                 {"质量", "比例", "95%"}});
  };
  const TableGrid first = form(1, "甲县", "10"), next = form(2, "乙县", "20");
  CHECK_FALSE(ContinuesOnNextPage(first, next, TextBetween::kNone));
  CHECK_FALSE(ContinuesOnNextPage(first, next, TextBetween::kSameTitle));
  const TableGrid more = Grid(2, kBorders, {{"资金名称", "就业补助", ""}, {"时效", "及时率", "1"}});
  CHECK(ContinuesOnNextPage(first, more, TextBetween::kSameTitle));
  CHECK(ContinuesOnNextPage(first, more, TextBetween::kContinuedMark));
}

TEST_CASE("a title row that says it is continued is the title row", "[table]") {
  const auto titled = [](int page_no, const char* title, const char* name) {
    TableGrid grid =
        Grid(page_no, kBorders, {{"", "", ""}, {"Name", "Sum", "Year"}, {name, "1", "2"}});
    grid.cells.erase(grid.cells.begin() + 1, grid.cells.begin() + 3);
    grid.cells.front().column_span = 3;
    grid.cells.front().box.x1 = kBorders.back();
    grid.cells.front().text = title;
    return grid;
  };
  const TableGrid first = titled(1, "Table 3", "a"), next = titled(2, "Table 3 (continued)", "b");
  REQUIRE(ContinuesOnNextPage(first, next, TextBetween::kNone));
  const TableGrid joined = JoinGrids(first, next);
  REQUIRE(CheckTiling(joined));
  CHECK(joined.rows == 4);
}

TEST_CASE("a row that says the same as an earlier one is no header, and stays", "[table]") {
  const TableGrid first =
      Grid(1, kBorders, {{"级", "名称", "值"}, {"", "准确率", "100%"}, {"", "及时率", "98%"}});
  const TableGrid joined =
      JoinGrids(first, Grid(2, kBorders, {{"", "准确率", "100%"}, {"", "丁", "4"}}));
  REQUIRE(CheckTiling(joined));
  CHECK(joined.rows == 5);
}

}  // namespace
}  // namespace gongwen
