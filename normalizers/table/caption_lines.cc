#include "normalizers/table/caption_lines.h"

#include <re2/re2.h>

#include "normalizers/notice/agency_names.h"
#include "normalizers/notice/notice_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"
#include "normalizers/value/document_number.h"
#include "normalizers/value/number_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxTitleHan = 60;

bool IsYearLine(const std::string& tight) {
  static const RE2 kYear("^[（(]?[\\p{Nd}〇○零一二三四五六七八九Oo]{4}年(?:度)?[）)]?$");
  return RE2::PartialMatch(tight, kYear);
}

}  // namespace

std::optional<MarkedLine> ParseMark(const std::string& tight) {
  // "附件1 2023年…" has lost its blank: the year is tried first, so that 12 is not the number.
  static const RE2 kBeforeYear("(附[件表][0-9０-９]{1,2}?)[：:.．、 ]*((?:19|20)[0-9]{2}年.*)");
  static const RE2 kMark(
      "(附[件表](?:[0-9０-９]{1,2}(?:[-－.][0-9０-９]{1,2})?|[一二三四五六七八九十]{1,2})?)[：:."
      "．、 ]*(.*)");
  MarkedLine marked;
  if (!RE2::FullMatch(tight, kBeforeYear, &marked.mark, &marked.rest) &&
      !RE2::FullMatch(tight, kMark, &marked.mark, &marked.rest)) {
    return std::nullopt;
  }
  const bool is_numbered = marked.mark.size() > std::string_view("附件").size();
  // "附件：…" is the note of the letter, not a mark.
  if (!is_numbered && !marked.rest.empty()) return std::nullopt;
  marked.mark = FoldWidth(marked.mark);
  return marked;
}

std::string WithoutUnit(const std::string& tight) {
  static const RE2 kUnit("[（(]?(?:金额|计量|货币)?单位[：:][\\p{Han}、/，,]{1,12}[）)]?$");
  std::string rest = tight;
  RE2::Replace(&rest, kUnit, "");
  return rest;
}

bool IsUnitLine(const std::string& printed) {
  const std::string tight = SimplifiedUnits(printed);
  static const RE2 kUnit(
      "^[（(]?(?:金额|计量|货币)?(?:单位)[：:]?(?:人民币)?[\\p{Han}、/，,（()）]{1,14}[）)]?$");
  static const RE2 kBare("^[（(](?:人民币)?[百千万亿]?元[）)]$");
  return (RE2::PartialMatch(tight, kUnit) && !UnitIn(tight).empty()) ||
         RE2::PartialMatch(tight, kBare);
}

std::string RegionLine(const std::string& tight) {
  static const RE2 kBare("[（(]?(\\p{Han}{2,16})[）)]?");
  static const RE2 kNamed(
      "(?:填报|编报|申报|实施|所属|项目)?(?:地区|区域|市县|县区|单位|行政区划?|县（市、区）)(?:"
      "名称)?"
      "(?:[（(](?:盖章|公章)[）)])?[：:](\\p{Han}{2,16}?)(?:财政(?:局|厅|所|分局))?(?:[（(](?:盖章|"
      "公章)[）)])?");
  static const RE2 kPlace(
      "\\p{Han}{1,13}(?:省|市|州|盟|地区|县|区|旗|兵团|[省市州县区]本级|[乡镇]|街道)");
  static const RE2 kNoPlace(
      "^(?:各|全|本[省市县]|有关|所属|附|万元|金额)|项目区$|^(?:市|县|区|地区|市县|县区)$");
  std::string place;
  const bool is_line =
      RE2::FullMatch(tight, kBare, &place) || RE2::FullMatch(tight, kNamed, &place);
  const bool is_place =
      is_line && RE2::FullMatch(place, kPlace) && !RE2::PartialMatch(place, kNoPlace);
  return is_place ? place : std::string();
}

CaptionRole CaptionRoleOf(const std::string& tight) {
  static const RE2 kStop("[。；]$|^(?:抄送|主送)|印发$|的(?:通知|函|批复|公告)$");
  static const RE2 kSkip(
      "^(?:填报|编制|制表|填表|编报|申报|主管|实施|项目|日期|时间|密级|公开|盖章|续表|金额)?(?:"
      "单位|"
      "部门|日期|时间|名称|人|"
      "表)?(?:[（(][^）)]{1,8}[）)])?[：:]|^[（(]?(?:续表|承前页|过次页|[接转][上下]页|[上下][接转]"
      "第?[0-9]*页)[）)]?$|^表[0-9]{1,3}$|^[（(].{0,12}附件[）)]"
      "$|(?:^|[）)])(?:文件|表格)?(?:编号|表号|文号|地址|邮编|电话)[：:]|"
      "[□☐☑☒■√✓✔]\\s*[是否有无]");
  if (IsPageNumberLine(tight)) return CaptionRole::kSkip;
  if (IsUnitLine(tight)) return CaptionRole::kUnit;
  if (IsYearLine(tight)) return CaptionRole::kYear;
  if (ParseMark(tight)) return CaptionRole::kMark;
  if (!RegionLine(tight).empty()) return CaptionRole::kRegion;
  if (RE2::PartialMatch(tight, kStop) || CountHan(tight) > kMaxTitleHan || IsAgencyName(tight)) {
    return CaptionRole::kStop;
  }
  if (RE2::PartialMatch(tight, kSkip) || ParseDocumentNumber(tight) || ParseDate(tight)) {
    return CaptionRole::kSkip;
  }
  if (IsLostHead(tight)) return CaptionRole::kHead;
  static const RE2 kListItem("^[0-9]{1,2}[.．、]|[：:]$|^附");
  if (RE2::PartialMatch(tight, kListItem)) return CaptionRole::kStop;
  return CountHan(tight) < 2 ? CaptionRole::kSkip : CaptionRole::kTitle;
}

bool IsLostHead(const std::string& tight) {
  static const RE2 kHead(
      "(?:本次|此次|本批|已|拟)?(?:提前)?(?:下达|分配|安排|拨付|补助)(?:资金|金额|经费|数)"
      "(?:[（(][^）)]{1,6}[）)])?");
  return RE2::FullMatch(tight, kHead);
}

std::string UnitIn(std::string_view text) {
  if (std::string unit = UnitFromCaption(text); !unit.empty()) return unit;
  // One of several units (单位：人、万元), or nothing but a unit (万元, 金额万元).
  static const RE2 kListed(
      "(?:单位[：:]?|[（(]|^)[\\p{Han}：:]*[、，,/]([十百千万亿]*元)(?:[）)]|$)");
  static const RE2 kBare("^(?:人民币|金额)?([十百千万亿]*元)$");
  // Before another remark of the same line: 单位：万元编号：2022-347.
  static const RE2 kInFront("单位[：:](?:人民币)?([十百千万亿]*元)\\p{Han}{2,6}[：:]");
  const std::string tight = SimplifiedUnits(TightText(text));
  std::string unit;
  for (const RE2* form : {&kListed, &kBare, &kInFront}) {
    if (RE2::PartialMatch(tight, *form, &unit) && UnitExponent(unit) >= 0) return unit;
  }
  return {};
}

std::string UnitInNote(std::string_view text) {
  static const RE2 kNote(
      "^[（(]?(?:注|备注|说明|附注)(?:[0-9]{1,2}|[一二三四])?[：:.、]?.{0,60}?单位(?:均)?(?:为|是)?"
      "[：:]?"
      "(?:人民币)?([十百千万亿]*元)(?:[，,；;。）)]|$)");
  const std::string tight = SimplifiedUnits(TightText(text));
  std::string unit;
  return RE2::PartialMatch(tight, kNote, &unit) && UnitExponent(unit) >= 0 ? unit : std::string();
}

}  // namespace gongwen
