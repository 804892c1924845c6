// What kind of character stands at the end of a piece of text. Chinese is set without blanks, so
// every join of two pieces asks this.
#pragma once

#include <string_view>

#include "model/han.h"

namespace gongwen {

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

// First and last code point of UTF-8 text; 0 when it is empty, U+FFFD where it is not UTF-8.
[[nodiscard]] char32_t FirstCodePoint(std::string_view text);
[[nodiscard]] char32_t LastCodePoint(std::string_view text);

// Takes the first code point off `text` and returns it; 0 when it is empty.
char32_t TakeCodePoint(std::string_view& text);

// True when `text` is not empty and holds nothing but Unicode white space.
[[nodiscard]] bool IsBlank(std::string_view text);

[[nodiscard]] bool HasHan(std::string_view text);

// Without Unicode white space at its ends.
[[nodiscard]] std::string_view TrimBlanks(std::string_view text);

}  // namespace gongwen
