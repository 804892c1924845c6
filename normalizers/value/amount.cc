#include "normalizers/value/amount.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "normalizers/text/han_text.h"
#include "normalizers/value/footnote_mark.h"
#include "normalizers/value/number_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kCurrency = "人民币";

struct MoneyUnit {
  std::string_view name;
  int exponent;
};
// Longest first, so that 万元 is not found inside 百万元.
constexpr std::array kMoneyUnits = {
    MoneyUnit{"百万元", 6}, MoneyUnit{"千万元", 7}, MoneyUnit{"十万元", 5}, MoneyUnit{"万元", 4},
    MoneyUnit{"千元", 3},   MoneyUnit{"亿元", 8},   MoneyUnit{"元", 0}};

void SkipBlanks(std::string_view& text) {
  const std::string_view trimmed = TrimmedView(text);
  text.remove_prefix(trimmed.empty() ? text.size()
                                     : static_cast<std::size_t>(trimmed.data() - text.data()));
}

// Takes `word` off the front, whatever blanks stand in it (万 元).
bool TakeWord(std::string_view& text, std::string_view word) {
  std::string_view rest = text;
  while (!word.empty()) {
    if (word.size() < 3 || !rest.starts_with(word.substr(0, 3))) return false;
    word.remove_prefix(3);
    rest.remove_prefix(3);
    if (!word.empty()) SkipBlanks(rest);
  }
  text = rest;
  return true;
}

// The unit that `text` begins with, not followed by what makes it another word (元/人, 元宝山区).
std::string_view MoneyUnitAt(std::string_view text) {
  SkipBlanks(text);
  if (TakeWord(text, kCurrency)) SkipBlanks(text);
  for (const MoneyUnit& unit : kMoneyUnits) {
    std::string_view rest = text;
    if (!TakeWord(rest, unit.name)) continue;
    const std::u32string next = CodePoints(rest.substr(0, 4));
    // 单位：万元填报单位：…: two fields of one line that lost the blank between them.
    constexpr std::array kNextFields = {"编号"sv, "填报"sv, "编报"sv, "编制"sv, "制表"sv};
    const bool is_next_field = std::ranges::any_of(
        kNextFields, [&](std::string_view field) { return rest.starts_with(field); });
    const bool goes_on = !is_next_field && !next.empty() && (IsHan(next[0]) || next[0] == U'/');
    return goes_on ? std::string_view() : unit.name;
  }
  return {};
}

// The unit behind each place where `mark` stands.
std::string_view MoneyUnitBehind(std::string_view text, std::string_view mark) {
  for (std::size_t at = text.find(mark); at != std::string_view::npos;
       at = text.find(mark, at + mark.size())) {
    const std::string_view unit = MoneyUnitAt(text.substr(at + mark.size()));
    if (!unit.empty()) return unit;
  }
  return {};
}

// Takes a sign off the front; accounting brackets count as one: (35).
bool TakeSign(std::string_view& text) {
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    text = text.substr(1, text.size() - 2);
    return text.front() != '-' && text.front() != '+';  // (-35) then fails at its sign
  }
  for (const std::string_view minus : {"-"sv, "−"sv, "–"sv}) {
    if (!text.starts_with(minus)) continue;
    text.remove_prefix(minus.size());
    return true;
  }
  if (text.starts_with('+')) text.remove_prefix(1);
  return false;
}

}  // namespace

std::optional<Decimal> ParseAmount(std::string_view text) {
  if (IsPowerOfTen(text)) return std::nullopt;
  const std::string tight = NumberText(WithoutFootnoteMarks(text));
  if (tight.empty()) return std::nullopt;
  std::string_view rest = tight;
  bool is_negative = TakeSign(rest);
  for (const std::string_view sign : {"¥"sv, "￥"sv}) {
    if (rest.starts_with(sign)) rest.remove_prefix(sign.size());
  }
  if (!is_negative && tight.front() != '(' && !rest.empty() && rest.front() == '-') {
    is_negative = TakeSign(rest);  // ￥-35
  }
  const std::optional<Decimal> amount = TakeNumber(rest);
  if (!amount || (!rest.empty() && UnitExponent(rest) < 0)) return std::nullopt;
  return is_negative ? amount->Negated() : *amount;
}

int UnitExponent(std::string_view unit) {
  const std::string tight = NumberText(unit);
  std::string_view name = tight;
  if (name.starts_with(kCurrency)) name.remove_prefix(kCurrency.size());
  const auto* found = std::ranges::find(kMoneyUnits, name, &MoneyUnit::name);
  return found == kMoneyUnits.end() ? -1 : found->exponent;
}

std::optional<Decimal> ToYuan(const Decimal& amount, std::string_view unit) {
  const int exponent = UnitExponent(unit);
  return exponent < 0 ? std::nullopt : amount.Shift(exponent);
}

std::string UnitFromCaption(std::string_view caption) {
  const std::string folded = SimplifiedUnits(FoldWidth(caption));
  const std::string text = RemoveBlanksBetweenHan(folded);
  for (const std::string_view mark : {"单位:"sv, "单位 :"sv, "("sv, "单位"sv}) {
    // Blanks between Han are dropped in `text` only: "万元 序号" must keep its blank.
    for (const std::string& form : {folded, text}) {
      const std::string_view unit = MoneyUnitBehind(form, mark);
      if (!unit.empty()) return std::string(unit);
    }
  }
  return {};
}

}  // namespace gongwen
