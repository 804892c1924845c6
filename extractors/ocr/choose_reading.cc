// Two engines read the same strokes. Their characters are aligned (edit distance), and each place
// is decided for itself:
//
//   page model    之 9 8 %          what both read stands: two engines trained apart err apart
//   value model   ≥ 9 8 %           a sign or a digit: the value model knows them, if it is sure
//   decided       ≥ 9 8 %           a Chinese character: the page model's, the other knows only a
//   few
//
// What the grammar of values breaks on is not taken: of the merged text and the two readings the
// one with the best form wins, in this order.
//
// Tesseract's confidence orders readings well and is no probability: the least sure character of a
// wrong line is mostly under 0.9, of a right one mostly over 0.95. What only one engine reads is
// doubtful, whatever it says of itself.
//
// Tested by tests/extractors/choose_reading_test.cc.
#include "extractors/ocr/choose_reading.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "extractors/ocr/value_shape.h"
#include "text/han.h"
#include "text/match_form.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

double AloneConfidence(std::span<const OcrGlyph> glyphs) {
  double lowest = 1;
  for (const OcrGlyph& glyph : glyphs) lowest = std::min(lowest, glyph.confidence);
  return lowest;
}

double Lowest(const OcrText& text) {
  return text.glyphs.empty() ? text.lowest_word : AloneConfidence(text.glyphs);
}

LineText Taken(OcrText text, double confidence) {
  return {.text = std::move(text.text), .confidence = confidence, .glyphs = std::move(text.glyphs)};
}

// When the other engine wins as a whole: single characters of two models trained on other lines do
// not mix well.
// Measured on 600 lines of the generator, clean and bad: of 376 that the page model reads right,
// 405 are with chi_sim asked so; 426 would be with a perfect choice.
constexpr double kLead = 0.1, kSureAlone = 0.6;
constexpr double kWellFormed = 0.9;    // of ValueShape
constexpr std::size_t kShortLine = 6;  // characters; there the surer one wins
constexpr double kDoubtful = 0.85;     // at most, of what only one engine reads

// Both say `taken`.
LineText Agreed(const OcrText& other, OcrText taken) {
  const double a = Lowest(other), b = Lowest(taken);
  return Taken(std::move(taken), 1 - (1 - a) * (1 - b));
}

// One place of two aligned readings; nullptr where a reading has nothing there.
struct Place {
  const OcrGlyph* first = nullptr;
  const OcrGlyph* second = nullptr;
};

// The alignment of least edit distance, left to right.
std::vector<Place> Align(std::span<const OcrGlyph> first, std::span<const OcrGlyph> second) {
  const std::size_t n = first.size(), m = second.size();
  const auto same = [&](std::size_t i, std::size_t j) {
    return FoldedForms(first[i].text) == FoldedForms(second[j].text);
  };
  std::vector<std::vector<int>> cost(n + 1, std::vector<int>(m + 1));
  for (std::size_t i = n + 1; i-- > 0;) {
    for (std::size_t j = m + 1; j-- > 0;) {
      if (i == n || j == m) {
        cost[i][j] = static_cast<int>(n - i + m - j);
        continue;
      }
      cost[i][j] = std::min(
          {cost[i + 1][j + 1] + (same(i, j) ? 0 : 1), cost[i + 1][j] + 1, cost[i][j + 1] + 1});
    }
  }
  std::vector<Place> places;
  std::size_t i = 0, j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && cost[i][j] == cost[i + 1][j + 1] + (same(i, j) ? 0 : 1)) {
      places.push_back({&first[i++], &second[j++]});
    } else if (i < n && cost[i][j] == cost[i + 1][j] + 1) {
      places.push_back({&first[i++], nullptr});
    } else {
      places.push_back({nullptr, &second[j++]});
    }
  }
  return places;
}

bool IsHanGlyph(const OcrGlyph& glyph) { return IsHan(FirstCodePoint(glyph.text)); }

// Digits, signs of comparison and the like: what the value model is made for.
bool IsSignOrDigit(const OcrGlyph& glyph) {
  constexpr std::string_view kSigns = "≥≤<>=±~-—%‰.,/+×℃㎡²³";
  const std::string folded = FoldedForms(glyph.text);
  return (folded.size() == 1 && IsAsciiDigit(static_cast<unsigned char>(folded[0]))) ||
         (!folded.empty() && kSigns.find(folded) != std::string_view::npos);
}

// Which of the two stands at a place where they differ; nullptr = nothing.
const OcrGlyph* DecideInValue(const Place& place) {
  const OcrGlyph* text = place.first;
  const OcrGlyph* value = place.second;
  constexpr double kSurer = 0.3;
  if (value != nullptr && value->text == "〓") return text;
  // The value model takes the second ring of a small % for that of ‰.
  if (value != nullptr && value->text == "‰") return text;
  if (text == nullptr) {
    return IsSignOrDigit(*value) && value->confidence > 0.5 ? value : nullptr;
  }
  if (value == nullptr) {
    // A Chinese unit that the value model passed over, or a digit that it did not see.
    return text->confidence > (IsHanGlyph(*text) ? 0.5 : 0.8) ? text : nullptr;
  }
  if (IsSignOrDigit(*value) && !IsHanGlyph(*value)) {
    return value->confidence + kSurer > text->confidence ? value : text;
  }
  return value->confidence > text->confidence + kSurer ? value : text;
}

// The digits with their points: what a number is.
std::string DigitsOf(std::string_view text) {
  std::string digits;
  for (const char c : FoldedForms(text)) {
    if ((c >= '0' && c <= '9') || c == '.') digits += c;
  }
  return digits;
}

std::string BareDigits(const OcrText& text) {
  std::string digits = DigitsOf(text.text);
  std::erase(digits, '.');
  return digits;
}

// The better reading has the higher score; what the grammar of values says counts as much as a sure
// character against an unsure one.
double Score(const OcrText& text) {
  const double unknown = text.text.find("〓") == std::string::npos ? 0 : 0.5;
  return Lowest(text) + 0.5 * MeanConfidence(text) + ValueShape(text.text) - unknown;
}

bool IsComparison(const OcrGlyph& glyph) {
  constexpr std::string_view kSigns = "≥≤<>=±";
  const std::string folded = FoldedForms(glyph.text);
  return !folded.empty() && kSigns.find(folded) != std::string_view::npos;
}

// The readings differ in digits. A number put together from two would be one that nobody read, so
// one of them is taken whole: the one that a third engine confirms, else the better one. Only the
// sign before it may be the value model's: the others do not know ≥.
LineText ChooseNumber(OcrText text, OcrText value, const OcrText* third) {
  constexpr double kTwoOfThree = 0.8, kOneOfThree = 0.5;
  const std::string confirmed = third == nullptr ? std::string{} : DigitsOf(third->text);
  const bool confirms_text = !confirmed.empty() && confirmed == DigitsOf(text.text);
  const bool confirms_value = !confirmed.empty() && confirmed == DigitsOf(value.text);
  if (!confirms_text && !confirms_value && third != nullptr && !third->glyphs.empty() &&
      !confirmed.empty() && Score(*third) > std::max(Score(text), Score(value))) {
    text = *third;  // alone, but the best
  }
  const bool takes_text = confirms_text || (!confirms_value && Score(text) > Score(value));
  const double most = confirms_text || confirms_value ? kTwoOfThree : kOneOfThree;
  if (!takes_text) {
    const double lowest = std::min(most, Lowest(value));
    return Taken(std::move(value), lowest);
  }
  const OcrGlyph sign = value.glyphs.front();
  // A sign that took the place of digits (≥77 of 2.77) is none.
  const bool may_have_sign = DigitsOf(value.text).size() >= DigitsOf(text.text).size();
  LineText out = Taken(std::move(text), 0);
  out.confidence = std::min(most, AloneConfidence(out.glyphs));
  const bool has_sign = IsComparison(out.glyphs.front());
  if (may_have_sign && !has_sign && IsComparison(sign) && sign.confidence > 0.5) {
    const bool replaces = !IsSignOrDigit(out.glyphs.front());
    if (replaces) out.glyphs.erase(out.glyphs.begin());
    out.glyphs.insert(out.glyphs.begin(), sign);
    out.text.clear();
    for (const OcrGlyph& glyph : out.glyphs) out.text += glyph.text;
  }
  return out;
}

LineText MergeValue(std::span<const OcrGlyph> first, std::span<const OcrGlyph> second) {
  LineText out;
  out.confidence = 1;
  for (const Place& place : Align(first, second)) {
    const bool agree = place.first != nullptr && place.second != nullptr &&
                       FoldedForms(place.first->text) == FoldedForms(place.second->text);
    const OcrGlyph* taken = agree ? place.first : DecideInValue(place);
    double confidence = 0;
    if (agree) {
      confidence = 1 - (1 - place.first->confidence) * (1 - place.second->confidence);
    } else if (taken != nullptr) {
      const OcrGlyph* other = taken == place.first ? place.second : place.first;
      const bool is_alone = other == nullptr || other->text == "〓";
      confidence = is_alone ? std::min(kDoubtful, taken->confidence)
                            : std::min(kDoubtful, taken->confidence - 0.3 * other->confidence);
    } else {
      // One engine saw something that is not taken.
      const OcrGlyph* dropped = place.first != nullptr ? place.first : place.second;
      confidence = std::min(kDoubtful, 1 - dropped->confidence / 2);
    }
    out.confidence = std::min(out.confidence, std::max(0.0, confidence));
    if (taken == nullptr) continue;
    out.text += taken->text;
    out.glyphs.push_back(*taken);
  }
  return out;
}

}  // namespace

std::string FoldedForms(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    char32_t c = HalfWidth(TakeCodePoint(text));
    if (c == U' ' || c == U'\n') continue;
    switch (c) {
      case U'—':
      case U'–':
      case U'−':
        c = U'-';
        break;
      case U'“':
      case U'”':
        c = U'"';
        break;
      case U'‘':
      case U'’':
        c = U'\'';
        break;
      case U'≧':
        c = U'≥';
        break;
      case U'≦':
        c = U'≤';
        break;
      default:
        break;
    }
    AppendUtf8(out, c);
  }
  return out;
}

double CalibratedConfidence(double lowest) {
  struct Point {
    double raw, share;
  };
  constexpr Point kPoints[] = {{0, 0},       {0.5, 0.08},   {0.75, 0.2},
                               {0.85, 0.32}, {0.925, 0.65}, {0.95, 0.85},
                               {0.97, 0.93}, {0.985, 0.99}, {1, 0.998}};
  lowest = std::clamp(lowest, 0.0, 1.0);
  const Point* low = kPoints;
  while (low[1].raw < lowest) ++low;
  const double t = (lowest - low->raw) / (low[1].raw - low->raw);
  return low->share + t * (low[1].share - low->share);
}

double MeanConfidence(const OcrText& text) {
  if (text.glyphs.empty()) return text.confidence;
  double sum = 0;
  for (const OcrGlyph& glyph : text.glyphs) sum += glyph.confidence;
  return sum / static_cast<double>(text.glyphs.size());
}

LineText AloneReading(OcrText text) {
  const double lowest = Lowest(text);
  return Taken(std::move(text), lowest);
}

bool NeedsThirdReading(const OcrText& text, const OcrText& value) {
  return !AgreeInDigits(text, value) || ValueShape(value.text) < kWellFormed;
}

bool AgreeInDigits(const OcrText& text, const OcrText& value) {
  return DigitsOf(text.text) == DigitsOf(value.text);
}

LineText ChooseValue(OcrText text, OcrText value, const OcrText* third) {
  if (FoldedForms(text.text) == FoldedForms(value.text)) {
    // Both err alike where a point looks like a comma: 523,42 is no number, 523.42 is.
    if (third != nullptr && ValueShape(value.text) < kWellFormed &&
        ValueShape(third->text) >= kWellFormed && BareDigits(*third) == BareDigits(value)) {
      return Taken(*third, std::min(kDoubtful, Lowest(*third)));
    }
    return Agreed(text, std::move(value));
  }
  if (value.glyphs.empty() || text.glyphs.empty()) {
    const bool takes_value = text.glyphs.empty() && !value.glyphs.empty();
    OcrText& taken = takes_value ? value : text;
    const double lowest = std::min(kDoubtful, Lowest(taken));
    return Taken(std::move(taken), lowest);
  }
  if (!AgreeInDigits(text, value)) return ChooseNumber(std::move(text), std::move(value), third);
  LineText merged = MergeValue(text.glyphs, value.glyphs);
  const double shape = ValueShape(merged.text);
  const double value_shape =
      value.text.find("〓") == std::string::npos ? ValueShape(value.text) : 0;
  if (shape < value_shape && value_shape >= ValueShape(text.text)) {
    return Taken(std::move(value), std::min(kDoubtful, Lowest(value)));
  }
  if (shape < ValueShape(text.text)) {
    return Taken(std::move(text), std::min(kDoubtful, Lowest(text)));
  }
  return merged;
}

LineText ChooseText(OcrText first, OcrText second) {
  if (FoldedForms(first.text) == FoldedForms(second.text)) return Agreed(second, std::move(first));
  if (second.glyphs.empty()) return AloneReading(std::move(first));
  const double a = Lowest(first), b = Lowest(second);
  const bool is_short = first.glyphs.size() <= kShortLine;
  const bool takes_second = b > a + (is_short ? 0 : kLead) && b > kSureAlone;
  return Taken(std::move(takes_second ? second : first), std::min(kDoubtful, takes_second ? b : a));
}

}  // namespace gongwen
