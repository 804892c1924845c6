// archive: a synthetic archive of any size, and how fast questions to it are answered.
//   archive files DIR --count N   Markdown dumps of notices, ten indicator rows each
//   archive read DIR              MB a second of each stage, one thread
//   archive ask DB                latencies of searches and of indicator queries, as one table
#include "store/archive.h"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "fixtures/generator/dump_file.h"
#include "fixtures/generator/fund_notice.h"
#include "fixtures/generator/make_set.h"
#include "fixtures/generator/random.h"
#include "pipeline/find_inputs.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"
#include "store/sha256.h"

namespace gongwen {
namespace {

namespace fs = std::filesystem;
using fixtures::Random;

constexpr int kRowsEach = 10;
constexpr int kFilesAFolder = 1000;

Result<std::vector<fixtures::Fund>> LoadFunds(const std::vector<std::string>& folders) {
  std::vector<fs::path> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<fixtures::Fund> funds;
  for (const fs::path& path : paths) {
    Result<fixtures::Fund> fund = fixtures::LoadFund(path.string());
    if (!fund) return tl::make_unexpected(fund.error());
    funds.push_back(std::move(*fund));
  }
  return funds;
}

// A notice of one table with at most kRowsEach rows, and of an allocation table one time in three.
fixtures::TruthNotice SmallNotice(const fixtures::Fund& fund, std::uint64_t seed) {
  Random random(seed);
  fixtures::TruthNotice notice = fixtures::MakeFundNotice(
      fund, {.tables = 1, .allocation = random.Chance(1.0 / 3), .seed = seed});
  std::vector<fixtures::TruthLeaf>& rows = notice.indicator_tables.front().rows;
  while (rows.size() > static_cast<std::size_t>(kRowsEach)) {
    rows.erase(rows.begin() + random.Between(0, static_cast<int>(rows.size()) - 1));
  }
  return notice;
}

int MakeFiles(const std::vector<std::string>& funds_dirs, const std::string& out, int count) {
  const Result<std::vector<fixtures::Fund>> funds = LoadFunds(funds_dirs);
  if (!funds) {
    std::cerr << ToString(funds.error()) << "\n";
    return 1;
  }
  std::uint64_t bytes = 0;
  for (int i = 0; i < count; ++i) {
    const fs::path folder = fs::path(out) / fmt::format("{:04}", i / kFilesAFolder);
    if (i % kFilesAFolder == 0) fs::create_directories(folder);
    const auto seed = static_cast<std::uint64_t>(i) + 1;
    const Result<std::string> dump = fixtures::MakeDump(
        SmallNotice((*funds)[static_cast<std::size_t>(i) % funds->size()], seed), {.seed = seed});
    const auto written =
        dump ? fixtures::WriteFile((folder / fmt::format("{:06}.md", i)).string(), *dump)
             : Result<void>(tl::make_unexpected(dump.error()));
    if (!written) {
      std::cerr << ToString(written.error()) << "\n";
      return 1;
    }
    bytes += dump->size();
  }
  fmt::print("{} files, {:.1f} MB\n", count, static_cast<double>(bytes) / 1e6);
  return 0;
}

// ---- reading ----

double MillisecondsOf(const std::function<bool()>& ask) {
  const auto begin = std::chrono::steady_clock::now();
  if (!ask()) std::cerr << "a query failed\n";
  const std::chrono::duration<double, std::milli> elapsed =
      std::chrono::steady_clock::now() - begin;
  return elapsed.count();
}

// Stage by stage, one thread: bytes to reading, reading to notice, notice to what rows are made of.
int TimeStages(const std::string& folder) {
  const std::shared_ptr<const Knowledge> knowledge = *Knowledge::Load();
  DocumentReader reader(ReadOptions{});
  double read_ms = 0, understand_ms = 0, prepare_ms = 0, bytes = 0;
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const Result<std::string> text = ReadFileBytes(entry.path().string());
    if (!text) continue;
    ++files;
    bytes += static_cast<double>(text->size());
    Result<Reading> reading;
    read_ms += MillisecondsOf([&] { return (reading = reader.Read(*text)).has_value(); });
    if (!reading) continue;
    DocumentRecord record{.sha256 = Sha256Hex(*text)};
    understand_ms += MillisecondsOf([&] {
      UnderstoodReading understood = UnderstandReading(std::move(*reading), *knowledge);
      record.notice = std::move(understood.notice);
      record.reading = std::move(understood.reading);
      return true;
    });
    prepare_ms += MillisecondsOf([&] { return PrepareDocument(std::move(record)).has_value(); });
  }
  fmt::print("{} files, {:.1f} MB, one thread\n", files, bytes / 1e6);
  const auto row = [&](const char* name, double ms) {
    fmt::print("{:<34} {:>8.2f} MB/s {:>8.3f} ms a file\n", name, bytes / 1e3 / ms, ms / files);
  };
  row("read", read_ms);
  row("understand", understand_ms);
  row("prepare", prepare_ms);
  row("all three", read_ms + understand_ms + prepare_ms);
  return 0;
}

// ---- asking ----

void PrintRow(const std::string& name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) {
    return times[std::min(times.size() - 1,
                          static_cast<std::size_t>(share * static_cast<double>(times.size())))];
  };
  fmt::print("{:<34} {:>6} {:>8.2f} {:>8.2f} {:>8.2f} {:>8.2f}\n", name, times.size(), at(0.5),
             at(0.95), at(0.99), times.back());
}

// Some characters out of the middle of a name.
std::string Part(const std::string& name, Random& random) {
  std::vector<std::string> characters;
  for (std::size_t i = 0; i < name.size();) {
    const auto lead = static_cast<unsigned char>(name[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    characters.push_back(name.substr(i, length));
    i += length;
  }
  const int most = std::min(6, static_cast<int>(characters.size()));
  const int length = random.Between(std::min(2, most), most);
  const int begin = random.Between(0, static_cast<int>(characters.size()) - length);
  std::string part;
  for (int i = begin; i < begin + length; ++i) part += characters[static_cast<std::size_t>(i)];
  return part;
}

struct Questions {
  std::vector<IndicatorHit> rows{};  // a sample
  Random random{7};
  const IndicatorHit& Any() {
    return rows[static_cast<std::size_t>(random.Between(0, static_cast<int>(rows.size()) - 1))];
  }
};

// `slow_ms`: searches that take longer are printed.
int Ask(const std::string& database, int count, double slow_ms) {
  const Result<Archive> archive = Archive::Open(database, OpenMode::kReadOnly);
  if (!archive) {
    std::cerr << ToString(archive.error()) << "\n";
    return 1;
  }
  const ArchiveCounts counts = *archive->Counts();
  fmt::print("{} documents, {} indicator rows\n", counts.documents, counts.indicator_rows);
  Questions questions;
  for (int i = 0; i < 200; ++i) {
    IndicatorFilter one{.document_id = questions.random.Between(
                            1, std::max(1, static_cast<int>(counts.documents)))};
    const auto hits = archive->Indicators(one);
    if (hits) questions.rows.insert(questions.rows.end(), hits->begin(), hits->end());
  }
  if (questions.rows.empty()) return 1;
  Random& random = questions.random;
  const std::vector<std::pair<std::string, std::function<std::string()>>> searches{
      {"part of an indicator's name", [&] { return Part(questions.Any().level3, random); }},
      {"a region", [&] { return questions.Any().region; }},
      {"a document number", [&] { return questions.Any().document_number; }},
      {"a fund", [&] { return questions.Any().fund; }},
      {"a region and part of a name",
       [&] { return questions.Any().region + " " + Part(questions.Any().level3, random); }},
      {"a word of nearly every notice",
       [&] {
         const std::vector<std::string> words{"资金", "绩效", "预算", "财政局", "满意度"};
         return words[static_cast<std::size_t>(random.Between(0, 4))];
       }},
      {"a word of no notice", [&] { return "量子" + Part(questions.Any().level3, random); }},
  };
  fmt::print("{:<34} {:>6} {:>8} {:>8} {:>8} {:>8}\n", "search, ms", "asked", "p50", "p95", "p99",
             "most");
  std::vector<double> all;
  for (const auto& [name, make] : searches) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
      const SearchQuery query{.words = make()};
      times.push_back(MillisecondsOf([&] { return archive->Search(query).has_value(); }));
      if (times.back() > slow_ms) fmt::print("  {:.1f} ms: {}\n", times.back(), query.words);
    }
    all.insert(all.end(), times.begin(), times.end());
    PrintRow(name, std::move(times));
  }
  PrintRow("all searches", std::move(all));
  all.clear();
  const std::vector<std::pair<std::string, std::function<IndicatorFilter()>>> filters{
      {"name",
       [&] { return IndicatorFilter{.name = Part(questions.Any().level3, random), .limit = 100}; }},
      {"name, region",
       [&] {
         const IndicatorHit& row = questions.Any();
         return IndicatorFilter{.name = row.level3, .region = row.region, .limit = 100};
       }},
      {"name, years",
       [&] {
         return IndicatorFilter{
             .name = questions.Any().level3, .year_min = 2020, .year_max = 2022, .limit = 100};
       }},
      {"fund, year",
       [&] {
         const IndicatorHit& row = questions.Any();
         return IndicatorFilter{
             .fund = row.fund, .year_min = row.year, .year_max = row.year, .limit = 100};
       }},
  };
  fmt::print("{:<34} {:>6} {:>8} {:>8} {:>8} {:>8}\n", "indicators, ms", "asked", "p50", "p95",
             "p99", "most");
  for (const auto& [name, make] : filters) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
      const IndicatorFilter filter = make();
      times.push_back(MillisecondsOf([&] { return archive->Indicators(filter).has_value(); }));
    }
    all.insert(all.end(), times.begin(), times.end());
    PrintRow(name, std::move(times));
  }
  PrintRow("all indicator queries", std::move(all));
  return 0;
}

}  // namespace
}  // namespace gongwen

int main(int argc, char** argv) {
  CLI::App app{"A synthetic archive, and the time that questions to it take", "archive"};
  app.require_subcommand(1);
  std::vector<std::string> funds{"fixtures/funds/fit", "fixtures/funds/heldout"};
  std::string out, database;
  int count = 1000;
  double slow_ms = 1e9;
  CLI::App* files = app.add_subcommand("files", "write Markdown dumps");
  files->add_option("DIR", out)->required();
  files->add_option("--count", count, "documents")->capture_default_str();
  files->add_option("--funds", funds, "folders of funds")->capture_default_str();
  CLI::App* read = app.add_subcommand("read", "time reading and understanding, stage by stage");
  read->add_option("DIR", out)->required();
  CLI::App* ask = app.add_subcommand("ask", "time searches and indicator queries");
  ask->add_option("DB", database)->required();
  ask->add_option("--count", count, "questions of each kind")->capture_default_str();
  ask->add_option("--slow", slow_ms, "print searches that take longer, in ms");
  CLI11_PARSE(app, argc, argv);
  if (read->parsed()) return gongwen::TimeStages(out);
  return files->parsed() ? gongwen::MakeFiles(funds, out, count)
                         : gongwen::Ask(database, count, slow_ms);
}
