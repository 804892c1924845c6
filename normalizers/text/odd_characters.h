// Characters that make no word with their neighbours, as one misread leaves them: 吉量指标 for
// 质量指标 is 吉 | 量 | 指标.
#pragma once

#include <cstddef>
#include <string_view>

namespace gongwen {

// How many Han characters of the text are words of their own, as ICU's dictionary parts it. Some
// are in any text (的, 和, 新建 | 点): compare two texts, one alone says little. Thread-safe; about
// 50 microseconds a text.
[[nodiscard]] std::size_t CountOddCharacters(std::u32string_view text);

// Whether `text` is `right` with one character misread, lost or doubled: they differ so, and what
// differs makes no word in `text` where it does in `right`.
[[nodiscard]] bool IsMisreadOnce(std::u32string_view text, std::u32string_view right);

}  // namespace gongwen
