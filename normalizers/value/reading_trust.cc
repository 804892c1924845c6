#include "normalizers/value/reading_trust.h"

#include <algorithm>

namespace gongwen {
namespace {

// Chosen by order, not measured; all but the last put the row before a person (under 0.9).
constexpr double kNoValue = 0.4;      // 之98%, 1198%0
constexpr double kStrictSign = 0.6;   // >98%: mostly ≥98% in these tables
constexpr double kOverHundred = 0.5;  // 198%
constexpr double kShareWithoutSign = 0.85;

}  // namespace

double ValueReadingTrust(std::string_view text, const Value& value, TextSource source) {
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
