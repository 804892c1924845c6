#include "normalizers/table/table_kind.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include "normalizers/table/column_roles.h"
#include "normalizers/table/header_rows.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr int kMinLevelNames = 2;   // 一级指标 and 二级指标 in a head
constexpr int kMinLevelLabels = 3;  // different labels, or
constexpr int kManyLevelCells = 4;  // cells that hold one: a label repeated on every row
constexpr std::size_t kMaxLabelHan = 14;

constexpr std::array kLevelNames = std::to_array<std::u32string_view>(
    {U"一级指标", U"二级指标", U"三级指标", U"四级指标", U"绩效指标", U"指标内容"});
constexpr std::array kLevelLabels = std::to_array<std::u32string_view>(
    {U"产出指标", U"效益指标", U"满意度指标", U"成本指标", U"数量指标", U"质量指标", U"时效指标",
     U"经济效益指标", U"社会效益指标", U"生态效益指标", U"可持续影响指标", U"服务对象满意度指标",
     U"经济成本指标", U"社会成本指标", U"生态环境成本指标", U"项目产出", U"项目效果", U"项目效益"});

// The same but for one character: OCR confuses one in a label, rarely two.
bool IsNearly(std::u32string_view a, std::u32string_view b) {
  return a.size() == b.size() && EditDistance(a, b, 1) <= 1;
}

struct LabelCount {
  int names = 0;                           // cells that name a level
  int cells = 0;                           // cells that hold a label
  std::set<std::u32string_view> labels{};  // different ones
};

LabelCount CountLabels(const TableGrid& grid) {
  static const RE2 kSuffix("[（(★*].*$");  // (50分), ★, （必填）
  LabelCount count;
  for (const Cell& cell : grid.cells) {
    std::string text = NormalizeForMatch(cell.text);
    RE2::Replace(&text, kSuffix, "");
    const std::u32string label = CodePoints(text);
    if (label.size() < 4 || label.size() > kMaxLabelHan) continue;
    const auto near = [&](std::u32string_view known) { return IsNearly(label, known); };
    // Exact labels first: 一级指标 and 效益指标 are not far from one another when damaged.
    const auto known = std::ranges::find_if(kLevelLabels, near);
    if (std::ranges::find(kLevelNames, std::u32string_view(label)) != kLevelNames.end()) {
      ++count.names;
    } else if (known != kLevelLabels.end()) {
      ++count.cells;
      count.labels.insert(*known);
    } else if (std::ranges::any_of(kLevelNames, near)) {
      ++count.names;
    }
  }
  return count;
}

bool IsIndicator(const TableGrid& grid, const TableCaption& caption) {
  static const RE2 kTitle("绩效|目标表|指标表|自评表");
  const LabelCount count = CountLabels(grid);
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

bool IsAllocation(const TableGrid& grid, const TableCaption& caption) {
  const HeaderRows head = ReadHeaderRows(grid, caption.caption_rows);
  const std::vector<ColumnRole> roles = ColumnRolesOf(grid, head);
  const auto has = [&](ColumnRole role) { return std::ranges::find(roles, role) != roles.end(); };
  if (!has(ColumnRole::kRecipient) || !has(ColumnRole::kAmount)) return false;
  bool has_named_amount = false;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    has_named_amount =
        has_named_amount || (roles[c] == ColumnRole::kAmount && SpeaksOfMoney(head.paths[c]));
  }
  return !caption.unit.empty() || has_named_amount || SpeaksOfMoney(caption.title.value) ||
         HasTotalRow(grid, head);
}

}  // namespace

TableKind ClassifyTable(const TableGrid& grid, const TableCaption& caption) {
  if (grid.rows < 1 || grid.columns < 2) return TableKind::kOther;
  if (IsIndicator(grid, caption)) return TableKind::kIndicator;
  return IsAllocation(grid, caption) ? TableKind::kAllocation : TableKind::kOther;
}

}  // namespace gongwen
