#include "text/utf8.h"

#include <catch2/catch.hpp>
#include <string>

namespace gongwen {

TEST_CASE("code points go to UTF-8 and back", "[text]") {
  const std::u32string all = U"aé中𠂇\u07FF\uFFFF\U0010FFFF";
  CHECK(CodePoints(ToUtf8(all)) == all);
  CHECK(CountCodePoints(ToUtf8(all)) == all.size());
  std::u32string taken;
  const std::string utf8 = ToUtf8(all);
  for (std::string_view rest = utf8; !rest.empty();) taken += TakeCodePoint(rest);
  CHECK(taken == all);
  std::u32string backward;
  for (std::size_t at = utf8.size(); at > 0;) backward.insert(0, 1, PreviousCodePoint(utf8, at));
  CHECK(backward == all);
}

TEST_CASE("what is no scalar value is written as the replacement character", "[text]") {
  for (const char32_t c : {char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}, kIllFormed}) {
    std::string utf8;
    AppendUtf8(utf8, c);
    CHECK(utf8 == "\uFFFD");
  }
}

TEST_CASE("each maximal ill-formed part is one replacement character", "[text]") {
  struct Case {
    std::string bytes;
    std::u32string read;
  };
  const Case cases[] = {
      {"\x80", U"\uFFFD"},
      {"a\xC0\xAFz", U"a\uFFFD\uFFFDz"},
      {"\xE4\xB8", U"\uFFFD"},
      {"\xE4\xB8z", U"\uFFFDz"},
      {"\xED\xA0\x80", U"\uFFFD\uFFFD\uFFFD"},
      {"\xF0\x9F\x92", U"\uFFFD"},
      {"\xF4\x90\x80\x80", U"\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\xF5", U"\uFFFD"},
  };
  for (const Case& c : cases) CHECK(CodePoints(c.bytes) == c.read);
  CHECK(LastCodePoint("a\x80") == kReplacement);
  CHECK(FirstCodePoint("") == 0);
  CHECK(LastCodePoint("") == 0);
}

}  // namespace gongwen
