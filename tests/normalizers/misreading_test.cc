#include "normalizers/checks/misreading.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

const Knowledge& BuiltIn() {
  static const auto knowledge = Knowledge::Load().value();
  return *knowledge;
}

Misreading MeasureLines(const std::vector<std::string>& lines) {
  Reading reading;
  for (const std::string& line : lines) reading.blocks.emplace_back(Paragraph{.text = line});
  return MisreadingOf(reading, BuiltIn());
}

IndicatorTable TableOf(int table_no, std::vector<std::pair<std::string, std::string>> rows) {
  IndicatorTable table{.table_no = table_no};
  for (auto& [name, value] : rows) {
    table.rows.push_back({.level1 = "产出指标",
                          .level2 = "数量指标",
                          .level3 = std::move(name),
                          .value_text = std::move(value)});
  }
  return table;
}

constexpr Misreading kNoisy{.characters = 100, .misread = 1};

TEST_CASE("phrases with a character misread, lost or doubled are counted", "[misreading]") {
  const Misreading count = MeasureLines(
      {"关于下达补且资金预算的通知", "列政府收分类科目", "请加强绩效管理", "预算的通通知"});
  CHECK(count.misread == 3);
  CHECK(count.is_noisy());
}

TEST_CASE("words around a phrase that are like it are no misreading", "[misreading]") {
  const Misreading count =
      MeasureLines({"财政部关于下达资金预算的通知", "绩效指标", "资金用于", "完成指标", "省财政厅",
                    "中央政府", "资金，用于", "绩效的评价", "村村通工程饮用水水源保护补助资金"});
  CHECK(count.misread == 0);
  CHECK(count.characters > 0);
  CHECK_FALSE(count.is_noisy());
}

TEST_CASE("a cell that is a level's name but for a character is counted", "[misreading]") {
  TableGrid grid{.rows = 1, .columns = 4};
  for (const char* text : {"质量指标", "吉量指标", "社会效益目标", "质量指标（50分）"}) {
    grid.cells.push_back({.column = static_cast<int>(grid.cells.size()), .text = text});
  }
  Reading reading;
  reading.blocks.emplace_back(grid);
  CHECK(MisreadingOf(reading, BuiltIn()).misread == 1);
}

TEST_CASE("a county that is nearly one of the province is counted", "[misreading]") {
  Notice notice;
  notice.issuing_agencies.push_back({.value = "黑龙江省财政厅"});
  for (const char* name : {"龙江县", "江县", "哈尔滨市", "大兴新区", "合计"}) {
    notice.allocation_tables.resize(1);
    notice.allocation_tables[0].entries.push_back({.recipient = name});
  }
  CHECK(MisreadingOf(notice, BuiltIn().gazetteer()).misread == 1);
}

TEST_CASE("in a noisy document rows are sure only where a sibling says the same", "[misreading]") {
  Notice notice;
  notice.indicator_tables = {TableOf(1, {{"新建公路里程", "≥20公里"}, {"改造桥梁数", "3座"}}),
                             TableOf(2, {{"新建公路里程", "≥20公里"}, {"改造桥梁数", "5座"}})};
  RateIndicators(notice, kNoisy);
  CHECK(notice.indicator_tables[0].rows[0].confidence == 1);
  CHECK(notice.indicator_tables[0].rows[1].confidence < 0.9);

  Notice clean;
  clean.indicator_tables = {TableOf(1, {{"新建公路里程", "≥20公里"}})};
  RateIndicators(clean, Misreading{.characters = 5000, .misread = 1});
  CHECK(clean.indicator_tables[0].rows[0].confidence == 1);
}

TEST_CASE("the longer what nothing bears out, the less sure", "[misreading]") {
  CHECK(TrustUnsupported(kNoisy, 0) == 1);
  CHECK(TrustUnsupported(kNoisy, 4) < 0.9);
  CHECK(TrustUnsupported(kNoisy, 20) < TrustUnsupported(kNoisy, 4));
  CHECK(TrustUnsupported(Misreading{}, 20) == 1);
}

}  // namespace
}  // namespace gongwen
