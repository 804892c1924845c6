#include "store/han_tokenizer.h"

#include <unicode/translit.h>

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <vector>

#include "store/simplify_han.h"

namespace gongwen {
namespace {

// "就 业 98" with the original bytes of each token: 就[0,3) ...
std::string Tokens(std::string_view text) {
  std::string line;
  TokenizeHan(text, [&](std::string_view token, std::size_t, std::size_t) {
    line += (line.empty() ? "" : " ") + std::string(token);
    return true;
  });
  return line;
}

std::vector<std::string> Originals(std::string_view text) {
  std::vector<std::string> pieces;
  TokenizeHan(text, [&](std::string_view, std::size_t begin, std::size_t end) {
    pieces.emplace_back(text.substr(begin, end - begin));
    return true;
  });
  return pieces;
}

TEST_CASE("text is cut into Han characters, words and numbers", "[store]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", ""},
      {"促进就业", "促 进 就 业"},
      {"就业补助 资金", "就 业 补 助 资 金"},
      {"≥98.5%", "98 5"},
      {"昌州财社〔2023〕22号", "昌 州 财 社 2023 22 号"},
      {"GB/T 9704-2012", "gb t 9704 2012"},
      {"GB9704", "gb 9704"},
      {"ＧＢ９７０４", "gb 9704"},
      {"Straße", "strasse"},
      {"㎡ m² m2", "m 2 m 2 m 2"},
      {"①Ⅻ", "1 xii"},
      {"々〇㐀", "々 〇 㐀"},
      {"\u2F08\uF900", "人 豈"},  // Kangxi radical, compatibility ideograph
      {"かなカナ", "か な カ ナ"},
      {"e\u0301t\u00E9", "\u00E9t\u00E9"},  // composed or not, one form
      {"\u0301", ""},                       // a mark with nothing to stand on
      {"soft\u00ADhyphen", "softhyphen"},
      {"\U00020000", "\U00020000"},  // beyond the BMP
      {"\" * AND ( ) : ^", "and"},
  };
  for (const auto& [text, tokens] : cases) {
    INFO(text);
    CHECK(Tokens(text) == tokens);
  }
}

TEST_CASE("tokens name the bytes of the original text, not of its folded form", "[store]") {
  CHECK(Originals("Ａ１、就㎡") == std::vector<std::string>{"Ａ", "１", "就", "㎡", "㎡"});
}

TEST_CASE("ill-formed UTF-8 parts tokens and stops nothing", "[store]") {
  CHECK(Tokens("就\xE4\xB8业\xFFz") == "就 业 z");
  CHECK(Tokens(std::string_view("a\0b", 3)) == "a b");
}

TEST_CASE("a run of letters without end is cut", "[store]") {
  const std::string letters(1000, 'x');
  std::size_t longest = 0, total = 0;
  TokenizeHan(letters, [&](std::string_view token, std::size_t, std::size_t) {
    longest = std::max(longest, token.size());
    total += token.size();
    return true;
  });
  CHECK(longest == 128);
  CHECK(total == letters.size());
}

TEST_CASE("the sink can stop the tokenizer", "[store]") {
  int count = 0;
  TokenizeHan("一二三四", [&](std::string_view, std::size_t, std::size_t) { return ++count < 2; });
  CHECK(count == 2);
}

TEST_CASE("tokens tokenize to themselves", "[store]") {
  for (const std::string text : {"Straße㎡Ⅻ①々か゛ｶﾞ ﬁne İ", "昌州财社〔2023〕22号ＧＢ"}) {
    const std::string once = Tokens(text);
    CHECK(Tokens(once) == once);
  }
}

TEST_CASE("traditional characters become the simplified ones that ICU knows", "[store]") {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Transliterator> icu(
      icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
  REQUIRE(U_SUCCESS(status));
  int changed = 0;
  for (char32_t c = 0x4E00; c <= 0x9FFF; ++c) {
    icu::UnicodeString text(static_cast<UChar32>(c));
    icu->transliterate(text);
    // A few become characters beyond the basic block, which no font of the time has: they stay.
    const bool is_one =
        text.length() == 1 && text.char32At(0) >= 0x4E00 && text.char32At(0) <= 0x9FFF;
    const auto expected = is_one ? static_cast<char32_t>(text.char32At(0)) : c;
    INFO(static_cast<unsigned>(c));
    if (Simplified(c) != expected) CHECK(Simplified(c) == expected);
    changed += Simplified(c) != c ? 1 : 0;
  }
  CHECK(changed > 2000);
}

}  // namespace
}  // namespace gongwen
