#include "normalizers/checks/sum_equations.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "normalizers/checks/mend_amounts.h"
#include "tests/normalizers/amount_table.h"

namespace gongwen {
namespace {

std::size_t Count(const std::vector<SumEquation>& equations, SumDirection direction) {
  return static_cast<std::size_t>(
      std::ranges::count(equations, direction, &SumEquation::direction));
}

// 合计 over two groups, and across 合计 = 中央/小计 + 省级, 中央/小计 = 中央/a + 中央/b.
AllocationTable Nested() {
  return AmountTable({"合计", "中央/小计", "中央/a", "中央/b", "省级"},
                     {{"合计", "", {"100", "70", "40", "30", "30"}},
                      {"甲市小计", "合计", {"60", "40", "25", "15", "20"}},
                      {"甲一县", "甲市小计", {"35", "20", "15", "5", "15"}},
                      {"甲二县", "甲市小计", {"25", "20", "10", "10", "5"}},
                      {"乙市", "合计", {"40", "30", "15", "15", "10"}}});
}

}  // namespace

TEST_CASE("totals are compared with their rows and columns at every depth", "[checks]") {
  const AllocationTable table = Nested();
  const std::vector<SumEquation> equations = SumEquations(table);
  CHECK(Count(equations, SumDirection::kDown) == 10);    // two totals, five columns
  CHECK(Count(equations, SumDirection::kAcross) == 10);  // two total columns, five rows
  const AmountList amounts = AmountsOf(table);
  for (const SumEquation& equation : equations) CHECK(Holds(equation, amounts));
}

TEST_CASE("a column that is part of another is no part of the total", "[checks]") {
  const AllocationTable table =
      AmountTable({"合计", "其中：直达资金", "中央", "省级"},
                  {{"甲县", "", {"30", "8", "10", "20"}}, {"乙县", "", {"50", "40", "15", "35"}}});
  const std::vector<SumEquation> equations = SumEquations(table);
  REQUIRE(Count(equations, SumDirection::kAcross) == 2);
  CHECK(equations.front().members.size() == 2);
}

TEST_CASE("a 合计 that most rows contradict is a total of something else", "[checks]") {
  const AllocationTable table = AmountTable(
      {"累计合计", "本次"},
      {{"甲县", "", {"30", "8"}}, {"乙县", "", {"50", "40"}}, {"丙县", "", {"9", "1"}}});
  CHECK(SumEquations(table).empty());
}

TEST_CASE("of three columns one may be the sum of the others without a word", "[checks]") {
  const AllocationTable table =
      AmountTable({"应拨资金", "已拨资金", "本次下达"}, {{"甲县", "", {"30", "8", "22"}},
                                                         {"乙县", "", {"50", "40", "10"}},
                                                         {"丙县", "", {"9", "1", "8"}}});
  CHECK(Count(SumEquations(table), SumDirection::kAcross) == 3);
}

TEST_CASE("units are compared in yuan", "[checks]") {
  AllocationTable table =
      AmountTable({"补助资金"}, {{"合计", "", {"1.5"}}, {"甲县", "合计", {"15000"}}});
  table.entries[0].unit = "万元";
  table.entries[0].amount_yuan = Decimal::FromInteger(15000);
  table.entries[1].unit = "元";
  table.entries[1].amount_yuan = Decimal::FromInteger(15000);
  const std::vector<SumEquation> equations = SumEquations(table);
  REQUIRE(equations.size() == 1);
  CHECK(Holds(equations.front(), AmountsOf(table)));
}

TEST_CASE("a blank cell counts as nothing, an unreadable one leaves the sum open", "[checks]") {
  AllocationTable table = AmountTable(
      {"补助资金"}, {{"合计", "", {"30"}}, {"甲县", "合计", {"30"}}, {"乙县", "合计", {""}}});
  CHECK(Holds(SumEquations(table).at(0), AmountsOf(table)));
  table = AmountTable({"补助资金"},
                      {{"合计", "", {"30"}}, {"甲县", "合计", {"2?"}}, {"乙县", "合计", {"8"}}});
  CHECK_FALSE(SumOfMembers(SumEquations(table).at(0), AmountsOf(table)));
}

TEST_CASE("a wrong digit that a row and a column give away is the only solution", "[checks]") {
  AllocationTable table = Nested();
  SetAmount(table, 3, "中央/a", "75");  // 15
  const std::vector<AmountEdit> edits = UniqueEdits(table, SumEquations(table));
  REQUIRE(edits.size() == 1);
  CHECK(table.entries[edits[0].entry].recipient == "甲一县");
  CHECK(edits[0].text == "15");
  CHECK(edits[0].down == 1);
  CHECK(edits[0].across == 1);
}

TEST_CASE("two wrong digits in two rows are found together", "[checks]") {
  AllocationTable table = Nested();
  SetAmount(table, 3, "中央/a", "75");
  SetAmount(table, 5, "省级", "16");  // 10
  const std::vector<AmountEdit> edits = UniqueEdits(table, SumEquations(table));
  REQUIRE(edits.size() == 2);
  CHECK(edits[0].text == "15");
  CHECK(edits[1].text == "10");
}

TEST_CASE("where two figures could be the wrong one none is named", "[checks]") {
  const AllocationTable table = AmountTable(
      {"补助资金"}, {{"合计", "", {"300"}}, {"甲县", "合计", {"150"}}, {"乙县", "合计", {"160"}}});
  CHECK(UniqueEdits(table, SumEquations(table)).empty());
}

TEST_CASE("a lost point and a lost digit are slips too, and print stays in its form", "[checks]") {
  AllocationTable table =
      AmountTable({"合计", "a", "b"}, {{"合计", "", {"1,300.50", "812.25", "488.25"}},
                                       {"甲", "合计", {"1,000.25", "700.00", "300.25"}},
                                       {"乙", "合计", {"300.25", "112.25", "188.00"}}});
  SetAmount(table, 2, "a", "70000");
  std::vector<AmountEdit> edits = UniqueEdits(table, SumEquations(table));
  REQUIRE(edits.size() == 1);
  CHECK(edits[0].amount == Decimal::FromInteger(700));
  SetAmount(table, 2, "a", "700.00");
  SetAmount(table, 2, "合计", "1,000.75");
  edits = UniqueEdits(table, SumEquations(table));
  REQUIRE(edits.size() == 1);
  CHECK(edits[0].text == "1,000.25");
  SetAmount(table, 2, "合计", "1000.25");
  SetAmount(table, 3, "b", "18.00");
  edits = UniqueEdits(table, SumEquations(table));
  REQUIRE(edits.size() == 1);
  CHECK(edits[0].amount == Decimal::FromInteger(188));
}

TEST_CASE("only an unsure OCR figure is changed, and the change is a repair", "[checks]") {
  Notice notice;
  notice.allocation_tables = {Nested()};
  AllocationTable& table = notice.allocation_tables.front();
  SetAmount(table, 3, "中央/a", "75");
  const std::size_t wrong = IndexOf(table, 3, "中央/a");
  SECTION("a text layer is left as it is printed") {
    MendAmounts(notice);
    CHECK(notice.repairs.empty());
  }
  SECTION("a sure figure is left") {
    table.entries[wrong].from = {.confidence = 0.99, .source = TextSource::kOcr};
    MendAmounts(notice);
    CHECK(notice.repairs.empty());
  }
  SECTION("an unsure one is mended") {
    table.entries[wrong].from = {.confidence = 0.7, .source = TextSource::kOcr};
    MendAmounts(notice);
    REQUIRE(notice.repairs.size() == 1);
    CHECK(notice.repairs[0].before == "75");
    CHECK(notice.repairs[0].after == "15");
    CHECK(notice.repairs[0].field == "amount:中央/a");
    CHECK(table.entries[wrong].amount == Decimal::FromInteger(15));
  }
}

}  // namespace gongwen
