#include "normalizers/hierarchy/hypothesis.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace gongwen {
namespace {

// Natural logarithms; see docs/hierarchy.md for how they were chosen.
constexpr double kUnexplainedLabel = -7.0;    // a table prints a label that has no place here
constexpr double kPrintedOrderPrior = -3.0;   // a dump's order of labels: often damaged
constexpr double kInversion = -2.0;           // two labels in the order that no scheme has
constexpr double kOrderOfItsOwn = -10.0;      // at most: authors may choose any order at all
constexpr double kPlainNameElsewhere = -2.0;  // see PlainNameScore
constexpr double kUnusualParent = -5.0;       // known labels in a pair that no scheme has
constexpr std::size_t kMaxStates = 64;        // hostile tables: more labels than any rule has

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

// The groups in the order in which one table prints their labels, and the leaf of each label.
struct PrintedGroup {
  GroupState state{};
  int leaf = 0;
};
std::vector<PrintedGroup> PrintedGroups(const IndicatorSheet& sheet, const Taxonomy& taxonomy) {
  std::vector<PrintedGroup> groups;
  const auto add = [&](GroupState state, int leaf) {
    const bool repeats =
        sheet.has_geometry
            ? !groups.empty() && groups.back().state == state
            : std::any_of(groups.begin(), groups.end(),
                          [&](const PrintedGroup& known) { return known.state == state; });
    if (!repeats && groups.size() < kMaxStates) groups.push_back({std::move(state), leaf});
  };
  for (const LabelSighting& sighting : sheet.sightings) {
    if (sighting.level == 2) {
      add({ParentOf(sheet, sighting, taxonomy), NameOf(sighting, 2)}, sighting.leaf_begin);
    } else if (!sheet.has_level2) {
      add({NameOf(sighting, 1), {}}, sighting.leaf_begin);
    }
  }
  return groups;
}

std::vector<GroupState> StatesOf(const std::vector<PrintedGroup>& groups) {
  std::vector<GroupState> states;
  for (const PrintedGroup& group : groups) states.push_back(group.state);
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
    const std::vector<GroupState> states = StatesOf(PrintedGroups(sheet, taxonomy));
    return std::pair{sheet.has_geometry,
                     static_cast<int>(states.size()) - 2 * LeastInversions(states, taxonomy)};
  };
  const auto best = std::max_element(
      family.members.begin(), family.members.end(),
      [&](const FamilyMember& a, const FamilyMember& b) { return trust(a) < trust(b); });
  return sheets[best->sheet];
}

bool IsUsual(const LevelName& level1, const LevelName& level2, const Taxonomy& taxonomy) {
  return std::any_of(taxonomy.schemes().begin(), taxonomy.schemes().end(), [&](const Scheme& s) {
    return std::any_of(s.groups.begin(), s.groups.end(), [&](const TaxonomyGroup& g) {
      return g.level1 == level1.id && g.level2 == level2.id;
    });
  });
}

using ParentCounts = std::vector<std::pair<LevelName, int>>;

// Labels of level 1 drift and are lost, so that a level 2 may seem to stand under another one's
// parent: a pair that the taxonomy knows goes first, then the usual parent, unless the table has a
// name of its own there.
LevelName ParentAmong(const ParentCounts& parents, const LevelName& level2,
                      const Taxonomy& taxonomy) {
  const auto most = [&](bool usual_only) -> const std::pair<LevelName, int>* {
    const std::pair<LevelName, int>* best = nullptr;
    for (const auto& parent : parents) {
      if (usual_only && !IsUsual(parent.first, level2, taxonomy)) continue;
      if (best == nullptr || parent.second > best->second) best = &parent;
    }
    return best;
  };
  if (const auto* known = most(true)) return known->first;
  const LevelName& printed = most(false)->first;
  const int usual = level2.id < 0 ? -1 : taxonomy.UsualLevel1(level2.id);
  return usual >= 0 && printed.id >= 0 ? LevelName{.id = usual} : printed;
}

LevelName MostPrinted(const ParentCounts& parents) {
  return std::max_element(parents.begin(), parents.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// A dump's own order is damaged in some tables and lacks labels in others: of all members together,
// each level 2 under the parent that most of them print, by the mean slot of its label.
struct PrintedOrder {
  std::vector<GroupState> usual{};    // with the parents that the taxonomy lets expect
  std::vector<GroupState> printed{};  // with those that the tables print
};
PrintedOrder PrintedByFamily(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
                             const Taxonomy& taxonomy) {
  struct Seen {
    LevelName level2{};
    double slots = 0;
    int count = 0;
    ParentCounts parents{};
  };
  std::vector<Seen> all;
  for (const FamilyMember& member : family.members) {
    for (const PrintedGroup& group : PrintedGroups(sheets[member.sheet], taxonomy)) {
      if (group.state.level2 == LevelName{}) continue;
      const LevelName& key = group.state.level2;
      auto seen =
          std::find_if(all.begin(), all.end(), [&](const Seen& s) { return s.level2 == key; });
      if (seen == all.end()) seen = all.insert(all.end(), Seen{.level2 = key});
      const auto leaf = static_cast<std::size_t>(group.leaf);
      seen->slots += static_cast<double>(leaf < member.slots.size() ? member.slots[leaf]
                                                                    : family.slot_names.size());
      ++seen->count;
      auto parent = std::find_if(seen->parents.begin(), seen->parents.end(),
                                 [&](const auto& p) { return p.first == group.state.level1; });
      if (parent == seen->parents.end()) {
        parent = seen->parents.insert(seen->parents.end(), {group.state.level1, 0});
      }
      ++parent->second;
    }
  }
  // A label that a single table of many prints is a misreading.
  const int least = std::max(1, static_cast<int>(family.members.size()) / 4);
  std::erase_if(all, [&](const Seen& s) { return s.count < least; });
  std::stable_sort(all.begin(), all.end(), [](const Seen& a, const Seen& b) {
    return a.slots / a.count < b.slots / b.count;
  });
  PrintedOrder order;
  for (const Seen& seen : all) {
    if (order.usual.size() >= kMaxStates) break;
    order.usual.push_back({ParentAmong(seen.parents, seen.level2, taxonomy), seen.level2});
    order.printed.push_back({MostPrinted(seen.parents), seen.level2});
  }
  return order;
}

// The level 1 that has the same name as the level 2 (满意度指标); -1 when none has.
int Level1OfSameName(int level2, const Taxonomy& taxonomy) {
  const auto names = [](const LevelLabel& label) {
    std::vector<std::string> all = label.aliases;
    all.push_back(label.name);
    return all;
  };
  const std::vector<std::string> own = names(taxonomy.level2()[static_cast<std::size_t>(level2)]);
  for (std::size_t i = 0; i < taxonomy.level1().size(); ++i) {
    for (const std::string& name : names(taxonomy.level1()[i])) {
      if (std::find(own.begin(), own.end(), name) != own.end()) return static_cast<int>(i);
    }
  }
  return -1;
}

// Authors who put 满意度指标 under 效益指标 call it so. A table that says 服务对象满意度指标 has
// the usual parent, though its label may be lost.
double PlainNameScore(const Hypothesis& hypothesis, const SheetFamily& family,
                      std::span<const IndicatorSheet> sheets, const Taxonomy& taxonomy) {
  double score = 0;
  for (const GroupState& state : hypothesis.states) {
    const int level2 = state.level2.id;
    if (level2 < 0) continue;
    const int usual = taxonomy.UsualLevel1(level2);
    if (usual < 0 || state.level1.id == usual) continue;
    if (Level1OfSameName(level2, taxonomy) != usual) continue;
    const bool has_plain =
        std::any_of(family.members.begin(), family.members.end(), [&](const FamilyMember& member) {
          return !sheets[member.sheet].has_geometry && HasPlainName(sheets[member.sheet], level2);
        });
    if (has_plain) score += kPlainNameElsewhere;
  }
  return score;
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

bool IsExplained(const IndicatorSheet& sheet, const Hypothesis& hypothesis) {
  return std::all_of(sheet.sightings.begin(), sheet.sightings.end(),
                     [&](const LabelSighting& sighting) {
                       return std::any_of(hypothesis.states.begin(), hypothesis.states.end(),
                                          [&](const GroupState& state) {
                                            return Names(sheet, sighting, state.level2, 2) ||
                                                   Names(sheet, sighting, state.level1, 1);
                                          });
                     });
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
  const auto add = [&](std::vector<GroupState> states, double prior) {
    if (states.empty()) return;
    hypotheses.push_back({.origin = "as printed", .prior = prior, .states = std::move(states)});
  };
  if (model.has_geometry || !model.has_level2) {
    std::vector<GroupState> printed = StatesOf(PrintedGroups(model, taxonomy));
    const double order = std::max(kOrderOfItsOwn, kInversion * LeastInversions(printed, taxonomy));
    add(std::move(printed), model.has_geometry ? 0 : kPrintedOrderPrior + order);
  } else {
    PrintedOrder printed = PrintedByFamily(family, sheets, taxonomy);
    const double order =
        kPrintedOrderPrior +
        std::max(kOrderOfItsOwn, kInversion * LeastInversions(printed.usual, taxonomy));
    double unusual = 0;  // pairs: one may be the author's, several are moved labels
    for (std::size_t g = 0; g < printed.usual.size(); ++g) {
      unusual += printed.printed[g] == printed.usual[g] ? 0 : 1;
    }
    if (unusual > 0) add(std::move(printed.printed), order + kUnusualParent * unusual * unusual);
    add(std::move(printed.usual), order);
  }
  for (Hypothesis& hypothesis : hypotheses) {
    hypothesis.prior += UnexplainedScore(hypothesis, family, sheets) +
                        PlainNameScore(hypothesis, family, sheets, taxonomy);
  }
  return hypotheses;
}

}  // namespace gongwen
