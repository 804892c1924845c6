// Tested by tests/store/han_tokenizer_test.cc.
#include "store/simplify_han.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <cstddef>
#include <memory>
#include <vector>

namespace gongwen {
namespace {

constexpr char32_t kFirst = 0x4E00, kLast = 0x9FFF;  // where all of them stand

// Each character alone on its line: the rules that look at neighbours see none.
std::vector<char16_t> MakeTable() {
  std::vector<char16_t> table(kLast - kFirst + 1);
  icu::UnicodeString lines;
  for (char32_t c = kFirst; c <= kLast; ++c) {
    table[c - kFirst] = static_cast<char16_t>(c);
    lines.append(static_cast<char16_t>(c)).append(u'\n');
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> transliterator(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  if (U_FAILURE(status) || transliterator == nullptr) return table;  // an ICU without its data
  transliterator->transliterate(lines);
  std::size_t at = 0;
  int length = 0;
  char16_t held = 0;
  for (std::int32_t i = 0; i < lines.length() && at < table.size(); ++i) {
    if (lines[i] != u'\n') {
      held = lines[i];
      ++length;
      continue;
    }
    if (length == 1) table[at] = held;
    ++at;
    length = 0;
  }
  return table;
}

}  // namespace

char32_t Simplified(char32_t c) {
  static const std::vector<char16_t> table = MakeTable();
  return c >= kFirst && c <= kLast ? table[c - kFirst] : c;
}

}  // namespace gongwen
