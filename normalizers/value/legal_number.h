// Capital numerals as money is written: 肆仟叁佰肆拾柒万元整.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"

namespace gongwen {

// The amount in 元 that a whole text in capital numerals means; also with 人民币 before it and 整
// or 正 behind. nullopt where it is anything else.  O(n)
[[nodiscard]] std::optional<Decimal> ParseLegalAmount(std::string_view text);

// The runs of capital numerals of a text that end in 元, 圆, 角, 分 or 整, in order.
[[nodiscard]] std::vector<std::string> FindLegalAmounts(std::string_view text);

}  // namespace gongwen
