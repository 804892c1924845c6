// sums: single-digit errors put into tables with totals; how many are found, put right, put wrong.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fixtures/generator/random.h"
#include "normalizers/checks/mend_amounts.h"
#include "normalizers/checks/sum_equations.h"
#include "normalizers/value/amount.h"

namespace gongwen {
namespace {

using fixtures::Random;

struct Form {
  const char* name;
  int columns;  // of money, beside their 合计
  bool has_groups;
};

// Leaves with totals over them, down and (with several columns) across; two decimals at most.
AllocationTable RandomTable(const Form& form, Random& random) {
  const int groups = form.has_groups ? random.Between(2, 5) : 1;
  const int decimals = random.Between(0, 2);
  const auto power = static_cast<std::int64_t>(decimals == 0 ? 1 : decimals == 1 ? 10 : 100);
  struct Row {
    std::string name, parent;
    std::vector<std::int64_t> amounts;
  };
  std::vector<Row> rows{
      {"合计", "", std::vector<std::int64_t>(static_cast<std::size_t>(form.columns))}};
  for (int g = 0; g < groups; ++g) {
    const std::string city = "第" + std::to_string(g + 1) + "市小计";
    const std::size_t head = rows.size();
    if (form.has_groups) {
      rows.push_back(
          {city, "合计", std::vector<std::int64_t>(static_cast<std::size_t>(form.columns))});
    }
    const int members = random.Between(3, 9);
    for (int m = 0; m < members; ++m) {
      Row row{std::to_string(g) + "区" + std::to_string(m), form.has_groups ? city : "合计", {}};
      for (int c = 0; c < form.columns; ++c) {
        const auto amount = static_cast<std::int64_t>(random.Between(10, 99999)) * power / 10;
        row.amounts.push_back(amount);
        if (form.has_groups) rows[head].amounts[static_cast<std::size_t>(c)] += amount;
        rows[0].amounts[static_cast<std::size_t>(c)] += amount;
      }
      rows.push_back(std::move(row));
    }
  }
  AllocationTable table{.table_no = 1, .unit = "万元"};
  int row_no = 0;
  for (const Row& row : rows) {
    ++row_no;
    const auto add = [&](const std::string& column, std::int64_t value) {
      const Decimal amount = *Decimal::FromInteger(value).Shift(-decimals);
      AllocationEntry entry{.row_no = row_no,
                            .recipient = row.name,
                            .column_name = column,
                            .amount_text = amount.ToString(),
                            .amount = amount,
                            .unit = "万元",
                            .amount_yuan = ToYuan(amount, "万元"),
                            .is_total = row.name.ends_with("计"),
                            .parent = row.parent};
      table.entries.push_back(std::move(entry));
    };
    std::int64_t whole = 0;
    for (const std::int64_t amount : row.amounts) whole += amount;
    if (form.columns > 1) add("合计", whole);
    for (int c = 0; c < form.columns; ++c) {
      add(form.columns > 1 ? "资金" + std::to_string(c + 1) : "补助资金",
          row.amounts[static_cast<std::size_t>(c)]);
    }
  }
  return table;
}

// Another digit in place of one; never a leading zero.
void MisreadDigit(AllocationEntry& entry, Random& random) {
  std::string text = entry.amount_text;
  std::vector<std::size_t> digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') digits.push_back(i);
  }
  while (true) {
    const std::size_t at =
        digits[static_cast<std::size_t>(random.Between(0, static_cast<int>(digits.size()) - 1))];
    const char digit = static_cast<char>('0' + random.Between(at == digits.front() ? 1 : 0, 9));
    if (digit == text[at]) continue;
    text[at] = digit;
    break;
  }
  entry.amount_text = text;
  entry.amount = ParseAmount(text);
  entry.amount_yuan = ToYuan(*entry.amount, entry.unit);
}

struct Tally {
  int tables = 0, found = 0, right = 0, wrong = 0, changed_wrong = 0;
};

Tally Measure(const Form& form, int count, int errors, Random& random) {
  Tally tally;
  for (int i = 0; i < count; ++i) {
    AllocationTable table = RandomTable(form, random);
    const AllocationTable truth = table;
    std::vector<std::size_t> changed;
    while (static_cast<int>(changed.size()) < errors) {
      const auto at =
          static_cast<std::size_t>(random.Between(0, static_cast<int>(table.entries.size()) - 1));
      if (std::ranges::find(changed, at) != changed.end()) continue;
      MisreadDigit(table.entries[at], random);
      changed.push_back(at);
    }
    const std::vector<SumEquation> equations = SumEquations(table);
    const AmountList amounts = AmountsOf(table);
    const bool is_found = std::ranges::any_of(
        equations, [&](const SumEquation& equation) { return !Holds(equation, amounts); });
    const std::vector<AmountEdit> edits = UniqueEdits(table, equations);
    const bool is_right =
        edits.size() == changed.size() && std::ranges::all_of(edits, [&](const AmountEdit& edit) {
          return edit.amount == truth.entries[edit.entry].amount;
        });
    ++tally.tables;
    tally.found += is_found ? 1 : 0;
    tally.right += is_right ? 1 : 0;
    tally.wrong += !edits.empty() && !is_right ? 1 : 0;
    // What MendAmounts would change without asking.
    const bool is_beyond_doubt = std::ranges::all_of(
        edits, [](const AmountEdit& edit) { return edit.down > 0 && edit.across > 0; });
    tally.changed_wrong += !edits.empty() && is_beyond_doubt && !is_right ? 1 : 0;
  }
  return tally;
}

}  // namespace
}  // namespace gongwen

int main(int argc, char** argv) {
  CLI::App app{"single-digit errors in tables with totals: found, put right, put wrong"};
  int count = 2000;
  std::uint64_t seed = 1;
  app.add_option("--count", count, "tables of each form")->capture_default_str();
  app.add_option("--seed", seed, "of the tables")->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  using gongwen::Form;
  gongwen::fixtures::Random random(seed);
  fmt::print("{:<34} {:>6} {:>8} {:>8} {:>8} {:>10}\n", "form", "errors", "found %", "right %",
             "wrong", "changed so");
  for (const Form& form :
       {Form{"one column, one total", 1, false}, Form{"one column, groups", 1, true},
        Form{"three columns, one total", 3, false}, Form{"three columns, groups", 3, true}}) {
    for (const int errors : {1, 2}) {
      const gongwen::Tally tally = gongwen::Measure(form, count, errors, random);
      const auto share = [&](int n) { return 100.0 * n / tally.tables; };
      fmt::print("{:<34} {:>6} {:>8.2f} {:>8.2f} {:>8} {:>10}\n", form.name, errors,
                 share(tally.found), share(tally.right), tally.wrong, tally.changed_wrong);
    }
  }
  return 0;
}
