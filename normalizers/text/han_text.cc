#include "normalizers/text/han_text.h"

#include <algorithm>
#include <vector>

namespace gongwen {
namespace {

bool IsWide(char32_t c) { return IsHan(c) || IsWidePunctuation(c); }

}  // namespace

std::string RemoveBlanksBetweenHan(std::string_view utf8) {
  const std::string_view text = TrimBlanks(utf8);
  std::string kept;
  kept.reserve(text.size());
  char32_t before = 0;
  bool in_blank = false, has_line_end = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = NextCodePoint(text, i);
    if (IsBlank(c)) {
      in_blank = true;
      has_line_end = has_line_end || c == U'\n';
      continue;
    }
    if (has_line_end) {
      kept.push_back('\n');
    } else if (in_blank && !(IsWide(before) && IsWide(c))) {
      kept.push_back(' ');
    }
    in_blank = has_line_end = false;
    kept.append(text.substr(begin, i - begin));
    before = c;
  }
  return kept;
}

// Ukkonen's band: a path of at most `limit` edits never leaves the diagonals -limit..limit, so
// only those slots of each row are computed.
std::size_t EditDistance(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  if (a.size() > b.size()) std::swap(a, b);
  const auto same_begin = std::ranges::mismatch(a, b).in1 - a.begin();
  a.remove_prefix(static_cast<std::size_t>(same_begin));
  b.remove_prefix(static_cast<std::size_t>(same_begin));
  limit = std::min(limit, b.size());
  const std::size_t beyond = limit + 1;
  if (b.size() - a.size() > limit) return beyond;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t j = 0; j <= a.size(); ++j) row[j] = std::min(j, beyond);
  for (std::size_t i = 1; i <= b.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 1;
    const std::size_t last = std::min(a.size(), i + limit);
    std::size_t diagonal = row[first - 1];
    row[first - 1] = first == 1 ? std::min(i, beyond) : beyond;
    std::size_t best = row[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      const std::size_t above = j < i + limit ? row[j] : beyond;
      const std::size_t replaced = diagonal + (a[j - 1] == b[i - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, above + 1, row[j - 1] + 1, beyond});
      best = std::min(best, row[j]);
    }
    if (best > limit) return beyond;
  }
  return row[a.size()];
}

}  // namespace gongwen
