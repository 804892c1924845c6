// Tested by tests/store/search_query_test.cc and fuzz/query_fuzz.cc.
//
//   any  = all { OR all }
//   all  = { [AND] not }
//   not  = { NOT } one
//   one  = "(" any ")" | word | phrase | filter
#include "store/search_query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "text/readable_text.h"

namespace gongwen {
namespace {

constexpr int kMaxDepth = 32;
constexpr int kMinYear = 1900, kMaxYear = 2199;

struct NamedField {
  std::string_view name;
  FilterField field;
};
constexpr std::array<NamedField, 20> kFields{{
    {"year", FilterField::kYear},     {"年", FilterField::kYear},
    {"年份", FilterField::kYear},     {"年度", FilterField::kYear},
    {"fund", FilterField::kFund},     {"资金", FilterField::kFund},
    {"資金", FilterField::kFund},     {"region", FilterField::kRegion},
    {"地区", FilterField::kRegion},   {"地區", FilterField::kRegion},
    {"agency", FilterField::kAgency}, {"机关", FilterField::kAgency},
    {"機關", FilterField::kAgency},   {"kind", FilterField::kKind},
    {"类型", FilterField::kKind},     {"類型", FilterField::kKind},
    {"文种", FilterField::kKind},     {"number", FilterField::kNumber},
    {"文号", FilterField::kNumber},   {"文號", FilterField::kNumber},
}};

enum class ItemKind { kOpen, kClose, kAnd, kOr, kNot, kWord, kFilter };

struct Item {
  ItemKind kind = ItemKind::kWord;
  std::string text{};
  FilterField field = FilterField::kYear;
};

struct Quotes {
  std::string_view open, close;
};
constexpr std::array<Quotes, 4> kQuotes{{{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"『", "』"}}};

// Cuts the text into items.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : rest_(text) {}

  std::vector<Item> Items() {
    while (SkipBlanks()) Next();
    return std::move(items_);
  }

 private:
  bool Take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  static std::size_t BlankAt(std::string_view text) {
    constexpr std::string_view kIdeographicBlank = "\u3000";
    if (text.starts_with(kIdeographicBlank)) return kIdeographicBlank.size();
    return !text.empty() && std::string_view(" \t\r\n\v\f").find(text.front()) != text.npos ? 1 : 0;
  }

  bool SkipBlanks() {
    for (std::size_t blank = BlankAt(rest_); blank > 0; blank = BlankAt(rest_)) {
      rest_.remove_prefix(blank);
    }
    return !rest_.empty();
  }

  // What stands between quotes; nullopt when they never close, or none open here.
  std::optional<std::string> TakePhrase() {
    for (const Quotes& quotes : kQuotes) {
      if (!rest_.starts_with(quotes.open)) continue;
      const std::size_t end = rest_.find(quotes.close, quotes.open.size());
      if (end == rest_.npos) return std::nullopt;
      std::string phrase(rest_.substr(quotes.open.size(), end - quotes.open.size()));
      rest_.remove_prefix(end + quotes.close.size());
      return phrase;
    }
    return std::nullopt;
  }

  // Up to a blank, or to a parenthesis that closes what was opened before the word: 人数(人) is
  // one.
  std::string TakeWord() {
    std::size_t end = 0;
    int open = 0;
    while (end < rest_.size() && BlankAt(rest_.substr(end)) == 0) {
      const std::string_view here = rest_.substr(end);
      if (here.front() == '(') ++open;
      if (here.front() == ')' && --open < 0) break;
      ++end;
    }
    std::string word(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return word;
  }

  // A field's name with its colon, of half or full width.
  std::optional<FilterField> TakeField() {
    for (const NamedField& named : kFields) {
      const std::string_view after = rest_.substr(std::min(named.name.size(), rest_.size()));
      if (!rest_.starts_with(named.name)) continue;
      for (const std::string_view colon : {":", "："}) {
        if (!after.starts_with(colon) || after.size() == colon.size()) continue;
        if (BlankAt(after.substr(colon.size())) > 0) continue;
        rest_ = after.substr(colon.size());
        return named.field;
      }
    }
    return std::nullopt;
  }

  bool StartsNegation() const {
    if (!rest_.starts_with("-") || rest_.size() < 2) return false;
    const char next = rest_[1];
    return !(next >= '0' && next <= '9') && next != '-' && BlankAt(rest_.substr(1)) == 0;
  }

  void Next() {
    if (Take("(")) return Add(ItemKind::kOpen);
    if (Take(")")) return Add(ItemKind::kClose);
    if (StartsNegation()) {
      Take("-");
      return Add(ItemKind::kNot);
    }
    if (const std::optional<FilterField> field = TakeField()) {
      std::optional<std::string> phrase = TakePhrase();
      items_.push_back({ItemKind::kFilter, phrase ? std::move(*phrase) : TakeWord(), *field});
      return;
    }
    if (std::optional<std::string> phrase = TakePhrase()) {
      items_.push_back({ItemKind::kWord, std::move(*phrase)});
      return;
    }
    std::string word = TakeWord();
    for (const auto& [name, kind] : kOperators) {
      if (word == name) return Add(kind);
    }
    items_.push_back({ItemKind::kWord, std::move(word)});
  }

  void Add(ItemKind kind) { items_.push_back({kind}); }

  static constexpr std::array<std::pair<std::string_view, ItemKind>, 8> kOperators{{
      {"AND", ItemKind::kAnd},
      {"OR", ItemKind::kOr},
      {"NOT", ItemKind::kNot},
      {"与", ItemKind::kAnd},
      {"或", ItemKind::kOr},
      {"非", ItemKind::kNot},
      {"|", ItemKind::kOr},
      {"&", ItemKind::kAnd},
  }};

  std::string_view rest_;
  std::vector<Item> items_{};
};

std::optional<int> YearOf(std::string_view text) {
  if (text.ends_with("年")) text.remove_suffix(std::string_view("年").size());
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return year;
}

// 2023, 2020..2024, 2020-2024, 2020.., ..2024
bool ParseYears(std::string_view text, SearchFilter& filter) {
  for (const std::string_view between : {"..", "-", "—", "至", "~"}) {
    const std::size_t at = text.find(between);
    if (at == text.npos) continue;
    const std::string_view first = text.substr(0, at), last = text.substr(at + between.size());
    const std::optional<int> from = first.empty() ? kMinYear : YearOf(first);
    const std::optional<int> to = last.empty() ? kMaxYear : YearOf(last);
    if (!from || !to || (first.empty() && last.empty())) return false;
    filter.first = std::clamp(*from, kMinYear, kMaxYear);
    filter.last = std::clamp(*to, kMinYear, kMaxYear);
    return true;
  }
  const std::optional<int> year = YearOf(text);
  if (!year) return false;
  filter.first = filter.last = std::clamp(*year, kMinYear, kMaxYear);
  return true;
}

class Parser {
 public:
  explicit Parser(std::vector<Item> items) : items_(std::move(items)) {}

  Result<ParsedQuery> Parse() {
    while (at_ < items_.size()) {
      if (std::optional<SearchNode> part = Any(0, true)) {
        query_.root.parts.push_back(std::move(*part));
      }
      if (at_ < items_.size()) ++at_;  // a parenthesis that was never opened
    }
    if (is_too_deep_) return Bad("the query nests too deep");
    if (query_.words.empty() && query_.filters.empty()) {
      return Bad("no letter, digit or Chinese character to search for");
    }
    if (query_.words.size() + query_.filters.size() > static_cast<std::size_t>(kMaxSearchWords)) {
      return Bad("more than " + std::to_string(kMaxSearchWords) + " words");
    }
    return std::move(query_);
  }

 private:
  static tl::unexpected<Error> Bad(std::string message) {
    return Fail(ErrorCode::kInvalidArgument, std::move(message));
  }

  bool TakeItem(ItemKind kind) {
    if (at_ >= items_.size() || items_[at_].kind != kind) return false;
    ++at_;
    return true;
  }

  // nullopt where there is nothing to look for.
  std::optional<SearchNode> Any(int depth, bool is_wanted) {
    if (depth > kMaxDepth) is_too_deep_ = true;
    std::vector<SearchNode> parts;
    do {
      if (std::optional<SearchNode> part = All(depth, is_wanted)) parts.push_back(std::move(*part));
    } while (TakeItem(ItemKind::kOr));
    return Join(SearchNode::Kind::kAny, std::move(parts));
  }

  std::optional<SearchNode> All(int depth, bool is_wanted) {
    std::vector<SearchNode> parts;
    while (at_ < items_.size() && !is_too_deep_) {
      if (TakeItem(ItemKind::kAnd)) continue;
      const ItemKind kind = items_[at_].kind;
      if (kind == ItemKind::kOr || kind == ItemKind::kClose) break;
      if (std::optional<SearchNode> part = Not(depth, is_wanted)) parts.push_back(std::move(*part));
    }
    return Join(SearchNode::Kind::kAll, std::move(parts));
  }

  std::optional<SearchNode> Not(int depth, bool is_wanted) {
    bool is_negated = false;
    while (TakeItem(ItemKind::kNot)) is_negated = !is_negated;
    std::optional<SearchNode> one = One(depth, is_wanted != is_negated);
    if (!one || !is_negated) return one;
    SearchNode negation{.kind = SearchNode::Kind::kNot};
    negation.parts.push_back(std::move(*one));
    return negation;
  }

  std::optional<SearchNode> One(int depth, bool is_wanted) {
    if (at_ >= items_.size()) return std::nullopt;
    if (TakeItem(ItemKind::kOpen)) {
      std::optional<SearchNode> inside = Any(depth + 1, is_wanted);
      TakeItem(ItemKind::kClose);
      return inside;
    }
    const Item& item = items_[at_];
    if (item.kind == ItemKind::kFilter) return Filter(items_[at_++], is_wanted);
    if (item.kind == ItemKind::kWord) return Word(items_[at_++].text, is_wanted);
    return std::nullopt;  // OR, AND or ) after NOT: the caller goes on there
  }

  std::optional<SearchNode> Word(const std::string& text, bool is_wanted) {
    SearchWord word = MakeSearchWord(text);
    if (word.tokens.empty()) return std::nullopt;
    query_.words.push_back(std::move(word));
    query_.is_wanted.push_back(is_wanted);
    return SearchNode{.kind = SearchNode::Kind::kWord, .index = query_.words.size() - 1};
  }

  std::optional<SearchNode> Filter(const Item& item, bool is_wanted) {
    SearchFilter filter{.field = item.field, .word = MakeSearchWord(item.text)};
    if (filter.field == FilterField::kYear && !ParseYears(item.text, filter)) {
      return Word(item.text, is_wanted);
    }
    if (filter.field != FilterField::kYear && filter.word.tokens.empty()) return std::nullopt;
    query_.filters.push_back(std::move(filter));
    return SearchNode{.kind = SearchNode::Kind::kFilter, .index = query_.filters.size() - 1};
  }

  static std::optional<SearchNode> Join(SearchNode::Kind kind, std::vector<SearchNode> parts) {
    if (parts.empty()) return std::nullopt;
    if (parts.size() == 1) return std::move(parts.front());
    return SearchNode{.kind = kind, .parts = std::move(parts)};
  }

  std::vector<Item> items_;
  std::size_t at_ = 0;
  bool is_too_deep_ = false;
  ParsedQuery query_{};
};

}  // namespace

Result<ParsedQuery> ParseQuery(std::string_view text) {
  if (text.size() > kMaxQueryBytes) {
    return Fail(ErrorCode::kInvalidArgument,
                "the query is longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  const std::string readable = ReadableText(text);
  return Parser(Lexer(readable).Items()).Parse();
}

}  // namespace gongwen
