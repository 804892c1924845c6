// Indicator tables of one notice are forms of one kind: what one of them has, all should have.
// Tested by tests/normalizers/check_notice_test.cc.
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "normalizers/checks/check_notice.h"
#include "normalizers/checks/some_of.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostShown = 12;

// 奇台县财政局 and 奇台县 are one place; so are 木垒县 and 木垒哈萨克自治县.
std::string PlaceOf(std::string_view name) {
  static const RE2 kOffice("([县市区州旗盟])[^县市区州旗盟]{2,20}(?:局|厅|委|会|部|办)$");
  static const RE2 kEnding("(?:(?:[^县市区州]{1,6}族)+自治)?[县市区州旗盟]$");
  std::string place(name);
  RE2::Replace(&place, kOffice, "\\1");
  std::string stem = place;
  RE2::Replace(&stem, kEnding, "");
  return stem.size() >= 6 ? stem : place;
}

struct Place {
  std::string name{};
  int table_no = 0;
};

// Under its own name, or a shorter or longer one that no other place shares: 准东, 准东开发区.
bool IsAmong(const std::string& place, const std::set<std::string>& places) {
  if (places.contains(place)) return true;
  return std::ranges::count_if(places, [&](const std::string& other) {
           return other.starts_with(place) || place.starts_with(other);
         }) == 1;
}

void AddOnlyHere(const std::vector<Place>& here, const std::set<std::string>& there, Check check,
                 const std::string& what, std::vector<Check>& checks) {
  std::vector<std::string> missing;
  for (const Place& place : here) {
    if (!IsAmong(PlaceOf(place.name), there) &&
        std::ranges::find(missing, place.name) == missing.end()) {
      missing.push_back(place.name);
    }
  }
  check.outcome = missing.empty() ? CheckOutcome::kPass : CheckOutcome::kFail;
  check.actual = SomeOf(missing, kMostShown);
  check.message = missing.empty() ? "分配表与绩效目标表的单位一致 / the same places in both"
                                  : SomeOf(missing, kMostShown) + " " + what;
  checks.push_back(std::move(check));
}

// Who has targets has money, and the other way about.
void CheckPlaces(const Notice& notice, std::vector<Check>& checks) {
  std::vector<Place> paid, targeted;
  std::set<std::string> paid_keys, targeted_keys;
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) {
      if (entry.is_total) continue;
      paid.push_back({entry.recipient, table.table_no});
      paid_keys.insert(PlaceOf(entry.recipient));
    }
  }
  for (const IndicatorTable& table : notice.indicator_tables) {
    const std::string& name = table.region.empty() ? table.region_department : table.region;
    if (name.empty()) continue;
    targeted.push_back({name, table.table_no});
    targeted_keys.insert(PlaceOf(name));
  }
  if (paid.empty() || targeted.empty()) return;
  AddOnlyHere(targeted, paid_keys, {.name = "targets_without_money"},
              "有绩效目标而分配表中没有资金 / have targets and no money", checks);
  AddOnlyHere(paid, targeted_keys, {.name = "money_without_targets"},
              "有资金而没有绩效目标表 / have money and no targets", checks);
}

const std::string& KeyOf(const IndicatorRow& row) {
  return row.indicator_key.empty() ? row.level3 : row.indicator_key;
}

std::string TableName(const IndicatorTable& table) {
  return table.region.empty() ? "表" + std::to_string(table.table_no) : table.region;
}

using Family = std::vector<const IndicatorTable*>;

// Tables of one fund and year, two at least.
std::vector<Family> FamiliesOf(const Notice& notice) {
  std::map<std::pair<std::string, int>, Family> by_fund;
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (!table.rows.empty()) by_fund[{table.fund, table.year.value_or(0)}].push_back(&table);
  }
  std::vector<Family> families;
  for (auto& [fund, family] : by_fund) {
    if (family.size() >= 2) families.push_back(std::move(family));
  }
  return families;
}

// Which tables have an indicator, in the order of the first table that does.
struct Indicator {
  std::string key{};
  std::map<const IndicatorTable*, std::vector<const IndicatorRow*>> rows{};
};

std::vector<Indicator> IndicatorsOf(const Family& family) {
  std::vector<Indicator> indicators;
  std::map<std::string, std::size_t> place;
  for (const IndicatorTable* table : family) {
    for (const IndicatorRow& row : table->rows) {
      const auto [it, is_new] = place.emplace(KeyOf(row), indicators.size());
      if (is_new) indicators.push_back({KeyOf(row), {}});
      indicators[it->second].rows[table].push_back(&row);
    }
  }
  return indicators;
}

// Most of the tables have a row that this one lacks, or this one alone has one.
void CheckRows(const Family& family, const std::vector<Indicator>& indicators,
               std::vector<Check>& checks) {
  bool differs = false;
  for (const IndicatorTable* table : family) {
    std::vector<std::string> missing, alone;
    for (const Indicator& indicator : indicators) {
      const bool has = indicator.rows.contains(table);
      if (!has && 2 * indicator.rows.size() > family.size()) missing.push_back(indicator.key);
      if (has && indicator.rows.size() == 1 && family.size() > 2) alone.push_back(indicator.key);
    }
    if (missing.empty() && alone.empty()) continue;
    differs = true;
    std::string message = TableName(*table);
    if (!missing.empty()) message += " 缺 " + SomeOf(missing, kMostShown);
    if (!alone.empty()) message += " 独有 " + SomeOf(alone, kMostShown);
    checks.push_back({.table_no = table->table_no,
                      .name = "sibling_rows",
                      .outcome = CheckOutcome::kFail,
                      .expected = SomeOf(missing, kMostShown),
                      .actual = SomeOf(alone, kMostShown),
                      .message = message + " / lacks rows that its siblings have, or has its own"});
  }
  if (!differs) {
    checks.push_back({.table_no = family.front()->table_no,
                      .name = "sibling_rows",
                      .outcome = CheckOutcome::kPass,
                      .message = std::to_string(family.size()) +
                                 " 张同类表的指标相同 / sibling tables have the same indicators"});
  }
}

void CheckWording(const Family& family, const std::vector<Indicator>& indicators,
                  std::vector<Check>& checks) {
  bool differs = false;
  for (const Indicator& indicator : indicators) {
    std::map<std::string, std::vector<std::string>> wordings;
    for (const auto& [table, rows] : indicator.rows) {
      for (const IndicatorRow* row : rows) wordings[row->level3].push_back(TableName(*table));
    }
    if (wordings.size() < 2) continue;
    differs = true;
    std::string message;
    for (const auto& [wording, tables] : wordings) {
      message +=
          (message.empty() ? "“" : "；“") + wording + "”（" + SomeOf(tables, kMostShown) + "）";
    }
    checks.push_back({.table_no = family.front()->table_no,
                      .name = "sibling_wording",
                      .outcome = CheckOutcome::kFail,
                      .expected = indicator.key,
                      .actual = std::to_string(wordings.size()),
                      .message = message + " / one indicator in several wordings"});
  }
  if (!differs) {
    checks.push_back({.table_no = family.front()->table_no,
                      .name = "sibling_wording",
                      .outcome = CheckOutcome::kPass,
                      .message = "同一指标写法一致 / each indicator has one wording"});
  }
}

// 城镇新增就业 over the counties: counts add up, shares and prices do not.
bool AddsUp(const std::string& unit) {
  static const RE2 kNot("%|‰|/|元|年|月|天|日|小时|分|℃|倍|级|成");
  return !RE2::PartialMatch(unit, kNot);
}

std::string Figure(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

// The sum itself is the finding: whoever knows the notice above this one compares it. A table for
// the whole (its region is that of no recipient and it holds the sum) makes it pass.
void AddSums(const Family& family, const std::vector<Indicator>& indicators,
             std::vector<Check>& checks) {
  for (const Indicator& indicator : indicators) {
    if (2 * indicator.rows.size() <= family.size()) continue;
    double sum = 0, largest = 0;
    std::string unit;
    bool is_countable = true;
    const IndicatorTable* with_largest = nullptr;
    for (const auto& [table, rows] : indicator.rows) {
      for (const IndicatorRow* row : rows) {
        const Value& value = row->value;
        if (unit.empty()) unit = value.unit;
        is_countable = is_countable && value.number && *value.number >= 0 && AddsUp(value.unit) &&
                       (value.unit == unit || value.unit.empty()) &&
                       (value.comparator == "=" || value.comparator == ">=");
        if (!is_countable) break;
        sum += *value.number;
        if (*value.number > largest) with_largest = table;
        largest = std::max(largest, *value.number);
      }
    }
    if (!is_countable || with_largest == nullptr) continue;
    constexpr double kNearlyNothing = 1e-6;
    const bool is_whole = indicator.rows.size() > 2 && std::abs(sum - 2 * largest) < kNearlyNothing;
    checks.push_back({.table_no = is_whole ? with_largest->table_no : 0,
                      .name = "sibling_sum",
                      .outcome = is_whole ? CheckOutcome::kPass : CheckOutcome::kNotApplicable,
                      .expected = is_whole ? Figure(largest) : "",
                      .actual = Figure(is_whole ? largest : sum),
                      .message = is_whole
                                     ? indicator.key + "：" + TableName(*with_largest) +
                                           " 等于其他各表之和 / one table is the sum of the others"
                                     : indicator.key + " " + std::to_string(indicator.rows.size()) +
                                           " 张表合计 " + Figure(sum) + unit +
                                           " / sum over the sibling tables"});
  }
}

// A share over 100 %: 覆盖率 ≥ 950%.
void CheckPercent(const Notice& notice, std::vector<Check>& checks) {
  static const RE2 kShare("(?:率|比例|占比|比重|满意度|程度)[(（]?[^)）]{0,6}[)）]?$");
  static const RE2 kMayExceed(
      "增长|增速|提高|提升|增幅|升幅|投资回报|产出比|杠杆|放大|完成率|执行率");
  std::size_t seen = 0, wrong = 0;
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      if (row.value.unit != "%" || !row.value.number) continue;
      ++seen;
      const bool is_share =
          RE2::PartialMatch(row.level3, kShare) && !RE2::PartialMatch(row.level3, kMayExceed);
      if (*row.value.number >= 0 && (!is_share || *row.value.number <= 100)) continue;
      ++wrong;
      checks.push_back({.table_no = table.table_no,
                        .row_no = row.row_no,
                        .name = "percent_bounds",
                        .outcome = CheckOutcome::kFail,
                        .expected = "0%-100%",
                        .actual = row.value_text,
                        .message = row.level3 + " 为 " + row.value_text +
                                   "，超出百分比的范围 / a share outside 0 to 100 %"});
    }
  }
  if (seen > 0 && wrong == 0) {
    checks.push_back(
        {.name = "percent_bounds",
         .outcome = CheckOutcome::kPass,
         .message = std::to_string(seen) + " 个百分比在范围内 / shares within bounds"});
  }
}

}  // namespace

std::vector<Check> CheckTargets(const Notice& notice) {
  std::vector<Check> checks;
  CheckPlaces(notice, checks);
  for (const Family& family : FamiliesOf(notice)) {
    const std::vector<Indicator> indicators = IndicatorsOf(family);
    CheckRows(family, indicators, checks);
    CheckWording(family, indicators, checks);
    AddSums(family, indicators, checks);
  }
  CheckPercent(notice, checks);
  return checks;
}

}  // namespace gongwen
