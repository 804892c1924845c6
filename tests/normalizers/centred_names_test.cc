#include "normalizers/allocation/centred_names.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/allocation/allocation_table.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

// The recipients of the table, each once in a row.
std::vector<std::string> Recipients(const Rows& rows, GridOrigin origin = GridOrigin::kAlignment) {
  std::vector<std::string> names;
  const TableGrid grid = GridOf(rows, origin);
  for (const AllocationEntry& entry : BuildAllocationTable(grid, {.unit = "万元"}, 1).entries) {
    names.push_back(entry.recipient + (entry.item.empty() ? "" : ">" + entry.item));
  }
  return names;
}

TEST_CASE("a name in the middle of the rows that a 小计 heads is the name of all of them",
          "[normalizers]") {
  CHECK(Recipients({{"县", "乡镇", "金额"},
                    {"甲县", "小计", "30"},
                    {"", "东山乡", "10"},
                    {"", "西山乡", "20"},
                    {"", "小计", "7"},
                    {"乙县", "南河镇", "3"},
                    {"", "北河镇", "4"},
                    {"合计", "", "37"}}) == std::vector<std::string>{"甲县小计", "东山乡", "西山乡",
                                                                     "乙县小计", "南河镇", "北河镇",
                                                                     "合计"});
}

TEST_CASE("names of projects' places are told by the middles of their rows", "[normalizers]") {
  const Rows rows{{"县", "项目名称", "金额"}, {"", "道路一期", "1"}, {"甲县", "道路二期", "2"},
                  {"", "桥梁", "3"},          {"乙县", "道路", "4"}, {"", "泵站一期", "5"},
                  {"丙县", "泵站二期", "6"},  {"", "泵站三期", "7"}, {"合计", "", "28"}};
  CHECK(Recipients(rows) == std::vector<std::string>{"甲县>道路一期", "甲县>道路二期", "甲县>桥梁",
                                                     "乙县>道路", "丙县>泵站一期", "丙县>泵站二期",
                                                     "丙县>泵站三期", "合计"});
  // Rulings say themselves which cell is merged.
  CHECK(Recipients(rows, GridOrigin::kRulings)[0] != "甲县>道路一期");
}

TEST_CASE("projects that are called after a place are its", "[normalizers]") {
  CHECK(Recipients({{"县", "项目名称", "金额"},
                    {"东山县本级", "东山道路", "1"},
                    {"", "西河桥梁", "2"},
                    {"西河县", "西河泵站", "3"},
                    {"", "西河渠道", "4"},
                    {"北岭区", "北岭水库", "5"},
                    {"", "北岭堤防", "6"}}) ==
        std::vector<std::string>{"东山县本级>东山道路", "西河县>西河桥梁", "西河县>西河泵站",
                                 "西河县>西河渠道", "北岭区>北岭水库", "北岭区>北岭堤防"});
}

TEST_CASE("rows whose names middles alone tell are known as guesses", "[normalizers]") {
  const TableGrid grid = GridOf({{"县", "项目名称", "金额"},
                                 {"", "道路", "1"},
                                 {"甲县", "桥梁", "2"},
                                 {"", "泵站", "3"},
                                 {"乙县", "渠道", "4"}},
                                GridOrigin::kAlignment);
  for (const AllocationEntry& entry : BuildAllocationTable(grid, {}, 1).entries) {
    CHECK(entry.is_name_meant);
    CHECK(entry.trust.recipient < 0.9);
  }
}

TEST_CASE("a 总计 in the projects' column below the last place is no place's", "[normalizers]") {
  CHECK(Recipients({{"县", "项目名称", "金额"},
                    {"甲县", "道路", "1"},
                    {"", "桥梁", "2"},
                    {"", "总计", "3"}}) ==
        std::vector<std::string>{"甲县>道路", "甲县>桥梁", "总计"});
}

TEST_CASE("names that stand first stay where they are", "[normalizers]") {
  CHECK(Recipients({{"县", "项目名称", "金额"},
                    {"甲县", "道路一期", "1"},
                    {"", "道路二期", "2"},
                    {"", "桥梁", "3"},
                    {"乙县", "泵站", "4"}}) ==
        std::vector<std::string>{"甲县>道路一期", "甲县>道路二期", "甲县>桥梁", "乙县>泵站"});
}

}  // namespace
}  // namespace gongwen
