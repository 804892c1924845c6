#include "normalizers/value/number_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHanBytes = 3;  // of each character in the tables below
constexpr std::array kHanDigits = {"零"sv, "一"sv, "二"sv, "三"sv, "四"sv,
                                   "五"sv, "六"sv, "七"sv, "八"sv, "九"sv};
struct HanPower {
  std::string_view name;
  int value;
};
constexpr std::array kHanPowers = {HanPower{"千", 1000}, HanPower{"百", 100}, HanPower{"十", 10}};

struct HanShare {
  std::string_view words, sign;
};
constexpr std::array kHanShares = {HanShare{"百分之", "%"}, HanShare{"千分之", "‰"}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// 0-9, or -1.
int HanDigit(std::string_view text) {
  const std::string_view first = text.substr(0, kHanBytes);
  if (first == "〇") return 0;
  if (first == "两") return 2;
  const auto* digit = std::ranges::find(kHanDigits, first);
  return digit == kHanDigits.end() ? -1 : static_cast<int>(digit - kHanDigits.begin());
}

// 10, 100, 1000, or 0.
int HanPowerOf(std::string_view text) {
  const auto* power = std::ranges::find(kHanPowers, text.substr(0, kHanBytes), &HanPower::name);
  return power == kHanPowers.end() ? 0 : power->value;
}

// The value of an integer without 万, or -1. Powers must fall: 一百二十, not 十百.
int TakeHanInteger(std::string_view& text) {
  int total = 0, last_power = 10000, digit = -1;
  bool has_any = false;
  for (;;) {
    if (const int next = HanDigit(text); next >= 0) {
      if (digit > 0) return -1;  // 三五: two digits in a row
      digit = next;
    } else if (const int power = HanPowerOf(text); power > 0) {
      if (power >= last_power || digit == 0) return -1;
      total += (digit < 0 ? 1 : digit) * power;
      last_power = power;
      digit = -1;
    } else {
      break;
    }
    has_any = true;
    text.remove_prefix(kHanBytes);
  }
  if (!has_any) return -1;
  return total + std::max(digit, 0);
}

// The length of the longest prefix made of digits and group or decimal marks, without marks at its
// end.
std::size_t NumberLength(std::string_view text) {
  std::size_t length = std::min(text.find_first_not_of("0123456789., "), text.size());
  while (length > 0 && !IsDigit(text[length - 1])) --length;
  return length;
}

// Removes group marks; false when groups are not of three digits or the marks differ.
bool Ungroup(std::string_view whole, std::string& digits) {
  const std::size_t mark = whole.find_first_of(", ");
  if (mark == std::string_view::npos) {
    digits.append(whole);
    return !whole.empty();
  }
  if (mark == 0 || mark > 3 || (whole.size() - mark) % 4 != 0) return false;
  digits.append(whole.substr(0, mark));
  for (std::size_t i = mark; i < whole.size(); i += 4) {
    const std::string_view group = whole.substr(i + 1, 3);
    if (whole[i] != whole[mark] || !std::ranges::all_of(group, IsDigit)) return false;
    digits.append(group);
  }
  return true;
}

// "九成" and "九成五" at the beginning -> "90%" and "95%".
std::string TakeHanTenths(std::string_view& text) {
  std::string_view rest = text;
  const int tenths = rest.starts_with("十成") ? 10 : HanDigit(rest);
  if (tenths < 1 || rest.substr(kHanBytes, kHanBytes) != "成") return {};
  rest.remove_prefix(2 * kHanBytes);
  const int hundredths = std::max(HanDigit(rest), 0);
  if (HanDigit(rest) >= 0) rest.remove_prefix(kHanBytes);
  text = rest;
  return std::to_string(tenths * 10 + hundredths) + "%";
}

// "百分之..." at the beginning -> digits and sign.
std::string TakeHanShare(std::string_view& text) {
  if (text.starts_with("百分百")) {
    text.remove_prefix(3 * kHanBytes);
    return "100%";
  }
  for (const HanShare& share : kHanShares) {
    if (!text.starts_with(share.words)) continue;
    std::string_view rest = text.substr(share.words.size());
    const std::size_t length = NumberLength(rest);
    std::string number(rest.substr(0, length));
    rest.remove_prefix(length);
    if (number.empty()) number = TakeHanNumber(rest);
    if (number.empty()) return {};
    text = rest;
    return number + std::string(share.sign);
  }
  return TakeHanTenths(text);
}

}  // namespace

std::string SimplifiedUnits(std::string_view utf8) {
  constexpr std::array kForms = {std::pair{"萬"sv, "万"sv}, std::pair{"億"sv, "亿"sv},
                                 std::pair{"圓"sv, "元"sv}, std::pair{"單"sv, "单"sv},
                                 std::pair{"幣"sv, "币"sv}};
  std::string text(utf8);
  for (const auto& [from, to] : kForms) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
    }
  }
  return text;
}

std::string NumberText(std::string_view utf8) {
  const std::string folded = SimplifiedUnits(FoldWidth(TrimmedView(utf8)));
  std::string tight;
  tight.reserve(folded.size());
  char gap = '\0';
  for (const char32_t c : CodePoints(folded)) {
    if (IsBlank(c)) {
      if (gap != '\n') gap = c == U'\n' ? '\n' : ' ';
      continue;
    }
    const bool is_between_digits =
        gap != '\0' && c >= U'0' && c <= U'9' && !tight.empty() && IsDigit(tight.back());
    if (is_between_digits) tight.push_back(gap);
    gap = '\0';
    AppendUtf8(tight, c);
  }
  return tight;
}

std::optional<Decimal> TakeNumber(std::string_view& text) {
  if (text.empty() || !IsDigit(text.front())) return std::nullopt;
  const std::string_view number = text.substr(0, NumberLength(text));
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string digits;
  if (!Ungroup(number.substr(0, point), digits)) return std::nullopt;
  digits.append(number.substr(point));  // Decimal::Parse rejects a second point and marks
  const std::optional<Decimal> value = Decimal::Parse(digits);
  if (value) text.remove_prefix(number.size());
  return value;
}

std::string TakeHanNumber(std::string_view& text) {
  std::string_view rest = text;
  const int whole = TakeHanInteger(rest);
  if (whole < 0) return {};
  std::string number = std::to_string(whole);
  if (rest.starts_with("点") && HanDigit(rest.substr(kHanBytes)) >= 0) {
    rest.remove_prefix(kHanBytes);
    number.push_back('.');
    for (int digit = HanDigit(rest); digit >= 0; digit = HanDigit(rest)) {
      number += std::to_string(digit);
      rest.remove_prefix(kHanBytes);
    }
  }
  text = rest;
  return number;
}

std::string DigitsForHanShares(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::string share = TakeHanShare(text);
    result += share;
    if (!share.empty()) continue;
    result.push_back(text.front());
    text.remove_prefix(1);
  }
  return result;
}

}  // namespace gongwen
