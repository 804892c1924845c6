// Prefixes share their beginnings: each is a node of a tree and knows its parent and last symbol,
// so that a text is spelled out only once, for the readings that are given back.
//
// In one step a prefix P that ends in c, of probability n (last step was kNothing) + s (was c):
//   kNothing   P keeps   (n + s) * p(kNothing) ending in kNothing
//   c again    P keeps   s * p(c)              the same character goes on
//              P c gets  n * p(c)              a second one, parted by kNothing
//   other d    P d gets  (n + s) * p(d)
// Probabilities are scaled to a sum of one after each step; the logarithm of the scales is kept.
// Tested by ctc_test.cc.
#include "extractors/ocr/neural/ctc.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

namespace gongwen {
namespace {

// Half of a Chinese character, which is nearly as wide as a line is high, with its space.
constexpr double kMostReachSteps = 0.5 * kLineHeightPx / kStepPx;

struct Candidate {
  int symbol = 0;
  double probability = 0;
};

Candidate Likeliest(std::span<const float> row) {
  const auto top = std::max_element(row.begin(), row.end());
  return {static_cast<int>(top - row.begin()), static_cast<double>(*top)};
}

bool IsLikelier(const Candidate& a, const Candidate& b) { return a.probability > b.probability; }

std::vector<Candidate> CandidatesOf(std::span<const float> row, const CtcBeamOptions& options) {
  std::vector<Candidate> found;
  const auto least = static_cast<float>(options.least_probability);
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c] >= least) found.push_back({static_cast<int>(c), static_cast<double>(row[c])});
  }
  if (found.empty()) return {Likeliest(row)};
  std::stable_sort(found.begin(), found.end(), IsLikelier);
  if (found.size() > static_cast<std::size_t>(options.classes_a_step)) {
    found.resize(static_cast<std::size_t>(options.classes_a_step));
  }
  return found;
}

struct Node {
  int parent = -1;
  int symbol = kNothing;  // of the root
};

// Texts that begin alike. Node 0 is the empty text.
class Prefixes {
 public:
  int Child(int parent, int symbol) {
    const auto [at, is_new] =
        children_.try_emplace({parent, symbol}, static_cast<int>(nodes_.size()));
    if (is_new) nodes_.push_back({parent, symbol});
    return at->second;
  }
  [[nodiscard]] int LastOf(int node) const { return nodes_[static_cast<std::size_t>(node)].symbol; }
  [[nodiscard]] std::vector<int> Spell(int node) const {
    std::vector<int> symbols;
    for (; node > 0; node = nodes_[static_cast<std::size_t>(node)].parent) {
      symbols.push_back(LastOf(node));
    }
    std::reverse(symbols.begin(), symbols.end());
    return symbols;
  }

 private:
  std::vector<Node> nodes_{Node{}};
  std::map<std::pair<int, int>, int> children_{};
};

struct Ending {
  int node = 0;
  double nothing = 0, symbol = 0;  // probability that the last step was kNothing, or its symbol
  [[nodiscard]] double Sum() const { return nothing + symbol; }
};

Ending& EndingOf(std::vector<Ending>& endings, int node) {
  // A beam is short: looking through it is faster than any table.
  const auto at =
      std::find_if(endings.begin(), endings.end(), [&](const Ending& e) { return e.node == node; });
  if (at != endings.end()) return *at;
  return endings.emplace_back(Ending{.node = node});
}

std::vector<Ending> Extended(const std::vector<Ending>& beam,
                             const std::vector<Candidate>& candidates,
                             const CtcBeamOptions& options, Prefixes& prefixes) {
  std::vector<Ending> next;
  for (const Ending& prefix : beam) {
    const int last = prefixes.LastOf(prefix.node);
    for (const auto& [symbol, probability] : candidates) {
      if (symbol == kNothing) {
        EndingOf(next, prefix.node).nothing += prefix.Sum() * probability;
      } else if (symbol == last) {
        EndingOf(next, prefix.node).symbol += prefix.symbol * probability;
        if (prefix.nothing <= 0) continue;
        const double usual = options.usual ? options.usual(last, symbol) : 1;
        EndingOf(next, prefixes.Child(prefix.node, symbol)).symbol +=
            prefix.nothing * probability * usual;
      } else {
        const double usual = options.usual ? options.usual(last, symbol) : 1;
        EndingOf(next, prefixes.Child(prefix.node, symbol)).symbol +=
            prefix.Sum() * probability * usual;
      }
    }
  }
  return next;
}

void KeepBest(std::vector<Ending>& beam, int most) {
  std::stable_sort(beam.begin(), beam.end(),
                   [](const Ending& a, const Ending& b) { return a.Sum() > b.Sum(); });
  if (beam.size() > static_cast<std::size_t>(most)) beam.resize(static_cast<std::size_t>(most));
}

// Returns what the probabilities were divided by.
double Scale(std::vector<Ending>& beam) {
  double sum = 0;
  for (const Ending& e : beam) sum += e.Sum();
  if (!(sum > 0)) return 1;
  for (Ending& e : beam) {
    e.nothing /= sum;
    e.symbol /= sum;
  }
  return sum;
}

}  // namespace

std::vector<CtcCharacter> DecodeGreedily(const LineScores& probabilities) {
  std::vector<CtcCharacter> text;
  int last = kNothing;
  for (int step = 0; step < probabilities.steps; ++step) {
    const Candidate best = Likeliest(probabilities.Step(step));
    if (best.symbol != kNothing) {
      if (best.symbol != last) text.push_back({.symbol = best.symbol});
      if (best.probability > text.back().probability) {
        text.back().probability = best.probability;
        text.back().begin = text.back().end = step + 0.5;
      }
    }
    last = best.symbol;
  }
  const std::vector<CtcCharacter> peaks = text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const double peak = peaks[i].begin;
    double before = kMostReachSteps, behind = kMostReachSteps;
    if (i > 0) before = std::min(before, (peak - peaks[i - 1].begin) / 2);
    if (i + 1 < text.size()) behind = std::min(behind, (peaks[i + 1].begin - peak) / 2);
    text[i].begin = std::max(0.0, peak - before);
    text[i].end = std::min<double>(probabilities.steps, peak + behind);
  }
  return text;
}

std::vector<CtcReading> DecodeBeam(const LineScores& probabilities, int most,
                                   const CtcBeamOptions& options) {
  Prefixes prefixes;
  std::vector<Ending> beam{{.node = 0, .nothing = 1}};
  double log_scale = 0;
  for (int step = 0; step < probabilities.steps; ++step) {
    beam = Extended(beam, CandidatesOf(probabilities.Step(step), options), options, prefixes);
    KeepBest(beam, options.prefixes);
    log_scale += std::log(Scale(beam));
  }
  KeepBest(beam, most);
  std::vector<CtcReading> readings;
  for (const Ending& e : beam) {
    if (e.Sum() <= 0) break;
    readings.push_back({prefixes.Spell(e.node), std::log(e.Sum()) + log_scale});
  }
  return readings;
}

double CtcLogProbability(const LineScores& probabilities, std::span<const int> symbols) {
  // The symbols with kNothing before, between and behind them; alpha as in the paper, scaled to a
  // sum of one after each step.
  const std::size_t states = 2 * symbols.size() + 1;
  const auto symbol_of = [&](std::size_t state) {
    return state % 2 == 0 ? kNothing : symbols[state / 2];
  };
  std::vector<double> alpha(states), next(states);
  alpha[0] = 1;
  double log_scale = 0;
  for (int step = 0; step < probabilities.steps; ++step) {
    const std::span<const float> row = probabilities.Step(step);
    double sum = 0;
    for (std::size_t state = 0; state < states; ++state) {
      double before = alpha[state];
      if (state >= 1 && (step > 0 || state == 1)) before += alpha[state - 1];
      const bool skips =
          step > 0 && state >= 3 && state % 2 == 1 && symbol_of(state) != symbol_of(state - 2);
      if (skips) before += alpha[state - 2];
      next[state] = before * static_cast<double>(row[static_cast<std::size_t>(symbol_of(state))]);
      sum += next[state];
    }
    if (!(sum > 0)) return -std::numeric_limits<double>::infinity();
    for (double& value : next) value /= sum;
    log_scale += std::log(sum);
    alpha.swap(next);
  }
  const double end = alpha[states - 1] + (states > 1 ? alpha[states - 2] : 0);
  return end > 0 ? std::log(end) + log_scale : -std::numeric_limits<double>::infinity();
}

}  // namespace gongwen
