// Tested by tests/normalizers/odd_characters_test.cc.
#include "normalizers/text/odd_characters.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

icu::BreakIterator* WordBreaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return breaks.get();
}

// One character of two equal neighbours left out.
bool IsDoubled(std::u32string_view text, std::u32string_view right) {
  if (text.size() != right.size() + 1) return false;
  const auto [a, b] = std::mismatch(right.begin(), right.end(), text.begin());
  const auto at = b - text.begin();
  return at > 0 && text[static_cast<std::size_t>(at)] == text[static_cast<std::size_t>(at) - 1] &&
         std::equal(a, right.end(), b + 1);
}

}  // namespace

std::size_t CountOddCharacters(std::u32string_view text) {
  icu::BreakIterator* breaks = WordBreaks();
  if (breaks == nullptr) return 0;
  const icu::UnicodeString units = icu::UnicodeString::fromUTF32(
      reinterpret_cast<const UChar32*>(text.data()), static_cast<std::int32_t>(text.size()));
  breaks->setText(units);
  std::size_t odd = 0;
  std::int32_t begin = breaks->first();
  for (std::int32_t end = breaks->next(); end != icu::BreakIterator::DONE;
       begin = end, end = breaks->next()) {
    const UChar32 first = units.char32At(begin);
    if (units.moveIndex32(begin, 1) == end && IsHan(static_cast<char32_t>(first))) ++odd;
  }
  return odd;
}

bool IsMisreadOnce(std::u32string_view text, std::u32string_view right) {
  if (EditDistance(text, right, 1) != 1) return false;
  if (text.size() > right.size()) return IsDoubled(text, right);
  return CountOddCharacters(text) > CountOddCharacters(right);
}

}  // namespace gongwen
