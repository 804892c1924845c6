// The words of a leaf as a score for every group: the lexicon's weights, made comparable.
#pragma once

#include <cstddef>
#include <vector>

#include "normalizers/hierarchy/hypothesis.h"

namespace gongwen {

// How much of the probability goes to every group alike, so that words alone never decide.
inline constexpr double kUniformShare = 0.18;

// By state, the softmax of the weights (by level 2). States of one level 2 under two parents each
// have its whole share; a level 2 that the taxonomy lacks has the share of an average one; a state
// without level 2 has the shares of its level 1.
[[nodiscard]] std::vector<double> LeafWordShares(const std::vector<double>& weights,
                                                 const std::vector<GroupState>& states,
                                                 const Taxonomy& taxonomy);

// log of the share, mixed with a uniform part.
[[nodiscard]] std::vector<double> LeafWordScores(const std::vector<double>& weights,
                                                 const std::vector<GroupState>& states,
                                                 const Taxonomy& taxonomy);

// d(score) / d(log share) of a state with this share among so many states: for fitting.
[[nodiscard]] double LeafWordSlope(double share, std::size_t states);

}  // namespace gongwen
