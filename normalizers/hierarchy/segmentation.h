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
  // By state: states of one level 1 that follow each other have equal numbers; ascending.
  std::vector<int> parent{};
  // Empty, or for a segment [begin, end) of a state at SpanIndex: on top, what depends on where the
  // segment begins and ends.
  std::vector<double> span{};
};

[[nodiscard]] inline std::size_t SpanIndex(const SegmentationInput& in, std::size_t begin,
                                           std::size_t end, std::size_t state) {
  return (begin * (in.leaves + 1) + end) * in.states + state;
}

struct Segmentation {
  std::vector<int> state_of{};  // by leaf: the most probable whole segmentation
  double best_score = 0;        // of that segmentation
  double log_evidence = 0;      // log of the sum over all segmentations
  // Only where they are asked for:
  std::vector<double> posterior{};  // leaves x states; each row adds up to 1
  std::vector<double> begins{};     // leaves x states: P(the state's segment begins at this leaf)
};

// States follow each other in index order; any may be left out at its `skip` score.
// Needs leaves >= 1 and states >= 1.  O(leaves x states); with spans O(leaves^2 x states).
// Method: forward-backward and Viterbi (Rabiner 1989) on a left-to-right hidden Markov model, with
// spans on its semi-Markov form (Sarawagi and Cohen 2004).
enum class Posteriors { kNo, kYes };
[[nodiscard]] Segmentation Segment(const SegmentationInput& input,
                                   Posteriors posteriors = Posteriors::kYes);

// Score of one segmentation: ascending states, one for each leaf.
[[nodiscard]] double ScoreOfPath(const SegmentationInput& input, const std::vector<int>& state_of);

}  // namespace gongwen
