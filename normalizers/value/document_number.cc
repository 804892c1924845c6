#include "normalizers/value/document_number.h"

// How a number is found in running text.
//
// The part that cannot be mistaken is in the middle: a year between brackets, then digits, then
// 号. So the search begins there ("kernel"), and agency_code.h walks to the left from it.
//
// Damage. A lost bracket is put back when the rest is strong enough to stand alone:
//   open  close  号     taken as
//   yes   yes    yes    whole
//   yes   yes    no     damaged, if the bracket is not round: （2023）5 is an enumeration
//   yes   no     any    damaged: 〔2025122, 〔2021126号, 〔2023J22号
//   no    yes    yes    damaged: 川财行2020〕189号
//   letter letter yes   damaged: C2023J22号
//   no    no     yes    damaged, behind a code that only numbers have: 苏财社202427号
// A year in Han (〔二〇二三〕) needs both brackets, a number in Han (四十五号) the 号.
// A closing bracket read as the digit 1 cannot be told from a lost one before 1xx: both readings
// are given. Tested by document_number_test.cc.

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <utility>

#include "normalizers/text/han_text.h"
#include "normalizers/value/agency_code.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/number_text.h"

namespace gongwen {
namespace {

// The parts of one kernel, as ranges of the compact text.
struct Kernel {
  std::size_t begin = 0, end = 0;  // from the opening bracket to 号
  std::string_view open, year, year_word, close, number, sign;
};

bool IsAnyOf(std::string_view s, std::initializer_list<std::string_view> all) {
  return std::ranges::find(all, s) != all.end();
}
bool IsOpen(std::string_view s) {
  return IsAnyOf(s, {"〔", "(", "〈", "《", "「", "『", "{", "<"});
}
bool IsClose(std::string_view s) {
  return IsAnyOf(s, {"〕", ")", "〉", "》", "」", "』", "}", ">"});
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool HasLetters(std::string_view year) {
  return year.find_first_of("OoIl") != std::string_view::npos;
}

// 二〇二三 -> 2023, 2O23 -> 2023, 四十五 -> 45, 四五 -> 45; digits stay. Empty when it is neither.
std::string Digits(std::string_view text) {
  const bool has_letters = HasLetters(text);
  if (!text.empty() && IsDigit(text.front()) && !has_letters) return std::string(text);
  std::string_view rest = text;
  if (std::string number = TakeHanNumber(rest); !number.empty() && rest.empty()) return number;
  std::string digits;
  for (const char32_t c : CodePoints(text)) {
    constexpr std::u32string_view kDigits = U"〇一二三四五六七八九", kNoughts = U"○零Oo0";
    if (has_letters && (IsAsciiDigit(c) || c == U'I' || c == U'l')) {
      digits += IsAsciiDigit(c) ? static_cast<char>(c) : '1';
      continue;
    }
    const std::size_t digit = kNoughts.find(c) != std::u32string_view::npos ? 0 : kDigits.find(c);
    if (digit == std::u32string_view::npos) return {};
    digits += static_cast<char>('0' + digit);
  }
  return digits;
}

// The next kernel at or after `from`.
std::optional<Kernel> NextKernel(std::string_view text, std::size_t from) {
  static const RE2 kKernel(
      "([〔(〈《「『{<]|[1lI|CcfrtLE]?)((?:19[4-9]|20[0-9])[0-9]|2[0Oo][0-9OoIl]{2}|[一二]["
      "一二三四五六七八九〇○零O0]{"
      "3})"
      "(年?)([〕)〉》」』}>]|[lI|JjTt!]?)"
      "第?([0-9]{1,5}(?:-[0-9]{1,3})?|[一二三四五六七八九十百千〇○零]{1,8})(号?)");
  std::array<re2::StringPiece, 7> part;
  const re2::StringPiece all(text.data(), text.size());
  if (!kKernel.Match(all, from, text.size(), RE2::UNANCHORED, part.data(), part.size())) {
    return std::nullopt;
  }
  const auto view = [](const re2::StringPiece& p) { return std::string_view(p.data(), p.size()); };
  const auto begin = static_cast<std::size_t>(part[0].data() - text.data());
  return Kernel{.begin = begin,
                .end = begin + part[0].size(),
                .open = view(part[1]),
                .year = view(part[2]),
                .year_word = view(part[3]),
                .close = view(part[4]),
                .number = view(part[5]),
                .sign = view(part[6])};
}

constexpr double kBareConfidence = 0.5;  // both brackets lost: where the year ends is a guess

// Nothing of one bracket at least is left, and at most a letter of the other.
bool IsBare(const Kernel& k) {
  return !IsOpen(k.open) && !IsClose(k.close) && (k.open.empty() || k.close.empty());
}

// 财政部公告2021年第7号: the announcements of an agency are counted by the year, without brackets.
bool IsAnnouncement(const Kernel& k, std::string_view code) {
  const bool is_counted = k.open.empty() && k.close.empty() && !k.year_word.empty();
  const bool is_normal = IsOpen(k.open) && IsClose(k.close);
  return !k.sign.empty() && (is_counted || is_normal) && !code.empty();
}

// The agency and 公告 before a kernel; empty where there is none.
std::string_view AnnouncementCode(std::string_view before) {
  static const RE2 kCode(
      "(?:^|根据|按照|依据|依照|执行|现将|发布|见|[^\\p{Han}])(\\p{Han}{1,16}?(?:部|委|局|厅|署|行|"
      "会|院|"
      "政府)(?:公告|通告))$");
  constexpr std::size_t kWindow = 90;
  std::size_t from = before.size() > kWindow ? before.size() - kWindow : 0;
  while (from < before.size() && (static_cast<unsigned char>(before[from]) & 0xC0) == 0x80) ++from;
  re2::StringPiece code;
  const re2::StringPiece window(before.data() + from, before.size() - from);
  if (!RE2::PartialMatch(window, kCode, &code)) return {};
  return {code.data(), code.size()};
}

constexpr double kLetterConfidence = 0.6;  // 〔2O23〕: letters read in the year

struct Verdict {
  bool is_number = false;
  bool is_damaged = false;
  double confidence = 1.0;
};

// The table of the essay. `has_list_sign` = the 号 stands behind a list that follows.
Verdict Judge(const Kernel& k, bool has_list_sign) {
  const bool open = IsOpen(k.open), close = IsClose(k.close);
  const bool sign = !k.sign.empty() || has_list_sign;
  if (!IsDigit(k.year[0]) && !(open && close)) return {};
  if (!IsDigit(k.number[0]) && k.sign.empty()) return {};
  if (HasLetters(k.year)) return {open && close && sign, true, kLetterConfidence};
  if (open && close) {
    if (sign) return {true, false, 1.0};
    return {k.open == "〔" || k.close == "〕", true, 0.85};
  }
  if (!k.year_word.empty()) return {};
  if (IsBare(k)) return {!k.sign.empty(), true, kBareConfidence};
  if (open) return {k.open == "〔" || sign, true, k.close.empty() ? 0.75 : 0.85};
  if (close) return {sign, true, 0.85};
  return {sign && !k.open.empty() && !k.close.empty() && !IsDigit(k.open[0]), true, 0.6};
}

DocumentNumber Compose(std::string_view code, std::string_view year, std::string_view number) {
  DocumentNumber result;
  for (const char32_t c : CodePoints(code)) {
    AppendUtf8(result.agency_code, c == U'〔' ? U'(' : c == U'〕' ? U')' : c);
  }
  const std::string year_digits = Digits(year);
  std::from_chars(year_digits.data(), year_digits.data() + year_digits.size(), result.year);
  result.number = Digits(number);
  result.canonical.append(result.agency_code).append("〔").append(year_digits).append("〕");
  result.canonical.append(result.number).append("号");
  return result;
}

void SetRange(DocumentNumber& number, std::string_view text, const CompactText& compact,
              std::size_t begin, std::size_t end) {
  number.begin = compact.OriginBegin(begin);
  number.end = compact.OriginEnd(end);
  number.raw = text.substr(number.begin, number.end - number.begin);
}

// The further numbers of a list, each a range of the compact text: 、36号、63号.
std::vector<std::pair<std::size_t, std::size_t>> ListedNumbers(std::string_view text,
                                                               std::size_t from) {
  // 号 may stand after each number or once after the last.
  static const RE2 kList(
      "^(?:(?:[、,和及]|以及)第?[0-9]{1,5}(?:-[0-9]{1,3})?号?)*"
      "(?:[、,和及]|以及)第?[0-9]{1,5}(?:-[0-9]{1,3})?号");
  static const RE2 kItem("([0-9]{1,5}(?:-[0-9]{1,3})?)号?");
  std::vector<std::pair<std::size_t, std::size_t>> items;
  re2::StringPiece rest(text.data() + from, text.size() - from);
  re2::StringPiece list;
  if (!kList.Match(rest, 0, rest.size(), RE2::ANCHOR_START, &list, 1)) return items;
  re2::StringPiece item;
  while (RE2::FindAndConsume(&list, kItem, &item)) {
    const auto begin = static_cast<std::size_t>(item.data() - text.data());
    items.emplace_back(begin, begin + item.size());
  }
  return items;
}

bool IsListSeparator(std::string_view between) {
  return between == "、" || between == "," || between == "和" || between == "及" ||
         between == "以及";
}

// The reading in which the lost closing bracket was taken for the first digit of the number.
std::string Alternative(const DocumentNumber& n, const Kernel& k) {
  if (!k.close.empty() || IsClose(k.close) || k.number.size() < 2) return {};
  if (k.number[0] != '1' && k.number[0] != '7') return {};
  return Compose(n.agency_code, k.year, k.number.substr(1)).canonical;
}

// What only document numbers have before their year: 财 of the finance offices, or an ending.
bool IsNumberCode(std::string_view code) {
  static const RE2 kCode("财\\p{Han}|[发函字]$");
  return RE2::PartialMatch(code, kCode);
}

bool IsYear(int year) { return year >= 1940 && year < 2100; }

// State of one search from left to right.
struct Search {
  std::string_view text;
  const CompactText& compact;
  std::vector<DocumentNumber> found{};
  std::size_t last_end = 0;  // in the compact text, of the last number found

  // The code of a kernel: before it, or, in a list of years, that of the number before.
  [[nodiscard]] std::optional<AgencyCode> CodeOf(const Kernel& k, std::string& code) const {
    const std::string_view all = compact.text;
    if (!found.empty() && last_end <= k.begin &&
        IsListSeparator(all.substr(last_end, k.begin - last_end))) {
      code = found.back().agency_code;
      return AgencyCode{.begin = k.begin};
    }
    const std::optional<AgencyCode> before = FindAgencyCode(compact, k.begin);
    if (before) code = all.substr(before->begin, k.begin - before->begin);
    return before;
  }

  // Takes the kernel if it is a number. False when it is none.
  bool Take(const Kernel& k) {
    const std::string_view all = compact.text;
    const auto listed = ListedNumbers(all, k.end);
    const std::string_view announcement = AnnouncementCode(all.substr(0, k.begin));
    const bool is_announcement = IsAnnouncement(k, announcement);
    const Verdict verdict = is_announcement ? Verdict{true} : Judge(k, !listed.empty());
    const bool is_cut = k.sign.empty() && k.end < all.size() && IsDigit(all[k.end]);
    std::string code;
    if (!verdict.is_number || is_cut) return false;
    std::optional<AgencyCode> agency;
    if (is_announcement) {
      code = announcement;
      agency = AgencyCode{.begin = static_cast<std::size_t>(announcement.data() - all.data())};
    } else {
      agency = CodeOf(k, code);
    }
    if (!agency) return false;
    if (!is_announcement && IsBare(k) && !IsNumberCode(code)) return false;
    DocumentNumber number = Compose(code, k.year, k.number);
    if (number.number.empty() || !IsYear(number.year)) return false;
    number.is_damaged = verdict.is_damaged;
    number.alternative = verdict.is_damaged ? Alternative(number, k) : "";
    number.confidence =
        verdict.confidence * agency->confidence * (number.alternative.empty() ? 1.0 : 0.8);
    SetRange(number, text, compact, agency->begin, k.end);
    found.push_back(number);
    last_end = k.end;
    for (const auto& [begin, end] : listed) {
      DocumentNumber next = Compose(code, k.year, all.substr(begin, end - begin));
      const bool has_sign = all.substr(end).starts_with("号");
      next.confidence = agency->confidence;
      last_end = end + (has_sign ? std::string_view("号").size() : 0);
      SetRange(next, text, compact, begin, last_end);
      found.push_back(std::move(next));
    }
    return true;
  }
};

}  // namespace

std::vector<DocumentNumber> FindDocumentNumbers(std::string_view text) {
  const CompactText compact = Compact(text);
  Search search{.text = text, .compact = compact};
  std::size_t from = 0;
  while (const std::optional<Kernel> kernel = NextKernel(compact.text, from)) {
    from = search.Take(*kernel) ? search.last_end : kernel->begin + kernel->open.size() + 1;
  }
  return std::move(search.found);
}

std::optional<DocumentNumber> ParseDocumentNumber(std::string_view text) {
  std::vector<DocumentNumber> found = FindDocumentNumbers(text);
  if (found.size() != 1) return std::nullopt;
  const std::string around =
      std::string(text.substr(0, found[0].begin)) + std::string(text.substr(found[0].end));
  static const RE2 kPunctuation("[\\pP\\pZ\\s]*");
  if (!RE2::FullMatch(around, kPunctuation)) return std::nullopt;
  return std::move(found[0]);
}

}  // namespace gongwen
