// Tested by tests/normalizers/continued_header_test.cc.
#include "normalizers/hierarchy/continued_header.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

enum Kind : std::size_t { kLabel, kSign, kNumber, kValue, kWords, kKinds };

using Counts = std::array<double, kKinds>;

Kind KindOf(const std::string& text, const LabelReader& reader) {
  static const RE2 kSigns("[≥≤＜＞<>=＝≧≦]|定[性量]|[正反]向(?:指标)?");
  static const RE2 kPlainNumber("[0-9][0-9,]*(?:\\.[0-9]+)?");
  static const RE2 kWithNumber("[≥≤＜＞<>=＝≧≦±]?[0-9].*|.*[0-9](?:%|％|‰)?");
  const std::string tight = Compact(text).text;
  if (reader.IsName(tight)) return kLabel;
  if (RE2::FullMatch(tight, kSigns)) return kSign;
  if (RE2::FullMatch(tight, kPlainNumber)) return kNumber;
  return RE2::FullMatch(tight, kWithNumber) ? kValue : kWords;
}

// By column, how many cells of each kind stand below the header.
std::vector<Counts> CountKinds(const TableGrid& grid, int body, const LabelReader& reader) {
  std::vector<Counts> counts(static_cast<std::size_t>(grid.columns), Counts{});
  for (const Cell& cell : grid.cells) {
    if (cell.row < body || TightText(cell.text).empty()) continue;
    ++counts[static_cast<std::size_t>(cell.column)][KindOf(cell.text, reader)];
  }
  return counts;
}

double Sum(const Counts& counts) {
  double sum = 0;
  for (const double count : counts) sum += count;
  return sum;
}

// How many cells of `own` are of a kind that `other` has, each weighed by how common it is there.
double Likeness(const Counts& own, const Counts& other) {
  constexpr double kBlankThere = 0.1;  // a column that was blank may hold something below
  const double all = Sum(other);
  if (all == 0) return kBlankThere * Sum(own);
  double likeness = 0;
  for (std::size_t kind = 0; kind < kKinds; ++kind) likeness += own[kind] * other[kind] / all;
  return likeness;
}

double LikenessAt(const std::vector<Counts>& own, const std::vector<Counts>& before,
                  std::size_t shift) {
  double likeness = 0;
  for (std::size_t c = 0; c < own.size(); ++c) likeness += Likeness(own[c], before[c + shift]);
  return likeness;
}

}  // namespace

std::optional<TableHeader> ContinuedHeader(const HeadedGrid& before, const TableGrid& grid,
                                           const LabelReader& reader) {
  constexpr double kFewestAlike = 0.5;
  if (grid.columns > before.grid->columns) return std::nullopt;
  const std::vector<Counts> above = CountKinds(*before.grid, before.header->body_begin(), reader);
  const std::vector<Counts> own = CountKinds(grid, 0, reader);
  double all = 0;
  for (const Counts& counts : own) all += Sum(counts);
  const auto lost = static_cast<std::size_t>(before.grid->columns - grid.columns);
  std::size_t best = 0;
  double most = -1;
  for (std::size_t shift = 0; shift <= lost; ++shift) {
    const double likeness = LikenessAt(own, above, shift);
    if (likeness >= most) {
      most = likeness;
      best = shift;
    }
  }
  if (most < kFewestAlike * all) return std::nullopt;
  TableHeader header{.row = -1, .rows = 0};
  const int shift = static_cast<int>(best);
  for (HeaderColumn column : before.header->columns) {
    column.column -= shift;
    column.column_end -= shift;
    if (column.column_end <= 0 || column.column >= grid.columns) continue;
    column.column = std::max(column.column, 0);
    column.column_end = std::min(column.column_end, grid.columns);
    header.columns.push_back(column);
  }
  return header;
}

}  // namespace gongwen
