#include "normalizers/notice/header_fields.h"

// The header is read from its two fixed points: the document number, whose form is certain, and the
// title, which holds 关于 and closes with a kind of document. What stands before both is the issuer
// mark, the line after them that closes with a colon names the addressees, and the body follows.
// Extractors sometimes join two elements in one paragraph; such lines are parted first, so that
// the rest sees one element a line.

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "normalizers/notice/addressees.h"
#include "normalizers/notice/agency_names.h"
#include "normalizers/notice/title_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/document_number.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxHeaderLines = 40;
constexpr std::size_t kMaxAddresseeLines = 8;  // joint notices to many units
constexpr std::size_t kBodyHan = 20;  // a sentence with 。 and more than this is body text

// The first line that is surely no header, or the limit.
std::size_t HeaderLimit(const std::vector<NoticeLine>& lines) {
  const std::size_t limit = std::min(lines.size(), kMaxHeaderLines);
  for (std::size_t i = 0; i < limit; ++i) {
    const std::string& text = lines[i].text;
    const bool is_sentence = text.find("。") != std::string::npos && CountHan(text) > kBodyHan;
    if (lines[i].is_after_table || is_sentence || IsAttachmentMark(text)) return i;
  }
  return limit;
}

// True when a number after `before` can be the notice's own: no citation leads to it.
bool CanPrecedeOwnNumber(std::string_view before) {
  static const RE2 kCiting("[《》，。；、]|关于|根据|按照|依据|转发|贯彻|遵照|废止");
  return !RE2::PartialMatch(before, kCiting);
}

// The notice's own number in a line; with brackets around it only if nothing else stands there.
std::optional<DocumentNumber> OwnNumberIn(const NoticeLine& line) {
  std::vector<DocumentNumber> found = FindDocumentNumbers(line.text);
  if (found.empty()) return std::nullopt;
  const std::string_view before =
      TrimmedView(std::string_view(line.text).substr(0, found[0].begin));
  const bool is_bracketed = before.ends_with("（") || before.ends_with("(");
  if (is_bracketed && !ParseDocumentNumber(line.text)) return std::nullopt;
  if (!CanPrecedeOwnNumber(before)) return std::nullopt;
  return std::move(found[0]);
}

// Replaces lines[i] by its parts; empty parts are dropped.
void PartLine(std::vector<NoticeLine>& lines, std::size_t i, std::vector<std::string> parts) {
  std::vector<NoticeLine> parted;
  for (std::string& part : parts) {
    static const RE2 kNothing("[\\pP\\pZ\\s]*");
    if (RE2::FullMatch(part, kNothing)) continue;
    parted.push_back(lines[i]);
    parted.back().text = std::move(part);
  }
  if (parted.size() < 2) return;
  const auto at = lines.erase(lines.begin() + std::ptrdiff_t(i));
  lines.insert(at, std::make_move_iterator(parted.begin()), std::make_move_iterator(parted.end()));
}

struct OwnNumber {
  DocumentNumber number{};
  std::size_t line = 0;
};

// Finds the notice's own number and parts its line. Issuer mark before it, title behind it.
std::optional<OwnNumber> TakeOwnNumber(std::vector<NoticeLine>& lines, std::size_t limit) {
  for (std::size_t i = 0; i < std::min(limit + 1, lines.size()); ++i) {
    std::optional<DocumentNumber> number = OwnNumberIn(lines[i]);
    if (!number) continue;
    // The first line of the body may hold the whole head: number, addressees, text.
    const bool heads_body =
        number->begin == 0 && ParseAddressees(std::string_view(lines[i].text).substr(number->end));
    if (i == limit && !heads_body) break;
    const std::string text = lines[i].text;
    PartLine(lines, i, {text.substr(0, number->begin), number->raw, text.substr(number->end)});
    while (i < lines.size() && lines[i].text != number->raw && lines[i].text != text) ++i;
    return OwnNumber{std::move(*number), i};
  }
  return std::nullopt;
}

// Parts a title from the addressees, and the addressees from the body, that stand in one line.
void PartGluedLines(std::vector<NoticeLine>& lines, std::size_t limit) {
  static const RE2 kTitleThenNames(
      "^(.*关于.*?的(?:通知|函|批复|意见|办法|公告))([^》”）)的].*[：:].*)$");
  for (std::size_t i = 0; i < std::min(limit + 1, lines.size()); ++i) {
    std::string title, names;
    if (RE2::FullMatch(lines[i].text, kTitleThenNames, &title, &names) && ParseAddressees(names)) {
      PartLine(lines, i, {title, names});
      continue;
    }
    if (const auto addressees = ParseAddressees(lines[i].text)) {
      const std::string text = lines[i].text;
      PartLine(lines, i, {text.substr(0, addressees->end), text.substr(addressees->end)});
    }
  }
}

std::optional<Repair> RepairOf(const DocumentNumber& number) {
  if (!number.is_damaged) return std::nullopt;
  Repair repair{.field = "document_number",
                .before = number.raw,
                .after = number.canonical,
                .reason =
                    "发文字号缺括号或“号”，按格式补全 / document number lacks a bracket or 号, "
                    "restored by its form",
                .confidence = number.confidence};
  repair.evidence.push_back({.term = "form",
                             .detail = "agency code + 〔year〕 + number + 号, GB/T 9704-2012 7.2.5",
                             .weight = 1.5});
  if (!number.alternative.empty()) {
    repair.evidence.push_back(
        {.term = "alternative",
         .detail = "the first digit may be the bracket: " + number.alternative,
         .weight = -0.8});
  }
  return repair;
}

// The agencies of the issuer mark: everything above number and title but 份号, 密级, 紧急程度,
// 签发人.
std::vector<SourcedText> IssuersOf(const std::vector<NoticeLine>& lines, std::size_t end) {
  static const RE2 kOther(
      "[0-9A-Za-z：:★☆]|^(?:绝密|机密|秘密|特急|加急|平急|特提|急件|内部|签发)");
  std::vector<SourcedText> pieces;
  for (std::size_t i = 0; i < end; ++i) {
    if (RE2::PartialMatch(TightText(lines[i].text), kOther)) continue;
    pieces.push_back({.value = lines[i].text, .from = lines[i].from});
  }
  return AgencyNames(pieces);
}

struct Addressees {
  std::vector<SourcedText> names{};
  std::size_t end = 0;  // line after them
};

// The addressees at or shortly after `begin`; lines that break before the colon are joined.
std::optional<Addressees> FindAddressees(const std::vector<NoticeLine>& lines, std::size_t begin) {
  std::string joined;
  const std::size_t limit = std::min(lines.size(), begin + kMaxAddresseeLines);
  for (std::size_t i = begin; i < limit && !lines[i].is_after_table; ++i) {
    // Only an unfinished list goes on in the next line.
    if (!RE2::PartialMatch(joined, "[、，,]")) joined.clear();
    joined += lines[i].text;
    if (lines[i].text.find("。") != std::string::npos) return std::nullopt;
    std::optional<AddresseeLine> found = ParseAddressees(joined);
    if (!found) continue;
    Addressees result{.end = i + 1};
    for (std::string& name : found->names) {
      result.names.push_back({.value = std::move(name), .from = lines[i].from});
    }
    return result;
  }
  return std::nullopt;
}

}  // namespace

HeaderReading ReadHeader(std::vector<NoticeLine> lines) {
  HeaderReading header{.lines = std::move(lines)};
  HeaderFields& fields = header.fields;
  const std::optional<OwnNumber> own = TakeOwnNumber(header.lines, HeaderLimit(header.lines));
  PartGluedLines(header.lines, HeaderLimit(header.lines));
  const std::size_t limit = HeaderLimit(header.lines);
  std::size_t issuers_end = limit;
  if (own) {
    fields.document_number = {.value = own->number.canonical, .from = header.lines[own->line].from};
    fields.document_number.from.confidence *= own->number.confidence;
    fields.repair = RepairOf(own->number);
    header.body_begin = own->line + 1;
    issuers_end = own->line;
  }
  const std::size_t agencies_from = own ? own->line + 1 : limit;
  const std::span<const NoticeLine> head(header.lines.data(), limit);
  if (std::optional<TitleLines> title = FindTitle(head, agencies_from)) {
    fields.title = std::move(title->title);
    header.body_begin = std::max(header.body_begin, title->end);
    issuers_end = std::min(issuers_end, title->begin);
  }
  if (header.body_begin > 0) fields.issuers = IssuersOf(header.lines, issuers_end);
  auto addressees = FindAddressees(header.lines, header.body_begin);
  // Without number and title, only the usual opening is certain enough.
  const bool is_certain =
      header.body_begin > 0 || (addressees && (addressees->names[0].value.starts_with("各") ||
                                               addressees->names[0].value.starts_with("有关")));
  if (addressees && is_certain) {
    fields.addressees = std::move(addressees->names);
    header.body_begin = addressees->end;
  }
  return header;
}

}  // namespace gongwen
