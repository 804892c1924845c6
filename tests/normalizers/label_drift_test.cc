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
  const DriftClass drift{.at = 0.5, .down = {0.2, 0.1}, .up = {}};
  CHECK(OffsetProbability(drift, 0) == 0.5);
  CHECK(OffsetProbability(drift, 2) == 0.1);
  CHECK(OffsetProbability(drift, 3) < OffsetProbability(drift, 2));
  CHECK(OffsetProbability(drift, 4) < OffsetProbability(drift, 3));
  CHECK(OffsetProbability(drift, -1) < 1e-3);
}

TEST_CASE("the built-in drift classes are probabilities", "[hierarchy]") {
  const auto knowledge = *Knowledge::Load();
  for (const DriftClass& drift : knowledge->drift().classes()) {
    INFO(drift.id);
    double sum = 0;
    for (int offset = -60; offset <= 60; ++offset) sum += OffsetProbability(drift, offset);
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
