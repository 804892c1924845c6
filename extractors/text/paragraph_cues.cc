#include "extractors/text/paragraph_cues.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxCodePoints = 48;  // no cue looks farther
constexpr std::u32string_view kHanDigits = U"一二三四五六七八九十百〇零";
constexpr std::u32string_view kDashes = U"-—–―－~～·•.";
constexpr std::u32string_view kItemStops = U".．、)）";
constexpr std::u32string_view kBullets = U"●•·◆◇■□★☆※▪○▶➢";
constexpr std::u32string_view kOpeners = U"（《“‘〔【〈「『(";
constexpr std::u32string_view kClosers = U"，。、；：！？）》”’〕】〉」』,.;:!?)";
constexpr std::u32string_view kQuotes = U"）》”’〕】〉」』)\"";
constexpr std::u32string_view kSentenceEnds = U"。！？；：!?;:.…";
constexpr std::array<std::string_view, 13> kAgencyEnds = {
    "局",     "厅",     "委",   "部",   "署",   "政府",  "办公室",
    "委员会", "管委会", "中心", "银行", "法院", "检察院"};
constexpr std::array<std::string_view, 4> kTitleStarts = {"关于", "转发", "印发", "批转"};

bool IsIn(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// The first characters, without white space.
std::u32string Head(std::string_view text) {
  std::u32string head;
  while (!text.empty() && head.size() < kMaxCodePoints) {
    text = TrimBlanks(text);
    if (text.empty()) break;
    head += TakeCodePoint(text);
  }
  return head;
}

std::size_t CountWhile(std::u32string_view text, auto&& accepts) {
  std::size_t n = 0;
  while (n < text.size() && accepts(text[n])) ++n;
  return n;
}

std::size_t CountDigits(std::u32string_view text) {
  return CountWhile(text, [](char32_t c) { return IsAsciiDigit(c); });
}

std::size_t CountHanDigits(std::u32string_view text) {
  return CountWhile(text, [](char32_t c) { return IsIn(c, kHanDigits); });
}

// 1. 12、 3) but not 3.5
std::size_t ArabicMark(std::u32string_view text) {
  const std::size_t n = CountDigits(text);
  if (n == 0 || n > 2 || n >= text.size() || !IsIn(text[n], kItemStops)) return 0;
  const bool is_decimal = n + 1 < text.size() && IsAsciiDigit(text[n + 1]) &&
                          IsIn(text[n], U".．") && CountDigits(text.substr(n + 1)) < 4;
  return is_decimal ? 0 : n + 1;
}

// 一、 十二、 第三条
std::size_t HanMark(std::u32string_view text) {
  const std::size_t skip = text.starts_with(U"第") ? 1 : 0;
  const std::size_t n = CountHanDigits(text.substr(skip));
  if (n == 0 || skip + n >= text.size()) return 0;
  const char32_t stop = text[skip + n];
  return IsIn(stop, skip == 0 ? U"、．." : U"条章节款") ? skip + n + 1 : 0;
}

// （一） (1)
std::size_t BracketMark(std::u32string_view text) {
  if (text.empty() || !IsIn(text[0], U"（(")) return 0;
  const std::u32string_view inner = text.substr(1);
  const std::size_t n = std::max(CountHanDigits(inner), CountDigits(inner));
  if (n == 0 || n > 3 || n >= inner.size() || !IsIn(inner[n], U"）)")) return 0;
  return n + 2;
}

std::size_t BulletMark(std::u32string_view text) {
  const bool is_bullet =
      !text.empty() && (IsIn(text[0], kBullets) || (text[0] >= U'①' && text[0] <= U'⑳'));
  return is_bullet ? 1 : 0;
}

std::size_t ItemMark(std::u32string_view text) {
  return std::max({ArabicMark(text), HanMark(text), BracketMark(text), BulletMark(text)});
}

// 附件 附件1 附件1： 附件： 附：
std::size_t AttachmentMark(std::u32string_view text) {
  if (text.starts_with(U"附：") || text.starts_with(U"附:")) return 2;
  if (!text.starts_with(U"附件")) return 0;
  std::size_t n = 2 + CountDigits(text.substr(2));
  if (n < text.size() && IsIn(text[n], U"：:")) return n + 1;
  return n == 2 && n < text.size() ? 0 : n;  // 附件所列 is running text
}

double WidthEm(char32_t c) { return c < 0x80 ? 0.5 : 1.0; }

double WidthEm(std::u32string_view text) {
  double width = 0;
  for (const char32_t c : text) width += WidthEm(c);
  return width;
}

}  // namespace

bool IsPageNumber(std::string_view text) {
  constexpr std::size_t kLongest = 16;
  const std::u32string head = Head(text);
  if (head.empty() || head.size() > kLongest) return false;
  const auto digits = static_cast<std::size_t>(std::ranges::count_if(head, IsAsciiDigit));
  // Of — 2 — an engine may make 一2一.
  const bool has_dash = head.size() <= 7 && (head.front() == U'一' || head.back() == U'一');
  const bool is_pure = std::ranges::all_of(head, [&](char32_t c) {
    return IsAsciiDigit(c) || IsIn(c, kDashes) || IsIn(c, U"第页共/，,") ||
           (has_dash && c == U'一');
  });
  const bool has_number = digits > 0 && digits <= 8 && head.find(U'，') == std::u32string::npos;
  return is_pure && has_number && (digits <= 4 || head.find_first_of(U"页/") != head.npos) &&
         head.find(U',') == std::u32string::npos;
}

bool StartsItem(std::string_view text) {
  const std::u32string head = Head(text);
  return ItemMark(head) > 0 || StartsElement(text);
}

bool StartsElement(std::string_view text) {
  const std::u32string head = Head(text);
  return AttachmentMark(head) > 0 || head.starts_with(U"抄送：") || head.starts_with(U"抄送:") ||
         head.starts_with(U"主送：") || head.starts_with(U"抄报：");
}

double MarkWidthEm(std::string_view text) {
  const std::u32string head = Head(text);
  const std::size_t attachment = AttachmentMark(head);
  const std::u32string_view rest = std::u32string_view(head).substr(attachment);
  return WidthEm(std::u32string_view(head).substr(0, attachment + ItemMark(rest)));
}

double FirstUnitEm(std::string_view text) {
  const std::u32string head = Head(text.substr(0, text.find(' ')));
  if (head.empty()) return 0;
  std::size_t n = CountWhile(head, [](char32_t c) { return IsIn(c, kOpeners); });
  const std::size_t word =
      CountWhile(std::u32string_view(head).substr(n), [](char32_t c) { return c < 0x80; });
  n = std::min(head.size(), n + std::max<std::size_t>(word, 1));
  n +=
      CountWhile(std::u32string_view(head).substr(n), [](char32_t c) { return IsIn(c, kClosers); });
  return WidthEm(std::u32string_view(head).substr(0, n));
}

double TextWidthEm(std::string_view text) {
  double width = 0;
  while (!text.empty()) width += WidthEm(TakeCodePoint(text));
  return width;
}

bool EndsSentence(std::string_view text) {
  while (!text.empty()) {
    const std::string_view trimmed = TrimBlanks(text);
    const char32_t last = LastCodePoint(trimmed);
    if (IsIn(last, kSentenceEnds)) return true;
    if (!IsIn(last, kQuotes)) return false;
    const std::size_t length = last < 0x80 ? 1 : 3;  // every closing mark is ASCII or in the BMP
    text = trimmed.substr(0, trimmed.size() - length);
  }
  return false;
}

bool IsAgency(std::string_view text) {
  text = TrimBlanks(text);
  if (text.find("关于") != std::string_view::npos) return false;
  return std::ranges::any_of(kAgencyEnds,
                             [&](std::string_view end) { return text.ends_with(end); });
}

bool StartsTitle(std::string_view text) {
  text = TrimBlanks(text);
  return std::ranges::any_of(kTitleStarts,
                             [&](std::string_view start) { return text.starts_with(start); });
}

bool IsNumberOrDate(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  const std::u32string head = Head(text);
  if (head.empty() || head.size() > kLongest) return false;
  if (head.back() == U'号') return head.find_first_of(U"〔[﹝【（(") != std::u32string::npos;
  const bool starts_with_year = IsAsciiDigit(head.front()) || IsIn(head.front(), kHanDigits);
  return starts_with_year && head.back() == U'日' && head.find(U'年') != std::u32string::npos &&
         head.find(U'月') != std::u32string::npos;
}

}  // namespace gongwen
