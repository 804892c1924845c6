#include "extractors/markup/code_points.h"

#include <unicode/utf8.h>

#include <array>
#include <cstdint>

namespace gongwen {

void AppendCodePoint(std::string& utf8, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  utf8.append(bytes.begin(), bytes.begin() + length);
}

}  // namespace gongwen
