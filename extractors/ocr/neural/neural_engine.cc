#include "extractors/ocr/neural/neural_engine.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "extractors/ocr/neural/ctc.h"
#include "extractors/ocr/neural/scale_line.h"
#include "text/character_model.h"
#include "text/han.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

int WidthAtLineHeight(const Raster& gray) {
  const double width = static_cast<double>(gray.width_px) * kLineHeightPx / gray.height_px;
  return std::max(1, static_cast<int>(std::lround(std::min<double>(width, kMostLineWidthPx + 1))));
}

int WholeSteps(int width_px) { return (width_px + kStepPx - 1) / kStepPx * kStepPx; }

class NeuralEngine : public OcrEngine {
 public:
  NeuralEngine(LineReaderModel model, const NeuralOptions& options)
      : model_(std::move(model)), options_(options) {}

  Result<OcrText> Recognize(const Raster& gray) override {
    const auto count = static_cast<long long>(gray.width_px) * gray.height_px;
    if (gray.channels != 1 || gray.width_px < 1 || gray.height_px < 1 ||
        static_cast<long long>(gray.pixels.size()) != count) {
      return Fail(ErrorCode::kOcrFailed, "no gray picture of a line");
    }
    const int width_px = WidthAtLineHeight(gray);
    if (width_px > kMostLineWidthPx) {
      return Fail(ErrorCode::kOcrFailed, "a line over 64 times as wide as high");
    }
    const int whole_px = WholeSteps(width_px);
    const LineScores scores =
        model_.network->Logits(ScaleLine(gray, width_px, whole_px), whole_px, room_);
    model_.network->ToProbabilities(scores);
    FoldTwins(*model_.alphabet, scores);
    const double step_px = static_cast<double>(kStepPx) * gray.width_px / width_px;
    OcrText read = TextOf(DecodeGreedily(scores), step_px, gray.width_px);
    AddAlternatives(scores, read);
    return read;
  }

  LineForm form() const override {
    return {.glyph_px = 0, .margin_em = 0.3, .rise_em = 0.1, .least_height_em = 0.85};
  }

  std::string version() const override { return "neural reader " + model_.name; }

 private:
  // The likeliest texts by the picture alone, and the likeliest ones with a language model's help;
  // each with its probability by the picture alone.
  void AddAlternatives(const LineScores& scores, OcrText& read) const {
    const auto add = [&](const CtcReading& reading, double log_probability) {
      std::string text = Spell(reading.symbols);
      const bool is_known =
          std::any_of(read.alternatives.begin(), read.alternatives.end(),
                      [&](const OcrAlternative& known) { return known.text == text; });
      if (!is_known) read.alternatives.push_back({std::move(text), std::exp(log_probability)});
    };
    for (const CtcReading& reading : DecodeBeam(scores, options_.alternatives)) {
      add(reading, reading.log_probability);
    }
    if (options_.usual_alternatives <= 0) return;
    CtcBeamOptions with_usual{.least_probability = 1e-3};
    with_usual.usual = [this](int before, int symbol) { return HowUsual(before, symbol); };
    for (const CtcReading& reading : DecodeBeam(scores, options_.usual_alternatives, with_usual)) {
      add(reading, CtcLogProbability(scores, reading.symbols));
    }
  }

  // The probability of the character after the one before, against that of any pair that is usual.
  [[nodiscard]] double HowUsual(int before, int symbol) const {
    constexpr double kUsual = 1.0 / 256, kExponent = 0.4;
    if (before == kNothing) return 1;
    const char32_t first = FirstCodePoint(SymbolOf(before)),
                   second = FirstCodePoint(SymbolOf(symbol));
    if (!IsHan(first) || !IsHan(second)) return 1;
    return std::pow(CharacterModel::Default().Probability(first, second) / kUsual, kExponent);
  }

  [[nodiscard]] const std::string& SymbolOf(int symbol) const {
    return model_.alphabet->symbols[static_cast<std::size_t>(symbol)];
  }

  [[nodiscard]] std::string Spell(const std::vector<int>& symbols) const {
    std::string text;
    for (const int symbol : symbols) text += SymbolOf(symbol);
    return text;
  }

  [[nodiscard]] OcrText TextOf(const std::vector<CtcCharacter>& characters, double step_px,
                               int width_px) const {
    OcrText read;
    double sum = 0;
    read.lowest_word = characters.empty() ? 0 : 1;
    for (const CtcCharacter& c : characters) {
      read.text += SymbolOf(c.symbol);
      if (SymbolOf(c.symbol) == " ") continue;
      const double probability = std::clamp(c.probability, 0.0, 1.0);
      const int x0 = std::clamp(static_cast<int>(std::lround(c.begin * step_px)), 0, width_px - 1);
      const int x1 = std::clamp(static_cast<int>(std::lround(c.end * step_px)), x0 + 1, width_px);
      read.glyphs.push_back({SymbolOf(c.symbol), probability, x0, x1});
      read.lowest_word = std::min(read.lowest_word, probability);
      sum += probability;
    }
    // A line of blanks only says nothing.
    if (read.glyphs.empty()) return {};
    read.confidence = sum / static_cast<double>(read.glyphs.size());
    return read;
  }

  LineReaderModel model_;
  NeuralOptions options_;
  LineWorkspace room_{};
};

}  // namespace

Result<LineReaderModel> LoadLineReader(std::string_view weights, std::string_view alphabet,
                                       const std::string& name, InstructionSet set) {
  Result<std::shared_ptr<const LineNetwork>> network = MakeLineNetwork(weights, set);
  if (!network) return tl::make_unexpected(std::move(network).error());
  Result<ReaderAlphabet> symbols = ParseReaderAlphabet(alphabet, (*network)->classes());
  if (!symbols) return tl::make_unexpected(std::move(symbols).error());
  return LineReaderModel{std::move(*network),
                         std::make_shared<const ReaderAlphabet>(std::move(*symbols)), name};
}

std::unique_ptr<OcrEngine> MakeNeuralEngine(LineReaderModel model, const NeuralOptions& options) {
  return std::make_unique<NeuralEngine>(std::move(model), options);
}

}  // namespace gongwen
