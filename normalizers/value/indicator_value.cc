// The text is cut at its first digit. Left of it stand a subject and a comparator, right of the
// number a multiplier, a unit and a comparator. Each part must be recognised completely, else the
// whole is words: a half-understood value is a wrong number sooner or later.
// Tested by indicator_value_test.cc.
#include "normalizers/value/indicator_value.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <utility>

#include "normalizers/text/han_text.h"
#include "normalizers/value/date.h"
#include "normalizers/value/footnote_mark.h"
#include "normalizers/value/number_text.h"
#include "normalizers/value/unit_words.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxTextBytes = 200;
constexpr std::size_t kMaxSubjectLength = 12;
constexpr int kFirstYear = 1900, kLastYear = 2100;  // 2023年 is a date, not a number of years

struct Phrase {
  std::string_view words, comparator;
};

// Before the number. The longest that fits counts, so 不超过 is never read as 超过.
constexpr std::array kBefore = std::to_array<Phrase>({
    {"≥", ">="},          {">=", ">="},       {"=>", ">="},         {"≧", ">="},
    {"⩾", ">="},          {"≮", ">="},        {"不低于", ">="},     {"不少于", ">="},
    {"不小于", ">="},     {"不得低于", ">="}, {"不得少于", ">="},   {"不应低于", ">="},
    {"不应少于", ">="},   {"大于等于", ">="}, {"大于或等于", ">="}, {"高于或等于", ">="},
    {"高于等于", ">="},   {"不能低于", ">="}, {"不能少于", ">="},   {"至少", ">="},
    {"达到", ">="},       {"达", ">="},       {"最低", ">="},       {"≤", "<="},
    {"<=", "<="},         {"=<", "<="},       {"≦", "<="},          {"⩽", "<="},
    {"≯", "<="},          {"不超过", "<="},   {"不高于", "<="},     {"不大于", "<="},
    {"不多于", "<="},     {"不得超过", "<="}, {"不得高于", "<="},   {"不应超过", "<="},
    {"不能超过", "<="},   {"不应高于", "<="}, {"小于等于", "<="},   {"小于或等于", "<="},
    {"低于或等于", "<="}, {"低于等于", "<="}, {"控制在", "<="},     {"最多", "<="},
    {"最高", "<="},       {">", ">"},         {"﹥", ">"},          {"大于", ">"},
    {"超过", ">"},        {"高于", ">"},      {"多于", ">"},        {"<", "<"},
    {"﹤", "<"},          {"小于", "<"},      {"低于", "<"},        {"少于", "<"},
    {"不足", "<"},        {"=", "="},         {"等于", "="},        {"为", "="},
});

// Behind the unit.
constexpr std::array kBehind = std::to_array<Phrase>({
    {"以上", ">="},
    {"及以上", ">="},
    {"(含)以上", ">="},
    {"以上(含)", ">="},
    {"(及)以上", ">="},
    {"或以上", ">="},
    {"以内", "<="},
    {"之内", "<="},
    {"以下", "<="},
    {"及以下", "<="},
    {"(含)以下", "<="},
    {"以下(含)", "<="},
    {"以内(含)", "<="},
    {"(含)以内", "<="},
});
constexpr std::string_view kWithin = "内";  // only behind a unit of time

// A subject that holds one of these tells of a change, a rate or a choice, not of a level.
constexpr std::u32string_view kNeverInSubject =
    U"增减升降提较比每第约近翻或和及且与未不没无非上下前后去至";

bool IsSubject(std::string_view text) {
  const std::u32string subject = CodePoints(text);
  return subject.size() <= kMaxSubjectLength && std::ranges::all_of(subject, [](char32_t c) {
           const bool is_letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
           return (IsHan(c) && kNeverInSubject.find(c) == std::u32string_view::npos) || is_letter ||
                  c == U':' || c == U'(' || c == U')';
         });
}

// Takes the longest phrase that `text` ends with, and returns its comparator.
template <std::size_t kSize>
std::string_view TakeAtEnd(std::string_view& text, const std::array<Phrase, kSize>& phrases) {
  const Phrase* longest = nullptr;
  for (const Phrase& phrase : phrases) {
    const bool is_longer = longest == nullptr || phrase.words.size() > longest->words.size();
    if (is_longer && text.ends_with(phrase.words)) longest = &phrase;
  }
  if (longest == nullptr) return {};
  text.remove_suffix(longest->words.size());
  return longest->comparator;
}

// 原则上 is a subject although it holds 上.
std::string_view WithoutFillers(std::string_view text) {
  constexpr std::array kFillers = {"原则上"sv, "确保"sv, "力争"sv, "总体"sv};
  for (const std::string_view filler : kFillers) {
    if (text.starts_with(filler)) text.remove_prefix(filler.size());
  }
  return text;
}

struct Head {
  std::string_view comparator{};
  bool is_negative = false;
  bool has_subject = false;
};

// Reads what stands before the number; nullopt = words.
std::optional<Head> ReadHead(std::string_view text) {
  Head head;
  for (const std::string_view minus : {"-"sv, "−"sv, "负"sv}) {
    if (!head.is_negative && text.ends_with(minus)) {
      text.remove_suffix(minus.size());
      head.is_negative = true;
    }
  }
  head.comparator = TakeAtEnd(text, kBefore);
  if (head.is_negative && head.comparator.empty() && !text.empty()) return std::nullopt;
  text = WithoutFillers(text);
  head.has_subject = !text.empty();
  if (!IsSubject(text)) return std::nullopt;
  return head;
}

struct Tail {
  int exponent = 0;
  std::string_view unit{};
  std::string_view comparator{};
};

std::string_view WithoutBrackets(std::string_view text) {
  if (text.size() < 2 || text.front() != '(' || text.back() != ')') return text;
  return text.substr(1, text.size() - 2);
}

// Reads what stands behind the number; nullopt = words.
std::optional<Tail> ReadTail(std::string_view text) {
  Tail tail;
  tail.exponent = TakeMultiplier(text);
  tail.comparator = TakeAtEnd(text, kBehind);
  if (tail.comparator.empty() && text.ends_with(kWithin) &&
      IsTimeUnit(text.substr(0, text.size() - kWithin.size()))) {
    text.remove_suffix(kWithin.size());
    tail.comparator = "<=";
  }
  text = WithoutBrackets(text);
  if (tail.exponent == 0) tail.exponent = TakeMultiplier(text);  // 5(万人)
  tail.unit = text;
  if (!text.empty() && !IsPlausibleUnit(text) && text != "成") return std::nullopt;
  return tail;
}

// One comparator from the two places; nullopt when they contradict each other.
std::optional<std::string_view> Combine(std::string_view before, std::string_view behind) {
  if (before.empty() && behind.empty()) return "="sv;
  if (before.empty()) return behind;
  if (behind.empty()) return before;
  if (before.front() != behind.front()) return std::nullopt;
  return behind;  // 超过95%以上: the inclusive one
}

// 2023年, 6月, 15日 without a comparator: dates.
bool IsDate(const Decimal& number, const Tail& tail, bool has_comparator) {
  if (tail.exponent != 0) return false;
  if (tail.unit == "月" || tail.unit == "日") return !has_comparator;
  return tail.unit == "年" && number >= Decimal::FromInteger(kFirstYear) &&
         number <= Decimal::FromInteger(kLastYear);
}

struct Unit {
  int exponent = 0;
  std::string_view name{};
};

// A hint as it is written in a name or a column: 万人次, %, 单位:个.
Unit ReadHint(std::string_view tight_hint) {
  constexpr std::string_view kLabel = "单位:";
  if (tight_hint.starts_with(kLabel)) tight_hint.remove_prefix(kLabel.size());
  Unit unit{.name = tight_hint};
  if (IsKnownUnit(tight_hint) && tight_hint != "万") return unit;
  unit.exponent = TakeMultiplier(unit.name);
  if (unit.exponent == 0 || (!unit.name.empty() && !IsKnownUnit(unit.name))) return {};
  return unit;
}

Value MakeValue(std::string_view comparator, Decimal number, const Tail& tail, const Unit& hint) {
  Unit unit{.exponent = tail.exponent, .name = tail.unit};
  if (tail.unit.empty()) {
    unit.name = hint.name;
    if (tail.exponent == 0) unit.exponent = hint.exponent;
  }
  if (unit.name == "成") unit = {.exponent = 1, .name = "%"};
  const std::optional<Decimal> scaled = number.Shift(unit.exponent);
  if (!scaled) return {};
  return {.comparator = std::string(comparator),
          .number = scaled->ToDouble(),
          .unit = std::string(unit.name)};
}

std::string_view WithoutEndMarks(std::string_view text) {
  constexpr std::array kEndMarks = {"。"sv, ";"sv, ","sv, "."sv, "、"sv};
  for (const std::string_view mark : kEndMarks) {
    if (text.ends_with(mark)) return text.substr(0, text.size() - mark.size());
  }
  return text;
}

// ≥24¹, 183①, 95%[1]: the mark of a note. The ² of m² is none, nor the power of 10⁴.
std::string_view WithoutNote(std::string_view text) {
  const std::string_view rest = WithoutFootnoteMarks(text);
  if (rest.size() == text.size() || rest.empty()) return text;
  const auto last = static_cast<unsigned char>(rest.back());
  const bool is_letter = last < 0x80 && std::isalpha(last) != 0;
  return is_letter || IsPowerOfTen(text) ? text : rest;
}

// ≥95%(含): the sign says so already.
std::string_view WithoutInclusive(std::string_view tight) {
  constexpr auto kInclusive = "(含)"sv;
  const bool has_sign = tight.starts_with("≥") || tight.starts_with("≤");
  if (has_sign && tight.ends_with(kInclusive)) tight.remove_suffix(kInclusive.size());
  return tight;
}

// 3-5天, 10%至15%, 1.2万~1.5万人: both ends, the lower one first, in one unit.
std::optional<Value> ReadRange(std::string_view tight, const Unit& hint) {
  static const RE2 kRange(
      "([^0-9]*)([0-9][0-9,]*(?:\\.[0-9]+)?)([^0-9]{0,18}?)(?:-|—|–|~|至|到)"
      "([0-9][0-9,]*(?:\\.[0-9]+)?)(.*)");
  std::string before, low_text, low_tail, high_text, high_tail;
  if (!RE2::FullMatch(re2::StringPiece(tight.data(), tight.size()), kRange, &before, &low_text,
                      &low_tail, &high_text, &high_tail)) {
    return std::nullopt;
  }
  const std::optional<Head> head = ReadHead(before);
  const std::optional<Tail> low_end = ReadTail(low_tail), high_end = ReadTail(high_tail);
  std::string_view low_rest = low_text, high_rest = high_text;
  const std::optional<Decimal> low = TakeNumber(low_rest), high = TakeNumber(high_rest);
  if (!head || !low_end || !high_end || !low || !high || !low_rest.empty() || !high_rest.empty() ||
      head->is_negative || !low_end->comparator.empty() || !high_end->comparator.empty()) {
    return std::nullopt;
  }
  const bool is_open = head->comparator.empty() || before.ends_with("控制在") ||
                       before.ends_with("达到") || before.ends_with("为");
  const bool one_unit = low_end->unit.empty() || low_end->unit == high_end->unit;
  if (!is_open || !one_unit || (head->has_subject && head->comparator.empty()) ||
      IsDate(*high, *high_end, false)) {
    return std::nullopt;
  }
  Tail first = *high_end;  // 1-2万人: the multiplier is for both
  if (!low_tail.empty()) first.exponent = low_end->exponent;
  const Value from = MakeValue("=", *low, first, hint), to = MakeValue("=", *high, *high_end, hint);
  if (!from.number || !to.number || !(*from.number < *to.number)) return std::nullopt;
  return Value{.unit = to.unit, .low = from.number, .high = to.number};
}

// 2023年12月底前, 2024年6月30日前完成, 2023年: a date with its year.
std::optional<Value> ReadDate(std::string_view tight) {
  static const RE2 kDate(
      "(?:于|在)?((?:19|20)[0-9]{2})年(?:度)?(?:([0-9]{1,2})月(?:份)?(?:([0-9]{1,2})日)?)?(底|末)?"
      "(之?前|以前|内|之?后|起|开始)?"
      "(?:全部|基本)?(?:完成|下达|竣工|建成|发放|拨付|到位|投入使用|交付|验收|开工|实施)?");
  std::string year_text, month_text, day_text, end, side;
  if (!RE2::FullMatch(re2::StringPiece(tight.data(), tight.size()), kDate, &year_text, &month_text,
                      &day_text, &end, &side)) {
    return std::nullopt;
  }
  const bool is_until = side.find("前") != std::string::npos || side == "内";
  const bool is_from = side.find("后") != std::string::npos || side == "起" || side == "开始";
  const std::string_view comparator = is_until ? "<=" : is_from ? ">=" : "=";
  std::string date;
  std::string month = month_text, day = day_text;
  if (!end.empty() && !day.empty()) return std::nullopt;
  if (!end.empty()) {
    // The last day of the month, or of the year.
    if (month.empty()) month = "12";
    for (const char* last : {"31", "30", "29", "28"}) {
      day = last;
      if (ParseDate(year_text + "-" + month + "-" + day)) break;
    }
  }
  if (month.empty()) {
    date = year_text;
  } else if (day.empty()) {
    if (!ParseDate(year_text + "-" + month + "-1")) return std::nullopt;
    date = year_text + "-" + (month.size() == 1 ? "0" : "") + month;
  } else {
    const std::optional<std::string> whole = ParseDate(year_text + "-" + month + "-" + day);
    if (!whole) return std::nullopt;
    date = *whole;
  }
  return Value{.comparator = std::string(comparator), .date = std::move(date)};
}

Value ReadLevel(const std::string& tight, const Unit& hint);

}  // namespace

Value ParseIndicatorValue(std::string_view text, std::string_view unit_hint) {
  if (text.size() > kMaxTextBytes || unit_hint.size() > kMaxTextBytes) return {};
  const std::string number_text = NumberText(WithoutNote(text));
  const std::string tight = DigitsForHanShares(WithoutInclusive(WithoutEndMarks(number_text)));
  const std::string hint_text = NumberText(unit_hint);
  const Unit hint = ReadHint(hint_text);
  Value value = ReadLevel(tight, hint);
  if (value.number || tight.find_first_of("0123456789") == std::string::npos) return value;
  if (std::optional<Value> date = ReadDate(tight)) return *date;
  if (std::optional<Value> range = ReadRange(tight, hint)) return *range;
  return value;
}

std::optional<std::string> DateOfSerial(std::string_view text) {
  constexpr int kFirst = 32874, kLast = 73050;  // 1990-01-01 to 2099-12-31
  int serial = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (error != std::errc() || end != text.data() + text.size() || serial < kFirst ||
      serial > kLast) {
    return std::nullopt;
  }
  // Day 1 is 1900-01-01, and Excel counts a 29 February of 1900 that never was.
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::year{1899} / 12 / 30} +
                                         std::chrono::days{serial}};
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return std::string(buffer);
}

namespace {

Value ReadLevel(const std::string& tight, const Unit& hint) {
  const std::size_t first_digit = tight.find_first_of("0123456789");
  if (first_digit == std::string::npos) return {};
  const std::optional<Head> head = ReadHead(std::string_view(tight).substr(0, first_digit));
  std::string_view rest = std::string_view(tight).substr(first_digit);
  const std::optional<Decimal> number = TakeNumber(rest);
  const std::optional<Tail> tail = ReadTail(rest);
  if (!head || !number || !tail) return {};
  const bool has_comparator = !head->comparator.empty() || !tail->comparator.empty();
  const auto comparator = Combine(head->comparator, tail->comparator);
  if (!comparator || (head->has_subject && !has_comparator) ||
      IsDate(*number, *tail, has_comparator)) {
    return {};
  }
  return MakeValue(*comparator, head->is_negative ? number->Negated() : *number, *tail, hint);
}

}  // namespace

std::string UnitHintFromName(std::string_view name) {
  constexpr std::array kMarks = {"★"sv, "☆"sv, "▲"sv, "*"sv, ":"sv};
  const std::string tight = NumberText(name);
  std::string_view text = tight;
  for (const std::string_view mark : kMarks) {
    while (text.ends_with(mark)) text.remove_suffix(mark.size());
  }
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return {};
  const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
  constexpr std::string_view kLabel = "单位:";
  const Unit unit = ReadHint(inside);
  if (unit.name.empty() && unit.exponent == 0) return {};
  return std::string(inside.starts_with(kLabel) ? inside.substr(kLabel.size()) : inside);
}

}  // namespace gongwen
