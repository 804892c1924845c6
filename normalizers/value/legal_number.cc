// Tested by tests/normalizers/legal_number_test.cc.
#include "normalizers/value/legal_number.h"

#include <algorithm>
#include <cstdint>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::u32string_view kDigits = U"零壹贰叁肆伍陆柒捌玖";
constexpr std::u32string_view kDigitsToo = U"〇弌贰叄肆伍陸柒捌玖";
constexpr std::int64_t kMost = 100'000'000'000'000;  // 百万亿

int DigitOf(char32_t c) {
  for (const std::u32string_view digits : {kDigits, kDigitsToo}) {
    if (const std::size_t at = digits.find(c); at != std::u32string_view::npos) {
      return static_cast<int>(at);
    }
  }
  return c == U'两' || c == U'貳' ? 2 : c == U'參' ? 3 : -1;
}

int SmallUnit(char32_t c) {
  switch (c) {
    case U'拾':
      return 10;
    case U'佰':
      return 100;
    case U'仟':
      return 1000;
    default:
      return 0;
  }
}

bool IsNumeral(char32_t c) {
  return DigitOf(c) >= 0 || SmallUnit(c) > 0 || c == U'万' || c == U'萬' || c == U'亿' ||
         c == U'億';
}

bool IsEnd(char32_t c) {
  return c == U'元' || c == U'圆' || c == U'圓' || c == U'角' || c == U'分' || c == U'整' ||
         c == U'正';
}

// A number below 10^14; the whole of `text`.
std::optional<std::int64_t> WholeNumber(std::u32string_view text) {
  std::int64_t total = 0, section = 0, digit = 0;
  bool has_digit = false;
  for (const char32_t c : text) {
    if (const int d = DigitOf(c); d >= 0) {
      if (has_digit && digit != 0 && d != 0) return std::nullopt;  // 叁肆: digits in a row
      digit = d;
      has_digit = true;
    } else if (const int unit = SmallUnit(c); unit > 0) {
      // 拾万 begins with its unit.
      section += (has_digit || unit != 10 ? digit : 1) * unit;
      digit = 0;
      has_digit = false;
    } else {
      const bool is_yi = c == U'亿' || c == U'億';
      section += digit;
      if (is_yi) {
        total = (total + section) * 100'000'000;
      } else {
        total += section * 10'000;
      }
      section = digit = 0;
      has_digit = false;
    }
    if (total + section > kMost) return std::nullopt;
  }
  return total + section + digit;
}

}  // namespace

std::optional<Decimal> ParseLegalAmount(std::string_view text) {
  std::u32string rest = CodePoints(NormalizeForMatch(text));
  constexpr std::u32string_view kRenminbi = U"人民币";
  if (rest.starts_with(kRenminbi)) rest.erase(0, kRenminbi.size());
  while (!rest.empty() && (rest.back() == U'整' || rest.back() == U'正')) rest.pop_back();
  // 贰元叁角伍分: the last part in its own unit.
  std::int64_t cents = 0;
  bool has_any = false;
  for (const auto& [unit, worth] : {std::pair{U"元圆圓", 100}, {U"角", 10}, {U"分", 1}}) {
    const std::size_t at = rest.find_first_of(unit);
    if (at == std::u32string::npos) continue;
    const std::u32string_view part = std::u32string_view(rest).substr(0, at);
    if (part.empty() || !std::ranges::all_of(part, IsNumeral)) return std::nullopt;
    const std::optional<std::int64_t> whole = WholeNumber(part);
    if (!whole) return std::nullopt;
    cents += *whole * worth;
    has_any = true;
    rest.erase(0, at + 1);
  }
  if (!has_any || !rest.empty()) return std::nullopt;
  return Decimal::FromInteger(cents).Shift(-2);
}

std::vector<std::string> FindLegalAmounts(std::string_view text) {
  std::vector<std::string> found;
  const std::u32string points = CodePoints(text);
  for (std::size_t i = 0; i < points.size();) {
    std::size_t end = i;
    std::size_t numerals = 0;
    while (end < points.size() && (IsNumeral(points[end]) || (end > i && IsEnd(points[end])))) {
      numerals += DigitOf(points[end]) >= 0 || SmallUnit(points[end]) > 0 ? 1U : 0U;
      ++end;
    }
    const bool ends_well = end > i && IsEnd(points[end - 1]);
    if (numerals >= 2 && ends_well) {
      found.push_back(ToUtf8(std::u32string_view(points).substr(i, end - i)));
    }
    i = std::max(end, i + 1);
  }
  return found;
}

}  // namespace gongwen
