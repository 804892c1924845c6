#include "normalizers/hierarchy/segmentation.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <random>

namespace gongwen {
namespace {

SegmentationInput RandomInput(std::mt19937_64& random, std::size_t leaves, std::size_t states,
                              bool with_spans) {
  const auto score = [&] { return -5.0 * static_cast<double>(random() % 1000) / 1000; };
  SegmentationInput input{.leaves = leaves, .states = states};
  for (std::size_t i = 0; i < leaves * states; ++i) {
    input.emission.push_back(score());
    input.enter.push_back(score());
    input.enter_parent.push_back(score());
  }
  for (std::size_t g = 0; g < states; ++g) {
    input.skip.push_back(score());
    input.parent.push_back(static_cast<int>(g / 2));
  }
  if (with_spans) {
    for (std::size_t i = 0; i < leaves * (leaves + 1) * states; ++i) input.span.push_back(score());
  }
  return input;
}

double ScoreOf(const SegmentationInput& in, const std::vector<int>& path) {
  double score = 0;
  int last = -1;
  for (std::size_t j = 0; j < path.size(); ++j) {
    const auto g = static_cast<std::size_t>(path[j]);
    score += in.emission[j * in.states + g];
    if (path[j] == last) continue;
    score += in.enter[j * in.states + g];
    if (last < 0 || in.parent[g] != in.parent[static_cast<std::size_t>(last)]) {
      score += in.enter_parent[j * in.states + g];
    }
    if (!in.span.empty()) {
      std::size_t end = j;
      while (end < path.size() && path[end] == path[j]) ++end;
      score += in.span[SpanIndex(in, j, end, g)];
    }
    for (int s = last + 1; s < path[j]; ++s) score += in.skip[static_cast<std::size_t>(s)];
    last = path[j];
  }
  for (auto s = static_cast<std::size_t>(last + 1); s < in.states; ++s) score += in.skip[s];
  return score;
}

// Every non-decreasing path.
void ForEachPath(const SegmentationInput& in,
                 const std::function<void(const std::vector<int>&)>& use) {
  std::vector<int> path;
  const std::function<void(int)> extend = [&](int least) {
    if (path.size() == in.leaves) {
      use(path);
      return;
    }
    for (int g = least; g < static_cast<int>(in.states); ++g) {
      path.push_back(g);
      extend(g);
      path.pop_back();
    }
  };
  extend(0);
}

TEST_CASE("the best path, the total and every posterior equal those of full enumeration",
          "[hierarchy]") {
  std::mt19937_64 random(163);
  for (int round = 0; round < 40; ++round) {
    const SegmentationInput in =
        RandomInput(random, 1 + random() % 6, 1 + random() % 5, round % 2 == 1);
    double best = -1e300, total = 0;
    std::vector<double> mass(in.leaves * in.states, 0), begins(mass);
    ForEachPath(in, [&](const std::vector<int>& path) {
      const double score = ScoreOf(in, path);
      best = std::max(best, score);
      total += std::exp(score);
      for (std::size_t j = 0; j < path.size(); ++j) {
        const std::size_t at = j * in.states + static_cast<std::size_t>(path[j]);
        mass[at] += std::exp(score);
        if (j == 0 || path[j] != path[j - 1]) begins[at] += std::exp(score);
      }
    });
    const Segmentation found = Segment(in);
    CHECK(found.best_score == Approx(best));
    CHECK(ScoreOf(in, found.state_of) == Approx(best));
    CHECK(found.log_evidence == Approx(std::log(total)));
    for (std::size_t i = 0; i < mass.size(); ++i) {
      CHECK(found.posterior[i] == Approx(mass[i] / total).margin(1e-9));
      CHECK(found.begins[i] == Approx(begins[i] / total).margin(1e-9));
    }
    CHECK(ScoreOfPath(in, found.state_of) == Approx(best));
  }
}

TEST_CASE("one leaf and one state is certain", "[hierarchy]") {
  const Segmentation found = Segment({.leaves = 1,
                                      .states = 1,
                                      .emission = {-2},
                                      .enter = {-1},
                                      .enter_parent = {-1},
                                      .skip = {-9},
                                      .parent = {0}});
  CHECK(found.state_of == std::vector<int>{0});
  CHECK(found.best_score == Approx(-4));
  CHECK(found.posterior[0] == Approx(1));
}

}  // namespace
}  // namespace gongwen
