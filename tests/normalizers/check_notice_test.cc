#include "normalizers/checks/check_notice.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/normalizers/amount_table.h"

namespace gongwen {
namespace {

Reading Letter(const std::vector<std::string>& lines) {
  Reading reading{.format = InputFormat::kMarkdown};
  for (const std::string& line : lines) reading.blocks.emplace_back(Paragraph{.text = line});
  return reading;
}

// The outcome of the only check of this name.
std::string Outcome(const std::vector<Check>& checks, const std::string& name) {
  const auto count = std::ranges::count(checks, name, &Check::name);
  if (count != 1) return std::to_string(count) + " checks";
  return std::string(ToString(std::ranges::find(checks, name, &Check::name)->outcome));
}

Notice WithTotal(const std::string& total) {
  Notice notice;
  notice.allocation_tables = {AmountTable(
      {""}, {{"合计", "", {total}}, {"阜康市", "合计", {"919"}}, {"昌吉市", "合计", {"1200"}}})};
  return notice;
}

IndicatorTable Targets(int table_no, const std::string& region,
                       const std::vector<std::pair<std::string, Value>>& rows) {
  IndicatorTable table{
      .table_no = table_no, .fund = "就业补助资金", .year = 2023, .region = region};
  int row_no = 0;
  for (const auto& [name, value] : rows) {
    table.rows.push_back(
        {.row_no = ++row_no, .level3 = name, .indicator_key = name, .value = value});
  }
  return table;
}

const Value kMany{">=", 2000, "人"};

}  // namespace

TEST_CASE("a table with figures of which nothing became a row fails", "[checks]") {
  TableGrid grid{.rows = 2, .columns = 2};
  int at = 0;
  for (const char* text : {"丙县", "30.5", "丁县", "O.5"}) {
    grid.cells.push_back({.row = at / 2, .column = at % 2, .text = text});
    ++at;
  }
  Reading reading;
  reading.blocks.emplace_back(grid);
  reading.blocks.emplace_back(grid);
  reading.blocks.emplace_back(grid);
  Notice notice;
  notice.tables = {{.table_no = 1, .kind = TableKind::kAllocation},
                   {.table_no = 2},
                   {.table_no = 3, .title = "值班安排表"}};
  notice.allocation_tables = {{.table_no = 1, .entries = {{.recipient = "甲县"}}}};
  const std::vector<Check> checks = CheckTables(notice, reading);
  REQUIRE(checks.size() == 1);
  CHECK(checks[0].table_no == 2);
  CHECK(checks[0].outcome == CheckOutcome::kFail);
  CHECK(checks[0].actual == "30.5、O.5");
}

TEST_CASE("a total that is not the sum of its rows fails and says by how much", "[checks]") {
  CHECK(Outcome(CheckSums(WithTotal("2119")), "sum_down") == "pass");
  const std::vector<Check> checks = CheckSums(WithTotal("2219"));
  REQUIRE(Outcome(checks, "sum_down") == "fail");
  CHECK(checks[0].expected == "2119");
  CHECK(checks[0].actual == "2219");
  CHECK(checks[0].row_no == 1);
  CHECK(checks[0].message.find("差 100") != std::string::npos);
}

TEST_CASE("the letter's amount is one of the totals, or fails", "[checks]") {
  const Notice notice = WithTotal("2119");
  const auto outcome = [&](const std::string& line) {
    return Outcome(CheckLetter(notice, Letter({line})), "letter_total");
  };
  CHECK(outcome("现下达你市2023年就业补助资金2119万元，请查收。") == "pass");
  CHECK(outcome("现下达资金 21,190,000 元。") == "pass");
  CHECK(outcome("现下达你市就业补助资金2191万元。") == "fail");
  CHECK(outcome("补助标准为每人500元，请按规定执行。") == "not_applicable");
  CHECK(outcome("具体金额见附件。") == "not_applicable");
}

TEST_CASE("amounts in words and in figures are compared", "[checks]") {
  const auto outcome = [&](const std::string& line) {
    return Outcome(CheckLetter(Notice{}, Letter({line})), "capital_amount");
  };
  CHECK(outcome("下达2119万元（大写：贰仟壹佰壹拾玖万元整）。") == "pass");
  CHECK(outcome("下达2119万元（大写：贰仟壹佰玖拾壹万元整）。") == "fail");
  CHECK(outcome("下达2119万元。") == "0 checks");
}

TEST_CASE("another year than the title's fails, but not what was given before", "[checks]") {
  Notice notice;
  notice.title.value = "关于拨付2023年中央财政就业补助资金预算的通知";
  const auto outcome = [&](const std::string& line) {
    return Outcome(CheckLetter(notice, Letter({line})), "years");
  };
  CHECK(outcome("现下达你市2023年就业补助资金。") == "pass");
  CHECK(outcome("四、2022 年就业补助资金预算分配进一步体现激励。") == "fail");
  CHECK(outcome("根据《关于提前下达2022年就业补助资金的通知》执行。") == "not_applicable");
  CHECK(outcome("2022年结转资金一并使用。") == "not_applicable");
  CHECK(outcome("2022年12月底前拨付补助资金。") == "not_applicable");
  CHECK(outcome("评价结果作为分配2025年资金的重要依据。") == "not_applicable");
  notice.indicator_tables = {{.table_no = 2, .year = 2021, .region = "阜康市"}};
  CHECK(outcome("具体见附件。") == "fail");
}

TEST_CASE("an announced attachment is there by its mark, its title, or not at all", "[checks]") {
  Notice notice;
  for (const char* name :
       {"2023年就业补助资金分配表", "专项转移支付区域绩效目标表", "使用跟踪反馈表"}) {
    notice.attachments.push_back({.value = name});
  }
  notice.tables = {{.table_no = 1, .title = "资金安排", .attachment = "附件1"},
                   {.table_no = 2, .title = "昌吉州转移支付绩效目标表"}};
  const std::vector<Check> checks = CheckLetter(notice, Letter({"正文"}));
  std::vector<std::string> outcomes;
  for (const Check& check : checks) {
    if (check.name == "attachments") outcomes.emplace_back(ToString(check.outcome));
  }
  CHECK(outcomes == std::vector<std::string>{"pass", "pass", "fail"});
}

TEST_CASE("who has targets has money, under any form of its name", "[checks]") {
  Notice notice = WithTotal("2119");
  notice.indicator_tables = {Targets(2, "阜康市", {{"新增就业", kMany}}),
                             Targets(3, "昌吉市", {{"新增就业", kMany}})};
  CHECK(Outcome(CheckTargets(notice), "targets_without_money") == "pass");
  CHECK(Outcome(CheckTargets(notice), "money_without_targets") == "pass");
  notice.indicator_tables.push_back(Targets(4, "奇台县", {{"新增就业", kMany}}));
  notice.indicator_tables[0].region = "阜康市园林绿化局";  // an office of no list
  notice.indicator_tables[1].region = "昌吉";
  const std::vector<Check> checks = CheckTargets(notice);
  CHECK(Outcome(checks, "targets_without_money") == "fail");
  CHECK(std::ranges::find(checks, "targets_without_money", &Check::name)->actual == "奇台县");
  CHECK(Outcome(checks, "money_without_targets") == "pass");
}

TEST_CASE("siblings have the same rows in the same words, and their counts add up", "[checks]") {
  Notice notice;
  for (int i = 1; i <= 3; ++i) {
    notice.indicator_tables.push_back(
        Targets(i, "县" + std::to_string(i), {{"新增就业", kMany}, {"满意度", {">=", 90, "%"}}}));
  }
  std::vector<Check> checks = CheckTargets(notice);
  CHECK(Outcome(checks, "sibling_rows") == "pass");
  CHECK(Outcome(checks, "sibling_wording") == "pass");
  CHECK(std::ranges::find(checks, "sibling_sum", &Check::name)->actual == "6000");
  notice.indicator_tables[1].rows.pop_back();
  notice.indicator_tables[2].rows[0].level3 = "新增就业人数";
  checks = CheckTargets(notice);
  CHECK(Outcome(checks, "sibling_rows") == "fail");
  CHECK(Outcome(checks, "sibling_wording") == "fail");
}

TEST_CASE("a share over a hundred percent fails, growth may", "[checks]") {
  Notice notice;
  notice.indicator_tables = {Targets(1, "县", {{"覆盖率", {">=", 950, "%"}}})};
  CHECK(Outcome(CheckTargets(notice), "percent_bounds") == "fail");
  notice.indicator_tables = {Targets(1, "县", {{"产值增长率", {">=", 150, "%"}}})};
  CHECK(Outcome(CheckTargets(notice), "percent_bounds") == "pass");
}

}  // namespace gongwen
