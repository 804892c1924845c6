// Tested by tests/normalizers/rate_allocations_test.cc.
#include "normalizers/checks/rate_allocations.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "normalizers/allocation/totals.h"
#include "normalizers/checks/sum_equations.h"
#include "normalizers/notice/notice_lines.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr double kKnownPlace = 0.95, kCutName = 0.7;
constexpr double kBorneOut = 0.95;      // a guess at a row or a column that a sum agrees with
constexpr double kGuessedColumn = 0.8;  // below that the column's name is wrong, which no sum tells
constexpr double kUnknownCounty = 0.85;
constexpr double kSummedAmount = 0.97;  // a chance agreement needs two errors that cancel out
constexpr double kRefuted = 0.75;       // in sums that fail only
constexpr double kNoUnit = 0.8;
constexpr double kReadableAmount = 0.5;  // below that a figure is no reading to be borne out
constexpr std::size_t kTelling = 3;      // figures in a sum: 5 = 5 says little
constexpr double kMostNames = 0.8;       // of a table that close alike

struct Sums {
  int down_right = 0, across_right = 0, wrong = 0;
};

std::vector<Sums> SumsOf(const AllocationTable& table) {
  std::vector<Sums> sums(table.entries.size());
  const AmountList amounts = AmountsOf(table);
  for (const SumEquation& equation : SumEquations(table)) {
    const bool holds = Holds(equation, amounts);
    if (holds && equation.members.size() + 1 < kTelling) continue;
    const auto count = [&](std::size_t entry) {
      int& right = equation.direction == SumDirection::kDown ? sums[entry].down_right
                                                             : sums[entry].across_right;
      (holds ? right : sums[entry].wrong) += 1;
    };
    count(equation.total);
    for (const std::size_t member : equation.members) count(member);
  }
  return sums;
}

bool EndsAsPlace(std::string_view name) {
  static const RE2 kPlace(
      "(?:[省市州县区旗盟乡镇村]|街道|开发区|新区|兵团|本级|师|团场|农场)(?:[（(].*[）)])?$");
  return RE2::PartialMatch(name, kPlace);
}

// A county or a city that is in no list, as OCR reads it: 清润县 for 清涧县. Districts are not all
// listed (高新区), and neither is what is no place.
bool IsUnknownCounty(const AllocationEntry& entry, const Gazetteer& gazetteer) {
  static const RE2 kCounty("^(\\p{Han}{2,}[市县旗])(?:小计|合计|本级)?$");
  std::string name;
  return entry.recipient_code.empty() && RE2::FullMatch(entry.recipient, kCounty, &name) &&
         !gazetteer.Contains(name);
}

// A piece of a name: brackets that do not close, punctuation at an end, one character, the end of
// an office without its place.
bool IsPiece(const std::string& name) {
  static const RE2 kPiece(
      "^[、，,）)】/"
      "—-]|[、，,（(【—-]$|^(?:[省市州县区]?(?:财政局|人民政府|教育局|民政局)|自治[州县]|"
      "[省市州县区])$|自治$|"
      "[\\x{C0}-\\x{FF}]|"  // codes of a font read as characters: 公Ý
      // The 序号 before it or the figure behind it slid in: 10神农架林区本级928.7.
      "^[0-9]+\\p{Han}|\\p{Han}[0-9,]*[0-9]\\.[0-9]+$");
  return RE2::PartialMatch(name, kPiece) || HasOpenBracket(name) || CountHan(name) < 2;
}

// Names that look cut: pieces, and those that close otherwise than nearly all others of their
// table, which close as places do.
std::set<std::string> CutNames(const AllocationTable& table, const Gazetteer& gazetteer) {
  std::set<std::string> names, cut;
  for (const AllocationEntry& entry : table.entries) {
    if (!entry.is_total && !IsTotalName(entry.recipient)) names.insert(entry.recipient);
  }
  const auto places = std::ranges::count_if(names, EndsAsPlace);
  const bool are_places =
      static_cast<double>(places) >= kMostNames * static_cast<double>(names.size());
  for (const std::string& name : names) {
    if (gazetteer.Contains(name)) continue;
    if (IsPiece(name) || (are_places && !EndsAsPlace(name))) cut.insert(name);
  }
  return cut;
}

// Places head the columns, and what is paid for names the rows.
bool IsTransposed(const AllocationTable& table) {
  constexpr std::size_t kFewest = 3;
  std::set<std::string> columns, rows;
  for (const AllocationEntry& entry : table.entries) {
    columns.insert(entry.column_name);
    rows.insert(entry.recipient);
  }
  const auto places = [](const std::set<std::string>& names) {
    return static_cast<double>(std::ranges::count_if(names, EndsAsPlace));
  };
  return columns.size() >= kFewest &&
         places(columns) >= kMostNames * static_cast<double>(columns.size()) && places(rows) == 0;
}

void RateTable(AllocationTable& table, const Gazetteer& gazetteer, const Misreading& misreading) {
  const std::vector<Sums> sums = SumsOf(table);
  const std::set<std::string> cut = CutNames(table, gazetteer);
  const bool is_transposed = IsTransposed(table);
  for (std::size_t i = 0; i < table.entries.size(); ++i) {
    AllocationEntry& entry = table.entries[i];
    AllocationTrust& trust = entry.trust;
    const Sums& own = sums[i];
    const int right = own.down_right + own.across_right;
    const bool is_refuted = own.wrong > 0 && right == 0;
    const auto unsupported = [&](const std::string& text) {
      return TrustUnsupported(misreading, CodePoints(text).size());
    };
    trust.amount = std::min({entry.from.confidence, entry.unit.empty() ? kNoUnit : 1.0,
                             unsupported(entry.amount_text)});
    if (right > 0 && entry.from.confidence >= kReadableAmount && !entry.unit.empty()) {
      trust.amount = std::max(trust.amount, kSummedAmount);
    }
    if (is_refuted || !entry.amount) trust.amount = std::min(trust.amount, kRefuted);
    // Of OCR a name may be misread, which no sum tells.
    const bool is_ocr = entry.from.source == TextSource::kOcr;
    if (right > 0 && !is_refuted && !is_ocr && trust.column >= kGuessedColumn) {
      trust.column = std::max(trust.column, kBorneOut);
    }
    // The sum of a column is the same in whatever order its rows stand.
    const bool has_name = !entry.recipient.empty() && !is_ocr && !entry.is_name_meant;
    if (own.across_right > 0 && has_name) trust.recipient = std::max(trust.recipient, kBorneOut);
    if (!entry.recipient_code.empty() && !entry.is_name_meant) {
      trust.recipient = std::max(trust.recipient, kKnownPlace);
    }
    if (is_ocr && IsUnknownCounty(entry, gazetteer)) {
      trust.recipient = std::min(trust.recipient, kUnknownCounty);
    }
    if (entry.recipient_code.empty() && !IsTotalName(entry.recipient)) {
      trust.recipient = std::min(trust.recipient, unsupported(entry.recipient));
    }
    trust.recipient = std::min(trust.recipient, unsupported(entry.item));
    trust.column = std::min(trust.column, unsupported(entry.column_name));
    if (cut.contains(entry.recipient)) trust.recipient = std::min(trust.recipient, kCutName);
    if (is_transposed) trust.recipient = std::min(trust.recipient, kCutName);
    entry.from.confidence = std::min({trust.recipient, trust.column, trust.amount});
  }
}

}  // namespace

void RateAllocations(Notice& notice, const Gazetteer& gazetteer, const Misreading& misreading) {
  for (AllocationTable& table : notice.allocation_tables) RateTable(table, gazetteer, misreading);
}

}  // namespace gongwen
