#include "extractors/ocr/value_shape.h"

#include <catch2/catch.hpp>

namespace gongwen {

TEST_CASE("the grammar of values knows what an engine's slips look like", "[ocr]") {
  for (const char* good : {"≥98%", "1,234.50", "2023年12月底前", "3—5天", "12.5万人", "≥4.2万亩",
                           "0起", "-37.5", "（1,234）", "不低于90%"}) {
    INFO(good);
    CHECK(ValueShape(good) >= 0.9);
  }
  for (const char* bad : {"98%%", "98≥%", "1198%0", "≥号", "1.2.3个", "523,42", "≥≤5", "〓98%"}) {
    INFO(bad);
    CHECK(ValueShape(bad) < 0.9);
  }
}

TEST_CASE("names are not shown to the value model", "[ocr]") {
  CHECK(MayBeValue("之98%"));
  CHECK(MayBeValue("2023年12月底前"));
  CHECK_FALSE(MayBeValue("序号"));
  CHECK_FALSE(MayBeValue("城镇新增就业人数"));
  CHECK_FALSE(MayBeValue(""));
}

}  // namespace gongwen
