// ASCII letters and tags inside UTF-8, without the C locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace gongwen {

[[nodiscard]] constexpr char AsciiLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] constexpr bool IsAsciiLetter(char c) {
  return AsciiLower(c) >= 'a' && AsciiLower(c) <= 'z';
}
[[nodiscard]] constexpr bool IsAsciiBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// True when `text` begins with `lower_prefix` (lower case), whatever the case in `text`.
[[nodiscard]] constexpr bool StartsWithNoCase(std::string_view text,
                                              std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char a, char b) { return a == AsciiLower(b); });
}

// True when `text` begins with a tag of this name: "<table" and then a blank, '/' or '>'.
// `lower_open` is "<table" or "</table".
[[nodiscard]] constexpr bool StartsWithTag(std::string_view text, std::string_view lower_open) {
  if (!StartsWithNoCase(text, lower_open) || text.size() == lower_open.size()) return false;
  const char after = text[lower_open.size()];
  return after == '>' || after == '/' || IsAsciiBlank(after);
}

// Without ASCII blanks at both ends.
[[nodiscard]] constexpr std::string_view TrimAscii(std::string_view text) {
  while (!text.empty() && IsAsciiBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsAsciiBlank(text.back())) text.remove_suffix(1);
  return text;
}

// The line that begins at `at`, without its '\n'.
[[nodiscard]] constexpr std::string_view LineAt(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

}  // namespace gongwen
