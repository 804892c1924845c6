// Tested by tests/extractors/grid_from_rulings_test.cc.
#include "extractors/table/edge_groups.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <utility>

#include "extractors/table/disjoint_sets.h"

namespace gongwen {
namespace {

std::size_t NearestIndex(const std::vector<double>& sorted, double value) {
  const auto it = std::lower_bound(sorted.begin(), sorted.end(), value);
  if (it == sorted.begin()) return 0;
  if (it == sorted.end()) return sorted.size() - 1;
  const auto index = static_cast<std::size_t>(it - sorted.begin());
  return value - sorted[index - 1] <= sorted[index] - value ? index - 1 : index;
}

// Snaps parallel rulings that nearly coincide to one position and joins their pieces.
// Doubled border lines and a cell border drawn once for each neighbour become one edge.
std::vector<Edge> JoinedEdges(std::span<const Ruling> rulings, Orientation orientation,
                              const GridOptions& options) {
  std::vector<Edge> pieces;
  std::vector<double> positions;
  for (const Ruling& r : rulings) {
    if (r.orientation != orientation || !(r.end > r.start)) continue;
    pieces.push_back({r.position, r.start, r.end});
    positions.push_back(r.position);
  }
  const std::vector<double> centers = ClusterPositions(std::move(positions), options.snap_pt);
  for (Edge& piece : pieces) piece.position = centers[NearestIndex(centers, piece.position)];
  std::sort(pieces.begin(), pieces.end(), [](const Edge& a, const Edge& b) {
    return std::pair{a.position, a.start} < std::pair{b.position, b.start};
  });
  std::vector<Edge> edges;
  for (const Edge& piece : pieces) {
    if (!edges.empty() && edges.back().position == piece.position &&
        piece.start <= edges.back().end + options.join_pt) {
      edges.back().end = std::max(edges.back().end, piece.end);
    } else {
      edges.push_back(piece);
    }
  }
  return edges;
}

bool Touches(const Edge& h, const Edge& v, double reach) {
  return v.position >= h.start - reach && v.position <= h.end + reach &&
         h.position >= v.start - reach && h.position <= v.end + reach;
}

double Width(const EdgeGroup& group, double& begin, double& end) {
  begin = group.horizontals.front().start;
  end = group.horizontals.front().end;
  for (const Edge& edge : group.horizontals) {
    begin = std::min(begin, edge.start);
    end = std::max(end, edge.end);
  }
  return end - begin;
}

// A table without lines at its left and right: only horizontals reach that far.
bool HasOpenSides(const EdgeGroup& group, double reach) {
  double begin = 0, end = 0;
  Width(group, begin, end);
  return std::none_of(group.verticals.begin(), group.verticals.end(), [&](const Edge& v) {
    return v.position < begin + 2 * reach || v.position > end - 2 * reach;
  });
}

// The distance between neighbouring values that half of them keep.
double TypicalDistance(std::vector<double> ys) {
  std::sort(ys.begin(), ys.end());
  ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
  std::vector<double> rows;
  for (std::size_t i = 1; i < ys.size(); ++i) rows.push_back(ys[i] - ys[i - 1]);
  if (rows.empty()) return 0;
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
  std::nth_element(rows.begin(), middle, rows.end());
  return *middle;
}

double TypicalRow(const EdgeGroup& group) {
  std::vector<double> ys;
  for (const Edge& edge : group.horizontals) ys.push_back(edge.position);
  return TypicalDistance(std::move(ys));
}

double GapBetween(const EdgeGroup& a, const EdgeGroup& b) {
  double gap = std::numeric_limits<double>::infinity();
  for (const Edge& x : a.horizontals) {
    for (const Edge& y : b.horizontals) gap = std::min(gap, std::abs(x.position - y.position));
  }
  return gap;
}

// The horizontals that reach over most of the group's width, ascending.
std::vector<double> FullWidthRows(const EdgeGroup& group, double begin, double end) {
  constexpr double kMost = 0.8;
  std::vector<double> ys;
  for (const Edge& edge : group.horizontals) {
    if (std::min(edge.end, end) - std::max(edge.start, begin) >= kMost * (end - begin)) {
      ys.push_back(edge.position);
    }
  }
  std::ranges::sort(ys);
  return ys;
}

// How far from a table with open sides its next row may be: rows of one line may be beside cells
// over several, and rows over the whole width of several lines.
double ReachOfOpenSided(const EdgeGroup& group, double begin, double end) {
  constexpr double kRowsAway = 1.3, kMostRowsAway = 3;
  const double row = TypicalRow(group);
  const double wide_row = TypicalDistance(FullWidthRows(group, begin, end));
  return std::max(kRowsAway * row, std::min(kRowsAway * wide_row, kMostRowsAway * row));
}

// In a table with open sides nothing ties a row that is one cell to the others: horizontals of the
// same extent, a row away, belong to it.
void JoinOpenSided(std::vector<EdgeGroup>& groups, const GridOptions& options) {
  constexpr std::size_t kMostGroups = 200;
  if (groups.size() > kMostGroups) return;
  for (bool joined = true; joined;) {
    joined = false;
    for (std::size_t i = 0; i < groups.size() && !joined; ++i) {
      if (groups[i].verticals.empty() || groups[i].horizontals.empty()) continue;
      if (!HasOpenSides(groups[i], options.reach_pt)) continue;
      double begin = 0, end = 0;
      Width(groups[i], begin, end);
      const double reach = ReachOfOpenSided(groups[i], begin, end);
      for (std::size_t j = 0; j < groups.size() && !joined; ++j) {
        if (j == i || groups[j].horizontals.empty()) continue;
        double other_begin = 0, other_end = 0;
        Width(groups[j], other_begin, other_end);
        if (std::abs(begin - other_begin) > 2 * options.reach_pt ||
            std::abs(end - other_end) > 2 * options.reach_pt ||
            !HasOpenSides(groups[j], options.reach_pt) ||
            GapBetween(groups[i], groups[j]) > reach) {
          continue;
        }
        EdgeGroup& into = groups[i];
        const EdgeGroup& from = groups[j];
        into.horizontals.insert(into.horizontals.end(), from.horizontals.begin(),
                                from.horizontals.end());
        into.verticals.insert(into.verticals.end(), from.verticals.begin(), from.verticals.end());
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(j));
        joined = true;
      }
    }
  }
}

// Whether one of the lines at `x` crosses `y`.
bool Crosses(const std::vector<Edge>& verticals, double x, double y, double reach) {
  return std::ranges::any_of(verticals, [&](const Edge& v) {
    return std::abs(v.position - x) <= reach && v.start < y && v.end > y;
  });
}

// Where the space between two tables begins and ends: between two full-width lines far apart, in
// which a single line runs down, at one side, while there is one at the other side above and below.
std::optional<std::pair<double, double>> GapInGroup(const EdgeGroup& group,
                                                    const GridOptions& options) {
  constexpr double kRowsHigh = 1.8;
  double begin = 0, end = 0;
  Width(group, begin, end);
  const double reach = 2 * options.reach_pt;
  const double least = kRowsHigh * TypicalRow(group);
  const std::vector<double> ys = FullWidthRows(group, begin, end);
  const double top = ys.empty() ? 0 : ys.front(), bottom = ys.empty() ? 0 : ys.back();
  for (std::size_t i = 1; i < ys.size(); ++i) {
    if (ys[i] - ys[i - 1] < least || ys[i - 1] <= top || ys[i] >= bottom) continue;
    const double middle = (ys[i - 1] + ys[i]) / 2;
    std::vector<double> crossing;
    for (const Edge& v : group.verticals) {
      if (v.start < middle && v.end > middle) crossing.push_back(v.position);
    }
    if (crossing.size() != 1) continue;
    const bool is_left = std::abs(crossing.front() - begin) <= reach;
    const bool is_right = std::abs(crossing.front() - end) <= reach;
    if (is_left == is_right) continue;
    const double other = is_left ? end : begin;
    const double above = ys[i - 1] - options.reach_pt, below = ys[i] + options.reach_pt;
    if (Crosses(group.verticals, other, above, reach) &&
        Crosses(group.verticals, other, below, reach)) {
      return std::pair{ys[i - 1], ys[i]};
    }
  }
  return std::nullopt;
}

// The parts of a group above `from` and below `to`.
std::pair<EdgeGroup, EdgeGroup> Parted(const EdgeGroup& group, double from, double to) {
  std::pair<EdgeGroup, EdgeGroup> parts;
  for (const Edge& h : group.horizontals) {
    (h.position < (from + to) / 2 ? parts.first : parts.second).horizontals.push_back(h);
  }
  for (const Edge& v : group.verticals) {
    if (v.start < from) {
      parts.first.verticals.push_back({v.position, v.start, std::min(v.end, from)});
    }
    if (v.end > to) parts.second.verticals.push_back({v.position, std::max(v.start, to), v.end});
  }
  return parts;
}

std::vector<EdgeGroup> PartedAtGaps(std::vector<EdgeGroup> groups, const GridOptions& options) {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    while (const auto gap = GapInGroup(groups[i], options)) {
      auto [above, below] = Parted(groups[i], gap->first, gap->second);
      groups[i] = std::move(below);
      groups.insert(groups.begin() + static_cast<std::ptrdiff_t>(i), std::move(above));
      ++i;
    }
  }
  return groups;
}

// Edges that touch, directly or through others, belong to one table.
std::vector<EdgeGroup> ConnectedGroups(const std::vector<Edge>& hs, const std::vector<Edge>& vs,
                                       const GridOptions& options) {
  DisjointSets sets(hs.size() + vs.size());
  for (std::size_t i = 0; i < hs.size(); ++i) {
    for (std::size_t j = 0; j < vs.size(); ++j) {
      if (Touches(hs[i], vs[j], options.reach_pt)) sets.Merge(i, hs.size() + j);
    }
  }
  std::vector<EdgeGroup> by_root(hs.size() + vs.size());
  for (std::size_t i = 0; i < hs.size(); ++i) by_root[sets.Find(i)].horizontals.push_back(hs[i]);
  for (std::size_t j = 0; j < vs.size(); ++j) {
    by_root[sets.Find(hs.size() + j)].verticals.push_back(vs[j]);
  }
  std::erase_if(by_root, [](const EdgeGroup& g) { return g.horizontals.empty(); });
  JoinOpenSided(by_root, options);
  by_root = PartedAtGaps(std::move(by_root), options);
  std::erase_if(by_root, [](const EdgeGroup& g) {
    return g.verticals.empty() || g.horizontals.size() + g.verticals.size() < 4;
  });
  return by_root;
}

}  // namespace

std::vector<double> ClusterPositions(std::vector<double> values, double tolerance) {
  std::sort(values.begin(), values.end());
  std::vector<double> centers;
  double sum = 0;
  int count = 0;
  for (const double value : values) {
    if (count > 0 && value - sum / count > tolerance) {
      centers.push_back(sum / count);
      sum = 0;
      count = 0;
    }
    sum += value;
    ++count;
  }
  if (count > 0) centers.push_back(sum / count);
  return centers;
}

std::vector<EdgeGroup> GroupEdges(std::span<const Ruling> rulings, const GridOptions& options) {
  return ConnectedGroups(JoinedEdges(rulings, Orientation::kHorizontal, options),
                         JoinedEdges(rulings, Orientation::kVertical, options), options);
}

}  // namespace gongwen
