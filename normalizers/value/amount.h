// Amounts of money in tables, and their units.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/decimal.h"

namespace gongwen {

// Reads one table amount, exactly, in the unit in which it stands:
//   4,347  1,200.50  －35  (35) and （35） = -35  ￥4347.00  1 200 (blanks where groups part)
//   4347万元 -> 4347: a unit behind it is passed over, see UnitExponent for its meaning.
// nullopt for what is no amount: empty, － — / 无, text, 1 20, 12,34.  O(n)
[[nodiscard]] std::optional<Decimal> ParseAmount(std::string_view text);

// Powers of ten from `unit` to 元: 元 0, 千元 3, 万元 4, 十万元 5, 百万元 6, 千万元 7, 亿元 8;
// also with 人民币 before it. -1 for anything else.
[[nodiscard]] int UnitExponent(std::string_view unit);

// `amount` in 元; nullopt when the unit is unknown or the result has more than 18 digits.
[[nodiscard]] std::optional<Decimal> ToYuan(const Decimal& amount, std::string_view unit);

// The money unit that a caption, a column header or a title tells: 单位：万元,
// 金额单位: 人民币万元, 补助资金（万元） -> 万元. Empty when none is told; 元/人 and 元宝山区
// are none.
[[nodiscard]] std::string UnitFromCaption(std::string_view caption);

}  // namespace gongwen
