// What a character is, told by its code point alone: Han, full width, blank. Chinese is set without
// blanks, so every join of two pieces of text asks this.
#pragma once

#include <cstddef>
#include <string_view>

#include "text/utf8.h"

namespace gongwen {

// The unified ideographs of all planes, the compatibility ideographs, the radicals that some fonts
// of PDF files give for whole characters (U+2F00 ⼀ for 一), 〇 and 々.
[[nodiscard]] constexpr bool IsHan(char32_t c) {
  if (c < 0x2E80) return false;
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x2E80 && c <= 0x2FD5) || c == 0x3005 ||
         c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

// Full-width punctuation and forms, and the quotes ‘ ’ “ ” that Chinese sets full width. Not the
// dashes: "— 1 —" keeps its blanks.
[[nodiscard]] constexpr bool IsFullWidthMark(char32_t c) {
  return (c >= 0x3001 && c <= 0x303F && c != 0x3005 && c != 0x3007) ||
         (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) ||
         (c >= 0x2018 && c <= 0x201F);
}

// Takes a full em and no blank beside it.
[[nodiscard]] constexpr bool IsFullWidth(char32_t c) { return IsHan(c) || IsFullWidthMark(c); }

[[nodiscard]] constexpr bool IsAsciiDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

// White space of any width, and what prints nothing: ASCII blanks, NBSP, U+2000-200F, U+3000,
// soft hyphen, word joiner, BOM. '\n' counts as blank.
[[nodiscard]] constexpr bool IsBlank(char32_t c) {
  if (c <= 0x20) return c == 0x20 || (c >= 0x09 && c <= 0x0D);
  if (c < 0x2000) return c == 0xA0 || c == 0xAD || c == 0x85 || c == 0x1680;
  return c <= 0x200F || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 ||
         c == 0x3000 || c == 0xFEFF;
}

// True when `text` is not empty and holds nothing but blanks.
[[nodiscard]] bool IsBlank(std::string_view text);

[[nodiscard]] bool HasHan(std::string_view text);
// The number of Han characters.
[[nodiscard]] std::size_t CountHan(std::string_view utf8);

// Without the blanks at its ends. The result points into `text`.
[[nodiscard]] std::string_view TrimBlanks(std::string_view text);

}  // namespace gongwen
