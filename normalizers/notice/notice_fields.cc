#include "normalizers/notice/notice_fields.h"

#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "normalizers/notice/agency_names.h"
#include "normalizers/notice/attachment_note.h"
#include "normalizers/notice/citations.h"
#include "normalizers/notice/footer_fields.h"
#include "normalizers/notice/further_fields.h"
#include "normalizers/notice/header_fields.h"
#include "normalizers/notice/notice_lines.h"
#include "normalizers/notice/portal_card.h"

namespace gongwen {
namespace {

// The agencies, from the surest place that names them: issuer mark, signature, the title's front.
std::vector<SourcedText> IssuingAgencies(HeaderFields& header, FooterFields& footer) {
  if (!header.issuers.empty()) return std::move(header.issuers);
  if (!footer.signers.empty()) return std::move(footer.signers);
  const std::size_t topic = header.title.value.find("关于");
  if (topic == std::string::npos || topic == 0) return {};
  const std::vector<SourcedText> front{
      {.value = header.title.value.substr(0, topic), .from = header.title.from}};
  return AgencyNames(front);
}

// What the letter does not say, from the description of the web site around it.
void FillFrom(PortalFields portal, HeaderFields& header, FooterFields& footer) {
  const auto fill = [](SourcedText& field, SourcedText& said) {
    if (field.value.empty()) field = std::move(said);
  };
  fill(header.document_number, portal.document_number);
  fill(header.title, portal.title);
  fill(footer.issue_date, portal.issue_date);
  const std::vector<SourcedText> issuers{std::move(portal.issuer)};
  if (header.issuers.empty() && footer.signers.empty()) footer.signers = AgencyNames(issuers);
}

// A line that ends within a document number.
bool GoesOnInNumber(std::string_view line) {
  static const RE2 kCut(
      "[〔\\[［【﹝](?:[0-9]{1,4}[〕\\]］】﹞]?[0-9]{0,3})?$|[（(][^（()）〔]{2,12}$");
  return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kCut);
}

// Title and body: the lines that may cite. Footer lines and the header's own lines may not.
std::vector<NoticeLine> CitingLines(const HeaderReading& header, const FooterFields& footer) {
  std::vector<NoticeLine> lines;
  if (!header.fields.title.value.empty()) {
    lines.push_back({.text = header.fields.title.value, .from = header.fields.title.from});
  }
  for (std::size_t i = header.body_begin; i < header.lines.size(); ++i) {
    if (std::ranges::binary_search(footer.used, i)) continue;
    // （甲财资环〔2018〕 and 9号） on the next line: one number.
    if (!lines.empty() && i > header.body_begin && GoesOnInNumber(lines.back().text)) {
      lines.back().text += header.lines[i].text;
    } else {
      lines.push_back(header.lines[i]);
    }
  }
  return lines;
}

}  // namespace

Notice ExtractNoticeFields(const Reading& reading) {
  HeaderReading header = ReadHeader(NoticeLines(reading));
  FooterFields footer = ReadFooter(header.lines, header.body_begin);
  FillFrom(ReadPortal(reading).fields, header.fields, footer);
  Notice notice;
  notice.attachments = ReadAttachmentNote(header.lines, header.body_begin).names;
  CitationReading citations =
      ReadCitations(CitingLines(header, footer), header.fields.document_number.value);
  notice.cites = std::move(citations.cites);
  if (header.fields.repair) notice.repairs.push_back(std::move(*header.fields.repair));
  std::ranges::move(citations.repairs, std::back_inserter(notice.repairs));
  notice.issuing_agencies = IssuingAgencies(header.fields, footer);
  notice.document_number = std::move(header.fields.document_number);
  notice.title = std::move(header.fields.title);
  notice.addressees = std::move(header.fields.addressees);
  notice.issue_date = std::move(footer.issue_date);
  notice.print_date = std::move(footer.print_date);
  notice.printing_office = std::move(footer.printing_office);
  notice.copy_to = std::move(footer.copy_to);
  notice.further = ReadFurtherFields(notice, header.lines, header.body_begin);
  return notice;
}

}  // namespace gongwen
