// Chinese text as the documents hold it: widths, blanks, code points, likeness.
//
// Pure functions on UTF-8; thread-safe; no allocation beyond the result. Ill-formed UTF-8 reads as
// U+FFFD, one for each maximal ill-formed part, and never fails. They are called on every cell, so
// each is one pass, O(n), with a fast path for plain ASCII.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/han.h"

namespace gongwen {

// White space of any width, and what prints nothing: ASCII blanks, NBSP, U+2000-200D, U+3000,
// soft hyphen, word joiner, BOM. '\n' counts as blank.
[[nodiscard]] constexpr bool IsBlank(char32_t c) {
  if (c <= 0x20) return c == 0x20 || (c >= 0x09 && c <= 0x0D);
  if (c < 0x2000) return c == 0xA0 || c == 0xAD || c == 0x85 || c == 0x1680;
  return c <= 0x200F || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

// CJK punctuation and full-width forms: 、。「」〔〕（），：…. A blank beside one means nothing.
[[nodiscard]] constexpr bool IsWidePunctuation(char32_t c) {
  return (c >= 0x3001 && c <= 0x303F && c != 0x3005 && c != 0x3007) ||
         (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) ||
         (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) ||
         (c >= 0xFE30 && c <= 0xFE4F);
}

[[nodiscard]] std::u32string CodePoints(std::string_view utf8);
[[nodiscard]] std::string ToUtf8(std::u32string_view code_points);
// Appends one code point; surrogates and values over U+10FFFF append U+FFFD.
void AppendUtf8(std::string& utf8, char32_t c);

// The number of Han characters.
[[nodiscard]] std::size_t CountHan(std::string_view utf8);

// The view without blanks (IsBlank) at both ends. The result points into `utf8`.
[[nodiscard]] std::string_view TrimmedView(std::string_view utf8);

// Drops blanks that stand between two wide characters (Han or CJK punctuation), trims both ends,
// and makes one ASCII blank of every other run of blanks: "资 金 　名称 GDP  10" -> "资金名称 GDP
// 10". A run that holds a '\n' becomes one '\n': line ends mark paragraphs and stay.
[[nodiscard]] std::string RemoveBlanksBetweenHan(std::string_view utf8);

// Full-width ASCII to half width (１２，％ -> 12,%) and U+3000 to a blank. With kKeep the round
// brackets （） stay full width, as GB/T 9704 prints them.
enum class RoundBrackets { kFold, kKeep };
[[nodiscard]] std::string FoldWidth(std::string_view utf8,
                                    RoundBrackets brackets = RoundBrackets::kFold);

// The form in which labels and names are compared, not shown: widths folded, all blanks dropped,
// Latin in lower case; quotation marks of all kinds -> ", dashes -> -, brackets ([〔【﹝{ -> (,
// book marks 〈 -> 《, tildes -> ~, middle dots -> ·, ≧≦ -> ≥≤, radicals and compatibility
// ideographs -> the ideographs that they look like.
[[nodiscard]] std::string NormalizeForMatch(std::string_view utf8);

// The least number of insertions, deletions and replacements that turn `a` into `b`, or
// limit + 1 when it is more than `limit`.  O(min(|a|,|b|) x limit) time.
[[nodiscard]] std::size_t EditDistance(std::u32string_view a, std::u32string_view b,
                                       std::size_t limit);

}  // namespace gongwen
