#include "normalizers/table/table_kind.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "normalizers/table/column_roles.h"
#include "normalizers/table/header_rows.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr int kMinLevelNames = 2;   // 一级指标 and 二级指标 in a head
constexpr int kMinLevelLabels = 3;  // different labels, or
constexpr int kManyLevelCells = 4;  // cells that hold one: a label repeated on every row
constexpr std::size_t kLongestLabelBytes = 90;
constexpr std::size_t kMinLabelHan = 4;  // 成本, 质量 are words of any table
constexpr std::size_t kMaxLabelHan = 14;

struct LabelCount {
  int names = 0;                           // cells that name a level
  int cells = 0;                           // cells that hold a label
  std::set<std::pair<int, int>> labels{};  // different ones
};

LabelCount CountLabels(const TableGrid& grid, const LabelReader& reader) {
  LabelCount count;
  for (const Cell& cell : grid.cells) {
    if (cell.text.size() > kLongestLabelBytes || cell.text.empty()) continue;
    const std::string text = WithoutLabelSuffix(cell.text);
    const std::size_t length = CodePoints(text).size();
    if (length < kMinLabelHan || length > kMaxLabelHan) continue;
    const ColumnRole role = reader.taxonomy().HeaderRole(text);
    const bool names_level = role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2 ||
                             role == ColumnRole::kLevel3 || role == ColumnRole::kSection;
    if (names_level) {
      ++count.names;
    } else if (const auto label = reader.Read(text)) {
      ++count.cells;
      count.labels.emplace(label->level1, label->level2);
    }
  }
  return count;
}

bool IsIndicator(const TableGrid& grid, const TableCaption& caption, const LabelReader& reader) {
  static const RE2 kTitle("绩效|目标表|指标表|自评表");
  const LabelCount count = CountLabels(grid, reader);
  const int need = RE2::PartialMatch(caption.title.value, kTitle) ? 1 : 0;  // fewer labels needed
  return count.names >= kMinLevelNames ||
         static_cast<int>(count.labels.size()) >= kMinLevelLabels - need ||
         count.cells >= kManyLevelCells;
}

bool HasTotalRow(const TableGrid& grid, const HeaderRows& head) {
  static const RE2 kTotal("(?:合计|总计|小计|共计)$");
  return std::ranges::any_of(grid.cells, [&](const Cell& cell) {
    return cell.row >= head.body_begin() && RE2::PartialMatch(TightText(cell.text), kTotal);
  });
}

bool SpeaksOfMoney(const std::string& text) {
  static const RE2 kMoney(
      "金额|资金|补助|经费|预算|奖补|拨付|下达|分配|安排|[百千万亿]元|（元）|\\(元\\)");
  return RE2::PartialMatch(text, kMoney);
}

// A budget's or an account's list of revenue and expenditure: its rows are subjects (税收收入,
// 教育支出), and nobody is given anything.
bool IsBudgetSheet(const TableCaption& caption, const HeaderRows& head,
                   const std::vector<AllocationRole>& roles) {
  static const RE2 kSubject(
      "(?:^|/"
      ")(?:预算|收入|支出|功能分类?|经济分类?|政府|部门|收支)*(?:科目|项目|收入|支出)(?:名称)?$");
  static const RE2 kFigures(
      "(?:预算|决算|执行|完成|调整|预计|预期)数|预算|决算|金额|余额|期[末初]|年");
  static const RE2 kPeriods("余额|发生额|期[末初]|报告期|本期|上期");  // of a company's accounts
  static const RE2 kTitle("收支|收入|支出|预算|决算|平衡|执行|余额");
  static const RE2 kGives("分配|下达|补助资金|安排计划|明细计划|资金计划|指标");
  if (RE2::PartialMatch(caption.title.value, kGives)) return false;
  bool is_of_money = RE2::PartialMatch(caption.title.value, kTitle);
  for (std::size_t c = 0; c < roles.size(); ++c) {
    if (roles[c] == AllocationRole::kRecipient && !RE2::PartialMatch(head.paths[c], kSubject)) {
      return false;
    }
    static const RE2 kSides("^(?:收入|支出)/");
    is_of_money = is_of_money || RE2::PartialMatch(head.paths[c], kSides) ||
                  (roles[c] == AllocationRole::kAmount &&
                   (head.paths[c].ends_with("算数") || RE2::PartialMatch(head.paths[c], kPeriods)));
  }
  return is_of_money && std::ranges::any_of(head.paths, [](const std::string& path) {
           return RE2::PartialMatch(path, kFigures);
         });
}

bool IsAllocation(const TableGrid& grid, const TableCaption& caption) {
  const HeaderRows head = ReadHeaderRows(grid, caption.caption_rows);
  const std::vector<AllocationRole> roles = AllocationRolesOf(grid, head);
  const auto has = [&](AllocationRole role) {
    return std::ranges::find(roles, role) != roles.end();
  };
  if (!has(AllocationRole::kRecipient) || !has(AllocationRole::kAmount)) return false;
  if (IsBudgetSheet(caption, head, roles)) return false;
  bool has_named_amount = false;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    has_named_amount =
        has_named_amount || (roles[c] == AllocationRole::kAmount && SpeaksOfMoney(head.paths[c]));
  }
  return !caption.unit.empty() || has_named_amount || SpeaksOfMoney(caption.title.value) ||
         HasTotalRow(grid, head);
}

// Nothing but names and, in the last column, what most values of indicators look like: ≥95%.
bool HoldsNamesAndValues(const TableGrid& grid) {
  static const RE2 kValue("[≥≤＜＞=].*[0-9].*|[0-9.]+(?:%|％|‰)");
  constexpr int kMostColumns = 3, kFewestRows = 2;
  if (grid.columns < 2 || grid.columns > kMostColumns || grid.rows < kFewestRows) return false;
  int names = 0, values = 0, others = 0;
  for (const Cell& cell : grid.cells) {
    const std::string tight = TightText(cell.text);
    if (tight.empty()) continue;
    const bool is_last = cell.column + cell.column_span == grid.columns;
    names += !is_last && CountHan(tight) > 1 ? 1 : 0;
    (is_last && RE2::FullMatch(tight, kValue) ? values : others) += 1;
  }
  return names >= grid.rows && 2 * values > grid.rows && others - names <= grid.rows / 2;
}

}  // namespace

bool MayGoOnWithIndicators(const TableGrid& grid, const TableCaption& caption,
                           const LabelReader& reader) {
  constexpr int kFewestColumns = 3, kMostRows = 12;
  if (!caption.title.value.empty() || !caption.attachment.empty() || !caption.unit.empty()) {
    return false;
  }
  if (HoldsNamesAndValues(grid)) return true;
  if (grid.columns < kFewestColumns || grid.rows > kMostRows) return false;
  return CountLabels(grid, reader).cells > 0 && !HasTotalRow(grid, {});
}

TableKind ClassifyTable(const TableGrid& grid, const TableCaption& caption,
                        const LabelReader& reader) {
  if (grid.rows < 1 || grid.columns < 2) return TableKind::kOther;
  if (IsIndicator(grid, caption, reader)) return TableKind::kIndicator;
  return IsAllocation(grid, caption) ? TableKind::kAllocation : TableKind::kOther;
}

}  // namespace gongwen
