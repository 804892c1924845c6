#include "normalizers/allocation/continued_grids.h"

#include <catch2/catch.hpp>

#include "normalizers/allocation/allocation_table.h"
#include "normalizers/table/running_lines.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

JoinedGrid Join(std::vector<Block> blocks) {
  const Reading reading{.blocks = std::move(blocks)};
  return JoinContinuedGrids(reading, CaptionTables(reading), 0, RunningLines(reading));
}

const TableGrid kFirst =
    GridOf({{"序号", "地区", "金额"}, {"1", "甲县", "10"}, {"2", "乙县", "20"}});

TEST_CASE("rows of the next page without head, or with the same again, go on below",
          "[normalizers]") {
  const JoinedGrid bare = Join(
      {kFirst, Paragraph{.text = "— 3 —"}, GridOf({{"3", "丙县", "30"}, {"合计", "<", "60"}})});
  CHECK(bare.parts == 2);
  CHECK(bare.grid.rows == 5);
  CHECK(bare.grid.page_breaks == std::vector{3});
  CHECK(CheckTiling(bare.grid));
  const JoinedGrid headed = Join(
      {kFirst, Paragraph{.text = "续表"}, GridOf({{"序号", "地区", "金额"}, {"3", "丙县", "30"}})});
  CHECK(headed.parts == 2);
  CHECK(headed.grid.rows == 4);
}

TEST_CASE("parts without their first column, with half a head, under the office's line",
          "[normalizers]") {
  const JoinedGrid left =
      Join({kFirst, Paragraph{.text = "承前页"}, GridOf({{"丙县", "30"}, {"丁县", "40"}})});
  CHECK(left.parts == 2);
  CHECK(CheckTiling(left.grid));
  const AllocationTable table = BuildAllocationTable(left.grid, {.unit = "万元"}, 1, 3);
  REQUIRE(table.entries.size() == 4);
  CHECK(table.entries[3].recipient == "丁县");
  CHECK(table.entries[3].column_name == "金额");
  CHECK(Join({kFirst, GridOf({{"", "", "金"}, {"3", "丙县", "30"}})}).grid.rows == 4);
  CHECK(Join({kFirst, Paragraph{.text = "甲市财政局甲项资金分配表"}, GridOf({{"3", "丙县", "30"}})})
            .parts == 1);  // whose title the first grid does not have
}

TEST_CASE("a column in which no cell begins is none", "[normalizers]") {
  const JoinedGrid joined =
      Join({kFirst, GridOf({{"3", "丙县", "<", "30"}, {"4", "丁县", "<", "40"}})});
  CHECK(joined.parts == 2);
  CHECK(joined.grid.columns == 3);
  CHECK(CheckTiling(joined.grid));
}

TEST_CASE("another title, another head, a list that begins again are other tables",
          "[normalizers]") {
  CHECK(Join({kFirst, Paragraph{.text = "乙项资金分配表"}, GridOf({{"3", "丙县", "30"}})}).parts ==
        1);
  CHECK(Join({kFirst, GridOf({{"序号", "地区", "人数"}, {"3", "丙县", "30"}})}).parts == 1);
  CHECK(Join({kFirst, GridOf({{"序号", "地区", "金额"}, {"1", "甲县", "30"}})}).parts == 1);
}

TEST_CASE("columns without recipients are told to as many rows by order, and are not sure",
          "[normalizers]") {
  const JoinedGrid joined = Join({kFirst, GridOf({{"省级"}, {"1"}, {"2"}})});
  CHECK(joined.parts == 2);
  CHECK(joined.columns_by_order == 3);
  CHECK(CheckTiling(joined.grid));
  const AllocationTable table =
      BuildAllocationTable(joined.grid, {.unit = "万元"}, 1, joined.columns_by_order);
  REQUIRE(table.entries.size() == 4);
  CHECK(table.entries[3].recipient == "乙县");
  CHECK(table.entries[3].column_name == "省级");
  CHECK(table.entries[3].trust.recipient < 0.9);
  const JoinedGrid unequal = Join({kFirst, GridOf({{"省级"}, {"1"}, {"2"}, {"3"}})});
  CHECK(unequal.parts == 1);
  CHECK(unequal.has_unplaced_columns);
}

}  // namespace
}  // namespace gongwen
