#include "normalizers/hierarchy/hypothesis.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace gongwen {
namespace {

// Natural logarithms; see docs/hierarchy.md for how they were chosen.
constexpr double kUnexplainedLabel = -7.0;   // a table prints a label that has no place here
constexpr double kPrintedOrderPrior = -3.0;  // a dump's order of labels: often damaged
constexpr double kInversion = -2.0;          // two labels in the order that no scheme has
constexpr std::size_t kMaxStates = 64;       // hostile tables: more labels than any rule has

int IdAt(const LabelSighting& sighting, int level) {
  return level == 1 ? sighting.label.level1 : sighting.label.level2;
}

LevelName NameOf(const LabelSighting& sighting, int level) {
  const int id = IdAt(sighting, level);
  if (sighting.is_known && id >= 0) return {.id = id};
  return {.text = sighting.label.text};
}

bool IsAnnounced(const GroupState& state, const SheetFamily& family,
                 std::span<const IndicatorSheet> sheets) {
  return std::any_of(family.members.begin(), family.members.end(), [&](const FamilyMember& member) {
    const IndicatorSheet& sheet = sheets[member.sheet];
    return std::any_of(sheet.sightings.begin(), sheet.sightings.end(),
                       [&](const LabelSighting& s) { return Names(sheet, s, state.level2, 2); });
  });
}

bool IsOfBothLevels(const LabelSighting& sighting) {
  return sighting.label.level1 >= 0 && sighting.label.level2 >= 0;
}

// The table prints another name of the same level 2: 服务对象满意度指标 beside 满意度指标.
bool HasPlainName(const IndicatorSheet& sheet, int level2) {
  return std::any_of(sheet.sightings.begin(), sheet.sightings.end(), [&](const LabelSighting& s) {
    return !IsOfBothLevels(s) && s.label.level2 == level2;
  });
}

// A name of both levels (成本指标, 满意度指标) is explained as a level 2 only where the table has
// no plainer name for that level 2, and as a level 1 only where groups below it are announced.
bool IsExplained(const IndicatorSheet& sheet, const LabelSighting& sighting,
                 const Hypothesis& hypothesis, const SheetFamily& family,
                 std::span<const IndicatorSheet> sheets) {
  const bool is_of_both = !sheet.has_geometry && IsOfBothLevels(sighting);
  const bool may_be_level2 = !is_of_both || !HasPlainName(sheet, sighting.label.level2);
  return std::any_of(
      hypothesis.states.begin(), hypothesis.states.end(), [&](const GroupState& state) {
        if (may_be_level2 && Names(sheet, sighting, state.level2, 2)) return true;
        return (sighting.level == 1 || is_of_both) && Names(sheet, sighting, state.level1, 1) &&
               (!is_of_both || IsAnnounced(state, family, sheets));
      });
}

// The label of level 1 in force where a level-2 label was seen: by extent, or the last one above.
LevelName ParentOf(const IndicatorSheet& sheet, const LabelSighting& child,
                   const Taxonomy& taxonomy) {
  LevelName parent;
  bool found = false;
  for (const LabelSighting& sighting : sheet.sightings) {
    if (sighting.level != 1) continue;
    const bool covers = sheet.has_geometry ? sighting.leaf_begin <= child.leaf_begin &&
                                                 child.leaf_begin < sighting.leaf_end
                                           : sighting.leaf_begin <= child.leaf_begin;
    if (!covers) continue;
    parent = NameOf(sighting, 1);
    found = true;
  }
  if (!found && child.label.level2 >= 0) parent.id = taxonomy.UsualLevel1(child.label.level2);
  return parent;
}

// The groups in the order in which one table prints their labels.
std::vector<GroupState> PrintedStates(const IndicatorSheet& sheet, const Taxonomy& taxonomy) {
  std::vector<GroupState> states;
  const auto add = [&](GroupState state) {
    const bool repeats = sheet.has_geometry
                             ? !states.empty() && states.back() == state
                             : std::find(states.begin(), states.end(), state) != states.end();
    if (!repeats && states.size() < kMaxStates) states.push_back(std::move(state));
  };
  for (const LabelSighting& sighting : sheet.sightings) {
    if (sighting.level == 2) {
      add({ParentOf(sheet, sighting, taxonomy), NameOf(sighting, 2)});
    } else if (!sheet.has_level2) {
      add({NameOf(sighting, 1), {}});
    }
  }
  return states;
}

int Inversions(const std::vector<GroupState>& states, const Scheme& scheme) {
  std::vector<std::size_t> ranks;
  for (const GroupState& state : states) {
    for (std::size_t rank = 0; rank < scheme.groups.size(); ++rank) {
      if (scheme.groups[rank].level2 == state.level2.id) {
        ranks.push_back(rank);
        break;
      }
    }
  }
  int inversions = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    for (std::size_t j = i + 1; j < ranks.size(); ++j) inversions += ranks[i] > ranks[j] ? 1 : 0;
  }
  return inversions;
}

int LeastInversions(const std::vector<GroupState>& states, const Taxonomy& taxonomy) {
  int least = static_cast<int>(states.size() * states.size());
  for (const Scheme& scheme : taxonomy.schemes())
    least = std::min(least, Inversions(states, scheme));
  return least;
}

// The member whose printed order is best to learn from: geometry before dumps, then many labels,
// then few inversions.
const IndicatorSheet& MostTrustworthy(const SheetFamily& family,
                                      std::span<const IndicatorSheet> sheets,
                                      const Taxonomy& taxonomy) {
  const auto trust = [&](const FamilyMember& member) {
    const IndicatorSheet& sheet = sheets[member.sheet];
    const std::vector<GroupState> states = PrintedStates(sheet, taxonomy);
    return std::pair{sheet.has_geometry,
                     static_cast<int>(states.size()) - 2 * LeastInversions(states, taxonomy)};
  };
  const auto best = std::max_element(
      family.members.begin(), family.members.end(),
      [&](const FamilyMember& a, const FamilyMember& b) { return trust(a) < trust(b); });
  return sheets[best->sheet];
}

// Each label counts once in each table, however often the table prints it.
double UnexplainedScore(const Hypothesis& hypothesis, const SheetFamily& family,
                        std::span<const IndicatorSheet> sheets) {
  std::size_t unexplained = 0;
  for (const FamilyMember& member : family.members) {
    const IndicatorSheet& sheet = sheets[member.sheet];
    std::vector<std::pair<int, LevelName>> seen;
    for (const LabelSighting& sighting : sheet.sightings) {
      if (IsExplained(sheet, sighting, hypothesis, family, sheets)) continue;
      std::pair<int, LevelName> key{sighting.level, NameOf(sighting, sighting.level)};
      if (std::find(seen.begin(), seen.end(), key) == seen.end()) seen.push_back(std::move(key));
    }
    unexplained += seen.size();
  }
  return kUnexplainedLabel * static_cast<double>(unexplained);
}

}  // namespace

bool Names(const IndicatorSheet& sheet, const LabelSighting& sighting, const LevelName& name,
           int level) {
  const bool may_be_this_level =
      sighting.level == level || (!sheet.has_geometry && sighting.is_known);
  if (!may_be_this_level) return false;
  if (name.id >= 0) return IdAt(sighting, level) == name.id;
  return !sighting.is_known && !name.text.empty() && sighting.label.text == name.text;
}

std::vector<Hypothesis> MakeHypotheses(const SheetFamily& family,
                                       std::span<const IndicatorSheet> sheets,
                                       const Taxonomy& taxonomy) {
  std::vector<Hypothesis> hypotheses;
  const IndicatorSheet& model = MostTrustworthy(family, sheets, taxonomy);
  if (model.has_level2 && !model.sightings.empty()) {
    for (const Scheme& scheme : taxonomy.schemes()) {
      Hypothesis hypothesis{.origin = scheme.id, .prior = scheme.prior};
      for (const TaxonomyGroup& group : scheme.groups) {
        hypothesis.states.push_back({{.id = group.level1}, {.id = group.level2}});
      }
      hypotheses.push_back(std::move(hypothesis));
    }
  }
  if (std::vector<GroupState> printed = PrintedStates(model, taxonomy); !printed.empty()) {
    const double order = kInversion * LeastInversions(printed, taxonomy);
    hypotheses.push_back({.origin = "as printed",
                          .prior = model.has_geometry ? 0 : kPrintedOrderPrior + order,
                          .states = std::move(printed)});
  }
  for (Hypothesis& hypothesis : hypotheses) {
    hypothesis.prior += UnexplainedScore(hypothesis, family, sheets);
  }
  return hypotheses;
}

}  // namespace gongwen
