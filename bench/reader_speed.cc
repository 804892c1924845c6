// reader_speed: milliseconds a line of the neural reader, by instruction set, and of the page
// model.
#include <fmt/core.h>
#include <time.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "extractors/image/decode_image.h"
#include "extractors/image/pix.h"
#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/models/embedded_models.h"
#include "extractors/ocr/neural/neural_engine.h"
#include "extractors/ocr/tesseract_engine.h"

namespace gongwen {
namespace {

// Time of this thread on a processor: other programs do not count.
double ThreadMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

struct Row {
  std::string name{};
  std::unique_ptr<OcrEngine> engine{};
  double ms = 0;                     // the fastest round of each line, summed
  std::vector<std::string> texts{};  // by line
};

Result<std::vector<Row>> Engines(bool only_text) {
  std::vector<Row> rows;
  for (const InstructionSet set :
       {InstructionSet::kBaseline, InstructionSet::kAvx2, InstructionSet::kAvx512}) {
    if (!IsSupported(set)) continue;
    Result<LineReaderModel> model =
        LoadLineReader(LineReaderWeights(), LineReaderAlphabet(), "reader", set);
    if (!model) return tl::make_unexpected(std::move(model).error());
    const std::string name = model->network->instruction_set();
    const NeuralOptions options =
        only_text ? NeuralOptions{.alternatives = 0, .usual_alternatives = 0} : NeuralOptions{};
    rows.push_back({"neural, " + name, MakeNeuralEngine(std::move(*model), options)});
  }
  Result<std::unique_ptr<OcrEngine>> pages =
      MakeLineModelEngine(PageLineModel(), "pages", kPageSqueeze);
  if (!pages) return tl::make_unexpected(std::move(pages).error());
  rows.push_back({"page model", std::move(*pages)});
  return rows;
}

Result<LinePicture> ReadPicture(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
  const Result<ImageDocument> document = ImageDocument::Open(bytes);
  if (!document) return tl::make_unexpected(document.error());
  const Result<Raster> raster = document->ReadPage(1);
  if (!raster) return tl::make_unexpected(raster.error());
  Result<PixPtr> pix = PixFromRaster(*raster);
  if (!pix) return tl::make_unexpected(std::move(pix).error());
  return LinePicture{std::move(*pix), static_cast<double>(raster->height_px), 0};
}

// Tesseract sets blanks between Chinese characters.
std::string WithoutBlanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

// The engines take turns at each line, so that a busy moment of the machine meets all of them.
// Returns the width of the line at the height of the neural reader.
Result<double> Time(const LinePicture& line, int rounds, std::vector<Row>& rows) {
  std::vector<Raster> pictures;
  for (const Row& row : rows) {
    Result<PreparedLine> prepared = PrepareLine(line, row.engine->form());
    if (!prepared) return tl::make_unexpected(std::move(prepared).error());
    pictures.push_back(std::move(prepared->raster));
  }
  std::vector<double> best(rows.size(), 1e9);
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double begin = ThreadMs();
      const Result<OcrText> read = rows[i].engine->Recognize(pictures[i]);
      best[i] = std::min(best[i], ThreadMs() - begin);
      if (round == 0) rows[i].texts.push_back(WithoutBlanks(read ? read->text : ""));
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].ms += best[i];
  return static_cast<double>(kLineHeightPx) * pictures[0].width_px / pictures[0].height_px;
}

std::size_t CountSame(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < a.size(); ++i) same += a[i] == b[i] ? 1U : 0U;
  return same;
}

int Run(int argc, char** argv) {
  CLI::App app{"time a line, by engine"};
  std::vector<std::string> files;
  int rounds = 3;
  bool only_text = false;
  app.add_option("files", files, "pictures of lines")->required();
  app.add_option("--rounds", rounds, "of which the fastest counts")->capture_default_str();
  app.add_flag("--only-text", only_text, "without alternatives");
  CLI11_PARSE(app, argc, argv);
  Result<std::vector<Row>> rows = Engines(only_text);
  if (!rows) {
    fmt::print(stderr, "{}\n", rows.error().message);
    return 1;
  }
  double width = 0;
  for (const std::string& path : files) {
    const Result<double> width_px = ReadPicture(path).and_then(
        [&](const LinePicture& line) { return Time(line, rounds, *rows); });
    if (!width_px) {
      fmt::print(stderr, "{}: {}\n", path, width_px.error().message);
      return 1;
    }
    width += *width_px;
  }
  const auto lines = static_cast<double>(files.size());
  fmt::print("{} lines, 48 x {:.0f} pixels in the mean\n\n", files.size(), width / lines);
  fmt::print(
      "| engine | ms a line | over the page model | text as the first |\n|---|---|---|---|\n");
  for (const Row& row : *rows) {
    fmt::print("| {} | {:.1f} | {:.2f} | {} |\n", row.name, row.ms / lines,
               row.ms / rows->back().ms, CountSame(row.texts, rows->front().texts));
  }
  return 0;
}

}  // namespace
}  // namespace gongwen

int main(int argc, char** argv) { return gongwen::Run(argc, argv); }
