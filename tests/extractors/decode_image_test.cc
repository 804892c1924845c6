#include "extractors/image/decode_image.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace gongwen {
namespace {

std::vector<std::uint8_t> FixtureBytes(const std::string& name) {
  std::ifstream file(std::string(GONGWEN_FIXTURE_DIR) + "/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A header of a PNG that claims to be this large, and nothing else.
std::vector<std::uint8_t> PngHeader(unsigned width, unsigned height) {
  std::vector<std::uint8_t> bytes{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n',
                                  0,    0,   0,   13,  'I',  'H',  'D',  'R'};
  for (const unsigned value : {width, height}) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes.push_back(static_cast<std::uint8_t>(value >> shift));
    }
  }
  bytes.push_back(8);  // bits a sample; the rest is zero
  bytes.resize(100);
  return bytes;
}

}  // namespace

TEST_CASE("a one-bit TIFF becomes a gray raster with its resolution", "[extractors]") {
  const std::vector<std::uint8_t> bytes =
      FixtureBytes("rendered/hebei-elderly-2024-12-one-bit.tiff");
  const Result<ImageDocument> document = ImageDocument::Open(bytes);
  REQUIRE(document);
  REQUIRE(document->page_count() >= 1);
  const Result<Raster> page = document->ReadPage(1);
  REQUIRE(page);
  CHECK(page->channels == 1);
  CHECK(page->dpi > 100);
  CHECK(page->pixels.size() ==
        static_cast<std::size_t>(page->width_px) * static_cast<std::size_t>(page->height_px));
  const Result<Raster> beyond = document->ReadPage(document->page_count() + 1);
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == ErrorCode::kInvalidArgument);
}

TEST_CASE("a header that promises too many pixels is refused before decoding", "[extractors]") {
  const std::vector<std::uint8_t> bytes = PngHeader(19000, 19000);
  const Result<ImageDocument> document = ImageDocument::Open(bytes);
  REQUIRE(document);
  const Result<Raster> page = document->ReadPage(1);
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::kTooLarge);
}

TEST_CASE("images that are cut off are told so", "[extractors]") {
  for (const char* name : {"bad/truncated.jpg", "bad/truncated.tiff"}) {
    const std::vector<std::uint8_t> bytes = FixtureBytes(name);
    const Result<ImageDocument> document = ImageDocument::Open(bytes);
    const Result<Raster> page =
        document ? document->ReadPage(1) : tl::make_unexpected(document.error());
    REQUIRE_FALSE(page);
    CHECK(page.error().code == ErrorCode::kDamaged);
  }
}

TEST_CASE("an image without a resolution is taken for A4", "[extractors]") {
  CHECK(GuessDpi(1654, 2339) == Approx(200).margin(1));
  CHECK(GuessDpi(2339, 1654) == Approx(200).margin(1));
}

TEST_CASE("bytes that are no image are told so", "[extractors]") {
  const std::vector<std::uint8_t> text(40, 'x');
  const Result<ImageDocument> document = ImageDocument::Open(text);
  REQUIRE_FALSE(document);
  CHECK(document.error().code == ErrorCode::kUnsupported);
  CHECK(ImageDocument::Open({}).error().code == ErrorCode::kEmpty);
}

}  // namespace gongwen
