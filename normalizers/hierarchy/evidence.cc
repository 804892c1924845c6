#include "normalizers/hierarchy/evidence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <set>

namespace gongwen {
namespace {

// How labels stand in tables whose labels are in place, and in tables where they drifted: the
// probability of an offset of 0, of one further down and further up, and the decay by leaf.
struct OffsetModel {
  double hit, down, up, down_decay, up_decay;
};
constexpr OffsetModel kInPlace{0.90, 0.05, 0.05, 1.5, 1.5};
constexpr OffsetModel kDrifted{0.25, 0.45, 0.30, 4.0, 2.5};
constexpr double kOffsetFloor = 1e-4;         // a label that was swapped may stand anywhere
constexpr double kLabelMissing = -2.3;        // the group is there, its label is not printed
constexpr double kLabelWithoutLeaves = -7.0;  // a table prints the label, no leaf belongs to it
constexpr double kParentMissing = -4.0;
constexpr double kGroupWithoutSpan = -7.0;  // merged cells everywhere, none of this group
constexpr double kOtherSpan = -8.0;         // a merged cell of another label covers the leaf
constexpr double kOtherParentSpan = -6.0;
// Siblings went through the same reader, which drops labels in the same ways: n of them count as
// n^(1 - this), so that words are not outvoted by one error made n times. 0.5 is best over the
// generator's severities among the values that keep the ten tables of the seed whole.
constexpr double kLikeErrorsOfSiblings = 0.5;
constexpr double kUniformPart = 0.08;  // of the leaf-word score

double OffsetDensity(int offset, const OffsetModel& model) {
  if (offset == 0) return model.hit;
  const double decay = offset > 0 ? model.down_decay : model.up_decay;
  const double ratio = std::exp(-1 / decay);  // the tail adds up to model.down or model.up
  const double tail = (offset > 0 ? model.down : model.up) * (1 - ratio) / ratio;
  return tail * std::pow(ratio, std::abs(offset)) + kOffsetFloor;
}

// The best score over all sightings of this label in the sheet when its group begins at `leaf`;
// `missing` when the label was not seen.
double BestSighting(const IndicatorSheet& sheet, const LevelName& name, int level, int leaf,
                    double trust, double missing) {
  double best = missing;
  bool found = false;
  for (const LabelSighting& sighting : sheet.sightings) {
    if (!Names(sheet, sighting, name, level)) continue;
    const double score = LabelOffsetScore(sighting.leaf_begin - leaf, trust);
    best = found ? std::max(best, score) : score;
    found = true;
  }
  return best;
}

bool IsSighted(const IndicatorSheet& sheet, const LevelName& name, int level) {
  return std::any_of(sheet.sightings.begin(), sheet.sightings.end(),
                     [&](const LabelSighting& s) { return Names(sheet, s, name, level); });
}

// Leaves of the member that stand before each slot: the leaf index at which a segment that begins
// at that slot begins in this member.
std::vector<int> LeavesBefore(const FamilyMember& member, std::size_t slots) {
  std::vector<int> before(slots + 1, 0);
  for (const std::size_t slot : member.slots) ++before[slot + 1];
  for (std::size_t s = 0; s < slots; ++s) before[s + 1] += before[s];
  return before;
}

void AddLabelPositions(const FamilyMember& member, const IndicatorSheet& sheet,
                       const Hypothesis& hypothesis, double trust, SegmentationInput& input) {
  const std::vector<int> before = LeavesBefore(member, input.leaves);
  for (std::size_t g = 0; g < input.states; ++g) {
    const GroupState& state = hypothesis.states[g];
    for (std::size_t slot = 0; slot < input.leaves; ++slot) {
      const std::size_t at = slot * input.states + g;
      const int leaf = before[slot];
      if (sheet.has_level2) {
        input.enter[at] += BestSighting(sheet, state.level2, 2, leaf, trust, kLabelMissing);
      }
      // Level-1 labels drift more and span several groups: half the weight.
      input.enter_parent[at] +=
          0.5 * BestSighting(sheet, state.level1, 1, leaf, trust, kParentMissing);
    }
  }
}

void AddSpans(const FamilyMember& member, const IndicatorSheet& sheet, const Hypothesis& hypothesis,
              SegmentationInput& input) {
  for (const LabelSighting& sighting : sheet.sightings) {
    for (std::size_t g = 0; g < input.states; ++g) {
      const GroupState& state = hypothesis.states[g];
      const bool agrees =
          Names(sheet, sighting, sighting.level == 1 ? state.level1 : state.level2, sighting.level);
      if (agrees) continue;
      const double score = sighting.level == 1 ? kOtherParentSpan : kOtherSpan;
      for (int leaf = sighting.leaf_begin; leaf < sighting.leaf_end; ++leaf) {
        const std::size_t slot = member.slots[static_cast<std::size_t>(leaf)];
        input.emission[slot * input.states + g] += score;
      }
    }
  }
}

}  // namespace

double LabelOffsetScore(int offset, double trust) {
  return std::log(trust * OffsetDensity(offset, kInPlace) +
                  (1 - trust) * OffsetDensity(offset, kDrifted));
}

std::vector<double> LeafWordScores(const std::vector<double>& weights,
                                   const std::vector<GroupState>& states) {
  const auto weight_of = [&](const GroupState& state) {
    return state.level2.id < 0 ? 0.0 : weights[static_cast<std::size_t>(state.level2.id)];
  };
  // States of one level 2 under two parents share its probability.
  std::set<int> ids;
  double sum = 0;
  for (const GroupState& state : states) {
    if (state.level2.id < 0 || ids.insert(state.level2.id).second)
      sum += std::exp(weight_of(state));
  }
  const double kinds = static_cast<double>(std::max<std::size_t>(1, ids.size()));
  std::vector<double> scores;
  for (const GroupState& state : states) {
    scores.push_back(
        std::log((1 - kUniformPart) * std::exp(weight_of(state)) / sum + kUniformPart / kinds));
  }
  return scores;
}

SegmentationInput GatherEvidence(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
                                 const Hypothesis& hypothesis, std::span<const double> trust,
                                 std::span<const std::vector<double>> weights,
                                 const EvidenceSwitches& switches) {
  SegmentationInput input{.leaves = family.slot_names.size(), .states = hypothesis.states.size()};
  const std::size_t size = input.leaves * input.states;
  input.emission.assign(size, 0);
  input.enter.assign(size, 0);
  input.enter_parent.assign(size, 0);
  input.skip.assign(input.states, 0);
  input.parent.assign(input.states, 0);
  for (std::size_t g = 1; g < input.states; ++g) {
    const bool same = hypothesis.states[g].level1 == hypothesis.states[g - 1].level1;
    input.parent[g] = input.parent[g - 1] + (same ? 0 : 1);
  }
  if (switches.leaf_words) {
    for (std::size_t slot = 0; slot < input.leaves; ++slot) {
      const std::vector<double> scores = LeafWordScores(weights[slot], hypothesis.states);
      std::copy(scores.begin(), scores.end(),
                input.emission.begin() + static_cast<std::ptrdiff_t>(slot * input.states));
    }
  }
  std::vector<int> seen(input.states, 0);
  for (std::size_t m = 0; m < family.members.size(); ++m) {
    const IndicatorSheet& sheet = sheets[family.members[m].sheet];
    for (std::size_t g = 0; g < input.states; ++g) {
      seen[g] += IsSighted(sheet, hypothesis.states[g].level2, 2) ? 1 : 0;
    }
    if (sheet.has_geometry) {
      if (switches.spans) AddSpans(family.members[m], sheet, hypothesis, input);
    } else if (switches.label_position) {
      AddLabelPositions(family.members[m], sheet, hypothesis, trust[m], input);
    }
  }
  for (std::size_t g = 0; g < input.states; ++g) input.skip[g] = kLabelWithoutLeaves * seen[g];
  const double vote = std::pow(static_cast<double>(family.members.size()), -kLikeErrorsOfSiblings);
  for (std::vector<double>* scores : {&input.enter, &input.enter_parent, &input.skip}) {
    for (double& score : *scores) score *= vote;
  }
  // Where all labels are merged cells, a group that no label names is hardly there.
  const bool all_geometry =
      std::all_of(family.members.begin(), family.members.end(),
                  [&](const FamilyMember& member) { return sheets[member.sheet].has_geometry; });
  for (std::size_t g = 0; all_geometry && g < input.states; ++g) {
    if (seen[g] > 0 || hypothesis.states[g].level2 == LevelName{}) continue;
    for (std::size_t slot = 0; slot < input.leaves; ++slot) {
      input.enter[slot * input.states + g] += kGroupWithoutSpan;
    }
  }
  return input;
}

double EstimateTrust(const FamilyMember& member, const IndicatorSheet& sheet,
                     const Hypothesis& hypothesis, std::span<const int> state_of) {
  const std::vector<int> before = LeavesBefore(member, state_of.size());
  double log_odds = 0;  // in place against drifted, even before anything is seen
  for (std::size_t slot = 0; slot < state_of.size(); ++slot) {
    if (slot > 0 && state_of[slot] == state_of[slot - 1]) continue;
    const GroupState& state = hypothesis.states[static_cast<std::size_t>(state_of[slot])];
    const int leaf = before[slot];
    if (!IsSighted(sheet, state.level2, 2)) continue;
    log_odds += BestSighting(sheet, state.level2, 2, leaf, 1, 0) -
                BestSighting(sheet, state.level2, 2, leaf, 0, 0);
  }
  return std::clamp(1 / (1 + std::exp(-log_odds)), 0.02, 0.7);
}

}  // namespace gongwen
