#include "store/passages.h"

#include <unicode/uchar.h>

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <variant>

#include "store/match_key.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

void AddLine(std::string& body, std::string_view line) {
  if (line.empty()) return;
  if (!body.empty()) body += '\n';
  body += line;
}

Passage HeadPassage(const Notice& notice) {
  Passage head{.kind = "head"};
  AddLine(head.body, notice.title.value);
  AddLine(head.body, notice.document_number.value);
  for (const SourcedText& agency : notice.issuing_agencies) AddLine(head.body, agency.value);
  return head;
}

std::string TextOf(const Block& block) {
  if (const auto* paragraph = std::get_if<Paragraph>(&block)) return paragraph->text;
  std::string text;
  int row = 0;
  for (const Cell& cell : std::get<TableGrid>(block).cells) {
    if (cell.text.empty()) continue;
    if (!text.empty()) text += cell.row == row ? '\t' : '\n';
    text += cell.text;
    row = cell.row;
  }
  return text;
}

void AddBodyPassages(const std::vector<Block>& blocks, std::vector<Passage>& passages) {
  Passage body{.kind = "body"};
  for (const Block& block : blocks) {
    AddLine(body.body, TextOf(block));
    if (body.body.size() < kBodyPassageBytes) continue;
    passages.push_back(std::move(body));
    body = Passage{.kind = "body"};
  }
  if (!body.body.empty()) passages.push_back(std::move(body));
}

// What can be found already, by page: the keys of all passages of that page.
using PageKeys = std::map<int, std::string>;

PageKeys KeysOf(const std::vector<Passage>& passages) {
  PageKeys keys;
  for (const Passage& passage : passages) {
    // The head's words are looked for under page 0, where those of paged inputs are not.
    keys[passage.page_no] += MatchKey(passage.body) + '\n';
  }
  return keys;
}

// Collects the words of one table that its pages do not hold, each of them once.
class NameCollector {
 public:
  explicit NameCollector(const PageKeys& keys) : keys_(keys) {}

  void Add(const std::string& name, int page_no) {
    const std::string key = MatchKey(name);
    if (key.empty() || !seen_.insert(key).second) return;
    if (passage_.page_no == 0) passage_.page_no = page_no;
    const auto page = keys_.find(page_no);
    const bool is_there = page != keys_.end() && page->second.find(key) != std::string::npos;
    if (!is_there) AddLine(passage_.body, name);
  }

  void MoveTo(std::vector<Passage>& passages) {
    if (!passage_.body.empty()) passages.push_back(std::move(passage_));
  }

 private:
  const PageKeys& keys_;
  Passage passage_{.kind = "table"};
  std::set<std::string> seen_;
};

void AddIndicatorPassage(const IndicatorTable& table, const PageKeys& keys,
                         std::vector<Passage>& passages) {
  NameCollector names(keys);
  const int first_page = table.rows.empty() ? 0 : table.rows.front().name_from.page_no;
  for (const std::string* label : {&table.title, &table.fund, &table.region,
                                   &table.region_department, &table.competent_department}) {
    names.Add(*label, first_page);
  }
  for (const IndicatorRow& row : table.rows) {
    for (const std::string* label : {&row.level1, &row.level2, &row.level3}) {
      names.Add(*label, row.name_from.page_no);
    }
    names.Add(row.value_text, row.value_from.page_no);
  }
  names.MoveTo(passages);
}

void AddAllocationPassage(const AllocationTable& table, const PageKeys& keys,
                          std::vector<Passage>& passages) {
  NameCollector names(keys);
  names.Add(table.title, table.entries.empty() ? 0 : table.entries.front().from.page_no);
  for (const AllocationEntry& entry : table.entries) {
    names.Add(entry.recipient, entry.from.page_no);
  }
  names.MoveTo(passages);
}

}  // namespace

std::vector<Passage> MakePassages(const Reading& reading, const Notice& notice) {
  std::vector<Passage> passages{HeadPassage(notice)};
  for (const PageReading& page : reading.pages) {
    passages.push_back({.kind = "page", .page_no = page.page_no, .body = page.text});
  }
  if (reading.pages.empty()) AddBodyPassages(reading.blocks, passages);
  const PageKeys keys = KeysOf(passages);
  for (const IndicatorTable& table : notice.indicator_tables) {
    AddIndicatorPassage(table, keys, passages);
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    AddAllocationPassage(table, keys, passages);
  }
  return passages;
}

std::string LanguageOf(const std::vector<Passage>& passages) {
  std::int64_t han = 0, letters = 0;
  for (const Passage& passage : passages) {
    for (std::size_t i = 0; i < passage.body.size();) {
      const auto c = static_cast<UChar32>(NextCodePoint(passage.body, i));
      if (!u_isalpha(c)) continue;
      ++letters;
      if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) ++han;
    }
  }
  if (letters == 0) return "";
  return 2 * han > letters ? "zh" : "und";
}

}  // namespace gongwen
