// Han characters, told apart by code point alone. Every folder that joins or compares text asks
// this.
#pragma once

namespace gongwen {

// The unified ideographs of all planes, the compatibility ideographs, the radicals that some fonts
// of PDF files give for whole characters (U+2F00 ⼀ for 一), 〇 and 々.
[[nodiscard]] constexpr bool IsHan(char32_t c) {
  if (c < 0x2E80) return false;
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x2E80 && c <= 0x2FD5) || c == 0x3005 ||
         c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

}  // namespace gongwen
