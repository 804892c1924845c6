#include "text/match_form.h"

#include <catch2/catch.hpp>

namespace gongwen {

TEST_CASE("text is compared as it is read", "[text]") {
  CHECK(NormalizeForMatch("⾦ ﹝２０２３﹞\u200B４５号") == NormalizeForMatch("金〔2023〕45号"));
  CHECK(NormalizeForMatch("oﬃce\uFE0F") == "office");
}

TEST_CASE("a single character is compared as it is read", "[text]") {
  CHECK(MatchForm(U'⽼') == U'老');
  CHECK(MatchForm(U'Ａ') == U'a');
  CHECK(MatchForm(U'【') == U'(');
}

}  // namespace gongwen
