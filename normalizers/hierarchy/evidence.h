// The terms that speak for a segmentation, each a function that can be tested alone. All scores
// are natural logarithms.
#pragma once

#include <span>
#include <vector>

#include "normalizers/hierarchy/family.h"
#include "normalizers/hierarchy/hypothesis.h"
#include "normalizers/hierarchy/lexicon.h"
#include "normalizers/hierarchy/segmentation.h"

namespace gongwen {

// A label was seen `offset` leaves below the first leaf of its group (negative: above). `trust` is
// the probability that the table's labels are where they belong; a table whose labels have
// drifted shows offsets of some leaves either way.
[[nodiscard]] double LabelOffsetScore(int offset, double trust);

// How well a leaf's words fit each state: the softmax of the lexicon's weights over the states'
// level 2, mixed with a uniform part so that words never decide alone.
[[nodiscard]] std::vector<double> LeafWordScores(const std::vector<double>& weights,
                                                 const std::vector<GroupState>& states);

struct EvidenceSwitches {  // for ablation: switch each kind of evidence off in turn
  bool label_position = true;
  bool leaf_words = true;
  bool spans = true;
};

// Adds up the evidence of all members for one hypothesis.
//   trust     by member of the family: see LabelOffsetScore
//   weights   by slot of the family: Lexicon::Weights of its name
[[nodiscard]] SegmentationInput GatherEvidence(const SheetFamily& family,
                                               std::span<const IndicatorSheet> sheets,
                                               const Hypothesis& hypothesis,
                                               std::span<const double> trust,
                                               std::span<const std::vector<double>> weights,
                                               const EvidenceSwitches& switches = {});

// How probable it is that a member's labels stand where they belong, given the segmentation of the
// family: compares its label offsets under both explanations.
[[nodiscard]] double EstimateTrust(const FamilyMember& member, const IndicatorSheet& sheet,
                                   const Hypothesis& hypothesis, std::span<const int> state_of);

}  // namespace gongwen
