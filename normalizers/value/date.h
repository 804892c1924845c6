// Dates as notices print them: 成文日期 (GB/T 9704-2012, 7.3.5.4) in Arabic numerals, older notices
// and seals in Chinese ones.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

struct FoundDate {
  std::string iso{};               // "2023-07-03"
  std::size_t begin = 0, end = 0;  // byte range in the text that was searched
  bool operator==(const FoundDate&) const = default;
};

// Finds every whole date, from left to right: 2023年7月3日, 二〇二三年七月三日 (zero as 〇 ○ O o 0
// 零), mixtures of both, 2023.7.3, 2023-07-03, 2023/7/3; blanks anywhere inside. Dates that no
// calendar has (2023年2月30日) and years outside 1949-2100 are left out.  O(n).
[[nodiscard]] std::vector<FoundDate> FindDates(std::string_view text);

// The date if `text` is one and nothing else, blanks aside.
[[nodiscard]] std::optional<std::string> ParseDate(std::string_view text);

// The first year that the text names: 2023年度, 2023年, 二〇二三年, （2023年度） -> 2023.
[[nodiscard]] std::optional<int> FindYear(std::string_view text);

}  // namespace gongwen
