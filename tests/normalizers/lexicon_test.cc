#include "normalizers/hierarchy/lexicon.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>

#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/hierarchy/leaf_words.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

std::set<std::string> FeaturesOf(std::string_view name, std::string_view value) {
  std::set<std::string> features;
  VisitLeafFeatures(ReadLeafText(name, value), 4, [&](FeatureKind kind, std::u32string_view text) {
    features.insert(static_cast<char>(kind) + ToUtf8(text));
  });
  return features;
}

TEST_CASE("a name gives its pieces, its ends, and its value's shape and unit", "[hierarchy]") {
  const std::set<std::string> features = FeaturesOf("工程 验收合格率", "≥95%");
  CHECK(features.contains(" 验收"));
  CHECK(features.contains("^工程"));
  CHECK(features.contains("$合格率"));
  CHECK(features.contains("=percent"));
  CHECK(features.contains("=%"));
  CHECK(features.contains("=≥"));
  CHECK_FALSE(features.contains("$验收"));
}

TEST_CASE("a unit in brackets behind the name is the unit, not its end", "[hierarchy]") {
  const std::set<std::string> features = FeaturesOf("培训人数（万人次）", "0.7");
  CHECK(features.contains("$人数"));
  CHECK(features.contains("=万人次"));
  CHECK(features.contains("=number"));
}

TEST_CASE("dates, words and zero are told apart", "[hierarchy]") {
  CHECK(ReadLeafText("完成时间", "2023年12月底前").shape == U"date");
  CHECK(ReadLeafText("满意", "显著提升").shape == U"words");
  CHECK(ReadLeafText("事故", "0").shape == U"zero");
  CHECK(ReadLeafText("时限", "≤30个工作日").shape == U"mixed");
  CHECK(ReadLeafText("名", "").shape == U"empty");
}

TEST_CASE("a user's words add to the fitted ones and replace their weights", "[hierarchy]") {
  const auto knowledge = *Knowledge::Load();
  Lexicon lexicon = *Lexicon::FromToml("", "base", knowledge->taxonomy());
  REQUIRE(lexicon.AddWords("feature\tquantity\tquality\n蘑菇\t1.5\t9\n棚$\t2.0\n", "base",
                           knowledge->taxonomy()));
  REQUIRE(lexicon.AddWords("# mine\r\nfeature\tquantity\r\n蘑菇\t4\r\n", "mine",
                           knowledge->taxonomy()));
  const std::vector<LeafText> leaves{ReadLeafText("新建蘑菇大棚", "3个")};
  const std::vector<double> weights = lexicon.Weights(leaves).front();
  CHECK(*std::max_element(weights.begin(), weights.end()) == Approx(6.0));
}

TEST_CASE("a feature that many leaves of a table have counts less in each", "[hierarchy]") {
  const auto knowledge = *Knowledge::Load();
  Lexicon lexicon = *Lexicon::FromToml("[scale]\nrepeated = 0.5\n", "base", knowledge->taxonomy());
  REQUIRE(lexicon.AddWords("feature\tquantity\n就业\t4\n", "base", knowledge->taxonomy()));
  const std::vector<LeafText> four(4, ReadLeafText("就业", ""));
  const std::vector<double> weights = lexicon.Weights(four).front();
  CHECK(*std::max_element(weights.begin(), weights.end()) == Approx(2.0));
}

TEST_CASE("mistakes in a file of words are named with file and line", "[hierarchy]") {
  const auto knowledge = *Knowledge::Load();
  const auto message = [&](const char* tsv) {
    Lexicon lexicon = *Lexicon::FromToml("", "base", knowledge->taxonomy());
    const auto added = lexicon.AddWords(tsv, "mine.tsv", knowledge->taxonomy());
    REQUIRE_FALSE(added);
    return added.error().message;
  };
  CHECK_THAT(message("feature\tquantty\n"),
             Catch::Contains("mine.tsv: line 1") && Catch::Contains("quantty"));
  CHECK_THAT(message("feature\tquantity\n数\tmuch\n"), Catch::Contains("line 2"));
  CHECK_THAT(message("feature\tquantity\n数\t1\t2\n"), Catch::Contains("line 2"));
  CHECK_THAT(message("数\t1\n"), Catch::Contains("line 1"));
}

TEST_CASE("word scores of all groups are probabilities, and words alone never exclude a group",
          "[hierarchy]") {
  const auto knowledge = *Knowledge::Load();
  const std::vector<GroupState> states{
      {{.id = 0}, {.id = 0}}, {{.id = 0}, {.id = 1}}, {{.id = 2}, {.id = -1, .text = "特色指标"}}};
  std::vector<double> weights(knowledge->taxonomy().level2().size(), 0);
  weights[1] = 60;
  const std::vector<double> scores = StateLabels(states, knowledge->taxonomy()).Scores(weights);
  double sum = 0;
  for (const double score : scores) sum += std::exp(score);
  CHECK(sum == Approx(1));
  CHECK(scores[0] > std::log(0.005));
  CHECK(scores[1] > scores[0]);
}

}  // namespace
}  // namespace gongwen
