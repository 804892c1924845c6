#include "normalizers/text/han_text.h"

#include <unicode/unorm2.h>
#include <unicode/utf8.h>
#include <unicode/utypes.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <vector>

namespace gongwen {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Reads the code point at `i` and moves `i` behind it.
char32_t Next(std::string_view text, std::size_t& i) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, i, text.size(), c);
  return static_cast<char32_t>(c);
}

// The end of the run of U+4E00 to U+9FFF, most of the text, that begins at `i`; `i` if none does.
// They are three bytes each and stand for themselves in every form.
std::size_t EndOfIdeographs(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  while (i + 2 < text.size()) {
    const unsigned lead = byte(i), second = byte(i + 1);
    const bool is_ideograph = lead >= 0xE4 && lead <= 0xE9 && (lead > 0xE4 || second >= 0xB8) &&
                              (second & 0xC0) == 0x80 && (byte(i + 2) & 0xC0) == 0x80;
    if (!is_ideograph) break;
    i += 3;
  }
  return i;
}

// Reads the code point before `i` and moves `i` onto it.
char32_t Previous(std::string_view text, std::size_t& i) {
  const std::size_t end = i;
  std::size_t begin = end - 1;
  while (begin > 0 && end - begin < 4 && U8_IS_TRAIL(text[begin])) --begin;
  std::size_t behind = begin;
  const char32_t c = Next(text, behind);
  i = behind == end ? begin : end - 1;
  return behind == end ? c : kReplacement;
}

bool IsWide(char32_t c) { return IsHan(c) || IsWidePunctuation(c); }

struct Fold {
  char32_t from, to;
};

// Sorted by `from`. Full-width ASCII is folded before the lookup, so it is not listed.
constexpr std::array kMatchFolds = std::to_array<Fold>({
    {U'\'', U'"'},  {U'[', U'('},   {U']', U')'},  {U'`', U'"'},  {U'{', U'('},  {U'}', U')'},
    {U'«', U'"'},   {U'»', U'"'},   {U'‐', U'-'},  {U'‑', U'-'},  {U'‒', U'-'},  {U'–', U'-'},
    {U'—', U'-'},   {U'―', U'-'},   {U'‘', U'"'},  {U'’', U'"'},  {U'‚', U'"'},  {U'‛', U'"'},
    {U'“', U'"'},   {U'”', U'"'},   {U'„', U'"'},  {U'‟', U'"'},  {U'•', U'·'},  {U'‧', U'·'},
    {U'′', U'"'},   {U'″', U'"'},   {U'−', U'-'},  {U'∙', U'·'},  {U'∶', U':'},  {U'∼', U'~'},
    {U'≦', U'≤'},   {U'≧', U'≥'},   {U'─', U'-'},  {U'━', U'-'},  {U'⩽', U'≤'},  {U'⩾', U'≥'},
    {U'〈', U'《'}, {U'〉', U'》'}, {U'「', U'"'}, {U'」', U'"'}, {U'『', U'"'}, {U'』', U'"'},
    {U'【', U'('},  {U'】', U')'},  {U'〔', U'('}, {U'〕', U')'}, {U'〖', U'('}, {U'〗', U')'},
    {U'〜', U'~'},  {U'〝', U'"'},  {U'〞', U'"'}, {U'・', U'·'}, {U'︰', U':'}, {U'﹝', U'('},
    {U'﹞', U')'},  {U'﹣', U'-'},  {U'･', U'·'},
});
static_assert(std::ranges::is_sorted(kMatchFolds, {}, &Fold::from));

bool IsCompatibilityHan(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FD5) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x2F800 && c <= 0x2FA1F);
}

// The ideograph that a radical or a compatibility ideograph stands for, by Unicode's own data.
char32_t UnifiedHan(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2* nfkc = unorm2_getNFKCInstance(&status);
  if (U_FAILURE(status)) return c;
  std::array<UChar, 4> units{};
  const std::int32_t length =
      unorm2_getDecomposition(nfkc, static_cast<UChar32>(c), units.data(),
                              static_cast<std::int32_t>(units.size()), &status);
  if (U_FAILURE(status) || length < 1) return c;
  if (length == 1) return units[0];
  return length == 2 && U16_IS_LEAD(units[0])
             ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[0], units[1]))
             : c;
}

char32_t HalfWidth(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c == 0x3000) return U' ';
  if (c == 0xFFE5) return U'¥';
  return c;
}

char32_t MatchForm(char32_t c) {
  c = HalfWidth(c);
  if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
  if (c >= 0x4E00 && c <= 0x9FFF) return c;  // most of the text
  const auto* fold = std::ranges::lower_bound(kMatchFolds, c, {}, &Fold::from);
  if (fold != kMatchFolds.end() && fold->from == c) return fold->to;
  return IsCompatibilityHan(c) ? UnifiedHan(c) : c;
}

}  // namespace

void AppendUtf8(std::string& utf8, char32_t c) {
  if (c < 0x80) {
    utf8.push_back(static_cast<char>(c));
    return;
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  const auto tail = [&](unsigned shift) {
    return static_cast<char>(0x80 | ((c >> shift) & 0x3F));
  };
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

std::u32string CodePoints(std::string_view utf8) {
  std::u32string code_points;
  code_points.reserve(utf8.size() / 2);
  for (std::size_t i = 0; i < utf8.size();) code_points.push_back(Next(utf8, i));
  return code_points;
}

std::string ToUtf8(std::u32string_view code_points) {
  std::string utf8;
  utf8.reserve(code_points.size() * 3);
  for (const char32_t c : code_points) AppendUtf8(utf8, c);
  return utf8;
}

std::size_t CountHan(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < utf8.size();) count += IsHan(Next(utf8, i)) ? 1U : 0U;
  return count;
}

std::string_view TrimmedView(std::string_view utf8) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < utf8.size() && IsBlank(Next(utf8, i));) begin = i;
  std::size_t end = utf8.size();
  for (std::size_t i = end; i > begin && IsBlank(Previous(utf8, i));) end = i;
  return utf8.substr(begin, end - begin);
}

std::string RemoveBlanksBetweenHan(std::string_view utf8) {
  const std::string_view text = TrimmedView(utf8);
  std::string kept;
  kept.reserve(text.size());
  char32_t before = 0;
  bool in_blank = false, has_line_end = false;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = Next(text, i);
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

std::string FoldWidth(std::string_view utf8, RoundBrackets brackets) {
  std::string folded;
  folded.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    if (static_cast<unsigned char>(utf8[i]) < 0x80) {
      folded.push_back(utf8[i++]);
      continue;
    }
    if (const std::size_t end = EndOfIdeographs(utf8, i); end > i) {
      folded.append(utf8, i, end - i);
      i = end;
      continue;
    }
    const char32_t c = Next(utf8, i);
    const bool is_kept = brackets == RoundBrackets::kKeep && (c == U'（' || c == U'）');
    AppendUtf8(folded, is_kept ? c : HalfWidth(c));
  }
  return folded;
}

std::string NormalizeForMatch(std::string_view utf8) {
  std::string form;
  form.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    if (const std::size_t end = EndOfIdeographs(utf8, i); end > i) {
      form.append(utf8, i, end - i);
      i = end;
      continue;
    }
    const char32_t c = Next(utf8, i);
    if (!IsBlank(c)) AppendUtf8(form, MatchForm(c));
  }
  return form;
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
