// Prints what each engine said of every line of scans, a JSON object a line: food for fit_judge.
//   line_readings FILE... > lines.jsonl
//   line_readings --features            their names, as a JSON list
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "extractors/ocr/judge.h"
#include "extractors/ocr/ocr_readers.h"
#include "pipeline/read_document.h"

namespace gongwen::bench {
namespace {

class Printer : public LineObserver {
 public:
  std::string file{};
  int page_no = 0;

  void Observe(const LinePicture&, const LineReadings& readings) override {
    nlohmann::json line{{"file", file}, {"page", page_no}, {"kind", NameOf(readings.kind)}};
    for (const Candidate& candidate : CandidatesOf(readings)) {
      line["candidates"].push_back({{"witness", NameOf(candidate.witness)},
                                    {"text", candidate.text.text},
                                    {"features", candidate.features}});
    }
    fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  }
};

int Run(int argc, char** argv) {
  CLI::App app{"what each engine says of every line"};
  std::vector<std::string> files;
  bool without_stock = false;
  app.add_option("files", files, "scans");
  bool names_features = false;
  app.add_flag("--features", names_features, "print the names of the features");
  app.add_flag("--without-stock", without_stock, "chi_sim is not asked");
  CLI11_PARSE(app, argc, argv);
  if (names_features) {
    fmt::print("{}\n", nlohmann::json(kFeatureNames).dump());
    return 0;
  }
  Printer printer;
  DocumentReader reader({.ocr = OcrPolicy::kAlways,
                         .engines = {.uses_second_opinion = !without_stock, .observer = &printer},
                         .on_page = [&](int page_no) { printer.page_no = page_no; }});
  for (const std::string& file : files) {
    printer.file = file;
    std::ifstream in(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    const Result<Reading> read = reader.Read(bytes);
    if (!read) fmt::print(stderr, "{}: {}\n", file, read.error().message);
  }
  return 0;
}

}  // namespace
}  // namespace gongwen::bench

int main(int argc, char** argv) { return gongwen::bench::Run(argc, argv); }
