#include "normalizers/checks/rate_allocations.h"

#include <catch2/catch.hpp>

#include "tests/normalizers/amount_table.h"

namespace gongwen {
namespace {

AllocationTable Rated(AllocationTable table, TextSource source = TextSource::kTextLayer) {
  for (AllocationEntry& entry : table.entries) entry.from.source = source;
  Notice notice{.allocation_tables = {std::move(table)}};
  RateAllocations(notice, Gazetteer::FromText("520102\t南明区\n"), Misreading{});
  return notice.allocation_tables[0];
}

AllocationTable Table(const std::string& total) {
  return AmountTable({"合计", "中央", "省级"}, {{"合计", "", {total, "30", "30"}},
                                                {"甲县", "合计", {"20", "10", "10"}},
                                                {"乙县", "合计", {"40", "20", "20"}}});
}

TEST_CASE("a row whose sums agree is sure, also of a column that was a guess", "[normalizers]") {
  AllocationTable table = Table("60");
  for (AllocationEntry& entry : table.entries) entry.trust.column = 0.85;
  for (const AllocationEntry& entry : Rated(table).entries) CHECK(entry.from.confidence >= 0.95);
}

TEST_CASE("a figure whose only sums fail is not sure", "[normalizers]") {
  AllocationTable table = AmountTable(
      {"金额"}, {{"合计", "", {"61"}}, {"甲县", "合计", {"20"}}, {"乙县", "合计", {"40"}}});
  for (const AllocationEntry& entry : Rated(table).entries) CHECK(entry.from.confidence < 0.9);
  // A row that adds up across is right, whatever its column's total says.
  const AllocationTable across = Rated(Table("61"));
  CHECK(across.entries[IndexOf(across, 2, "合计")].from.confidence >= 0.95);
}

TEST_CASE("a name with its number or its figure in it is not sure", "[normalizers]") {
  AllocationTable table =
      AmountTable({"金额"}, {{"10甲林区本级928.7", "", {"1"}}, {"乙县", "", {"2"}}});
  const AllocationTable rated = Rated(table);
  CHECK(rated.entries[0].from.confidence < 0.9);
  CHECK(rated.entries[1].from.confidence >= 0.9);
}

TEST_CASE("names that look cut are not sure, known places are", "[normalizers]") {
  AllocationTable table = AmountTable({"金额"}, {{"甲县", "", {"1"}},
                                                 {"乙县", "", {"2"}},
                                                 {"丙县", "", {"3"}},
                                                 {"丁县", "", {"4"}},
                                                 {"财政局", "", {"5"}},
                                                 {"南明区", "", {"5"}}});
  table.entries[5].recipient_code = "520102";
  table.entries[5].trust.recipient = 0.6;  // OCR
  const AllocationTable rated = Rated(table);
  CHECK(rated.entries[0].from.confidence == 1.0);
  CHECK(rated.entries[4].from.confidence == Approx(0.7));
  CHECK(rated.entries[5].trust.recipient == Approx(0.95));
}

TEST_CASE("no sum tells that a name was read rightly", "[normalizers]") {
  AllocationTable table = Table("60");
  for (AllocationEntry& entry : table.entries) entry.trust.recipient = 0.6;
  CHECK(Rated(table, TextSource::kOcr).entries.back().from.confidence == Approx(0.6));
  CHECK(Rated(table).entries.back().from.confidence >= 0.95);  // a guess at the row
}

TEST_CASE("a county that OCR reads and no list has is not sure", "[normalizers]") {
  const AllocationTable table = AmountTable(
      {"金额"}, {{"清润县", "", {"1"}}, {"高新区", "", {"2"}}, {"红山农场", "", {"3"}}});
  const AllocationTable rated = Rated(table, TextSource::kOcr);
  CHECK(rated.entries[0].from.confidence < 0.9);
  CHECK(rated.entries[1].from.confidence == 1.0);
  CHECK(Rated(table).entries[0].from.confidence == 1.0);
}

}  // namespace
}  // namespace gongwen
