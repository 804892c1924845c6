#include "extractors/ocr/neural/ctc.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

namespace gongwen {
namespace {

// Probabilities of the classes nothing, a, b, c in each step; owns the numbers.
struct Steps {
  std::vector<float> values;
  LineScores scores;
  explicit Steps(std::initializer_list<std::initializer_list<float>> rows) {
    for (const auto& row : rows) values.insert(values.end(), row);
    scores = {static_cast<int>(rows.size()), static_cast<int>(values.size() / rows.size()), values};
  }
};

std::string Letters(const std::vector<int>& symbols) {
  std::string text;
  for (const int s : symbols) text += static_cast<char>('a' + s - 1);
  return text;
}

std::string Greedy(const LineScores& scores) {
  std::vector<int> symbols;
  for (const CtcCharacter& c : DecodeGreedily(scores)) symbols.push_back(c.symbol);
  return Letters(symbols);
}

std::string Best(const LineScores& scores) { return Letters(DecodeBeam(scores, 1).at(0).symbols); }

}  // namespace

TEST_CASE("a class that goes on is one character, and two where nothing lies between", "[ctc]") {
  const Steps one{{.1F, .9F, 0, 0}, {.2F, .8F, 0, 0}, {.9F, .1F, 0, 0}};
  CHECK(Greedy(one.scores) == "a");
  CHECK(Best(one.scores) == "a");
  const Steps two{{.1F, .9F, 0, 0}, {.9F, .1F, 0, 0}, {.1F, .9F, 0, 0}};
  CHECK(Greedy(two.scores) == "aa");
  CHECK(Best(two.scores) == "aa");
  const Steps other{{.1F, .9F, 0, 0}, {.1F, .1F, .8F, 0}};
  CHECK(Greedy(other.scores) == "ab");
  CHECK(Best(other.scores) == "ab");
}

TEST_CASE("the beam finds the text that is likeliest over all ways to write it", "[ctc]") {
  // Nothing twice is the likeliest single way (0.36), a in some way is likelier (0.64).
  const Steps steps{{.6F, .4F, 0, 0}, {.6F, .4F, 0, 0}};
  CHECK(Greedy(steps.scores).empty());
  const std::vector<CtcReading> readings = DecodeBeam(steps.scores, 4);
  REQUIRE(readings.size() == 2);
  CHECK(Letters(readings[0].symbols) == "a");
  CHECK(std::exp(readings[0].log_probability) == Approx(0.64));
  CHECK(readings[1].symbols.empty());
  CHECK(std::exp(readings[1].log_probability) == Approx(0.36));
}

TEST_CASE("alternatives come likeliest first, with probabilities that sum to one", "[ctc]") {
  const Steps steps{{0, .7F, .3F, 0}, {1, 0, 0, 0}, {0, 0, .6F, .4F}};
  const std::vector<CtcReading> readings = DecodeBeam(steps.scores, 8);
  REQUIRE(readings.size() == 4);
  const char* const texts[] = {"ab", "ac", "bb", "bc"};
  const double probabilities[] = {.42, .28, .18, .12};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(Letters(readings[i].symbols) == texts[i]);
    CHECK(std::exp(readings[i].log_probability) == Approx(probabilities[i]).epsilon(1e-5));
  }
  CHECK(DecodeBeam(steps.scores, 2).size() == 2);
}

TEST_CASE("a long doubtful line does not run out of numbers", "[ctc]") {
  std::vector<float> values(2000 * 4, .25F);
  const std::vector<CtcReading> readings = DecodeBeam({2000, 4, values}, 3);
  REQUIRE(readings.size() == 3);
  CHECK(std::isfinite(readings[0].log_probability));
  CHECK(readings[0].log_probability < -1000);
}

TEST_CASE("a character stands around its surest step, half way to its neighbours", "[ctc]") {
  const Steps steps{{1, 0, 0, 0}, {.4F, .6F, 0, 0}, {.1F, .9F, 0, 0}, {1, 0, 0, 0},
                    {1, 0, 0, 0}, {.2F, 0, .8F, 0}, {1, 0, 0, 0},     {1, 0, 0, 0}};
  const std::vector<CtcCharacter> text = DecodeGreedily(steps.scores);
  REQUIRE(text.size() == 2);
  CHECK(text[0].probability == Approx(.9));
  CHECK(text[0].begin == 0);  // half a character reaches beyond the line
  CHECK(text[0].end == 4);    // between 2.5 and 5.5
  CHECK(text[1].begin == 4);
  CHECK(text[1].end == 8);
}

TEST_CASE("beside a wide blank a character is no wider than one", "[ctc]") {
  std::vector<float> values;
  for (int step = 0; step < 40; ++step) {
    const bool is_a = step == 5 || step == 30;
    for (const bool one : {!is_a, is_a}) values.push_back(one ? 1 : 0);
  }
  const std::vector<CtcCharacter> text = DecodeGreedily({40, 2, values});
  REQUIRE(text.size() == 2);
  CHECK(text[0].begin == 2.5);
  CHECK(text[0].end == 8.5);
  CHECK(text[1].begin == 27.5);
}

TEST_CASE("the probability of a text counts all ways to write it", "[ctc]") {
  const Steps steps{{.5F, .5F, 0, 0}, {.25F, .5F, .25F, 0}, {.5F, .25F, .25F, 0}};
  // Every text that the three steps can say.
  double sum = 0;
  for (const std::vector<int>& text : std::vector<std::vector<int>>{
           {}, {1}, {2}, {1, 1}, {1, 2}, {2, 1}, {2, 2}, {1, 2, 1}, {1, 2, 2}, {2, 1, 2}}) {
    sum += std::exp(CtcLogProbability(steps.scores, text));
  }
  CHECK(sum == Approx(1));
  CHECK(std::exp(CtcLogProbability(steps.scores, std::vector<int>{})) == Approx(.5 * .25 * .5));
  for (const CtcReading& reading : DecodeBeam(steps.scores, 4)) {
    CHECK(CtcLogProbability(steps.scores, reading.symbols) == Approx(reading.log_probability));
  }
  CHECK(std::isinf(CtcLogProbability(steps.scores, std::vector<int>{1, 1, 1})));
}

TEST_CASE("what is usual after the character before decides between look-alikes", "[ctc]") {
  const Steps steps{{.1F, .9F, 0, 0}, {.1F, 0, .5F, .4F}};
  CHECK(Best(steps.scores) == "ab");
  CtcBeamOptions options;
  options.usual = [](int before, int symbol) { return before == 1 && symbol == 3 ? 2 : 1; };
  CHECK(Letters(DecodeBeam(steps.scores, 1, options).at(0).symbols) == "ac");
}

TEST_CASE("classes that print the same are one", "[ctc]") {
  const Result<ReaderAlphabet> alphabet = ParseReaderAlphabet("(\na\n(\n", 4);
  REQUIRE(alphabet);
  Steps steps{{0, .35F, .4F, .25F}};
  FoldTwins(*alphabet, steps.scores);
  const std::vector<CtcCharacter> text = DecodeGreedily(steps.scores);
  REQUIRE(text.size() == 1);
  CHECK(alphabet->symbols[static_cast<std::size_t>(text[0].symbol)] == "(");
  CHECK(text[0].probability == Approx(.6));
}

TEST_CASE("an alphabet has a character in each line, and a line for each class", "[ctc]") {
  const Result<ReaderAlphabet> with_space = ParseReaderAlphabet("一\n \n", 3);
  REQUIRE(with_space);
  CHECK(with_space->symbols == std::vector<std::string>{"", "一", " "});
  CHECK(ParseReaderAlphabet("一\n ", 3));  // the last line may be open
  CHECK(ParseReaderAlphabet("一\n\n二\n", 4).error().code == ErrorCode::kDamaged);
  CHECK(ParseReaderAlphabet("一\n\xE4\xB8\n", 3).error().code == ErrorCode::kDamaged);
  CHECK(ParseReaderAlphabet("一\n二\n", 4).error().code == ErrorCode::kDamaged);
  CHECK(ParseReaderAlphabet("", 2).error().code == ErrorCode::kDamaged);
}

}  // namespace gongwen
