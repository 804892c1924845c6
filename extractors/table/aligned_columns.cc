// The words of all body rows, projected down, leave blanks between columns:
//
//   1    和静县      1,234.50            <- body
//   2    博湖县         90.00   直达
//   |    |      |    |      |   |  |
//   #    ########    ########   ####     <- clusters
//
// Clusters and headers are two readings of the same columns, and each fails in its own way: a
// column may be empty, or have no header; a blank may run through a text column by chance; a header
// centred over a wide column may stand clear of numbers set at its right. Both are aligned, left to
// right, at the least cost, counted in ems of distance. Tested by aligned_columns_test.cc.
#include "extractors/table/aligned_columns.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace gongwen {
namespace {

constexpr double kLeastBlankEm = 0.3;   // between columns that headers or numbers confirm
constexpr double kPlainBlankEm = 0.8;   // between columns that only the blank parts
constexpr double kEmptyColumnCost = 4;  // a header without text below, in ems
constexpr double kNoHeaderCost = 6;     // text without a header
constexpr double kMergeCost = 0.5;      // two clusters in one column, besides their distance
constexpr double kMergeFactor = 1.5;
constexpr double kApartFactor = 0.7;        // a header that stands clear of the text
constexpr double kOffFactor = 0.05;         // their middles
constexpr double kOverlapFactor = 3;        // columns that run into each other
constexpr std::size_t kMostClusters = 200;  // more is no table
constexpr double kMostCutShare = 0.05;      // of the rows may have text across a border

struct Cluster {
  double begin = 0, end = 0;
  std::size_t words = 0, numbers = 0;
};

struct Interval {
  double begin = 0, end = 0;
  bool is_number = false;
};

double BodySize(std::span<const Band> body) {
  std::vector<double> sizes;
  for (const Band& band : body) sizes.push_back(band.size_pt);
  if (sizes.empty()) return 10;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, middle);
  return std::max(*middle, 1.0);
}

// The phrases of bands that hold several: a phrase alone may be a heading over all columns.
std::vector<Interval> BodyIntervals(std::span<const Band> body) {
  constexpr PhraseOptions kTight{.wide_gap_em = 0.25, .narrow_gap_em = 0.25};
  std::vector<Interval> all, of_several;
  std::size_t several = 0;
  for (std::size_t b = 0; b < body.size(); ++b) {
    const bool has_several = !StandsAlone(body, b);
    if (has_several) ++several;
    for (const Phrase& phrase : PhrasesOf(body[b], kTight)) {
      const Interval interval{phrase.box.x0, phrase.box.x1, phrase.is_number};
      all.push_back(interval);
      if (has_several) of_several.push_back(interval);
    }
  }
  return several >= 2 ? of_several : all;
}

// Stretches of x that more than `ignored` intervals cover.
std::vector<Cluster> Covered(std::span<const Interval> intervals, int ignored) {
  std::vector<std::pair<double, int>> ends;
  for (const Interval& i : intervals) {
    ends.emplace_back(i.begin, 1);
    ends.emplace_back(i.end, -1);
  }
  std::ranges::sort(ends);
  std::vector<Cluster> clusters;
  int depth = 0;
  for (const auto& [x, change] : ends) {
    const bool was_covered = depth > ignored;
    depth += change;
    if (!was_covered && depth > ignored) clusters.push_back({x, x});
    if (was_covered) clusters.back().end = x;
  }
  return clusters;
}

// A cluster over which several headers stand is cut between them, where the fewest words are cut.
std::vector<Cluster> CutUnderHeaders(std::vector<Cluster> clusters, std::span<const RectPt> leaves,
                                     std::span<const Interval> intervals) {
  const auto cuts_at = [&](double x) {
    return std::ranges::count_if(intervals,
                                 [x](const Interval& i) { return i.begin < x && x < i.end; });
  };
  std::vector<Cluster> cut;
  for (Cluster cluster : clusters) {
    const RectPt* before = nullptr;
    for (const RectPt& leaf : leaves) {
      if (leaf.center_x() <= cluster.begin || leaf.center_x() >= cluster.end) continue;
      if (before != nullptr) {
        const double from = before->center_x(), to = leaf.center_x();
        double best_x = (from + to) / 2;
        auto best = std::numeric_limits<std::ptrdiff_t>::max();
        double run_begin = from, widest = -1;
        constexpr int kSteps = 64;
        for (int s = 1; s < kSteps; ++s) {
          const double x = from + (to - from) * s / kSteps;
          const auto cuts = cuts_at(x);
          if (cuts < best) {
            best = cuts;
            run_begin = x;
            widest = -1;
          }
          if (cuts == best) {
            if (x - run_begin > widest) {
              widest = x - run_begin;
              best_x = (run_begin + x) / 2;
            }
          } else {
            run_begin = x + (to - from) / kSteps;
          }
        }
        cut.push_back({cluster.begin, best_x});
        cluster.begin = best_x;
      }
      before = &leaf;
    }
    cut.push_back(cluster);
  }
  return cut;
}

void CountWords(std::vector<Cluster>& clusters, std::span<const Interval> intervals) {
  for (const Interval& i : intervals) {
    const double x = (i.begin + i.end) / 2;
    for (Cluster& cluster : clusters) {
      if (x < cluster.begin || x > cluster.end) continue;
      ++cluster.words;
      cluster.numbers += i.is_number ? 1 : 0;
    }
  }
}

bool IsNumeric(const Cluster& cluster) { return 2 * cluster.numbers > cluster.words; }

// Clusters whose distance is too small to part columns become one.
std::vector<Cluster> JoinNear(std::vector<Cluster> clusters, bool has_header, double em) {
  std::vector<Cluster> joined;
  for (const Cluster& cluster : clusters) {
    if (!joined.empty()) {
      Cluster& last = joined.back();
      const bool confirmed = has_header || (IsNumeric(last) && IsNumeric(cluster));
      const double least = (confirmed ? kLeastBlankEm : kPlainBlankEm) * em;
      if (cluster.begin - last.end < least) {
        last.end = std::max(last.end, cluster.end);
        last.words += cluster.words;
        last.numbers += cluster.numbers;
        continue;
      }
    }
    joined.push_back(cluster);
  }
  return joined;
}

// One column: its header, its text, or both.
struct Column {
  double begin = 0, end = 0;            // of all of it
  double text_begin = 0, text_end = 0;  // of the body's; begin > end when empty
  [[nodiscard]] bool has_text() const { return text_begin <= text_end; }
};

double Distance(double a0, double a1, double b0, double b1) {
  return std::max({0.0, b0 - a1, a0 - b1});
}

// Aligns headers and clusters, both left to right.
std::vector<Column> Align(std::span<const RectPt> leaves, std::span<const Cluster> clusters,
                          double left, double right, double em) {
  const std::size_t n = leaves.size(), m = clusters.size();
  struct Step {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from_leaf = 0, from_cluster = 0;
    Column column{};
  };
  std::vector<std::vector<Step>> best(n + 1, std::vector<Step>(m + 1));
  best[0][0].cost = 0;
  best[0][0].column.end = -std::numeric_limits<double>::infinity();
  const auto offer = [&](std::size_t i0, std::size_t j0, std::size_t i, std::size_t j, double cost,
                         const Column& column) {
    const double overlap = std::max(0.0, best[i0][j0].column.end - column.begin) / em;
    const double total = best[i0][j0].cost + cost + kOverlapFactor * overlap;
    if (total < best[i][j].cost) best[i][j] = {total, i0, j0, column};
  };
  for (std::size_t i = 0; i <= n; ++i) {
    for (std::size_t j = 0; j <= m; ++j) {
      if (i > 0) {
        const RectPt& leaf = leaves[i - 1];
        offer(i - 1, j, i, j, kEmptyColumnCost, {leaf.x0, leaf.x1, 1, 0});
        double merged = 0;
        for (std::size_t first = j; first > 0; --first) {
          const double begin = clusters[first - 1].begin, end = clusters[j - 1].end;
          if (first < j) {
            const double blank = clusters[first].begin - clusters[first - 1].end;
            merged += kMergeCost + kMergeFactor * blank / em;
          }
          const double apart = Distance(leaf.x0, leaf.x1, begin, end) / em;
          const double off = std::abs(leaf.center_x() - (begin + end) / 2) / em;
          // A header in the middle of its column: the column reaches as far to its other side.
          const double half = std::max(leaf.center_x() - begin, end - leaf.center_x());
          const double beyond =
              std::max({0.0, left - (leaf.center_x() - half), leaf.center_x() + half - right}) / em;
          offer(i - 1, first - 1, i, j, merged + kApartFactor * apart + kOffFactor * off + beyond,
                {std::min(leaf.x0, begin), std::max(leaf.x1, end), begin, end});
        }
      }
      if (j > 0) {
        const Cluster& c = clusters[j - 1];
        offer(i, j - 1, i, j, kNoHeaderCost, {c.begin, c.end, c.begin, c.end});
      }
    }
  }
  std::vector<Column> columns;
  for (std::size_t i = n, j = m; i > 0 || j > 0;) {
    const Step& step = best[i][j];
    columns.push_back(step.column);
    i = step.from_leaf;
    j = step.from_cluster;
  }
  std::ranges::reverse(columns);
  return columns;
}

double BorderBetween(const Column& a, const Column& b) {
  if (a.end <= b.begin) return (a.end + b.begin) / 2;
  // Headers run over: the text decides.
  const double left = a.has_text() ? a.text_end : a.end;
  const double right = b.has_text() ? b.text_begin : b.begin;
  return (left + right) / 2;
}

}  // namespace

std::vector<double> ColumnBorders(std::span<const RectPt> leaves, std::span<const Band> body,
                                  double left, double right) {
  const double em = BodySize(body);
  const std::vector<Interval> intervals = BodyIntervals(body);
  std::vector<Cluster> clusters = Covered(intervals, 0);
  const int most_cut = static_cast<int>(kMostCutShare * static_cast<double>(body.size()));
  if (most_cut > 0 && clusters.size() < leaves.size()) clusters = Covered(intervals, most_cut);
  clusters = CutUnderHeaders(std::move(clusters), leaves, intervals);
  CountWords(clusters, intervals);
  clusters = JoinNear(std::move(clusters), !leaves.empty(), em);
  if (clusters.size() > kMostClusters) return {left, right};
  std::vector<double> borders{left};
  const std::vector<Column> columns = Align(leaves, clusters, left, right, em);
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    borders.push_back(std::max(borders.back(), BorderBetween(columns[i], columns[i + 1])));
  }
  borders.push_back(std::max(right, borders.back()));
  return borders;
}

std::size_t ColumnAt(std::span<const double> borders, double x) {
  const auto inner = borders.subspan(1, borders.size() - 2);
  return static_cast<std::size_t>(std::ranges::upper_bound(inner, x) - inner.begin());
}

std::vector<double> AdjustedBorders(std::span<const double> borders, std::span<const Band> bands,
                                    double left, double right) {
  constexpr double kStepPt = 0.5, kReachEm = 2.5;
  const double reach = kReachEm * BodySize(bands);
  const auto cuts_at = [&](double x) {
    std::size_t cuts = 0;
    for (const Band& band : bands) {
      for (const Word& word : band.words) {
        if (x > word.box.x0 && x < word.box.x1) ++cuts;
      }
    }
    return cuts;
  };
  std::vector<double> adjusted(borders.begin(), borders.end());
  for (std::size_t i = 1; i + 1 < adjusted.size(); ++i) {
    const double low = adjusted[i - 1], high = adjusted[i + 1], hint = adjusted[i];
    std::size_t best = cuts_at(hint);
    for (double step = kStepPt; best > 0 && step <= reach; step += kStepPt) {
      for (const double x : {hint - step, hint + step}) {
        if (x <= low || x >= high) continue;
        const std::size_t cuts = cuts_at(x);
        if (cuts >= best) continue;
        best = cuts;
        adjusted[i] = x;
      }
    }
  }
  adjusted.front() = std::min(adjusted.front(), left);
  adjusted.back() = std::max(adjusted.back(), right);
  return adjusted;
}

double ShareCut(std::span<const double> borders, std::span<const Band> bands) {
  std::size_t words = 0, cut = 0;
  for (const Band& band : bands) {
    for (const Word& word : band.words) {
      ++words;
      const double slack = 0.3 * word.size_pt;
      const bool is_cut = std::ranges::any_of(
          borders, [&](double x) { return x > word.box.x0 + slack && x < word.box.x1 - slack; });
      if (is_cut) ++cut;
    }
  }
  return words == 0 ? 0 : static_cast<double>(cut) / static_cast<double>(words);
}

}  // namespace gongwen
