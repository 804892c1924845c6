// Tested by tests/pipeline/pivot_test.cc.
#include "cli/output/pivot.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>
#include <utility>

#include "cli/output/text_table.h"
#include "store/archive.h"

namespace gongwen {
namespace {

constexpr int kMostYears = 200;
constexpr std::size_t kBarWidth = 40;

std::string KeyOf(const IndicatorHit& hit, PivotBy by) {
  switch (by) {
    case PivotBy::kRegion:
      return hit.region.empty() ? hit.region_department : hit.region;
    case PivotBy::kYear:
      return hit.year ? std::to_string(*hit.year) : "";
    case PivotBy::kFund:
      return hit.fund;
    case PivotBy::kDocument:
      return hit.document_number;
    case PivotBy::kLevel2:
      return hit.level1 + " / " + hit.level2;
  }
  return "";
}

struct CountedRow {
  const IndicatorHit* hit = nullptr;
  bool has_conflict = false;
};

// Each figure of each notice once, however many copies of the notice there are.
std::vector<CountedRow> OncePerNotice(const std::vector<IndicatorHit>& hits,
                                      std::map<std::pair<std::string, std::string>, int>& copies) {
  using Figure = std::tuple<std::string, std::string, std::string, int, std::string, std::string>;
  std::map<Figure, std::size_t> seen;
  std::vector<CountedRow> rows;
  for (const IndicatorHit& hit : hits) {
    if (hit.document_number.empty()) {
      rows.push_back({&hit});
      continue;
    }
    const Figure figure{hit.document_number,
                        hit.region.empty() ? hit.region_department : hit.region,
                        hit.fund,
                        hit.year.value_or(0),
                        hit.indicator_key,
                        hit.value_column};
    const auto [at, is_new] = seen.try_emplace(figure, rows.size());
    if (is_new) {
      rows.push_back({&hit});
      continue;
    }
    CountedRow& row = rows[at->second];
    if (row.hit->document_id == hit.document_id) {  // the same notice says it twice
      rows.push_back({&hit});
      continue;
    }
    ++copies[{hit.indicator_key, hit.value_unit}];
    row.has_conflict = row.has_conflict || row.hit->value_number != hit.value_number;
    if (hit.confidence > row.hit->confidence) row.hit = &hit;
  }
  return rows;
}

std::string Number(double value) {
  std::string text = fmt::format("{:.4f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

double ValueOf(const PivotCell& cell, bool is_rate) {
  return is_rate && cell.numbers > 0 ? cell.sum / cell.numbers : cell.sum;
}

std::string CellText(const PivotCell& cell, bool is_rate) {
  if (cell.numbers == 0 && cell.words == 0) return "–";
  std::string text = cell.numbers > 0 ? Number(ValueOf(cell, is_rate)) : "…";
  if (cell.numbers > 1) text += fmt::format(" ({})", cell.numbers);
  if (cell.words > 0 && cell.numbers > 0) text += fmt::format(" +{}…", cell.words);
  if (cell.has_conflict) text += "!";
  if (cell.least_confidence < kReviewBelow) text += "~";
  return text;
}

std::string YearName(int year) { return year == 0 ? "年份不明 no year" : std::to_string(year); }

std::string Bar(double value, double most) {
  if (most <= 0 || value <= 0) return "";
  const auto length =
      static_cast<std::size_t>(std::lround(value / most * static_cast<double>(kBarWidth)));
  std::string bar;
  for (std::size_t i = 0; i < std::max<std::size_t>(1, length); ++i) bar += "█";
  return bar;
}

}  // namespace

std::optional<PivotBy> PivotByFromString(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, PivotBy>, 5> kNames{
      {{"region", PivotBy::kRegion},
       {"year", PivotBy::kYear},
       {"fund", PivotBy::kFund},
       {"document", PivotBy::kDocument},
       {"level2", PivotBy::kLevel2}}};
  for (const auto& [known, by] : kNames) {
    if (known == name) return by;
  }
  return std::nullopt;
}

void PivotCell::Add(const IndicatorHit& hit) {
  if (hit.value_number) {
    sum += *hit.value_number;
    ++numbers;
  } else {
    ++words;
  }
  least_confidence = std::min(least_confidence, hit.confidence);
}

void PivotCell::Add(const PivotCell& other) {
  sum += other.sum;
  numbers += other.numbers;
  words += other.words;
  least_confidence = std::min(least_confidence, other.least_confidence);
  has_conflict = has_conflict || other.has_conflict;
}

std::vector<Pivot> MakePivots(const std::vector<IndicatorHit>& hits, PivotBy by,
                              std::optional<int> first, std::optional<int> last) {
  std::map<std::pair<std::string, std::string>, int> copies;
  std::vector<Pivot> pivots;
  std::map<std::pair<std::string, std::string>, std::size_t> places;
  for (const CountedRow& row : OncePerNotice(hits, copies)) {
    const IndicatorHit& hit = *row.hit;
    const std::pair indicator{hit.indicator_key, hit.value_unit};
    const auto [at, is_new] = places.try_emplace(indicator, pivots.size());
    if (is_new) {
      pivots.push_back({.name = hit.indicator_key,
                        .unit = hit.value_unit,
                        .is_rate = hit.value_unit == "%" || hit.value_unit == "‰"});
    }
    Pivot& pivot = pivots[at->second];
    const std::string key = KeyOf(hit, by);
    auto line = std::find_if(pivot.lines.begin(), pivot.lines.end(),
                             [&](const PivotLine& l) { return l.key == key; });
    if (line == pivot.lines.end()) {
      line = pivot.lines.insert(pivot.lines.end(), PivotLine{.key = key});
    }
    PivotCell cell;
    cell.Add(hit);
    cell.has_conflict = row.has_conflict;
    const int year = hit.year.value_or(0);
    line->by_year[year].Add(cell);
    line->total.Add(cell);
    pivot.total.by_year[year].Add(cell);
    pivot.total.total.Add(cell);
  }
  for (Pivot& pivot : pivots) {
    pivot.duplicates = copies[{pivot.name, pivot.unit}];
    std::set<int> years;
    for (const auto& [year, cell] : pivot.total.by_year) years.insert(year);
    if (first && last && *last - *first <= kMostYears) {
      for (int year = *first; year <= *last; ++year) years.insert(year);
    }
    pivot.years.assign(years.begin(), years.end());
  }
  std::stable_sort(pivots.begin(), pivots.end(), [](const Pivot& a, const Pivot& b) {
    return a.total.total.numbers > b.total.total.numbers;
  });
  return pivots;
}

std::string PivotText(const Pivot& pivot, bool has_chart) {
  const std::string total = pivot.is_rate ? "平均 mean" : "合计 total";
  std::vector<std::string> head{""};
  if (has_chart) {
    head.insert(head.end(), {total, ""});
  } else {
    for (const int year : pivot.years) head.push_back(YearName(year));
    if (pivot.years.size() > 1) head.push_back(total);
  }
  std::vector<std::vector<std::string>> rows{head};
  double most = 0;
  for (const PivotLine& line : pivot.lines) {
    most = std::max(most, ValueOf(line.total, pivot.is_rate));
  }
  const auto add = [&](const PivotLine& line, const std::string& key, bool has_bar) {
    std::vector<std::string> row{key};
    if (has_chart) {
      row.push_back(CellText(line.total, pivot.is_rate));
      row.push_back(has_bar ? Bar(ValueOf(line.total, pivot.is_rate), most) : "");
    } else {
      for (const int year : pivot.years) {
        const auto cell = line.by_year.find(year);
        row.push_back(
            CellText(cell == line.by_year.end() ? PivotCell{} : cell->second, pivot.is_rate));
      }
      if (pivot.years.size() > 1) row.push_back(CellText(line.total, pivot.is_rate));
    }
    rows.push_back(std::move(row));
  };
  for (const PivotLine& line : pivot.lines) {
    add(line, line.key.empty() ? "(不明 not told)" : line.key, true);
  }
  if (pivot.lines.size() > 1) add(pivot.total, total, false);
  std::vector<std::size_t> right;
  for (std::size_t i = 1; i < head.size() - (has_chart ? 1 : 0); ++i) right.push_back(i);
  std::string text =
      fmt::format("{}{}\n", pivot.name, pivot.unit.empty() ? "" : "（" + pivot.unit + "）") +
      TextTable(rows, right);
  std::string missing;
  for (const PivotLine& line : pivot.lines) {
    std::string years;
    for (const int year : pivot.years) {
      if (year != 0 && !line.by_year.contains(year)) years += " " + std::to_string(year);
    }
    if (!years.empty() && pivot.years.size() > 1) {
      missing += (missing.empty() ? "" : "; ") + line.key + years;
    }
  }
  if (!missing.empty()) text += "缺 missing: " + missing + "\n";
  if (pivot.duplicates > 0) {
    text += fmt::format(
        "{} 行为同一文件的其他版本，未重复计 / rows of other copies of the same "
        "notice, counted once\n",
        pivot.duplicates);
  }
  return text;
}

nlohmann::ordered_json ToJson(const Pivot& pivot) {
  using Json = nlohmann::ordered_json;
  const auto cell_json = [&](const PivotCell& cell) {
    Json json;
    json[pivot.is_rate ? "mean" : "sum"] =
        cell.numbers > 0 ? Json(ValueOf(cell, pivot.is_rate)) : Json(nullptr);
    json["numbers"] = cell.numbers;
    json["words"] = cell.words;
    json["least_confidence"] = cell.least_confidence;
    json["has_conflict"] = cell.has_conflict;
    return json;
  };
  const auto line_json = [&](const PivotLine& line) {
    Json json;
    json["key"] = line.key;
    json["years"] = Json::object();
    json["missing"] = Json::array();
    for (const int year : pivot.years) {
      const auto cell = line.by_year.find(year);
      if (cell != line.by_year.end()) {
        json["years"][std::to_string(year)] = cell_json(cell->second);
      } else if (year != 0) {
        json["missing"].push_back(year);
      }
    }
    json["total"] = cell_json(line.total);
    return json;
  };
  Json json;
  json["name"] = pivot.name;
  json["unit"] = pivot.unit.empty() ? Json(nullptr) : Json(pivot.unit);
  json["duplicates"] = pivot.duplicates;
  json["lines"] = Json::array();
  for (const PivotLine& line : pivot.lines) json["lines"].push_back(line_json(line));
  json["total"] = line_json(pivot.total);
  return json;
}

}  // namespace gongwen
