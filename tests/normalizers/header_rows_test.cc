#include "normalizers/table/header_rows.h"

#include <catch2/catch.hpp>

#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

TEST_CASE("without spans a name goes on to the right over the parts below it", "[table]") {
  const TableGrid grid = GridOf({{"序号", "市县", "本次下达资金", "", "", ""},
                                 {"", "", "合计", "中央资金", "", "备用"},
                                 {"", "", "", "小计", "旅游", ""},
                                 {"1", "甲县", "6", "3", "3", "0"},
                                 {"2", "乙县", "8", "4", "4", "0"}},
                                GridOrigin::kPipes);
  const HeaderRows head = ReadHeaderRows(grid, 0);
  CHECK(head.body_begin() == 3);
  CHECK(head.paths[1] == "市县");
  CHECK(head.paths[2] == "本次下达资金/合计");
  CHECK(head.paths[3] == "本次下达资金/中央资金/小计");
  CHECK(head.paths[4] == "本次下达资金/中央资金/旅游");
}

}  // namespace
}  // namespace gongwen
