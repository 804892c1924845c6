// UTF-8 to code points and back: the one place that does either.
//
// Ill-formed text never fails: each maximal ill-formed part counts as one character.
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gongwen {

inline constexpr char32_t kReplacement = 0xFFFD;  // what ill-formed parts read as
inline constexpr char32_t kIllFormed = 0xFFFFFFFF;

// The code point at `at` < size, and `at` moves behind it; kIllFormed where there is none.
char32_t DecodeAt(std::string_view utf8, std::size_t& at);

// As DecodeAt, with kReplacement for kIllFormed.
char32_t NextCodePoint(std::string_view utf8, std::size_t& at);

// The code point that ends at `at` > 0, and `at` moves onto it.
char32_t PreviousCodePoint(std::string_view utf8, std::size_t& at);

// Takes the first code point off `text` and returns it; 0 when it is empty.
char32_t TakeCodePoint(std::string_view& text);

// First and last code point; 0 when `text` is empty.
[[nodiscard]] char32_t FirstCodePoint(std::string_view text);
[[nodiscard]] char32_t LastCodePoint(std::string_view text);

[[nodiscard]] std::u32string CodePoints(std::string_view utf8);
[[nodiscard]] std::size_t CountCodePoints(std::string_view utf8);
[[nodiscard]] std::string ToUtf8(std::u32string_view code_points);

// Appends one code point; surrogates and values over U+10FFFF append U+FFFD.
void AppendUtf8(std::string& utf8, char32_t c);

}  // namespace gongwen
