// Two quantities alternate, with borders j = 0..leaves between leaves:
//   enter(j, g)  all ways to begin state g at border j: what came before, what was skipped, the
//                scores of beginning
//   leave(j, g)  all ways in which a segment of g ends at border j
// and their mirror images from the right. "All ways" is a sum for probabilities and a maximum for
// the best path; both are one program over that operation. Skips are sums over index ranges, kept
// as prefix sums, so that moving between states costs one running total for each border.
//
// Tested by tests/normalizers/segmentation_test.cc, against the enumeration of all segmentations.
#include "normalizers/hierarchy/segmentation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gongwen {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

constexpr double kNegligible = 23;  // e^-23 is 1e-10: less than any probability that is used

struct Sum {
  double operator()(double a, double b) const {
    if (a < b) std::swap(a, b);
    return b < a - kNegligible || b == kNever ? a : a + std::log1p(std::exp(b - a));
  }
};

struct Max {
  double operator()(double a, double b) const { return std::max(a, b); }
};

// Prefix sums of skips and of emissions.
class Totals {
 public:
  explicit Totals(const SegmentationInput& in)
      : in_(in), skipped_(in.states + 1, 0), emitted_((in.leaves + 1) * in.states, 0) {
    for (std::size_t g = 0; g < in.states; ++g) skipped_[g + 1] = skipped_[g] + in.skip[g];
    for (std::size_t i = 0; i < in.leaves * in.states; ++i) {
      emitted_[i + in.states] = emitted_[i] + in.emission[i];
    }
  }

  // Skips of the states before g.
  [[nodiscard]] double Skipped(std::size_t g) const { return skipped_[g]; }
  [[nodiscard]] double End(std::size_t g) const { return skipped_[in_.states] - skipped_[g + 1]; }
  [[nodiscard]] double Segment(std::size_t begin, std::size_t end, std::size_t g) const {
    const double words = emitted_[end * in_.states + g] - emitted_[begin * in_.states + g];
    return in_.span.empty() ? words : words + in_.span[SpanIndex(in_, begin, end, g)];
  }

 private:
  const SegmentationInput& in_;
  std::vector<double> skipped_, emitted_;
};

struct Pass {
  std::vector<double> enter{};  // (leaves + 1) x states, by border
  std::vector<double> leave{};
};

// One border of the forward pass: from leave(j, h) of all h < g to enter(j, g).
template <class Combine>
void MoveForward(const SegmentationInput& in, const Totals& totals, std::size_t j, Pass& pass) {
  const Combine combine;
  const std::size_t k = in.states;
  double other_parents = kNever, same_parent = kNever;
  for (std::size_t g = 0; g < k; ++g) {
    if (g > 0 && in.parent[g] != in.parent[g - 1]) {
      other_parents = combine(other_parents, same_parent);
      same_parent = kNever;
    }
    const std::size_t at = j * k + g;
    const double first = j == 0 ? 0 : kNever;
    const double new_parent = combine(other_parents, first) + in.enter_parent[at];
    pass.enter[at] = combine(new_parent, same_parent) + totals.Skipped(g) + in.enter[at];
    same_parent = combine(same_parent, pass.leave[at] - totals.Skipped(g + 1));
  }
}

template <class Combine>
Pass Forward(const SegmentationInput& in, const Totals& totals) {
  const Combine combine;
  const std::size_t n = in.leaves, k = in.states;
  Pass pass{std::vector<double>((n + 1) * k, kNever), std::vector<double>((n + 1) * k, kNever)};
  for (std::size_t j = 0; j <= n; ++j) {
    for (std::size_t g = 0; j > 0 && g < k; ++g) {
      double& leave = pass.leave[j * k + g];
      if (in.span.empty()) {
        const std::size_t before = (j - 1) * k + g;
        leave = combine(pass.leave[before], pass.enter[before]) + in.emission[before];
      } else {
        for (std::size_t i = 0; i < j; ++i) {
          leave = combine(leave, pass.enter[i * k + g] + totals.Segment(i, j, g));
        }
      }
    }
    if (j < n) MoveForward<Combine>(in, totals, j, pass);
  }
  return pass;
}

// Mirror images: `enter` = all ways to go on once g has begun at border j, `leave` = all ways to go
// on once a segment of g has ended there.
Pass Backward(const SegmentationInput& in, const Totals& totals) {
  const Sum combine;
  const std::size_t n = in.leaves, k = in.states;
  Pass pass{std::vector<double>((n + 1) * k, kNever), std::vector<double>((n + 1) * k, kNever)};
  for (std::size_t g = 0; g < k; ++g) pass.leave[n * k + g] = totals.End(g);
  for (std::size_t j = n; j-- > 0;) {
    for (std::size_t g = 0; g < k; ++g) {
      double& enter = pass.enter[j * k + g];
      if (in.span.empty()) {
        const std::size_t after = (j + 1) * k + g;
        const double stay = j + 1 < n ? pass.enter[after] : kNever;
        enter = combine(stay, pass.leave[after]) + in.emission[j * k + g];
      } else {
        for (std::size_t end = j + 1; end <= n; ++end) {
          enter = combine(enter, totals.Segment(j, end, g) + pass.leave[end * k + g]);
        }
      }
    }
    double other_parents = kNever, same_parent = kNever, block = kNever;
    for (std::size_t g = k; g-- > 0;) {
      if (g + 1 < k && in.parent[g] != in.parent[g + 1]) {
        other_parents = combine(other_parents, block);
        same_parent = block = kNever;
      }
      const std::size_t at = j * k + g;
      if (j > 0) pass.leave[at] = combine(other_parents, same_parent) - totals.Skipped(g + 1);
      const double begun = pass.enter[at] + in.enter[at] + totals.Skipped(g);
      same_parent = combine(same_parent, begun);
      block = combine(block, begun + in.enter_parent[at]);
    }
  }
  return pass;
}

// Follows the best path back through the maxima of the forward pass.
std::vector<int> BestPath(const SegmentationInput& in, const Totals& totals, const Pass& best) {
  const std::size_t n = in.leaves, k = in.states;
  std::vector<int> state_of(n, 0);
  std::size_t j = n, state = 0;
  double top = kNever;
  for (std::size_t g = 0; g < k; ++g) {
    const double score = best.leave[n * k + g] + totals.End(g);
    if (score > top) {
      top = score;
      state = g;
    }
  }
  while (true) {
    std::size_t begin = j - 1;
    top = kNever;
    for (std::size_t i = 0; i < j; ++i) {
      const double score = best.enter[i * k + state] + totals.Segment(i, j, state);
      if (score > top) {
        top = score;
        begin = i;
      }
    }
    for (std::size_t leaf = begin; leaf < j; ++leaf) state_of[leaf] = static_cast<int>(state);
    if (begin == 0) return state_of;
    std::size_t previous = state;
    top = kNever;
    for (std::size_t h = 0; h < state; ++h) {
      const double parent =
          in.parent[h] == in.parent[state] ? 0 : in.enter_parent[begin * k + state];
      const double score = best.leave[begin * k + h] - totals.Skipped(h + 1) + parent;
      if (score > top) {
        top = score;
        previous = h;
      }
    }
    state = previous;
    j = begin;
  }
}

// P(leaf in state) is P(begun at or before it) - P(ended at or before it).
void FillPosteriors(const SegmentationInput& in, const Pass& forward, const Pass& backward,
                    Segmentation& result) {
  const std::size_t n = in.leaves, k = in.states;
  result.posterior.assign(n * k, 0);
  result.begins.assign(n * k, 0);
  for (std::size_t g = 0; g < k; ++g) {
    double open = 0;
    for (std::size_t j = 0; j < n; ++j) {
      const std::size_t at = j * k + g;
      const double z = result.log_evidence;
      result.begins[at] = std::exp(forward.enter[at] + backward.enter[at] - z);
      open += result.begins[at];
      if (j > 0) open -= std::exp(forward.leave[at] + backward.leave[at] - z);
      result.posterior[at] = std::clamp(open, 0.0, 1.0);
    }
  }
}

}  // namespace

Segmentation Segment(const SegmentationInput& input, Posteriors posteriors) {
  const std::size_t n = input.leaves, k = input.states;
  const Totals totals(input);
  const Pass forward = Forward<Sum>(input, totals);
  Segmentation result{.log_evidence = kNever};
  for (std::size_t g = 0; g < k; ++g) {
    result.log_evidence = Sum()(result.log_evidence, forward.leave[n * k + g] + totals.End(g));
  }
  if (posteriors == Posteriors::kYes) {
    FillPosteriors(input, forward, Backward(input, totals), result);
  }
  result.state_of = BestPath(input, totals, Forward<Max>(input, totals));
  result.best_score = ScoreOfPath(input, result.state_of);
  return result;
}

double ScoreOfPath(const SegmentationInput& in, const std::vector<int>& state_of) {
  const Totals totals(in);
  const std::size_t k = in.states;
  double score = 0;
  for (std::size_t begin = 0, end = 0; begin < state_of.size(); begin = end) {
    const auto g = static_cast<std::size_t>(state_of[begin]);
    while (end < state_of.size() && state_of[end] == state_of[begin]) ++end;
    score += totals.Segment(begin, end, g) + in.enter[begin * k + g];
    const std::size_t last = begin == 0 ? k : static_cast<std::size_t>(state_of[begin - 1]);
    if (begin == 0 || in.parent[last] != in.parent[g]) score += in.enter_parent[begin * k + g];
    score += totals.Skipped(g) - (begin == 0 ? 0 : totals.Skipped(last + 1));
    if (end == state_of.size()) score += totals.End(g);
  }
  return score;
}

}  // namespace gongwen
