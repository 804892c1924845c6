// How exactly tables are read from born-digital pages made in memory: structure, spans and text.
//   tables NOTICES-FOLDER [--misses] [--random N]
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "bench/grid_score.h"
#include "bench/table_cases.h"
#include "fixtures/generator/random_table.h"
#include "fixtures/generator/render_pdf.h"
#include "fixtures/generator/text_engine.h"
#include "pipeline/read_document.h"

namespace gongwen::bench {
namespace {

using fixtures::LayoutOptions;
using fixtures::MergedBody;
using fixtures::SpanTable;

struct Arguments {
  std::string notices{}, only{};
  int random = 40;
  bool misses = false;
};

struct Row {
  GridScore score{};
  std::size_t pages = 0;
};

class Bench {
 public:
  explicit Bench(const Arguments& arguments) : arguments_(arguments) {}

  void Run(const TableCase& c, std::span<const SpanTable> truth, const std::string& what,
           const Result<std::vector<fixtures::Page>>& pages) {
    if (!arguments_.only.empty() && c.group.find(arguments_.only) == std::string::npos) return;
    if (!pages) {
      fmt::print(stderr, "{}: {}\n", what, ToString(pages.error()));
      return;
    }
    const auto pdf = RenderPdf(*pages, engine_);
    if (!pdf) return;
    const auto reading = reader_.Read(*pdf);
    if (!reading) {
      fmt::print(stderr, "{}: {}\n", what, ToString(reading.error()));
      return;
    }
    GridScore score = CompareGrids(truth, *reading);
    if (arguments_.misses) {
      for (const std::string& miss : score.misses) {
        fmt::print("{} | {} | {}: {}\n", c.group, c.name, what, miss);
      }
      if (score.extra_tables > 0) {
        fmt::print("{} | {} | {}: {} extra\n", c.group, c.name, what, score.extra_tables);
      }
    }
    Row& row = rows_[c.group];
    row.score += score;
    row.pages += pages->size();
  }

  void RunNotice(const TableCase& c, const fixtures::TruthNotice& notice, const std::string& what,
                 bool allocations, bool indicators) {
    LayoutOptions layout = c.layout;
    layout.allocations = allocations;
    layout.indicators = indicators;
    std::vector<SpanTable> truth;
    if (allocations) {
      for (const auto& table : notice.allocations) truth.push_back(FromAllocation(table));
    }
    if (indicators) {
      for (const auto& table : notice.indicator_tables) truth.push_back(FromIndicators(table));
    }
    if (!truth.empty()) Run(c, truth, what, LayoutNotice(notice, layout, engine_));
  }

  void RunTable(const TableCase& c, const SpanTable& table, const std::string& what) {
    Run(c, std::span(&table, 1), what, LayoutTables(std::span(&table, 1), c.layout, engine_));
  }

  void Print() const {
    fmt::print("{:<44} {:>7} {:>7} {:>9} {:>9} {:>7}\n", "tables", "count", "pages", "exact %",
               "cells %", "extra");
    const auto percent = [](std::size_t part, std::size_t of) {
      return of == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(of);
    };
    for (const auto& [name, row] : rows_) {
      const GridScore& s = row.score;
      fmt::print("{:<44} {:>7} {:>7} {:>9.2f} {:>9.2f} {:>7}\n", name, s.tables, row.pages,
                 percent(s.exact_tables, s.tables), percent(s.exact_cells, s.cells),
                 s.extra_tables);
    }
  }

 private:
  const Arguments& arguments_;
  fixtures::TextEngine engine_{};
  DocumentReader reader_{ReadOptions{}};
  std::map<std::string, Row> rows_{};
};

TableCase Named(const TableCase& c, const std::string& what) {
  TableCase named = c;
  named.group = what + ": " + c.group;
  return named;
}

int Run(const Arguments& arguments) {
  Bench bench(arguments);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(arguments.notices)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path().string());
  }
  std::ranges::sort(files);
  for (const std::string& file : files) {
    const auto notice = fixtures::LoadTruth(file);
    if (!notice) continue;
    const std::string name = std::filesystem::path(file).stem().string();
    for (const TableCase& c : RulingCases()) {
      bench.RunNotice(Named(c, "notices"), *notice, name, true, true);
    }
    for (const TableCase& c : PageBreakCases(230)) {
      bench.RunNotice(Named(c, "targets"), *notice, name, false, true);
    }
    for (const TableCase& c : PageBreakCases(150)) {
      bench.RunNotice(Named(c, "allocations"), *notice, name, true, false);
    }
    for (const TableCase& c : AlignmentCases()) {
      bench.RunNotice(Named(c, "allocations"), *notice, name, true, false);
    }
  }
  for (int n = 0; n < arguments.random; ++n) {
    const std::string name = "random " + std::to_string(n);
    fixtures::Random random(static_cast<std::uint64_t>(n) + 1);
    const bool chinese = n % 2 == 0;
    const SpanTable merged = MakeRandomTable({.chinese = chinese, .most_rows = 9}, random);
    const SpanTable labelled =
        MakeRandomTable({.chinese = chinese, .merged = MergedBody::kLabels}, random);
    // Two columns of words without a rule are no table that a reader could be sure of.
    const SpanTable plain = MakeRandomTable(
        {.chinese = chinese, .merged = MergedBody::kNone, .least_columns = 3}, random);
    const std::string what = chinese ? "random, Chinese" : "random, English";
    for (const TableCase& c : RulingCases()) bench.RunTable(Named(c, what), merged, name);
    for (const TableCase& c : PageBreakCases(150)) {
      bench.RunTable(Named(c, what), labelled, name);
    }
    for (const TableCase& c : AlignmentCases()) bench.RunTable(Named(c, what), plain, name);
  }
  bench.Print();
  return 0;
}

}  // namespace
}  // namespace gongwen::bench

int main(int argc, char** argv) {
  CLI::App app{"tables on born-digital pages: exact grids, by case"};
  gongwen::bench::Arguments arguments;
  app.add_option("NOTICES", arguments.notices, "folder of truth notices")
      ->required()
      ->check(CLI::ExistingDirectory);
  app.add_option("--only", arguments.only, "only cases whose name holds this");
  app.add_option("--random", arguments.random, "so many tables of no notice")
      ->capture_default_str();
  app.add_flag("--misses", arguments.misses, "print the first miss of each table");
  CLI11_PARSE(app, argc, argv);
  return gongwen::bench::Run(arguments);
}
