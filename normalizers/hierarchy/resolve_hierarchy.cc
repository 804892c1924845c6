// Reading tables in place gives most leaves of a damaged dump a wrong path. Here every leaf's group
// is a hidden state; labels, words, order and siblings are what is seen of it.
//
//   1. Tables with the same leaves form a family (family.h): they share one hierarchy.
//   2. Hypotheses say which groups there may be and in which order (hypothesis.h).
//   3. All evidence for one hypothesis is a sum of log scores (evidence.h), and the best and the
//      total over all segmentations come from one exact dynamic program (segmentation.h).
//   4. How far each member's labels can be trusted is estimated from the answer, and 3 is repeated.
//   5. Hypotheses are mixed by their total evidence; a leaf's probability of a path is the sum over
//      all hypotheses and segmentations that give it that path.
//
// Tested by tests/normalizers/resolve_hierarchy_test.cc; measured by bench/accuracy.
#include "normalizers/hierarchy/resolve_hierarchy.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr double kStartTrust = 0.6;  // before anything is known of a table's labels
constexpr double kSmallest = 1e-9;   // probabilities are kept away from 0 and 1 in log odds

// One hypothesis with the evidence of the family, solved.
struct Solution {
  Hypothesis hypothesis{};
  Segmentation segmentation{};
  SegmentationInput input{};
  std::vector<double> trust{};
  double log_weight = 0;
};

// All hypotheses of one family; weights add up to 1.
struct FamilyAnswer {
  std::vector<Solution> solutions{};  // best first
  std::vector<double> weight{};
};

// A family, or one member of it alone, with what solving needs.
struct Context {
  std::span<const IndicatorSheet> sheets;
  const Taxonomy& taxonomy;
  const Lexicon& lexicon;
  const HierarchyOptions& options;
};

FamilyAnswer Solve(const SheetFamily& family, const Context& context) {
  FamilyAnswer answer;
  std::vector<std::vector<double>> weights;
  for (const std::string& name : family.slot_names)
    weights.push_back(context.lexicon.Weights(name));
  for (Hypothesis& hypothesis : MakeHypotheses(family, context.sheets, context.taxonomy)) {
    if (hypothesis.states.empty()) continue;
    Solution solution{.hypothesis = std::move(hypothesis)};
    solution.trust.assign(family.members.size(), kStartTrust);
    for (int round = 0; round <= context.options.trust_rounds; ++round) {
      if (round > 0) {
        for (std::size_t m = 0; m < family.members.size(); ++m) {
          solution.trust[m] =
              EstimateTrust(family.members[m], context.sheets[family.members[m].sheet],
                            solution.hypothesis, solution.segmentation.state_of);
        }
      }
      solution.input = GatherEvidence(family, context.sheets, solution.hypothesis, solution.trust,
                                      weights, context.options.evidence);
      solution.segmentation = Segment(solution.input);
    }
    solution.log_weight = solution.hypothesis.prior + solution.segmentation.log_evidence;
    answer.solutions.push_back(std::move(solution));
  }
  std::stable_sort(
      answer.solutions.begin(), answer.solutions.end(),
      [](const Solution& a, const Solution& b) { return a.log_weight > b.log_weight; });
  double sum = 0;
  for (const Solution& solution : answer.solutions) {
    answer.weight.push_back(std::exp(solution.log_weight - answer.solutions.front().log_weight));
    sum += answer.weight.back();
  }
  for (double& weight : answer.weight) weight /= sum;
  return answer;
}

// Chooses how a level is written in one member: as that table prints it, else as its siblings do,
// else as the taxonomy does. In a dump a level-2 name that is also a level-1 name (满意度指标) may
// be a label that slid: there the siblings' plain name goes first.
class NameChooser {
 public:
  NameChooser(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
              const Taxonomy& taxonomy)
      : sheets_(sheets), taxonomy_(taxonomy) {
    for (const FamilyMember& member : family.members) {
      for (const LabelSighting& s : sheets[member.sheet].sightings) {
        if (s.is_known && s.label.is_exact)
          ++family_[{s.level, IdOf(s), IsAmbiguous(s), s.label.text}];
      }
    }
  }

  [[nodiscard]] std::string Choose(std::size_t sheet, const LevelName& name, int level) const {
    if (name.id < 0) return name.text;
    std::string own, own_ambiguous;
    for (const LabelSighting& s : sheets_[sheet].sightings) {
      if (s.level != level || !s.is_known || !s.label.is_exact || IdOf(s) != name.id) continue;
      (level == 2 && IsAmbiguous(s) && !sheets_[sheet].has_geometry ? own_ambiguous : own) =
          s.label.text;
    }
    if (!own.empty()) return own;
    std::string best = MostFrequent(level, name.id, false);
    if (best.empty()) best = own_ambiguous;
    if (best.empty()) best = MostFrequent(level, name.id, true);
    if (!best.empty()) return best;
    const auto& labels = level == 1 ? taxonomy_.level1() : taxonomy_.level2();
    return labels[static_cast<std::size_t>(name.id)].name;
  }

 private:
  struct Key {
    int level = 0, id = 0;
    bool ambiguous = false;
    std::string text{};
    auto operator<=>(const Key&) const = default;
  };
  static int IdOf(const LabelSighting& s) { return s.level == 1 ? s.label.level1 : s.label.level2; }
  static bool IsAmbiguous(const LabelSighting& s) {
    return s.level == 2 && s.label.level1 >= 0 && s.label.level2 >= 0;
  }
  [[nodiscard]] std::string MostFrequent(int level, int id, bool ambiguous) const {
    std::string best;
    int most = 0;
    for (const auto& [key, count] : family_) {
      if (key.level != level || key.id != id || key.ambiguous != ambiguous) continue;
      if (count > most) {
        most = count;
        best = key.text;
      }
    }
    return best;
  }

  std::span<const IndicatorSheet> sheets_;
  const Taxonomy& taxonomy_;
  std::map<Key, int> family_{};
};

double LogOdds(double p) {
  p = std::clamp(p, kSmallest, 1 - kSmallest);
  return std::log(p / (1 - p));
}

std::vector<Alternative> PathProbabilities(const FamilyAnswer& answer, std::size_t slot,
                                           std::size_t sheet, const NameChooser& names) {
  std::map<std::pair<std::string, std::string>, double> sum;
  for (std::size_t h = 0; h < answer.solutions.size(); ++h) {
    if (answer.weight[h] < kSmallest) continue;
    const Solution& solution = answer.solutions[h];
    const std::size_t states = solution.hypothesis.states.size();
    for (std::size_t g = 0; g < states; ++g) {
      const double p = answer.weight[h] * solution.segmentation.posterior[slot * states + g];
      if (p < kSmallest) continue;
      const GroupState& state = solution.hypothesis.states[g];
      sum[{names.Choose(sheet, state.level1, 1), names.Choose(sheet, state.level2, 2)}] += p;
    }
  }
  std::vector<Alternative> paths;
  for (const auto& [path, p] : sum) paths.push_back({path.first, path.second, p});
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

// Log score of the family's segmentation under one member's own evidence.
double ScoreUnder(const Segmentation& path, const SegmentationInput& input,
                  const std::vector<std::size_t>& slots) {
  double score = 0;
  int last = -1;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const int state = path.state_of[slots[i]];
    const auto g = static_cast<std::size_t>(state);
    const std::size_t at = i * input.states + g;
    score += input.emission[at];
    if (state != last) {
      score += input.enter[at];
      const bool new_parent =
          last < 0 || input.parent[g] != input.parent[static_cast<std::size_t>(last)];
      if (new_parent) score += input.enter_parent[at];
      for (int s = last + 1; s < state; ++s) score += input.skip[static_cast<std::size_t>(s)];
    }
    last = state;
  }
  for (auto s = static_cast<std::size_t>(last + 1); s < input.states; ++s) score += input.skip[s];
  return score;
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

// A member truly differs when its own evidence prefers its own answer to the family's by more than
// the limit, under the family's own hypothesis.
bool Diverges(const FamilyMember& member, const FamilyAnswer& together, const Context& context) {
  const Solution& best = together.solutions.front();
  const IndicatorSheet& sheet = context.sheets[member.sheet];
  const SheetFamily alone = Alone(member, sheet);
  std::vector<std::vector<double>> weights;
  for (const std::string& name : alone.slot_names) weights.push_back(context.lexicon.Weights(name));
  const std::vector<double> trust{kStartTrust};
  const SegmentationInput input = GatherEvidence(alone, context.sheets, best.hypothesis, trust,
                                                 weights, context.options.evidence);
  const double own = Segment(input).best_score;
  const double limit = sheet.has_geometry ? context.options.divergence_of_spans
                                          : context.options.divergence_of_dumps;
  return own - ScoreUnder(best.segmentation, input, member.slots) > limit;
}

// What spoke for the answer against the path as read, by kind of evidence.
std::vector<Evidence> Explain(const ResolvedLeaf& joint, const ResolvedLeaf& alone,
                              const Leaf& leaf, std::size_t siblings) {
  std::vector<Evidence> evidence;
  const bool alone_agrees = alone.level1 == joint.level1 && alone.level2 == joint.level2;
  const double alone_odds = LogOdds(alone_agrees ? alone.probability : 1 - alone.probability);
  evidence.push_back({"own_table",
                      "words of 「" + leaf.name + "」, order and places of the table's labels",
                      alone_odds});
  if (siblings > 0) {
    evidence.push_back({"siblings", std::to_string(siblings) + " tables with the same rows",
                        LogOdds(joint.probability) - alone_odds});
  }
  return evidence;
}

void ResolveMember(const SheetFamily& family, const FamilyMember& member,
                   const FamilyAnswer& answer, const Context& context, ResolvedSheet& resolved) {
  const NameChooser names(family, context.sheets, context.taxonomy);
  const IndicatorSheet& sheet = context.sheets[member.sheet];
  const SheetFamily alone = Alone(member, sheet);
  const bool is_alone = family.members.size() == 1;
  const FamilyAnswer own = is_alone ? FamilyAnswer{} : Solve(alone, context);
  for (std::size_t i = 0; i < sheet.leaves.size(); ++i) {
    const double least = context.options.least_alternative;
    ResolvedLeaf leaf =
        ResolveLeaf(PathProbabilities(answer, member.slots[i], member.sheet, names), least);
    const ResolvedLeaf self =
        is_alone ? leaf : ResolveLeaf(PathProbabilities(own, i, member.sheet, names), least);
    leaf.evidence = Explain(leaf, self, sheet.leaves[i], family.members.size() - 1);
    resolved.push_back(std::move(leaf));
  }
}

std::vector<SheetFamily> Families(std::span<const IndicatorSheet> sheets, bool siblings_vote) {
  if (siblings_vote) return GroupIntoFamilies(sheets);
  std::vector<SheetFamily> families;
  for (std::size_t s = 0; s < sheets.size(); ++s) {
    if (!sheets[s].leaves.empty()) families.push_back(Alone({.sheet = s}, sheets[s]));
  }
  return families;
}

}  // namespace

std::vector<ResolvedSheet> ResolveHierarchy(std::span<const IndicatorSheet> sheets,
                                            const Taxonomy& taxonomy, const Lexicon& lexicon,
                                            const HierarchyOptions& options) {
  std::vector<ResolvedSheet> resolved(sheets.size());
  const Context context{sheets, taxonomy, lexicon, options};
  for (const SheetFamily& family : Families(sheets, options.siblings_vote)) {
    const FamilyAnswer together = Solve(family, context);
    if (together.solutions.empty()) {
      for (const FamilyMember& member : family.members) {
        resolved[member.sheet].resize(sheets[member.sheet].leaves.size());
      }
      continue;
    }
    for (const FamilyMember& member : family.members) {
      ResolvedSheet& target = resolved[member.sheet];
      if (family.members.size() > 1 && Diverges(member, together, context)) {
        const SheetFamily alone = Alone(member, sheets[member.sheet]);
        ResolveMember(alone, alone.members.front(), Solve(alone, context), context, target);
      } else {
        ResolveMember(family, member, together, context, target);
      }
    }
  }
  return resolved;
}

}  // namespace gongwen
