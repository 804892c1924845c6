// Tested by tests/store/han_tokenizer_test.cc.
#include "store/simplify_han.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "store/data/embedded.h"

namespace gongwen {
namespace {

constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;  // where all of them stand

// Of three bytes, as all of these are.
char32_t CodePointAt(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[at + i]); };
  return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
}

std::vector<char16_t> MakeTable() {
  constexpr std::size_t kLine = 7;  // two characters of three bytes and a tab
  std::vector<char16_t> table(kLast - kFirst + 1);
  for (char32_t c = kFirst; c <= kLast; ++c) table[c - kFirst] = static_cast<char16_t>(c);
  std::string_view rest = kDefaultSimplified;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.size() != kLine || line[3] != '\t') continue;
    const char32_t from = CodePointAt(line, 0), to = CodePointAt(line, 4);
    if (from >= kFirst && from <= kLast) table[from - kFirst] = static_cast<char16_t>(to);
  }
  return table;
}

}  // namespace

char32_t Simplified(char32_t c) {
  static const std::vector<char16_t> table = MakeTable();
  return c >= kFirst && c <= kLast ? table[c - kFirst] : c;
}

}  // namespace gongwen
