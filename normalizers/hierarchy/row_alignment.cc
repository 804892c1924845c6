#include "normalizers/hierarchy/row_alignment.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

// Costs in one unit; what matters is their order. Chosen by hand on the damage classes that the
// generator makes; the bench shows what a change does.
constexpr double kLeftOver = 9.0;  // a cell that belongs to no column
constexpr double kValueWithoutName = 6.0;
constexpr double kNameWithoutValue = 1.5;
constexpr double kSlidePerColumn = 0.25;
constexpr double kSlideMost = 1.0;
constexpr double kUnknownLabel = 4.0;  // text that no taxonomy knows, as a label
constexpr double kLongLabel = 3.0;     // on top, when it is as long as a sentence
constexpr double kLabelAsName = 3.5;
constexpr double kLabelAsValue = 5.0;
constexpr double kLabelAsExtra = 6.0;
constexpr double kValueAsName = 3.0;
constexpr double kNameAsExtra = 1.5;
constexpr double kSectionElsewhere = 5.0;
constexpr std::size_t kLongestLabel = 14;  // code points

double LabelCost(const RowCell& cell, bool for_level1) {
  if (!cell.label) {
    return kUnknownLabel + (CodePoints(cell.text).size() > kLongestLabel ? kLongLabel : 0);
  }
  const bool fits = (for_level1 ? cell.label->level1 : cell.label->level2) >= 0;
  return (fits ? 0 : 0.7) + (cell.label->is_exact ? 0 : 0.3);
}

double RoleCost(const RowCell& cell, ColumnRole role) {
  if (cell.is_section && role != ColumnRole::kSection) return kSectionElsewhere;
  switch (role) {
    case ColumnRole::kSection:
      return cell.is_section ? 0 : kSectionElsewhere;
    case ColumnRole::kLevel1:
      return LabelCost(cell, true);
    case ColumnRole::kLevel2:
      return LabelCost(cell, false);
    case ColumnRole::kLevel3:
      if (cell.label) return kLabelAsName;
      return LooksLikeValue(cell.text) ? kValueAsName : 0;
    case ColumnRole::kValue:
      if (cell.label) return kLabelAsValue;
      return LooksLikeValue(cell.text) ? 0 : 0.5;
    case ColumnRole::kExtra:
      if (cell.label) return kLabelAsExtra;
      return LooksLikeValue(cell.text) ? 0.3 : kNameAsExtra;
    case ColumnRole::kNone:
      break;
  }
  return kNameAsExtra;
}

double SlideCost(const RowCell& cell, const HeaderColumn& column) {
  const int distance = cell.column < column.column        ? column.column - cell.column
                       : cell.column >= column.column_end ? cell.column - column.column_end + 1
                                                          : 0;
  return std::min(kSlideMost, kSlidePerColumn * distance);
}

// What an empty place in this column costs, given whether the row has a name and a value.
double EmptinessCost(bool has_name, bool has_value) {
  if (has_name && !has_value) return kNameWithoutValue;
  if (!has_name && has_value) return kValueWithoutName;
  return 0;
}

}  // namespace

bool LooksLikeValue(std::string_view text) {
  static constexpr std::u32string_view kStarts = U"0123456789≥≤><=＞＜±-—.约";
  const std::u32string s = CodePoints(FoldWidth(TrimmedView(text)));
  if (s.empty()) return false;
  if (kStarts.find(s.front()) != std::u32string_view::npos) return s.size() <= 24;
  const auto digits =
      std::count_if(s.begin(), s.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return s.size() <= 12 && digits > 0 && s.back() != U')';
}

// State: (cells used, columns used, has a name, has a value). Each step either puts the next cell
// into the next column, leaves the column empty, or leaves the cell over.
std::vector<int> AlignRow(std::span<const RowCell> cells, std::span<const HeaderColumn> header) {
  const std::size_t n = cells.size(), m = header.size();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  struct Step {
    double cost = kInfinity;
    std::size_t from = 0;
    int assigned = -2;  // -2 none (column left empty), -1 cell left over, else the column
  };
  const auto index = [&](std::size_t i, std::size_t j, std::size_t flags) {
    return (i * (m + 1) + j) * 4 + flags;
  };
  std::vector<Step> steps((n + 1) * (m + 1) * 4);
  steps[index(0, 0, 0)].cost = 0;
  const auto relax = [&](std::size_t from, std::size_t to, double cost, int assigned) {
    if (steps[from].cost + cost < steps[to].cost) {
      steps[to] = {steps[from].cost + cost, from, assigned};
    }
  };
  for (std::size_t i = 0; i <= n; ++i) {
    for (std::size_t j = 0; j <= m; ++j) {
      for (std::size_t flags = 0; flags < 4; ++flags) {
        const std::size_t here = index(i, j, flags);
        if (steps[here].cost == kInfinity) continue;
        if (j < m) relax(here, index(i, j + 1, flags), 0, -2);
        if (i < n) relax(here, index(i + 1, j, flags), kLeftOver, -1);
        if (i < n && j < m) {
          const ColumnRole role = header[j].role;
          const std::size_t flag = role == ColumnRole::kLevel3  ? 1U
                                   : role == ColumnRole::kValue ? 2U
                                                                : 0U;
          relax(here, index(i + 1, j + 1, flags | flag),
                RoleCost(cells[i], role) + SlideCost(cells[i], header[j]), static_cast<int>(j));
        }
      }
    }
  }
  std::size_t best = index(n, m, 0);
  double best_cost = kInfinity;
  for (std::size_t flags = 0; flags < 4; ++flags) {
    const double cost =
        steps[index(n, m, flags)].cost + EmptinessCost((flags & 1U) != 0, (flags & 2U) != 0);
    if (cost < best_cost) {
      best_cost = cost;
      best = index(n, m, flags);
    }
  }
  std::vector<int> assignment;
  for (std::size_t at = best; at != index(0, 0, 0); at = steps[at].from) {
    if (steps[at].assigned != -2) assignment.push_back(steps[at].assigned);
  }
  std::reverse(assignment.begin(), assignment.end());
  return assignment;
}

}  // namespace gongwen
