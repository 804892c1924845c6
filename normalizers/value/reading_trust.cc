// Tested by reading_trust_test.cc.
#include "normalizers/value/reading_trust.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>

#include "normalizers/text/han_text.h"
#include "normalizers/value/number_text.h"

namespace gongwen {
namespace {

// Chosen by order, not measured; all but the last put the row before a person (under 0.9).
constexpr double kNoValue = 0.4;      // 之98%, 1198%0
constexpr double kStrictSign = 0.6;   // >98%: mostly ≥98% in these tables
constexpr double kOverHundred = 0.5;  // 198%
constexpr double kShareWithoutSign = 0.85;
constexpr double kUnreadNumber = 0.75;  // 12,34.5, O.5, 约50: meant as a number, and read as none

constexpr std::size_t kMaxNumberLength = 12;  // in characters; longer values are descriptions

bool IsWords(const Value& value) {
  return !value.number && !value.low && value.date.empty() && value.comparator.empty();
}

// A number is meant: it stands first, behind a sign at most, or a letter stands where a digit
// should. Dates, ratios and 第几 are words that hold digits.
bool IsMeantAsNumber(std::string_view text) {
  static const RE2 kLetter(
      "[0-9][OoIl|]+(?:[0-9.,%]|[^A-Za-z0-9]|$)|(?:^|[^A-Za-z0-9])[OoIl|]+[.,]?[0-9]");
  static const RE2 kFirst(
      "^(?:约|大约|近|超|超过|不低于|不少于|不高于|不超过|达到|达|[≥≤><=±¥￥~+-])*\\.?[0-9]");
  static const RE2 kOther("[年月日:第]");
  const std::string tight = NumberText(text);
  if (RE2::PartialMatch(tight, kLetter)) return true;
  return CodePoints(tight).size() <= kMaxNumberLength && RE2::PartialMatch(tight, kFirst) &&
         !RE2::PartialMatch(tight, kOther);
}

}  // namespace

double ValueReadingTrust(std::string_view text, const Value& value, TextSource source) {
  const bool is_unread = IsWords(value) && IsMeantAsNumber(text);
  if (is_unread && source != TextSource::kOcr) return kUnreadNumber;
  const bool has_digit =
      std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (source != TextSource::kOcr || !has_digit) return 1;
  if (!value.number) return kNoValue;
  if (value.comparator == ">" || value.comparator == "<") return kStrictSign;
  if (value.unit != "%") return 1;
  if (*value.number > 100) return kOverHundred;
  return value.comparator == "=" ? kShareWithoutSign : 1;
}

}  // namespace gongwen
