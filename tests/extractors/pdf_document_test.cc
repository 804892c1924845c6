#include "extractors/pdf/pdf_document.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "extractors/pdf/place_raster.h"

namespace gongwen {
namespace {

std::string StreamObject(const std::string& dictionary, const std::string& data) {
  return "<< " + dictionary + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + data +
         "\nendstream";
}

// Writes objects 1, 2, ... with a correct cross-reference table; object 1 is the catalogue.
std::string WritePdf(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string pdf = "%PDF-1.4\n";
  std::string xref;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(pdf.size());
    xref += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string start = std::to_string(pdf.size());
  const std::string count = std::to_string(objects.size() + 1);
  return pdf + "xref\n0 " + count + "\n0000000000 65535 f \n" + xref + "trailer\n<< /Size " +
         count + " /Root 1 0 R " + trailer + " >>\nstartxref\n" + start + "\n%%EOF\n";
}

struct PageSpec {
  std::string content{};
  std::string attributes = "/MediaBox [0 0 300 400]";
  std::string image{};  // an image object, named /Im0
  std::string trailer{};
  std::string font =
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
  std::vector<std::string> more{};  // objects from number 7 on
};

std::string OnePage(const PageSpec& spec) {
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /Contents 4 0 R " + spec.attributes +
          " /Resources << /Font << /F1 5 0 R >> /XObject << /Im0 6 0 R >> "
          "/ExtGState << /Clear << /ca 0 >> /Pale << /ca 0.3 >> >> >> >>",
      StreamObject("", spec.content),
      spec.font,
      spec.image.empty() ? "null" : spec.image};
  objects.insert(objects.end(), spec.more.begin(), spec.more.end());
  return WritePdf(objects, spec.trailer);
}

PageContent Read(const std::string& pdf) {
  Result<PdfDocument> document = PdfDocument::Open(pdf);
  REQUIRE(document);
  Result<PageContent> page = document->ReadPage(1);
  REQUIRE(page);
  return *std::move(page);
}

ErrorCode OpenError(const std::string& bytes) {
  const Result<PdfDocument> document = PdfDocument::Open(bytes);
  REQUIRE_FALSE(document);
  CHECK_FALSE(document.error().message.empty());
  return document.error().code;
}

// A gray image, 8 bits, dark in its top left quarter.
std::string GrayImage(int width, int height) {
  std::string data(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), '\xF0');
  for (int y = 0; y < height / 2; ++y) {
    for (int x = 0; x < width / 2; ++x) data[static_cast<std::size_t>(y * width + x)] = '\x10';
  }
  return StreamObject(
      "/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 "
      "/Width " +
          std::to_string(width) + " /Height " + std::to_string(height),
      data);
}

std::uint8_t PixelAt(const Raster& raster, int x, int y) {
  return raster.pixels.at(static_cast<std::size_t>((y * raster.width_px + x) * raster.channels));
}

Result<Raster> RasterOf(const std::string& pdf) {
  Result<PdfDocument> document = PdfDocument::Open(pdf);
  REQUIRE(document);
  return document->PageRaster(1);
}

TEST_CASE("text stands at points from the top left of the page", "[extractors]") {
  const PageContent page = Read(OnePage({.content = "BT /F1 20 Tf 50 300 Td (Hi) Tj ET"}));
  CHECK(page.width_pt == 300);
  CHECK(page.height_pt == 400);
  REQUIRE(page.glyphs.size() == 2);
  const Glyph& h = page.glyphs[0];
  CHECK(h.text == "H");
  CHECK(h.font_size_pt == Approx(20));
  CHECK(h.box.x0 == Approx(50));
  CHECK(h.box.x1 == Approx(50 + 0.722 * 20).margin(0.1));
  CHECK(h.box.y0 < 100);  // the base line is at 400 - 300
  CHECK(h.box.y1 > 100);
  CHECK(h.box.y1 < 110);
  CHECK_FALSE(h.is_vertical);
  CHECK_FALSE(h.is_invisible);
  CHECK(page.glyphs[1].box.x0 == Approx(h.box.x1));
}

TEST_CASE("what a font calls its glyphs is read as what they show", "[extractors]") {
  const std::string names = StreamObject(
      "",
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
      "endcodespacerange 7 beginbfchar <41> <2FA6> <42> <200B> <43> <00AD> <44> <FB01> "
      "<45> <F0B3> <46> <E123> <47> <00A0> endbfchar endcmap end");
  const PageContent page = Read(
      OnePage({.content = "BT /F1 20 Tf 50 300 Td (ABCDEFG) Tj ET",
               .image = names,
               .font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"}));
  std::vector<std::string> texts;
  for (const Glyph& glyph : page.glyphs) texts.push_back(glyph.text);
  // A zero-width blank is no glyph, a soft hyphen that is drawn is a hyphen.
  CHECK(texts == std::vector<std::string>{"金", "-", "fi", "≥", "\uE123", " "});
  CHECK(page.glyphs[0].confidence == 1);
  CHECK(page.glyphs[4].confidence ==
        kBrokenText);  // nobody's character: to be read from its picture
  CHECK(page.read_otherwise ==
        ReadOtherwise{{0x2FA6, 1}, {0x200B, 1}, {0xAD, 1}, {0xFB01, 1}, {0xF0B3, 1}, {0xA0, 1}});
}

TEST_CASE("character spacing is no part of a glyph", "[extractors]") {
  const PageContent page = Read(OnePage({.content = "BT /F1 20 Tf 9 Tc 50 300 Td (HH) Tj ET"}));
  REQUIRE(page.glyphs.size() == 2);
  CHECK(page.glyphs[0].box.width() == Approx(0.722 * 20).margin(0.1));
  CHECK(page.glyphs[1].box.x0 - page.glyphs[0].box.x1 == Approx(9));
}

TEST_CASE("the crop box moves the origin and hides what is outside", "[extractors]") {
  const PageContent page =
      Read(OnePage({.content = "BT /F1 20 Tf 50 300 Td (H) Tj ET BT /F1 20 Tf 5 10 Td (X) Tj ET",
                    .attributes = "/MediaBox [0 0 300 400] /CropBox [40 100 240 350]"}));
  CHECK(page.width_pt == 200);
  CHECK(page.height_pt == 250);
  REQUIRE(page.glyphs.size() == 1);
  CHECK(page.glyphs[0].box.x0 == Approx(10));
  CHECK(page.glyphs[0].box.y0 < 50);
  CHECK(page.glyphs[0].box.y1 > 50);
}

TEST_CASE("a turned page is read as displayed", "[extractors]") {
  const PageContent page =
      Read(OnePage({.content = "BT /F1 20 Tf 50 300 Td (H) Tj ET 20 30 m 20 130 l S",
                    .attributes = "/MediaBox [0 0 300 400] /Rotate 90"}));
  CHECK(page.width_pt == 400);
  CHECK(page.height_pt == 300);
  REQUIRE(page.glyphs.size() == 1);
  CHECK(page.glyphs[0].is_vertical);
  CHECK(page.glyphs[0].box.y0 == Approx(50));  // x of the file runs down the displayed page
  CHECK(page.glyphs[0].box.x0 < 300);
  CHECK(page.glyphs[0].box.x1 > 300);
  REQUIRE(page.rulings.size() == 1);
  CHECK(page.rulings[0].orientation == Orientation::kHorizontal);
  CHECK(page.rulings[0].position == Approx(20));
  CHECK(page.rulings[0].start == Approx(30));
  CHECK(page.rulings[0].end == Approx(130));
}

TEST_CASE("text without ink is marked", "[extractors]") {
  const PageContent page = Read(OnePage({.content = "BT /F1 20 Tf 3 Tr 50 300 Td (H) Tj ET"}));
  REQUIRE(page.glyphs.size() == 1);
  CHECK(page.glyphs[0].is_invisible);
}

TEST_CASE("text that cannot be seen is marked, however it is hidden", "[extractors]") {
  for (const std::string content :
       {"1 g BT /F1 20 Tf 50 300 Td (H) Tj ET",                                // white on paper
        "/Clear gs BT /F1 20 Tf 50 300 Td (H) Tj ET",                          // no opacity
        "0 0 1 1 re W n BT /F1 20 Tf 50 300 Td (H) Tj ET",                     // clipped away
        "BT /F1 20 Tf 50 300 Td (H) Tj ET 1 g 40 290 60 40 re f",              // painted over
        "BT /F1 20 Tf 50 300 Td (H) Tj ET q 300 0 0 400 0 0 cm /Im0 Do Q"}) {  // under a scan
    INFO(content);
    const PageContent page = Read(OnePage({.content = content, .image = GrayImage(30, 40)}));
    REQUIRE(page.glyphs.size() == 1);
    CHECK(page.glyphs[0].is_invisible);
  }
}

TEST_CASE("white text on a dark head is seen, and so is text under a highlight", "[extractors]") {
  for (const std::string content :
       {"0 0 0.5 rg 40 290 60 40 re f 1 g BT /F1 20 Tf 50 300 Td (H) Tj ET",
        "BT /F1 20 Tf 50 300 Td (H) Tj ET /Pale gs 1 1 0 rg 40 290 60 40 re f"}) {
    INFO(content);
    const PageContent page = Read(OnePage({.content = content}));
    REQUIRE(page.glyphs.size() == 1);
    CHECK_FALSE(page.glyphs[0].is_invisible);
    CHECK(page.glyphs[0].contrast == Approx(1));
  }
}

TEST_CASE("glyphs know their direction, their ink and their operator", "[extractors]") {
  const PageContent page =
      Read(OnePage({.content = "BT /F1 20 Tf 0.5 g 0.866 0.5 -0.5 0.866 50 100 Tm (A) Tj ET "
                               "/Pale gs 0 g BT /F1 20 Tf 0 1 -1 0 90 300 Tm (BC) Tj ET"}));
  REQUIRE(page.glyphs.size() == 3);
  CHECK(page.glyphs[0].angle_deg == Approx(330).margin(0.1));
  CHECK(page.glyphs[0].contrast == Approx(0.5).margin(0.01));
  CHECK(page.glyphs[1].angle_deg == 270);
  CHECK(page.glyphs[1].contrast == Approx(0.3));
  CHECK(page.glyphs[1].run == page.glyphs[2].run);
  CHECK(page.glyphs[0].run != page.glyphs[1].run);
}

TEST_CASE("a font whose glyph names gainsay its table is not believed", "[extractors]") {
  const std::string table = StreamObject(
      "",
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
      "endcodespacerange 1 beginbfchar <31> <0037> endbfchar 1 beginbfchar <32> <0032> "
      "endbfchar endcmap end");
  const PageContent page = Read(OnePage(
      {.content = "BT /F1 20 Tf 50 300 Td (12) Tj ET",
       .font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding "
               "/ToUnicode 7 0 R >>",
       .more = {table}}));
  REQUIRE(page.glyphs.size() == 2);
  CHECK(page.glyphs[0].confidence <= kBrokenText);  // drawn as 1, said to be 7
  CHECK(page.glyphs[1].text == "2");
  CHECK(page.glyphs[1].confidence == 1);
}

TEST_CASE("Type 3 glyphs are believed by a known name, not by their code", "[extractors]") {
  const PageContent page = Read(OnePage(
      {.content = "BT /F1 20 Tf 50 300 Td (AB) Tj ET",
       .font =
           "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [.001 0 0 .001 0 0] "
           "/FirstChar 65 /LastChar 66 /Widths [500 500] /CharProcs << /five 7 0 R /g12 7 0 R >> "
           "/Encoding << /Type /Encoding /Differences [65 /five /g12] >> >>",
       .more = {StreamObject("", "500 0 0 0 500 700 d1 0 0 400 700 re f")}}));
  REQUIRE(page.glyphs.size() == 2);
  CHECK(page.glyphs[0].text == "5");
  CHECK(page.glyphs[1].confidence <= kBrokenText);
}

TEST_CASE("a Type 3 glyph that its font's table leaves out is no character", "[extractors]") {
  const PageContent page = Read(OnePage(
      {.content = "BT /F1 20 Tf 50 300 Td (ABC) Tj ET",
       .font =
           "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [.001 0 0 .001 0 0] "
           "/FirstChar 65 /LastChar 67 /Widths [500 500 500] /CharProcs << /g1 7 0 R /g2 7 0 R /g3 "
           "7 0 R >> /ToUnicode 8 0 R "
           "/Encoding << /Type /Encoding /Differences [65 /g1 /g2 /g3] >> >>",
       .more = {StreamObject("", "500 0 0 0 500 700 d1 0 0 400 700 re f"),
                StreamObject("",
                             "begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
                             "1 beginbfchar <41> <5173> endbfchar "
                             "1 beginbfrange <43> <43> <4E8E> endbfrange endcmap")}}));
  REQUIRE(page.glyphs.size() == 3);
  CHECK(page.glyphs[0].text == "关");
  CHECK(page.glyphs[1].confidence <= kBrokenText);
  CHECK(page.glyphs[2].text == "于");
}

TEST_CASE("shapes that are no rectangles are counted: text may be drawn with them",
          "[extractors]") {
  const PageContent page = Read(OnePage(
      {.content = "50 100 m 60 100 l 60 110 l 55 110 l 55 120 l 50 120 l h f 50 10 20 5 re f"}));
  CHECK(page.glyphs.empty());
  CHECK(page.outlines == 1);
}

TEST_CASE("fonts that are not in the file are read by their encoding", "[extractors]") {
  const PageContent page = Read(OnePage(
      {.content = "BT /F1 20 Tf 50 300 Td <D7CAC2BD31323334> Tj ET",
       .font = "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H "
               "/DescendantFonts [7 0 R] >>",
       .more = {
           "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /CIDSystemInfo << "
           "/Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 8 0 R >>",
           "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 -141 1000 859] "
           "/ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>"}}));
  std::string text;
  for (const Glyph& glyph : page.glyphs) {
    text += glyph.text;
    CHECK(glyph.confidence == 1);  // digits an em wide: the widths are nobody's
  }
  CHECK(text == "资陆1234");
  CHECK(PdfDocument::HasChineseEncodings());
}

TEST_CASE("strokes and thin fills are rulings, white ones and areas are not", "[extractors]") {
  const PageContent page =
      Read(OnePage({.content = "2 w 50 100 200 50 re S  20 300 100 0.6 re f  20 200 100 40 re f  "
                               "1 1 1 RG 0 10 m 300 10 l S"}));
  REQUIRE(page.rulings.size() == 5);
  const auto sides = std::count_if(page.rulings.begin(), page.rulings.end(),
                                   [](const Ruling& r) { return r.thickness_pt == Approx(2); });
  CHECK(sides == 4);
  CHECK(page.rulings[4].orientation == Orientation::kHorizontal);
  CHECK(page.rulings[4].position == Approx(99.7));
  CHECK(page.rulings[4].start == Approx(20));
  CHECK(page.rulings[4].end == Approx(120));
  CHECK(page.rulings[4].thickness_pt == Approx(0.6));
}

TEST_CASE("the current matrix carries strokes and their width", "[extractors]") {
  const PageContent page = Read(OnePage({.content = "2 0 0 2 10 10 cm 0 0 m 50 0 l S"}));
  REQUIRE(page.rulings.size() == 1);
  CHECK(page.rulings[0] == Ruling{Orientation::kHorizontal, 390, 10, 110, 2});
}

TEST_CASE("an image is placed with its pixel size", "[extractors]") {
  const PageContent page =
      Read(OnePage({.content = "q 100 0 0 50 20 30 cm /Im0 Do Q", .image = GrayImage(8, 4)}));
  REQUIRE(page.images.size() == 1);
  CHECK(page.images[0].width_px == 8);
  CHECK(page.images[0].height_px == 4);
  CHECK(page.images[0].box == RectPt{20, 320, 120, 370});
}

TEST_CASE("a scan gives its own pixels at its own resolution", "[extractors]") {
  const Result<Raster> raster = RasterOf(OnePage({.content = "q 72 0 0 144 0 0 cm /Im0 Do Q",
                                                  .attributes = "/MediaBox [0 0 72 144]",
                                                  .image = GrayImage(100, 200)}));
  REQUIRE(raster);
  CHECK(raster->width_px == 100);
  CHECK(raster->height_px == 200);
  CHECK(raster->channels == 1);
  CHECK(raster->dpi == Approx(100));
  CHECK(PixelAt(*raster, 10, 10) == 0x10);
  CHECK(PixelAt(*raster, 90, 190) == 0xF0);
}

TEST_CASE("a scan on a turned page is turned without rendering", "[extractors]") {
  const Result<Raster> raster = RasterOf(OnePage({.content = "q 72 0 0 144 0 0 cm /Im0 Do Q",
                                                  .attributes = "/MediaBox [0 0 72 144] /Rotate 90",
                                                  .image = GrayImage(100, 200)}));
  REQUIRE(raster);
  CHECK(raster->width_px == 200);
  CHECK(raster->height_px == 100);
  CHECK(raster->dpi == Approx(100));
  CHECK(PixelAt(*raster, 190, 10) == 0x10);  // what was top left is top right
  CHECK(PixelAt(*raster, 10, 10) == 0xF0);
}

TEST_CASE("a scan with a margin is placed on the page's own pixels", "[extractors]") {
  const Result<Raster> raster = RasterOf(OnePage({.content = "q 72 0 0 144 3.6 0 cm /Im0 Do Q",
                                                  .attributes = "/MediaBox [0 0 75.6 144]",
                                                  .image = GrayImage(100, 200)}));
  REQUIRE(raster);
  CHECK(raster->width_px == 105);
  CHECK(raster->height_px == 200);
  CHECK(PixelAt(*raster, 0, 0) == 255);
  CHECK(PixelAt(*raster, 5, 0) == 0x10);
}

TEST_CASE("a page of text, of two images or of a coarse image is rendered", "[extractors]") {
  const std::string pdfs[] = {
      OnePage({.content = "BT /F1 20 Tf 50 300 Td (H) Tj ET"}),
      OnePage({.content = "q 300 0 0 400 0 0 cm /Im0 Do Q q 100 0 0 100 0 0 cm /Im0 Do Q",
               .image = GrayImage(417, 556)}),
      OnePage({.content = "q 300 0 0 400 0 0 cm /Im0 Do Q", .image = GrayImage(30, 40)})};
  for (const std::string& pdf : pdfs) {
    const Result<Raster> raster = RasterOf(pdf);
    REQUIRE(raster);
    CHECK(raster->dpi == Approx(300));
    CHECK(raster->width_px == 1250);
    CHECK(raster->height_px == 1667);
    CHECK(raster->channels == 1);
    CHECK(*std::min_element(raster->pixels.begin(), raster->pixels.end()) < 40);
  }
}

TEST_CASE("a one-bit mask over the page is a scan", "[extractors]") {
  std::string data(13 * 200, '\xFF');
  std::fill_n(data.begin(), 13, '\x00');  // the first line paints
  const std::string mask = StreamObject(
      "/Type /XObject /Subtype /Image /ImageMask true /BitsPerComponent 1 /Width 100 /Height 200",
      data);
  const Result<Raster> raster = RasterOf(OnePage({.content = "q 72 0 0 144 0 0 cm /Im0 Do Q",
                                                  .attributes = "/MediaBox [0 0 72 144]",
                                                  .image = mask}));
  REQUIRE(raster);
  CHECK(raster->width_px == 100);
  CHECK(PixelAt(*raster, 50, 0) == 0);
  CHECK(PixelAt(*raster, 50, 1) == 255);
}

TEST_CASE("an enormous page is rendered within the limits on pixels", "[extractors]") {
  const Result<Raster> raster =
      RasterOf(OnePage({.content = "", .attributes = "/MediaBox [0 0 7200 7200]"}));
  REQUIRE(raster);
  CHECK(raster->dpi < 150);
  CHECK(static_cast<long long>(raster->width_px) * raster->height_px <= kMaxRasterPixels);
}

TEST_CASE("files that are no readable PDF say why", "[extractors]") {
  CHECK(OpenError("") == ErrorCode::kEmpty);
  CHECK(OpenError("PK\x03\x04 a zip archive") == ErrorCode::kUnsupported);
  const std::string pdf = OnePage({.content = "BT ET"});
  CHECK(OpenError(pdf.substr(0, 60)) == ErrorCode::kDamaged);
  CHECK(OpenError("%PDF-1.4\n" + std::string(500, 'x')) == ErrorCode::kDamaged);
}

TEST_CASE("a file that needs a password says so", "[extractors]") {
  const std::string key = "<" + std::string(64, 'A') + ">";
  const std::string pdf = OnePage({.content = "BT ET",
                                   .trailer = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O " +
                                              key + " /U " + key + " >> /ID [" + key + key + "]"});
  CHECK(OpenError(pdf) == ErrorCode::kEncrypted);
}

TEST_CASE("a broken cross-reference table is repaired", "[extractors]") {
  std::string pdf = OnePage({.content = "BT /F1 20 Tf 50 300 Td (H) Tj ET"});
  pdf.resize(pdf.find("xref\n"));
  pdf += "trailer\n<< /Root 1 0 R /Size 7 >>\n";
  CHECK(Read(pdf).glyphs.size() == 1);
}

TEST_CASE("a page that is not there is the caller's mistake", "[extractors]") {
  const std::string pdf = OnePage({.content = "BT ET"});
  Result<PdfDocument> document = PdfDocument::Open(pdf);
  REQUIRE(document);
  CHECK(document->page_count() == 1);
  for (const int page_no : {-1, 0, 2}) {
    const Result<PageContent> page = document->ReadPage(page_no);
    REQUIRE_FALSE(page);
    CHECK(page.error().code == ErrorCode::kInvalidArgument);
    CHECK_FALSE(document->PageRaster(page_no));
  }
}

TEST_CASE("two documents are read in two threads", "[extractors]") {
  const std::string pdf = OnePage({.content = "BT /F1 20 Tf 50 300 Td (Hello) Tj ET"});
  std::size_t counts[2] = {0, 0};
  const auto work = [&pdf](std::size_t& count) {
    for (int i = 0; i < 20; ++i) {
      Result<PdfDocument> document = PdfDocument::Open(pdf);
      if (!document) return;
      const Result<PageContent> page = document->ReadPage(1);
      if (page) count += page->glyphs.size();
    }
  };
  std::thread first(work, std::ref(counts[0]));
  std::thread second(work, std::ref(counts[1]));
  first.join();
  second.join();
  CHECK(counts[0] == 100);
  CHECK(counts[1] == 100);
}

TEST_CASE("the engine names itself and its version", "[extractors]") {
  CHECK(PdfDocument::EngineVersion().rfind("poppler ", 0) == 0);
}

TEST_CASE("quarter turns are clockwise", "[extractors]") {
  const Raster raster{.width_px = 2, .height_px = 1, .dpi = 100, .pixels = {1, 2}};
  CHECK(TurnedClockwise(raster, 0) == raster);
  CHECK(TurnedClockwise(raster, 1).pixels == std::vector<std::uint8_t>{1, 2});
  CHECK(TurnedClockwise(raster, 1).width_px == 1);
  CHECK(TurnedClockwise(raster, 2).pixels == std::vector<std::uint8_t>{2, 1});
  CHECK(TurnedClockwise(raster, 3).pixels == std::vector<std::uint8_t>{2, 1});
}

}  // namespace
}  // namespace gongwen
