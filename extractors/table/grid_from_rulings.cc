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
#include <optional>
#include <utility>

#include "extractors/table/disjoint_sets.h"
#include "extractors/table/edge_groups.h"

namespace gongwen {
namespace {

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
  std::vector<TableGrid> grids;
  for (const EdgeGroup& group : GroupEdges(rulings, options)) {
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
