// The search is depth first over the first equation that fails: one of its cells is wrong. Each
// cell is given the amount that makes this equation hold, if that is one slip away from what is
// printed; a change that breaks an equation that held must be answered by a further one. All
// solutions of the smallest number of changes are counted; two are as good as none.
//
// Tested by tests/normalizers/mend_amounts_test.cc.
#include "normalizers/checks/mend_amounts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "normalizers/value/amount.h"

namespace gongwen {
namespace {

constexpr int kMostEdits = 3;
constexpr int kMostSteps = 20000;
constexpr double kSurelyRead = 0.97;  // a figure so sure is not changed, only doubted

enum class Slips { kOneDigit, kOneMoreOrLess };

std::string DigitsOf(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// Both with the same number of decimals.
std::pair<std::string, std::string> Aligned(const Decimal& a, const Decimal& b) {
  std::string x = a.ToString(), y = b.ToString();
  const auto decimals = [](const std::string& s) {
    const std::size_t point = s.find('.');
    return point == std::string::npos ? std::size_t{0} : s.size() - point - 1;
  };
  const std::size_t most = std::max(decimals(x), decimals(y));
  const auto digits = [&](const std::string& s) {
    return DigitsOf(s) + std::string(most - decimals(s), '0');
  };
  return {digits(x), digits(y)};
}

std::size_t Differences(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i] ? 1U : 0U;
  return count;
}

// `longer` is `shorter` with one digit more.
bool HasOneMore(std::string_view longer, std::string_view shorter) {
  if (longer.size() != shorter.size() + 1) return false;
  std::size_t i = 0;
  while (i < shorter.size() && longer[i] == shorter[i]) ++i;
  return longer.substr(i + 1) == shorter.substr(i);
}

// Whether a reader that sees `after`, printed with `decimals`, may print `before`.
bool IsOneSlip(const Decimal& before, const Decimal& after, int decimals, Slips slips) {
  if (before == after) return false;
  if (before == after.Negated()) return true;
  const bool same_sign = (before < Decimal{}) == (after < Decimal{});
  if (!same_sign) return false;
  const auto [x, y] = Aligned(before, after);
  if (slips == Slips::kOneDigit) {
    const bool lost_point = decimals > 0 && after.Shift(decimals) == before;
    return lost_point || (x.size() == y.size() && Differences(x, y) == 1);
  }
  return HasOneMore(x, y) || HasOneMore(y, x);
}

// Decimals as printed.
std::size_t DecimalsOf(const AllocationEntry& entry) {
  const std::size_t point = entry.amount_text.rfind('.');
  if (point == std::string::npos) return 0;
  std::size_t count = 0;
  while (point + 1 + count < entry.amount_text.size() &&
         entry.amount_text[point + 1 + count] >= '0' &&
         entry.amount_text[point + 1 + count] <= '9') {
    ++count;
  }
  return count;
}

// The new figure in the print of the old one: groups, decimals and unit stay where only a digit
// changes.
std::string Printed(const AllocationEntry& entry, const Decimal& amount) {
  std::string digits = amount.ToString();
  const std::size_t decimals = DecimalsOf(entry);
  const std::size_t point = digits.find('.');
  const std::size_t own = point == std::string::npos ? 0 : digits.size() - point - 1;
  if (decimals > own) {
    if (own == 0) digits += '.';
    digits.append(decimals - own, '0');
  }
  const std::string bare = DigitsOf(digits);
  const bool same_form = DigitsOf(entry.amount_text).size() == bare.size() && entry.amount &&
                         (*entry.amount < Decimal{}) == (amount < Decimal{}) && decimals >= own;
  if (!same_form) return digits;
  std::string text = entry.amount_text;
  std::size_t next = 0;
  for (char& c : text) {
    if (c >= '0' && c <= '9') c = bare[next++];
  }
  return text;
}

// What is one unit of the table's amounts in the entry's own unit: amounts may be in 元.
std::optional<Decimal> InOwnUnit(const AllocationEntry& entry, const Decimal& amount,
                                 bool in_yuan) {
  if (!in_yuan) return amount;
  const int exponent = UnitExponent(entry.unit);
  return exponent < 0 ? std::nullopt : amount.Shift(-exponent);
}

bool IsSurelyRead(const AllocationEntry& entry) {
  return entry.from.source == TextSource::kOcr && entry.from.confidence >= kSurelyRead;
}

class Search {
 public:
  Search(const AllocationTable& table, std::span<const SumEquation> equations, Slips slips,
         bool trusts_sure)
      : table_(table),
        equations_(equations),
        slips_(slips),
        trusts_sure_(trusts_sure),
        amounts_(AmountsOf(table)) {
    for (std::size_t i = 0; i < table.entries.size(); ++i) {
      in_yuan_ = in_yuan_ || (amounts_[i] && amounts_[i] != table.entries[i].amount);
      decimals_ = std::max(decimals_, static_cast<int>(DecimalsOf(table.entries[i])));
    }
  }

  using Edits = std::vector<std::pair<std::size_t, Decimal>>;  // entry, amount as in AmountsOf

  // The edits of the only smallest solution.
  std::optional<Edits> Run() {
    for (int depth = 1; depth <= kMostEdits; ++depth) {
      solutions_.clear();
      Go(depth);
      if (steps_ > kMostSteps) return std::nullopt;
      if (solutions_.size() == 1) return *solutions_.begin();
      if (!solutions_.empty()) return std::nullopt;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_ambiguous() const { return !solutions_.empty(); }
  [[nodiscard]] const AmountList& amounts() const { return amounts_; }
  [[nodiscard]] bool in_yuan() const { return in_yuan_; }

 private:
  void Go(int depth) {
    if (++steps_ > kMostSteps) return;
    const auto failing =
        std::ranges::find_if(equations_, [&](const SumEquation& e) { return !Holds(e, amounts_); });
    if (failing == equations_.end()) {
      Edits solution = edits_;
      std::ranges::sort(solution, {}, &Edits::value_type::first);
      if (std::ranges::find(solutions_, solution) == solutions_.end()) {
        solutions_.push_back(std::move(solution));
      }
      return;
    }
    if (depth == 0 || solutions_.size() > 1) return;
    const std::optional<Decimal> sum = SumOfMembers(*failing, amounts_);
    if (!sum || !amounts_[failing->total]) return;
    Try(failing->total, *sum, depth);
    // What a member lacks.
    const std::optional<Decimal> missing = amounts_[failing->total]->Plus(sum->Negated());
    if (!missing) return;
    for (const std::size_t member : failing->members) {
      const std::optional<Decimal> amount = amounts_[member]->Plus(*missing);
      if (amount) Try(member, *amount, depth);
    }
  }

  void Try(std::size_t entry, const Decimal& amount, int depth) {
    const bool is_changed =
        std::ranges::any_of(edits_, [entry](const auto& edit) { return edit.first == entry; });
    if (is_changed) return;
    const AllocationEntry& printed = table_.entries[entry];
    if (trusts_sure_ && IsSurelyRead(printed)) return;
    const std::optional<Decimal> own = InOwnUnit(printed, amount, in_yuan_);
    if (!own || !printed.amount || !IsOneSlip(*printed.amount, *own, decimals_, slips_)) return;
    const std::optional<Decimal> before = std::exchange(amounts_[entry], amount);
    edits_.emplace_back(entry, amount);
    Go(depth - 1);
    edits_.pop_back();
    amounts_[entry] = before;
  }

  const AllocationTable& table_;
  std::span<const SumEquation> equations_;
  Slips slips_;
  bool trusts_sure_;  // what the pixels say plainly is not doubted
  AmountList amounts_;
  bool in_yuan_ = false;
  int decimals_ = 0;  // of the figures that have most
  int steps_ = 0;
  Edits edits_{};
  std::vector<Edits> solutions_{};
};

bool Contains(const SumEquation& equation, std::size_t entry) {
  return equation.total == entry ||
         std::ranges::find(equation.members, entry) != equation.members.end();
}

}  // namespace

std::vector<AmountEdit> UniqueEdits(const AllocationTable& table,
                                    std::span<const SumEquation> equations) {
  const AmountList before = AmountsOf(table);
  const auto fails = [&](const SumEquation& e) { return !Holds(e, before); };
  // What holds a figure that is no number says nothing.
  std::vector<SumEquation> known;
  std::ranges::copy_if(equations, std::back_inserter(known), [&](const SumEquation& e) {
    return before[e.total] && SumOfMembers(e, before);
  });
  if (std::ranges::none_of(known, fails)) return {};
  const bool has_pixels = std::ranges::any_of(table.entries, IsSurelyRead);
  for (const auto& [slips, trusts_sure] : {std::pair{Slips::kOneDigit, true},
                                           {Slips::kOneMoreOrLess, true},
                                           {Slips::kOneDigit, false}}) {
    if (!trusts_sure && !has_pixels) continue;
    Search search(table, known, slips, trusts_sure);
    const std::optional<Search::Edits> found = search.Run();
    if (!found) {
      if (search.is_ambiguous()) return {};
      continue;
    }
    std::vector<AmountEdit> edits;
    for (const auto& [entry, amount] : *found) {
      const AllocationEntry& printed = table.entries[entry];
      const std::optional<Decimal> own = InOwnUnit(printed, amount, search.in_yuan());
      if (!own) return {};
      AmountEdit edit{.entry = entry, .amount = *own, .text = Printed(printed, *own)};
      for (const SumEquation& equation : known) {
        if (!Contains(equation, entry) || !fails(equation)) continue;
        ++(equation.direction == SumDirection::kDown ? edit.down : edit.across);
      }
      edits.push_back(std::move(edit));
    }
    return edits;
  }
  return {};
}

void MendAmounts(Notice& notice) {
  constexpr double kConfidence = 0.95;
  for (AllocationTable& table : notice.allocation_tables) {
    const std::vector<SumEquation> equations = SumEquations(table);
    const std::vector<AmountEdit> edits = UniqueEdits(table, equations);
    const bool is_beyond_doubt = std::ranges::all_of(edits, [&](const AmountEdit& edit) {
      const Provenance& from = table.entries[edit.entry].from;
      return edit.down > 0 && edit.across > 0 && from.source == TextSource::kOcr &&
             from.confidence < kSurelyRead;
    });
    if (!is_beyond_doubt) continue;
    for (const AmountEdit& edit : edits) {
      AllocationEntry& entry = table.entries[edit.entry];
      notice.repairs.push_back(
          {.table_no = table.table_no,
           .row_no = entry.row_no,
           .field = entry.column_name.empty() ? "amount" : "amount:" + entry.column_name,
           .before = entry.amount_text,
           .after = edit.text,
           .reason =
               "一个字符误认，改正后横竖各合计全部相符 / one character was misread: with it put "
               "right all totals agree, down and across",
           .evidence = {{.term = "sums",
                         .detail = std::to_string(edit.down) + " down, " +
                                   std::to_string(edit.across) + " across",
                         .weight = static_cast<double>(edit.down + edit.across)}},
           .confidence = kConfidence});
      entry.amount_text = edit.text;
      entry.amount = edit.amount;
      entry.amount_yuan = ToYuan(edit.amount, entry.unit);
      entry.from.confidence = kConfidence;
    }
  }
}

}  // namespace gongwen
