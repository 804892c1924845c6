#include "normalizers/table/column_roles.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "normalizers/table/caption_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/unit_words.h"

namespace gongwen {
namespace {

constexpr double kMostly = 0.5;  // share of a column's filled cells that decides what it holds
constexpr int kMinSequence = 3;  // 1, 2, 3 without a name above is a 序号

// What the body cells of one column hold.
struct ColumnContent {
  int filled = 0, numeric = 0, text = 0;
  int unnumbered = 0;       // text that does not begin with a number
  bool is_sequence = true;  // its integers are 1, 2, 3, ... in order
  int last_number = 0;
};

ColumnContent ContentOf(const TableGrid& grid, const HeaderRows& head, int column) {
  ColumnContent content;
  for (const Cell& cell : grid.cells) {
    if (cell.column != column || cell.row < head.body_begin()) continue;
    const std::string text = TightText(cell.text);
    if (text.empty()) continue;
    ++content.filled;
    if (IsNumericCell(text)) ++content.numeric;
    if (CountHan(text) > 0 && !IsNumericCell(text)) {
      ++content.text;
      if (text[0] < '0' || text[0] > '9') ++content.unnumbered;
    }
    int number = 0;
    if (!IsNumericCell(text)) continue;
    if (!RE2::FullMatch(text, "([0-9]{1,4})", &number) || number != content.last_number + 1) {
      content.is_sequence = false;
    }
    content.last_number = number;
  }
  return content;
}

bool Matches(const std::string& text, const RE2& form) { return RE2::PartialMatch(text, form); }

bool IsItem(const std::string& path) {
  static const RE2 kItem("项目|任务|方向|事项|资金名称|类别|类型|批次");
  return Matches(path, kItem);
}

bool IsIndex(const std::string& name, const ColumnContent& content) {
  static const RE2 kIndex("^(?:序\\p{Han}?号?|编号|行次|栏次|排序|项次|[Nn][Oo]\\.?)$");
  // "1木垒县": the neighbour's text may have slid in; but a slid head is no 序号 at all.
  if (Matches(name, kIndex)) return content.unnumbered * 2 <= content.filled;
  return name.empty() && content.is_sequence && content.last_number >= kMinSequence;
}

// One name of a column's path. 人数, 面积（亩）, 分配比例（%）, 科目编码, 亩 in a row of units.
bool NamesMeasure(const std::string& name) {
  static const RE2 kName(
      "(?:[人户个家所座处次亩只台套件期名天月]|学生|床位|职工|班级|项目|机构|车辆|村|乡镇)数(?:量)"
      "?(?:[（(].*)?$|"
      "(?:人口|数量|面积|比例|占比|比重|系数|权重|因素|得分|分值|分数|排名|名次|率|编码|邮编|代码|"
      "科目|里程|账号|帐号|电话|年份|年度|日期|时间|期限|年限|工期|增幅|降幅|增速|同比|环比|长度|"
      "标准)(?:[（(].*)?$|"
      "[（(](?:分|次|元/\\p{Han}+)[）)]$|[%％‰][）)]?$");
  static const RE2 kBracket("[（(]([^（()）]+)[）)]$");
  if (RE2::PartialMatch(name, kName)) return true;
  std::string bracket;
  std::string_view unit = name;
  if (RE2::PartialMatch(name, kBracket, &bracket)) unit = bracket;
  static_cast<void>(TakeMultiplier(unit));
  return IsKnownUnit(unit) && UnitExponent(unit) < 0;
}

// Numbers under such a path are no money that adds up: a measure in its last name, or above names
// that say nothing of money (面积（亩）/合计), or money for one of many (单价, 人均（元）).
bool IsNoMoney(const std::string& path) {
  static const RE2 kRate("单价|均价|(?:^|/)(?:人均|户均|亩均|每人|每户|每亩)");
  static const RE2 kMoney("金额|资金|补助|经费|预算|下达|分配|拨付|奖补");
  if (Matches(path, kRate)) return true;
  if (!UnitIn(path).empty()) return false;
  for (std::size_t end = path.size();;) {
    const std::size_t slash = end == 0 ? std::string::npos : path.rfind('/', end - 1);
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    const std::string name = path.substr(begin, end - begin);
    if (NamesMeasure(name)) return true;
    if (slash == std::string::npos || Matches(name, kMoney)) return false;
    end = slash;
  }
}

bool IsAmount(const std::string& path, const ColumnContent& content) {
  static const RE2 kMoney("金额|资金|补助|经费|预算|合计|小计|总计|下达|分配|拨付|安排|奖补|元");
  static const RE2 kText("备注|说明|来源|性质|用途|依据|文号");
  if (content.numeric == 0 || IsNoMoney(path)) return false;
  if (content.numeric >= kMostly * content.filled) return true;
  return Matches(path, kMoney) && !Matches(path, kText);
}

// How well a text column serves as the recipient: 2 named so, 1 possible, 0 no.
int RecipientRank(const std::string& path, const ColumnContent& content) {
  static const RE2 kNo("备注|说明|来源|性质|用途|依据|文号|科目|内容|日期|负责人|联系");
  static const RE2 kWeak("项目|资金|主管|任务|方向|类别|类型|批次");
  static const RE2 kRecipient(
      "地区|[省市县区州盟旗乡镇村]|单位|名称|学校|院校|医院|机构|部门|企业|街道|对象|主体|地方|户");
  static const RE2 kUnit("(?:单位|学校|院校|医院|企业|公司|地区|主体)(?:名称)?$");
  if (content.text < kMostly * content.filled || content.text == 0 || Matches(path, kNo)) return 0;
  if (Matches(path, kUnit) && path.find("主管") == std::string::npos) return 2;
  return Matches(path, kRecipient) && !Matches(path, kWeak) ? 2 : 1;
}

}  // namespace

bool HoldsUnits(const TableGrid& grid, const HeaderRows& head, int column) {
  static const RE2 kName("(?:^|/)(?:计量)?单位$");
  if (!Matches(head.paths[static_cast<std::size_t>(column)], kName)) return false;
  int units = 0;
  for (const Cell& cell : grid.cells) {
    if (cell.column != column || cell.row < head.body_begin()) continue;
    const std::string text = TightText(cell.text);
    if (text.empty()) continue;
    if (UnitExponent(text) < 0 && !IsKnownUnit(text)) return false;
    ++units;
  }
  return units >= 2;
}

std::vector<AllocationRole> AllocationRolesOf(const TableGrid& grid, const HeaderRows& head) {
  const auto columns = static_cast<std::size_t>(std::max(grid.columns, 0));
  std::vector<AllocationRole> roles(columns, AllocationRole::kOther);
  std::vector<int> rank(columns, 0);
  std::size_t first_amount = columns;
  for (std::size_t c = 0; c < columns; ++c) {
    const ColumnContent content = ContentOf(grid, head, static_cast<int>(c));
    const std::string& path = head.paths[c];
    if (HoldsUnits(grid, head, static_cast<int>(c))) continue;
    if (IsIndex(path, content)) {
      roles[c] = AllocationRole::kIndex;
    } else if (IsAmount(path, content)) {
      roles[c] = AllocationRole::kAmount;
      first_amount = std::min(first_amount, c);
    } else {
      rank[c] = RecipientRank(path, content);
    }
  }
  // Recipients stand before the first amount; where none does, any text column may serve.
  const auto best_before =
      std::max_element(rank.begin(), rank.begin() + std::ptrdiff_t(first_amount));
  const int best = first_amount > 0 && *best_before > 0 ? *best_before : 0;
  for (std::size_t c = 0; c < first_amount && best > 0; ++c) {
    if (rank[c] != best) continue;
    roles[c] = AllocationRole::kRecipient;
    if (best == 1) break;  // without a name to go by, only the first
  }
  for (std::size_t c = 0; c < first_amount && best > 0; ++c) {
    const bool is_left = rank[c] == 1 && roles[c] == AllocationRole::kOther;
    if (is_left && IsItem(head.paths[c])) roles[c] = AllocationRole::kItem;
  }
  return roles;
}

}  // namespace gongwen
