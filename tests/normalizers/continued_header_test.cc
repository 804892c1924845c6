#include "normalizers/hierarchy/continued_header.h"

#include <catch2/catch.hpp>

#include "normalizers/hierarchy/knowledge.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

const LabelReader& Reader() {
  static const auto knowledge = Knowledge::Load().value();
  return knowledge->label_reader();
}

const TableGrid& Above() {
  static const TableGrid grid = GridOf({
      {"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "备注"},
      {"产出指标", "数量指标", "新建公路里程", "≥", "20", "公里", ""},
      {"", "质量指标", "验收合格率", "=", "100", "%", ""},
  });
  return grid;
}

std::optional<TableHeader> Continue(const Rows& rows) {
  const TableHeader header = FindTableHeader(Above(), Reader().taxonomy());
  return ContinuedHeader({&Above(), &header}, GridOf(rows), Reader());
}

int ColumnOf(const TableHeader& header, ColumnRole role) {
  for (const HeaderColumn& column : header.columns) {
    if (column.role == role) return column.column;
  }
  return -1;
}

TEST_CASE("a grid of the same columns has the header of the one before", "[hierarchy]") {
  const auto header = Continue({{"", "时效指标", "当年完工率", "≥", "95", "%", ""},
                                {"效益指标", "社会效益指标", "受益人口", "≥", "3", "万人", ""}});
  REQUIRE(header);
  CHECK(header->row == -1);
  CHECK(ColumnOf(*header, ColumnRole::kLevel3) == 2);
  CHECK(ColumnOf(*header, ColumnRole::kValue) == 4);
}

TEST_CASE("columns lost at either end are told by what the others hold", "[hierarchy]") {
  const auto left = Continue({{"当年完工率", "≥", "95", "%", ""}, {"开工率", "=", "100", "%", ""}});
  REQUIRE(left);
  CHECK(ColumnOf(*left, ColumnRole::kLevel3) == 0);
  CHECK(ColumnOf(*left, ColumnRole::kValue) == 2);
  CHECK(ColumnOf(*left, ColumnRole::kLevel1) == -1);
  const auto right = Continue({{"产出指标", "时效指标", "当年完工率", "≥", "95", "%"}});
  REQUIRE(right);
  CHECK(ColumnOf(*right, ColumnRole::kLevel3) == 2);
  CHECK(ColumnOf(*right, ColumnRole::kValue) == 4);
}

TEST_CASE("other columns are another table's", "[hierarchy]") {
  CHECK_FALSE(Continue({{"1", "2", "3", "4", "5", "6", "7", "8"}}));
}

}  // namespace
}  // namespace gongwen
