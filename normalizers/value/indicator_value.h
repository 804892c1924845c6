// The meaning of a 指标值: ≥95%, 5.5%以内, 0.7 (万人次), 保持稳定.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/notice.h"

namespace gongwen {

// Reads an indicator value as [subject] [comparator] number [万|亿] [unit] [comparator]:
//   ≥95%, 不低于95%, 95%以上, 服务年限10年以上 -> >=     5.5%以内, 不超过3年, 控制在5.5%以内 -> <=
//   ＞ 大于 超过 高于 -> >     ＜ 小于 低于 少于 -> <     a number alone -> =
//   达到 and 控制在 alone say >= and <=: that is how targets are assessed.
//   万 and 亿 are multiplied out (12.5万人 = 125000 人), % and ‰ stay; 九成 = 90 %,
//   百分之九十五 = 95 %. Full width, grouping (1,234.50) and OCR blanks are understood.
// `unit_hint` is a unit told elsewhere, in the name or in a 计量单位 column, 万 and 亿 included; it
// counts only when the text has no unit of its own: 0.7 with 万人次 = 7000 人次.
//
// A range (3—5天, 10%至15%) has low and high, a date with its year (2023年12月底前,
// 2024年6月30日前) has date, and neither has a number.
//
// Anything else is words: no comparator, no number, empty unit. Rather no number than a wrong one,
// so these are words too: ratios (1:3), dates without a year (6月底前), more than one number, 约
// and 左右, changes (提高2%以上: 2 % is not the level), and a number behind a text without
// comparator (辅助提升就业率2%: what the 2 % is of, only the text says). A text before a comparator
// is a subject (at most 12 characters, no 每/较/比/增/降 ...) and is passed over. Pure,
// thread-safe, O(n); texts over 200 bytes are words.
[[nodiscard]] Value ParseIndicatorValue(std::string_view text, std::string_view unit_hint = {});

// A date that a spreadsheet wrote as the number of its day, 45291 -> 2023-12-31; nullopt for
// anything but five digits of the years 1990 to 2099. Only the column or the name can tell that it
// is one.
[[nodiscard]] std::optional<std::string> DateOfSerial(std::string_view text);

// The unit in brackets at the end of an indicator's name: 城镇新增就业人数(人) -> 人,
// 补贴人员数量（万人次） -> 万人次. Empty when there is none, or what is there is no unit (必填).
[[nodiscard]] std::string UnitHintFromName(std::string_view name);

}  // namespace gongwen
