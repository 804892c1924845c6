#include "normalizers/table/side_by_side.h"

#include <catch2/catch.hpp>

#include "normalizers/allocation/allocation_table.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

std::vector<UnfoldedList> Unfold(const TableGrid& grid) {
  return UnfoldGroups(grid, ReadHeaderRows(grid, 0));
}

TEST_CASE("groups of the same names stand below each other, a total over all of them last",
          "[normalizers]") {
  const auto lists = Unfold(GridOf({{"序号", "地区", "金额", "序号", "地区", "金额"},
                                    {"1", "甲县", "10", "3", "丙县", "30"},
                                    {"2", "乙县", "20", "", "", ""},
                                    {"合计", "<", "<", "<", "<", "60"}}));
  REQUIRE(lists.size() == 1);
  CHECK(lists[0].grid.columns == 3);
  CHECK(lists[0].head.paths == std::vector<std::string>{"序号", "地区", "金额"});
  CHECK(CheckTiling(lists[0].grid));
  CHECK(Dump(lists[0].grid).find("丙县") != std::string::npos);
  CHECK(lists[0].grid.cells.back().text == "60");
}

TEST_CASE("two lists under names of their own stay two", "[normalizers]") {
  const auto lists = Unfold(GridOf({{"收入", "<", "支出", "<"},
                                    {"项目", "预算数", "项目", "预算数"},
                                    {"税收收入", "50", "教育支出", "70"},
                                    {"非税收入", "20", "", ""}}));
  REQUIRE(lists.size() == 2);
  CHECK(lists[0].head.paths == std::vector<std::string>{"收入/项目", "收入/预算数"});
  CHECK(lists[1].head.paths == std::vector<std::string>{"支出/项目", "支出/预算数"});
  CHECK(lists[0].head.count == 2);
}

TEST_CASE("four groups of two columns, a blank column between, a remark behind", "[normalizers]") {
  const auto four = Unfold(GridOf({{"地区", "金额", "地区", "金额", "地区", "金额", "地区", "金额"},
                                   {"甲县", "1", "乙县", "2", "丙县", "3", "丁县", "4"}}));
  REQUIRE(four.size() == 1);
  CHECK(four[0].grid.rows == 5);
  const auto apart = Unfold(GridOf(
      {{"地区", "金额", "", "地区", "金额", "备注"}, {"甲县", "1", "", "乙县", "2", "扣回"}}));
  REQUIRE(apart.size() == 1);
  CHECK(apart[0].grid.columns == 2);
  CHECK(apart[0].grid.rows == 3);
}

TEST_CASE("over pages the order in which 序号 rises is taken", "[normalizers]") {
  TableGrid grid = GridOf({{"序号", "地区", "金额", "序号", "地区", "金额"},
                           {"1", "甲县", "1", "2", "乙县", "2"},
                           {"3", "丙县", "3", "4", "丁县", "4"}});
  grid.page_breaks = {2};
  CHECK(Unfold(grid)[0].grid.cells[6].text == "2");
  grid.page_breaks.clear();
  CHECK(Unfold(grid)[0].grid.cells[6].text == "3");
}

TEST_CASE("columns of one list are left as they are", "[normalizers]") {
  const TableGrid grid =
      GridOf({{"地区", "中央/小计", "省级", "中央/小计", "省级"}, {"甲县", "1", "2", "3", "4"}});
  REQUIRE(Unfold(grid).size() == 1);
  CHECK(Unfold(grid)[0].grid == grid);
}

TEST_CASE("a 合计 in the middle of the last row stands beside its figure", "[normalizers]") {
  const TableGrid grid = GridOf({{"序号", "地区", "金额", "序号", "地区", "金额"},
                                 {"1", "甲县", "1", "3", "丙县", "3"},
                                 {"2", "乙县", "2", "", "", ""},
                                 {"", "", "合计", "", "", "6"}});
  const AllocationTable table = BuildAllocationTable(grid, {.unit = "万元"}, 1);
  REQUIRE(table.entries.size() == 4);
  CHECK(table.entries.back().recipient == "合计");
  CHECK(table.entries.back().amount == Decimal::FromInteger(6));
  CHECK(table.entries.back().is_total);
}

}  // namespace
}  // namespace gongwen
