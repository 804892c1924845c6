// Tested by tests/normalizers/check_notice_test.cc.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

#include "normalizers/checks/check_notice.h"
#include "normalizers/checks/mend_amounts.h"
#include "normalizers/checks/sum_equations.h"

namespace gongwen {
namespace {

std::string WithColumn(const AllocationEntry& entry) {
  return entry.column_name.empty() ? entry.recipient : entry.recipient + "·" + entry.column_name;
}

// In the table's own unit, as it stands there: 元 only where the units differ.
struct Figures {
  AmountList amounts{};
  std::string unit{};
};

Figures FiguresOf(const AllocationTable& table) {
  const auto same_unit = [&](const AllocationEntry& entry) {
    return entry.unit == table.entries.front().unit;
  };
  if (table.entries.empty() || !std::ranges::all_of(table.entries, same_unit)) {
    return {AmountsOf(table), "元"};
  }
  Figures figures{{}, table.entries.front().unit};
  for (const AllocationEntry& entry : table.entries) figures.amounts.push_back(entry.amount);
  return figures;
}

Check FailedSum(const AllocationTable& table, const SumEquation& equation, const Figures& figures) {
  const AllocationEntry& total = table.entries[equation.total];
  Check check{.table_no = table.table_no,
              .row_no = total.row_no,
              .name = equation.direction == SumDirection::kDown ? "sum_down" : "sum_across",
              .outcome = CheckOutcome::kFail,
              .actual = total.amount_text};
  const std::optional<Decimal> sum = SumOfMembers(equation, figures.amounts);
  const std::optional<Decimal>& printed = figures.amounts[equation.total];
  if (!sum || !printed) {
    check.message =
        WithColumn(total) +
        " 中有不能识读的金额，无法相加 / a figure that is no number: cannot be added up";
    return check;
  }
  check.expected = sum->ToString();
  const std::optional<Decimal> off = printed->Plus(sum->Negated());
  check.message = WithColumn(total) + " " + printed->ToString() + figures.unit + "，各项之和 " +
                  sum->ToString() + (off ? "，差 " + off->ToString() : "") + " / printed " +
                  printed->ToString() + ", its parts add up to " + sum->ToString();
  return check;
}

// One line for all equations of a direction that hold.
Check PassedSums(const AllocationTable& table, SumDirection direction, std::size_t count) {
  const bool is_down = direction == SumDirection::kDown;
  return {.table_no = table.table_no,
          .name = is_down ? "sum_down" : "sum_across",
          .outcome = CheckOutcome::kPass,
          .message = std::to_string(count) +
                     (is_down ? " 个合计与各行之和相符 / totals equal the sum of their rows"
                              : " 行的合计与各栏之和相符 / rows add up across their columns")};
}

void AddTable(const AllocationTable& table, std::vector<Check>& checks) {
  const std::vector<SumEquation> equations = SumEquations(table);
  const Figures figures = FiguresOf(table);
  const std::vector<AmountEdit> edits = UniqueEdits(table, equations);
  std::map<SumDirection, std::size_t> passed;
  std::vector<Check> failed;
  for (const SumEquation& equation : equations) {
    if (Holds(equation, figures.amounts)) {
      ++passed[equation.direction];
      continue;
    }
    Check check = FailedSum(table, equation, figures);
    const auto edit = std::ranges::find_if(edits, [&](const AmountEdit& e) {
      return e.entry == equation.total ||
             std::ranges::find(equation.members, e.entry) != equation.members.end();
    });
    if (edit != edits.end()) {
      const AllocationEntry& entry = table.entries[edit->entry];
      check.proposal = Proposal{entry.row_no, entry.column_name, entry.amount_text, edit->text};
      check.message += "；若 " + WithColumn(entry) + " 为 " + edit->text +
                       " 则全部相符 / all agree if " + entry.amount_text + " is " + edit->text;
    }
    failed.push_back(std::move(check));
  }
  for (const auto& [direction, count] : passed) {
    checks.push_back(PassedSums(table, direction, count));
  }
  std::ranges::move(failed, std::back_inserter(checks));
  if (equations.empty()) {
    checks.push_back({.table_no = table.table_no,
                      .name = "sum_down",
                      .message = "表中没有可核对的合计 / no total in this table to compare with"});
  }
}

}  // namespace

std::vector<Check> CheckSums(const Notice& notice) {
  std::vector<Check> checks;
  for (const AllocationTable& table : notice.allocation_tables) AddTable(table, checks);
  return checks;
}

}  // namespace gongwen
