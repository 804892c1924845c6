// Tested by tests/normalizers/centred_names_test.cc.
#include "normalizers/allocation/centred_names.h"

#include <algorithm>
#include <cmath>
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
  double middle = 0;             // of what stands beside the name, points or rows
  double name_middle = 0;
  bool has_box = false;
};

bool IsBareSubtotal(const std::string& text) { return text == "小计"; }

double MiddleOf(const Cell& cell) { return (cell.box.y0 + cell.box.y1) / 2; }

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
    Row row{.row = r, .middle = static_cast<double>(r), .name_middle = static_cast<double>(r)};
    if (name != nullptr) row.name = TightText(name->text);
    if (next != nullptr) row.beside = TightText(next->text);
    if (row.name.empty() && row.beside.empty()) continue;
    if (row.beside.empty() || name == next || IsTotalName(row.name)) {
      if (!runs.back().empty()) runs.emplace_back();
      continue;
    }
    const bool same_page =
        runs.back().empty() || std::ranges::find(grid.page_breaks, r) == grid.page_breaks.end();
    row.has_box = same_page && !next->box.empty() && (row.name.empty() || !name->box.empty());
    if (row.has_box) {
      row.middle = MiddleOf(*next);
      if (!row.name.empty()) row.name_middle = MiddleOf(*name);
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

// The borders that put every name nearest to the middle of its rows; nothing where the first row
// has a name of its own: then names may stand first.
std::optional<std::vector<std::size_t>> BeginsByMiddles(const std::vector<Row>& run) {
  if (!run.front().name.empty()) return std::nullopt;
  std::vector<std::size_t> named;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (!run[i].name.empty()) named.push_back(i);
  }
  if (named.empty()) return std::nullopt;
  const bool by_box = std::ranges::all_of(run, &Row::has_box);
  const auto middle = [&](std::size_t i) { return by_box ? run[i].middle : double(run[i].row); };
  const auto name_middle = [&](std::size_t i) {
    return by_box ? run[i].name_middle : double(run[i].row);
  };
  // least[g][e]: the first g groups hold the rows before e.
  constexpr double kNever = std::numeric_limits<double>::infinity();
  struct Step {
    double cost = kNever;
    std::size_t begin = 0;
  };
  const std::size_t n = run.size();
  std::vector<std::vector<Step>> least(named.size() + 1, std::vector<Step>(n + 1));
  least[0][0].cost = 0;
  for (std::size_t g = 0; g < named.size(); ++g) {
    const std::size_t next = g + 1 < named.size() ? named[g + 1] : n;
    const std::size_t after = g == 0 ? 0 : named[g - 1] + 1;
    for (std::size_t begin = after; begin <= named[g]; ++begin) {
      if (least[g][begin].cost == kNever || named[g] - begin > kLongestGroup) continue;
      for (std::size_t end = named[g] + 1; end <= std::min(next, begin + kLongestGroup); ++end) {
        const double off = std::abs(name_middle(named[g]) - (middle(begin) + middle(end - 1)) / 2);
        const double cost = least[g][begin].cost + off;
        if (cost < least[g + 1][end].cost) least[g + 1][end] = {cost, begin};
      }
    }
  }
  if (least[named.size()][n].cost == kNever) return std::nullopt;
  std::vector<std::size_t> begins(named.size());
  for (std::size_t g = named.size(), end = n; g-- > 0;) end = begins[g] = least[g + 1][end].begin;
  return begins;
}

}  // namespace

TableGrid WithRaisedNames(TableGrid grid, const HeaderRows& head,
                          const std::vector<AllocationRole>& roles) {
  if (grid.origin != GridOrigin::kAlignment) return grid;
  std::vector<int> columns;
  bool has_items = false;
  for (std::size_t c = 0; c < roles.size(); ++c) {
    const bool is_item = roles[c] == AllocationRole::kItem;
    if (roles[c] == AllocationRole::kRecipient || is_item) columns.push_back(static_cast<int>(c));
    has_items = has_items || is_item;
  }
  if (columns.size() != 2) return grid;
  const auto cell_at = [&](int row) {
    return std::ranges::find_if(grid.cells, [&](const Cell& cell) {
      return cell.row == row && cell.column == columns[0] && cell.row_span == 1;
    });
  };
  for (const std::vector<Row>& run : RunsOf(grid, head, columns[0], columns[1])) {
    std::optional<std::vector<std::size_t>> begins = BeginsBySubtotals(run);
    if (!begins && has_items) begins = BeginsByMiddles(run);
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
  return grid;
}

}  // namespace gongwen
