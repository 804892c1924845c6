#include "normalizers/hierarchy/leaf_words.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace gongwen {
namespace {

// The level 2 ids that a state stands for: its own, or all that usually stand under its level 1.
std::vector<int> Level2Of(const GroupState& state, const Taxonomy& taxonomy) {
  if (state.level2.id >= 0) return {state.level2.id};
  std::vector<int> ids;
  if (!state.level2.text.empty() || state.level1.id < 0) return ids;
  for (std::size_t i = 0; i < taxonomy.level2().size(); ++i) {
    const int id = static_cast<int>(i);
    if (taxonomy.UsualLevel1(id) == state.level1.id) ids.push_back(id);
  }
  return ids;
}

}  // namespace

std::vector<double> LeafWordShares(const std::vector<double>& weights,
                                   const std::vector<GroupState>& states,
                                   const Taxonomy& taxonomy) {
  std::set<int> ids;
  std::size_t unknown = 0;
  for (const GroupState& state : states) {
    const std::vector<int> own = Level2Of(state, taxonomy);
    ids.insert(own.begin(), own.end());
    unknown += own.empty() ? 1U : 0U;
  }
  double highest = 0;
  for (const int id : ids) highest = std::max(highest, weights[static_cast<std::size_t>(id)]);
  const auto mass = [&](int id) {
    return std::exp(weights[static_cast<std::size_t>(id)] - highest);
  };
  double sum = 0;
  for (const int id : ids) sum += mass(id);
  const double average = ids.empty() ? 1 : sum / static_cast<double>(ids.size());
  sum += average * static_cast<double>(unknown);
  std::vector<double> shares;
  for (const GroupState& state : states) {
    const std::vector<int> own = Level2Of(state, taxonomy);
    double share = own.empty() ? average : 0;
    for (const int id : own) share += mass(id);
    shares.push_back(share / sum);
  }
  return shares;
}

std::vector<double> LeafWordScores(const std::vector<double>& weights,
                                   const std::vector<GroupState>& states,
                                   const Taxonomy& taxonomy) {
  std::vector<double> scores = LeafWordShares(weights, states, taxonomy);
  const double uniform = kUniformShare / static_cast<double>(states.size());
  for (double& score : scores) score = std::log((1 - kUniformShare) * score + uniform);
  return scores;
}

double LeafWordSlope(double share, std::size_t states) {
  const double own = (1 - kUniformShare) * share;
  return own / (own + kUniformShare / static_cast<double>(states));
}

}  // namespace gongwen
