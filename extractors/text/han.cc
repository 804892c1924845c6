#include "extractors/text/han.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace gongwen {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::size_t kLongestCodePoint = 4;

struct Decoded {
  char32_t code_point = 0;
  std::size_t length = 0;
};

char32_t ValidOrReplacement(UChar32 c) { return c < 0 ? kReplacement : static_cast<char32_t>(c); }

// ICU's macros convert and cast in ways that our warnings forbid.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wold-style-cast"

// U8_NEXT wants signed lengths; a window of one code point keeps them small.
Decoded DecodeFirst(std::string_view text) {
  if (text.empty()) return {};
  const auto length = static_cast<std::int32_t>(std::min(text.size(), kLongestCodePoint));
  std::int32_t at = 0;
  UChar32 c = 0;
  U8_NEXT(text.data(), at, length, c);
  return {ValidOrReplacement(c), static_cast<std::size_t>(at)};
}

Decoded DecodeLast(std::string_view text) {
  if (text.empty()) return {};
  const auto length = static_cast<std::int32_t>(std::min(text.size(), kLongestCodePoint));
  const std::string_view tail = text.substr(text.size() - static_cast<std::size_t>(length));
  std::int32_t at = length;
  UChar32 c = 0;
  U8_PREV(tail.data(), 0, at, c);
  return {ValidOrReplacement(c), static_cast<std::size_t>(length - at)};
}

#pragma GCC diagnostic pop

bool IsSpace(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

}  // namespace

char32_t FirstCodePoint(std::string_view text) { return DecodeFirst(text).code_point; }

char32_t LastCodePoint(std::string_view text) { return DecodeLast(text).code_point; }

char32_t TakeCodePoint(std::string_view& text) {
  const Decoded first = DecodeFirst(text);
  text.remove_prefix(first.length);
  return first.code_point;
}

bool IsBlank(std::string_view text) { return !text.empty() && TrimBlanks(text).empty(); }

bool HasHan(std::string_view text) {
  while (!text.empty()) {
    if (IsHan(TakeCodePoint(text))) return true;
  }
  return false;
}

std::string_view TrimBlanks(std::string_view text) {
  while (!text.empty()) {
    const Decoded first = DecodeFirst(text);
    if (!IsSpace(first.code_point)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    const Decoded last = DecodeLast(text);
    if (!IsSpace(last.code_point)) break;
    text.remove_suffix(last.length);
  }
  return text;
}

}  // namespace gongwen
