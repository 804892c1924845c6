#include "normalizers/hierarchy/evidence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "normalizers/hierarchy/leaf_words.h"

namespace gongwen {
namespace {

constexpr double kLabelWithoutLeaves = -9.0;  // a table prints the label, no leaf belongs to it
constexpr double kGroupWithoutSpan = -7.0;    // merged cells everywhere, none of this group
constexpr double kOtherSpan = -8.0;           // a merged cell of another label covers the leaf
constexpr double kOtherParentSpan = -6.0;
constexpr double kErringTogether = 0.3;
constexpr std::size_t kMostLeavesOfSpans = 300;  // spans cost leaves^2
constexpr double kFamilyClassWeight = 2.0;  // tables that the prior of a class of drift counts for

bool IsSighted(const IndicatorSheet& sheet, const LevelName& name, int level) {
  return std::any_of(sheet.sightings.begin(), sheet.sightings.end(),
                     [&](const LabelSighting& s) { return Names(sheet, s, name, level); });
}

// A fund that places one indicator in a group of its own choice does so with the like ones beside
// it: leaves in a row whose words speak for the same group err together, and those inside the row
// count for less than those at its ends, which tell where the group begins.
std::vector<double> RunShares(const std::vector<std::vector<double>>& scores) {
  std::vector<std::ptrdiff_t> best;
  for (const std::vector<double>& leaf : scores) {
    best.push_back(std::max_element(leaf.begin(), leaf.end()) - leaf.begin());
  }
  std::vector<double> shares(scores.size(), 1);
  for (std::size_t begin = 0, end = 0; begin < best.size(); begin = end) {
    while (end < best.size() && best[end] == best[begin]) ++end;
    for (std::size_t i = begin; i < end; ++i) {
      const auto from_end = static_cast<double>(std::min(i - begin, end - 1 - i));
      shares[i] = std::pow(1 + from_end, -kErringTogether);
    }
  }
  return shares;
}

void AddWords(const FamilyWords& words, const Hypothesis& hypothesis, const Lexicon& lexicon,
              const Taxonomy& taxonomy, const EvidenceSwitches& switches,
              FamilyEvidence& evidence) {
  SegmentationInput& in = evidence.fixed;
  const StateLabels labels(hypothesis.states, taxonomy);
  std::vector<std::vector<double>> scores;
  for (const std::vector<double>& weights : words.weights) {
    scores.push_back(labels.Scores(weights));
  }
  const std::vector<double> shares = RunShares(scores);
  for (std::size_t slot = 0; slot < in.leaves; ++slot) {
    for (std::size_t g = 0; g < in.states; ++g) {
      const std::size_t at = slot * in.states + g;
      const int level2 = hypothesis.states[g].level2.id;
      if (switches.leaf_words) {
        evidence.words[at] = lexicon.scale() * shares[slot] * scores[slot][g];
        in.emission[at] += evidence.words[at];
        if (level2 >= 0) in.enter[at] += lexicon.group_begins()[static_cast<std::size_t>(level2)];
      }
      if (switches.neighbours) in.enter[at] += words.border[slot];
    }
  }
}

void AddSpans(const FamilyMember& member, const IndicatorSheet& sheet, const Hypothesis& hypothesis,
              FamilyEvidence& evidence) {
  SegmentationInput& input = evidence.fixed;
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
        evidence.spans[slot * input.states + g] += score;
      }
    }
  }
}

// Leaves of the member that stand before each slot, and at the end all of them.
std::vector<int> LeavesBefore(const FamilyMember& member, std::size_t slots) {
  std::vector<int> before(slots + 1, 0);
  for (const std::size_t slot : member.slots) ++before[slot + 1];
  for (std::size_t s = 0; s < slots; ++s) before[s + 1] += before[s];
  return before;
}

double LogAdd(double a, double b) {
  const double high = std::max(a, b);
  return high + std::log(std::exp(a - high) + std::exp(b - high));
}

// What members say of one label. Those that print it at the same leaf of the family say it once if
// they were copied, and each for itself if not.
class MemberSum {
 public:
  explicit MemberSum(double copied)
      : log_copied_(std::log(copied)), log_own_(std::log(1 - copied)) {}

  void Clear() { entries_.clear(); }
  void Add(int place, double score) {
    for (Entry& entry : entries_) {
      if (entry.place != place) continue;
      entry.sum += score;
      ++entry.count;
      return;
    }
    entries_.push_back({place, 1, score});
  }
  [[nodiscard]] double Total() const {
    double total = 0;
    for (const Entry& e : entries_) {
      total += e.count == 1 ? e.sum : LogAdd(log_copied_ + e.sum / e.count, log_own_ + e.sum);
    }
    return total;
  }

 private:
  struct Entry {
    int place = 0, count = 0;
    double sum = 0;
  };
  double log_copied_, log_own_;
  std::vector<Entry> entries_{};
};

// A member's labels, ready to be scored.
struct Scored {
  const LabelPlaces* places = nullptr;
  const std::vector<int>* first_leaf = nullptr;
  const FamilyMember* member = nullptr;
  LabelScorer scorer;

  // The slot of the family at which a label stands; -1 when it was not seen.
  [[nodiscard]] int SlotOf(const std::vector<LabelPlace>& label) const {
    if (label.empty()) return -1;
    const auto leaf = static_cast<std::size_t>(label.front().leaf);
    return leaf < member->slots.size() ? static_cast<int>(member->slots[leaf])
                                       : static_cast<int>(first_leaf->size());
  }
};

// Calls use(slot, end, score) with what the members say of one label when its group begins at the
// slot: for every end if scores depend on it, else once with the end unknown.
template <class LabelOf, class Use>
void ScoreLabel(const std::vector<Scored>& members, double copied, std::size_t slots,
                bool ends_matter, LabelOf label_of, Use use) {
  MemberSum sum(copied);
  for (std::size_t slot = 0; slot < slots; ++slot) {
    const std::size_t last = ends_matter ? slots : slot + 1;
    for (std::size_t end = slot + 1; end <= last; ++end) {
      sum.Clear();
      for (const Scored& m : members) {
        const std::vector<LabelPlace>* label = label_of(*m.places);
        if (label == nullptr) continue;
        const int begin = (*m.first_leaf)[slot];
        const int own_end =
            ends_matter ? std::max((*m.first_leaf)[end], begin + 1) : LabelScorer::kUnknownEnd;
        sum.Add(m.SlotOf(*label), m.scorer.Score(*label, begin, own_end));
      }
      use(slot, end, sum.Total());
    }
  }
}

void AddLevel2(const std::vector<Scored>& members, double copied, bool use_spans,
               SegmentationInput& in) {
  if (use_spans) in.span.assign(in.leaves * (in.leaves + 1) * in.states, 0);
  for (std::size_t g = 0; g < in.states; ++g) {
    // A label that nobody prints says the same wherever its group ends.
    const bool is_seen = std::any_of(members.begin(), members.end(), [&](const Scored& m) {
      return m.places->has_level2 && !m.places->level2[g].empty();
    });
    const bool ends_matter = use_spans && is_seen;
    ScoreLabel(
        members, copied, in.leaves, ends_matter,
        [g](const LabelPlaces& p) { return p.has_level2 ? &p.level2[g] : nullptr; },
        [&](std::size_t slot, std::size_t end, double score) {
          (ends_matter ? in.span[SpanIndex(in, slot, end, g)] : in.enter[slot * in.states + g]) +=
              score;
        });
  }
}

void AddLevel1(const std::vector<Scored>& members, double copied, SegmentationInput& in) {
  for (std::size_t first = 0; first < in.states;) {
    std::size_t last = first;  // states [first, last) have one parent
    while (last < in.states && in.parent[last] == in.parent[first]) ++last;
    const auto parent = static_cast<std::size_t>(in.parent[first]);
    ScoreLabel(
        members, copied, in.leaves, false,
        [parent](const LabelPlaces& p) { return p.has_level1 ? &p.level1[parent] : nullptr; },
        [&](std::size_t slot, std::size_t, double score) {
          for (std::size_t g = first; g < last; ++g) {
            in.enter_parent[slot * in.states + g] += score;
          }
        });
    first = last;
  }
}

// The groups that a segmentation gives one member, in its own leaves.
std::vector<GroupExtent> ExtentsOf(std::span<const int> state_of,
                                   const std::vector<int>& first_leaf,
                                   const std::vector<int>& parent) {
  std::vector<GroupExtent> groups;
  for (std::size_t begin = 0, end = 0; begin < state_of.size(); begin = end) {
    while (end < state_of.size() && state_of[end] == state_of[begin]) ++end;
    if (first_leaf[begin] == first_leaf[end]) continue;  // none of the member's leaves
    const auto state = static_cast<std::size_t>(state_of[begin]);
    const bool begins_parent = groups.empty() || parent[groups.back().state] != parent[state];
    groups.push_back({state, first_leaf[begin], first_leaf[end], begins_parent});
  }
  return groups;
}

}  // namespace

FamilyWords ReadFamilyWords(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
                            const Lexicon& lexicon) {
  // Each slot's leaf in the first member that has it.
  std::vector<const Leaf*> leaves(family.slot_names.size(), nullptr);
  for (const FamilyMember& member : family.members) {
    for (std::size_t i = 0; i < member.slots.size(); ++i) {
      const Leaf*& leaf = leaves[member.slots[i]];
      if (leaf == nullptr) leaf = &sheets[member.sheet].leaves[i];
    }
  }
  std::vector<LeafText> texts;
  for (const Leaf* leaf : leaves) texts.push_back(ReadLeafText(leaf->name, leaf->value));
  FamilyWords words{.weights = lexicon.Weights(texts)};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    words.border.push_back(i == 0 ? 0 : lexicon.BorderScore(texts[i - 1], texts[i]));
  }
  return words;
}

FamilyWords WordsOfMember(const FamilyWords& family, const FamilyMember& member) {
  FamilyWords words;
  for (const std::size_t slot : member.slots) {
    words.weights.push_back(family.weights[slot]);
    words.border.push_back(words.border.empty() ? 0 : family.border[slot]);
  }
  return words;
}

FamilyEvidence GatherFixed(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
                           const Hypothesis& hypothesis, const FamilyWords& words,
                           const Lexicon& lexicon, const Taxonomy& taxonomy,
                           const LabelDrift& drift, const EvidenceSwitches& switches) {
  FamilyEvidence evidence{.parent = ParentNumbers(hypothesis), .prior = hypothesis.prior};
  SegmentationInput& in = evidence.fixed;
  in.leaves = family.slot_names.size();
  in.states = hypothesis.states.size();
  in.parent = evidence.parent;
  in.emission.assign(in.leaves * in.states, 0);
  evidence.words.assign(in.leaves * in.states, 0);
  evidence.spans.assign(in.leaves * in.states, 0);
  in.enter.assign(in.leaves * in.states, 0);
  in.enter_parent.assign(in.leaves * in.states, 0);
  in.skip.assign(in.states, 0);
  AddWords(words, hypothesis, lexicon, taxonomy, switches, evidence);
  std::vector<int> seen(in.states, 0);
  bool all_geometry = true;
  for (const FamilyMember& member : family.members) {
    const IndicatorSheet& sheet = sheets[member.sheet];
    // Merged cells do not drift: they speak by their extent alone.
    evidence.places.push_back(sheet.has_geometry
                                  ? LabelPlaces{.leaves = static_cast<int>(sheet.leaves.size())}
                                  : FindLabelPlaces(sheet, hypothesis, evidence.parent));
    evidence.first_leaf.push_back(LeavesBefore(member, in.leaves));
    for (std::size_t g = 0; g < in.states; ++g) {
      seen[g] += IsSighted(sheet, hypothesis.states[g].level2, 2) ? 1 : 0;
    }
    if (sheet.has_geometry && switches.spans) AddSpans(member, sheet, hypothesis, evidence);
    evidence.prior += evidence.places.back().exchanges * std::log(drift.exchange());
    all_geometry = all_geometry && sheet.has_geometry;
  }
  for (std::size_t g = 0; g < in.states; ++g) {
    in.skip[g] = kLabelWithoutLeaves * seen[g];
    // Where all labels are merged cells, a group that no label names is hardly there.
    if (!all_geometry || seen[g] > 0 || hypothesis.states[g].level2 == LevelName{}) continue;
    for (std::size_t slot = 0; slot < in.leaves; ++slot) {
      in.enter[slot * in.states + g] += kGroupWithoutSpan;
    }
  }
  return evidence;
}

SegmentationInput AddLabels(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
                            const FamilyEvidence& evidence, const LabelDrift& drift,
                            const DriftBelief& belief, bool use_spans,
                            const EvidenceSwitches& switches) {
  SegmentationInput in = evidence.fixed;
  if (!switches.label_position) return in;
  std::vector<Scored> members;
  bool is_centred = false;
  for (std::size_t m = 0; m < family.members.size(); ++m) {
    if (sheets[family.members[m].sheet].has_geometry) continue;
    members.push_back({&evidence.places[m], &evidence.first_leaf[m], &family.members[m],
                       LabelScorer(drift, belief[m], evidence.places[m].leaves)});
    is_centred = is_centred || members.back().scorer.IsCentred();
  }
  AddLevel2(members, drift.copied(), use_spans && is_centred && in.leaves <= kMostLeavesOfSpans,
            in);
  if (switches.level1_labels) AddLevel1(members, drift.copied(), in);
  return in;
}

DriftInference InferDrift(const FamilyEvidence& evidence, const LabelDrift& drift,
                          std::span<const int> state_of, const DriftBelief& before) {
  // Siblings went through one reader: what the others show is a prior for each.
  const std::size_t classes = drift.classes().size();
  std::vector<double> prior(classes);
  double sum = 0;
  for (std::size_t d = 0; d < classes; ++d) {
    prior[d] = kFamilyClassWeight * drift.classes()[d].prior;
    for (const std::vector<double>& member : before) {
      if (before.size() > 1) prior[d] += member[d];
    }
    sum += prior[d];
  }
  DriftInference inferred;
  for (std::size_t m = 0; m < evidence.places.size(); ++m) {
    const std::vector<GroupExtent> groups =
        ExtentsOf(state_of, evidence.first_leaf[m], evidence.parent);
    std::vector<double> score(classes);
    double highest = -1e300;
    for (std::size_t d = 0; d < classes; ++d) {
      score[d] = std::log(prior[d] / sum) +
                 ScoreOfClass(drift, d, evidence.places[m], groups, evidence.parent);
      highest = std::max(highest, score[d]);
    }
    double total = 0;
    for (double& s : score) total += s = std::exp(s - highest);
    for (double& s : score) s /= total;
    inferred.log_likelihood += highest + std::log(total);
    inferred.belief.push_back(std::move(score));
  }
  return inferred;
}

}  // namespace gongwen
