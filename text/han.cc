// Tested by tests/text/han_test.cc.
#include "text/han.h"

namespace gongwen {

bool IsBlank(std::string_view text) { return !text.empty() && TrimBlanks(text).empty(); }

bool HasHan(std::string_view text) {
  while (!text.empty()) {
    if (IsHan(TakeCodePoint(text))) return true;
  }
  return false;
}

std::size_t CountHan(std::string_view utf8) {
  std::size_t count = 0;
  while (!utf8.empty()) count += IsHan(TakeCodePoint(utf8)) ? 1U : 0U;
  return count;
}

std::string_view TrimBlanks(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  for (std::size_t i = 0; i < text.size() && IsBlank(NextCodePoint(text, i));) begin = i;
  for (std::size_t i = end; i > begin && IsBlank(PreviousCodePoint(text, i));) end = i;
  return text.substr(begin, end - begin);
}

}  // namespace gongwen
