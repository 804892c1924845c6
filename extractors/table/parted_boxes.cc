// HTML's border-spacing and Word's cell spacing draw
//
//    +----+ +----+        a box is four rulings that touch each other and nothing else; boxes that
//    | a  | | b  |        stand a few points apart are cells of one table
//    +----+ +----+
//    +----+ +----+
//
// Tested by parted_boxes_test.cc.
#include "extractors/table/parted_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>

#include "extractors/table/disjoint_sets.h"
#include "extractors/table/edge_groups.h"
#include "model/geometry.h"

namespace gongwen {
namespace {

constexpr double kCornerPt = 1.2;  // so near, two sides touch
constexpr double kGapPt = 6;       // between two boxes of one table, at most
constexpr double kLeastSidePt = 8;
constexpr double kSameGapPt = 1;  // rulings thicker or thinner move their sides a little
constexpr std::size_t kFewestBoxes = 4;
constexpr std::size_t kMostRulings = 6000;

bool Touch(const Ruling& h, const Ruling& v) {
  return v.position >= h.start - kCornerPt && v.position <= h.end + kCornerPt &&
         h.position >= v.start - kCornerPt && h.position <= v.end + kCornerPt;
}

// A box and the rulings that draw it.
struct Box {
  RectPt rect{};
  std::vector<std::size_t> sides{};
};

std::optional<Box> BoxOf(std::span<const Ruling> rulings, const std::vector<std::size_t>& sides) {
  std::vector<const Ruling*> across, down;
  for (const std::size_t i : sides) {
    (rulings[i].orientation == Orientation::kHorizontal ? across : down).push_back(&rulings[i]);
  }
  if (across.size() != 2 || down.size() != 2) return std::nullopt;
  const auto [y0, y1] = std::minmax(across[0]->position, across[1]->position);
  const auto [x0, x1] = std::minmax(down[0]->position, down[1]->position);
  const auto is_side = [](const Ruling* side, double from, double to) {
    return std::abs(side->start - from) <= 2 * kCornerPt &&
           std::abs(side->end - to) <= 2 * kCornerPt;
  };
  const bool is_box = is_side(across[0], x0, x1) && is_side(across[1], x0, x1) &&
                      is_side(down[0], y0, y1) && is_side(down[1], y0, y1);
  if (!is_box || x1 - x0 < kLeastSidePt || y1 - y0 < kLeastSidePt) return std::nullopt;
  return Box{.rect = {x0, y0, x1, y1}, .sides = sides};
}

std::vector<Box> BoxesOf(std::span<const Ruling> rulings) {
  DisjointSets sets(rulings.size());
  for (std::size_t i = 0; i < rulings.size(); ++i) {
    if (rulings[i].orientation != Orientation::kHorizontal) continue;
    for (std::size_t j = 0; j < rulings.size(); ++j) {
      if (rulings[j].orientation == Orientation::kVertical && Touch(rulings[i], rulings[j])) {
        sets.Merge(i, j);
      }
    }
  }
  std::map<std::size_t, std::vector<std::size_t>> parts;
  for (std::size_t i = 0; i < rulings.size(); ++i) parts[sets.Find(i)].push_back(i);
  std::vector<Box> boxes;
  for (const auto& [root, sides] : parts) {
    if (std::optional<Box> box = BoxOf(rulings, sides)) boxes.push_back(std::move(*box));
  }
  return boxes;
}

bool AreNeighbours(const RectPt& a, const RectPt& b) {
  const double gap_x = std::max(b.x0 - a.x1, a.x0 - b.x1);
  const double gap_y = std::max(b.y0 - a.y1, a.y0 - b.y1);
  return gap_x <= kGapPt + kSameGapPt && gap_y <= kGapPt + kSameGapPt && (gap_x < 0) != (gap_y < 0);
}

// The boxes of each table.
std::vector<std::vector<Box>> Tables(std::vector<Box> boxes) {
  DisjointSets sets(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (AreNeighbours(boxes[i].rect, boxes[j].rect)) sets.Merge(i, j);
    }
  }
  std::map<std::size_t, std::vector<Box>> tables;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    tables[sets.Find(i)].push_back(std::move(boxes[i]));
  }
  std::vector<std::vector<Box>> of_several;
  for (auto& [root, table] : tables) {
    if (table.size() >= kFewestBoxes) of_several.push_back(std::move(table));
  }
  return of_several;
}

double Nearest(const std::vector<double>& values, double at) {
  return *std::ranges::min_element(values, {}, [at](double value) { return std::abs(value - at); });
}

void AppendSnapped(std::span<const Box> table, std::vector<Ruling>& rulings) {
  std::vector<double> xs, ys;
  for (const Box& box : table) {
    xs.insert(xs.end(), {box.rect.x0, box.rect.x1});
    ys.insert(ys.end(), {box.rect.y0, box.rect.y1});
  }
  xs = ClusterPositions(std::move(xs), kGapPt);
  ys = ClusterPositions(std::move(ys), kGapPt);
  for (const Box& box : table) {
    const double x0 = Nearest(xs, box.rect.x0), x1 = Nearest(xs, box.rect.x1);
    const double y0 = Nearest(ys, box.rect.y0), y1 = Nearest(ys, box.rect.y1);
    for (const double y : {y0, y1}) rulings.push_back({Orientation::kHorizontal, y, x0, x1, 0});
    for (const double x : {x0, x1}) rulings.push_back({Orientation::kVertical, x, y0, y1, 0});
  }
}

}  // namespace

std::vector<Ruling> WithPartedBoxesJoined(std::vector<Ruling> rulings) {
  if (rulings.size() > kMostRulings || rulings.size() < 4 * kFewestBoxes) return rulings;
  const std::vector<std::vector<Box>> tables = Tables(BoxesOf(rulings));
  if (tables.empty()) return rulings;
  std::vector<bool> is_replaced(rulings.size(), false);
  std::vector<Ruling> joined;
  for (const std::vector<Box>& table : tables) {
    for (const Box& box : table) {
      for (const std::size_t i : box.sides) is_replaced[i] = true;
    }
    AppendSnapped(table, joined);
  }
  for (std::size_t i = 0; i < rulings.size(); ++i) {
    if (!is_replaced[i]) joined.push_back(rulings[i]);
  }
  return joined;
}

}  // namespace gongwen
