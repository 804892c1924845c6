#include "model/decimal.h"

#include <charconv>
#include <cstddef>

namespace gongwen {
namespace {

constexpr int kMaxScale = 9;
constexpr Int128 kLimit = 1'000'000'000'000'000'000;  // 18 digits

constexpr Int128 PowerOfTen(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

}  // namespace

std::optional<Decimal> Decimal::Normalized(Int128 units, int scale) {
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (scale > kMaxScale || units >= kLimit || units <= -kLimit) return std::nullopt;
  return Decimal(static_cast<std::int64_t>(units), scale);
}

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  Int128 units = 0;
  int scale = 0;
  bool seen_point = false, seen_digit = false;
  for (const char c : text) {
    if (c == '.' && !seen_point) {
      seen_point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    seen_digit = true;
    units = units * 10 + (c - '0');
    if (seen_point) ++scale;
    if (units >= kLimit * 1000 || scale > 2 * kMaxScale) return std::nullopt;
  }
  if (!seen_digit || text.back() == '.') return std::nullopt;
  return Normalized(negative ? -units : units, scale);
}

Decimal Decimal::FromInteger(std::int64_t value) { return {value, 0}; }

std::optional<Decimal> Decimal::Shift(int exponent) const {
  if (exponent < -kMaxScale || exponent > 18) return std::nullopt;
  if (exponent <= 0) return Normalized(units_, scale_ - exponent);
  const int from_scale = exponent < scale_ ? exponent : scale_;
  return Normalized(units_ * PowerOfTen(exponent - from_scale), scale_ - from_scale);
}

std::optional<Decimal> Decimal::Plus(const Decimal& other) const {
  const int scale = scale_ > other.scale_ ? scale_ : other.scale_;
  return Normalized(
      units_ * PowerOfTen(scale - scale_) + other.units_ * PowerOfTen(scale - other.scale_), scale);
}

Decimal Decimal::Negated() const { return {-units_, scale_}; }

std::string Decimal::ToString() const {
  std::string digits = std::to_string(units_ < 0 ? -units_ : units_);
  if (scale_ > 0) {
    const auto scale = static_cast<std::size_t>(scale_);
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, ".");
  }
  return (units_ < 0 ? "-" : "") + digits;
}

double Decimal::ToDouble() const {
  const std::string text = ToString();
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
  const int scale = scale_ > other.scale_ ? scale_ : other.scale_;
  const Int128 a = units_ * PowerOfTen(scale - scale_);
  const Int128 b = other.units_ * PowerOfTen(scale - other.scale_);
  if (a < b) return std::strong_ordering::less;
  if (a > b) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

}  // namespace gongwen
