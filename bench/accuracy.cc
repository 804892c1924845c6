// Reads sets of documents with known truth and prints how much of it was found, as one table.
//   accuracy MANIFEST.json|FOLDER... [--misses] [--alone] [--without TERM] [--by-file] [--total
//   NAME]
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "bench/score.h"
#include "pipeline/find_inputs.h"
#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"

namespace gongwen::bench {
namespace {

struct Case {
  std::string file{}, truth{}, group{};
  Parts parts{};
};

// A manifest, or a folder with a manifest.json in it or of its name beside it: rendered.json
std::vector<Case> LoadManifest(std::string path) {
  if (std::filesystem::is_directory(path)) {
    std::filesystem::path folder(path);
    if (!folder.has_filename()) folder = folder.parent_path();
    const std::filesystem::path inside = folder / "manifest.json";
    path = std::filesystem::exists(inside) ? inside.string() : folder.string() + ".json";
  }
  std::ifstream file(path);
  const nlohmann::json manifest = nlohmann::json::parse(file);
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::vector<Case> cases;
  for (const nlohmann::json& entry : manifest) {
    Case c{.file = (folder / entry.at("file").get<std::string>()).string(),
           .truth = (folder / entry.at("truth").get<std::string>()).string(),
           .group =
               entry.at("kind").get<std::string>() + " " + entry.at("severity").get<std::string>()};
    if (entry.contains("tables")) c.parts.tables = entry["tables"].get<std::vector<int>>();
    if (entry.contains("parts")) {
      const auto parts = entry["parts"].get<std::vector<std::string>>();
      const auto has = [&](const char* part) {
        return std::find(parts.begin(), parts.end(), part) != parts.end();
      };
      c.parts.letter = has("letter");
      c.parts.allocations = has("allocations");
      if (!has("indicators")) c.parts.tables = {0};
    }
    cases.push_back(std::move(c));
  }
  return cases;
}

std::string Percent(const Count& count) {
  if (count.expected == 0) return count.extra == 0 ? "-" : fmt::format("+{}", count.extra);
  const double share =
      100.0 * static_cast<double>(count.found) / static_cast<double>(count.expected);
  return fmt::format("{:.2f}{}", share, count.extra > 0 ? fmt::format("+{}", count.extra) : "");
}

void PrintRow(const std::string& name, const Score& s) {
  fmt::print(
      "{:<18} {:>5} {:>6} {:>12} {:>9} {:>11} {:>11} {:>11} {:>11} {:>12} {:>10} {:>8} {:>6} "
      "{:>12} "
      "{:>5} {:>7} {:>12} {:>9} {:>8.2f} {:>8.2f}\n",
      name, s.documents, s.tuple.expected, Percent(s.tuple), Percent(s.region), Percent(s.level1),
      Percent(s.level2), Percent(s.level3), Percent(s.value), Percent(s.allocation),
      Percent(s.amount), Percent(s.field),
      s.characters == 0 ? "-"
                        : fmt::format("{:.2f}", 100.0 * static_cast<double>(s.character_errors) /
                                                    static_cast<double>(s.characters)),
      fmt::format("{}/{}", s.cell.extra, s.cell.expected), s.pages, s.repairs,
      fmt::format("{}/{}", s.sure_and_wrong, s.sure),
      fmt::format("{}/{}", s.wrong_in_review, s.wrong), s.seconds,
      s.tables == 0 ? 0 : 1000 * s.seconds / static_cast<double>(s.tables));
}

struct Arguments {
  std::vector<std::string> manifests{};
  std::string words{}, drift{};
  std::string total{};                 // the name of the one line to print
  std::vector<std::string> without{};  // kinds of evidence
  bool misses = false, alone = false, by_file = false, reliability = false;
};

// The switches of evidence by name.
const std::map<std::string, bool EvidenceSwitches::*>& Terms() {
  static const std::map<std::string, bool EvidenceSwitches::*> terms{
      {"labels", &EvidenceSwitches::label_position},
      {"level1-labels", &EvidenceSwitches::level1_labels},
      {"words", &EvidenceSwitches::leaf_words},
      {"neighbours", &EvidenceSwitches::neighbours},
      {"spans", &EvidenceSwitches::spans},
      {"drift-classes", &EvidenceSwitches::drift_classes}};
  return terms;
}

// The same for what reads scans.
const std::map<std::string, void (*)(ReadOptions&)>& ReadingParts() {
  static const std::map<std::string, void (*)(ReadOptions&)> parts{
      {"neural-reader", [](ReadOptions& o) { o.engines.uses_neural_reader = false; }},
      {"page-model", [](ReadOptions& o) { o.engines.uses_page_model = false; }},
      {"value-model", [](ReadOptions& o) { o.engines.uses_value_model = false; }},
      {"second-opinion", [](ReadOptions& o) { o.engines.uses_second_opinion = false; }},
      {"ruling-removal", [](ReadOptions& o) { o.scan.erases_rulings = false; }},
      {"seal-removal", [](ReadOptions& o) { o.scan.clean.removes_seals = false; }}};
  return parts;
}

void PrintHeader() {
  fmt::print(
      "{:<18} {:>5} {:>6} {:>12} {:>9} {:>11} {:>11} {:>11} {:>11} {:>12} {:>10} {:>8} {:>6} "
      "{:>12} "
      "{:>5} {:>7} {:>12} {:>9} {:>8} {:>8}\n",
      "kind, severity", "files", "rows", "tuple %", "region %", "level 1 %", "level 2 %",
      "level 3 %", "value %", "allocation %", "amount %", "field %", "CER %", "sure cells", "pages",
      "repairs", "sure, wrong", "reviewed", "seconds", "ms/table");
}

// Of the rows that were given a confidence, how many were right: a calibrated engine is right as
// often as it says.
void PrintReliability(const Score& score) {
  fmt::print("\n{:<12} {:>8} {:>8} {:>8}\n", "confidence", "rows", "right", "right %");
  for (std::size_t bin = 0; bin < Score::kBins; ++bin) {
    const std::size_t rows = score.rows_in_bin[bin], right = score.right_in_bin[bin];
    if (rows == 0) continue;
    const double low =
        bin < 9 ? 0.1 * static_cast<double>(bin) : 0.9 + 0.01 * static_cast<double>(bin - 9);
    fmt::print("{:.2f} - {:.2f}  {:>8} {:>8} {:>8.2f}\n", low, low + (bin < 9 ? 0.1 : 0.01), rows,
               right, 100.0 * static_cast<double>(right) / static_cast<double>(rows));
  }
}

int Run(const Arguments& arguments) {
  KnowledgeFiles files;
  const auto instead = [](const std::string& path, std::optional<DataFile>& file) {
    if (path.empty()) return;
    std::ifstream in(path);
    file = DataFile{path, {std::istreambuf_iterator<char>(in), {}}};
  };
  instead(arguments.words, files.base_words);
  instead(arguments.drift, files.drift);
  const auto knowledge = Knowledge::Load(files);
  if (!knowledge) {
    fmt::print(stderr, "{}\n", ToString(knowledge.error()));
    return 1;
  }
  UnderstandOptions options;
  options.hierarchy.siblings_vote = !arguments.alone;
  ReadOptions read_options;
  for (const std::string& term : arguments.without) {
    if (const auto part = ReadingParts().find(term); part != ReadingParts().end()) {
      part->second(read_options);
    } else {
      options.hierarchy.evidence.*Terms().at(term) = false;
    }
  }
  DocumentReader reader{read_options};
  std::map<std::string, Score> groups;
  for (const std::string& manifest : arguments.manifests) {
    for (const Case& c : LoadManifest(manifest)) {
      const auto truth = fixtures::LoadTruth(c.truth);
      const auto bytes = ReadFileBytes(c.file);
      if (!truth || !bytes) {
        fmt::print(stderr, "{}: {}\n", c.file,
                   !truth ? ToString(truth.error()) : ToString(bytes.error()));
        return 1;
      }
      const auto start = std::chrono::steady_clock::now();
      auto reading = reader.Read(*bytes);
      Score score;
      if (reading) {
        const auto [read, notice, sheets, blocks] =
            UnderstandReading(std::move(*reading), **knowledge, options);
        const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
        score = Compare(*truth, c.parts, notice, read);
        score.pages = read.pages.size();
        score.seconds = elapsed.count();
      } else {
        score = Compare(*truth, c.parts, Notice{}, Reading{});
        fmt::print(stderr, "{}: {}\n", c.file, ToString(reading.error()));
      }
      if (arguments.misses) {
        fmt::print("== {}\n", c.file);
        for (const std::string& miss : score.misses) fmt::print("{}\n", miss);
      }
      groups[arguments.by_file ? std::filesystem::path(c.file).filename().string() : c.group] +=
          score;
    }
  }
  if (!arguments.total.empty()) {
    Score total;
    for (const auto& [name, score] : groups) total += score;
    PrintRow(arguments.total, total);
    return 0;
  }
  PrintHeader();
  Score total;
  for (const auto& [name, score] : groups) {
    PrintRow(name, score);
    total += score;
  }
  PrintRow("all", total);
  if (arguments.reliability) PrintReliability(total);
  fmt::print(
      "+N: so many that are not in the truth. CER: of the letter's body. sure cells: names, values "
      "and amounts of confidence >= 0.9 that are wrong / all cells.\nsure, wrong: rows of "
      "confidence >= 0.9 that are "
      "wrong / all such rows.\nreviewed: wrong rows under 0.9, which a person is shown / all "
      "wrong rows.\n");
  return 0;
}

}  // namespace
}  // namespace gongwen::bench

int main(int argc, char** argv) {
  CLI::App app{"accuracy on documents with known truth"};
  gongwen::bench::Arguments arguments;
  app.add_option("MANIFEST", arguments.manifests, "manifest.json of a set, or its folder")
      ->required()
      ->check(CLI::ExistingPath);
  app.add_option("--words", arguments.words, "instead of the built-in words.tsv");
  app.add_option("--drift", arguments.drift, "instead of the built-in drift classes");
  app.add_flag("--misses", arguments.misses, "print each thing that was missed or invented");
  std::vector<std::string> terms;
  for (const auto& [term, value] : gongwen::bench::Terms()) terms.push_back(term);
  for (const auto& [part, change] : gongwen::bench::ReadingParts()) terms.push_back(part);
  app.add_option("--without", arguments.without,
                 "switch off a kind of evidence or a part of reading")
      ->check(CLI::IsMember(terms));
  app.add_option("--total", arguments.total, "print the total only, on one line of this name");
  app.add_flag("--alone", arguments.alone, "no vote of sibling tables");
  app.add_flag("--reliability", arguments.reliability,
               "how often rows of each confidence are right");
  app.add_flag("--by-file", arguments.by_file, "one line a file");
  CLI11_PARSE(app, argc, argv);
  return gongwen::bench::Run(arguments);
}
