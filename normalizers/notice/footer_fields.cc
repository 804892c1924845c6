#include "normalizers/notice/footer_fields.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/notice/agency_names.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxSignerLines = 6;
constexpr std::size_t kMaxCopyLines = 4;
constexpr std::size_t kMaxFooterHan = 60;  // a longer line with a date and 印发 is running text

// A line that closes with a date of printing: what stands before it, and the date.
struct PrintLine {
  std::string before{};
  std::string iso{};
  double confidence = 1.0;
};

std::optional<PrintLine> ParsePrintLine(std::string_view line) {
  // OCR loses the second character of 印发 more often than the first.
  static const RE2 kPrinted("^[\\pZ\\s]*印[\\pZ\\s]*[发制]?[\\pP\\pZ\\s]*$");
  const std::vector<FoundDate> dates = FindDates(line);
  if (dates.empty()) return std::nullopt;
  const FoundDate& date = dates.back();
  if (!RE2::FullMatch(line.substr(date.end), kPrinted)) return std::nullopt;
  return PrintLine{.before = std::string(TrimmedView(line.substr(0, date.begin))), .iso = date.iso};
}

bool IsCopyLine(std::string_view line) {
  static const RE2 kCopy("^抄[送报][:：]");
  return RE2::PartialMatch(TightText(line), kCopy);
}

bool IsAgencyLine(const NoticeLine& line) { return IsAgencyName(TightText(line.text)); }

constexpr double kCutDate = 0.7;  // the day may have lost a digit too

// 2023年10月22 alone: the cell was too narrow for 日.
std::optional<PrintLine> ParseCutDate(std::string_view line) {
  static const RE2 kCut("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}");
  const std::string tight = TightText(line);
  if (!RE2::FullMatch(tight, kCut)) return std::nullopt;
  const std::optional<std::string> iso = ParseDate(tight + "日");
  return iso ? std::optional(PrintLine{.iso = *iso, .confidence = kCutDate}) : std::nullopt;
}

// A line that is a date, perhaps behind the signers: what stands before the date.
std::optional<PrintLine> ParseSignedDate(std::string_view line) {
  static const RE2 kNote("^[\\pZ\\s]*(?:[（(].{1,30}[）)])?[\\pZ\\s。]*$");
  const std::vector<FoundDate> dates = FindDates(line);
  if (dates.empty()) return ParseCutDate(line);
  if (dates.size() != 1 || !RE2::FullMatch(line.substr(dates[0].end), kNote)) {
    return std::nullopt;
  }
  return PrintLine{.before = std::string(TrimmedView(line.substr(0, dates[0].begin))),
                   .iso = dates[0].iso};
}

struct Signature {
  std::vector<SourcedText> signers{};
  SourcedText date{};
  std::vector<std::size_t> used{};
};

// The signature that closes with the date in line `at`, if there is one.
std::optional<Signature> SignatureAt(std::span<const NoticeLine> lines, std::size_t body_begin,
                                     std::size_t at) {
  const std::optional<PrintLine> parsed = ParseSignedDate(lines[at].text);
  if (!parsed) return std::nullopt;
  static const RE2 kLabel("^成文日期[:：]?$");
  std::vector<SourcedText> pieces;
  if (!parsed->before.empty() && !RE2::FullMatch(TightText(parsed->before), kLabel)) {
    pieces.push_back({.value = parsed->before, .from = lines[at].from});
    if (AgencyNames(pieces).empty() || CountHan(parsed->before) > kMaxFooterHan ||
        RE2::PartialMatch(parsed->before, "[，。；：]")) {
      return std::nullopt;
    }
  }
  Signature found{.date = {.value = parsed->iso, .from = lines[at].from}, .used = {at}};
  found.date.from.confidence *= parsed->confidence;
  for (std::size_t n = 0, i = at; n < kMaxSignerLines && i > body_begin; ++n) {
    const NoticeLine& line = lines[--i];
    const std::vector<SourcedText> piece{{.value = line.text, .from = line.from}};
    const bool is_running = RE2::PartialMatch(line.text, "[，。；：:、《0-9]");
    if (is_running || AgencyNames(piece).empty()) break;
    pieces.insert(pieces.begin(), piece.begin(), piece.end());
    found.used.insert(found.used.begin(), i);
  }
  found.signers = AgencyNames(pieces);
  return found;
}

// The signature stands before attachments, tables and footer; after them only with its signers.
std::optional<Signature> FindSignature(std::span<const NoticeLine> lines, std::size_t body_begin) {
  std::optional<Signature> bare;
  bool is_main = true;
  for (std::size_t i = body_begin; i < lines.size(); ++i) {
    if (IsCopyLine(lines[i].text) || ParsePrintLine(lines[i].text)) break;
    is_main = is_main && !lines[i].is_after_table && !IsAttachmentMark(lines[i].text);
    std::optional<Signature> found = SignatureAt(lines, body_begin, i);
    if (found && !found->signers.empty()) return found;
    if (found && is_main) bare = std::move(found);
  }
  return bare;
}

// The first line with a printing date. A later one would be that of an attached notice.
std::optional<std::size_t> FindPrintLine(std::span<const NoticeLine> lines, std::size_t from) {
  for (std::size_t i = from; i < lines.size(); ++i) {
    if (CountHan(lines[i].text) <= kMaxFooterHan + 200 && ParsePrintLine(lines[i].text)) return i;
  }
  return std::nullopt;
}

// Parts "存档（二）。某州财政局" or "存档（二）  某州财政局" into the copies and the office.
std::string TakeOffice(std::string& copies) {
  static const RE2 kOffice("^(.*)(?:。|[ \\t\\x{3000}\\x{A0}])([^。\\s\\x{3000}]+)$");
  std::string rest, office;
  if (!RE2::FullMatch(copies, kOffice, &rest, &office) || !IsAgencyName(office)) return {};
  copies = rest;
  return office;
}

std::string WithoutFullStop(std::string text) {
  text = TightText(text);
  while (text.ends_with("。")) text.erase(text.size() - std::string_view("。").size());
  return text;
}

// The office and the date, in one line or in two.
void ReadPrinting(std::span<const NoticeLine> lines, std::size_t at, std::size_t from,
                  FooterFields& footer) {
  const PrintLine print = *ParsePrintLine(lines[at].text);
  footer.print_date = {.value = print.iso, .from = lines[at].from};
  footer.used.push_back(at);
  if (!print.before.empty() && !IsCopyLine(print.before)) {
    footer.printing_office = {.value = TightText(print.before), .from = lines[at].from};
  } else if (print.before.empty() && at > from && IsAgencyLine(lines[at - 1])) {
    footer.printing_office = {.value = TightText(lines[at - 1].text), .from = lines[at - 1].from};
    footer.used.push_back(at - 1);
  }
}

// The copies from line `at` on, until the printing office, its date or another element.
void ReadCopies(std::span<const NoticeLine> lines, std::size_t at, FooterFields& footer) {
  footer.copy_to.from = lines[at].from;
  std::string text;
  for (std::size_t i = at; i < lines.size() && i < at + kMaxCopyLines; ++i) {
    const std::optional<PrintLine> print = ParsePrintLine(lines[i].text);
    const bool is_used = std::ranges::find(footer.used, i) != footer.used.end();
    const bool is_other =
        IsAttachmentMark(lines[i].text) || lines[i].is_after_table != lines[at].is_after_table;
    if (i > at && (print || is_used || is_other || text.ends_with("。"))) break;
    text += (text.empty() ? "" : " ") + (print ? print->before : lines[i].text);
    if (!is_used) footer.used.push_back(i);
    if (!print) continue;
    const std::string office = TakeOffice(text);
    if (!office.empty()) footer.printing_office = {.value = office, .from = lines[i].from};
    break;
  }
  static const RE2 kCopy("^抄[送报][:：]");
  text = WithoutFullStop(text);
  RE2::Replace(&text, kCopy, "");
  footer.copy_to.value = text;
}

}  // namespace

FooterFields ReadFooter(std::span<const NoticeLine> lines, std::size_t body_begin) {
  FooterFields footer;
  if (std::optional<Signature> signature = FindSignature(lines, body_begin)) {
    footer.signers = std::move(signature->signers);
    footer.issue_date = std::move(signature->date);
    footer.used = std::move(signature->used);
  }
  if (const auto at = FindPrintLine(lines, body_begin)) {
    ReadPrinting(lines, *at, body_begin, footer);
  }
  for (std::size_t i = body_begin; i < lines.size(); ++i) {
    if (!IsCopyLine(lines[i].text)) continue;
    ReadCopies(lines, i, footer);
    break;
  }
  std::ranges::sort(footer.used);
  return footer;
}

}  // namespace gongwen
