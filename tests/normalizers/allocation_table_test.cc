#include "normalizers/allocation/allocation_table.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "normalizers/allocation/totals.h"
#include "normalizers/checks/sum_equations.h"
#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/table/table_kind.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

using nlohmann::json;
// "recipient parent* column amount_yuan" lines; the star marks totals.
std::string Lines(const AllocationTable& table) {
  std::string lines;
  for (const AllocationEntry& e : table.entries) {
    lines += std::to_string(e.row_no) + " " + e.recipient + (e.is_total ? "* <" : " <") + e.parent +
             "> " + e.column_name + " " + (e.amount ? e.amount->ToString() : "?" + e.amount_text) +
             e.unit + "\n";
  }
  return lines;
}

AllocationTable Build(const TableGrid& grid, const std::string& unit = "万元") {
  return BuildAllocationTable(grid, {.unit = unit}, 1);
}

TEST_CASE("a total that stands first is the parent of every row", "[normalizers]") {
  const TableGrid grid = GridOf({{"序号", "县市名称", "补助资金"},
                                 {"1", "昌吉州合计", "4347"},
                                 {"2", "木 垒 县", "400"},
                                 {"3", "吉木萨尔县", "400"},
                                 {"4", "阜康市", "3,547"}},
                                GridOrigin::kPipes);
  CHECK(Lines(Build(grid)) ==
        "1 昌吉州合计* <> 补助资金 4347万元\n"
        "2 木垒县 <昌吉州合计> 补助资金 400万元\n"
        "3 吉木萨尔县 <昌吉州合计> 补助资金 400万元\n"
        "4 阜康市 <昌吉州合计> 补助资金 3547万元\n");
  const AllocationTable table = Build(grid);
  CHECK(table.entries[3].amount_yuan == Decimal::FromInteger(35470000));
  CHECK(table.entries[3].amount_text == "3,547");
  CHECK(table.entries[3].from.page_no == 2);
  CHECK(table.entries[3].from.source == TextSource::kTextLayer);
}

TEST_CASE("a mark behind a name or a figure is no part of it", "[normalizers]") {
  const TableGrid grid = GridOf({{"地区", "金额"}, {"甲县①", "12"}, {"乙县", "1,230²"}});
  CHECK(Lines(Build(grid)) == "1 甲县 <> 金额 12万元\n2 乙县 <> 金额 1230万元\n");
}

TEST_CASE("a column whose head names another measure holds no amounts", "[normalizers]") {
  for (const std::string name : {"人口（万人）", "邮编", "单价", "人均（元）", "增长%", "增幅",
                                 "工期", "面积（亩）", "水渠（公里）", "亩"}) {
    const TableGrid grid = GridOf({{"县名", name, "金额"},
                                   {"合计", "13.5", "30"},
                                   {"甲县", "12", "10"},
                                   {"乙县", "14", "20"}});
    CHECK(Lines(Build(grid)) ==
          "1 合计* <> 金额 30万元\n2 甲县 <合计> 金额 10万元\n3 乙县 <合计> 金额 20万元\n");
  }
  const TableGrid group = GridOf({{"县名", "人数", "<", "资金"},
                                  {"^", "合计", "新增", "增减"},
                                  {"甲县", "12", "3", "10"},
                                  {"乙县", "14", "4", "20"}});
  CHECK(Lines(Build(group)) == "1 甲县 <> 资金/增减 10万元\n2 乙县 <> 资金/增减 20万元\n");
}

TEST_CASE("a further head in the middle of a table names the columns below it", "[normalizers]") {
  const auto lines = [](const std::string& second) {
    return Lines(Build(GridOf({{"县名", "金额"},
                               {"甲县", "10"},
                               {"乙县", "20"},
                               {"县名", second},
                               {"甲县", "15"},
                               {"乙县", "25"}})));
  };
  const std::string first = "1 甲县 <> 金额 10万元\n2 乙县 <> 金额 20万元\n";
  CHECK(lines("户数") == first);
  CHECK(lines("奖补") == first + "3 甲县 <> 奖补 15万元\n4 乙县 <> 奖补 25万元\n");
  CHECK(lines("金额（元）") == first + "3 甲县 <> 金额（元） 15元\n4 乙县 <> 金额（元） 25元\n");
  CHECK(lines("金额") == first + "3 甲县 <> 金额 15万元\n4 乙县 <> 金额 25万元\n");
}

TEST_CASE("rows below a section that tells a unit are in it", "[normalizers]") {
  const AllocationTable table = Build(GridOf({{"县名", "金额"},
                                              {"一、中央（单位：万元）", ""},
                                              {"甲县", "10"},
                                              {"二、奖补（元）", ""},
                                              {"甲县", "5000"},
                                              {"三、其他", ""},
                                              {"乙县", "7"},
                                              {"合计", "12"}}));
  REQUIRE(table.entries.size() == 4);
  CHECK(table.entries[0].unit == "万元");
  CHECK(table.entries[0].trust.column == 1.0);
  CHECK(table.entries[1].amount_yuan == Decimal::FromInteger(5000));
  CHECK(table.entries[1].trust.column == 1.0);
  CHECK(table.entries[2].trust.column < 0.8);
  CHECK(table.entries[3].trust.column < 0.8);
}

TEST_CASE("a row or a column of units tells what the figures are in", "[normalizers]") {
  CHECK(Lines(Build(GridOf({{"县名", "资金", "补贴", "面积"},
                            {"单位", "万元", "元", "亩"},
                            {"甲县", "10", "500", "3"},
                            {"乙县", "20", "700", "4"}}))) ==
        "1 甲县 <> 资金 10万元\n1 甲县 <> 补贴 500元\n2 乙县 <> 资金 20万元\n"
        "2 乙县 <> 补贴 700元\n");
  CHECK(Lines(Build(GridOf({{"县名", "金额"}, {"单位", "元"}, {"甲县", "10"}, {"乙县", "20"}}))) ==
        "1 甲县 <> 金额 10元\n2 乙县 <> 金额 20元\n");
  const AllocationTable table = Build(GridOf({{"项目", "单位", "甲县", "乙县"},
                                              {"资金", "万元", "10", "20"},
                                              {"补贴", "元", "500", "700"},
                                              {"造林", "亩", "3", "4"}}));
  REQUIRE(table.entries.size() == 6);
  CHECK(table.entries[0].recipient == "资金");
  CHECK(table.entries[0].trust.recipient < 0.8);
  CHECK(table.entries[2].amount_yuan == Decimal::FromInteger(500));
  CHECK(table.entries[4].unit == "亩");
  CHECK_FALSE(table.entries[4].amount_yuan);
}

TEST_CASE("a unit in brackets over two lines of the head is read whole, or is doubtful",
          "[normalizers]") {
  const AllocationTable whole = Build(GridOf({{"地区", "合计（万", "省级（元）", "中央（百"},
                                              {"", "元）", "", "万元）"},
                                              {"甲县", "10", "500", "3"},
                                              {"乙县", "20", "700", "4"}},
                                             GridOrigin::kAlignment),
                                      "千元");
  REQUIRE(whole.entries.size() == 6);
  CHECK(whole.entries[0].column_name == "合计（万元）");
  CHECK(whole.entries[0].unit == "万元");
  CHECK(whole.entries[1].unit == "元");
  CHECK(whole.entries[2].unit == "百万元");
  for (const std::string name : {"合计（万", "合计元）", "合计（省级、元"}) {
    const AllocationTable cut = Build(GridOf({{"地区", name}, {"甲县", "10"}, {"乙县", "20"}}));
    REQUIRE(cut.entries.size() == 2);
    CHECK(cut.entries[0].trust.column < 0.8);
  }
}

TEST_CASE("an amount merged over two recipients is doubtful for both", "[normalizers]") {
  const AllocationTable table = Build(GridOf({{"县", "项目", "金额"},
                                              {"甲县", "道路", "30"},
                                              {"乙县", "桥梁", "^"},
                                              {"丙县", "水渠", "20"},
                                              {"丙县", "水库", "^"},
                                              {"合计", "", "50"}}));
  REQUIRE(table.entries.size() == 4);
  CHECK(table.entries[0].trust.recipient < 0.8);
  CHECK(table.entries[0].is_name_meant);
  CHECK(table.entries[1].recipient == "乙县");
  CHECK_FALSE(table.entries[1].amount);
  CHECK(table.entries[1].trust.recipient < 0.8);
  CHECK(table.entries[2].trust.recipient == 1.0);  // two projects of one
  for (const SumEquation& equation : SumEquations(table)) CHECK(Holds(equation, AmountsOf(table)));
}

TEST_CASE("a city merged beside its counties is their parent where no total is", "[normalizers]") {
  CHECK(Lines(Build(GridOf({{"市", "县", "金额"},
                            {"甲市", "鼓楼区", "1"},
                            {"^", "东县", "2"},
                            {"乙市", "鼓楼区", "3"},
                            {"^", "北县", "5"}}))) ==
        "1 鼓楼区 <甲市> 金额 1万元\n2 东县 <甲市> 金额 2万元\n"
        "3 鼓楼区 <乙市> 金额 3万元\n4 北县 <乙市> 金额 5万元\n");
}

TEST_CASE("the unit in a cell of the head names no column", "[normalizers]") {
  const TableGrid grid = GridOf({{"单位", "2022", "（单位：千元）"},
                                 {"^", "^", "2023"},
                                 {"甲县", "1", "2"},
                                 {"乙县", "3", "4"}});
  const AllocationTable table = Build(grid, "");
  CHECK(table.entries[1].column_name == "2023");
  CHECK(table.entries[1].unit == "千元");
}

TEST_CASE("lines above a table that were drawn into its head name no column", "[normalizers]") {
  const TableGrid grid = GridOf({{"编号：2024-7", "", "", "（单位：元）"},
                                 {"序号", "地区", "项目名称", "金额"},
                                 {"1", "甲县", "桥梁", "2"},
                                 {"2", "乙县", "道路", "4"}});
  const AllocationTable table = Build(grid, "");
  REQUIRE(table.entries.size() == 2);
  CHECK(table.entries[0].recipient == "甲县");
  CHECK(table.entries[0].item == "桥梁");
  CHECK(table.entries[0].column_name == "金额");
  CHECK(table.entries[0].unit == "元");
}

TEST_CASE("the head's upper line above the grid stands before every column, and is a guess",
          "[normalizers]") {
  const TableGrid grid =
      GridOf({{"地区", "合计", "中央资金"}, {"甲县", "3", "2"}, {"乙县", "5", "4"}});
  const AllocationTable table =
      BuildAllocationTable(grid, {.unit = "万元", .lost_head = "本次下达资金"}, 1);
  CHECK(table.entries[0].column_name == "本次下达资金/合计");
  CHECK(table.entries[1].column_name == "本次下达资金/中央资金");
  CHECK(table.entries[0].trust.column < 0.8);
}

TEST_CASE("the recipients' name behind that of the amounts is taken off it", "[normalizers]") {
  const TableGrid grid = GridOf({{"", "下达资金地区", "<"},
                                 {"^", "小计", "省级资金"},
                                 {"甲县", "3", "2"},
                                 {"乙县", "5", "4"}});
  CHECK(Build(grid).entries[1].column_name == "下达资金/省级资金");
  CHECK(Build(grid).entries[1].trust.column < 0.8);
}

TEST_CASE("a figure whose last group is cut takes its digits from the row below", "[normalizers]") {
  const TableGrid grid = GridOf({{"地区", "金额"}, {"甲县", "313,399,72"}, {"", "0"}});
  CHECK(Lines(Build(grid)) == "1 甲县 <> 金额 313399720万元\n");
}

TEST_CASE("a row that names nobody and holds no figure gives no entries", "[normalizers]") {
  const TableGrid grid = GridOf(
      {{"序号", "地区", "金额"}, {"1", "甲县", "3"}, {"2", "乙县", "4"}, {"", "", "道路养护资金"}});
  CHECK(Build(grid).entries.size() == 2);
}

TEST_CASE("a head in which one name is none is a guess", "[normalizers]") {
  const auto trust = [](const std::vector<std::string>& names) {
    return Build(GridOf({names, {"甲县", "3", "2"}, {"乙县", "5", "4"}})).entries[0].trust.column;
  };
  CHECK(trust({"地区", "合计", "其中：道路"}) == 1.0);
  CHECK(trust({"地区", "道路资金2024年道路资金分配表", "养护"}) < 0.8);
  CHECK(trust({"", "下达资金地区", "养护"}) < 0.8);
  // 养护 lost the names above it: its neighbour kept them.
  const TableGrid lost = GridOf({{"地区", "中央资金", "<", "养护资金"},
                                 {"^", "小计", "养护资金", "^"},
                                 {"甲县", "3", "2", "7"},
                                 {"乙县", "5", "4", "8"}});
  CHECK(Build(lost).entries[0].trust.column < 0.8);
}

TEST_CASE("a place whose only member is itself is a total among others told by sums",
          "[normalizers]") {
  const TableGrid grid = GridOf({{"地区", "金额"},
                                 {"甲州", "30"},
                                 {"甲州本级", "10"},
                                 {"乙县", "20"},
                                 {"丙林区", "7"},
                                 {"丙林区本级", "7"},
                                 {"合计", "37"}});
  CHECK(Lines(Build(grid)) ==
        "1 甲州* <合计> 金额 30万元\n"
        "2 甲州本级 <甲州> 金额 10万元\n"
        "3 乙县 <甲州> 金额 20万元\n"
        "4 丙林区* <合计> 金额 7万元\n"
        "5 丙林区本级 <丙林区> 金额 7万元\n"
        "6 合计* <> 金额 37万元\n");
}

TEST_CASE("merged head cells give paths, and blank cells and dashes no entries", "[normalizers]") {
  const TableGrid grid = GridOf({{"序号", "地区", "资金来源", "<", "备注"},
                                 {"^", "^", "中央资金（万元）", "省级资金（元）", "^"},
                                 {"", "甲县", "1.5", "—", "扣回2"},
                                 {"", "乙县", "", "-6.2", ""},
                                 {"", "丙县", "见附件", "30000", ""}});
  CHECK(Lines(Build(grid, "")) ==
        "1 甲县 <> 资金来源/中央资金（万元） 1.5万元\n"
        "2 乙县 <> 资金来源/省级资金（元） -6.2元\n"
        "3 丙县 <> 资金来源/中央资金（万元） ?见附件万元\n"
        "3 丙县 <> 资金来源/省级资金（元） 30000元\n");
}

TEST_CASE("a name over several columns is carried where a dump has no spans", "[normalizers]") {
  const TableGrid grid = GridOf({{"地区", "合计", "中央资金", "", "省级资金", ""},
                                 {"", "", "小计", "农田", "小计", "配套"},
                                 {"甲县", "10", "6", "6", "4", "4"}},
                                GridOrigin::kPipes);
  const AllocationTable table = Build(grid);
  std::vector<std::string> names;
  for (const AllocationEntry& entry : table.entries) names.push_back(entry.column_name);
  CHECK(names == std::vector<std::string>{"合计", "中央资金/小计", "中央资金/农田", "省级资金/小计",
                                          "省级资金/配套"});
}

TEST_CASE("group subtotals before their members nest under a grand total", "[normalizers]") {
  const Rows body = {{"成都市小计", "30"}, {"金堂县", "10"}, {"崇州市", "20"}, {"绵阳市小计", "5"},
                     {"三台县", "9"},      {"梓潼县", "-4"}, {"省本级", "7"}};
  const std::string groups =
      "成都市小计*<全省合计> 金堂县<成都市小计> 崇州市<成都市小计> 绵阳市小计*<全省合计> "
      "三台县<绵阳市小计> 梓潼县<绵阳市小计> 省本级<全省合计>";
  const auto places = [](const Rows& rows) {
    Rows all = rows;
    all.insert(all.begin(), {"单位", "金额"});
    std::string text;
    for (const AllocationEntry& e : Build(GridOf(all)).entries) {
      text += (text.empty() ? "" : " ") + e.recipient + (e.is_total ? "*<" : "<") + e.parent + ">";
    }
    return text;
  };
  Rows first = body, last = body;
  first.insert(first.begin(), {"全省合计", "42"});
  last.push_back({"全省合计", "42"});
  CHECK(places(first) == "全省合计*<> " + groups);
  CHECK(places(last) == groups + " 全省合计*<>");
  const Rows after = {{"金堂县", "10"}, {"崇州市", "20"},    {"成都市小计", "30"}, {"三台县", "9"},
                      {"梓潼县", "-4"}, {"绵阳市小计", "5"}, {"合计", "35"}};
  CHECK(places(after) ==
        "金堂县<成都市小计> 崇州市<成都市小计> 成都市小计*<合计> 三台县<绵阳市小计> "
        "梓潼县<绵阳市小计> 绵阳市小计*<合计> 合计*<>");
}

TEST_CASE("subtotals without a word are told by sums only where sums need them", "[normalizers]") {
  const auto row = [](std::string name, int amount) {
    return AmountRow{.recipient = std::move(name), .amounts = {Decimal::FromInteger(amount)}};
  };
  const std::vector<AmountRow> cities{row("合计", 60), row("甲市", 30), row("乙县", 10),
                                      row("丙县", 20), row("丁市", 30), row("戊县", 15),
                                      row("己县", 15)};
  const std::vector<RowPlace> places = PlaceTotals(cities);
  CHECK(places[1] == RowPlace{true, 0});
  CHECK(places[2] == RowPlace{false, 1});
  CHECK(places[6] == RowPlace{false, 4});
  // 甲市 happens to be 乙县 + 丙县, but the grand total counts it as a row of its own.
  const std::vector<AmountRow> chance{row("合计", 60), row("甲市", 30), row("乙县", 10),
                                      row("丙县", 20)};
  CHECK(PlaceTotals(chance)[1] == RowPlace{false, 0});
  CHECK(PlaceTotals({}).empty());
}

TEST_CASE("a misread amount does not break the hierarchy that the words tell", "[normalizers]") {
  const AllocationTable table = Build(GridOf({{"地区", "金额"},
                                              {"合计", "60"},
                                              {"甲市小计", "30"},
                                              {"乙县", "1O"},
                                              {"丙县", "20"},
                                              {"丁市小计", "30"},
                                              {"戊县", "30"}}));
  REQUIRE(table.entries.size() == 6);
  CHECK(table.entries[2].parent == "甲市小计");
  CHECK_FALSE(table.entries[2].amount);
  CHECK(table.entries[2].amount_text == "1O");
  CHECK(table.entries[3].parent == "甲市小计");
  CHECK(table.entries[4].parent == "合计");
}

TEST_CASE("a city in a merged cell is the parent of its counties if it has a row of its own",
          "[normalizers]") {
  const TableGrid grid = GridOf({{"市州", "县市", "金额"},
                                 {"合计", "<", "130"},
                                 {"甲市", "小计", "30"},
                                 {"^", "乙县", "10"},
                                 {"^", "丙县", "20"},
                                 {"丁市", "戊县", "40"},
                                 {"^", "己县", "60"}});
  CHECK(Lines(Build(grid)) ==
        "1 合计* <> 金额 130万元\n"
        "2 甲市小计* <合计> 金额 30万元\n"
        "3 乙县 <甲市小计> 金额 10万元\n"
        "4 丙县 <甲市小计> 金额 20万元\n"
        "5 戊县 <合计> 金额 40万元\n"
        "6 己县 <合计> 金额 60万元\n");
}

TEST_CASE("a name that slid into the number's column is still the recipient", "[normalizers]") {
  const TableGrid grid = GridOf({{"序号", "县市名称", "金额"},
                                 {"", "昌吉州合计", "700"},
                                 {"1木垒县", "", "400"},
                                 {"2 阜康市", "", "300"}});
  CHECK(Lines(Build(grid)) ==
        "1 昌吉州合计* <> 金额 700万元\n"
        "2 木垒县 <昌吉州合计> 金额 400万元\n"
        "3 阜康市 <昌吉州合计> 金额 300万元\n");
}

TEST_CASE("a head repeated on a further page is no row", "[normalizers]") {
  const TableGrid grid = GridOf({{"地区", "金额"}, {"甲县", "1"}, {"地区", "金额"}, {"乙县", "2"}});
  CHECK(Lines(Build(grid)) == "1 甲县 <> 金额 1万元\n2 乙县 <> 金额 2万元\n");
}

TEST_CASE("columns of numbers that are no money are left out", "[normalizers]") {
  const TableGrid grid =
      GridOf({{"序号", "县", "享受人数", "分配比例（%）", "科目编码", "金额（元）"},
              {"1", "甲县", "300", "30", "2080799", "12000"},
              {"2", "乙县", "700", "70", "2080799", "28000"}});
  CHECK(Lines(Build(grid, "")) == "1 甲县 <> 金额（元） 12000元\n2 乙县 <> 金额（元） 28000元\n");
}

// The table of a truth file as a ruled grid: head paths become merged cells.
TableGrid GridOfTruth(const json& truth) {
  Rows rows(2);
  for (const std::string path : truth["columns"]) {
    const std::size_t slash = path.find('/');
    const std::string top = path.substr(0, slash);
    std::string before;
    for (const std::string& name : rows[0]) before = name == "<" ? before : name;
    rows[0].push_back(before == top ? "<" : top);
    rows[1].push_back(slash == std::string::npos ? "^" : path.substr(slash + 1));
  }
  const bool is_flat = std::ranges::count(rows[1], "^") == std::ptrdiff_t(rows[1].size());
  if (is_flat) rows.pop_back();
  int number = 0;
  for (const json& row : truth["rows"]) {
    std::vector<std::string> line{row.value("no", std::to_string(++number)), row["recipient"]};
    for (const json& amount : row["amounts"]) line.push_back(amount);
    while (line.size() < rows[0].size()) line.push_back(row.value("remark", ""));
    rows.push_back(line);
  }
  return GridOf(rows);
}

TEST_CASE("the allocation tables of every notice among the fixtures are read", "[normalizers]") {
  const std::filesystem::path fixtures(GONGWEN_FIXTURE_DIR);
  for (const auto& entry : std::filesystem::directory_iterator(fixtures / "notices")) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path());
    const json truth = json::parse(file);
    for (const json& expected : truth["allocations"]) {
      CAPTURE(entry.path().filename(), expected["title"].get<std::string>());
      const TableGrid grid = GridOfTruth(expected);
      const TableCaption caption{.unit = expected["unit"]};
      CHECK(ClassifyTable(grid, caption, (*Knowledge::Load())->label_reader()) ==
            TableKind::kAllocation);
      const AllocationTable table = BuildAllocationTable(grid, caption, 1);
      std::string found, wanted;
      for (const AllocationEntry& e : table.entries) {
        found += e.recipient + (e.is_total ? "*" : "") + "<" + e.parent + "> " + e.column_name +
                 " " + e.amount->ToString() + e.unit + "\n";
      }
      for (const json& row : expected["rows"]) {
        for (std::size_t a = 0; a < row["amounts"].size(); ++a) {
          const std::string amount = row["amounts"][a];
          if (amount.empty()) continue;
          wanted += row["recipient"].get<std::string>() + (row["is_total"] ? "*" : "") + "<" +
                    row["parent"].get<std::string>() + "> " +
                    expected["columns"][a + 2].get<std::string>() + " " +
                    Decimal::Parse(amount)->ToString() + expected["unit"].get<std::string>() + "\n";
        }
      }
      CHECK(found == wanted);
    }
  }
}

TEST_CASE("a project under a recipient is its item, and a 小计 of the projects a total",
          "[normalizers]") {
  const auto items = [](const AllocationTable& table) {
    std::string lines;
    for (const AllocationEntry& e : table.entries) {
      lines += e.recipient + (e.is_total ? "*" : "") + "/" + e.item + " <" + e.parent + ">\n";
    }
    return lines;
  };
  const std::string expected =
      "凯里市小计*/ <总计>\n"
      "凯里市/养老点 <凯里市小计>\n"
      "凯里市/改造 <凯里市小计>\n"
      "黄平县/补贴 <总计>\n"
      "黄平县/培训 <总计>\n"
      "总计*/ <>\n";
  CHECK(items(Build(GridOf({{"县（市）", "项目名称", "金额"},
                            {"凯里市", "小计", "150"},
                            {"^", "养老点", "90"},
                            {"^", "改造", "60"},
                            {"黄平县", "补贴", "70"},
                            {"^", "培训", "30"},
                            {"总计", "<", "250"}}))) == expected);
  CHECK(items(Build(GridOf({{"县（市）", "项目名称", "金额"},
                            {"凯里市", "小计", "150"},
                            {"", "养老点", "90"},
                            {"", "改造", "60"},
                            {"黄平县", "补贴", "70"},
                            {"", "培训", "30"},
                            {"总计", "", "250"}},
                           GridOrigin::kPipes))) == expected);
  CHECK(items(Build(GridOf({{"项目名称", "实施单位", "金额"},
                            {"养老点", "甲局", "1"},
                            {"^", "乙局", "2"},
                            {"合计", "<", "3"}}))) ==
        "甲局/养老点 <合计>\n"
        "乙局/养老点 <合计>\n"
        "合计*/ <>\n");
}

TEST_CASE("a 小计 whose city's cell is blank is that city's", "[normalizers]") {
  const std::string lines = Lines(Build(GridOf({{"市州", "县市", "金额"},
                                                {"甲市", "甲县", "1"},
                                                {"", "乙县", "2"},
                                                {"", "小计", "3"},
                                                {"丁市", "丁县", "4"},
                                                {"", "戊县", "5"},
                                                {"", "小计", "9"},
                                                {"合计", "", "12"}},
                                               GridOrigin::kPipes)));
  CHECK(lines.find("2 乙县 <甲市小计>") != std::string::npos);
  CHECK(lines.find("6 丁市小计* <合计>") != std::string::npos);
}

TEST_CASE("heads whose upper cells are merged sideways only, and years, name columns",
          "[normalizers]") {
  const AllocationTable table = Build(GridOf({{"单位", "<", "资金", "<", "历年", "<"},
                                              {"市", "县", "中央", "省级", "2019", "2020"},
                                              {"甲市", "乙县", "1", "2", "3", "4"},
                                              {"^", "丙县", "5", "6", "7", "8"}}));
  REQUIRE(table.entries.size() == 8);
  CHECK(table.entries[0].recipient == "乙县");
  CHECK(table.entries[0].column_name == "资金/中央");
  CHECK(table.entries[3].column_name == "历年/2020");
}

TEST_CASE("a row 其中 is a part of the row before it and of no sum", "[normalizers]") {
  const std::string lines = Lines(Build(GridOf(
      {{"地区", "金额"}, {"甲县", "10"}, {"其中：开发区", "4"}, {"乙县", "20"}, {"合计", "30"}})));
  CHECK(lines.find("其中：开发区 <甲县>") != std::string::npos);
  CHECK(lines.find("合计* <>") != std::string::npos);
}

TEST_CASE("figures whose last digits stand below them are put together and not sure",
          "[normalizers]") {
  const AllocationTable table = Build(GridOf({{"序号", "地区", "合计", "中央", "省级"},
                                              {"", "合计", "42322.0", "23730.4", "18591.66"},
                                              {"", "", "8", "2", ""},
                                              {"1", "甲市", "10282.7 8", "6349.04", "3933.74"}}));
  REQUIRE(table.entries.size() == 6);
  CHECK(table.entries[0].amount == Decimal::Parse("42322.08"));
  CHECK(table.entries[1].amount == Decimal::Parse("23730.42"));
  CHECK(table.entries[3].amount == Decimal::Parse("10282.78"));
  CHECK(table.entries[0].from.confidence < 0.9);
  CHECK(table.entries[3].from.confidence < 0.9);
  CHECK(table.entries[2].from.confidence == 1.0);
}

TEST_CASE("columns whose names hold a name above others are not sure", "[normalizers]") {
  const AllocationTable table =
      Build(GridOf({{"地区", "本次下达/中央", "本次下达省级", "小计"}, {"甲县", "1", "2", "3"}}));
  CHECK(table.entries[0].trust.column == 1.0);
  CHECK(table.entries[1].trust.column < 0.8);
  CHECK(table.entries[2].trust.column < 0.8);
}

}  // namespace
}  // namespace gongwen
