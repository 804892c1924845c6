// Tested by tests/normalizers/footnote_mark_test.cc.
#include "normalizers/value/footnote_mark.h"

#include <re2/re2.h>

namespace gongwen {

std::string_view WithoutFootnoteMarks(std::string_view utf8) {
  static const RE2 kMarked(
      R"(((?s).*?[^\s　])[\s　]*(?:⁽?[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾?|[\x{2460}-\x{2473}\x{2776}-\x{277F}*＊※†‡]|)"
      R"([\[［〔][0-9０-９]{1,2}[\]］〕]|[（(]注[0-9０-９]{0,2}[）)])+[\s　]*)");
  // Most texts end otherwise, as their last byte tells.
  static constexpr std::string_view kLastBytes = "*])";
  if (utf8.empty()) return utf8;
  const char last = utf8.back();
  const bool is_narrow = static_cast<unsigned char>(last) < 0x80;
  if (is_narrow && kLastBytes.find(last) == std::string_view::npos && last != ' ' && last != '\n') {
    return utf8;
  }
  re2::StringPiece rest;
  if (!RE2::FullMatch(re2::StringPiece(utf8.data(), utf8.size()), kMarked, &rest)) return utf8;
  return {rest.data(), rest.size()};
}

bool IsPowerOfTen(std::string_view utf8) {
  static const RE2 kPower("(?:^|[^0-9.,])10[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[^0-9]|$)");
  return RE2::PartialMatch(re2::StringPiece(utf8.data(), utf8.size()), kPower);
}

}  // namespace gongwen
