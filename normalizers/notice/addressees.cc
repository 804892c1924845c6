#include "normalizers/notice/addressees.h"

#include <re2/re2.h>

#include <algorithm>

#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxAddressees = 200;
constexpr std::size_t kMaxNameHan = 40;

bool IsOpen(char32_t c) { return c == U'（' || c == U'(' || c == U'〔' || c == U'['; }
bool IsClose(char32_t c) { return c == U'）' || c == U')' || c == U'〕' || c == U']'; }
bool IsSeparator(char32_t c) {
  return c == U'、' || c == U'，' || c == U',' || c == U'；' || c == U';';
}

// Parts at separators that stand outside brackets: 各县（市、区）财政局、教育局 gives two.
std::vector<std::string> SplitNames(std::string_view text) {
  std::vector<std::string> names(1);
  int depth = 0;
  for (const char32_t c : CodePoints(text)) {
    depth = std::max(0, depth + (IsOpen(c) ? 1 : 0) - (IsClose(c) ? 1 : 0));
    if (depth == 0 && IsSeparator(c)) {
      names.emplace_back();
    } else {
      AppendUtf8(names.back(), c);
    }
  }
  for (std::string& name : names) name = TightText(name);
  std::erase_if(names, [](const std::string& name) { return name.empty(); });
  return names;
}

// The last name must be one: places alone (各县、市) and units are addressed too.
bool IsAddressee(const std::string& name) {
  static const RE2 kForm(
      "(?:局|厅|部|委|会|府|办|室|院|中心|公司|集团|行|处|所|站|校|学|馆|队|社|团|署|单位|部门|"
      "企业|机构|"
      "省|市|州|县|区|旗|盟|镇|乡|村|街道|处室|科室|领导|同志)(?:[（(].{1,30}[）)])?$");
  return CountHan(name) <= kMaxNameHan && RE2::PartialMatch(name, kForm);
}

}  // namespace

std::optional<AddresseeLine> ParseAddressees(std::string_view line) {
  static const RE2 kLine("^\\pZ*(?:主送\\pZ*[：:])?([^：:。；;《》“”\"？?！!]+)([：:])");
  static const RE2 kNotNames(
      "^(?:附|抄|签发|联系|单位|印发|主题|发文|成文|标题|索引|来源|目标)|如下$|事项$|要求$");
  re2::StringPiece names, colon;
  if (!RE2::PartialMatch(line, kLine, &names, &colon)) {
    return std::nullopt;
  }
  const std::string tight = TightText({names.data(), names.size()});
  if (RE2::PartialMatch(tight, kNotNames)) return std::nullopt;
  AddresseeLine result{.names = SplitNames({names.data(), names.size()})};
  result.end = static_cast<std::size_t>(colon.data() - line.data()) + colon.size();
  if (result.names.empty() || result.names.size() > kMaxAddressees) return std::nullopt;
  return IsAddressee(result.names.back()) ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace gongwen
