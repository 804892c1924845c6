#include "extractors/table/continued_mark.h"

#include <string>

namespace gongwen {

bool IsContinuedMark(std::string_view text) {
  constexpr std::size_t kLongestChinese = 36, kLongestEnglish = 120;  // bytes
  std::string bare;
  for (const char c : text) {
    if (c == ' ' || c == '\n') continue;
    bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (bare.size() <= kLongestEnglish &&
      (bare.find("continued") != std::string::npos || bare.find("(cont") != std::string::npos)) {
    return true;
  }
  if (bare.size() > kLongestChinese) return false;
  for (const std::string_view mark : {"续表", "续上表", "(续", "（续"}) {
    if (bare.find(mark) != std::string::npos) return true;
  }
  return bare == "续" || bare == "接上页" || bare == "接上表";
}

std::string_view WithoutContinuedMark(std::string_view text) {
  for (const std::string_view mark :
       {"(continued)", "(Continued)", "(CONTINUED)", "(cont.)", "(cont’d)", "(cont'd)", "continued",
        "（续）", "(续)", "（续表）", "(续表)", "续表"}) {
    if (!text.ends_with(mark)) continue;
    text.remove_suffix(mark.size());
    while (text.ends_with(' ') || text.ends_with(',')) text.remove_suffix(1);
    break;
  }
  return text;
}

}  // namespace gongwen
