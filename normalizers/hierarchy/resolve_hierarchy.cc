// Reading tables in place gives most leaves of a damaged dump a wrong path. Here every leaf's group
// is a hidden state; labels, words, order and siblings are what is seen of it.
//
//   1. Tables with the same leaves form a family (family.h): they share one hierarchy.
//   2. Hypotheses say which groups there may be and in which order (hypothesis.h).
//   3. All evidence for one hypothesis is a sum of log scores (evidence.h), and the best and the
//      total over all segmentations come from one exact dynamic program (segmentation.h).
//   4. How the labels of each member moved is inferred from the answer, and 3 is repeated
//      (solve_family.h).
//   5. Hypotheses are mixed by their total evidence; a leaf's probability of a path is the sum over
//      all hypotheses and segmentations that give it that path.
//
// Tested by tests/normalizers/resolve_hierarchy_test.cc; measured by bench/accuracy.
#include "normalizers/hierarchy/resolve_hierarchy.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "normalizers/hierarchy/level_names.h"
#include "normalizers/hierarchy/solve_family.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr double kSmallest = 1e-9;  // probabilities are kept away from 0 and 1 in log odds

struct Context {
  std::span<const IndicatorSheet> sheets;
  const Knowledge& knowledge;
  const HierarchyOptions& options;

  [[nodiscard]] SolveOptions solve() const {
    return {.evidence = options.evidence, .drift_rounds = options.drift_rounds};
  }
};

double LogOdds(double p) {
  p = std::clamp(p, kSmallest, 1 - kSmallest);
  return std::log(p / (1 - p));
}

// The names of the states of all solutions in one member, looked up once for all leaves.
using StateNames = std::vector<std::vector<std::pair<std::string, std::string>>>;

StateNames NamesOfStates(const std::vector<Solution>& solutions, std::size_t sheet,
                         const LevelNames& names) {
  StateNames all;
  for (const Solution& solution : solutions) {
    all.emplace_back();
    for (const GroupState& state : solution.hypothesis.states) {
      all.back().emplace_back(names.Choose(sheet, state.level1, 1),
                              names.Choose(sheet, state.level2, 2));
    }
  }
  return all;
}

std::vector<Alternative> PathProbabilities(const std::vector<Solution>& solutions, std::size_t slot,
                                           const StateNames& names) {
  std::vector<Alternative> paths;
  for (std::size_t h = 0; h < solutions.size(); ++h) {
    const std::size_t states = solutions[h].hypothesis.states.size();
    for (std::size_t g = 0; g < states; ++g) {
      const double p = solutions[h].weight * solutions[h].segmentation.posterior[slot * states + g];
      if (p < kSmallest) continue;
      const std::string& level1 = names[h][g].first;
      const std::string& level2 = names[h][g].second;
      const auto known = std::find_if(paths.begin(), paths.end(), [&](const Alternative& a) {
        return a.level1 == level1 && a.level2 == level2;
      });
      if (known == paths.end()) {
        paths.push_back({level1, level2, p});
      } else {
        known->probability += p;
      }
    }
  }
  std::stable_sort(paths.begin(), paths.end(), [](const Alternative& a, const Alternative& b) {
    return a.probability > b.probability;
  });
  return paths;
}

ResolvedLeaf ResolveLeaf(std::vector<Alternative> paths, double least_alternative) {
  ResolvedLeaf leaf;
  if (paths.empty()) return leaf;
  leaf.level1 = paths.front().level1;
  leaf.level2 = paths.front().level2;
  leaf.probability = std::min(1.0, paths.front().probability);
  paths.erase(paths.begin());
  std::erase_if(paths, [&](const Alternative& a) { return a.probability < least_alternative; });
  leaf.alternatives = std::move(paths);
  return leaf;
}

SheetFamily Alone(const FamilyMember& member, const IndicatorSheet& sheet) {
  SheetFamily alone;
  FamilyMember self{.sheet = member.sheet};
  self.slots.resize(sheet.leaves.size());
  std::iota(self.slots.begin(), self.slots.end(), std::size_t{0});
  for (const Leaf& leaf : sheet.leaves) alone.slot_names.push_back(leaf.name);
  alone.members.push_back(std::move(self));
  return alone;
}

// A member truly differs when its labels stand for other groups than the family's by more than the
// limit.
bool Diverges(const FamilyMember& member, const Solution& together, const SheetFamily& alone,
              const FamilyWords& words, const std::vector<Solution>& own, const Context& context) {
  std::vector<int> path;
  for (const std::size_t slot : member.slots) {
    path.push_back(together.segmentation.state_of[slot]);
  }
  const double belongs = LogOddsOfBelonging(alone, words, context.sheets, context.knowledge,
                                            together.hypothesis, path, own, context.solve());
  return belongs < -context.options.divergence;
}

bool IsAsRead(const ResolvedLeaf& leaf, const Leaf& read) {
  return NormalizeForMatch(leaf.level1) == NormalizeForMatch(read.level1_read) &&
         NormalizeForMatch(leaf.level2) == NormalizeForMatch(read.level2_read);
}

// The state of the solution that gives the leaf this path; -1 when none does.
int StateOf(const std::vector<std::pair<std::string, std::string>>& names,
            const std::string& level1, const std::string& level2) {
  for (std::size_t g = 0; g < names.size(); ++g) {
    const bool is_it = NormalizeForMatch(names[g].first) == NormalizeForMatch(level1) &&
                       NormalizeForMatch(names[g].second) == NormalizeForMatch(level2);
    if (is_it) return static_cast<int>(g);
  }
  return -1;
}

// One leaf whose path was changed, and what its own table says of it.
struct Changed {
  const ResolvedLeaf& joint;
  const Leaf& leaf;
  std::span<const double> word_scores;  // by state of the own table's best solution
  const std::vector<std::pair<std::string, std::string>>& state_names;  // of the same states
  double alone = 0;  // probability of the answer by the own table
};

// What spoke for the answer, by kind of evidence, in log odds; the terms add up to the log odds of
// the answer. Words: against the path as it was read, or where that is none of the groups, against
// the best other group.
std::vector<Evidence> Explain(const Changed& changed, std::size_t siblings) {
  const ResolvedLeaf& joint = changed.joint;
  const int answer = StateOf(changed.state_names, joint.level1, joint.level2);
  const int read = StateOf(changed.state_names, changed.leaf.level1_read, changed.leaf.level2_read);
  std::vector<Evidence> evidence;
  double words = 0;
  if (answer >= 0) {
    int other = read;
    for (std::size_t g = 0; read < 0 && g < changed.word_scores.size(); ++g) {
      const bool is_better = other < 0 || changed.word_scores[g] >
                                              changed.word_scores[static_cast<std::size_t>(other)];
      if (static_cast<int>(g) != answer && is_better) other = static_cast<int>(g);
    }
    if (other >= 0) {
      words = changed.word_scores[static_cast<std::size_t>(answer)] -
              changed.word_scores[static_cast<std::size_t>(other)];
      const auto& [level1, level2] = changed.state_names[static_cast<std::size_t>(other)];
      evidence.push_back({"leaf_words",
                          "「" + changed.leaf.name + "」的用词，与" + level1 + "/" + level2 +
                              "相比 / its words, against that group",
                          words});
    }
  }
  const double alone = LogOdds(changed.alone);
  evidence.push_back({"label_position",
                      "本表标签的位置、顺序及相邻各行 / where the table's labels stand, their "
                      "order, and the rows around",
                      alone - words});
  if (siblings > 0) {
    evidence.push_back({"siblings",
                        "指标相同的另外 " + std::to_string(siblings) + " 张表 / " +
                            std::to_string(siblings) + " other tables with the same rows",
                        LogOdds(joint.probability) - alone});
  }
  return evidence;
}

double ProbabilityOf(const std::vector<Alternative>& paths, const ResolvedLeaf& answer) {
  for (const Alternative& path : paths) {
    if (path.level1 == answer.level1 && path.level2 == answer.level2) return path.probability;
  }
  return 0;
}

ResolvedSheet ResolveMember(const SheetFamily& family, const FamilyMember& member,
                            const std::vector<Solution>& solutions, const Context& context) {
  const StateNames names = NamesOfStates(
      solutions, member.sheet, LevelNames(family, context.sheets, context.knowledge.taxonomy()));
  ResolvedSheet resolved;
  for (const std::size_t slot : member.slots) {
    resolved.push_back(
        ResolveLeaf(PathProbabilities(solutions, slot, names), context.options.least_alternative));
  }
  return resolved;
}

// One table by itself. Where its labels stand in the order that its family has, other hypotheses
// than the family's need not be tried.
std::vector<Solution> SolveAlone(const SheetFamily& alone, const FamilyWords& words,
                                 const std::vector<Solution>& together, const Context& context) {
  const Hypothesis& of_family = together.front().hypothesis;
  const IndicatorSheet& sheet = context.sheets[alone.members.front().sheet];
  const bool fits = !sheet.has_geometry && IsExplained(sheet, of_family) &&
                    FindLabelPlaces(sheet, of_family, ParentNumbers(of_family)).exchanges == 0;
  return fits ? SolveHypotheses({of_family}, alone, words, context.sheets, context.knowledge,
                                context.solve())
              : SolveFamily(alone, words, context.sheets, context.knowledge, context.solve());
}

// Every leaf has a label of both levels that the taxonomy knows, in merged cells or beside it.
bool HasLabelsOfAllLeaves(const IndicatorSheet& sheet) {
  if (!sheet.has_geometry) return false;
  std::vector<int> levels(sheet.leaves.size(), 0);  // bits
  for (const LabelSighting& sighting : sheet.sightings) {
    if (!sighting.is_known || !sighting.label.is_exact) continue;
    for (int leaf = sighting.leaf_begin; leaf < sighting.leaf_end; ++leaf) {
      levels[static_cast<std::size_t>(leaf)] |= sighting.level;
    }
  }
  return std::ranges::all_of(levels, [](int seen) { return seen == 3; });
}

// Resolves one member by its family's answer, or alone where it differs from it.
ResolvedSheet ResolveOrDiverge(const SheetFamily& family, const FamilyMember& member,
                               const FamilyWords& family_words,
                               const std::vector<Solution>& together, const Context& context) {
  const IndicatorSheet& sheet = context.sheets[member.sheet];
  ResolvedSheet resolved = ResolveMember(family, member, together, context);
  const auto is_as_read = [&](std::size_t i) { return IsAsRead(resolved[i], sheet.leaves[i]); };
  bool is_changed = false;
  for (std::size_t i = 0; i < resolved.size(); ++i) is_changed = is_changed || !is_as_read(i);
  if (!is_changed) return resolved;
  const SheetFamily alone = Alone(member, sheet);
  const bool has_siblings = family.members.size() > 1;
  const FamilyWords words = WordsOfMember(family_words, member);
  const std::vector<Solution> own =
      has_siblings ? SolveAlone(alone, words, together, context) : together;
  // What its own merged cells say of every leaf needs no sibling: rows that only this table has may
  // stand behind the wrong ones of the others.
  if (has_siblings && !own.empty() && HasLabelsOfAllLeaves(sheet)) {
    ResolvedSheet by_itself = ResolveMember(alone, alone.members.front(), own, context);
    bool is_all_as_read = true;
    for (std::size_t i = 0; i < by_itself.size(); ++i) {
      is_all_as_read = is_all_as_read && IsAsRead(by_itself[i], sheet.leaves[i]);
    }
    if (is_all_as_read) return by_itself;
  }
  if (has_siblings && !own.empty() &&
      Diverges(member, together.front(), alone, words, own, context)) {
    return ResolveOrDiverge(alone, alone.members.front(), words, own, context);
  }
  if (own.empty()) return resolved;
  const StateNames names = NamesOfStates(
      own, member.sheet, LevelNames(family, context.sheets, context.knowledge.taxonomy()));
  const std::size_t states = own.front().hypothesis.states.size();
  for (std::size_t i = 0; i < resolved.size(); ++i) {
    if (is_as_read(i)) continue;
    resolved[i].evidence =
        Explain({.joint = resolved[i],
                 .leaf = sheet.leaves[i],
                 .word_scores = std::span(own.front().evidence->words).subspan(i * states, states),
                 .state_names = names.front(),
                 .alone = ProbabilityOf(PathProbabilities(own, i, names), resolved[i])},
                family.members.size() - 1);
  }
  return resolved;
}

ResolvedSheet AsRead(const IndicatorSheet& sheet) {
  ResolvedSheet resolved;
  for (const Leaf& leaf : sheet.leaves) {
    resolved.push_back(
        {.level1 = leaf.level1_read, .level2 = leaf.level2_read, .probability = 0.5});
  }
  return resolved;
}

}  // namespace

std::vector<SheetFamily> FamiliesOf(std::span<const IndicatorSheet> sheets,
                                    const HierarchyOptions& options) {
  if (options.siblings_vote) return GroupIntoFamilies(sheets);
  std::vector<SheetFamily> families;
  for (std::size_t s = 0; s < sheets.size(); ++s) {
    if (!sheets[s].leaves.empty()) families.push_back(Alone({.sheet = s}, sheets[s]));
  }
  return families;
}

std::vector<ResolvedSheet> ResolveHierarchy(std::span<const IndicatorSheet> sheets,
                                            std::span<const SheetFamily> families,
                                            const Knowledge& knowledge,
                                            const HierarchyOptions& options) {
  std::vector<ResolvedSheet> resolved(sheets.size());
  const Context context{sheets, knowledge, options};
  for (const SheetFamily& family : families) {
    if (family.slot_names.size() > options.most_leaves) {
      for (const FamilyMember& member : family.members) {
        resolved[member.sheet] = AsRead(sheets[member.sheet]);
      }
      continue;
    }
    const FamilyWords words = ReadFamilyWords(family, sheets, knowledge.lexicon());
    const std::vector<Solution> together =
        SolveFamily(family, words, sheets, knowledge, context.solve());
    for (const FamilyMember& member : family.members) {
      ResolvedSheet& target = resolved[member.sheet];
      if (together.empty()) {
        target.resize(sheets[member.sheet].leaves.size());
      } else {
        target = ResolveOrDiverge(family, member, words, together, context);
      }
    }
  }
  return resolved;
}

}  // namespace gongwen
