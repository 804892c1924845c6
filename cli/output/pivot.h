// Rows of indicators as a table by region and year, with sums and what is missing.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/rows.h"

namespace gongwen {

enum class PivotBy { kRegion, kYear, kFund, kDocument, kLevel2 };
// "region", "year", "fund", "document", "level2".
[[nodiscard]] std::optional<PivotBy> PivotByFromString(std::string_view name);

struct PivotCell {
  double sum = 0;
  int numbers = 0;              // rows with a number
  int words = 0;                // rows without one: 上涨, ranges
  double least_confidence = 1;  // of its rows
  bool has_conflict = false;    // versions of one notice give different numbers
  void Add(const IndicatorHit& hit);
  void Add(const PivotCell& other);
};

struct PivotLine {
  std::string key{};
  std::map<int, PivotCell> by_year{};  // 0 = the table tells no year
  PivotCell total{};
};

// One indicator in one unit: what may be summed.
struct Pivot {
  std::string name{}, unit{};
  bool is_rate = false;  // %: totals are means and not sums
  std::vector<int> years{};
  std::vector<PivotLine> lines{};  // in the order of their keys' first rows
  PivotLine total{};
  int duplicates = 0;  // rows of other copies of the same notice, counted once
};

// Rows of several documents with the same document number are versions of one notice: the surest
// counts, and a different number in another one is a conflict.
//   first, last   years that were asked for: they are columns even where there is nothing
[[nodiscard]] std::vector<Pivot> MakePivots(const std::vector<IndicatorHit>& hits, PivotBy by,
                                            std::optional<int> first, std::optional<int> last);

// For a terminal. ~ is less sure than kReviewBelow, ! a conflict, (2) the sum of two rows, –
// missing; with `has_chart` bars of the totals instead of the years.
[[nodiscard]] std::string PivotText(const Pivot& pivot, bool has_chart);
[[nodiscard]] nlohmann::ordered_json ToJson(const Pivot& pivot);

}  // namespace gongwen
