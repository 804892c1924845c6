#include "normalizers/hierarchy/label_drift.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "normalizers/hierarchy/knowledge.h"
#include "normalizers/hierarchy/label_places.h"

namespace gongwen {
namespace {

constexpr const char* kTwoClasses = R"(
[[class]]
id = "in place"
prior = 3
missing = 0.01
stray = 0.01
at = 0.99
down = [0.01]
[[class]]
id = "middle"
prior = 1
centred = true
at = 0.9
down = [0.05]
up = [0.05]
)";

LabelDrift Drift() { return *LabelDrift::FromToml(kTwoClasses, "test"); }

TEST_CASE("priors of drift classes add up to 1, and a file without classes is refused",
          "[hierarchy]") {
  CHECK(Drift().classes()[0].prior == Approx(0.75));
  const auto empty = LabelDrift::FromToml("exchange = 0.1", "mine.toml");
  REQUIRE_FALSE(empty);
  CHECK(empty.error().message.find("mine.toml") != std::string::npos);
}

TEST_CASE("an offset beyond the known ones is less probable with every leaf", "[hierarchy]") {
  const OffsetTable at({.at = 0.5, .down = {0.2, 0.1}, .up = {}});
  CHECK(at(0) == 0.5);
  CHECK(at(2) == Approx(0.1).epsilon(0.01));
  CHECK(at(3) < at(2));
  CHECK(at(4) < at(3));
  CHECK(at(-1) < 1e-3);
}

TEST_CASE("a pushed label would stand there or higher, a stopped one there or lower",
          "[hierarchy]") {
  const OffsetTable at({.at = 0.5, .down = {0.2, 0.1}, .up = {0.1}});
  CHECK(at(1, LabelStand::kPushed) - at(0, LabelStand::kPushed) == Approx(at(1)));
  CHECK(at(0, LabelStand::kStopped) - at(1, LabelStand::kStopped) == Approx(at(0)));
  CHECK(at(40, LabelStand::kPushed) > 0.9);
}

TEST_CASE("a confidence of 0.9 is stated from the posterior on that the bench found sure",
          "[hierarchy]") {
  CHECK(StatedConfidence(0.98, 0.98) == Approx(0.9));
  CHECK(StatedConfidence(1, 0.98) == Approx(1));
  CHECK(StatedConfidence(0.97, 0.98) < 0.9);
  CHECK(StatedConfidence(0.49, 0.98) == Approx(0.45));
}

TEST_CASE("the built-in drift classes are probabilities", "[hierarchy]") {
  const auto knowledge = *Knowledge::Load();
  const LabelDrift& drift = knowledge->drift();
  for (std::size_t d = 0; d < drift.classes().size(); ++d) {
    INFO(drift.classes()[d].id);
    double sum = 0;
    for (int offset = -40; offset <= 40; ++offset) sum += drift.offsets(d)(offset);
    CHECK(sum > 0.9);
    CHECK(sum < 1.05);
  }
}

TEST_CASE("a label in the middle of its group fits the centred class there and nowhere else",
          "[hierarchy]") {
  const LabelDrift drift = Drift();
  const LabelScorer scorer(drift, {0.0, 1.0}, 10);
  REQUIRE(scorer.IsCentred());
  const std::vector<LabelPlace> label{{4, 1}};
  const double middle = scorer.Score(label, 2, 7);  // leaves 2..6, the middle is 4
  CHECK(middle > scorer.Score(label, 4, 7) + 1);
  CHECK(middle > scorer.Score(label, 2, 5) + 1);
}

TEST_CASE("the class of a table whose labels are all in place is the first", "[hierarchy]") {
  const LabelDrift drift = Drift();
  LabelPlaces places{
      .leaves = 9, .level2 = {{{0, 1}}, {{3, 1}}, {{6, 1}}}, .level1 = {{}}, .has_level2 = true};
  const std::vector<GroupExtent> groups{{0, 0, 3, true}, {1, 3, 6, false}, {2, 6, 9, false}};
  const std::vector<int> parents{0, 0, 0};
  CHECK(ScoreOfClass(drift, 0, places, groups, parents) >
        ScoreOfClass(drift, 1, places, groups, parents) + 5);
  places.level2 = {{{1, 1}}, {{4, 1}}, {{7, 1}}};
  CHECK(ScoreOfClass(drift, 1, places, groups, parents) >
        ScoreOfClass(drift, 0, places, groups, parents) + 5);
}

TEST_CASE("two labels in the wrong order may each stand where the other does", "[hierarchy]") {
  IndicatorSheet sheet;
  sheet.leaves.resize(6);
  const auto see = [&](int level2, int leaf) {
    sheet.sightings.push_back({.label = {.level2 = level2, .text = "x"}, .leaf_begin = leaf});
  };
  see(1, 0);
  see(0, 4);
  const Hypothesis hypothesis{.states = {{{.id = 0}, {.id = 0}}, {{.id = 0}, {.id = 1}}}};
  const LabelPlaces places = FindLabelPlaces(sheet, hypothesis, ParentNumbers(hypothesis));
  CHECK(places.exchanges == 1);
  REQUIRE(places.level2[0].size() == 2);
  CHECK(places.level2[0][1].leaf == 0);
  CHECK(places.level2[1][1].leaf == 4);
}

}  // namespace
}  // namespace gongwen
