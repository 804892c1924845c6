#include "normalizers/hierarchy/resolve_hierarchy.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/hierarchy/indicator_tables.h"
#include "normalizers/hierarchy/knowledge.h"
#include "tests/normalizers/grid_of.h"

namespace gongwen {
namespace {

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

struct TestLeaf {
  const char* level1;
  const char* level2;
  const char* name;
  const char* value;
};

// A water fund's table: nothing of it stands in the seed.
const std::vector<TestLeaf> kTruth{
    {"产出指标", "数量指标", "新增恢复灌溉面积", "≥1.2万亩"},
    {"产出指标", "数量指标", "改造提升渠道长度", "35公里"},
    {"产出指标", "数量指标", "维修养护泵站数量", "12座"},
    {"产出指标", "质量指标", "工程验收合格率", "100%"},
    {"产出指标", "质量指标", "设备完好率", "≥95%"},
    {"产出指标", "时效指标", "工程按期完工率", "≥90%"},
    {"产出指标", "时效指标", "截至年底资金执行进度", "≥80%"},
    {"产出指标", "成本指标", "亩均补助标准", "≤600元"},
    {"效益指标", "经济效益指标", "受益农户亩均增收", "≥120元"},
    {"效益指标", "社会效益指标", "受益人口", "3.5万人"},
    {"效益指标", "生态效益指标", "灌溉水有效利用系数改善环境情况", "提升"},
    {"效益指标", "可持续影响指标", "管护机制健全长效运行", "是"},
    {"满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%"},
};

using LabelPlaces = std::vector<std::pair<std::string, int>>;  // label, leaf at which it stands

LabelPlaces TruePlaces(int level) {
  LabelPlaces places;
  for (std::size_t i = 0; i < kTruth.size(); ++i) {
    const std::string label = level == 1 ? kTruth[i].level1 : kTruth[i].level2;
    if (places.empty() || places.back().first != label) {
      places.emplace_back(label, static_cast<int>(i));
    }
  }
  return places;
}

TableGrid Dump(const LabelPlaces& level1, const LabelPlaces& level2) {
  TableGrid grid{
      .rows = static_cast<int>(kTruth.size()) + 1, .columns = 4, .origin = GridOrigin::kPipes};
  const auto at = [](const LabelPlaces& places, int leaf) {
    for (const auto& [label, place] : places) {
      if (place == leaf) return label;
    }
    return std::string{};
  };
  const auto add_row = [&](int row, std::vector<std::string> texts) {
    for (int c = 0; c < 4; ++c) {
      grid.cells.push_back(
          {.row = row, .column = c, .text = std::move(texts[static_cast<std::size_t>(c)])});
    }
  };
  add_row(0, {"一级指标", "二级指标", "三级指标", "指标值"});
  for (int i = 0; i < static_cast<int>(kTruth.size()); ++i) {
    const TestLeaf& leaf = kTruth[static_cast<std::size_t>(i)];
    add_row(i + 1, {at(level1, i), at(level2, i), leaf.name, leaf.value});
  }
  return grid;
}

IndicatorTables Build(const std::vector<TableGrid>& grids) {
  std::vector<IndicatorGrid> inputs;
  for (const TableGrid& grid : grids) {
    inputs.push_back({static_cast<int>(inputs.size()) + 1, &grid, "绩效目标表", 2023});
  }
  return BuildIndicatorTables(inputs, Built());
}

int WrongRows(const IndicatorTable& table) {
  int wrong = 0;
  REQUIRE(table.rows.size() == kTruth.size());
  for (std::size_t i = 0; i < kTruth.size(); ++i) {
    const IndicatorRow& row = table.rows[i];
    CHECK(row.level3 == kTruth[i].name);
    CHECK(row.value_text == kTruth[i].value);
    wrong += row.level1 == kTruth[i].level1 && row.level2 == kTruth[i].level2 ? 0 : 1;
  }
  return wrong;
}

TEST_CASE("an undamaged table is read as it stands, without one repair", "[hierarchy]") {
  const IndicatorTables built = Build({Dump(TruePlaces(1), TruePlaces(2))});
  CHECK(WrongRows(built.tables[0]) == 0);
  CHECK(built.repairs.empty());
  for (const IndicatorRow& row : built.tables[0].rows) {
    CHECK_FALSE(row.is_repaired);
    CHECK(row.confidence > 0.8);
  }
}

TEST_CASE("labels that drifted by some rows are put back, and each change is recorded",
          "[hierarchy]") {
  LabelPlaces level1 = TruePlaces(1), level2 = TruePlaces(2);
  for (auto& [label, place] : level2) {
    if (label == "质量指标") place -= 1;
    if (label == "时效指标") place += 1;
  }
  for (auto& [label, place] : level1) {
    if (label == "满意度指标") place -= 1;
    if (label == "效益指标") place += 2;
  }
  const IndicatorTables built = Build({Dump(level1, level2)});
  CHECK(WrongRows(built.tables[0]) == 0);
  REQUIRE(built.repairs.size() >= 4);
  CHECK(built.repairs[0].row_no == 3);
  CHECK(built.repairs[0].field == "level2");
  CHECK(built.repairs[0].before == "质量指标");
  CHECK(built.repairs[0].after == "数量指标");
  std::vector<std::string> terms;
  double sum = 0;
  for (const Evidence& evidence : built.repairs[0].evidence) {
    terms.push_back(evidence.term);
    sum += evidence.weight;
  }
  CHECK(terms == std::vector<std::string>{"leaf_words", "label_position"});
  // The terms add up to the log odds of the answer.
  const double answer = built.repairs[0].confidence;
  CHECK(sum == Approx(std::log(answer / (1 - answer))).epsilon(0.01));
}

TEST_CASE("a table longer than any notice's is taken as read and said to be doubtful",
          "[hierarchy]") {
  const TableGrid grid = Dump(TruePlaces(1), TruePlaces(2));
  const IndicatorGrid input{1, &grid, "绩效目标表", 2023};
  const IndicatorTables built =
      BuildIndicatorTables({&input, 1}, Built(), {.most_leaves = kTruth.size() - 1});
  CHECK(WrongRows(built.tables[0]) == 0);
  CHECK(built.repairs.empty());
  for (const IndicatorRow& row : built.tables[0].rows) CHECK(row.confidence < 0.9);
}

TEST_CASE("an author's unusual order is no damage", "[hierarchy]") {
  // Every group of the true table, last first.
  const TableGrid true_grid = Dump(TruePlaces(1), TruePlaces(2));
  TableGrid grid{.rows = true_grid.rows, .columns = 4, .origin = GridOrigin::kPipes};
  int row = 1;
  for (int c = 0; c < 4; ++c) grid.cells.push_back(true_grid.cells[static_cast<std::size_t>(c)]);
  std::string open1, open2;
  std::vector<TestLeaf> reversed(kTruth.rbegin(), kTruth.rend());
  for (const TestLeaf& leaf : reversed) {
    const std::vector<std::string> texts{open1 == leaf.level1 ? "" : leaf.level1,
                                         open2 == leaf.level2 ? "" : leaf.level2, leaf.name,
                                         leaf.value};
    for (int c = 0; c < 4; ++c) {
      grid.cells.push_back({.row = row, .column = c, .text = texts[static_cast<std::size_t>(c)]});
    }
    open1 = leaf.level1;
    open2 = leaf.level2;
    ++row;
  }
  const IndicatorTables built = Build({grid});
  CHECK(built.repairs.empty());
  for (std::size_t i = 0; i < reversed.size(); ++i) {
    CHECK(built.tables[0].rows[i].level2 == reversed[i].level2);
  }
}

TEST_CASE("a lost label is restored where the words of its leaves are clear", "[hierarchy]") {
  LabelPlaces level2 = TruePlaces(2);
  std::erase_if(level2, [](const auto& place) { return place.first == "时效指标"; });
  CHECK(WrongRows(Build({Dump(TruePlaces(1), level2)}).tables[0]) == 0);
}

TEST_CASE("siblings outvote a table whose labels are scrambled", "[hierarchy]") {
  LabelPlaces scrambled = TruePlaces(2);
  for (auto& [label, place] : scrambled) place = std::min(place + 3, 12);
  std::swap(scrambled[3].second, scrambled[5].second);
  const TableGrid good = Dump(TruePlaces(1), TruePlaces(2));
  const IndicatorTables built = Build({good, Dump({{"产出指标", 0}}, scrambled), good});
  CHECK(WrongRows(built.tables[1]) == 0);
  CHECK(WrongRows(built.tables[0]) == 0);
}

TEST_CASE("a table without a single label gets no levels", "[hierarchy]") {
  const IndicatorTables built = Build({Dump({}, {})});
  for (const IndicatorRow& row : built.tables[0].rows) {
    CHECK(row.level1.empty());
    CHECK(row.level2.empty());
  }
  CHECK(built.repairs.empty());
}

TEST_CASE("level names that no taxonomy knows are learned from the table", "[hierarchy]") {
  LabelPlaces level2 = TruePlaces(2);
  for (auto& [label, place] : level2) {
    if (label == "质量指标") label = "工艺指标";
  }
  const IndicatorTables built = Build({Dump(TruePlaces(1), level2)});
  CHECK(built.tables[0].rows[3].level2 == "工艺指标");
  CHECK(built.tables[0].rows[4].level2 == "工艺指标");
  CHECK(built.tables[0].rows[5].level2 == "时效指标");
}

TEST_CASE("rows are no surer than the region of their table", "[hierarchy]") {
  const TableGrid grid = Dump(TruePlaces(1), TruePlaces(2));
  const auto least = [](const IndicatorTable& table) {
    double confidence = 1;
    for (const IndicatorRow& row : table.rows) confidence = std::min(confidence, row.confidence);
    return confidence;
  };
  const std::vector<IndicatorGrid> inputs{{1, &grid, "绩效目标表", 2023, "周口市"},
                                          {2, &grid, "绩效目标表", 2023}};
  const IndicatorTables built = BuildIndicatorTables(inputs, Built());
  CHECK(built.tables[0].region == "周口市");
  CHECK(least(built.tables[1]) < least(built.tables[0]));
  CHECK(least(built.tables[1]) <= 0.8);
  const IndicatorGrid titled{1, &grid, "周口市2024年绩效目标表", 2024};
  const IndicatorTables one = BuildIndicatorTables({&titled, 1}, Built());
  CHECK(one.tables[0].region == "周口市");
  CHECK(least(one.tables[0]) <= 0.85);
  const std::vector<IndicatorGrid> both{{1, &grid, "周口市2024年绩效目标表", 2024},
                                        {2, &grid, "信阳市2024年绩效目标表", 2024}};
  CHECK(BuildIndicatorTables(both, Built()).tables[1].region == "信阳市");
}

TEST_CASE("the values of several rows in one cell are not sure", "[hierarchy]") {
  TableGrid grid = Dump(TruePlaces(1), TruePlaces(2));
  for (const std::string value : {"≥85% ≥86%", "2334人≥3094人次", "100 100"}) {
    grid.cells[7].text = value;
    CAPTURE(value);
    CHECK(Build({grid}).tables[0].rows[0].confidence <= 0.6);
  }
  for (const std::string value : {"3—5天", "2023年12月底前", "30个工作日", "≥95%，且≥3次"}) {
    grid.cells[7].text = value;
    CAPTURE(value);
    CHECK(Build({grid}).tables[0].rows[0].confidence > 0.6);
  }
}

// One table of rows below 一级指标 | 二级指标 | 三级指标 | 指标值.
TableGrid TargetGrid(Rows rows) {
  rows.insert(rows.begin(), {"一级指标", "二级指标", "三级指标", "指标值"});
  return GridOf(rows);
}

IndicatorTables BuildGrids(const std::vector<TableGrid>& grids,
                           const std::vector<std::string>& titles) {
  std::vector<IndicatorGrid> inputs;
  for (std::size_t i = 0; i < grids.size(); ++i) {
    inputs.push_back({.table_no = static_cast<int>(i) + 1, .grid = &grids[i], .title = titles[i]});
  }
  return BuildIndicatorTables(inputs, Built());
}

TEST_CASE("merged labels of every row hold against siblings that lack the row", "[normalizers]") {
  const std::vector<TableGrid> grids{
      TargetGrid({{"产出指标", "数量指标", "新建公厕数量", "24座"},
                  {"^", "^", "培训管理人员人次", "≥61人次"},
                  {"^", "质量指标", "培训考核通过率", "≥94%"},
                  {"效益指标", "经济效益指标", "门票收入增长", "≥7%"},
                  {"^", "社会效益指标", "游客接待量", "45万人次"},
                  {"^", "生态效益指标", "垃圾无害化处理率", "100%"}}),
      TargetGrid({{"产出指标", "数量指标", "新建公厕数量", "64座"},
                  {"^", "^", "培训管理人员人次", "≥82人次"},
                  {"^", "质量指标", "公厕地图上线率", "≥95%"},
                  {"^", "时效指标", "支出进度（9月底）", "≥83%"},
                  {"效益指标", "经济效益指标", "门票收入增长", "≥6%"},
                  {"^", "社会效益指标", "游客接待量", "47万人次"},
                  {"^", "生态效益指标", "垃圾无害化处理率", "100%"}})};
  const IndicatorTables built = BuildGrids(grids, {"", ""});
  CHECK(built.tables[0].rows[2].level2 == "质量指标");
  CHECK(built.repairs.empty());
}

TEST_CASE("the place in brackets behind a title, and a short name before it, are regions",
          "[normalizers]") {
  const Rows rows{{"产出指标", "数量指标", "新建公厕数量", "24座"},
                  {"效益指标", "社会效益指标", "游客接待量", "45万人次"}};
  const IndicatorTables built = BuildGrids(
      {TargetGrid(rows), TargetGrid(rows), TargetGrid(rows)},
      {"公厕资金绩效目标表（宝应县）", "延边州公厕资金绩效目标表", "公厕资金绩效目标表"});
  CHECK(built.tables[0].region == "宝应县");
  CHECK(built.tables[1].region == "延边州");
  CHECK(built.tables[2].region.empty());
}

TEST_CASE("rows that hold two, or none, are never sure", "[normalizers]") {
  const auto doubt = [](const std::vector<std::string>& odd) {
    const IndicatorTables built =
        BuildGrids({TargetGrid({{"产出指标", "数量指标", "新建公厕数量", "24座"},
                                {"^", "质量指标", "公厕验收合格率", "100%"},
                                odd,
                                {"满意度指标", "服务对象满意度指标", "游客满意度", "≥90%"}})},
                   {""});
    for (const IndicatorRow& row : built.tables[0].rows) {
      if (row.level3 == odd[2]) return row.confidence;
    }
    return 0.0;
  };
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待量", "45万人次"}) >= 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待率及公厕保洁", "≥94.3%全部完成"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "平均等候时长及保洁", "≤8天较上年提高"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益可持续影响", "公厕保洁状况", "良好"}) < 0.9);
  CHECK(doubt({"满意", "服务对象满意度指标", "居民满意度", "≥80%"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待量", "≥"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "", "≥45万人次"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待ÿ", "45万人次"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待量", "g45万人次"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待量≥45", "万人次"}) < 0.9);
  CHECK(doubt({"效益指标", "社会效益指标", "游客接待量", "可持续影响指标保洁制度健全"}) < 0.9);
}

}  // namespace
}  // namespace gongwen
