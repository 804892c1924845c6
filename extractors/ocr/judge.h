// Several engines read one line: which of them is right, and how sure is that?
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ocr/line_text.h"
#include "extractors/ocr/ocr_engine.h"
#include "model/error.h"

namespace gongwen {

// Who read: an engine; two that see the same digits (merged_reading.h); the neural one where it
// hesitated between two words.
enum class Witness { kNeural, kPages, kValues, kStock, kNeuralSigns, kPagesSigns, kNeuralElse };
inline constexpr std::size_t kEngines = 4, kWitnesses = 7;

// What stands at a place is judged by another measure in a value (≥98%) than in words.
enum class LineKind { kWords, kValue };
inline constexpr std::size_t kLineKinds = 2;

// As the table writes them: "neural+signs", "words".
[[nodiscard]] std::string_view NameOf(Witness witness);
[[nodiscard]] std::string_view NameOf(LineKind kind);

// What each engine said; nothing where it was not asked.
struct LineReadings {
  std::array<std::optional<OcrText>, kEngines> by{};  // in the order of Witness
  LineKind kind = LineKind::kWords;
  double glyph_px = 0;  // height of the line's characters on the page
  bool is_bilevel = false;
  [[nodiscard]] const std::optional<OcrText>& operator[](Witness witness) const {
    return by[static_cast<std::size_t>(witness)];
  }
  [[nodiscard]] std::optional<OcrText>& operator[](Witness witness) {
    return by[static_cast<std::size_t>(witness)];
  }
};

// What is known of one reading among the others; the order is that of kFeatureNames.
inline constexpr std::size_t kFeatures = 25;
using Features = std::array<double, kFeatures>;
extern const std::array<std::string_view, kFeatures> kFeatureNames;

struct Candidate {
  Witness witness{};
  OcrText text{};
  Features features{};
};

// The readings that may be taken: those that say something, and those of two engines merged.
//   cost  O(n^2) for lines of n characters
[[nodiscard]] std::vector<Candidate> CandidatesOf(const LineReadings& readings);

// Weights of a logistic model for each witness and kind of line. Data: data/judge.tsv, fitted by
// bench/fit_judge on scans in fonts and of scanners that no engine was trained on.
class JudgeTable {
 public:
  // Lines of witness, kind, feature and weight, parted by tabs; '#' begins a remark. What is not
  // named weighs 0.
  //   errors  kInvalidArgument, with the line
  [[nodiscard]] static Result<JudgeTable> Parse(std::string_view tsv);
  // The one that the program holds.
  [[nodiscard]] static const JudgeTable& Default();

  // How probable it is that the candidate is right, (0,1).
  [[nodiscard]] double Probability(const Candidate& candidate, LineKind kind) const;

 private:
  std::array<std::array<Features, kLineKinds>, kWitnesses> weights_{};
};

// Takes the candidate that is most probably right. A number is never put together from two
// readings, and one whose digits only one engine read is doubtful (0.85 at most).
//   returns  empty text and confidence 0 where no engine read anything, or the neural one nothing
//   and
//            no two of the others the same
[[nodiscard]] LineText Judge(const LineReadings& readings, const JudgeTable& table);

}  // namespace gongwen
