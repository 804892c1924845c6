#include "cli/output/pivot.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace gongwen {
namespace {

IndicatorHit Hit(const std::string& region, std::optional<int> year, std::optional<double> number,
                 const std::string& document_number = "", std::int64_t document_id = 1) {
  return {.document_id = document_id,
          .year = year,
          .region = region,
          .level3 = "新增就业",
          .value_text = "x",
          .value_number = number,
          .value_unit = "人",
          .indicator_key = "新增就业",
          .document_number = document_number};
}

TEST_CASE("figures are summed by region and year, and what is missing is said", "[cli]") {
  const auto pivots =
      MakePivots({Hit("甲县", 2022, 10), Hit("甲县", 2023, 20), Hit("乙县", 2023, 5),
                  Hit("甲县", 2023, 1), Hit("丙县", std::nullopt, 7)},
                 PivotBy::kRegion, 2022, 2024);
  REQUIRE(pivots.size() == 1);
  const Pivot& pivot = pivots[0];
  CHECK(pivot.years == std::vector<int>{0, 2022, 2023, 2024});
  REQUIRE(pivot.lines.size() == 3);
  CHECK(pivot.lines[0].by_year.at(2023).sum == 21);
  CHECK(pivot.lines[0].by_year.at(2023).numbers == 2);
  CHECK(pivot.total.total.sum == 43);
  const std::string text = PivotText(pivot, false);
  CHECK_THAT(text, Catch::Contains("21 (2)"));
  CHECK_THAT(text, Catch::Contains("缺 missing: 甲县 2024; 乙县 2022 2024; 丙县 2022 2023 2024"));
  CHECK(ToJson(pivot)["lines"][1]["missing"] == nlohmann::json{2022, 2024});
}

TEST_CASE("copies of one notice count once, and their contradictions are marked", "[cli]") {
  IndicatorHit scan = Hit("甲县", 2023, 700, "甲财〔2023〕1号", 2);
  scan.confidence = 0.5;
  const auto pivots = MakePivots({Hit("甲县", 2023, 100, "甲财〔2023〕1号", 1), scan,
                                  Hit("甲县", 2023, 30, "甲财〔2023〕2号", 3)},
                                 PivotBy::kRegion, std::nullopt, std::nullopt);
  REQUIRE(pivots.size() == 1);
  CHECK(pivots[0].duplicates == 1);
  const PivotCell& cell = pivots[0].lines[0].by_year.at(2023);
  CHECK(cell.sum == 130);
  CHECK(cell.has_conflict);
  CHECK_THAT(PivotText(pivots[0], false), Catch::Contains("130 (2)!"));
}

TEST_CASE("rates are not summed, words are no numbers, and units are kept apart", "[cli]") {
  IndicatorHit rate = Hit("甲县", 2023, 90), other = Hit("乙县", 2023, 100),
               word = Hit("丙县", 2023, {});
  rate.value_unit = other.value_unit = "%";
  word.value_unit = "";
  const auto pivots = MakePivots({rate, other, word, Hit("甲县", 2023, 5)}, PivotBy::kRegion,
                                 std::nullopt, std::nullopt);
  REQUIRE(pivots.size() == 3);
  CHECK(pivots[0].is_rate);
  CHECK_THAT(PivotText(pivots[0], false), Catch::Contains("平均 mean"));
  CHECK_THAT(PivotText(pivots[0], false), Catch::Contains("95 (2)"));
  CHECK_THAT(PivotText(pivots[2], false), Catch::Contains("…"));
  CHECK_THAT(PivotText(pivots[1], true), Catch::Contains("████"));
}

TEST_CASE("what is less sure is marked", "[cli]") {
  IndicatorHit hit = Hit("甲县", 2023, 5);
  hit.confidence = 0.5;
  const auto pivots = MakePivots({hit}, PivotBy::kYear, std::nullopt, std::nullopt);
  CHECK_THAT(PivotText(pivots[0], false), Catch::Contains("5~"));
}

}  // namespace
}  // namespace gongwen
