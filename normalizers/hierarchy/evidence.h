// Everything that speaks for a segmentation of a family under one hypothesis, as the scores of one
// dynamic program. All scores are natural logarithms.
#pragma once

#include <span>
#include <vector>

#include "normalizers/hierarchy/family.h"
#include "normalizers/hierarchy/hypothesis.h"
#include "normalizers/hierarchy/label_places.h"
#include "normalizers/hierarchy/lexicon.h"
#include "normalizers/hierarchy/segmentation.h"

namespace gongwen {

struct EvidenceSwitches {      // for ablation: switch each kind of evidence off in turn
  bool label_position = true;  // where labels stand
  bool level1_labels = true;   // those of level 1 among them
  bool leaf_words = true;      // the lexicon
  bool neighbours = true;      // likeness of neighbouring leaves
  bool spans = true;           // merged cells
  bool drift_classes = true;   // how each table's labels moved is inferred, not taken as average
};

// The leaves of a family as the lexicon sees them; the same under every hypothesis.
struct FamilyWords {
  std::vector<std::vector<double>> weights{};  // slots x level 2
  std::vector<double> border{};                // by slot: score of a border above it
};
[[nodiscard]] FamilyWords ReadFamilyWords(const SheetFamily& family,
                                          std::span<const IndicatorSheet> sheets,
                                          const Lexicon& lexicon);

// Those of one member's leaves.
[[nodiscard]] FamilyWords WordsOfMember(const FamilyWords& family, const FamilyMember& member);

// A family under one hypothesis: what does not change while the classes of drift are inferred.
struct FamilyEvidence {
  std::vector<int> parent{};                   // by state
  std::vector<LabelPlaces> places{};           // by member; without geometry only
  std::vector<std::vector<int>> first_leaf{};  // by member, by slot (and the end): leaves before it
  SegmentationInput fixed{};                   // words, order, spans
  std::vector<double> words{};                 // slots x states: what of `fixed` words say
  std::vector<double> spans{};                 // the same of spans
  double prior = 0;                            // of the hypothesis and of labels out of its order
};
[[nodiscard]] FamilyEvidence GatherFixed(const SheetFamily& family,
                                         std::span<const IndicatorSheet> sheets,
                                         const Hypothesis& hypothesis, const FamilyWords& words,
                                         const Lexicon& lexicon, const Taxonomy& taxonomy,
                                         const LabelDrift& drift, const EvidenceSwitches& switches);

// P(class of drift) by member.
using DriftBelief = std::vector<std::vector<double>>;

// The fixed evidence with the members' labels on top. Labels that siblings print at one leaf may be
// copies of one label, and then count once.
//   use_spans  let scores depend on where a group ends, if labels may stand in the middle; costs
//              leaves^2. Without it such a label may stand anywhere in the upper half below.
[[nodiscard]] SegmentationInput AddLabels(const SheetFamily& family,
                                          std::span<const IndicatorSheet> sheets,
                                          const FamilyEvidence& evidence, const LabelDrift& drift,
                                          const DriftBelief& belief, bool use_spans,
                                          const EvidenceSwitches& switches);

// The classes of the members' drift given where the groups are, and how well the labels fit:
// log P(labels | groups), summed over classes, so that it can be compared between segmentations.
struct DriftInference {
  DriftBelief belief{};
  double log_likelihood = 0;
};
[[nodiscard]] DriftInference InferDrift(const FamilyEvidence& evidence, const LabelDrift& drift,
                                        std::span<const int> state_of, const DriftBelief& before);

}  // namespace gongwen
