// A logistic model says of each reading how probable it is that every character of it is right:
//
//   what it says of itself     the logit of its least sure character, and of the mean
//   what the others say        each agrees, or contradicts and how surely
//   what it looks like         grammar of values, marks left over at its ends, its length, how
//                              usual its characters are side by side
//   what the page is like      height of characters, one bit a pixel
//
// Two engines that were trained apart err apart: where the neural reader and the page model agree,
// 99 % of the lines of an office scan are right, whatever either says of itself.
//
// Tested by tests/extractors/judge_test.cc.
#include "extractors/ocr/judge.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "extractors/ocr/data/embedded.h"
#include "extractors/ocr/merged_reading.h"
#include "extractors/ocr/value_shape.h"
#include "text/character_model.h"
#include "text/han.h"
#include "text/utf8.h"

namespace gongwen {

const std::array<std::string_view, kFeatures> kFeatureNames{
    "one",           "lowest",         "mean",
    "neural agrees", "neural differs", "neural differs surely",
    "pages agrees",  "pages differs",  "pages differs surely",
    "values agrees", "values differs", "values differs surely",
    "stock agrees",  "stock differs",  "stock differs surely",
    "digits agree",  "shape",          "height",
    "one bit",       "length",         "marks at ends",
    "surprise",      "strays",         "probability",
    "rivals"};

namespace {

constexpr std::array<std::string_view, kWitnesses> kWitnessNames{
    "neural", "pages", "values", "stock", "neural+signs", "pages+signs", "neural else"};
constexpr std::array<std::string_view, kLineKinds> kKindNames{"words", "value"};
constexpr double kUsualHeight = 30;  // pixels of a character
constexpr double kUsualLength = 8;   // characters
constexpr double kUsualSurprise = 8;
constexpr double kDoubtful = 0.85;   // at most, of a number that only one engine read
constexpr double kMostSure = 0.999;  // no reading is more than this

double Logit(double share) {
  share = std::clamp(share, 0.002, 0.998);
  return std::log(share / (1 - share));
}

// What no text begins with, and what it does not end with: left over from rulings, specks,
// neighbours.
bool IsOddStart(std::string_view c) {
  constexpr std::array<std::string_view, 22> kMarks{".",  ",",  "\"", "'", ";",  "|", "`",  "_",
                                                    "~",  ":",  "^",  "·", "—",  "/", "\\", "、",
                                                    "。", "〕", "》", "■", "丨", "]"};
  return std::find(kMarks.begin(), kMarks.end(), c) != kMarks.end();
}

bool IsOddEnd(std::string_view c) {
  constexpr std::array<std::string_view, 20> kMarks{".", ",",  "'", "|", "`",  "_",  "~",
                                                    "^", "·",  "—", "/", "\\", "〔", "《",
                                                    "■", "丨", "[", "(", "{",  "-"};
  return std::find(kMarks.begin(), kMarks.end(), c) != kMarks.end();
}

Features FeaturesOf(const Candidate& candidate, const LineReadings& readings) {
  const OcrText& text = candidate.text;
  const std::string folded = FoldedForms(text.text);
  Features out{1, Logit(LowestConfidence(text)), Logit(MeanConfidence(text))};
  bool digits_agree = false;
  const std::string digits = DigitsOf(text.text);
  for (std::size_t i = 0; i < kEngines; ++i) {
    const std::optional<OcrText>& other = readings.by[i];
    const bool is_own = static_cast<std::size_t>(candidate.witness) == i ||
                        (candidate.witness == Witness::kNeuralElse && i == 0);
    if (!other || is_own) continue;
    const bool same_digits = DigitsOf(other->text) == digits;
    digits_agree = digits_agree || same_digits;
    // What the value engine has no character for it cannot contradict.
    if (same_digits && other->text.find("〓") != std::string::npos) continue;
    const bool agrees = FoldedForms(other->text) == folded;
    out[3 + 3 * i] = agrees ? 1 : 0;
    out[4 + 3 * i] = agrees ? 0 : 1;
    out[5 + 3 * i] = agrees ? 0 : Logit(LowestConfidence(*other));
  }
  out[15] = digits_agree ? 1 : 0;
  out[16] = ValueShape(text.text);
  out[17] = std::log(std::max(4.0, readings.glyph_px) / kUsualHeight);
  out[18] = readings.is_bilevel ? 1 : 0;
  out[19] = std::log((1.0 + static_cast<double>(text.glyphs.size())) / kUsualLength);
  if (!text.glyphs.empty()) {
    out[20] = (IsOddStart(text.glyphs.front().text) ? 1 : 0) +
              (IsOddEnd(text.glyphs.back().text) ? 1 : 0);
  }
  const Usualness usual = CharacterModel::Default().Of(text.text);
  out[21] = usual.surprise / kUsualSurprise;
  out[22] = usual.stray_share;
  if (!text.alternatives.empty()) {
    const auto same = std::find_if(text.alternatives.begin(), text.alternatives.end(),
                                   [&](const OcrAlternative& a) { return a.text == text.text; });
    out[23] = Logit(same == text.alternatives.end() ? 0 : same->probability);
  }
  return out;
}

// The same line read otherwise: characters of `text` where they agree, places between its
// neighbours where not.
OcrText OtherReading(const OcrText& text, const OcrAlternative& other) {
  OcrText out{.text = other.text,
              .confidence = other.probability,
              .lowest_word = other.probability,
              .alternatives = text.alternatives};
  std::vector<std::string> characters;
  for (std::string_view rest = other.text; !rest.empty();) {
    const std::string_view before = rest;
    if (TakeCodePoint(rest) == U' ') continue;
    characters.emplace_back(before.substr(0, before.size() - rest.size()));
  }
  std::size_t head = 0, tail = 0;
  const std::size_t n = text.glyphs.size(), m = characters.size();
  while (head < std::min(n, m) && text.glyphs[head].text == characters[head]) ++head;
  while (tail < std::min(n, m) - head &&
         text.glyphs[n - 1 - tail].text == characters[m - 1 - tail]) {
    ++tail;
  }
  for (std::size_t i = 0; i < m; ++i) {
    OcrGlyph glyph{.text = characters[i], .confidence = other.probability};
    if (i < head || i >= m - tail) {
      const OcrGlyph& here = text.glyphs[i < head ? i : i + n - m];
      glyph.x0 = here.x0;
      glyph.x1 = here.x1;
    } else {
      // Share what is between the two that agree.
      const int from = head > 0 ? text.glyphs[head - 1].x1 : text.glyphs.front().x0;
      const int to = tail > 0 ? text.glyphs[n - tail].x0 : text.glyphs.back().x1;
      const double step = static_cast<double>(to - from) / static_cast<double>(m - tail - head);
      glyph.x0 = from + static_cast<int>(step * static_cast<double>(i - head));
      glyph.x1 = from + static_cast<int>(step * static_cast<double>(i - head + 1));
    }
    out.glyphs.push_back(std::move(glyph));
  }
  return out;
}

// Whether a text says something; a stroke that is taken for 一 or 丨 does not.
bool SaysSomething(std::string_view text) {
  if (!DigitsOf(text).empty()) return true;
  while (!text.empty()) {
    const char32_t c = TakeCodePoint(text);
    if (IsHan(c) && c != U'一' && c != U'丨') return true;
  }
  return false;
}

// A speck or the rest of a ruling: the reader of real print sees nothing there, what the others
// make of it is not the same, and none of them makes a figure or Chinese of it, which would be
// lost.
bool IsNoText(const LineReadings& readings) {
  const std::optional<OcrText>& neural = readings[Witness::kNeural];
  if (!neural || !neural->text.empty()) return false;
  for (const std::optional<OcrText>& by : readings.by) {
    if (by && SaysSomething(by->text)) return false;
  }
  for (std::size_t i = 1; i < kEngines; ++i) {
    for (std::size_t j = i + 1; j < kEngines; ++j) {
      const std::optional<OcrText>&a = readings.by[i], &b = readings.by[j];
      if (a && b && !a->text.empty() && FoldedForms(a->text) == FoldedForms(b->text)) return false;
    }
  }
  return true;
}

// 7.103: a point, or a comma between thousands? A thousandfold error that no engine is sure of.
bool MayBeThousands(std::string_view text) {
  static const RE2 kOneGroup("(^|[^0-9.,])[1-9][0-9]{0,2}\\.[0-9]{3}([^0-9.,]|$)");
  return RE2::PartialMatch(FoldedForms(text), kOneGroup);
}

// Whether two engines, each for itself, read these digits.
bool TwoReadDigits(const std::string& digits, const LineReadings& readings) {
  int count = 0;
  for (const std::optional<OcrText>& text : readings.by) {
    if (text && DigitsOf(text->text) == digits) ++count;
  }
  return count >= 2;
}

}  // namespace

std::string_view NameOf(Witness witness) {
  return kWitnessNames[static_cast<std::size_t>(witness)];
}

std::string_view NameOf(LineKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::vector<Candidate> CandidatesOf(const LineReadings& readings) {
  std::vector<Candidate> out;
  for (std::size_t i = 0; i < kEngines; ++i) {
    const std::optional<OcrText>& text = readings.by[i];
    if (!text || text->text.empty() || text->text.find("〓") != std::string::npos) continue;
    out.push_back({.witness = static_cast<Witness>(i), .text = *text});
  }
  const std::optional<OcrText>& values = readings[Witness::kValues];
  const auto add_merged = [&](Witness of, Witness as) {
    if (!values || !readings[of]) return;
    std::optional<OcrText> merged = MergedReading(*readings[of], *values);
    if (!merged) return;
    const std::string folded = FoldedForms(merged->text);
    const bool is_new = std::none_of(out.begin(), out.end(), [&](const Candidate& c) {
      return FoldedForms(c.text.text) == folded;
    });
    if (is_new) out.push_back({.witness = as, .text = std::move(*merged)});
  };
  add_merged(Witness::kNeural, Witness::kNeuralSigns);
  add_merged(Witness::kPages, Witness::kPagesSigns);
  const std::optional<OcrText>& neural = readings[Witness::kNeural];
  if (neural && !neural->glyphs.empty() && readings.kind == LineKind::kWords) {
    for (const OcrAlternative& other : neural->alternatives) {
      // A number is what it was read as, or another's.
      if (other.text == neural->text || other.text.empty() ||
          DigitsOf(other.text) != DigitsOf(neural->text)) {
        continue;
      }
      out.push_back({.witness = Witness::kNeuralElse, .text = OtherReading(*neural, other)});
    }
  }
  for (Candidate& candidate : out) candidate.features = FeaturesOf(candidate, readings);
  // A reading is doubtful where another one makes better words.
  double best = out.empty() ? 0 : out.front().features[21];
  for (const Candidate& candidate : out) best = std::min(best, candidate.features[21]);
  for (Candidate& candidate : out) candidate.features[24] = candidate.features[21] - best;
  return out;
}

Result<JudgeTable> JudgeTable::Parse(std::string_view tsv) {
  JudgeTable table;
  int line_no = 0;
  const auto bad = [&](std::string_view what) {
    return Fail(ErrorCode::kInvalidArgument,
                "judge table, line " + std::to_string(line_no) + ": " + std::string(what));
  };
  while (!tsv.empty()) {
    ++line_no;
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line.front() == '#') continue;
    std::array<std::string_view, 4> fields{};
    for (std::string_view& field : fields) {
      const std::size_t tab = std::min(line.find('\t'), line.size());
      field = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    const auto place = [](const auto& names, std::string_view name) {
      return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    };
    const std::size_t witness = place(kWitnessNames, fields[0]);
    const std::size_t kind = place(kKindNames, fields[1]);
    const std::size_t feature = place(kFeatureNames, fields[2]);
    if (witness == kWitnesses) return bad("no such witness");
    if (kind == kLineKinds) return bad("no such kind of line");
    if (feature == kFeatures) return bad("no such feature");
    double& weight = table.weights_[witness][kind][feature];
    const auto [last, error] =
        std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), weight);
    if (error != std::errc{} || last != fields[3].data() + fields[3].size()) {
      return bad("no number");
    }
  }
  return table;
}

const JudgeTable& JudgeTable::Default() {
  static const JudgeTable table = Parse(kDefaultJudge).value();
  return table;
}

double JudgeTable::Probability(const Candidate& candidate, LineKind kind) const {
  const Features& weights =
      weights_[static_cast<std::size_t>(candidate.witness)][static_cast<std::size_t>(kind)];
  double sum = 0;
  for (std::size_t i = 0; i < kFeatures; ++i) sum += weights[i] * candidate.features[i];
  return std::min(kMostSure, 1 / (1 + std::exp(-sum)));
}

LineText Judge(const LineReadings& readings, const JudgeTable& table) {
  if (IsNoText(readings)) return {};
  std::vector<Candidate> candidates = CandidatesOf(readings);
  LineText out;
  Candidate* best = nullptr;
  for (Candidate& candidate : candidates) {
    const double probability = table.Probability(candidate, readings.kind);
    if (best != nullptr && probability <= out.confidence) continue;
    best = &candidate;
    out.confidence = probability;
  }
  if (best == nullptr) return out;
  out.text = std::move(best->text.text);
  out.glyphs = std::move(best->text.glyphs);
  const std::string digits = DigitsOf(out.text);
  if ((!digits.empty() && !TwoReadDigits(digits, readings)) || MayBeThousands(out.text)) {
    out.confidence = std::min(out.confidence, kDoubtful);
  }
  return out;
}

}  // namespace gongwen
