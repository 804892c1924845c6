#include "normalizers/allocation/totals.h"

// Totals are nested: 全省合计 over 成都市小计 over 金堂县. The nesting is not printed; it is found
// again from three kinds of evidence.
//
//   words   合计, 总计, 小计 at the end of a name, or 全省 as the name
//   form    rows that look like group heads (may_be_subtotal)
//   sums    a total equals the sum of its members, in every column
//
// First the grand total is taken out: the named total in the first or last row whose amounts are
// the sum of all rows that are no totals; if sums are damaged, the only named total, or the one
// with the strongest word. The rest is read as groups, once as if subtotals stood before their
// members and once as if after (the same walk over the reversed rows); the reading that explains
// more sums wins.
//
// One walk: a subtotal takes the rows behind it until a subtotal of the same or a higher word. Of
// all prefixes of that run whose sum is the subtotal, the longest is its members: rows behind it
// belong to no group (高新区 after the last city's counties). If no prefix fits, a number was
// misread, and the whole run is taken.
//
// Subtotals without words or form (石家庄市 above its counties) are believed only if they make the
// grand total right that the plain sum of rows does not make, or, without a grand total, if such
// groups cover the whole table, or if two of them have three members and more. A chance sum like
// 800 = 400 + 400 does neither. Tested by allocation_table_test.cc.

#include <re2/re2.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

using Amounts = std::vector<std::optional<Decimal>>;

constexpr std::size_t kMinUnnamedMembers = 2;
constexpr std::size_t kMinUnnamedGrandMembers = 3;
constexpr std::size_t kStrongMembers = 3,
                      kStrongGroups = 2;      // no chance sums, whatever the rest says
constexpr std::size_t kMaxSearchRows = 1000;  // sums alone are not searched in longer tables

// Adds where it fits in 18 digits; a sum that does not fit equals nothing.
void Add(Amounts& sum, const Amounts& amounts, bool& is_exact) {
  for (std::size_t c = 0; c < sum.size() && c < amounts.size(); ++c) {
    if (!amounts[c]) continue;
    const std::optional<Decimal> next = sum[c].value_or(Decimal{}).Plus(*amounts[c]);
    is_exact = is_exact && next.has_value();
    if (next) sum[c] = next;
  }
}

// A running sum of rows.
struct Sum {
  Amounts amounts{};
  bool is_exact = true;

  void Plus(const AmountRow& row) {
    amounts.resize(std::max(amounts.size(), row.amounts.size()));
    Add(amounts, row.amounts, is_exact);
  }

  // True when the total's amounts, of which there must be one that is not zero, are this sum. A
  // blank in the total is compared as zero only against a sum that is zero or blank.
  [[nodiscard]] bool Equals(const AmountRow& total) const {
    bool has_amount = false;
    for (std::size_t c = 0; c < total.amounts.size(); ++c) {
      const Decimal printed = total.amounts[c].value_or(Decimal{});
      const Decimal summed = c < amounts.size() ? amounts[c].value_or(Decimal{}) : Decimal{};
      if (printed != summed) return false;
      has_amount = has_amount || !printed.IsZero();
    }
    return is_exact && has_amount;
  }
};

// How high a total's word stands: a subtotal ends at the next of the same or a higher word.
int WordRank(const AmountRow& row) {
  static const RE2 kSubtotal("小计");
  static const RE2 kTotal("总计|总和|^全[国省市州区县盟旗](?:合计|总计|$)");
  const std::string name = TightText(row.recipient);
  if (RE2::PartialMatch(name, kTotal)) return 3;
  return RE2::PartialMatch(name, kSubtotal) ? 1 : 2;
}

// One walk over the rows in one direction.
struct Walk {
  std::span<const AmountRow> rows;
  std::span<const std::size_t> order;  // row numbers in the direction of the walk
  std::vector<bool> is_total;          // by row number
  std::vector<RowPlace> places{};
  int matched = 0;  // subtotals whose sum is right

  void Run(int top) {
    places.assign(rows.size(), {});
    for (std::size_t k = 0; k < order.size();) {
      places[order[k]].parent = top;
      k = is_total[order[k]] ? TakeGroup(k) : k + 1;
    }
  }

 private:
  // Gives the members behind order[k] their parent; returns where the walk goes on.
  std::size_t TakeGroup(std::size_t k) {
    const std::size_t total = order[k];
    const int rank = WordRank(rows[total]);
    std::vector<std::size_t> members;
    std::vector<std::size_t> ends;  // where the walk stands behind each member
    std::size_t fitting = 0;
    Sum sum;
    for (std::size_t j = k + 1; j < order.size();) {
      const std::size_t row = order[j];
      if (is_total[row] && WordRank(rows[row]) >= rank) break;
      j = is_total[row] ? TakeGroup(j) : j + 1;
      members.push_back(row);
      ends.push_back(j);
      sum.Plus(rows[row]);
      if (sum.Equals(rows[total])) fitting = members.size();
    }
    // A group head by form that heads nothing is an ordinary row.
    places[total].is_total = !members.empty() || IsTotalName(rows[total].recipient);
    matched += fitting > 0 ? 1 : 0;
    if (members.empty()) return k + 1;
    const std::size_t taken = fitting > 0 ? fitting : members.size();
    for (std::size_t m = 0; m < taken; ++m) places[members[m]].parent = static_cast<int>(total);
    return ends[taken - 1];
  }
};

// The reading of the groups between the grand total's place and the rest.
std::vector<RowPlace> ReadGroups(std::span<const AmountRow> rows, const std::vector<bool>& is_total,
                                 int grand) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (grand >= 0) std::erase(order, static_cast<std::size_t>(grand));
  Walk before{.rows = rows, .order = order, .is_total = is_total};
  before.Run(grand);
  std::vector<std::size_t> reversed(order.rbegin(), order.rend());
  Walk after{.rows = rows, .order = reversed, .is_total = is_total};
  after.Run(grand);
  const bool starts_with_total = !order.empty() && is_total[order.front()];
  const bool ends_with_total = !order.empty() && is_total[order.back()];
  const bool is_after = after.matched != before.matched ? after.matched > before.matched
                                                        : ends_with_total && !starts_with_total;
  return is_after ? std::move(after.places) : std::move(before.places);
}

Sum SumOfLeaves(std::span<const AmountRow> rows, const std::vector<bool>& is_total,
                std::size_t without) {
  Sum sum;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!is_total[i] && i != without) sum.Plus(rows[i]);
  }
  return sum;
}

// The row of the grand total, or -1.
int FindGrandTotal(std::span<const AmountRow> rows, const std::vector<bool>& is_total,
                   const std::vector<bool>& is_named) {
  const std::size_t last = rows.size() - 1;
  for (const std::size_t row : {std::size_t{0}, last}) {
    const auto leaves = static_cast<std::size_t>(std::ranges::count(is_total, false));
    const std::size_t members = leaves - (is_total[row] ? 0 : 1);
    const bool is_enough = is_named[row] || members >= kMinUnnamedGrandMembers;
    if (is_enough && SumOfLeaves(rows, is_total, row).Equals(rows[row])) {
      return static_cast<int>(row);
    }
  }
  // The sums do not tell: by the words. A single named total at an end can only be the grand one.
  const auto named = std::ranges::count(is_named, true);
  const bool first_named = is_named[0], last_named = is_named[last];
  if (named == 1) return first_named ? 0 : last_named ? static_cast<int>(last) : -1;
  static const RE2 kPlain("^(?:合计|总计|总和|全[国省市州区县盟旗](?:合计|总计)?)$");
  for (const std::size_t row : {std::size_t{0}, last}) {
    const std::string name = TightText(rows[row].recipient);
    if (is_named[row] && (WordRank(rows[row]) == 3 || RE2::FullMatch(name, kPlain))) {
      return static_cast<int>(row);
    }
  }
  return -1;
}

// 神农架林区 | 神农架林区本级: a place of one member, which is the place itself.
bool IsOnlyMember(const AmountRow& total, const AmountRow& member) {
  static const RE2 kItself("(?:[省市州县区旗盟]?本级|[省市州县区旗盟]级|直属|本部)(?:[（(].*)?");
  const std::string_view name = member.recipient;
  return !total.recipient.empty() && name.starts_with(total.recipient) &&
         RE2::FullMatch(name.substr(total.recipient.size()), kItself);
}

// Marks rows that equal the sum of at least two rows behind them in `order`, or of their only
// member. `covered` counts the rows that are in some group.
std::vector<bool> GroupsBySums(std::span<const AmountRow> rows, std::span<const std::size_t> order,
                               std::size_t& covered, std::size_t& groups, std::size_t& strong) {
  std::vector<bool> is_total(rows.size(), false);
  for (std::size_t k = 0; k < order.size();) {
    Sum sum;
    std::size_t end = k;
    for (std::size_t j = k + 1; j < order.size(); ++j) {
      sum.Plus(rows[order[j]]);
      const bool is_enough =
          j - k >= kMinUnnamedMembers || IsOnlyMember(rows[order[k]], rows[order[j]]);
      if (is_enough && sum.Equals(rows[order[k]])) {
        end = j;
        break;
      }
    }
    if (end > k) {
      is_total[order[k]] = true;
      covered += end - k + 1;
      ++groups;
      strong += end - k >= kStrongMembers ? 1U : 0U;
    }
    k = std::max(end, k) + 1;
  }
  return is_total;
}

// Subtotals that only the sums tell; empty unless they are needed (see the essay).
std::vector<bool> UnnamedSubtotals(std::span<const AmountRow> rows, int grand) {
  if (rows.size() > kMaxSearchRows) return {};
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (grand >= 0) std::erase(order, static_cast<std::size_t>(grand));
  for (int direction = 0; direction < 2; ++direction) {
    std::size_t covered = 0, groups = 0, strong = 0;
    const std::vector<bool> found = GroupsBySums(rows, order, covered, groups, strong);
    std::vector<bool> is_out = found;
    if (grand >= 0) is_out[static_cast<std::size_t>(grand)] = true;
    const bool explains_grand =
        grand >= 0 && groups > 0 &&
        SumOfLeaves(rows, is_out, rows.size()).Equals(rows[static_cast<std::size_t>(grand)]);
    if (explains_grand || strong >= kStrongGroups ||
        (grand < 0 && groups >= 2 && covered == order.size()))
      return found;
    std::ranges::reverse(order);
  }
  return {};
}

// Rows that look like group heads are totals when at least half of them have a right sum.
std::vector<bool> SubtotalsByForm(std::span<const AmountRow> rows, std::vector<bool> is_total) {
  std::vector<bool> with_form = is_total;
  std::size_t candidates = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].may_be_subtotal || is_total[i]) continue;
    with_form[i] = true;
    ++candidates;
  }
  if (candidates == 0) return is_total;
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::size_t right = 0;
  std::vector<RowPlace> best;
  for (int direction = 0; direction < 2; ++direction) {
    Walk walk{.rows = rows, .order = order, .is_total = with_form};
    walk.Run(-1);
    const auto matched = static_cast<std::size_t>(walk.matched);
    if (best.empty() || matched > right) best = std::move(walk.places);
    right = std::max(right, matched);
    std::ranges::reverse(order);
  }
  if (right * 2 < candidates) return is_total;
  for (std::size_t i = 0; i < rows.size(); ++i) is_total[i] = is_total[i] || best[i].is_total;
  return is_total;
}

std::vector<RowPlace> PlaceWholeRows(std::span<const AmountRow> rows) {
  if (rows.empty()) return {};
  std::vector<bool> is_named(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) is_named[i] = IsTotalName(rows[i].recipient);
  std::vector<bool> is_total = SubtotalsByForm(rows, is_named);
  const int grand = FindGrandTotal(rows, is_total, is_named);
  if (grand >= 0) is_total[static_cast<std::size_t>(grand)] = true;
  const auto others = std::ranges::count(is_total, true) - (grand >= 0 ? 1 : 0);
  if (others == 0) {
    const bool is_explained =
        grand >= 0 &&
        SumOfLeaves(rows, is_total, rows.size()).Equals(rows[static_cast<std::size_t>(grand)]);
    const std::vector<bool> unnamed =
        is_explained ? std::vector<bool>() : UnnamedSubtotals(rows, grand);
    for (std::size_t i = 0; i < unnamed.size(); ++i) is_total[i] = is_total[i] || unnamed[i];
  }
  std::vector<RowPlace> places = ReadGroups(rows, is_total, grand);
  if (grand >= 0) places[static_cast<std::size_t>(grand)] = {.is_total = true, .parent = -1};
  return places;
}

}  // namespace

bool IsTotalName(std::string_view recipient) {
  static const RE2 kTotal(
      "(?:合\\s*计|总\\s*计|小\\s*计|共\\s*计|总和|汇总)(?:[（(:：].*)?$|^全[国省市州区县盟旗]$");
  return RE2::PartialMatch(TightText(recipient), kTotal);
}

std::vector<RowPlace> PlaceTotals(std::span<const AmountRow> rows) {
  // 其中：… is a part of the row before it, which is in every sum already.
  std::vector<AmountRow> whole;
  std::vector<std::size_t> at;  // row of each of `whole`
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0 && rows[i].recipient.starts_with("其中")) continue;
    whole.push_back(rows[i]);
    at.push_back(i);
  }
  const std::vector<RowPlace> found = PlaceWholeRows(whole);
  std::vector<RowPlace> places(rows.size());
  for (std::size_t i = 0, w = 0; i < rows.size(); ++i) {
    if (w < at.size() && at[w] == i) {
      places[i] = found[w++];
      if (places[i].parent >= 0) {
        places[i].parent = static_cast<int>(at[static_cast<std::size_t>(places[i].parent)]);
      }
    } else {
      places[i].parent = static_cast<int>(at[w - 1]);
    }
  }
  return places;
}

}  // namespace gongwen
