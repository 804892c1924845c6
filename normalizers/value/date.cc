#include "normalizers/value/date.h"

#include <re2/re2.h>

#include <array>
#include <chrono>

#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr int kFirstYear = 1949, kLastYear = 2100;

// One numeral, Arabic or Chinese, and the letters that OCR and typists use for zero.
const std::string kNumeral = "[0-9Oo〇○◯零一二三四五六七八九]";
const std::string kNumeralOrTen = "[0-9Oo〇○◯零一二三四五六七八九十]";

int DigitOf(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  const std::size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? 0 : static_cast<int>(at);  // the rest stands for zero
}

// "2023", "二〇二三", "七", "十一", "二十", "三十一"; at most four characters by the patterns.
int NumberOf(std::string_view numeral) {
  int tens = 0, value = 0;
  for (const char32_t c : CodePoints(numeral)) {
    if (c == U'十') {
      tens = value == 0 ? 10 : value * 10;
      value = 0;
    } else {
      value = value * 10 + DigitOf(c);
    }
  }
  return tens + value;
}

std::optional<std::string> IsoDate(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const auto padded = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(year) + "-" + padded(month) + "-" + padded(day);
}

const RE2& DatePattern() {
  static const RE2 kDate("(" + kNumeral + "{4})年(" + kNumeralOrTen + "{1,2})月(" + kNumeralOrTen +
                         "{1,3})日|([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})");
  return kDate;
}

std::string_view View(const re2::StringPiece& piece) { return {piece.data(), piece.size()}; }

}  // namespace

std::vector<FoundDate> FindDates(std::string_view text) {
  const CompactText compact = Compact(text);
  const re2::StringPiece all(compact.text);
  std::vector<FoundDate> dates;
  std::array<re2::StringPiece, 7> part;
  std::size_t from = 0;
  while (DatePattern().Match(all, from, all.size(), RE2::UNANCHORED, part.data(), part.size())) {
    const auto begin = static_cast<std::size_t>(part[0].data() - all.data());
    const bool is_words = !part[1].empty();
    const std::optional<std::string> iso =
        is_words
            ? IsoDate(NumberOf(View(part[1])), NumberOf(View(part[2])), NumberOf(View(part[3])))
            : IsoDate(NumberOf(View(part[4])), NumberOf(View(part[5])), NumberOf(View(part[6])));
    from = begin + part[0].size();
    if (iso) dates.push_back({*iso, compact.OriginBegin(begin), compact.OriginEnd(from)});
  }
  return dates;
}

std::optional<std::string> ParseDate(std::string_view text) {
  const std::vector<FoundDate> dates = FindDates(text);
  if (dates.size() != 1) return std::nullopt;
  const bool is_alone = TrimmedView(text.substr(0, dates[0].begin)).empty() &&
                        TrimmedView(text.substr(dates[0].end)).empty();
  return is_alone ? std::optional(dates[0].iso) : std::nullopt;
}

std::optional<int> FindYear(std::string_view text) {
  static const RE2 kYear("(" + kNumeral + "{4})年");
  const std::string compact = Compact(text).text;
  re2::StringPiece rest(compact);
  re2::StringPiece numeral;
  while (RE2::FindAndConsume(&rest, kYear, &numeral)) {
    const int year = NumberOf(View(numeral));
    if (year >= kFirstYear && year <= kLastYear) return year;
  }
  return std::nullopt;
}

}  // namespace gongwen
