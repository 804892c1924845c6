// Tested by tests/store/search_test.cc.
#include "store/search_facets.h"

#include <array>
#include <set>
#include <string_view>

namespace gongwen {
namespace {

class Lines {
 public:
  void Add(std::string_view name) {
    if (!name.empty()) names_.emplace(name);
  }
  [[nodiscard]] std::string Take() const {
    std::string joined;
    for (const std::string& name : names_) joined += (joined.empty() ? "" : "\n") + name;
    return joined;
  }

 private:
  std::set<std::string> names_;
};

// 党政机关公文处理工作条例 (2012), article 8: the fifteen kinds. Longer names before their endings.
constexpr std::array<std::string_view, 16> kKinds{"决议", "决定", "命令", "令",   "公报", "公告",
                                                  "通告", "意见", "通知", "通报", "报告", "请示",
                                                  "批复", "议案", "函",   "纪要"};

// 关于…的通知, …的通知（第二批）
std::string_view KindOfTitle(std::string_view title) {
  std::string_view found;
  std::size_t last = 0;
  for (const std::string_view kind : kKinds) {
    const std::size_t at = title.rfind(kind);
    if (at == title.npos) continue;
    const std::string_view after = title.substr(at + kind.size());
    const bool is_end = after.empty() || after.starts_with("（") || after.starts_with("(");
    if (is_end && (found.empty() || at > last)) {
      found = kind;
      last = at;
    }
  }
  return found;
}

}  // namespace

SearchFacets FacetsOf(const Notice& notice) {
  Lines fund, region, agency, year, kind;
  fund.Add(notice.title.value);
  year.Add(std::string_view(notice.issue_date.value).substr(0, 4));
  kind.Add(KindOfTitle(notice.title.value));
  for (const NamedText& further : notice.further) {
    if (further.name == "fund") fund.Add(further.text.value);
    if (further.name == "budget_year") year.Add(further.text.value);
  }
  for (const SourcedText& text : notice.issuing_agencies) agency.Add(text.value);
  for (const IndicatorTable& table : notice.indicator_tables) {
    kind.Add("indicator");
    fund.Add(table.fund);
    region.Add(table.region);
    region.Add(table.region_department);
    if (table.year) year.Add(std::to_string(*table.year));
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    kind.Add("allocation");
    fund.Add(table.title);
    for (const AllocationEntry& entry : table.entries) {
      if (!entry.is_total) region.Add(entry.recipient);
    }
  }
  return {fund.Take(), region.Take(), agency.Take(), year.Take(), kind.Take()};
}

}  // namespace gongwen
