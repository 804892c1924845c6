#include "normalizers/hierarchy/indicator_sheet.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {
namespace {

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

// A pipe dump: rows of unit cells, short rows padded.
TableGrid Pipes(const std::vector<std::vector<std::string>>& rows) {
  TableGrid grid{.rows = static_cast<int>(rows.size()), .origin = GridOrigin::kPipes};
  for (const auto& row : rows) grid.columns = std::max(grid.columns, static_cast<int>(row.size()));
  for (int r = 0; r < grid.rows; ++r) {
    const auto& row = rows[static_cast<std::size_t>(r)];
    for (int c = 0; c < grid.columns; ++c) {
      const auto i = static_cast<std::size_t>(c);
      grid.cells.push_back({.row = r,
                            .column = c,
                            .text = i < row.size() ? row[i] : "",
                            .is_padding = i >= row.size()});
    }
  }
  return grid;
}

std::string Describe(const IndicatorSheet& sheet) {
  std::string out;
  std::size_t s = 0;
  const auto sightings_at = [&](std::size_t leaf) {
    for (; s < sheet.sightings.size() &&
           static_cast<std::size_t>(sheet.sightings[s].leaf_begin) <= leaf;
         ++s) {
      out += "<" + std::to_string(sheet.sightings[s].level) + " " + sheet.sightings[s].label.text +
             "> ";
    }
  };
  for (std::size_t i = 0; i < sheet.leaves.size(); ++i) {
    sightings_at(i);
    out += sheet.leaves[i].name + "=" + sheet.leaves[i].value + "; ";
  }
  sightings_at(sheet.leaves.size());
  return out;
}

const std::vector<std::string> kHeader{"绩效指标", "一级指标", "二级指标", "三级指标", "指标值"};

TEST_CASE("rows of a dump give their leaf wherever it slid", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({kHeader,
             {"", "产出指标", "数量指标", "培训人数(人)", "750"},
             {"", "", "", "建设数量(个)", "以最终评审文件为准"},
             {"社会保险补贴发放准确率(%)", "", "", "≥98%"},
             {"质量指标", "公益性岗位补贴发放准确率(%)", "≥98%"},
             {"", "", "公共就业服务满意度(%)", "≥85%"},
             {"满意度指标", "服务对象满意度指标", "群众评价好的比例(%)", "", "≥90%"}}),
      Built().label_reader());
  CHECK(Describe(sheet) ==
        "<1 产出指标> <2 数量指标> 培训人数(人)=750; 建设数量(个)=以最终评审文件为准; "
        "社会保险补贴发放准确率(%)=≥98%; <2 质量指标> 公益性岗位补贴发放准确率(%)=≥98%; "
        "公共就业服务满意度(%)=≥85%; <1 满意度指标> <2 服务对象满意度指标> "
        "群众评价好的比例(%)=≥90%; ");
  CHECK_FALSE(sheet.has_geometry);
}

TEST_CASE("a label on a row of its own is a sighting and no leaf", "[hierarchy]") {
  const IndicatorSheet sheet =
      ReadIndicatorSheet(Pipes({kHeader,
                                {"", "产出指标", "数量指标", "甲", "1"},
                                {"", "", "", "社会效益指标", ""},
                                {"", "", "", "乙", "2"}}),
                         Built().label_reader());
  CHECK(Describe(sheet) == "<1 产出指标> <2 数量指标> 甲=1; <2 社会效益指标> 乙=2; ");
}

TEST_CASE("an empty value stays empty and takes nothing from its neighbours", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({kHeader, {"", "产出指标", "数量指标", "甲项目完成情况", ""}, {"", "", "", "乙", "2"}}),
      Built().label_reader());
  CHECK(Describe(sheet) == "<1 产出指标> <2 数量指标> 甲项目完成情况=; 乙=2; ");
}

TEST_CASE("extra columns are neither name nor value; blank forms are no leaves", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({{"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重"},
             {"产出指标", "数量指标", "新建大棚", "≥", "44", "个", "10"},
             {"", "", "指标2：", "", "", "", ""},
             {"", "质量指标", "验收合格率", "=", "100", "%", "20"}}),
      Built().label_reader());
  CHECK(Describe(sheet) ==
        "<1 产出指标> <2 数量指标> 新建大棚=44; <2 质量指标> 验收合格率=100; ");
}

TEST_CASE("the head gives keys and values, the goal keeps its text", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({{"资金名称", "", "就业补助资金"},
             {"各地财政部门", "木垒县财政局", "各地主管部门", "", "木垒县人社局"},
             {"总体目标", "年度及实施期目标"},
             {"", "目标1：按规定使用资金。"},
             kHeader,
             {"", "产出指标", "数量指标", "甲", "1"}}),
      Built().label_reader());
  REQUIRE(sheet.head.size() == 4);
  CHECK(sheet.head[0].value.value == "就业补助资金");
  CHECK(sheet.head[1].value.value == "木垒县财政局");
  CHECK(sheet.head[2].value.value == "木垒县人社局");
  CHECK(sheet.head[3].value.value == "目标1：按规定使用资金。");
}

TEST_CASE("merged cells tell the extent of labels, also over a page break", "[hierarchy]") {
  TableGrid grid{.rows = 5, .columns = 4, .origin = GridOrigin::kRulings, .page_breaks = {3}};
  const auto add = [&](int row, int column, int span, const char* text) {
    grid.cells.push_back({.row = row, .column = column, .row_span = span, .text = text});
  };
  add(0, 0, 1, "一级指标"), add(0, 1, 1, "二级指标"), add(0, 2, 1, "三级指标"), add(0, 3, 1, "指标值");
  add(1, 0, 4, "效益指标"), add(1, 1, 1, "经济效益指标"), add(1, 2, 1, "甲"), add(1, 3, 1, "1");
  add(2, 1, 1, "社会效益指"), add(2, 2, 1, "乙"), add(2, 3, 1, "2");
  add(3, 1, 2, "标"), add(3, 2, 1, "丙"), add(3, 3, 1, "3");
  add(4, 2, 1, "丁"), add(4, 3, 1, "");
  REQUIRE(CheckTiling(grid));
  const IndicatorSheet sheet = ReadIndicatorSheet(grid, Built().label_reader());
  REQUIRE(sheet.leaves.size() == 4);
  CHECK(sheet.leaves[3].level2_read == "社会效益指标");
  CHECK(sheet.leaves[3].value.empty());
  REQUIRE(sheet.sightings.size() == 3);
  CHECK(sheet.sightings[2].leaf_begin == 1);
  CHECK(sheet.sightings[2].leaf_end == 4);
}

}  // namespace
}  // namespace gongwen
