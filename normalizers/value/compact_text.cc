#include "normalizers/value/compact_text.h"

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::u32string_view kOpenBrackets = U"〔【﹝［〖[";
constexpr std::u32string_view kCloseBrackets = U"〕】﹞］〗]";
constexpr std::u32string_view kDashes = U"-－‐‑‒–—―─━−﹣";

char32_t Folded(char32_t c) {
  if (kOpenBrackets.find(c) != std::u32string_view::npos) return U'〔';
  if (kCloseBrackets.find(c) != std::u32string_view::npos) return U'〕';
  if (kDashes.find(c) != std::u32string_view::npos) return U'-';
  return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

}  // namespace

CompactText Compact(std::string_view utf8) {
  CompactText compact;
  compact.text.reserve(utf8.size());
  compact.begins.reserve(utf8.size());
  compact.ends.reserve(utf8.size());
  int blanks = 0;
  bool is_wide_gap = false;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t begin = i;
    const char32_t c = NextCodePoint(utf8, i);
    if (IsBlank(c)) {
      is_wide_gap = is_wide_gap || c == U'\n' || c == 0x3000 || ++blanks > 1;
    } else {
      if (is_wide_gap) compact.gaps.push_back(compact.text.size());
      AppendUtf8(compact.text, Folded(c));
      compact.begins.resize(compact.text.size(), begin);
      compact.ends.resize(compact.text.size(), i);
      blanks = 0;
      is_wide_gap = false;
    }
  }
  return compact;
}

std::string TightText(std::string_view utf8) {
  const std::u32string text = CodePoints(TrimmedView(utf8));
  const auto is_wide = [](char32_t c) { return IsHan(c) || IsWidePunctuation(c); };
  std::string tight;
  tight.reserve(utf8.size());
  char32_t last = 0;
  bool has_gap = false;
  for (const char32_t c : text) {
    if (IsBlank(c)) {
      has_gap = true;
      continue;
    }
    if (has_gap && !is_wide(last) && !is_wide(c)) tight += ' ';
    AppendUtf8(tight, c);
    last = c;
    has_gap = false;
  }
  return tight;
}

}  // namespace gongwen
