#include "store/search_words.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace gongwen {
namespace {

using Strings = std::vector<std::string>;

TEST_CASE("a text gives its pairs of Han characters, its words and its numbers", "[store]") {
  CHECK(GramsOf("城镇新增") == Strings{"城镇", "增", "新增", "镇新"});
  CHECK(GramsOf("第3批GB") == Strings{"3", "gb", "批", "第"});
  CHECK(GramsOf("就业，\n补助") == Strings{"业补", "助", "就业", "补助"});
  CHECK(GramsOf("　。") == Strings{});
  CHECK(GramsOf("就業") == Strings{"业", "就业"});
}

TEST_CASE("a word asks for what every text with it gives", "[store]") {
  for (const char* word : {"城镇", "城镇新增就业", "业", "昌州财社〔2023〕22号", "第3批",
                           "ＧＢ/T 9704", "2023年", "㎡", "98.5%", "éa", "就業"}) {
    INFO(word);
    const SearchWord asked = MakeSearchWord(word);
    const Strings grams = GramsOf("前文" + std::string(word) + "后文");
    for (const std::string& gram : asked.grams) {
      INFO(gram);
      CHECK(std::any_of(grams.begin(), grams.end(), [&](const std::string& held) {
        return asked.is_prefix ? held.starts_with(gram) : held == gram;
      }));
    }
  }
}

TEST_CASE("what the index tells for sure is told apart from what must be looked at", "[store]") {
  CHECK(MakeSearchWord("就业").is_exact);
  CHECK(MakeSearchWord("业").is_exact);
  CHECK(MakeSearchWord("gb").is_exact);
  CHECK_FALSE(MakeSearchWord("城镇新").is_exact);
  CHECK_FALSE(MakeSearchWord("22号").is_exact);
  CHECK(MakeSearchWord("，").tokens.empty());
}

TEST_CASE("a word is found across line ends and punctuation, and not inside a number", "[store]") {
  const auto places = [](const std::string& text, const std::string& word) {
    const std::size_t found = FindWord(TokensOf(text), MakeSearchWord(word)).size();
    CHECK(CountWord(text, MakeSearchWord(word)) == static_cast<int>(found));
    return found;
  };
  CHECK(places("城镇新\n增就业，城镇新增就业", "新增就业") == 2);
  CHECK(places("500 50", "50") == 1);
  CHECK(places("哈哈哈", "哈哈") == 1);
  CHECK(places("哈哈哈哈", "哈哈") == 2);
  CHECK(places("甲乙甲乙丙", "甲乙丙") == 1);
  CHECK(places("", "哈哈") == 0);
  CHECK(CountVerbatim("就业就业", MakeSearchWord("就业")) == 2);
  CHECK(CountVerbatim("500", MakeSearchWord("50")) == 0);
}

}  // namespace
}  // namespace gongwen
