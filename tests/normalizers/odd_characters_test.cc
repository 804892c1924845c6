#include "normalizers/text/odd_characters.h"

#include <catch2/catch.hpp>

namespace gongwen {
namespace {

TEST_CASE("a misread character makes no word with its neighbours", "[text]") {
  CHECK(CountOddCharacters(U"质量指标") == 0);
  CHECK(CountOddCharacters(U"吉量指标") == 2);
  CHECK(CountOddCharacters(U"") == 0);
  CHECK(CountOddCharacters(U"GDP 12.5%") == 0);
}

TEST_CASE("one character misread, lost or doubled is told from another wording", "[text]") {
  CHECK(IsMisreadOnce(U"吉量指标", U"质量指标"));
  CHECK(IsMisreadOnce(U"减少林木经济失", U"减少林木经济损失"));
  CHECK(IsMisreadOnce(U"预算的通通知", U"预算的通知"));
  CHECK_FALSE(IsMisreadOnce(U"数量指标", U"质量指标"));
  CHECK_FALSE(IsMisreadOnce(U"新建学位", U"新增学位"));
  CHECK_FALSE(IsMisreadOnce(U"质量指标", U"质量指标"));
  CHECK_FALSE(IsMisreadOnce(U"绩效的评价", U"绩效评价"));
  CHECK_FALSE(IsMisreadOnce(U"", U"质量指标"));
}

}  // namespace
}  // namespace gongwen
