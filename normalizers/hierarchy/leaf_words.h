// The words of a leaf as a score for every group: the lexicon's weights, made comparable.
#pragma once

#include <cstddef>
#include <vector>

#include "normalizers/hierarchy/hypothesis.h"

namespace gongwen {

// How much of the probability goes to every group alike, so that words alone never decide.
inline constexpr double kUniformShare = 0.02;

// The level 2 labels that the states of a hypothesis stand for.
class StateLabels {
 public:
  StateLabels(const std::vector<GroupState>& states, const Taxonomy& taxonomy);

  // By state, the softmax of a leaf's weights (by level 2). States of one level 2 under two parents
  // each have its whole share; a level 2 that the taxonomy lacks has the share of an average one; a
  // state without level 2 has the shares of its level 1.
  [[nodiscard]] std::vector<double> Shares(const std::vector<double>& weights) const;

  // log of the share, mixed with a uniform part.
  [[nodiscard]] std::vector<double> Scores(const std::vector<double>& weights,
                                           double uniform_share = kUniformShare) const;

 private:
  std::vector<std::vector<int>> of_state_{};
  std::vector<int> all_{};
  std::size_t unknown_ = 0;  // states of none
};

// d(score) / d(log share) of a state with this share among so many states: for fitting.
[[nodiscard]] double LeafWordSlope(double share, std::size_t states, double uniform_share);

}  // namespace gongwen
