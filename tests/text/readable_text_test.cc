#include "text/readable_text.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "text/utf8.h"

namespace gongwen {
namespace {

std::string FromU32(std::u32string_view text) { return ToUtf8(text); }

// Every scalar value of Unicode.
template <class Use>
void ForEachCharacter(Use use) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) use(c);
  }
}

}  // namespace

TEST_CASE("radicals read as the characters that they are drawn as", "[text]") {
  CHECK(ReadableText("养⽼服务补助资⾦ ⻩平县⺠政局 2023年7⽉3⽇ ⼈次 ⼾") ==
        "养老服务补助资金 黄平县民政局 2023年7月3日 人次 户");
  CHECK(ReadableText("⻓⻄⻋⻔⻢⻥⻦⻬⻰⻘⻚⻛⻝⻣") == "长西车门马鱼鸟齐龙青页风食骨");
}

TEST_CASE("all of Unicode's equivalent ideographs are mapped", "[text]") {
  std::ifstream file(GONGWEN_FIXTURE_DIR "/../text/data/ideographs.tsv");
  REQUIRE(file);
  int lines = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream fields(line);
    unsigned from = 0, to = 0;
    fields >> std::hex >> from >> to;
    // ⼾ and ⺕ read as Chinese fonts of today draw them: forms.tsv.
    if (from != 0x2F3E && from != 0x2E95) CHECK(ReadableCharacter(from) == char32_t{to});
    ++lines;
  }
  CHECK(lines == 1350);
  for (char32_t c = 0x2F00; c <= 0x2FD5; ++c) CHECK(ReadableCharacter(c) != c);
}

TEST_CASE("compatibility ideographs read as the unified ones", "[text]") {
  CHECK(ReadableText("\uF90A\uF907\U0002F800") == "金龜丽");
  CHECK(ReadableText("\uFA0E") == "\uFA0E");  // unified in spite of its place
}

TEST_CASE("presentation forms read as ordinary characters of the same width", "[text]") {
  CHECK(ReadableText("︵一︶︹2023︺﹁甲﹂︙﹝1﹞﹪") == "（一）〔2023〕「甲」…〔1〕％");
  CHECK(ReadableText("oﬃce ﬁle") == "office file");
}

TEST_CASE("what nobody sees is dropped and odd blanks are blanks", "[text]") {
  CHECK(ReadableText("1\u200B234\uFEFF\u00AD.5\u2060\u202E\u2066\uFE0F\U000E0101") == "1234.5");
  CHECK(ReadableText("a\u00A0b\u2009c\u3000d") == "a b c\u3000d");
  CHECK(ReadableText(std::string("a\0b\x07\tc\nd", 8)) == "ab\tc\nd");
}

TEST_CASE("text stays as printed otherwise", "[text]") {
  for (const std::string text : {"（１２％）", "業務", "①②Ⅲ", "㎡℃", "≥≦", "“引号”", "𠮷 é"}) {
    CHECK(ReadableText(text) == text);
    CHECK(IsReadable(text));
  }
}

TEST_CASE("known vendors' private characters are read, others stay", "[text]") {
  CHECK(ReadableText("\uF0B390\uF0A3 \uF0FE \uE5E5\uE81E\uE7C8\uE78D") == "≥90≤ ☑ \u3000龴ǹ，");
  CHECK(ReadableText("\uE123") == "\uE123");
  CHECK(IsPrivateUse(0xE123));
  CHECK_FALSE(IsPrivateUse(0xF0B3));
  CHECK_FALSE(IsPrivateUse(U'中'));
  CHECK(HasUnknown("资金\uE123"));
  CHECK(HasUnknown("资\uFFFD"));
  CHECK_FALSE(HasUnknown("资金 ≥90，\uF0B3"));
}

TEST_CASE("ill-formed bytes become the replacement character", "[text]") {
  CHECK(ReadableText("中\xE4\xB8 a") == "中\uFFFD a");
  CHECK_FALSE(IsReadable("\xFF"));
}

TEST_CASE("the border is idempotent and never writes a mark of markup", "[text]") {
  ForEachCharacter([](char32_t c) {
    const std::string read = ReadAs(c);
    const bool is_idempotent = ReadableText(read) == read;
    if (!is_idempotent) FAIL_CHECK("U+" << std::hex << static_cast<unsigned>(c));
    const bool is_changed = read != FromU32({&c, 1});
    if (is_changed && read.find_first_of("<>&|\"\\`*_~[]#$!") != std::string::npos) {
      FAIL_CHECK("U+" << std::hex << static_cast<unsigned>(c));
    }
  });
}

TEST_CASE("what was replaced is counted by what stood in the file", "[text]") {
  ReadOtherwise read_otherwise;
  CHECK(ReadableText("⾦⾦\u200B金", &read_otherwise) == "金金金");
  CHECK(read_otherwise == ReadOtherwise{{0x2FA6, 2}, {0x200B, 1}});
  std::string text = "⽼人";
  MakeReadable(text, &read_otherwise);
  CHECK(text == "老人");
  CHECK(read_otherwise.at(0x2F7C) == 1);
}

}  // namespace gongwen
