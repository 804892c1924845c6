#include "normalizers/review/apply_answers.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/review/compare_notices.h"
#include "tests/normalizers/amount_table.h"

namespace gongwen {
namespace {

Notice TwoRows() {
  Notice notice;
  IndicatorTable table{.table_no = 2, .region = "奇台县"};
  table.rows = {{.row_no = 1,
                 .level1 = "产出指标",
                 .level2 = "数量指标",
                 .level3 = "培训人数",
                 .value_text = "≥10人",
                 .value = {">=", 10, "人"},
                 .value_from = {.confidence = 0.4},
                 .confidence = 0.4},
                {.row_no = 2,
                 .level1 = "产出指标",
                 .level2 = "质量指标",
                 .level3 = "合格率",
                 .value_text = "≥98%",
                 .value = {">=", 98, "%"}}};
  notice.indicator_tables = {table};
  notice.allocation_tables = {
      AmountTable({"补助资金"}, {{"合计", "", {"30"}}, {"甲县", "合计", {"30"}}})};
  return notice;
}

Answer Set(int table_no, int row_no, const std::string& field, const std::string& anchor,
           const std::string& before, const std::string& value) {
  return {.table_no = table_no,
          .row_no = row_no,
          .field = field,
          .anchor = anchor,
          .before = before,
          .verdict = Verdict::kCorrected,
          .value = value};
}

}  // namespace

TEST_CASE("a corrected value stands with its number and is sure", "[review]") {
  Notice notice = TwoRows();
  const std::vector<Answer> answers{Set(2, 1, "value", "培训人数", "≥10人", "≥100人")};
  const auto applied = ApplyAnswers(notice, answers);
  REQUIRE(applied.front().is_placed);
  CHECK(applied.front().read == "≥10人");
  const IndicatorRow& row = notice.indicator_tables[0].rows[0];
  CHECK(row.value_text == "≥100人");
  CHECK(row.value.number == 100);
  CHECK(row.value_from.confidence == 1);
  CHECK(row.confidence == 1);
}

TEST_CASE("an answer follows its row when rows are counted differently", "[review]") {
  Notice notice = TwoRows();
  notice.indicator_tables[0].rows.insert(notice.indicator_tables[0].rows.begin(),
                                         {.row_no = 0, .level3 = "新的一行"});
  for (int i = 0; i < 3; ++i)
    notice.indicator_tables[0].rows[static_cast<std::size_t>(i)].row_no = i + 1;
  const auto applied =
      ApplyAnswers(notice, std::vector{Set(2, 1, "value", "培训人数", "≥10人", "≥100人")});
  CHECK(applied.front().is_placed);
  CHECK(applied.front().row_no == 2);
  CHECK(notice.indicator_tables[0].rows[1].value_text == "≥100人");
}

TEST_CASE("a name read better than before is still the same row", "[review]") {
  Notice notice = TwoRows();
  CHECK(ApplyAnswers(notice, std::vector{Set(2, 1, "value", "培训入数", "≥10人", "≥100人")})
            .front()
            .is_placed);
}

TEST_CASE("an answer whose row is gone changes nothing and says so", "[review]") {
  Notice notice = TwoRows();
  const Notice before = notice;
  CHECK_FALSE(ApplyAnswers(notice, std::vector{Set(2, 1, "value", "道路里程", "1", "2")})
                  .front()
                  .is_placed);
  CHECK(notice == before);
}

TEST_CASE("paths, names, regions, fields and amounts can be answered", "[review]") {
  Notice notice = TwoRows();
  notice.addressees = {{.value = "甲县财政局"}, {.value = "乙具财政局"}};
  const std::vector<Answer> answers{
      Set(2, 2, "path", "合格率", "产出指标 / 质量指标", "产出指标 / 时效指标"),
      Set(2, 2, "level3", "合格率", "合格率", "按时完成率"),
      Set(2, 0, "region", "奇台县", "奇台县", "奇台市"),
      Set(0, 0, "addressee[2]", "", "乙具财政局", "乙县财政局"),
      Set(1, 2, "amount:补助资金", "甲县", "30", "36.5")};
  for (const AppliedAnswer& applied : ApplyAnswers(notice, answers)) {
    CAPTURE(applied.answer.field);
    CHECK(applied.is_placed);
  }
  const IndicatorTable& table = notice.indicator_tables[0];
  CHECK(table.rows[1].level2 == "时效指标");
  CHECK(table.rows[1].level3 == "按时完成率");
  CHECK(table.region == "奇台市");
  CHECK(notice.addressees[1].value == "乙县财政局");
  const AllocationEntry& entry = notice.allocation_tables[0].entries[1];
  CHECK(entry.amount_yuan == Decimal::FromInteger(365000));
}

TEST_CASE("a rejected repair is taken back, a rejected figure has no number", "[review]") {
  Notice notice = TwoRows();
  notice.repairs = {
      {.table_no = 2, .row_no = 2, .field = "level2", .before = "成本指标", .after = "质量指标"}};
  Answer reject = Set(2, 2, "level2", "合格率", "质量指标", "");
  reject.verdict = Verdict::kRejected;
  Answer figure = Set(1, 2, "amount:补助资金", "甲县", "30", "");
  figure.verdict = Verdict::kRejected;
  REQUIRE(ApplyAnswers(notice, std::vector{reject, figure}).size() == 2);
  CHECK(notice.indicator_tables[0].rows[1].level2 == "成本指标");
  CHECK(notice.repairs[0].is_reverted);
  CHECK(notice.allocation_tables[0].entries[1].amount_text == "30");
  CHECK_FALSE(notice.allocation_tables[0].entries[1].amount);
}

TEST_CASE("two versions of a notice differ where their cells do", "[review]") {
  const Notice first = TwoRows();
  Notice second = first;
  CHECK(CompareNotices(first, second).empty());
  second.indicator_tables[0].rows[1].value_text = "≥ 98％";  // the same in other widths
  CHECK(CompareNotices(first, second).empty());
  second.indicator_tables[0].rows[0].value_text = "≥12人";
  second.indicator_tables[0].rows.pop_back();
  SetAmount(second.allocation_tables[0], 2, "补助资金", "31");
  const std::vector<Difference> differences = CompareNotices(first, second);
  REQUIRE(differences.size() == 4);
  CHECK(differences[0].place == "分配表 / 甲县 / 补助资金");
  CHECK(differences[0].after == "310000元");
  CHECK(differences[1].place == "奇台县 / 培训人数 / 指标值");
  CHECK(differences[2].after.empty());
}

}  // namespace gongwen
