// In(j, g): leaves before j are done, and state g begins at leaf j; the states between the last one
// used and g are skipped. Then
//   alpha(j, g) = emission(j, g) + log( alpha(j-1, g)  stay
//                                     + In(j, g) )     begin
// and the same with max in place of the sum for the best path. Skips are sums over index ranges,
// kept as prefix sums.
//
// Tested by tests/normalizers/segmentation_test.cc, against the enumeration of all segmentations.
#include "normalizers/hierarchy/segmentation.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gongwen {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();

double LogAdd(double a, double b) {
  if (a < b) std::swap(a, b);
  return b == kNever ? a : a + std::log1p(std::exp(b - a));
}

class Lattice {
 public:
  explicit Lattice(const SegmentationInput& input) : in_(input), skipped_(in_.states + 1, 0) {
    for (std::size_t g = 0; g < in_.states; ++g) skipped_[g + 1] = skipped_[g] + in_.skip[g];
  }

  // Score of moving from state `from` to begin state `to` at leaf `leaf`; from == states means that
  // `to` is the first.
  [[nodiscard]] double Move(std::size_t from, std::size_t to, std::size_t leaf) const {
    const std::size_t at = leaf * in_.states + to;
    if (from == in_.states) return skipped_[to] + in_.enter[at] + in_.enter_parent[at];
    const double parent = in_.parent[from] == in_.parent[to] ? 0 : in_.enter_parent[at];
    return skipped_[to] - skipped_[from + 1] + in_.enter[at] + parent;
  }
  [[nodiscard]] double End(std::size_t state) const {
    return skipped_[in_.states] - skipped_[state + 1];
  }
  [[nodiscard]] double Emission(std::size_t leaf, std::size_t state) const {
    return in_.emission[leaf * in_.states + state];
  }

 private:
  const SegmentationInput& in_;
  std::vector<double> skipped_;  // prefix sums of skip
};

std::vector<double> Forward(const SegmentationInput& in, const Lattice& lattice) {
  const std::size_t n = in.leaves, k = in.states;
  std::vector<double> alpha(n * k, kNever);
  for (std::size_t g = 0; g < k; ++g) {
    alpha[g] = lattice.Move(k, g, 0) + lattice.Emission(0, g);
  }
  for (std::size_t j = 1; j < n; ++j) {
    for (std::size_t g = 0; g < k; ++g) {
      double sum = alpha[(j - 1) * k + g];
      for (std::size_t h = 0; h < g; ++h) {
        sum = LogAdd(sum, alpha[(j - 1) * k + h] + lattice.Move(h, g, j));
      }
      alpha[j * k + g] = sum + lattice.Emission(j, g);
    }
  }
  return alpha;
}

std::vector<double> Backward(const SegmentationInput& in, const Lattice& lattice) {
  const std::size_t n = in.leaves, k = in.states;
  std::vector<double> beta(n * k, kNever);
  for (std::size_t g = 0; g < k; ++g) beta[(n - 1) * k + g] = lattice.End(g);
  for (std::size_t j = n - 1; j-- > 0;) {
    for (std::size_t g = 0; g < k; ++g) {
      double sum = beta[(j + 1) * k + g] + lattice.Emission(j + 1, g);
      for (std::size_t h = g + 1; h < k; ++h) {
        sum = LogAdd(
            sum, lattice.Move(g, h, j + 1) + lattice.Emission(j + 1, h) + beta[(j + 1) * k + h]);
      }
      beta[j * k + g] = sum;
    }
  }
  return beta;
}

void BestPath(const SegmentationInput& in, const Lattice& lattice, Segmentation& result) {
  const std::size_t n = in.leaves, k = in.states;
  std::vector<double> best(n * k, kNever);
  std::vector<std::size_t> from(n * k, 0);
  for (std::size_t g = 0; g < k; ++g) best[g] = lattice.Move(k, g, 0) + lattice.Emission(0, g);
  for (std::size_t j = 1; j < n; ++j) {
    for (std::size_t g = 0; g < k; ++g) {
      double top = best[(j - 1) * k + g];
      std::size_t top_from = g;
      for (std::size_t h = 0; h < g; ++h) {
        const double score = best[(j - 1) * k + h] + lattice.Move(h, g, j);
        if (score > top) {
          top = score;
          top_from = h;
        }
      }
      best[j * k + g] = top + lattice.Emission(j, g);
      from[j * k + g] = top_from;
    }
  }
  std::size_t state = 0;
  result.best_score = kNever;
  for (std::size_t g = 0; g < k; ++g) {
    const double score = best[(n - 1) * k + g] + lattice.End(g);
    if (score > result.best_score) {
      result.best_score = score;
      state = g;
    }
  }
  result.state_of.assign(n, 0);
  for (std::size_t j = n; j-- > 0;) {
    result.state_of[j] = static_cast<int>(state);
    state = from[j * k + state];
  }
}

}  // namespace

Segmentation Segment(const SegmentationInput& input) {
  const std::size_t n = input.leaves, k = input.states;
  const Lattice lattice(input);
  const std::vector<double> alpha = Forward(input, lattice);
  const std::vector<double> beta = Backward(input, lattice);
  Segmentation result{.log_evidence = kNever};
  for (std::size_t g = 0; g < k; ++g) {
    result.log_evidence = LogAdd(result.log_evidence, alpha[(n - 1) * k + g] + lattice.End(g));
  }
  result.posterior.resize(n * k);
  for (std::size_t i = 0; i < n * k; ++i) {
    result.posterior[i] = std::exp(alpha[i] + beta[i] - result.log_evidence);
  }
  BestPath(input, lattice, result);
  return result;
}

}  // namespace gongwen
