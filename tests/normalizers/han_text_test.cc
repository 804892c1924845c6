#include "normalizers/text/han_text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace gongwen {
namespace {

TEST_CASE("Han characters are told from other wide ones", "[normalizers]") {
  for (const char32_t c : U"一龥㐀𠀀〇々⼀豈") {
    if (c != 0) CHECK(IsHan(c));
  }
  for (const char32_t c : U"a1，。（％あ①ⅠΩ") {
    if (c != 0) CHECK_FALSE(IsHan(c));
  }
  CHECK(CountHan("2023年，GDP增长5%") == 3);
}

TEST_CASE("code points survive the way there and back", "[normalizers]") {
  const std::string text = "aé中𠀀\n　";
  CHECK(CodePoints(text).size() == 6);
  CHECK(ToUtf8(CodePoints(text)) == text);
}

TEST_CASE("ill-formed UTF-8 becomes a replacement character", "[normalizers]") {
  CHECK(CodePoints("a\xFF中\xE4\xB8") == std::u32string(U"a\uFFFD中\uFFFD"));
  CHECK(ToUtf8(std::u32string(1, char32_t{0xD800})) == "\uFFFD");
  CHECK(TrimmedView(" \xFF ") == "\xFF");
  CHECK(TrimmedView("\x80") == "\x80");
}

TEST_CASE("a trimmed view drops blanks of every width", "[normalizers]") {
  CHECK(TrimmedView(" \t\n　\u00A0中 文\u200B\uFEFF ") == "中 文");
  CHECK(TrimmedView("　 ").empty());
  CHECK(TrimmedView("").empty());
}

TEST_CASE("blanks between Han go, others stay single", "[normalizers]") {
  CHECK(RemoveBlanksBetweenHan("资 金 　名称 GDP  10") == "资金名称 GDP 10");
  CHECK(RemoveBlanksBetweenHan("单位： 万元") == "单位：万元");
  CHECK(RemoveBlanksBetweenHan(" 2022 年 ") == "2022 年");
  CHECK(RemoveBlanksBetweenHan("目标1 \n 目标2") == "目标1\n目标2");
  CHECK(RemoveBlanksBetweenHan("").empty());
}

TEST_CASE("full-width ASCII folds to half width", "[normalizers]") {
  CHECK(FoldWidth("１２，％（Ａ）　：") == "12,%(A) :");
  CHECK(FoldWidth("１（县）", RoundBrackets::kKeep) == "1（县）");
  CHECK(FoldWidth("。、〔〕《》") == "。、〔〕《》");
}

TEST_CASE("two ways to write a name have one form", "[normalizers]") {
  const auto same = [](std::string_view a, std::string_view b) {
    CAPTURE(a, b);
    CHECK(NormalizeForMatch(a) == NormalizeForMatch(b));
  };
  same("数 量　指标", "数量指标");
  same("比例（％）", "比例(%)");
  same("“建筑工匠”", "\"建筑工匠\"");
  same("「建筑工匠」", "‘建筑工匠’");
  same("〔2023〕22号", "[2023]22号");
  same("【2023】", "（2023）");
  same("3—5", "3－5");
  same("3～5", "3~5");
  same("GDP增速", "ｇｄｐ增速");
  same("⼈⼝", "人口");
  same("\uF9DC", "隆");
  same("≧95%", "≥95％");
  CHECK(NormalizeForMatch("数量指标") != NormalizeForMatch("质量指标"));
}

// The textbook matrix, to compare with.
std::size_t FullDistance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      d[i][j] = std::min({replaced, d[i - 1][j] + 1, d[i][j - 1] + 1});
    }
  }
  return d[a.size()][b.size()];
}

TEST_CASE("the banded edit distance agrees with the full matrix up to its limit", "[normalizers]") {
  std::mt19937 random(7);
  const auto word = [&] {
    std::u32string text(random() % 12, U'a');
    for (char32_t& c : text) c = U"一二三"[random() % 3];
    return text;
  };
  for (int i = 0; i < 20000; ++i) {
    const std::u32string a = word(), b = word();
    const std::size_t limit = random() % 13;
    const std::size_t expected = std::min(FullDistance(a, b), limit + 1);
    CAPTURE(ToUtf8(a), ToUtf8(b), limit);
    REQUIRE(EditDistance(a, b, limit) == expected);
  }
  CHECK(EditDistance(U"", U"", 0) == 0);
}

}  // namespace
}  // namespace gongwen
