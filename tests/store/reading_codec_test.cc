#include "store/reading_codec.h"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "store/reading_json.h"
#include "tests/store/sample_record.h"

namespace gongwen {
namespace {

// Readings with every member set to something, by a fixed seed: the same on every run.
class RandomReading {
 public:
  explicit RandomReading(unsigned seed) : random_(seed) {}

  Reading Make() {
    Reading reading;
    reading.format = static_cast<InputFormat>(Int(0, 7));
    reading.engine = Text();
    for (int i = Int(0, 4); i > 0; --i) reading.pages.push_back(Page());
    for (int i = Int(0, 6); i > 0; --i) reading.blocks.push_back(OneBlock());
    for (int i = Int(0, 3); i > 0; --i) {
      reading.leftovers.push_back({Text(), Int(0, 9), Box(), Text()});
    }
    for (int i = Int(0, 3); i > 0; --i) {
      reading.problems.push_back(
          {static_cast<ErrorCode>(Int(0, 11)), Text(), Text(), Int(0, 9), Text()});
    }
    return reading;
  }

 private:
  int Int(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  bool Flip() { return Int(0, 1) == 1; }

  double Real() {
    switch (Int(0, 3)) {
      case 0:
        return 0;
      case 1:
        return Int(-1000, 1000);
      case 2:
        return std::numeric_limits<double>::denorm_min() * Int(1, 9);
      default:
        return std::uniform_real_distribution(-1e6, 1e6)(random_);
    }
  }

  std::string Text() {
    const std::vector<std::string> pieces{
        "就", "业", "≥", "\n", "\t", "\"", "\\", "a", "７", "\U0001F600", std::string("\0", 1), ""};
    std::string text;
    for (int i = Int(0, 8); i > 0; --i) {
      text += pieces[static_cast<std::size_t>(Int(0, static_cast<int>(pieces.size()) - 1))];
    }
    return text;
  }

  RectPt Box() { return Flip() ? RectPt{} : RectPt{Real(), Real(), Real(), Real()}; }
  TextSource Source() { return static_cast<TextSource>(Int(0, 3)); }

  PageReading Page() {
    return {Int(1, 99), Real(),         Real(),
            Source(),   90 * Int(0, 3), {{Real(), Real(), Real(), Real()}},
            Text()};
  }

  Block OneBlock() {
    if (Flip()) return Paragraph{Text(), Int(0, 9), Box(), Real(), Real(), Flip()};
    TableGrid grid{Int(0, 5), Int(0, 5), static_cast<GridOrigin>(Int(0, 3)), Source(), {}, {}};
    for (int i = Int(0, 5); i > 0; --i) {
      grid.cells.push_back(
          {Int(0, 9), Int(0, 9), Int(1, 3), Int(1, 3), Int(0, 4), Box(), Text(), Real(), Flip()});
    }
    for (int i = Int(0, 2); i > 0; --i) grid.page_breaks.push_back(Int(1, 9));
    return grid;
  }

  std::mt19937 random_;
};

TEST_CASE("a reading comes back exactly as it went in", "[store]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    const Reading reading = RandomReading(seed).Make();
    const Result<std::string> bytes = EncodeReading(reading);
    REQUIRE(bytes);
    const Result<Reading> back = DecodeReading(*bytes);
    REQUIRE(back);
    REQUIRE(*back == reading);
  }
}

TEST_CASE("equal readings give equal bytes", "[store]") {
  const Reading reading = test::SampleRecord().reading;
  CHECK(*EncodeReading(reading) == *EncodeReading(Reading(reading)));
}

TEST_CASE("what JSON cannot hold is replaced and not fatal", "[store]") {
  Reading reading;
  reading.pages = {{.width_pt = std::numeric_limits<double>::quiet_NaN(), .text = "a\xFF z"}};
  reading.leftovers = {{.box = {0, 0, std::numeric_limits<double>::infinity(), 1}}};
  const Result<Reading> back = EncodeReading(reading).and_then(
      [](const std::string& bytes) { return DecodeReading(bytes); });
  REQUIRE(back);
  CHECK(back->pages[0].width_pt == 0);
  CHECK(back->pages[0].text == "a\uFFFD z");
  CHECK(back->leftovers[0].box == RectPt{0, 0, 0, 1});
}

TEST_CASE("no changed or shortened byte goes unnoticed", "[store]") {
  const std::string bytes = *EncodeReading(test::SampleRecord().reading);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    INFO("byte " << i);
    REQUIRE_FALSE(DecodeReading(std::string_view(bytes).substr(0, i)));
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    const Result<Reading> back = DecodeReading(changed);
    // Bits of the frame header that mean nothing may change; what comes out may not.
    if (back) REQUIRE(*back == test::SampleRecord().reading);
  }
  CHECK_FALSE(DecodeReading(bytes + "x"));
}

TEST_CASE("unpacking stops at the limit", "[store]") {
  Reading reading;
  reading.engine = std::string(1'000'000, 'a');
  const std::string bytes = *EncodeReading(reading);
  CHECK(bytes.size() < 1000);
  const Result<Reading> back = DecodeReading(bytes, 10'000);
  REQUIRE_FALSE(back);
  CHECK(back.error().code == ErrorCode::kTooLarge);
}

TEST_CASE("JSON of another shape or version is refused", "[store]") {
  const std::vector<std::pair<std::string, ErrorCode>> cases{
      {"", ErrorCode::kDamaged},
      {"[]", ErrorCode::kDamaged},
      {"{}", ErrorCode::kDamaged},
      {R"({"version": "1"})", ErrorCode::kDamaged},
      {R"({"version": 2})", ErrorCode::kUnsupported},
      {R"({"version": 1, "pages": [{"text": 5}]})", ErrorCode::kDamaged},
      {R"({"version": 1, "pages": [7]})", ErrorCode::kDamaged},
      {R"({"version": 1, "pages": {"a": {}}})", ErrorCode::kDamaged},
      {R"({"version": 1, "blocks": [{"box": [1, 2]}]})", ErrorCode::kDamaged},
  };
  for (const auto& [text, code] : cases) {
    INFO(text);
    const Result<Reading> reading = ReadingFromJson(text);
    REQUIRE_FALSE(reading);
    CHECK(reading.error().code == code);
  }
  CHECK(ReadingFromJson(R"({"version": 1})") == Reading{});
}

}  // namespace
}  // namespace gongwen
