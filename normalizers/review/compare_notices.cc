// Both notices become lists of (place, text); equal places are compared, the rest is added or lost.
// Tested by tests/normalizers/compare_notices_test.cc.
#include "normalizers/review/compare_notices.h"

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

struct Item {
  std::string place{}, text{};
  Provenance from{};
};

class ItemList {
 public:
  // A place that stands twice gets a number: 合计 (2).
  void Add(std::string place, std::string text, const Provenance& from) {
    const int times = ++times_[place];
    if (times > 1) place += " (" + std::to_string(times) + ")";
    items_.push_back({std::move(place), std::move(text), from});
  }
  [[nodiscard]] const std::vector<Item>& items() const { return items_; }

 private:
  std::map<std::string, int> times_{};
  std::vector<Item> items_{};
};

void AddText(const std::string& place, const SourcedText& text, ItemList& list) {
  if (!text.value.empty()) list.Add(place, text.value, text.from);
}

void AddTexts(const std::string& place, const std::vector<SourcedText>& texts, ItemList& list) {
  for (const SourcedText& text : texts) AddText(place, text, list);
}

std::string Joined(const std::string& a, const std::string& b, const std::string& c) {
  return a + (b.empty() ? "" : " / " + b) + (c.empty() ? "" : " / " + c);
}

void AddAllocations(const Notice& notice, ItemList& list) {
  std::size_t number = 0;
  for (const AllocationTable& table : notice.allocation_tables) {
    ++number;
    const std::string name =
        "分配表" + (notice.allocation_tables.size() > 1 ? std::to_string(number) : std::string{});
    for (const AllocationEntry& entry : table.entries) {
      // 100万元 and 1000000元 are one amount.
      const std::string text =
          entry.amount_yuan ? entry.amount_yuan->ToString() + "元" : entry.amount_text;
      list.Add(Joined(name, entry.recipient, entry.column_name), text, entry.from);
    }
  }
}

void AddIndicators(const Notice& notice, ItemList& list) {
  for (const IndicatorTable& table : notice.indicator_tables) {
    const std::string name =
        table.region.empty() ? "表" + std::to_string(table.table_no) : table.region;
    for (const HeadField& field : table.head)
      AddText(Joined(name, field.key, ""), field.value, list);
    for (const IndicatorRow& row : table.rows) {
      const std::string key = row.indicator_key.empty() ? row.level3 : row.indicator_key;
      const std::string own = row.value_column.empty() ? key : key + " [" + row.value_column + "]";
      list.Add(Joined(name, own, "指标值"), row.value_text, row.value_from);
      list.Add(Joined(name, own, "级别"), row.level1 + " / " + row.level2, row.name_from);
    }
  }
}

ItemList ItemsOf(const Notice& notice) {
  ItemList list;
  AddText("发文字号", notice.document_number, list);
  AddText("标题", notice.title, list);
  AddTexts("发文机关", notice.issuing_agencies, list);
  AddTexts("主送机关", notice.addressees, list);
  AddText("成文日期", notice.issue_date, list);
  AddText("印发日期", notice.print_date, list);
  AddText("印发机关", notice.printing_office, list);
  AddText("抄送", notice.copy_to, list);
  AddTexts("附件", notice.attachments, list);
  for (const Citation& cite : notice.cites) list.Add("引用", cite.cited_number, cite.from);
  AddAllocations(notice, list);
  AddIndicators(notice, list);
  return list;
}

}  // namespace

std::vector<Difference> CompareNotices(const Notice& first, const Notice& second) {
  const ItemList before = ItemsOf(first), after = ItemsOf(second);
  std::map<std::string_view, const Item*> in_second, in_first;
  for (const Item& item : after.items()) in_second.emplace(item.place, &item);
  for (const Item& item : before.items()) in_first.emplace(item.place, &item);
  std::vector<Difference> differences;
  for (const Item& item : before.items()) {
    const auto other = in_second.find(item.place);
    if (other == in_second.end()) {
      differences.push_back({item.place, item.text, "", item.from});
    } else if (NormalizeForMatch(item.text) != NormalizeForMatch(other->second->text)) {
      differences.push_back({item.place, item.text, other->second->text, other->second->from});
    }
  }
  for (const Item& item : after.items()) {
    if (!in_first.contains(item.place)) {
      differences.push_back({item.place, "", item.text, item.from});
    }
  }
  return differences;
}

}  // namespace gongwen
