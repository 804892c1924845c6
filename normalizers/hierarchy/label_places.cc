#include "normalizers/hierarchy/label_places.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace gongwen {
namespace {

constexpr double kExchanged = 0.7;  // that two labels in the wrong order changed places

bool IsOfBothLevels(const LabelSighting& sighting) {
  return sighting.label.level1 >= 0 && sighting.label.level2 >= 0;
}

// The level that a sighting counts for. A name of both levels (满意度指标) is one label, not two:
// of level 1 where the table prints a plainer name of that level 2 (服务对象满意度指标), else of
// the level of its column, if the hypothesis knows the name there.
int LevelOf(const IndicatorSheet& sheet, const LabelSighting& sighting,
            const Hypothesis& hypothesis) {
  if (sheet.has_geometry || !IsOfBothLevels(sighting)) return sighting.level;
  const bool has_plainer =
      std::any_of(sheet.sightings.begin(), sheet.sightings.end(), [&](const LabelSighting& other) {
        return !IsOfBothLevels(other) && other.label.level2 == sighting.label.level2;
      });
  if (has_plainer) return 1;
  const bool is_known_there =
      std::any_of(hypothesis.states.begin(), hypothesis.states.end(), [&](const GroupState& state) {
        return sighting.level == 1 ? state.level1.id == sighting.label.level1
                                   : state.level2.id == sighting.label.level2;
      });
  return is_known_there ? sighting.level : 3 - sighting.level;
}

// The leaves at which the name was seen, each once.
std::vector<int> LeavesOf(const IndicatorSheet& sheet, const Hypothesis& hypothesis,
                          const LevelName& name, int level) {
  std::vector<int> leaves;
  for (const LabelSighting& sighting : sheet.sightings) {
    if (!Names(sheet, sighting, name, level)) continue;
    if (IsOfBothLevels(sighting) && LevelOf(sheet, sighting, hypothesis) != level) continue;
    if (std::find(leaves.begin(), leaves.end(), sighting.leaf_begin) == leaves.end()) {
      leaves.push_back(sighting.leaf_begin);
    }
  }
  return leaves;
}

std::vector<LabelPlace> EvenPlaces(const std::vector<int>& leaves) {
  std::vector<LabelPlace> places;
  for (const int leaf : leaves) places.push_back({leaf, 1.0 / static_cast<double>(leaves.size())});
  return places;
}

// Marks labels that others, or the table's ends, may have kept from where they would stand.
void MarkPushed(std::vector<std::vector<LabelPlace>>& labels, int last_leaf) {
  std::set<int> leaves;
  for (const auto& label : labels) {
    for (const LabelPlace& place : label) leaves.insert(place.leaf);
  }
  int stop = last_leaf;
  while (leaves.contains(stop - 1) && leaves.contains(stop)) --stop;
  for (auto& label : labels) {
    for (LabelPlace& place : label) {
      if (place.leaf == 0 || leaves.contains(place.leaf - 1)) {
        place.stand = LabelStand::kPushed;
      } else if (place.leaf >= stop && leaves.contains(last_leaf)) {
        place.stand = LabelStand::kStopped;
      }
    }
  }
}

// Labels that were seen once, down the table; where two neighbours stand against the order, each
// may stand where the other does. Returns how many did.
int AddExchanges(std::vector<std::vector<LabelPlace>>& labels) {
  std::vector<std::pair<int, std::size_t>> seen;  // leaf, label
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i].size() == 1) seen.emplace_back(labels[i].front().leaf, i);
  }
  std::stable_sort(seen.begin(), seen.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  int exchanges = 0;
  for (std::size_t i = 0; i + 1 < seen.size(); ++i) {
    const auto [leaf, label] = seen[i];
    const auto [next_leaf, next_label] = seen[i + 1];
    if (leaf == next_leaf || label < next_label) continue;
    LabelPlace here = labels[label].front(), there = labels[next_label].front();
    here.weight = there.weight = 1 - kExchanged;
    LabelPlace moved_up = here, moved_down = there;
    moved_up.weight = moved_down.weight = kExchanged;
    labels[label] = {here, moved_down};
    labels[next_label] = {there, moved_up};
    ++exchanges;
    ++i;  // a label changes places once
  }
  return exchanges;
}

int OffsetFromMiddle(int leaf, int begin, int end) {
  const int low = begin + (end - begin - 1) / 2, high = begin + (end - begin) / 2;
  return leaf < low ? leaf - low : leaf > high ? leaf - high : 0;
}

double WithStray(const DriftClass& drift, double probability, int leaves) {
  return (1 - drift.missing) * ((1 - drift.stray) * probability + drift.stray / (leaves + 1));
}

}  // namespace

std::vector<int> ParentNumbers(const Hypothesis& hypothesis) {
  std::vector<int> parents;
  for (std::size_t g = 0; g < hypothesis.states.size(); ++g) {
    const bool is_new = g > 0 && !(hypothesis.states[g].level1 == hypothesis.states[g - 1].level1);
    parents.push_back(g == 0 ? 0 : parents.back() + (is_new ? 1 : 0));
  }
  return parents;
}

LabelPlaces FindLabelPlaces(const IndicatorSheet& sheet, const Hypothesis& hypothesis,
                            const std::vector<int>& parent_of_state) {
  LabelPlaces places{.leaves = static_cast<int>(sheet.leaves.size())};
  const std::vector<GroupState>& states = hypothesis.states;
  for (std::size_t g = 0; g < states.size(); ++g) {
    places.level2.push_back(sheet.has_level2
                                ? EvenPlaces(LeavesOf(sheet, hypothesis, states[g].level2, 2))
                                : std::vector<LabelPlace>{});
    if (g > 0 && parent_of_state[g] == parent_of_state[g - 1]) continue;
    places.level1.push_back(EvenPlaces(LeavesOf(sheet, hypothesis, states[g].level1, 1)));
  }
  const auto any = [](const std::vector<std::vector<LabelPlace>>& labels) {
    return std::any_of(labels.begin(), labels.end(), [](const auto& l) { return !l.empty(); });
  };
  places.has_level1 = any(places.level1);
  places.has_level2 = any(places.level2);
  MarkPushed(places.level2, places.leaves - 1);
  MarkPushed(places.level1, places.leaves - 1);
  places.exchanges = AddExchanges(places.level2);
  AddExchanges(places.level1);
  return places;
}

LabelScorer::LabelScorer(const LabelDrift& drift, std::vector<double> classes, int leaves)
    : drift_(drift), classes_(std::move(classes)), leaves_(leaves) {
  for (auto& by_offset : by_offset_) by_offset.assign(static_cast<std::size_t>(2 * leaves + 1), 0);
  for (std::size_t d = 0; d < classes_.size(); ++d) {
    const DriftClass& one = drift.classes()[d];
    missing_ += classes_[d] * one.missing;
    if (one.is_centred) {
      centred_ += classes_[d];
      stray_ += classes_[d] * WithStray(one, 0, leaves);
      continue;
    }
    for (const LabelStand stand : {LabelStand::kFree, LabelStand::kPushed, LabelStand::kStopped}) {
      std::vector<double>& by_offset = by_offset_[static_cast<std::size_t>(stand)];
      for (int offset = -leaves; offset <= leaves; ++offset) {
        by_offset[static_cast<std::size_t>(offset + leaves)] +=
            classes_[d] * WithStray(one, drift.offsets(d)(offset, stand), leaves);
      }
    }
  }
}

double LabelScorer::Probability(const LabelPlace& place, int begin, int end) const {
  const int leaf = place.leaf;
  const auto at = static_cast<std::size_t>(leaf - begin + leaves_);
  double probability = stray_ + by_offset_[static_cast<std::size_t>(place.stand)][at];
  for (std::size_t d = 0; centred_ > 0 && d < classes_.size(); ++d) {
    const DriftClass& one = drift_.classes()[d];
    if (!one.is_centred) continue;
    const int half = leaves_ / 2;
    const bool is_below = leaf >= begin && leaf <= begin + half;
    probability += classes_[d] * (1 - one.missing) * (1 - one.stray) *
                   (end == kUnknownEnd ? (is_below ? 1.0 / (half + 1) : 0)
                                       : drift_.offsets(d)(OffsetFromMiddle(leaf, begin, end)));
  }
  return probability;
}

double LabelScorer::Score(const std::vector<LabelPlace>& places, int begin, int end) const {
  if (places.empty()) return std::log(missing_);
  double sum = 0;
  for (const LabelPlace& place : places) sum += place.weight * Probability(place, begin, end);
  return std::log(sum);
}

double ScoreOfClass(const LabelDrift& drift, std::size_t drift_class, const LabelPlaces& places,
                    const std::vector<GroupExtent>& groups,
                    const std::vector<int>& parent_of_state) {
  const DriftClass& one = drift.classes()[drift_class];
  const auto score = [&](const std::vector<LabelPlace>& label, int begin, int end,
                         bool is_centred) {
    if (label.empty()) return std::log(one.missing);
    double sum = 0;
    for (const LabelPlace& place : label) {
      const int offset = is_centred ? OffsetFromMiddle(place.leaf, begin, end) : place.leaf - begin;
      const double probability =
          drift.offsets(drift_class)(offset, is_centred ? LabelStand::kFree : place.stand);
      sum += place.weight * WithStray(one, probability, places.leaves);
    }
    return std::log(sum);
  };
  double total = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const GroupExtent& group = groups[i];
    if (places.has_level2) {
      total += score(places.level2[group.state], group.begin, group.end, one.is_centred);
    }
    if (!places.has_level1 || !group.begins_parent) continue;
    std::size_t last = i;
    while (last + 1 < groups.size() && !groups[last + 1].begins_parent) ++last;
    const auto parent = static_cast<std::size_t>(parent_of_state[group.state]);
    total += score(places.level1[parent], group.begin, groups[last].end, one.is_centred);
  }
  return total;
}

}  // namespace gongwen
