#include "extractors/ocr/neural/neural_engine.h"

#include <catch2/catch.hpp>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "extractors/image/decode_image.h"
#include "extractors/ocr/models/embedded_models.h"
#include "extractors/ocr/neural/scale_line.h"

namespace gongwen {
namespace {

// Drawn by `make_fixtures lines`: fixtures/README.md.
constexpr std::pair<const char*, const char*> kLines[] = {
    {"line-0000.png", "≥98%"},
    {"line-0001.png", "职业培训补贴人数"},
    {"line-0002.png", "1,234.56万元"},
    {"line-0003.png", "新疆维吾尔自治区财政厅"}};

Raster LinePicture(const std::string& name) {
  std::ifstream file(GONGWEN_FIXTURE_DIR "/reader/" + name, std::ios::binary);
  REQUIRE(file);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
  const Result<ImageDocument> document = ImageDocument::Open(bytes);
  REQUIRE(document);
  Result<Raster> picture = document->ReadPage(1);
  REQUIRE(picture);
  return std::move(*picture);
}

std::unique_ptr<OcrEngine> Engine(InstructionSet set = BestInstructionSet()) {
  Result<LineReaderModel> model =
      LoadLineReader(LineReaderWeights(), LineReaderAlphabet(), "test", set);
  REQUIRE(model);
  return MakeNeuralEngine(std::move(*model));
}

Raster Gray(int width_px, int height_px, std::uint8_t gray) {
  Raster raster{.width_px = width_px, .height_px = height_px};
  raster.pixels.assign(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px),
                       gray);
  return raster;
}

}  // namespace

TEST_CASE("lines are read, the same with all instruction sets", "[neural]") {
  for (const InstructionSet set :
       {InstructionSet::kBaseline, InstructionSet::kAvx2, InstructionSet::kAvx512}) {
    if (!IsSupported(set)) continue;
    const std::unique_ptr<OcrEngine> engine = Engine(set);
    for (const auto& [name, text] : kLines) {
      const Result<OcrText> read = engine->Recognize(LinePicture(name));
      REQUIRE(read);
      CHECK(read->text == text);
      CHECK(read->lowest_word > 0.5);
      CHECK(read->confidence >= read->lowest_word);
      CHECK(read->confidence <= 1);
    }
  }
}

TEST_CASE("each character says where it stands", "[neural]") {
  const Raster picture = LinePicture("line-0001.png");
  const Result<OcrText> read = Engine()->Recognize(picture);
  REQUIRE(read);
  REQUIRE(read->glyphs.size() == 8);
  // Eight characters of one width, with a margin around.
  const double margin = 6, each = (picture.width_px - 2 * margin) / 8;
  for (std::size_t i = 0; i < 8; ++i) {
    const OcrGlyph& glyph = read->glyphs[i];
    const double centre = margin + (static_cast<double>(i) + 0.5) * each;
    CHECK(glyph.x0 < centre);
    CHECK(glyph.x1 > centre);
    CHECK(glyph.x1 - glyph.x0 > 0.5 * each);
    CHECK(glyph.x1 - glyph.x0 < 1.5 * each);
    if (i > 0) CHECK(glyph.x0 >= read->glyphs[i - 1].x1 - 1);
  }
}

TEST_CASE("alternatives begin with what is likeliest", "[neural]") {
  const Result<OcrText> read = Engine()->Recognize(LinePicture("line-0000.png"));
  REQUIRE(read);
  REQUIRE(read->alternatives.size() > 1);
  CHECK(read->alternatives.size() <= 4);
  CHECK(read->alternatives[0].text == "≥98%");
  double sum = 0;
  for (std::size_t i = 0; i < read->alternatives.size(); ++i) {
    sum += read->alternatives[i].probability;
    if (i > 0) CHECK(read->alternatives[i].probability <= read->alternatives[i - 1].probability);
  }
  CHECK(sum <= 1.001);
}

TEST_CASE("white paper says nothing", "[neural]") {
  const Result<OcrText> read = Engine()->Recognize(Gray(200, 40, 255));
  REQUIRE(read);
  CHECK(read->text.empty());
  CHECK(read->glyphs.empty());
  CHECK(read->confidence == 0);
}

TEST_CASE("pictures of any size are read or refused", "[neural]") {
  const std::unique_ptr<OcrEngine> engine = Engine();
  CHECK(engine->Recognize(Gray(1, 1, 0)));
  CHECK(engine->Recognize(Gray(1, 900, 0)));
  CHECK(engine->Recognize(Gray(640, 10, 128)));
  CHECK(engine->Recognize(Gray(641, 10, 128)).error().code == ErrorCode::kOcrFailed);
  CHECK(engine->Recognize(Gray(20000, 1, 128)).error().code == ErrorCode::kOcrFailed);
  CHECK(engine->Recognize(Raster{}).error().code == ErrorCode::kOcrFailed);
  Raster colour = Gray(30, 10, 0);
  colour.channels = 3;
  CHECK(engine->Recognize(colour).error().code == ErrorCode::kOcrFailed);
  Raster cut_off = Gray(30, 10, 0);
  cut_off.pixels.pop_back();
  CHECK(engine->Recognize(cut_off).error().code == ErrorCode::kOcrFailed);
}

TEST_CASE("weights and alphabet of different readers do not load", "[neural]") {
  CHECK(LoadLineReader(LineReaderWeights(), "一\n二\n", "test").error().code ==
        ErrorCode::kDamaged);
  CHECK(LoadLineReader("", LineReaderAlphabet(), "test").error().code == ErrorCode::kDamaged);
}

TEST_CASE("scaling keeps an even gray and the place of edges", "[neural]") {
  for (const int height_px : {1, 11, 47, 48, 49, 200}) {
    const std::vector<float> line = ScaleLine(Gray(3 * height_px, height_px, 51), 144, 144);
    REQUIRE(line.size() == 144 * 48);
    for (const float pixel : line) REQUIRE(pixel == Approx(-0.6).margin(1e-5));
  }
  Raster edge = Gray(200, 100, 255);  // black to the left of the middle
  for (std::size_t y = 0; y < 100; ++y) {
    for (std::size_t x = 0; x < 100; ++x) edge.pixels[y * 200 + x] = 0;
  }
  const std::vector<float> line = ScaleLine(edge, 96, 104);
  for (std::size_t y = 0; y < 48; ++y) {
    CHECK(line[y * 104 + 46] == Approx(-1));
    CHECK(line[y * 104 + 49] == Approx(1));
    CHECK(line[y * 104 + 103] == 1);  // white where the line is filled up
  }
}

}  // namespace gongwen
