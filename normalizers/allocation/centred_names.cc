// Tested by tests/normalizers/centred_names_test.cc.
#include "normalizers/allocation/centred_names.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "normalizers/allocation/totals.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kLongestGroup = 60;  // rows; longer ones are no group beside one name

struct Row {
  int row = 0;
  std::string name{}, beside{};  // of the leftmost recipient column; of the next column beside it
};

bool IsBareSubtotal(const std::string& text) { return text == "小计"; }

// 黔江 of 黔江区, 宿迁 of 宿迁市本级, with which their projects' names may begin.
std::string StemOf(const std::string& name) {
  constexpr std::size_t kStem = 2;
  return ToUtf8(CodePoints(name).substr(0, kStem));
}

// The project's name begins with the place's.
bool Speaks(const Row& row, const std::string& stem) {
  return !stem.empty() && row.beside.starts_with(stem);
}

// The rows from one total to the next, top down.
std::vector<std::vector<Row>> RunsOf(const TableGrid& grid, const HeaderRows& head, int names,
                                     int beside) {
  const std::vector<int> slots = SlotMap(grid);
  const auto at = [&](int row, int column) -> const Cell* {
    const int index = slots[static_cast<std::size_t>(row) * static_cast<std::size_t>(grid.columns) +
                            static_cast<std::size_t>(column)];
    return index < 0 ? nullptr : &grid.cells[static_cast<std::size_t>(index)];
  };
  std::vector<std::vector<Row>> runs(1);
  for (int r = head.body_begin(); r < grid.rows; ++r) {
    const Cell* name = at(r, names);
    const Cell* next = at(r, beside);
    Row row{.row = r};
    if (name != nullptr) row.name = TightText(name->text);
    if (next != nullptr) row.beside = TightText(next->text);
    if (row.name.empty() && row.beside.empty()) continue;
    if (row.beside.empty() || name == next || IsTotalName(row.name)) {
      if (!runs.back().empty()) runs.emplace_back();
      continue;
    }
    runs.back().push_back(std::move(row));
  }
  std::erase_if(runs, [](const std::vector<Row>& run) { return run.empty(); });
  return runs;
}

// The first rows of groups that 小计 rows head or close; nothing where they do not.
std::optional<std::vector<std::size_t>> BeginsBySubtotals(const std::vector<Row>& run) {
  const bool is_first = IsBareSubtotal(run.front().beside);
  if (is_first == IsBareSubtotal(run.back().beside)) return std::nullopt;
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const bool begins_here =
        is_first ? IsBareSubtotal(run[i].beside) : i == 0 || IsBareSubtotal(run[i - 1].beside);
    if (begins_here) begins.push_back(i);
  }
  for (std::size_t g = 0; g < begins.size(); ++g) {
    const std::size_t end = g + 1 < begins.size() ? begins[g + 1] : run.size();
    const auto named =
        std::count_if(run.begin() + std::ptrdiff_t(begins[g]), run.begin() + std::ptrdiff_t(end),
                      [](const Row& row) { return !row.name.empty(); });
    if (named != 1) return std::nullopt;
  }
  return begins;
}

// Which row each name stands beside, and the stems of the names.
struct Named {
  std::vector<std::size_t> at{};
  std::vector<std::string> stems{};
};

Named NamesOf(const std::vector<Row>& run) {
  Named named;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (run[i].name.empty()) continue;
    named.at.push_back(i);
    named.stems.push_back(StemOf(run[i].name));
  }
  return named;
}

// True when the first row has no name, or a project without one is called after the name below it.
bool StandInTheMiddle(const std::vector<Row>& run, const Named& named) {
  if (run.front().name.empty()) return true;
  for (std::size_t g = 0; g + 1 < named.at.size(); ++g) {
    for (std::size_t i = named.at[g] + 1; i < named.at[g + 1]; ++i) {
      if (Speaks(run[i], named.stems[g + 1]) && !Speaks(run[i], named.stems[g])) return true;
    }
  }
  return false;
}

// The borders that put every name nearest to the middle of its rows, and projects to the place that
// they are called after; nothing where names may stand first.
std::optional<std::vector<std::size_t>> BeginsByMiddles(const std::vector<Row>& run) {
  constexpr double kCalledAfterAnother = 3;
  const Named named = NamesOf(run);
  if (named.at.empty() || !StandInTheMiddle(run, named)) return std::nullopt;
  const std::size_t groups = named.at.size(), n = run.size();
  const auto misplaced = [&](std::size_t i, std::size_t g) {
    if (Speaks(run[i], named.stems[g])) return 0.0;
    const bool by_above = g > 0 && Speaks(run[i], named.stems[g - 1]);
    const bool by_below = g + 1 < groups && Speaks(run[i], named.stems[g + 1]);
    return by_above || by_below ? kCalledAfterAnother : 0.0;
  };
  // least[g][e]: the first g groups hold the rows before e.
  constexpr double kNever = std::numeric_limits<double>::infinity();
  struct Step {
    double cost = kNever;
    std::size_t begin = 0;
  };
  std::vector<std::vector<Step>> least(groups + 1, std::vector<Step>(n + 1));
  least[0][0].cost = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t at = named.at[g], next = g + 1 < groups ? named.at[g + 1] : n;
    for (std::size_t begin = g == 0 ? 0 : named.at[g - 1] + 1; begin <= at; ++begin) {
      if (least[g][begin].cost == kNever || at - begin > kLongestGroup) continue;
      double called = 0;
      for (std::size_t i = begin; i <= at; ++i) called += misplaced(i, g);
      for (std::size_t end = at + 1; end <= std::min(next, begin + kLongestGroup); ++end) {
        if (end > at + 1) called += misplaced(end - 1, g);
        const double off = static_cast<double>(2 * at) - static_cast<double>(begin + end - 1);
        const double cost = least[g][begin].cost + called + off * off / 4;
        if (cost < least[g + 1][end].cost) least[g + 1][end] = {cost, begin};
      }
    }
  }
  if (least[groups][n].cost == kNever) return std::nullopt;
  std::vector<std::size_t> begins(groups);
  for (std::size_t g = groups, end = n; g-- > 0;) end = begins[g] = least[g + 1][end].begin;
  return begins;
}

}  // namespace

RaisedNames RaiseNames(TableGrid as_read, const HeaderRows& head,
                       const std::vector<AllocationRole>& roles) {
  RaisedNames raised{.grid = std::move(as_read)};
  TableGrid& grid = raised.grid;
  if (grid.origin != GridOrigin::kAlignment) return raised;
  std::vector<int> columns;
  bool has_items = false;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    const bool is_item = roles[c] == AllocationRole::kItem;
    if (roles[c] == AllocationRole::kRecipient || is_item) columns.push_back(static_cast<int>(c));
    has_items = has_items || is_item;
  }
  if (columns.size() != 2) return raised;
  const auto cell_at = [&](int row) {
    return std::ranges::find_if(grid.cells, [&](const Cell& cell) {
      return cell.row == row && cell.column == columns[0] && cell.row_span == 1;
    });
  };
  for (const std::vector<Row>& run : RunsOf(grid, head, columns[0], columns[1])) {
    std::optional<std::vector<std::size_t>> begins = BeginsBySubtotals(run);
    if (!begins && has_items) {
      begins = BeginsByMiddles(run);
      for (const Row& row : run) {
        if (begins) raised.guessed.insert(row.row);
      }
    }
    if (!begins) continue;
    for (std::size_t g = 0; g < begins->size(); ++g) {
      const std::size_t begin = (*begins)[g];
      const std::size_t end = g + 1 < begins->size() ? (*begins)[g + 1] : run.size();
      for (std::size_t i = begin + 1; i < end; ++i) {
        if (run[i].name.empty()) continue;
        const auto from = cell_at(run[i].row), to = cell_at(run[begin].row);
        if (from == grid.cells.end() || to == grid.cells.end()) continue;
        to->text = std::exchange(from->text, {});
        to->box = from->box;
        to->confidence = from->confidence;
      }
    }
  }
  return raised;
}

}  // namespace gongwen
