#include "extractors/ocr/read_scan_page.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>

#include "draw_page.h"
#include "extractors/image/decode_image.h"
#include "extractors/ocr/read_line.h"
#include "extractors/ocr/reading_engines.h"
#include "extractors/ocr/tesseract_engine.h"

namespace gongwen {
namespace {

// Answers with the width of what it is shown, in characters: "#5".
class MeasuringEngine : public OcrEngine {
 public:
  Result<OcrText> Recognize(const Raster& gray) override {
    ++calls;
    const double width = (gray.width_px - 24) / 30.0;
    return OcrText{"#" + std::to_string(static_cast<int>(width + 0.5)), confidence, confidence, {}};
  }
  std::string version() const override { return "measuring"; }

  int calls = 0;
  double confidence = 0.96;  // sure enough to be asked once
};

// Says that it cannot.
class FailingEngine : public OcrEngine {
 public:
  Result<OcrText> Recognize(const Raster&) override { return Fail(ErrorCode::kOcrFailed, "no"); }
  std::string version() const override { return "failing"; }
};

// Sure of itself only where the picture's left half is darker: the page is drawn so.
class OneSidedEngine : public OcrEngine {
 public:
  Result<OcrText> Recognize(const Raster& gray) override {
    long long left = 0, right = 0;
    for (int y = 0; y < gray.height_px; ++y) {
      for (int x = 0; x < gray.width_px; ++x) {
        const int dark = 255 - gray.pixels[static_cast<std::size_t>(y * gray.width_px + x)];
        (x < gray.width_px / 2 ? left : right) += dark;
      }
    }
    const double confidence = left > right ? 0.9 : 0.2;
    return OcrText{"x", confidence, confidence, {}};
  }
  std::string version() const override { return "one-sided"; }
};

// Knows characters by the names of radicals.
class RadicalEngine : public OcrEngine {
 public:
  Result<OcrText> Recognize(const Raster&) override {
    return OcrText{"⾦\u200B額", 0.99, 0.99, {{"⾦", 0.99}, {"\u200B", 0.99}, {"額", 0.99}}};
  }
  std::string version() const override { return "radical"; }
};

PageDrawing TablePage() {
  PageDrawing page;
  page.Characters(400, 150, 12, 32);  // title
  for (int i = 0; i <= 4; ++i) page.Horizontal(100, 1100, 300 + 60 * i);
  for (const int x : {100, 400, 1097}) page.Vertical(x, 300, 543);
  for (int row = 0; row < 4; ++row) {
    if (row > 0) page.Characters(120, 315 + 60 * row, 4, 28);
    page.Characters(450, 315 + 60 * row, 10, 28);
  }
  page.Characters(100, 650, 20, 32);  // a line below
  return page;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("what an engine reads passes the border of text", "[extractors]") {
  RadicalEngine engine;
  const Result<PageBlocks> read = ReadScanPage(TablePage().raster(), 1, {.pages = &engine});
  REQUIRE(read);
  CHECK(read->page.text.find("金額") != std::string::npos);
  CHECK(read->page.text.find("⾦") == std::string::npos);
  CHECK(read->page.text.find("\u200B") == std::string::npos);
}

TEST_CASE("a page gives title, table and text in reading order", "[extractors]") {
  MeasuringEngine engine;
  const Result<PageBlocks> read = ReadScanPage(TablePage().raster(), 7, {.pages = &engine});
  REQUIRE(read);
  REQUIRE(read->blocks.size() == 3);
  REQUIRE(std::holds_alternative<Paragraph>(read->blocks[0]));
  REQUIRE(std::holds_alternative<TableGrid>(read->blocks[1]));
  REQUIRE(std::holds_alternative<Paragraph>(read->blocks[2]));
  const TableGrid& grid = std::get<TableGrid>(read->blocks[1]);
  CHECK(grid.rows == 4);
  CHECK(grid.columns == 2);
  CHECK(grid.source == TextSource::kOcr);
  CHECK(CheckTiling(grid));
  CHECK(std::get<Paragraph>(read->blocks[0]).page_no == 7);
  CHECK(read->page.source == TextSource::kOcr);
  CHECK(read->page.width_pt == Approx(595).margin(1));
  CHECK(read->page.rotation_deg == 0);
}

TEST_CASE("an empty cell is not read", "[extractors]") {
  MeasuringEngine engine;
  const Result<PageBlocks> read = ReadScanPage(TablePage().raster(), 1, {.pages = &engine});
  REQUIRE(read);
  const TableGrid& grid = std::get<TableGrid>(read->blocks.at(1));
  CHECK(grid.cells.front().text.empty());
  CHECK(grid.cells.front().confidence == 1);
  CHECK(grid.cells.at(1).text == "#10");
  CHECK(grid.cells.at(1).confidence == 0.85);  // drawn without grays: never sure
  CHECK(engine.calls == 3 + 7 + 2);            // orientation sample, cells, lines
}

TEST_CASE("characters stacked in a narrow column are read as one line", "[extractors]") {
  PageDrawing page = TablePage();
  page.Horizontal(100, 1100, 900);
  page.Horizontal(100, 1100, 1100);
  for (const int x : {100, 160, 1097}) page.Vertical(x, 900, 1103);
  for (int i = 0; i < 4; ++i) page.Character(118, 930 + 38 * i, 28);
  page.Characters(300, 980, 10, 28);
  MeasuringEngine engine;
  const Result<PageBlocks> read = ReadScanPage(page.raster(), 1, {.pages = &engine});
  REQUIRE(read);
  const auto grid = std::find_if(read->blocks.rbegin(), read->blocks.rend(), [](const Block& b) {
    return std::holds_alternative<TableGrid>(b);
  });
  REQUIRE(grid != read->blocks.rend());
  const std::string& label = std::get<TableGrid>(*grid).cells.front().text;
  INFO(label);
  CHECK((label == "# 4" || label == "# 5"));  // four characters side by side, with gaps
}

TEST_CASE("a page on its side is set upright", "[extractors]") {
  PageDrawing page;
  for (int row = 0; row < 12; ++row) {
    page.Characters(200, 300 + 60 * row, 9, 32);
    page.Fill({200, 300 + 60 * row, 350, 332 + 60 * row});  // heavy on the left
  }
  OneSidedEngine engine;
  Raster turned = page.raster();
  for (const int expected : {0, 270, 180, 90}) {
    const Result<PageBlocks> read = ReadScanPage(turned, 1, {.pages = &engine});
    REQUIRE(read);
    CHECK(read->page.rotation_deg == expected);
    turned = TurnedClockwise(turned);
  }
}

TEST_CASE("what a ragged ruling leaves beside it is not read", "[extractors]") {
  PageDrawing page;
  for (int row = 0; row < 6; ++row) {
    page.Characters(200, 300 + 70 * row, 9, 32);
    page.Horizontal(150, 1000, 350 + 70 * row, 3);
    for (const int x : {400, 640, 880}) page.Horizontal(x, x + 20, 354 + 70 * row, 2);
  }
  RadicalEngine engine;
  const Result<PageBlocks> read = ReadScanPage(page.raster(), 1, {.pages = &engine});
  REQUIRE(read);
  int lines = 0;
  const std::string& text = read->page.text;
  for (std::size_t at = text.find("金"); at != std::string::npos; at = text.find("金", at + 1)) {
    ++lines;
  }
  CHECK(lines == 6);
}

TEST_CASE("the frames of cells do not turn a page", "[extractors]") {
  PageDrawing page;
  for (int row = 0; row < 12; ++row) {
    const int y = 300 + 60 * row;
    for (const int x : {100, 620}) {  // frames that do not touch, filled on the right
      for (const int edge : {y - 12, y + 42}) page.Horizontal(x, x + 500, edge, 2);
      for (const int edge : {x, x + 498}) page.Vertical(edge, y - 12, y + 44, 2);
      page.Characters(x + 160, y, 9, 32);
      page.Fill({x + 160, y, x + 310, y + 32});
      page.Fill({x + 465, y, x + 490, y + 32});
    }
  }
  OneSidedEngine engine;
  const Result<PageBlocks> read = ReadScanPage(page.raster(), 1, {.pages = &engine});
  REQUIRE(read);
  CHECK(read->page.rotation_deg == 0);
}

TEST_CASE("a single rule swallows no text", "[extractors]") {
  PageDrawing page;
  page.Characters(200, 300, 20, 32);
  page.Horizontal(150, 1050, 360, 4);
  page.Characters(200, 400, 20, 32);
  MeasuringEngine engine;
  const Result<PageBlocks> read = ReadScanPage(page.raster(), 1, {.pages = &engine});
  REQUIRE(read);
  CHECK(std::count(read->page.text.begin(), read->page.text.end(), '#') == 2);
}

TEST_CASE("a page without ink has no blocks", "[extractors]") {
  MeasuringEngine engine;
  const Result<PageBlocks> read = ReadScanPage(PageDrawing().raster(), 1, {.pages = &engine});
  REQUIRE(read);
  CHECK(read->blocks.empty());
  CHECK(read->page.source == TextSource::kNone);
  CHECK(engine.calls == 0);
}

TEST_CASE("lines that the engine fails on are leftovers with their place", "[extractors]") {
  FailingEngine engine;
  const Result<PageBlocks> read = ReadScanPage(TablePage().raster(), 3, {.pages = &engine});
  REQUIRE(read);
  REQUIRE(read->leftovers.size() == 9);
  CHECK(read->leftovers.front().page_no == 3);
  CHECK_FALSE(read->leftovers.front().box.empty());
  CHECK(read->leftovers.front().why == "not read: no");
}

TEST_CASE("blanks between Chinese characters are dropped", "[extractors]") {
  CHECK(WithoutHanBlanks("木 垒 县") == "木垒县");
  CHECK(WithoutHanBlanks("GB T") == "GB T");
  CHECK(WithoutHanBlanks("  ").empty());
}

TEST_CASE("missing language data names the package to install", "[extractors][ocr]") {
  const auto engine = MakeTesseractEngine({.language = "chi_tra", .tessdata_dir = "/nowhere"});
  REQUIRE_FALSE(engine);
  CHECK(engine.error().code == ErrorCode::kInvalidArgument);
  CHECK_THAT(engine.error().message,
             Catch::Matchers::Contains("apt-get install tesseract-ocr-chi-tra"));
}

TEST_CASE("tesseract reads the scanned table of the fixture", "[extractors][ocr][slow]") {
  const std::string bytes =
      ReadFile(GONGWEN_FIXTURE_DIR "/rendered/fujian-education-2022-59-table4.jpg");
  REQUIRE_FALSE(bytes.empty());
  const auto document =
      ImageDocument::Open({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  REQUIRE(document);
  const Result<Raster> raster = document->ReadPage(1);
  REQUIRE(raster);
  const auto engine = MakeTesseractEngine();
  REQUIRE(engine);
  const Result<PageBlocks> read = ReadScanPage(*raster, 1, {.pages = engine->get()});
  REQUIRE(read);
  CHECK(std::any_of(read->blocks.begin(), read->blocks.end(), [](const Block& block) {
    const auto* grid = std::get_if<TableGrid>(&block);
    return grid != nullptr && grid->rows >= 10 && grid->columns >= 4;
  }));
  int found = 0;
  for (const char* word : {"绩效", "产出指标", "效益指标", "满意度", "数量指标", "质量指标"}) {
    found += read->page.text.find(word) != std::string::npos ? 1 : 0;
  }
  CHECK(found >= 5);
}

TEST_CASE("the built-in models read the values of the scanned table", "[extractors][ocr][slow]") {
  const std::string bytes =
      ReadFile(GONGWEN_FIXTURE_DIR "/rendered/fujian-education-2022-59-table4.jpg");
  const auto document =
      ImageDocument::Open({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  REQUIRE(document);
  const Result<Raster> raster = document->ReadPage(1);
  REQUIRE(raster);
  const Result<ReadingEngines> engines = ReadingEngines::Make({.uses_second_opinion = false});
  REQUIRE(engines);
  CHECK_THAT(engines->version(), Catch::Matchers::Contains("gongwen-pages"));
  const Result<PageBlocks> read = ReadScanPage(*raster, 1, engines->readers());
  REQUIRE(read);
  int found = 0;
  for (const char* value :
       {"≥720元/年", "≥940元/年", "≥6000元/年", "≤900元/平方米", "0起", "25.9万人", "10550人",
        "66所", "≥99%", "≥99.5%", "≥92%", "≥90%", "≥88%"}) {
    found += read->page.text.find(value) != std::string::npos ? 1 : 0;
  }
  CHECK(found >= 12);  // of 13; chi_sim, which has no ≥, could reach 5
}

TEST_CASE("a folder without language data is an error only where it was asked for", "[ocr]") {
  CHECK_FALSE(ReadingEngines::Make({.tessdata_dir = "/nowhere"}));
  CHECK(ReadingEngines::Make({.tessdata_dir = "/nowhere", .uses_second_opinion = false}));
}

}  // namespace gongwen
