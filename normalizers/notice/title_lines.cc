#include "normalizers/notice/title_lines.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "normalizers/notice/agency_names.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"
#include "normalizers/value/document_number.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxTitleLines = 6;
constexpr std::size_t kMaxTitleHan = 150;

// A line that cannot belong to a title.
bool IsForeign(const std::string& tight) {
  // □是√否: boxes of a form.
  static const RE2 kForeign("[。；]|[：:]$|^(?:附件|抄送|签发人)|[□☐☑☒■√✓✔]\\s*[是否有无]");
  return CountHan(tight) > kMaxTitleHan || RE2::PartialMatch(tight, kForeign) ||
         ParseDocumentNumber(tight) || ParseDate(tight) || IsAttachmentMark(tight);
}

bool IsAgencyLine(const NoticeLine& line) {
  const std::vector<SourcedText> piece{{.value = line.text, .from = line.from}};
  return line.text.find("文件") == std::string::npos && !AgencyNames(piece).empty();
}

// Takes the lines of a title that starts at `begin` and holds 关于.
TitleLines JoinTitle(std::span<const NoticeLine> lines, std::size_t begin) {
  TitleLines found{.title = {.value = "", .from = lines[begin].from}, .begin = begin};
  bool has_topic = false;
  for (std::size_t i = begin; i < lines.size() && i < begin + kMaxTitleLines; ++i) {
    const std::string tight = TightText(lines[i].text);
    const bool is_closed = has_topic && EndsWithDocumentKind(found.title.value) &&
                           !HasOpenBracket(found.title.value) && !tight.starts_with("的");
    if (i > begin && (is_closed || IsForeign(tight))) break;
    found.title.value = TightText(found.title.value + " " + lines[i].text);
    has_topic = has_topic || found.title.value.find("关于") != std::string::npos;
    found.title.from.confidence = std::min(found.title.from.confidence, lines[i].from.confidence);
    if (lines[i].from.page_no == found.title.from.page_no) {
      found.title.from.box = Union(found.title.from.box, lines[i].from.box);
    }
    found.end = i + 1;
  }
  return found;
}

}  // namespace

bool EndsWithDocumentKind(std::string_view text) {
  static const RE2 kKind(
      "(?:通知|函|批复|意见|办法|公告|决定|通告|请示|报告|规定|细则|方案|纪要|命令|令|通报|决议|"
      "公报|"
      "议案|规划|计划|要点)(?:[（(][^（()）]{1,20}[）)])?$");
  return RE2::PartialMatch(text, kKind);
}

std::optional<TitleLines> FindTitle(std::span<const NoticeLine> lines, std::size_t agencies_from) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string tight = TightText(lines[i].text);
    if (tight.find("关于") == std::string::npos || IsForeign(tight)) continue;
    std::size_t begin = i;
    while (begin > agencies_from && IsAgencyLine(lines[begin - 1])) --begin;
    // Something else between the number and the agencies: then they are a masthead, not a title.
    return JoinTitle(lines, begin == agencies_from ? begin : i);
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string tight = TightText(lines[i].text);
    if (EndsWithDocumentKind(tight) && !IsForeign(tight) && CountHan(tight) > 4) {
      return TitleLines{{.value = tight, .from = lines[i].from}, i, i + 1};
    }
  }
  // A budget or an account has no 关于: 2024年甲县一般公共预算收支表.
  static const RE2 kOfYear(
      "^.{0,24}(?:19|20)[0-9]{2}年.*(?:预算|决算|收支|收入|支出|资金|执行).*(?:表|情况|草案|说明|"
      "公开|册)$");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string tight = TightText(lines[i].text);
    if (RE2::PartialMatch(tight, kOfYear) && !IsForeign(tight)) {
      return TitleLines{{.value = tight, .from = lines[i].from}, i, i + 1};
    }
  }
  return std::nullopt;
}

}  // namespace gongwen
