// Chinese text as the documents hold it: widths, blanks, code points, likeness.
//
// Pure functions on UTF-8; thread-safe; no allocation beyond the result. Ill-formed UTF-8 reads as
// U+FFFD, one for each maximal ill-formed part, and never fails. They are called on every cell, so
// each is one pass, O(n), with a fast path for plain ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/han.h"
#include "text/match_form.h"
#include "text/utf8.h"

namespace gongwen {

// CJK punctuation and full-width forms: 、。「」〔〕（），：…. A blank beside one means nothing.
[[nodiscard]] constexpr bool IsWidePunctuation(char32_t c) {
  return (c >= 0x3001 && c <= 0x303F && c != 0x3005 && c != 0x3007) ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) ||
         (c >= 0xFE30 && c <= 0xFE4F);
}

// The view without blanks (IsBlank) at both ends. The result points into `utf8`.
[[nodiscard]] inline std::string_view TrimmedView(std::string_view utf8) {
  return TrimBlanks(utf8);
}

// Drops blanks that stand between two wide characters (Han or CJK punctuation), trims both ends,
// and makes one ASCII blank of every other run of blanks: "资 金 　名称 GDP  10" -> "资金名称 GDP
// 10". A run that holds a '\n' becomes one '\n': line ends mark paragraphs and stay.
[[nodiscard]] std::string RemoveBlanksBetweenHan(std::string_view utf8);

// The least number of insertions, deletions and replacements that turn `a` into `b`, or
// limit + 1 when it is more than `limit`.  O(min(|a|,|b|) x limit) time.
[[nodiscard]] std::size_t EditDistance(std::u32string_view a, std::u32string_view b,
                                       std::size_t limit);

}  // namespace gongwen
