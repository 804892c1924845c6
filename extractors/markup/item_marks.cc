#include "extractors/markup/item_marks.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/han.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::u32string_view kHanDigits = U"〇零一二三四五六七八九十百";
constexpr std::u32string_view kOpenBrackets = U"(（";
constexpr std::u32string_view kCloseBrackets = U")）";
constexpr std::u32string_view kNumberEnds = U"、.．)）";
constexpr std::u32string_view kClausesOfLaw = U"条章节部款";
constexpr std::u32string_view kOpenEnds = U"，、,（(《〈「“‘";
constexpr std::u32string_view kDashes = U"-—–―－─·";
constexpr int kMaxNumberLength = 4;

constexpr std::array kLabels = {"附件"sv,   "附表"sv, "附："sv,   "附:"sv,   "抄送"sv,
                                "抄报"sv,   "主送"sv, "注："sv,   "注:"sv,   "备注"sv,
                                "联系人"sv, "印发"sv, "单位："sv, "单位:"sv, "目标"sv};
constexpr std::array kTitleEnds = {"通知"sv, "办法"sv, "方案"sv, "意见"sv, "报告"sv, "批复"sv,
                                   "公告"sv, "通告"sv, "决定"sv, "规定"sv, "细则"sv, "表"sv,
                                   "函"sv,   "说明"sv, "通报"sv, "纪要"sv};

bool IsOneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

char32_t Digit(char32_t c) { return c >= U'０' && c <= U'９' ? c - (U'０' - U'0') : c; }

bool IsDigit(char32_t c) { return IsAsciiDigit(Digit(c)); }

// Takes the longest run of characters that fulfil `is_member`, returns its length.
template <class Predicate>
int TakeRun(std::string_view& text, Predicate is_member) {
  int length = 0;
  while (!text.empty() && is_member(FirstCodePoint(text))) {
    TakeCodePoint(text);
    ++length;
  }
  return length;
}

bool IsNumberLength(int length) { return length > 0 && length <= kMaxNumberLength; }

// （一） and (1): a number in brackets.
bool OpensWithBracketedNumber(std::string_view line) {
  if (!IsOneOf(TakeCodePoint(line), kOpenBrackets)) return false;
  const int length = TakeRun(line, [](char32_t c) { return IsDigit(c) || IsOneOf(c, kHanDigits); });
  return IsNumberLength(length) && IsOneOf(FirstCodePoint(line), kCloseBrackets);
}

// 一、 1. 1） but not "3.5": a number with its mark and no digit behind.
bool OpensWithNumber(std::string_view line) {
  const bool is_han = IsOneOf(FirstCodePoint(line), kHanDigits);
  const int length =
      TakeRun(line, [&](char32_t c) { return is_han ? IsOneOf(c, kHanDigits) : IsDigit(c); });
  if (!IsNumberLength(length) || !IsOneOf(TakeCodePoint(line), kNumberEnds)) return false;
  return !IsDigit(FirstCodePoint(line));
}

// 第三条, 第二部分.
bool OpensClause(std::string_view line) {
  if (TakeCodePoint(line) != U'第') return false;
  const int length = TakeRun(line, [](char32_t c) { return IsDigit(c) || IsOneOf(c, kHanDigits); });
  return IsNumberLength(length) && IsOneOf(FirstCodePoint(line), kClausesOfLaw);
}

bool IsCircledNumber(char32_t c) {
  return (c >= 0x2460 && c <= 0x2487) || (c >= 0x2776 && c <= 0x2793);
}

bool IsPlaceInDate(char32_t c) {
  return IsDigit(c) || IsOneOf(c, kHanDigits) || IsOneOf(c, U"年月日元 　○Ｏ");
}

// Takes blanks, a number and blanks; false when there is no number.
bool TakeNumber(std::string_view& text) {
  text = TrimBlanks(text);
  const int length = TakeRun(text, IsDigit);
  text = TrimBlanks(text);
  return IsNumberLength(length);
}

// 第2页, with or without 共8页 and a comma or slash between them.
bool IsNumberedPage(std::string_view line) {
  if (!line.starts_with("第")) return false;
  line.remove_prefix("第"sv.size());
  if (!TakeNumber(line) || TakeCodePoint(line) != U'页') return false;
  TakeRun(line, [](char32_t c) { return IsOneOf(c, U" 　,，/、"); });
  if (line.empty()) return true;
  return TakeCodePoint(line) == U'共' && TakeNumber(line) && line == "页";
}

}  // namespace

bool OpensItem(std::string_view line) {
  line = TrimBlanks(line);
  return OpensWithNumber(line) || OpensWithBracketedNumber(line) || OpensClause(line) ||
         IsCircledNumber(FirstCodePoint(line)) ||
         std::ranges::any_of(kLabels, [&](auto label) { return line.starts_with(label); });
}

bool IsDateLine(std::string_view line) {
  line = TrimBlanks(line);
  if (line.ends_with("印发")) line = TrimBlanks(line.substr(0, line.size() - "印发"sv.size()));
  const bool is_complete = line.find("年") != std::string_view::npos &&
                           line.find("月") != std::string_view::npos && line.ends_with("日");
  TakeRun(line, IsPlaceInDate);
  return is_complete && line.empty();
}

bool IsMarkedPageNumber(std::string_view line) {
  line = TrimBlanks(line);
  if (IsNumberedPage(line)) return true;
  const bool has_dash = TakeRun(line, [](char32_t c) { return IsOneOf(c, kDashes); }) > 0;
  if (!TakeNumber(line)) return false;
  if (has_dash) {
    return TakeRun(line, [](char32_t c) { return IsOneOf(c, kDashes); }) > 0 && line.empty();
  }
  return TakeCodePoint(line) == U'/' && TakeNumber(line) && line.empty();
}

bool EndsOpen(std::string_view line) { return IsOneOf(LastCodePoint(TrimBlanks(line)), kOpenEnds); }

bool EndsAsTitle(std::string_view line) {
  line = TrimBlanks(line);
  return std::ranges::any_of(kTitleEnds, [&](auto end) { return line.ends_with(end); });
}

}  // namespace gongwen
