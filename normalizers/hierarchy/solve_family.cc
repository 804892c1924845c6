#include "normalizers/hierarchy/solve_family.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace gongwen {
namespace {

constexpr double kHopelessPrior = 25;     // log odds below the best hypothesis's prior
constexpr double kHopelessScore = 14;     // the same after the first solution
constexpr double kSmallestWeight = 1e-9;  // solutions below it are dropped
constexpr double kSurelyInPlace = 0.97, kHardlyInPlace = 0.02;

// What every table of the family starts from: mostly of the first class (labels in place), or
// hardly.
DriftBelief StartBelief(const LabelDrift& drift, std::size_t members, double in_place) {
  const std::vector<DriftClass>& classes = drift.classes();
  const double others = 1 - classes.front().prior;
  std::vector<double> belief;
  for (std::size_t d = 0; d < classes.size(); ++d) {
    belief.push_back(d == 0       ? in_place
                     : others > 0 ? (1 - in_place) * classes[d].prior / others
                                  : 0);
  }
  return DriftBelief(members, belief);
}

struct Attempt {
  const Hypothesis* hypothesis = nullptr;
  std::shared_ptr<const FamilyEvidence> evidence{};
  DriftBelief belief{};
  Segmentation segmentation{};
  double log_weight = 0;
};

class Solver {
 public:
  Solver(const SheetFamily& family, const FamilyWords& words,
         std::span<const IndicatorSheet> sheets, const Knowledge& knowledge,
         const SolveOptions& options)
      : family_(family), sheets_(sheets), knowledge_(knowledge), options_(options), words_(words) {}

  [[nodiscard]] FamilyEvidence Gather(const Hypothesis& hypothesis) const {
    return GatherFixed(family_, sheets_, hypothesis, words_, knowledge_.lexicon(),
                       knowledge_.taxonomy(), knowledge_.drift(), options_.evidence);
  }

  // Solves with the belief as it is, and weighs the answer.
  void Solve(Attempt& attempt, bool use_spans, Posteriors posteriors) const {
    attempt.segmentation =
        Segment(AddLabels(family_, sheets_, *attempt.evidence, knowledge_.drift(), attempt.belief,
                          use_spans, options_.evidence),
                posteriors);
    const Segmentation& found = attempt.segmentation;
    attempt.log_weight = attempt.evidence->prior +
                         ScoreOfPath(attempt.evidence->fixed, found.state_of) +
                         ScoreOfLabels(*attempt.evidence, found.state_of, attempt.belief) +
                         found.log_evidence - found.best_score;
  }

  void InferBelief(Attempt& attempt) const {
    attempt.belief = InferDrift(*attempt.evidence, knowledge_.drift(),
                                attempt.segmentation.state_of, attempt.belief)
                         .belief;
  }

  [[nodiscard]] double ScoreOfLabels(const FamilyEvidence& evidence,
                                     const std::vector<int>& state_of,
                                     const DriftBelief& belief) const {
    if (!options_.evidence.label_position) return 0;
    return InferDrift(evidence, knowledge_.drift(), state_of, belief).log_likelihood;
  }

 private:
  const SheetFamily& family_;
  std::span<const IndicatorSheet> sheets_;
  const Knowledge& knowledge_;
  const SolveOptions& options_;
  const FamilyWords& words_;
};

double LogAdd(double a, double b) {
  const double high = std::max(a, b);
  return high + std::log(std::exp(a - high) + std::exp(b - high));
}

// The fixed evidence without what merged cells say.
SegmentationInput WithoutSpans(const FamilyEvidence& evidence) {
  SegmentationInput in = evidence.fixed;
  for (std::size_t i = 0; i < in.emission.size(); ++i) in.emission[i] -= evidence.spans[i];
  return in;
}

double ScoreOfSpans(const FamilyEvidence& evidence, const std::vector<int>& state_of) {
  double score = 0;
  for (std::size_t i = 0; i < state_of.size(); ++i) {
    score += evidence.spans[i * evidence.fixed.states + static_cast<std::size_t>(state_of[i])];
  }
  return score;
}

template <class Item, class ScoreOf>
void DropHopeless(std::vector<Item>& items, double limit, ScoreOf score_of) {
  double best = -1e300;
  for (const Item& item : items) best = std::max(best, score_of(item));
  std::erase_if(items, [&](const Item& item) { return score_of(item) < best - limit; });
}

std::vector<Hypothesis> PlausibleHypotheses(const SheetFamily& family,
                                            std::span<const IndicatorSheet> sheets,
                                            const Taxonomy& taxonomy) {
  std::vector<Hypothesis> hypotheses = MakeHypotheses(family, sheets, taxonomy);
  std::erase_if(hypotheses, [](const Hypothesis& h) { return h.states.empty(); });
  DropHopeless(hypotheses, kHopelessPrior, [](const Hypothesis& h) { return h.prior; });
  return hypotheses;
}

std::vector<Solution> Weigh(std::vector<Attempt> attempts) {
  std::stable_sort(attempts.begin(), attempts.end(),
                   [](const Attempt& a, const Attempt& b) { return a.log_weight > b.log_weight; });
  std::vector<Solution> solutions;
  double sum = 0;
  for (Attempt& attempt : attempts) {
    const double weight = std::exp(attempt.log_weight - attempts.front().log_weight);
    if (weight < kSmallestWeight) break;
    sum += weight;
    solutions.push_back({.hypothesis = *attempt.hypothesis,
                         .evidence = std::move(attempt.evidence),
                         .segmentation = std::move(attempt.segmentation),
                         .log_weight = attempt.log_weight,
                         .weight = weight});
  }
  for (Solution& solution : solutions) solution.weight /= sum;
  return solutions;
}

}  // namespace

std::vector<Solution> SolveFamily(const SheetFamily& family, const FamilyWords& words,
                                  std::span<const IndicatorSheet> sheets,
                                  const Knowledge& knowledge, const SolveOptions& options) {
  return SolveHypotheses(PlausibleHypotheses(family, sheets, knowledge.taxonomy()), family, words,
                         sheets, knowledge, options);
}

std::vector<Solution> SolveHypotheses(const std::vector<Hypothesis>& hypotheses,
                                      const SheetFamily& family, const FamilyWords& words,
                                      std::span<const IndicatorSheet> sheets,
                                      const Knowledge& knowledge, const SolveOptions& options) {
  if (hypotheses.empty()) return {};
  const Solver solver(family, words, sheets, knowledge, options);
  std::vector<std::shared_ptr<const FamilyEvidence>> evidence;
  for (const Hypothesis& hypothesis : hypotheses) {
    evidence.push_back(std::make_shared<const FamilyEvidence>(solver.Gather(hypothesis)));
  }
  const int rounds = options.evidence.drift_classes ? options.drift_rounds : 0;
  std::vector<Attempt> attempts;
  for (std::size_t h = 0; h < hypotheses.size(); ++h) {
    for (const double in_place : {kSurelyInPlace, kHardlyInPlace}) {
      attempts.push_back(
          {.hypothesis = &hypotheses[h],
           .evidence = evidence[h],
           .belief = StartBelief(knowledge.drift(), family.members.size(), in_place)});
      solver.Solve(attempts.back(), false, rounds == 0 ? Posteriors::kYes : Posteriors::kNo);
    }
  }
  for (int round = 0; round < rounds; ++round) {
    DropHopeless(attempts, kHopelessScore, [](const Attempt& a) { return a.log_weight; });
    for (Attempt& attempt : attempts) {
      solver.InferBelief(attempt);
      solver.Solve(attempt, true, round + 1 == rounds ? Posteriors::kYes : Posteriors::kNo);
    }
  }
  return Weigh(std::move(attempts));
}

double LogOddsOfBelonging(const SheetFamily& alone, const FamilyWords& words,
                          std::span<const IndicatorSheet> sheets, const Knowledge& knowledge,
                          const Hypothesis& hypothesis, const std::vector<int>& state_of,
                          const std::vector<Solution>& own, const SolveOptions& options) {
  const Solver solver(alone, words, sheets, knowledge, options);
  const auto known = std::find_if(own.begin(), own.end(), [&](const Solution& solution) {
    return solution.hypothesis.states == hypothesis.states;
  });
  const std::shared_ptr<const FamilyEvidence> gathered =
      known != own.end() ? known->evidence
                         : std::make_shared<const FamilyEvidence>(solver.Gather(hypothesis));
  const FamilyEvidence& evidence = *gathered;
  const DriftBelief start =
      StartBelief(knowledge.drift(), 1, knowledge.drift().classes().front().prior);
  const double prior = known != own.end() ? known->hypothesis.prior : hypothesis.prior;
  const double given_family = evidence.prior - prior +
                              solver.ScoreOfLabels(evidence, state_of, start) +
                              ScoreOfSpans(evidence, state_of);
  // Over the own solutions: words with labels, against words alone.
  double labelled = -1e300, plain = -1e300;
  for (const Solution& solution : own) {
    labelled = LogAdd(labelled, solution.log_weight);
    const FamilyEvidence& of = *solution.evidence;
    plain = LogAdd(plain, of.prior + Segment(WithoutSpans(of), Posteriors::kNo).log_evidence);
  }
  return given_family - (labelled - plain);
}

}  // namespace gongwen
