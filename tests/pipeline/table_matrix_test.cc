// Tables made in memory in every case that the generator knows, read back and compared cell by
// cell: rulings of every look on turned pages, page breaks of every kind, tables without rulings.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "bench/grid_score.h"
#include "bench/table_cases.h"
#include "fixtures/generator/random_table.h"
#include "fixtures/generator/render_pdf.h"
#include "fixtures/generator/text_engine.h"
#include "fixtures/generator/truth.h"
#include "pipeline/read_document.h"

namespace gongwen::bench {
namespace {

using fixtures::FromAllocation;
using fixtures::FromIndicators;
using fixtures::LayoutOptions;
using fixtures::SpanTable;
using fixtures::TruthNotice;

TruthNotice Notice(const std::string& name) {
  const auto notice =
      fixtures::LoadTruth(std::string(GONGWEN_FIXTURE_DIR) + "/notices/" + name + ".json");
  REQUIRE(notice);
  return *notice;
}

// Prints, reads back, compares.
class Press {
 public:
  GridScore Read(const std::vector<SpanTable>& truth,
                 const Result<std::vector<fixtures::Page>>& pages) {
    REQUIRE(pages);
    page_count_ = pages->size();
    const auto pdf = fixtures::RenderPdf(*pages, engine_);
    REQUIRE(pdf);
    const auto reading = reader_.Read(*pdf);
    REQUIRE(reading);
    CHECK(reading->problems.empty());
    return CompareGrids(truth, *reading);
  }

  GridScore ReadTable(const SpanTable& table, const LayoutOptions& layout) {
    return Read({table}, fixtures::LayoutTables(std::span(&table, 1), layout, engine_));
  }

  GridScore ReadIndicators(const TruthNotice& notice, LayoutOptions layout, int tables) {
    layout.allocations = false;
    std::vector<SpanTable> truth;
    for (int i = 0; i < tables; ++i) {
      layout.tables.push_back(i + 1);
      truth.push_back(FromIndicators(notice.indicator_tables[static_cast<std::size_t>(i)]));
    }
    return Read(truth, LayoutNotice(notice, layout, engine_));
  }

  GridScore ReadAllocations(const TruthNotice& notice, LayoutOptions layout) {
    layout.indicators = false;
    std::vector<SpanTable> truth;
    for (const auto& table : notice.allocations) truth.push_back(FromAllocation(table));
    return Read(truth, LayoutNotice(notice, layout, engine_));
  }

  [[nodiscard]] std::size_t page_count() const { return page_count_; }

 private:
  fixtures::TextEngine engine_{};
  DocumentReader reader_{ReadOptions{}};
  std::size_t page_count_ = 0;
};

void CheckExact(const TableCase& c, const GridScore& score) {
  INFO(c.group << ", " << c.name << ": " << (score.misses.empty() ? "" : score.misses.front()));
  CHECK(score.exact_tables == score.tables);
  CHECK(score.extra_tables == 0);
}

TEST_CASE("ruled tables are read exactly, however they are ruled and the page is turned",
          "[table]") {
  Press press;
  const TruthNotice notice = Notice("qiandongnan-rural-2023-41");
  for (const TableCase& c : RulingCases()) {
    CheckExact(c, press.ReadIndicators(notice, c.layout, 1));
    CheckExact(c, press.ReadAllocations(notice, c.layout));
  }
}

TEST_CASE("a table over 2 to 6 pages is one table, whatever of it is repeated, cut or marked",
          "[table]") {
  Press press;
  const TruthNotice notice = Notice("hebei-elderly-2024-12");
  for (const double part_height : {420.0, 150.0}) {
    for (const TableCase& c : PageBreakCases(part_height)) {
      const bool is_open = c.layout.rulings == fixtures::RulingLook::kOpenFoot;
      if (is_open != (part_height < 300)) continue;  // half of the cases each, for time
      CheckExact(c, press.ReadIndicators(notice, c.layout, 1));
      CHECK(press.page_count() >= 2);
      CHECK(press.page_count() <= 6);
    }
  }
}

TEST_CASE("allocation tables over pages are one table", "[table]") {
  Press press;
  const TruthNotice notice = Notice("changji-2023-22");
  for (const TableCase& c : PageBreakCases(100)) {
    CheckExact(c, press.ReadAllocations(notice, c.layout));
    CHECK(press.page_count() >= 2);
  }
}

TEST_CASE("allocation tables without vertical rulings are read, whole and over pages", "[table]") {
  Press press;
  for (const char* name : {"changji-2023-22", "qiandongnan-rural-2023-41", "hunan-culture-2023-24",
                           "fujian-education-2022-59"}) {
    const TruthNotice notice = Notice(name);
    for (const TableCase& c : AlignmentCases()) {
      const GridScore score = press.ReadAllocations(notice, c.layout);
      INFO(name << ", " << c.group << ", " << c.name << ": "
                << (score.misses.empty() ? "" : score.misses.front()));
      CHECK(100 * score.exact_cells >= 97 * score.cells);
      CHECK(score.extra_tables == 0);
    }
  }
}

TEST_CASE("tables of no notice, Chinese and English, are read as exactly", "[table]") {
  Press press;
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    fixtures::Random random(seed);
    const bool chinese = seed % 2 == 0;
    const SpanTable merged = MakeRandomTable({.chinese = chinese, .most_rows = 9}, random);
    const SpanTable labelled =
        MakeRandomTable({.chinese = chinese, .merged = fixtures::MergedBody::kLabels}, random);
    for (const TableCase& c : RulingCases()) {
      if (c.layout.rotate_deg % 180 == 0) CheckExact(c, press.ReadTable(merged, c.layout));
    }
    for (const TableCase& c : PageBreakCases(220)) {
      // Where a label stands after its cells, a group that ends with the page and one that goes
      // on look the same.
      if (c.layout.label_position == fixtures::LabelPosition::kBottom) continue;
      CheckExact(c, press.ReadTable(labelled, c.layout));
    }
  }
}

}  // namespace
}  // namespace gongwen::bench
