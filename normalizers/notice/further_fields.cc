// Tested by tests/normalizers/further_fields_test.cc.
#include "normalizers/notice/further_fields.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"

namespace gongwen {
namespace {

class Collector {
 public:
  void Add(std::string_view name, std::string value, const Provenance& from) {
    const bool is_known = std::ranges::any_of(fields_, [&](const NamedText& field) {
      return field.name == name && field.text.value == value;
    });
    if (!value.empty() && !is_known) {
      fields_.push_back({std::string(name), {.value = std::move(value), .from = from}});
    }
  }
  // By name, then as found.
  [[nodiscard]] std::vector<NamedText> Take() {
    std::ranges::stable_sort(fields_, {}, &NamedText::name);
    return std::move(fields_);
  }

 private:
  std::vector<NamedText> fields_{};
};

void ReadHead(std::span<const NoticeLine> lines, Collector& fields) {
  static const RE2 kCopyNumber("(?:份号[：:]?)?([0-9]{6})");
  static const RE2 kClassification("((?:绝密|机密|秘密)(?:★.*)?)");
  static const RE2 kUrgency("(特急|加急|特提|平急|急件)");
  static const RE2 kApprover("签发人[：:](.+)");
  for (const NoticeLine& line : lines) {
    const std::string text = TightText(line.text);
    std::string found;
    if (RE2::FullMatch(text, kCopyNumber, &found)) fields.Add("copy_number", found, line.from);
    if (RE2::FullMatch(text, kClassification, &found)) {
      fields.Add("classification", found, line.from);
    }
    if (RE2::FullMatch(text, kUrgency, &found)) fields.Add("urgency", found, line.from);
    if (RE2::PartialMatch(text, kApprover, &found)) fields.Add("approver", found, line.from);
  }
}

// 收入科目请列入“1100248 …收入”, 支出功能科目列“20807 就业补助”, 政府经济分类科目列“51301 …”.
void ReadSubjects(const NoticeLine& line, Collector& fields) {
  static const RE2 kSubject(
      "(收入|支出|功能|经济)((?:[^“”\"，。；0-9]){0,24}(?:科目|列)[^“”\"，。；0-9]{0,16})[“\"]?"
      "([0-9]{3,7})[类款项]?[-—]?([\\p{Han}、（）()]{2,40})?");
  const std::string text = RemoveBlanksBetweenHan(line.text);
  std::string compact;
  for (const char c : FoldWidth(text, RoundBrackets::kKeep)) {
    if (c != ' ') compact += c;
  }
  re2::StringPiece rest(compact);
  std::string kind, words, code, name;
  while (RE2::FindAndConsume(&rest, kSubject, &kind, &words, &code, &name)) {
    const std::string said = kind + words;
    const std::string_view field = said.find("经济") != std::string::npos ? "economic_subject"
                                   : said.find("收入") != std::string::npos && kind == "收入"
                                       ? "income_subject"
                                       : "expense_subject";
    for (const std::string_view end : {"科目", "中", "等"}) {
      if (name.ends_with(end)) name.resize(name.size() - end.size());
    }
    fields.Add(field, name.empty() ? code : code + " " + name, line.from);
  }
}

void ReadDirectMark(const NoticeLine& line, Collector& fields) {
  static const RE2 kMark("标识为?[：:]?[“\"]?([0-9]{2}) ?([\\p{Han}]{2,20})");
  std::string code, name;
  if (RE2::PartialMatch(RemoveBlanksBetweenHan(line.text), kMark, &code, &name)) {
    fields.Add("direct_fund_mark", code + " " + name, line.from);
  }
}

// 关于拨付2023年中央财政就业补助资金（第二批）预算的通知 -> 中央财政就业补助资金
std::string FundOfTitle(const std::string& title) {
  static const RE2 kFund(
      "(?:下达|拨付|安排|分配|预拨|追加|调整|清算|结算|告知)(?:[^年]{0,6}(?:19|20)[0-9]{2}年度?)?"
      "(.{2,40}?(?:资金|经费|补助|补贴|奖补|专项))");
  std::string fund;
  if (!RE2::PartialMatch(title, kFund, &fund)) return {};
  // Not cut short: 就业补助 of 就业补助资金.
  const std::size_t at = title.find(fund);
  const std::string rest = title.substr(at + fund.size());
  for (const std::string_view more : {"专项资金", "资金", "经费"}) {
    if (rest.starts_with(more)) return fund + std::string(more);
  }
  return fund;
}

}  // namespace

std::vector<NamedText> ReadFurtherFields(const Notice& notice, std::span<const NoticeLine> lines,
                                         std::size_t body_begin) {
  Collector fields;
  const std::size_t begin = std::min(body_begin, lines.size());
  ReadHead(lines.subspan(0, begin), fields);
  static const RE2 kNote("[（(](此件[^（）()]{2,30}|联系人[^（）()]{2,60})[）)]");
  for (const NoticeLine& line : lines.subspan(begin)) {
    if (line.is_after_table) break;
    ReadSubjects(line, fields);
    ReadDirectMark(line, fields);
    std::string note;
    if (RE2::FullMatch(TightText(line.text), kNote, &note)) fields.Add("note", note, line.from);
  }
  const std::string title = FoldWidth(notice.title.value);
  if (const std::optional<int> year = FindYear(title)) {
    fields.Add("budget_year", std::to_string(*year), notice.title.from);
  }
  fields.Add("fund", FundOfTitle(TightText(notice.title.value)), notice.title.from);
  return fields.Take();
}

void AddFundOfTables(Notice& notice) {
  const IndicatorTable* first = nullptr;
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (table.fund.empty()) continue;
    if (first != nullptr && table.fund != first->fund) return;
    if (first == nullptr) first = &table;
  }
  if (first == nullptr) return;
  const auto set = [&](const std::string& name, const std::string& value) {
    const auto known = std::ranges::find(notice.further, name, &NamedText::name);
    const auto head = std::ranges::find_if(
        first->head, [&](const HeadField& field) { return field.value.value == first->fund; });
    const Provenance from = head == first->head.end() ? Provenance{} : head->value.from;
    if (known == notice.further.end()) {
      notice.further.push_back({name, {.value = value, .from = from}});
    } else if (name == "fund") {
      known->text = {.value = value, .from = from};
    }
  };
  set("fund", first->fund);
  if (first->year) set("budget_year", std::to_string(*first->year));
  std::ranges::stable_sort(notice.further, {}, &NamedText::name);
}

}  // namespace gongwen
