#include "extractors/ocr/neural/line_network.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "extractors/ocr/models/embedded_models.h"

namespace gongwen {
namespace {

constexpr InstructionSet kSets[] = {InstructionSet::kBaseline, InstructionSet::kAvx2,
                                    InstructionSet::kAvx512};
// What one set may differ from another by: they sum in another order, and two round once for a
// product and a sum. Logits are some 10 apart.
constexpr double kTolerance = 2e-3;

std::string Fixture(const std::string& name) {
  std::ifstream file(GONGWEN_FIXTURE_DIR "/reader/" + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

// As fixtures/reader/make_toy.py draws it.
std::vector<float> PixelsOf(int width_px) {
  std::vector<float> pixels;
  for (int y = 0; y < kLineHeightPx; ++y) {
    for (int x = 0; x < width_px; ++x) {
      const int gray = (x * x * 3 + y * 13 + x * y) % 256;
      pixels.push_back(static_cast<float>(gray) / 127.5F - 1);
    }
  }
  return pixels;
}

std::vector<float> LogitsOf(std::string_view weights, InstructionSet set, int width_px) {
  const auto network = MakeLineNetwork(weights, set);
  REQUIRE(network);
  LineWorkspace room;
  const LineScores logits = (*network)->Logits(PixelsOf(width_px), width_px, room);
  CHECK(logits.steps == width_px / kStepPx);
  return {logits.values.begin(), logits.values.end()};
}

double Farthest(const std::vector<float>& a, const std::vector<float>& b) {
  REQUIRE(a.size() == b.size());
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double distance = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
    if (!(distance <= most)) most = distance;  // no number is farthest of all
  }
  return most;
}

// `file` with a number in place of the one at `at`.
template <class T>
std::string With(std::string file, std::size_t at, T value) {
  std::memcpy(file.data() + at, &value, sizeof(T));
  return file;
}

ErrorCode RefusalOf(const std::string& file) {
  const auto network = MakeLineNetwork(file, InstructionSet::kBaseline);
  REQUIRE_FALSE(network);
  return network.error().code;
}

}  // namespace

TEST_CASE("the network computes what an independent implementation does", "[neural]") {
  const std::string weights = Fixture("toy.weights");
  std::vector<float> expected;
  std::ifstream numbers(GONGWEN_FIXTURE_DIR "/reader/toy.logits");
  for (float number = 0; numbers >> number;) expected.push_back(number);
  REQUIRE(expected.size() == 9 * 11);
  for (const InstructionSet set : kSets) {
    if (!IsSupported(set)) continue;
    CHECK(Farthest(LogitsOf(weights, set, 72), expected) < kTolerance);
  }
}

TEST_CASE("all instruction sets compute the same, at any width", "[neural]") {
  for (const int width_px : {8, 16, 200}) {
    const auto expected = LogitsOf(LineReaderWeights(), InstructionSet::kBaseline, width_px);
    for (const InstructionSet set : kSets) {
      if (!IsSupported(set)) continue;
      CHECK(Farthest(LogitsOf(LineReaderWeights(), set, width_px), expected) < 0.01);
    }
  }
}

TEST_CASE("room that was used for a longer line gives the same numbers", "[neural]") {
  const auto network = MakeLineNetwork(Fixture("toy.weights"));
  REQUIRE(network);
  LineWorkspace room;
  const auto numbers = [&](int width_px) {
    const LineScores logits = (*network)->Logits(PixelsOf(width_px), width_px, room);
    return std::vector<float>(logits.values.begin(), logits.values.end());
  };
  const std::vector<float> fresh = numbers(72);
  static_cast<void>(numbers(kMostLineWidthPx));
  CHECK(numbers(72) == fresh);
}

TEST_CASE("probabilities of a step sum to one, however large the logits are", "[neural]") {
  const std::string weights = Fixture("toy.weights");
  for (const InstructionSet set : kSets) {
    if (!IsSupported(set)) continue;
    const auto network = MakeLineNetwork(weights, set);
    REQUIRE(network);
    std::vector<float> values{1000, 999, -1000, 0, 1, 2, 3, 4, 5, 6, 7,
                              0,    0,   0,     0, 0, 0, 0, 0, 0, 0, 0};
    const LineScores scores{2, 11, values};
    (*network)->ToProbabilities(scores);
    CHECK(values[0] == Approx(1 / (1 + std::exp(-1.0))));
    CHECK(values[1] == Approx(1 / (1 + std::exp(1.0))));
    for (const float even : scores.Step(1)) CHECK(even == Approx(1.0 / 11));
  }
}

TEST_CASE("half precision is widened", "[neural]") {
  CHECK(WidenHalf(0x3C00) == 1.0F);
  CHECK(WidenHalf(0xC000) == -2.0F);
  CHECK(WidenHalf(0x3555) == Approx(1.0 / 3).epsilon(1e-3));
  CHECK(WidenHalf(0x7BFF) == 65504.0F);
  CHECK(WidenHalf(0x0001) == std::ldexp(1.0F, -24));  // the least subnormal one
  CHECK(WidenHalf(0x03FF) == std::ldexp(1023.0F, -24));
  CHECK(std::signbit(WidenHalf(0x8000)));
  CHECK(std::isinf(WidenHalf(0x7C00)));
  CHECK(std::isnan(WidenHalf(0x7E00)));
}

TEST_CASE("weights that end anywhere too early or too late are refused", "[neural]") {
  const std::string whole = Fixture("toy.weights");
  for (std::size_t size = 0; size < whole.size(); size += size < 600 ? 1 : 97) {
    REQUIRE(RefusalOf(whole.substr(0, size)) == ErrorCode::kDamaged);
  }
  CHECK(RefusalOf(whole + '\0') == ErrorCode::kDamaged);
  CHECK(RefusalOf("GWLINE02" + whole.substr(8)) == ErrorCode::kDamaged);
}

TEST_CASE("weights with a size out of bounds are refused before memory is taken", "[neural]") {
  const std::string whole = Fixture("toy.weights");
  constexpr std::size_t kCount = 8, kFirst = 12;  // of convolutions, and the first one
  for (const std::uint32_t count : {0U, 5U, 14U, 200U, 0xFFFFFFFFU}) {
    CHECK(RefusalOf(With(whole, kCount, count)) == ErrorCode::kDamaged);
  }
  for (std::size_t field = 0; field < 10; ++field) {
    for (const std::int32_t value : {-1, 0, 4, 4096, 4097, 1 << 30, INT32_MIN, INT32_MAX}) {
      const std::size_t at = kFirst + 4 * field;
      std::int32_t now = 0;
      std::memcpy(&now, whole.data() + at, 4);
      const bool is_allowed = now == value || (field == 9 && value == 0);
      if (!is_allowed) CHECK(RefusalOf(With(whole, at, value)) == ErrorCode::kDamaged);
    }
  }
  CHECK(RefusalOf(With(whole, kFirst + 40, std::uint32_t{0x7FC00000})) == ErrorCode::kDamaged);
  CHECK(RefusalOf(With(whole, kFirst + 48, std::uint16_t{0x7C00})) == ErrorCode::kDamaged);
}

TEST_CASE("weights of another network are refused", "[neural]") {
  // A stride less: the picture of a line does not become three rows.
  const std::string whole = Fixture("toy.weights");
  constexpr std::size_t kStrideY = 12 + 4 * 4;
  CHECK(RefusalOf(With(whole, kStrideY, std::int32_t{1})) == ErrorCode::kDamaged);
}

TEST_CASE("any single byte may be wrong without a crash", "[neural][slow]") {
  const std::string whole = Fixture("toy.weights");
  const std::vector<float> pixels = PixelsOf(24);
  LineWorkspace room;
  for (std::size_t at = 0; at < whole.size(); at += at < 600 ? 1 : 53) {
    for (const char value : {'\0', '\1', '\x7F', '\xFF'}) {
      const auto network = MakeLineNetwork(With(whole, at, value));
      if (network) static_cast<void>((*network)->Logits(pixels, 24, room));
    }
  }
}

}  // namespace gongwen
