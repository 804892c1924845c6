// Values are short and regular, and an engine's slips break the regularity: a sign after a digit,
// two decimal points, a percent sign twice, a number of 0012. Each break costs; what is left whole
// is no proof, only the better of two readings.
//
// Tested by tests/extractors/value_shape_test.cc.
#include "extractors/ocr/value_shape.h"

#include <re2/re2.h>

#include <string>

#include "text/han.h"
#include "text/match_form.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

constexpr std::size_t kLongest = 26;  // characters of a value

// Folded: full-width forms to ASCII, ≥ ≦ and their like to < and >, dashes to -.
std::string Folded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char32_t c = HalfWidth(TakeCodePoint(text));
    if (c == U' ') continue;
    if (c == U'≥' || c == U'≧') {
      out += '>';
    } else if (c == U'≤' || c == U'≦') {
      out += '<';
    } else if (c == U'—' || c == U'–' || c == U'−') {
      out += '-';
    } else {
      AppendUtf8(out, c);
    }
  }
  return out;
}

bool Has(const std::string& text, const RE2& pattern) { return RE2::PartialMatch(text, pattern); }

}  // namespace

bool MayBeValue(std::string_view text) {
  const std::string folded = Folded(text);
  std::size_t length = 0;
  for (std::string_view rest = folded; !rest.empty(); ++length) TakeCodePoint(rest);
  if (length == 0 || length > kLongest) return false;
  static const RE2 kSigns("[0-9<>=%±~+\\-℃㎡①-⑩]");
  return Has(folded, kSigns) || (length <= 2 && !HasHan(folded));
}

bool IsMostlyNumber(std::string_view text) {
  const std::string folded = Folded(text);
  constexpr std::string_view kMarks = "0123456789<>=±%‰.,-~/";
  int all = 0, of_numbers = 0;
  for (std::string_view rest = folded; !rest.empty();) {
    const std::string_view before = rest;
    TakeCodePoint(rest);
    const std::string_view c = before.substr(0, before.size() - rest.size());
    ++all;
    of_numbers += kMarks.find(c) != std::string_view::npos ? 1 : 0;
  }
  return all > 0 && 2 * of_numbers >= all;
}

double ValueShape(std::string_view text) {
  const std::string folded = Folded(text);
  static const RE2 kDigit("[0-9]"), kLoneSign("[<>=±]($|[^0-9.(ⅠⅡⅢⅣⅤ一二三四五六七八九十])");
  if (!Has(folded, kDigit)) return Has(folded, kLoneSign) ? 0.1 : 0.5;
  struct Break {
    RE2 pattern;
    double cost;
  };
  static const Break kBreaks[] = {
      {RE2("[0-9][<>=±]"), 0.4},                                  // a sign behind its number
      {RE2("[<>=±][<>±]"), 0.4},                                  // two signs
      {RE2("[<>=±]($|[^0-9.(ⅠⅡⅢⅣⅤ一二三四五六七八九十])"), 0.4},  // a sign of nothing
      {RE2("[%‰][%‰0-9]"), 0.4},                                  // 98%% 98%0
      {RE2("[0-9]\\.[0-9]+\\.[0-9]+[^0-9.]"), 0.2},               // two points; 2023.1.5 is a date
      {RE2("\\.\\.|,,|\\.,|,\\."), 0.4},
      {RE2("(^|[^0-9.,])[.,][0-9]"), 0.3},          // .5
      {RE2("[0-9],[0-9]{1,2}([^0-9]|$)"), 0.25},    // 1,23
      {RE2("(^|[^0-9.,:/年月第\\-])0[0-9]"), 0.3},  // 012
      {RE2("[0-9][.,]($|[^0-9])"), 0.25},           // 98.
      {RE2("〓"), 0.5},
      {RE2("[\"'|_`{}\\\\;!?]"), 0.25},
      {RE2("[A-Za-z][0-9]|[0-9][A-Zb-fh-jln-su-z]"), 0.15},  // 9B; 5kg and 3m are units
      {RE2("^[^0-9<>=±(\\[\\-+约不大小达每第至年人当次前月①-⑩￥¥〔【附共累提下增减降比]"), 0.1},
  };
  double shape = 1;
  for (const Break& b : kBreaks) {
    if (Has(folded, b.pattern)) shape -= b.cost;
  }
  return shape < 0 ? 0 : shape;
}

}  // namespace gongwen
