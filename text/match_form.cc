// Tested by tests/normalizers/han_text_test.cc.
#include "text/match_form.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/han.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

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
    {U'〜', U'~'},  {U'〝', U'"'},  {U'〞', U'"'}, {U'・', U'·'}, {U'･', U'·'},
});
static_assert(std::ranges::is_sorted(kMatchFolds, {}, &Fold::from));

}  // namespace

char32_t HalfWidth(char32_t c) {
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c == 0x3000) return U' ';
  if (c == 0xFFE5) return U'¥';
  return c;
}

char32_t MatchForm(char32_t c) {
  c = HalfWidth(ReadableCharacter(c));
  if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
  if (c >= 0x4E00 && c <= 0x9FFF) return c;  // most of the text
  const auto* fold = std::ranges::lower_bound(kMatchFolds, c, {}, &Fold::from);
  if (fold != kMatchFolds.end() && fold->from == c) return fold->to;
  return c;
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
    const char32_t c = NextCodePoint(utf8, i);
    const bool is_kept = brackets == RoundBrackets::kKeep && (c == U'（' || c == U'）');
    AppendUtf8(folded, is_kept ? c : HalfWidth(c));
  }
  return folded;
}

std::string NormalizeForMatch(std::string_view utf8) {
  std::string readable;
  if (!IsReadable(utf8)) utf8 = readable = ReadableText(utf8);
  std::string form;
  form.reserve(utf8.size());
  for (std::size_t i = 0; i < utf8.size();) {
    if (const std::size_t end = EndOfIdeographs(utf8, i); end > i) {
      form.append(utf8, i, end - i);
      i = end;
      continue;
    }
    const char32_t c = NextCodePoint(utf8, i);
    if (!IsBlank(c)) AppendUtf8(form, MatchForm(c));
  }
  return form;
}

}  // namespace gongwen
