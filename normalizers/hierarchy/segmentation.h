// Cuts a sequence of leaves into consecutive groups, each group taken at most once and in a given
// order: an exact dynamic program with the probability of every (leaf, group).
#pragma once

#include <cstddef>
#include <vector>

namespace gongwen {

// All scores are natural logarithms. Matrices are row-major, leaves x states.
struct SegmentationInput {
  std::size_t leaves = 0, states = 0;
  std::vector<double> emission{};      // the leaf belongs to the state
  std::vector<double> enter{};         // the state's segment begins at this leaf
  std::vector<double> enter_parent{};  // on top, when the state before has another parent
  std::vector<double> skip{};          // by state: it has no leaf at all
  std::vector<int> parent{};           // by state: states of one level 1 have equal numbers
};

struct Segmentation {
  std::vector<int> state_of{};      // by leaf: the most probable whole segmentation
  double best_score = 0;            // of that segmentation
  double log_evidence = 0;          // log of the sum over all segmentations
  std::vector<double> posterior{};  // leaves x states; each row adds up to 1
};

// States follow each other in index order; any may be left out at its `skip` score.
// Needs leaves >= 1 and states >= 1.  O(leaves x states^2).
// Method: forward-backward and Viterbi (Rabiner 1989) on a left-to-right hidden Markov model.
[[nodiscard]] Segmentation Segment(const SegmentationInput& input);

}  // namespace gongwen
