#include "normalizers/hierarchy/indicator_sheet.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/hierarchy/cell_lines.h"
#include "normalizers/hierarchy/knowledge.h"
#include "tests/normalizers/grid_of.h"

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
  const IndicatorSheet sheet = ReadIndicatorSheet(Pipes({kHeader,
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
  CHECK(Describe(sheet) == "<1 产出指标> <2 数量指标> 新建大棚=44; <2 质量指标> 验收合格率=100; ");
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
  add(0, 0, 1, "一级指标"), add(0, 1, 1, "二级指标"), add(0, 2, 1, "三级指标"),
      add(0, 3, 1, "指标值");
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

std::string DescribePipes(const std::vector<std::vector<std::string>>& rows) {
  return Describe(ReadIndicatorSheet(Pipes(rows), Built().label_reader()));
}

const std::vector<std::string> kPlainHeader{"一级指标", "二级指标", "三级指标", "指标值"};

TEST_CASE("a label in pieces is one label", "[hierarchy]") {
  CHECK(DescribePipes({{"一级指标", "二级指标", "", "三级指标", "指标值"},
                       {"产", "数量", "指标", "新建公路里程", "≥186公里"},
                       {"出", "", "", "改造桥梁座数", "27座"},
                       {"指", "质量指标", "", "验收合格率", "100%"},
                       {"标", "", "", "优良路率", "≥90%"}}) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; 改造桥梁座数=27座; "
        "<2 质量指标> 验收合格率=100%; 优良路率=≥90%; ");
}

TEST_CASE("a label glued to a name is taken off it, also where the table prints it again",
          "[hierarchy]") {
  CHECK(DescribePipes({kPlainHeader,
                       {"产出指标", "数量指标", "新建公路里程", "≥186公里"},
                       {"", "", "质量指标：验收合格率", "100%"},
                       {"质量指标", "", "优良路率", "≥90%"},
                       {"", "", "数呈指标改造桥梁座数", "27座"},
                       {"", "", "数量指标完成率", "100%"}}) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; <2 质量指标> 验收合格率=100%; "
        "<2 质量指标> 优良路率=≥90%; <2 数呈指标> 改造桥梁座数=27座; 数量指标完成率=100%; ");
}

TEST_CASE("a name of the table's own levels is a label on a row of its own and in front of a name",
          "[hierarchy]") {
  CHECK(DescribePipes({kPlainHeader,
                       {"履职效能指标", "部门特色指标", "督办重点项目个数", "≥12个"},
                       {"", "", "资产管理指标", ""},
                       {"", "", "资产盘点完成率", "100%"},
                       {"", "", "资产管理指标闲置资产处置率", "100%"}}) ==
        "<1 履职效能指标> <2 部门特色指标> 督办重点项目个数=≥12个; <2 资产管理指标> "
        "资产盘点完成率=100%; <2 资产管理指标> 闲置资产处置率=100%; ");
}

TEST_CASE("rows without their empty cells keep name, value and extras apart", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({{"序号", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重"},
             {"1", "产出指标", "数量指标", "新建公路里程", "≥", "186", "公里", "10"},
             {"2", "改造桥梁座数", "=", "27", "座", "8"},
             {"3", "质量指标", "验收合格率", "=", "100", "%", "5"},
             {"4", "优良路率", "≥", "90", "%", "10"},
             {"5", "交通事故死亡人数", "定性", "同比下降", "8"}}),
      Built().label_reader());
  CHECK(Describe(sheet) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=186; 改造桥梁座数=27; <2 质量指标> "
        "验收合格率=100; 优良路率=90; 交通事故死亡人数=同比下降; ");
  CHECK(sheet.leaves[0].direction == "≥");
  CHECK(sheet.leaves[0].unit == "公里");
}

TEST_CASE("of two misread header words the one beside the value is the name", "[hierarchy]") {
  const IndicatorSheet sheet =
      ReadIndicatorSheet(Pipes({{"一级指标", "-级指标", ":级指标", "指标值"},
                                {"产出指标", "数量指标", "新建污水管网", "≥45公里"},
                                {"", "质量指标", "管网闭水试验合格率", "100%"}}),
                         Built().label_reader());
  CHECK(Describe(sheet) ==
        "<1 产出指标> <2 数量指标> 新建污水管网=≥45公里; <2 质量指标> 管网闭水试验合格率=100%; ");
}

TEST_CASE("the deepest level holds the names, labels choose the two above", "[hierarchy]") {
  CHECK(DescribePipes({{"一级指标", "二级指标", "三级指标", "四级指标", "指标值"},
                       {"项目绩效", "产出指标", "数量指标", "新建公路里程", "≥186公里"},
                       {"", "", "质量指标", "验收合格率", "100%"}}) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; <2 质量指标> 验收合格率=100%; ");
}

TEST_CASE("the year's value is the value, wherever the longer term's stands", "[hierarchy]") {
  CHECK(DescribePipes({{"一级指标", "二级指标", "三级指标", "指标值", ""},
                       {"", "", "", "实施期", "年度"},
                       {"产出指标", "数量指标", "新建公路里程", "≥520公里", "≥186公里"}}) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; ");
}

TEST_CASE("columns named after places each hold a value of the leaf", "[hierarchy]") {
  const IndicatorSheet sheet =
      ReadIndicatorSheet(Pipes({{"一级指标", "二级指标", "三级指标", "指标值", ""},
                                {"", "", "", "杨家寨村", "石门坎村"},
                                {"产出指标", "数量指标", "安装路灯", "35盏", "20盏"}}),
                         Built().label_reader());
  REQUIRE(sheet.leaves.size() == 1);
  CHECK(sheet.leaves[0].value == "35盏");
  REQUIRE(sheet.leaves[0].next_values.size() == 1);
  CHECK(sheet.leaves[0].next_values[0].text == "20盏");
}

TEST_CASE("a name and a value broken over rows are joined", "[hierarchy]") {
  CHECK(DescribePipes({kPlainHeader,
                       {"产出指标", "数量指标", "新建农村公路里程", "≥186公里"},
                       {"", "", "改造危旧桥梁座数", "27座"},
                       {"", "质量指标", "交工验收一次通过率", "100%"},
                       {"", "成本指标", "自然村通硬化路每公", "≤40"},
                       {"", "", "里补助标准", ""},
                       {"", "", "", "万元"},
                       {"", "时效指标", "补助经费拨付至县级", ""},
                       {"", "", "财政时限", "收到文件"},
                       {"", "", "", "后30日内"}}) ==
        "<1 产出指标> <2 数量指标> 新建农村公路里程=≥186公里; 改造危旧桥梁座数=27座; "
        "<2 质量指标> 交工验收一次通过率=100%; <2 成本指标> "
        "自然村通硬化路每公里补助标准=≤40万元; <2 时效指标> "
        "补助经费拨付至县级财政时限=收到文件后30日内; ");
}

TEST_CASE("a whole name without a value is no piece of its neighbours", "[hierarchy]") {
  CHECK(DescribePipes({kPlainHeader,
                       {"产出指标", "数量指标", "新建农村公路里程", "≥186公里"},
                       {"", "", "改造危旧桥梁座数", ""},
                       {"", "", "建设服务站个数", "9个"}}) ==
        "<1 产出指标> <2 数量指标> 新建农村公路里程=≥186公里; 改造危旧桥梁座数=; "
        "建设服务站个数=9个; ");
}

TEST_CASE("names and values of one cell are parted where the table has no column of values",
          "[hierarchy]") {
  CHECK(DescribePipes({{"一级指标", "二级指标", "三级指标"},
                       {"产出指标", "数量指标", "新建公路里程≥186公里"},
                       {"", "", "改造桥梁座数：27座"}}) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; 改造桥梁座数=27座; ");
}

TEST_CASE("empty forms and remarks below the table are no leaves", "[hierarchy]") {
  CHECK(DescribePipes({kPlainHeader,
                       {"产出指标", "数量指标", "新建公路里程", "≥186公里"},
                       {"", "", "指标2：", ""},
                       {"", "", "……", "……"},
                       {"……", "", "", ""},
                       {"注：各地可以增加三级指标。", "", "", ""}}) ==
        "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; ");
}

std::string DescribeLines(const std::vector<std::vector<std::string>>& rows) {
  const std::optional<TableGrid> folded = FoldCellLines(Pipes(rows), Built().label_reader());
  REQUIRE(folded);
  REQUIRE(CheckTiling(*folded));
  return Describe(ReadIndicatorSheet(*folded, Built().label_reader()));
}

TEST_CASE("one cell a line is dealt out over the columns", "[hierarchy]") {
  CHECK(
      DescribeLines({{"序号"},   {"一级指标"}, {"二级指标"}, {"三级指标"},     {"权重"},
                     {"指标值"}, {"1"},        {"产出指标"}, {"数量指标"},     {"新建公路里程"},
                     {"10"},     {"≥186公里"}, {"2"},        {"改造桥梁座数"}, {"8"},
                     {"27座"},   {"3"},        {"效益指标"}, {"社会效益指标"}, {"交通事故死亡人数"},
                     {"5"},      {"同比下降"}}) ==
      "<1 产出指标> <2 数量指标> 新建公路里程=≥186公里; 改造桥梁座数=27座; "
      "<1 效益指标> <2 社会效益指标> 交通事故死亡人数=同比下降; ");
}

TEST_CASE("a row that slid under merged cells is read where it belongs", "[hierarchy]") {
  TableGrid grid{.rows = 5, .columns = 4, .origin = GridOrigin::kRulings};
  const auto add = [&](int row, int column, int span, const char* text) {
    grid.cells.push_back({.row = row, .column = column, .row_span = span, .text = text});
  };
  add(0, 0, 1, "一级指标"), add(0, 1, 1, "二级指标"), add(0, 2, 1, "三级指标"),
      add(0, 3, 1, "指标值");
  add(1, 0, 4, "产出指标"), add(1, 1, 1, "数量指标"), add(1, 2, 1, "新建农村公路里程"),
      add(1, 3, 1, "≥186公里");
  add(2, 1, 1, "改造危旧桥梁座数"), add(2, 2, 1, "27座"), add(2, 3, 1, "");
  add(3, 1, 2, "质量指标"), add(3, 2, 1, "交工验收一次通过率"), add(3, 3, 1, "100%");
  add(4, 2, 1, "国省道优良路率"), add(4, 3, 1, "≥90%");
  REQUIRE(CheckTiling(grid));
  const IndicatorSheet sheet = ReadIndicatorSheet(grid, Built().label_reader());
  CHECK(sheet.has_geometry);
  CHECK(Describe(sheet) ==
        "<1 产出指标> <2 数量指标> 新建农村公路里程=≥186公里; 改造危旧桥梁座数=27座; "
        "<2 质量指标> 交工验收一次通过率=100%; 国省道优良路率=≥90%; ");
}

TEST_CASE("signs and units under a blank header belong to their values", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({{"一级指标", "二级指标", "三级指标", "", "指标值", ""},
             {"产出指标", "数量指标", "新建泵站", "≥", "17", "座"},
             {"", "质量指标", "验收合格率", "≥", "95", "%"},
             {"", "成本指标", "亩均补助", "≤", "1500", "元"}}),
      Built().label_reader());
  REQUIRE(sheet.leaves.size() == 3);
  CHECK(sheet.leaves[0].direction == "≥");
  CHECK(sheet.leaves[0].value == "17");
  CHECK(sheet.leaves[2].unit == "元");
}

TEST_CASE("a header that slid off its columns does not make signs of the values", "[hierarchy]") {
  const IndicatorSheet sheet = ReadIndicatorSheet(
      Pipes({{"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "权重", ""},
             {"", "产出指标", "数量指标", "新建桥梁", "定量", "≥49座", "1"},
             {"", "", "", "改造桥梁", "定量", "≥28座", "6"},
             {"", "", "质量指标", "路面抗滑性能", "定性", "合格", "2"}}),
      Built().label_reader());
  REQUIRE(sheet.leaves.size() == 3);
  CHECK(sheet.leaves[0].value == "≥49座");
  CHECK(sheet.leaves[2].value == "合格");
}

TEST_CASE("spans of HTML that contradict their labels are sightings, no facts", "[hierarchy]") {
  const Rows head{{"一级指标", "二级指标", "三级指标", "指标值"}};
  const auto read = [&](Rows body, GridOrigin origin) {
    Rows rows = head;
    rows.insert(rows.end(), body.begin(), body.end());
    return ReadIndicatorSheet(GridOf(rows, origin), Built().label_reader());
  };
  const Rows agree{{"产出指标", "数量指标", "新建里程", "24"},
                   {"^", "^", "改造座数", "27"},
                   {"^", "质量指标", "合格率", "100%"},
                   {"效益指标", "社会效益指标", "死亡人数", "下降"}};
  CHECK(read(agree, GridOrigin::kSpans).has_geometry);
  const std::vector<Rows> disagree{
      {{"产出指标", "数量指标", "新建里程", "24"},  // over both columns
       {"时效指标", "<", "按期完成率", "100%"},
       {"^", "<", "合格率", "100%"}},
      {{"", "", "新建里程", "24"},  // a leaf without labels
       {"产出指标", "数量指标", "按期完成率", "100%"},
       {"^", "^", "合格率", "100%"}},
      {{"产出指标", "数量指标", "新建里程", "24"},  // below two parents
       {"^", "质量指标", "按期完成率", "100%"},
       {"效益指标", "^", "合格率", "100%"}},
      {{"产出指标", "数量指标", "新建里程", "24"},  // another parent is printed
       {"^", "^", "按期完成率", "100%"},
       {"效益指标", "时效指标", "合格率", "100%"}},
  };
  for (const Rows& rows : disagree) {
    CHECK_FALSE(read(rows, GridOrigin::kSpans).has_geometry);
    CHECK(read(rows, GridOrigin::kSpans).spans_disagree);
    CHECK(read(rows, GridOrigin::kRulings).has_geometry);
  }
}

TEST_CASE("a name over lines of its cell is one, unless two rows may be in one", "[hierarchy]") {
  const auto name = [](const std::string& text, const std::string& value) {
    const Rows rows{{"一级指标", "二级指标", "三级指标", "指标值"},
                    {"产出指标", "数量指标", text, value}};
    return ReadIndicatorSheet(Pipes(rows), Built().label_reader()).leaves.at(0).name;
  };
  CHECK(name("新建农村\n互助养老点", "24") == "新建农村互助养老点");
  CHECK(name("新建里程\n改造座数", "24\n27") == "新建里程\n改造座数");
  CHECK(name("1.新建里程\n2.改造座数", "24") == "1.新建里程\n2.改造座数");
}

TEST_CASE("sums, headers again and signatures below the form are no leaves", "[hierarchy]") {
  const Rows none{{"总分", "100", "得分", "95", ""},
                  {"合计", "", "", "", "100"},
                  {"小计", "", "", "", "50"},
                  {"", "", "合计", "100", "100"},
                  {"一级指标", "二级指标", "三级指标", "指标值", "权重"},
                  {"填报人：张三", "", "联系电话：", "123", ""},
                  {"注：由市县填报。", "", "", "", ""}};
  for (const std::vector<std::string>& row : none) {
    CAPTURE(row);
    const Rows rows{{"一级指标", "二级指标", "三级指标", "指标值", "权重"},
                    {"产出指标", "数量指标", "新建里程", "24", "50"},
                    row,
                    {"效益指标", "社会效益指标", "受益人口", "1350", "50"}};
    const IndicatorSheet sheet = ReadIndicatorSheet(Pipes(rows), Built().label_reader());
    REQUIRE(sheet.leaves.size() == 2);
    CHECK(sheet.leaves[1].name == "受益人口");
  }
}

TEST_CASE("in the head no key is the value of another", "[hierarchy]") {
  const auto head = [](const std::vector<std::string>& row) {
    const Rows rows{row,
                    {"一级指标", "二级指标", "三级指标", "指标值"},
                    {"产出指标", "数量指标", "新建里程", "24"}};
    std::string out;
    const IndicatorSheet sheet = ReadIndicatorSheet(Pipes(rows), Built().label_reader());
    for (const HeadField& field : sheet.head) out += field.key + "=" + field.value.value + "; ";
    return out;
  };
  CHECK(head({"投入金额：", "21.38", "主管部门：", "民政局"}) ==
        "投入金额：=21.38; 主管部门：=民政局; ");
  CHECK(head({"项目编码", "", "负责人", "张三"}) == "项目编码=; 负责人=张三; ");
  CHECK(head({"联络人：", "", "电话：", "123"}) == "联络人：=; 电话：=123; ");
  CHECK(head({"项目名称", "", "养老", ""}) == "项目名称=养老; ");
  CHECK(head({"项目名称：养老", "", "金额：21万元", ""}) == "项目名称：=养老; 金额：=21万元; ");
  CHECK(head({"其中：财政拨款", "21", "", ""}) == "其中：财政拨款=21; ");
}

TEST_CASE("columns of signs and units are told by what they hold, whatever their head says",
          "[hierarchy]") {
  for (const std::string head : {"绩效指标性质", "指标值类型", "比较"}) {
    CAPTURE(head);
    const IndicatorSheet sheet = ReadIndicatorSheet(
        Pipes({{"一级指标", "二级指标", "三级指标", head, "绩效指标值", "度量", "权重"},
               {"产出指标", "数量指标", "甲", "≥", "24", "个", "10"},
               {"产出指标", "数量指标", "乙", "≥", "1350", "户", "10"},
               {"产出指标", "时效指标", "丙", "≤", "30", "日", "10"},
               {"总分", "", "", "", "", "", "100"}}),
        Built().label_reader());
    REQUIRE(sheet.leaves.size() == 3);
    CHECK(sheet.leaves[0].direction == "≥");
    CHECK(sheet.leaves[1].value == "1350");
    CHECK(sheet.leaves[2].unit == "日");
  }
}

}  // namespace
}  // namespace gongwen
