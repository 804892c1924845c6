#include "normalizers/table/table_kind.h"

#include <catch2/catch.hpp>

#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {
namespace {

const LabelReader& Labels() {
  static const auto knowledge = *Knowledge::Load();
  return knowledge->label_reader();
}

TableGrid GridOf(const std::vector<std::vector<std::string>>& rows) {
  TableGrid grid{.rows = static_cast<int>(rows.size()),
                 .columns = static_cast<int>(rows[0].size()),
                 .origin = GridOrigin::kPipes};
  for (int r = 0; r < grid.rows; ++r) {
    for (int c = 0; c < grid.columns; ++c) {
      grid.cells.push_back(
          {.row = r,
           .column = c,
           .text = rows[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)]});
    }
  }
  return grid;
}

TableKind KindOf(const std::vector<std::vector<std::string>>& rows, std::string title = "",
                 std::string unit = "") {
  return ClassifyTable(GridOf(rows),
                       {.title = {.value = std::move(title)}, .unit = std::move(unit)}, Labels());
}

TEST_CASE("a table that names levels is an indicator table", "[normalizers]") {
  CHECK(KindOf({{"资金名称", "就业补助资金", "", ""},
                {"一级指标", "二级指标", "三级指标", "指标值"},
                {"产出指标", "数量指标", "培训人数", "500"}}) == TableKind::kIndicator);
}

TEST_CASE("an indicator table is told though its head slid and characters are wrong",
          "[normalizers]") {
  CHECK(KindOf({{"", "", "", ""},
                {"绩效指标", "", "一级捐标", "二级指标"},
                {"产出指标", "", "", ""}}) == TableKind::kIndicator);
  CHECK(KindOf({{"产出指标(50分)", "数量指标", "培训人数", "500"},
                {"", "质量拾标", "合格率", "≥98%"},
                {"效益指标★", "", "增收", "100"}}) == TableKind::kIndicator);
  CHECK(KindOf({{"产出指标", "数量指标", "培训人数", "500"}, {"", "", "课时", "20"}},
               "区域绩效目标表") == TableKind::kIndicator);
}

TEST_CASE("recipients beside money are an allocation table", "[normalizers]") {
  CHECK(KindOf({{"序号", "县市名称", "补助资金"}, {"1", "木垒县", "400"}}) ==
        TableKind::kAllocation);
  CHECK(KindOf({{"县市", "2023年"}, {"甲县", "400"}, {"乙县", "1"}}, "资金安排表") ==
        TableKind::kAllocation);
  CHECK(KindOf({{"县市", "数额"}, {"甲县", "400"}}, "", "万元") == TableKind::kAllocation);
  CHECK(KindOf({{"县市", "数额"}, {"甲县", "4"}, {"合 计", "4"}}) == TableKind::kAllocation);
}

TEST_CASE("revenue and expenditure of a budget give nobody anything", "[normalizers]") {
  CHECK(KindOf({{"项目", "预算数", "项目", "预算数"},
                {"税收收入", "50", "教育支出", "70"},
                {"合计", "50", "合计", "70"}},
               "2024年甲县一般公共预算收支表", "万元") == TableKind::kOther);
  CHECK(KindOf({{"科目名称", "预算数", "决算数"}, {"税收收入", "50", "52"}}, "", "万元") ==
        TableKind::kOther);
  CHECK(
      KindOf({{"项目", "期末余额", "期初余额"}, {"货币资金", "50", "52"}, {"资产总计", "50", "52"}},
             "合并资产负债表", "元") == TableKind::kOther);
  CHECK(KindOf({{"项目", "预算数"}, {"养老点建设", "50"}}, "2024年补助资金分配表", "万元") ==
        TableKind::kAllocation);
}

TEST_CASE("other tables are neither", "[normalizers]") {
  CHECK(KindOf({{"姓名", "电话"}, {"张三", "12345678"}}) == TableKind::kOther);
  CHECK(KindOf({{"县", "人数"}, {"甲县", "40"}}) == TableKind::kOther);
  CHECK(KindOf({{"项目", "内容"}, {"一", "二"}}) == TableKind::kOther);
  CHECK(KindOf({{"产出指标"}}) == TableKind::kOther);
  CHECK(ClassifyTable(TableGrid{}, {}, Labels()) == TableKind::kOther);
}

TEST_CASE("few rows with a label may be the rest of the indicator table before them",
          "[normalizers]") {
  static const auto knowledge = *Knowledge::Load();
  const LabelReader& reader = knowledge->label_reader();
  const TableGrid rest = GridOf(
      {{"可持续影响指标", "管护机制", "健全"}, {"服务对象满意度指标", "居民满意度", "≥90%"}});
  CHECK(MayGoOnWithIndicators(rest, {}, reader));
  CHECK_FALSE(MayGoOnWithIndicators(rest, {.title = {.value = "职工名册"}}, reader));
  CHECK_FALSE(MayGoOnWithIndicators(rest, {.unit = "万元"}, reader));
  CHECK_FALSE(
      MayGoOnWithIndicators(GridOf({{"甲县", "道路", "3"}, {"合计", "", "3"}}), {}, reader));
}

TEST_CASE("names and values alone may go on with indicators, names and amounts may not",
          "[table]") {
  const auto may = [](const std::vector<std::vector<std::string>>& rows) {
    return MayGoOnWithIndicators(GridOf(rows), {}, Labels());
  };
  CHECK(may({{"项目验收合格率", "≥95%"}, {"设备达标率", "100%"}, {"带动就业人数", "320"}}));
  CHECK_FALSE(may({{"青山县", "230.1"}, {"白水县", "942.5"}}));
  CHECK_FALSE(may({{"青山县", "30%"}}));
}

}  // namespace
}  // namespace gongwen
