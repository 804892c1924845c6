// Rulings -> straight edges -> those that draw one table. Internal to grid_from_rulings.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/grid_from_rulings.h"
#include "model/page.h"

namespace gongwen {

// A straight edge after snapping and joining; for both orientations as in Ruling.
struct Edge {
  double position = 0, start = 0, end = 0;
};

// The edges of one table.
struct EdgeGroup {
  std::vector<Edge> horizontals{}, verticals{};
};

// Groups values whose distance to the group's running mean is at most `tolerance`; the means,
// ascending.
[[nodiscard]] std::vector<double> ClusterPositions(std::vector<double> values, double tolerance);

// The tables that rulings draw: edges that touch, directly or through others, belong to one table.
// A table without lines at its sides is held together by its rows; two tables of which one side's
// ruling runs from the one to the other are parted. Pure.  O(h*v)
[[nodiscard]] std::vector<EdgeGroup> GroupEdges(std::span<const Ruling> rulings,
                                                const GridOptions& options);

}  // namespace gongwen
