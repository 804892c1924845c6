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

StateLabels::StateLabels(const std::vector<GroupState>& states, const Taxonomy& taxonomy) {
  std::set<int> ids;
  for (const GroupState& state : states) {
    of_state_.push_back(Level2Of(state, taxonomy));
    ids.insert(of_state_.back().begin(), of_state_.back().end());
    unknown_ += of_state_.back().empty() ? 1U : 0U;
  }
  all_.assign(ids.begin(), ids.end());
}

std::vector<double> StateLabels::Shares(const std::vector<double>& weights) const {
  double highest = 0;
  for (const int id : all_) highest = std::max(highest, weights[static_cast<std::size_t>(id)]);
  std::vector<double> mass(weights.size(), 0);  // by level 2
  double sum = 0;
  for (const int id : all_) {
    const auto at = static_cast<std::size_t>(id);
    sum += mass[at] = std::exp(weights[at] - highest);
  }
  const double average = all_.empty() ? 1 : sum / static_cast<double>(all_.size());
  sum += average * static_cast<double>(unknown_);
  std::vector<double> shares;
  shares.reserve(of_state_.size());
  for (const std::vector<int>& own : of_state_) {
    double share = own.empty() ? average : 0;
    for (const int id : own) share += mass[static_cast<std::size_t>(id)];
    shares.push_back(share / sum);
  }
  return shares;
}

std::vector<double> StateLabels::Scores(const std::vector<double>& weights,
                                        double uniform_share) const {
  std::vector<double> scores = Shares(weights);
  const double uniform = uniform_share / static_cast<double>(of_state_.size());
  for (double& score : scores) score = std::log((1 - uniform_share) * score + uniform);
  return scores;
}

double LeafWordSlope(double share, std::size_t states, double uniform_share) {
  const double own = (1 - uniform_share) * share;
  return own / (own + uniform_share / static_cast<double>(states));
}

}  // namespace gongwen
