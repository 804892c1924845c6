#include "pipeline/read_document.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include "fixtures/generator/page_layout.h"
#include "fixtures/generator/render_pdf.h"
#include "fixtures/generator/text_engine.h"
#include "fixtures/generator/truth.h"

namespace gongwen {
namespace {

std::string AllocationPdf() {
  const auto notice = fixtures::LoadTruth(std::string(GONGWEN_FIXTURE_DIR) +
                                          "/notices/sichuan-agriculture-2021-134.json");
  REQUIRE(notice);
  fixtures::TextEngine engine;
  const auto pages = LayoutNotice(*notice, {.letter = false, .indicators = false}, engine);
  REQUIRE(pages);
  const auto pdf = RenderPdf(*pages, engine);
  REQUIRE(pdf);
  return *pdf;
}

constexpr std::size_t kBoldFont = 1;  // in the order of the file

// The fonts' tables of Unicode taken out, as broken writers leave them; nothing moves in the file.
std::string WithoutUnicode(std::string pdf, std::size_t font) {
  const std::string key = "/ToUnicode ";
  std::size_t at = pdf.find(key);
  for (std::size_t i = 0; at != std::string::npos; at = pdf.find(key, at + 1), ++i) {
    if (i != font) continue;
    const std::size_t end = pdf.find('R', at) + 1;
    pdf.replace(at, end - at, end - at, ' ');
    return pdf;
  }
  FAIL("no such font");
  return pdf;
}

const TableGrid& FirstTable(const Reading& reading) {
  for (const Block& block : reading.blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) return *grid;
  }
  FAIL("no table");
  std::abort();
}

std::vector<std::string> Texts(const TableGrid& grid) {
  std::vector<std::string> texts;
  for (const Cell& cell : grid.cells) texts.push_back(cell.text);
  return texts;
}

TEST_CASE("cells whose font does not say what it shows are read from the picture", "[pdf][ocr]") {
  const std::string good = AllocationPdf();
  DocumentReader reader(ReadOptions{});
  const auto expected = reader.Read(good);
  REQUIRE(expected);
  CHECK(expected->engine.find("tesseract") == std::string::npos);
  CHECK(expected->leftovers.empty());
  // The font of the total, 合计 and its amount; what stands over the table keeps its own.
  const auto read = reader.Read(WithoutUnicode(good, kBoldFont));
  REQUIRE(read);
  CHECK(read->engine.find("tesseract") != std::string::npos);
  const std::vector<std::string> want = Texts(FirstTable(*expected)),
                                 got = Texts(FirstTable(*read));
  REQUIRE(got.size() == want.size());
  std::size_t same = 0;
  for (std::size_t i = 0; i < want.size(); ++i) {
    if (got[i] == want[i]) ++same;
  }
  CHECK(10 * same >= 9 * want.size());
  // What the layer said is kept, and why it was not believed.
  CHECK(std::ranges::any_of(read->leftovers, [](const Leftover& leftover) {
    return leftover.why.find("text layer") != std::string::npos;
  }));
  // Without OCR the doubt stays visible.
  DocumentReader never(ReadOptions{.ocr = OcrPolicy::kNever});
  const auto unread = never.Read(WithoutUnicode(good, kBoldFont));
  REQUIRE(unread);
  const TableGrid& grid = FirstTable(*unread);
  CHECK(std::ranges::any_of(grid.cells,
                            [](const Cell& cell) { return cell.confidence <= kBrokenText; }));
}

Reading ReadFixture(const std::string& name) {
  std::ifstream file(std::string(GONGWEN_FIXTURE_DIR) + "/pdf/" + name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  auto reading = DocumentReader(ReadOptions{}).Read(bytes);
  REQUIRE(reading);
  CHECK(reading->engine.find("tesseract") == std::string::npos);
  return *std::move(reading);
}

const TableGrid& LastTable(const Reading& reading) {
  const TableGrid* last = nullptr;
  for (const Block& block : reading.blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) last = grid;
  }
  REQUIRE(last != nullptr);
  return *last;
}

TEST_CASE("a text layer whose space is U+0009 is read as it is", "[pdf]") {
  const std::vector<std::string> expected{"Item name",      "Amount paid",  "Box 215 Road",
                                          "902,418.00 USD", "Site 7 North", "1,200.50 USD"};
  CHECK(Texts(LastTable(ReadFixture("tab_for_space.pdf"))) == expected);
}

TEST_CASE("a table drawn sideways has its rows, and boxes of the page as displayed", "[pdf]") {
  const Reading reading = ReadFixture("sideways_table.pdf");
  const TableGrid& grid = LastTable(reading);
  CHECK(grid.rows == 6);
  CHECK(grid.columns == 5);
  CHECK(grid.cells[5].text == "甲县");
  CHECK(grid.cells[7].text == "1,500");
  CHECK(reading.pages[0].height_pt > reading.pages[0].width_pt);
  CHECK(grid.cells[0].box.height() > grid.cells[0].box.width());
  CHECK(grid.cells[5].box.x0 > grid.cells[0].box.x0);  // the next row stands to the right
}

TEST_CASE("a value that runs over the outer ruling keeps its last digit", "[pdf]") {
  const Reading reading = ReadFixture("value_over_ruling.pdf");
  const std::vector<std::string> texts = Texts(LastTable(reading));
  CHECK(std::ranges::find(texts, "≥12500") != texts.end());
  CHECK(std::ranges::find(texts, "≥1350") != texts.end());
}

TEST_CASE("raised marks are no digits of a number", "[pdf]") {
  const std::vector<std::string> expected{"Item", "Amount", "Box", "1,234²", "Note[¹]", "55*"};
  CHECK(Texts(LastTable(ReadFixture("raised_marks.pdf"))) == expected);
}

TEST_CASE("a page of letters turned to curves is read from its pixels", "[pdf]") {
  PageContent page{.width_pt = 600, .height_pt = 800};
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kEmpty);
  page.outlines = 1500;
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kOcr);
  page.glyphs.assign(10, {.text = "1"});  // its page number is typed
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kOcr);
  page.glyphs.assign(400, {.text = "a"});  // a letter with a drawing
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kTextLayer);
}

TEST_CASE("a scan under a layer is read from its pixels, whatever is printed on it", "[pdf]") {
  PageContent page{.width_pt = 600, .height_pt = 800, .images = {{{0, 0, 600, 800}, 1200, 1600}}};
  page.glyphs.assign(100, {.text = "9", .is_invisible = true});
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kOcr);
  page.glyphs.resize(140, {.text = "a"});  // the stamp of a scanning program
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kOcr);
  page.glyphs.resize(400, {.text = "a"});  // a letter on a picture of paper
  CHECK(ChooseReadMode(page, OcrPolicy::kAuto) == PageReadMode::kTextLayer);
}

}  // namespace
}  // namespace gongwen
