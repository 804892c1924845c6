// Tested by tests/text/utf8_test.cc.
#include "text/utf8.h"

namespace gongwen {
namespace {

unsigned ByteAt(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool IsTrail(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

}  // namespace

// The second byte's bounds keep overlong forms, surrogates and values over U+10FFFF out (Unicode,
// table 3-7); where a byte does not fit, the part before it is ill-formed and the byte begins anew.
char32_t DecodeAt(std::string_view utf8, std::size_t& at) {
  const unsigned lead = ByteAt(utf8, at++);
  if (lead < 0x80) return lead;
  if (lead < 0xC2 || lead > 0xF4) return kIllFormed;
  const int trails = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  char32_t c = lead & (0x3FU >> trails);
  for (int i = 0; i < trails; ++i) {
    if (at >= utf8.size() || ByteAt(utf8, at) < low || ByteAt(utf8, at) > high) return kIllFormed;
    c = (c << 6U) | (ByteAt(utf8, at++) & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return c;
}

char32_t NextCodePoint(std::string_view utf8, std::size_t& at) {
  const char32_t c = DecodeAt(utf8, at);
  return c == kIllFormed ? kReplacement : c;
}

char32_t PreviousCodePoint(std::string_view utf8, std::size_t& at) {
  const std::size_t end = at;
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && IsTrail(ByteAt(utf8, begin))) --begin;
  std::size_t behind = begin;
  const char32_t c = NextCodePoint(utf8.substr(0, end), behind);
  at = behind == end ? begin : end - 1;
  return behind == end ? c : kReplacement;
}

char32_t TakeCodePoint(std::string_view& text) {
  if (text.empty()) return 0;
  std::size_t length = 0;
  const char32_t c = NextCodePoint(text, length);
  text.remove_prefix(length);
  return c;
}

char32_t FirstCodePoint(std::string_view text) { return TakeCodePoint(text); }

char32_t LastCodePoint(std::string_view text) {
  std::size_t at = text.size();
  return text.empty() ? 0 : PreviousCodePoint(text, at);
}

std::u32string CodePoints(std::string_view utf8) {
  std::u32string code_points;
  code_points.reserve(utf8.size() / 2);
  for (std::size_t i = 0; i < utf8.size();) code_points.push_back(NextCodePoint(utf8, i));
  return code_points;
}

std::size_t CountCodePoints(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size(); ++count) DecodeAt(utf8, i);
  return count;
}

std::string ToUtf8(std::u32string_view code_points) {
  std::string utf8;
  utf8.reserve(code_points.size() * 3);
  for (const char32_t c : code_points) AppendUtf8(utf8, c);
  return utf8;
}

void AppendUtf8(std::string& utf8, char32_t c) {
  if (c < 0x80) {
    utf8.push_back(static_cast<char>(c));
    return;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
  if (c < 0x800) {
    const char bytes[] = {static_cast<char>(0xC0 | (c >> 6)), tail(0)};
    utf8.append(bytes, sizeof bytes);
  } else if (c < 0x10000) {
    const char bytes[] = {static_cast<char>(0xE0 | (c >> 12)), tail(6), tail(0)};
    utf8.append(bytes, sizeof bytes);
  } else {
    const char bytes[] = {static_cast<char>(0xF0 | (c >> 18)), tail(12), tail(6), tail(0)};
    utf8.append(bytes, sizeof bytes);
  }
}

}  // namespace gongwen
