// Numbers inside Chinese text, as OCR and typists leave them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/decimal.h"

namespace gongwen {

// The traditional characters of units, 萬 億 圓 單 幣, as simplified ones.  O(n)
[[nodiscard]] std::string SimplifiedUnits(std::string_view utf8);

// Widths and traditional units folded and blanks dropped, but for blanks between two digits: they
// become one ' ' (or
// '\n' when a line ends there), for "9 5" may be two numbers.
[[nodiscard]] std::string NumberText(std::string_view utf8);

// Takes the number that `text` begins with: digits, or groups of three parted all by ',' or all by
// ' ', and decimals. nullopt, and `text` as it was, when there is none or it is ill-formed (12,34)
// or too long for Decimal.
[[nodiscard]] std::optional<Decimal> TakeNumber(std::string_view& text);

// 一百二十 -> "120", 九十五点五 -> "95.5", 九 -> "9", below 10000. Takes the longest run of such
// characters; empty, and `text` as it was, when it is no number.
[[nodiscard]] std::string TakeHanNumber(std::string_view& text);

// 百分之九十五, 百分之5, 千分之三, 百分百 and 九成 -> 95%, 5%, 3‰, 100% and 90%, each where it
// stands; the rest unchanged.
[[nodiscard]] std::string DigitsForHanShares(std::string_view text);

}  // namespace gongwen
