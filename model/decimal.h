// Exact decimal numbers for money. No floating point anywhere between the page and the sum.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongwen {

__extension__ typedef __int128 Int128;  // an extension of GCC and Clang

// `units` / 10^scale. At most 18 significant digits; kept with the fewest decimals ("12.50" and
// "12.5" are equal).
class Decimal {
 public:
  constexpr Decimal() = default;
  // Plain ASCII: optional sign, digits, optional point and digits. No grouping.
  // nullopt on anything else, on more than 18 digits, and on more than 9 decimals.
  [[nodiscard]] static std::optional<Decimal> Parse(std::string_view text);
  [[nodiscard]] static Decimal FromInteger(std::int64_t value);

  // Times 10^exponent, exactly; nullopt when it does not fit. exponent in [-9, 18].
  [[nodiscard]] std::optional<Decimal> Shift(int exponent) const;
  [[nodiscard]] std::optional<Decimal> Plus(const Decimal& other) const;
  [[nodiscard]] Decimal Negated() const;

  [[nodiscard]] std::string ToString() const;  // "-1234.5"
  [[nodiscard]] double ToDouble() const;       // for display and REAL columns only
  [[nodiscard]] bool IsZero() const { return units_ == 0; }

  bool operator==(const Decimal&) const = default;
  [[nodiscard]] std::strong_ordering operator<=>(const Decimal& other) const;

 private:
  constexpr Decimal(std::int64_t units, int scale) : units_(units), scale_(scale) {}

  static std::optional<Decimal> Normalized(Int128 units, int scale);

  std::int64_t units_ = 0;
  int scale_ = 0;
};

}  // namespace gongwen
