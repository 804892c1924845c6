// Units of measure as indicator tables write them.
#pragma once

#include <string_view>

namespace gongwen {

// 万亿 12, 千万 7, 百万 6, 十万 5, 亿 8, 万 4, taken off the front of `text`; 0 when there is none
// or nothing but such a word would be a unit.
[[nodiscard]] int TakeMultiplier(std::string_view& text);

// A known unit (人 个 % 平方米 kg ...), or several joined by '/' or '·': 元/人·月. Tight text.
[[nodiscard]] bool IsKnownUnit(std::string_view unit);

// What may stand behind a number without changing what it says: a known unit, a classifier with
// its noun (个基地, 名学生), or one or two other Han (村, 社区). No 级 率 前 后 左右 ...: with them
// the number counts nothing.
[[nodiscard]] bool IsPlausibleUnit(std::string_view unit);

// Units of time, which make "10个工作日内" a limit.
[[nodiscard]] bool IsTimeUnit(std::string_view unit);

}  // namespace gongwen
