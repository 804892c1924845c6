// Tested by tests/normalizers/sum_equations_test.cc.
#include "normalizers/checks/sum_equations.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/allocation/totals.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostColumns = 60;  // of the search across
constexpr double kMostRows = 0.6;         // of the rows must agree with a total column
constexpr double kNearlyAllRows = 0.8;    // and so many without a word that says total
constexpr std::size_t kFewestRows = 3;

using Path = std::vector<std::string>;

Path PathOf(std::string_view column) {
  Path path;
  while (true) {
    const std::size_t slash = column.find('/');
    path.emplace_back(column.substr(0, slash));
    if (slash == std::string_view::npos) return path;
    column.remove_prefix(slash + 1);
  }
}

// Rows and columns of the entries.
class Layout {
 public:
  explicit Layout(const AllocationTable& table) : entries_(table.entries) {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const AllocationEntry& entry = entries_[i];
      if (entry.is_shared) continue;  // in the sum already, with the row above
      const auto [column, is_new] = column_of_.emplace(entry.column_name, columns_.size());
      if (is_new) columns_.push_back(entry.column_name);
      if (!at_.emplace(std::pair{entry.row_no, column->second}, i).second) is_ambiguous_ = true;
      if (rows_.empty() || rows_.back() != entry.row_no) rows_.push_back(entry.row_no);
      first_of_.emplace(entry.row_no, i);
    }
  }

  // Two columns of one name: which is which cannot be told.
  [[nodiscard]] bool is_ambiguous() const { return is_ambiguous_; }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  [[nodiscard]] const std::vector<int>& rows() const { return rows_; }
  [[nodiscard]] const AllocationEntry& RowHead(int row) const {
    return entries_[first_of_.at(row)];
  }
  [[nodiscard]] std::optional<std::size_t> At(int row, std::size_t column) const {
    const auto it = at_.find({row, column});
    return it == at_.end() ? std::nullopt : std::optional(it->second);
  }

 private:
  const std::vector<AllocationEntry>& entries_;
  std::vector<std::string> columns_{};
  std::map<std::string, std::size_t> column_of_{};
  std::map<std::pair<int, std::size_t>, std::size_t> at_{};
  std::vector<int> rows_{};
  std::map<int, std::size_t> first_of_{};
  bool is_ambiguous_ = false;
};

// The rows that belong to each total row. Of several totals of one name the nearest is meant.
std::map<int, std::vector<int>> MembersOfTotals(const Layout& layout) {
  std::map<std::string, std::vector<int>> totals;
  for (const int row : layout.rows()) {
    const AllocationEntry& head = layout.RowHead(row);
    if (head.is_total) totals[head.recipient].push_back(row);
  }
  std::map<int, std::vector<int>> members;
  for (const int row : layout.rows()) {
    const auto it = totals.find(layout.RowHead(row).parent);
    if (it == totals.end()) continue;
    const int parent = *std::ranges::min_element(
        it->second, {}, [row](int total) { return std::abs(total - row); });
    if (parent != row) members[parent].push_back(row);
  }
  return members;
}

void AddDown(const Layout& layout, std::vector<SumEquation>& equations) {
  for (const auto& [total_row, rows] : MembersOfTotals(layout)) {
    for (std::size_t column = 0; column < layout.columns().size(); ++column) {
      const std::optional<std::size_t> total = layout.At(total_row, column);
      if (!total) continue;
      SumEquation equation{SumDirection::kDown, *total, {}};
      for (const int row : rows) {
        if (const auto member = layout.At(row, column)) equation.members.push_back(*member);
      }
      if (!equation.members.empty()) equations.push_back(std::move(equation));
    }
  }
}

bool IsPartOfAnother(std::string_view name) { return name.starts_with("其中"); }

// The columns that a total column sums: indexes into `paths`. Empty for a column that is no total.
std::vector<std::size_t> ColumnsBelow(const std::vector<Path>& paths, std::size_t total) {
  const Path& path = paths[total];
  if (!IsTotalName(path.back())) return {};
  const std::size_t depth = path.size() - 1;
  // Of each group beside the total: its own total, or its leaves.
  std::map<std::string, std::vector<std::size_t>> leaves;
  std::map<std::string, std::size_t> group_total;
  std::vector<std::string> order;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Path& other = paths[i];
    if (i == total || other.size() <= depth ||
        !std::equal(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth),
                    other.begin())) {
      continue;
    }
    const std::string& group = other[depth];
    if (std::any_of(other.begin() + static_cast<std::ptrdiff_t>(depth), other.end(),
                    IsPartOfAnother)) {
      continue;
    }
    if (other.size() == depth + 1 && IsTotalName(group)) continue;  // another total
    if (leaves.emplace(group, std::vector<std::size_t>{}).second) order.push_back(group);
    if (other.size() == depth + 2 && IsTotalName(other.back())) {
      group_total[group] = i;
    } else if (!IsTotalName(other.back())) {
      leaves[group].push_back(i);
    }
  }
  std::vector<std::size_t> below;
  for (const std::string& group : order) {
    if (const auto it = group_total.find(group); it != group_total.end()) {
      below.push_back(it->second);
    } else {
      below.insert(below.end(), leaves[group].begin(), leaves[group].end());
    }
  }
  return below;
}

std::vector<SumEquation> AcrossRows(const Layout& layout, std::size_t total,
                                    const std::vector<std::size_t>& members) {
  std::vector<SumEquation> equations;
  for (const int row : layout.rows()) {
    const std::optional<std::size_t> at = layout.At(row, total);
    if (!at) continue;
    SumEquation equation{SumDirection::kAcross, *at, {}};
    for (const std::size_t column : members) {
      if (const auto member = layout.At(row, column)) equation.members.push_back(*member);
    }
    if (!equation.members.empty()) equations.push_back(std::move(equation));
  }
  return equations;
}

double ShareHolding(const std::vector<SumEquation>& equations, const AmountList& amounts) {
  if (equations.empty()) return 0;
  const auto holding = std::ranges::count_if(
      equations, [&](const SumEquation& equation) { return Holds(equation, amounts); });
  return static_cast<double>(holding) / static_cast<double>(equations.size());
}

// One of three columns is the sum of the two others in nearly all rows.
std::vector<SumEquation> UnnamedAcross(const Layout& layout, const AmountList& amounts) {
  if (layout.columns().size() != 3) return {};
  for (std::size_t total = 0; total < 3; ++total) {
    std::vector<SumEquation> equations =
        AcrossRows(layout, total, {(total + 1) % 3, (total + 2) % 3});
    const auto whole = std::ranges::count_if(
        equations, [](const SumEquation& equation) { return equation.members.size() == 2; });
    if (static_cast<std::size_t>(whole) >= kFewestRows &&
        ShareHolding(equations, amounts) >= kNearlyAllRows) {
      return equations;
    }
  }
  return {};
}

void AddAcross(const Layout& layout, const AmountList& amounts,
               std::vector<SumEquation>& equations) {
  if (layout.columns().size() > kMostColumns) return;
  std::vector<Path> paths;
  for (const std::string& column : layout.columns()) paths.push_back(PathOf(column));
  bool has_total = false;
  for (std::size_t column = 0; column < paths.size(); ++column) {
    const std::vector<std::size_t> below = ColumnsBelow(paths, column);
    if (below.empty()) continue;
    has_total = true;
    std::vector<SumEquation> across = AcrossRows(layout, column, below);
    if (across.size() < 2 || ShareHolding(across, amounts) < kMostRows) continue;
    std::ranges::move(across, std::back_inserter(equations));
  }
  if (!has_total) std::ranges::move(UnnamedAcross(layout, amounts), std::back_inserter(equations));
}

}  // namespace

AmountList AmountsOf(const AllocationTable& table) {
  const bool in_yuan = std::ranges::all_of(table.entries, [](const AllocationEntry& entry) {
    return !entry.amount || entry.amount_yuan;
  });
  AmountList amounts;
  for (const AllocationEntry& entry : table.entries) {
    amounts.push_back(in_yuan ? entry.amount_yuan : entry.amount);
  }
  return amounts;
}

std::vector<SumEquation> SumEquations(const AllocationTable& table) {
  const Layout layout(table);
  if (layout.is_ambiguous()) return {};
  std::vector<SumEquation> equations;
  AddDown(layout, equations);
  AddAcross(layout, AmountsOf(table), equations);
  return equations;
}

std::optional<Decimal> SumOfMembers(const SumEquation& equation, const AmountList& amounts) {
  std::optional<Decimal> sum = Decimal{};
  for (const std::size_t member : equation.members) {
    if (!amounts[member]) return std::nullopt;
    sum = sum->Plus(*amounts[member]);
    if (!sum) return std::nullopt;
  }
  return sum;
}

bool Holds(const SumEquation& equation, const AmountList& amounts) {
  return amounts[equation.total] && SumOfMembers(equation, amounts) == amounts[equation.total];
}

}  // namespace gongwen
