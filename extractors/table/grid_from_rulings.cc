// Rulings -> snapped and joined edges -> connected tables -> slots -> walls -> cells.
//
// The edges of one table cut its bounding box into rows x columns slots. Between two neighbouring
// slots stands a wall where an edge covers most of their common side. Slots without a wall between
// them are one cell. Where that gives a shape that is no rectangle (a missing inner ruling), the
// shape is cut into rectangles along the rows, so that the grid always tiles.
//
// Why walls and not the usual search for four corners of each cell: a corner that is missing by a
// point loses the cell and shifts all that follow; a wall is a majority over its length.
// Compare Nurminen (2013), whose edges-and-intersections method pdfplumber and Tabula follow.
//
// Tested by tests/extractors/grid_from_rulings_test.cc, which also throws random rulings at it.
#include "extractors/table/grid_from_rulings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

namespace gongwen {
namespace {

// Sets of integers that only ever merge.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t Find(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void Merge(std::size_t a, std::size_t b) { parent_[Find(a)] = Find(b); }

 private:
  std::vector<std::size_t> parent_;
};

// A straight edge after snapping and joining; for both orientations as in Ruling.
struct Edge {
  double position = 0, start = 0, end = 0;
};

// Groups sorted values whose distance to the group's running mean is at most `tolerance`.
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

// The edges of one table: indices into the joined horizontals and verticals.
struct EdgeGroup {
  std::vector<Edge> horizontals{}, verticals{};
};

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

// The distance between neighbouring horizontals that half of them keep.
double TypicalRow(const EdgeGroup& group) {
  std::vector<double> ys;
  for (const Edge& edge : group.horizontals) ys.push_back(edge.position);
  std::sort(ys.begin(), ys.end());
  ys.erase(std::unique(ys.begin(), ys.end()), ys.end());
  std::vector<double> rows;
  for (std::size_t i = 1; i < ys.size(); ++i) rows.push_back(ys[i] - ys[i - 1]);
  if (rows.empty()) return 0;
  const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(rows.size() / 2);
  std::nth_element(rows.begin(), middle, rows.end());
  return *middle;
}

double GapBetween(const EdgeGroup& a, const EdgeGroup& b) {
  double gap = std::numeric_limits<double>::infinity();
  for (const Edge& x : a.horizontals) {
    for (const Edge& y : b.horizontals) gap = std::min(gap, std::abs(x.position - y.position));
  }
  return gap;
}

// In a table with open sides nothing ties a row that is one cell to the others: horizontals of the
// same extent, a row away, belong to it.
void JoinOpenSided(std::vector<EdgeGroup>& groups, const GridOptions& options) {
  constexpr double kRowsAway = 1.3;
  constexpr std::size_t kMostGroups = 200;
  if (groups.size() > kMostGroups) return;
  for (bool joined = true; joined;) {
    joined = false;
    for (std::size_t i = 0; i < groups.size() && !joined; ++i) {
      if (groups[i].verticals.empty() || groups[i].horizontals.empty()) continue;
      if (!HasOpenSides(groups[i], options.reach_pt)) continue;
      double begin = 0, end = 0;
      Width(groups[i], begin, end);
      const double reach = kRowsAway * TypicalRow(groups[i]);
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
  std::erase_if(by_root, [](const EdgeGroup& g) {
    return g.verticals.empty() || g.horizontals.size() + g.verticals.size() < 4;
  });
  return by_root;
}

// Borders between slots in one direction: the edges' positions, and the outer ends of the crossing
// edges, which stand in for an outer border that was not drawn.
std::vector<double> Borders(const std::vector<Edge>& along, const std::vector<Edge>& across,
                            const GridOptions& options) {
  std::vector<double> positions;
  double low = across.front().start, high = across.front().end;
  for (const Edge& edge : across) {
    low = std::min(low, edge.start);
    high = std::max(high, edge.end);
  }
  for (const Edge& edge : along) positions.push_back(edge.position);
  std::vector<double> borders = ClusterPositions(std::move(positions), options.snap_pt);
  // An overshoot of a few points is no column of its own.
  const double margin = 2 * options.reach_pt;
  if (low < borders.front() - margin) borders.insert(borders.begin(), low);
  if (high > borders.back() + margin) borders.push_back(high);
  return borders;
}

double CoveredLength(const std::vector<Edge>& edges, double position, double from, double to,
                     const GridOptions& options) {
  double covered = 0;
  for (const Edge& edge : edges) {
    if (std::abs(edge.position - position) > options.snap_pt) continue;
    covered += std::max(0.0, std::min(edge.end, to) - std::max(edge.start, from));
  }
  return covered;
}

// Row-major slots and the walls between them.
class SlotGrid {
 public:
  SlotGrid(std::vector<double> xs, std::vector<double> ys)
      : xs_(std::move(xs)), ys_(std::move(ys)) {
    rows_ = ys_.size() - 1;
    columns_ = xs_.size() - 1;
  }

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t columns() const { return columns_; }
  [[nodiscard]] std::size_t Slot(std::size_t r, std::size_t c) const { return r * columns_ + c; }

  // Gives every slot the number of the open region that it belongs to.
  [[nodiscard]] std::vector<std::size_t> OpenRegions(const EdgeGroup& group,
                                                     const GridOptions& options) const {
    DisjointSets sets(rows_ * columns_);
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = 0; c < columns_; ++c) {
        if (c + 1 < columns_ && !HasWall(group.verticals, xs_[c + 1], ys_[r], ys_[r + 1], options))
          sets.Merge(Slot(r, c), Slot(r, c + 1));
        if (r + 1 < rows_ && !HasWall(group.horizontals, ys_[r + 1], xs_[c], xs_[c + 1], options))
          sets.Merge(Slot(r, c), Slot(r + 1, c));
      }
    }
    std::vector<std::size_t> region(rows_ * columns_);
    for (std::size_t s = 0; s < region.size(); ++s) region[s] = sets.Find(s);
    return region;
  }

  // Cuts regions into rectangles: from the first free slot right as far as the region goes, then
  // down as long as whole rows of that width belong to it. A rectangular region stays whole.
  [[nodiscard]] std::vector<Cell> Cells(const std::vector<std::size_t>& region, int page_no) const {
    std::vector<Cell> cells;
    std::vector<bool> taken(region.size(), false);
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = 0; c < columns_; ++c) {
        const std::size_t first = Slot(r, c);
        if (taken[first]) continue;
        const auto free = [&](std::size_t row, std::size_t column) {
          return !taken[Slot(row, column)] && region[Slot(row, column)] == region[first];
        };
        std::size_t c_end = c + 1;
        while (c_end < columns_ && free(r, c_end)) ++c_end;
        std::size_t r_end = r + 1;
        const auto row_is_free = [&](std::size_t row) {
          for (std::size_t column = c; column < c_end; ++column) {
            if (!free(row, column)) return false;
          }
          return true;
        };
        while (r_end < rows_ && row_is_free(r_end)) ++r_end;
        for (std::size_t row = r; row < r_end; ++row) {
          for (std::size_t column = c; column < c_end; ++column) taken[Slot(row, column)] = true;
        }
        cells.push_back({.row = static_cast<int>(r),
                         .column = static_cast<int>(c),
                         .row_span = static_cast<int>(r_end - r),
                         .column_span = static_cast<int>(c_end - c),
                         .page_no = page_no,
                         .box = {xs_[c], ys_[r], xs_[c_end], ys_[r_end]}});
      }
    }
    return cells;
  }

 private:
  static bool HasWall(const std::vector<Edge>& edges, double position, double from, double to,
                      const GridOptions& options) {
    return CoveredLength(edges, position, from, to, options) >= options.wall_coverage * (to - from);
  }

  std::vector<double> xs_, ys_;
  std::size_t rows_ = 0, columns_ = 0;
};

// Drops border lines that part no two cells (both of whose sides always belong to one cell):
// they come from edges of another place that happened to be connected.
void DropEmptyTracks(TableGrid& grid) {
  std::vector<bool> row_used(static_cast<std::size_t>(grid.rows), false);
  std::vector<bool> column_used(static_cast<std::size_t>(grid.columns), false);
  for (const Cell& cell : grid.cells) {
    row_used[static_cast<std::size_t>(cell.row)] = true;
    column_used[static_cast<std::size_t>(cell.column)] = true;
  }
  const auto new_index = [](const std::vector<bool>& used) {
    std::vector<int> index(used.size() + 1, 0);
    for (std::size_t i = 0; i < used.size(); ++i) index[i + 1] = index[i] + (used[i] ? 1 : 0);
    return index;
  };
  const std::vector<int> rows = new_index(row_used), columns = new_index(column_used);
  for (Cell& cell : grid.cells) {
    const auto r = static_cast<std::size_t>(cell.row), c = static_cast<std::size_t>(cell.column);
    const int r_end = rows[r + static_cast<std::size_t>(cell.row_span)];
    const int c_end = columns[c + static_cast<std::size_t>(cell.column_span)];
    cell.row = rows[r];
    cell.column = columns[c];
    cell.row_span = r_end - cell.row;
    cell.column_span = c_end - cell.column;
  }
  grid.rows = rows.back();
  grid.columns = columns.back();
}

Result<std::optional<TableGrid>> GridOfGroup(const EdgeGroup& group, int page_no,
                                             const GridOptions& options) {
  std::vector<double> xs = Borders(group.verticals, group.horizontals, options);
  std::vector<double> ys = Borders(group.horizontals, group.verticals, options);
  if (xs.size() < 2 || ys.size() < 2) return std::nullopt;
  const SlotGrid slots(std::move(xs), std::move(ys));
  if (slots.rows() * slots.columns() > static_cast<std::size_t>(options.max_slots)) {
    return Fail(ErrorCode::kTooLarge, "a table of " + std::to_string(slots.rows()) + " x " +
                                          std::to_string(slots.columns()) +
                                          " slots is over the limit; is the page a drawing?");
  }
  TableGrid grid{.rows = static_cast<int>(slots.rows()),
                 .columns = static_cast<int>(slots.columns()),
                 .origin = GridOrigin::kRulings,
                 .cells = slots.Cells(slots.OpenRegions(group, options), page_no)};
  DropEmptyTracks(grid);
  if (grid.cells.size() < 2) return std::nullopt;
  return grid;
}

}  // namespace

RectPt BoundingBox(const TableGrid& grid, int page_no) {
  RectPt box;
  for (const Cell& cell : grid.cells) {
    if (cell.page_no == page_no) box = Union(box, cell.box);
  }
  return box;
}

Result<std::vector<TableGrid>> GridsFromRulings(std::span<const Ruling> rulings, int page_no,
                                                const GridOptions& options) {
  const std::vector<Edge> hs = JoinedEdges(rulings, Orientation::kHorizontal, options);
  const std::vector<Edge> vs = JoinedEdges(rulings, Orientation::kVertical, options);
  std::vector<TableGrid> grids;
  for (const EdgeGroup& group : ConnectedGroups(hs, vs, options)) {
    Result<std::optional<TableGrid>> grid = GridOfGroup(group, page_no, options);
    if (!grid) return tl::make_unexpected(std::move(grid).error());
    if (*grid) grids.push_back(std::move(**grid));
  }
  std::sort(grids.begin(), grids.end(), [page_no](const TableGrid& a, const TableGrid& b) {
    const RectPt box_a = BoundingBox(a, page_no), box_b = BoundingBox(b, page_no);
    return std::pair{box_a.y0, box_a.x0} < std::pair{box_b.y0, box_b.x0};
  });
  return grids;
}

}  // namespace gongwen
