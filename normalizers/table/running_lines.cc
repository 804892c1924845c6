// Tested by tests/normalizers/running_lines_test.cc.
#include "normalizers/table/running_lines.h"

#include <re2/re2.h>

#include <cstddef>
#include <map>
#include <variant>

#include "normalizers/notice/notice_lines.h"
#include "normalizers/table/caption_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

bool IsTitle(const std::string& tight) {
  static const RE2 kTitleEnd(
      "(?:表|单|册|情况|计划|方案|目标|通知)(?:[（(][^）)]{1,12}[）)])?(?:单位[：:].*)?$");
  return RE2::PartialMatch(tight, kTitleEnd);
}

bool IsPageNumber(const Block& block) {
  const auto* paragraph = std::get_if<Paragraph>(&block);
  return paragraph != nullptr && IsPageNumberLine(TightText(paragraph->text));
}

// The nearest block in direction `step` that is no page number is a grid.
bool IsGridBeside(const Reading& reading, std::size_t at, std::ptrdiff_t step) {
  const auto size = static_cast<std::ptrdiff_t>(reading.blocks.size());
  std::ptrdiff_t i = static_cast<std::ptrdiff_t>(at) + step;
  while (i >= 0 && i < size && IsPageNumber(reading.blocks[static_cast<std::size_t>(i)])) i += step;
  return i >= 0 && i < size &&
         std::holds_alternative<TableGrid>(reading.blocks[static_cast<std::size_t>(i)]);
}

}  // namespace

std::set<std::string> RunningLines(const Reading& reading) {
  constexpr std::size_t kLongest = 60, kShortest = 2;  // Han
  struct Seen {
    int times = 0;
    bool is_between = false;
  };
  std::map<std::string, Seen> lines;
  for (std::size_t i = 0; i < reading.blocks.size(); ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&reading.blocks[i]);
    if (paragraph == nullptr) continue;
    const std::string tight = TightText(paragraph->text);
    const std::size_t han = CountHan(tight);
    if (han < kShortest || han > kLongest || IsTitle(tight)) continue;
    if (CaptionRoleOf(tight) != CaptionRole::kTitle) continue;
    Seen& seen = lines[tight];
    ++seen.times;
    seen.is_between =
        seen.is_between || (IsGridBeside(reading, i, -1) && IsGridBeside(reading, i, 1));
  }
  std::set<std::string> running;
  for (const auto& [line, seen] : lines) {
    if (seen.times > 1 && seen.is_between) running.insert(line);
  }
  return running;
}

bool IsOfficeLine(const std::string& tight) {
  static const RE2 kOffice("^\\p{Han}{2,12}?财政[厅局]\\p{Han}{2,30}$");
  return RE2::PartialMatch(tight, kOffice) && !IsTitle(tight);
}

}  // namespace gongwen
