// The characters of the two readings are aligned (edit distance), and each place is decided for
// itself:
//
//   for all text  之 9 8 %          what both read stands: two engines trained apart err apart
//   for values    ≥ 9 8 %           a sign: the value engine knows them, if it is sure
//   merged        ≥ 9 8 %           a Chinese character: the other's, this one knows only a few
//
// Tested by tests/extractors/judge_test.cc.
#include "extractors/ocr/merged_reading.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ocr/line_text.h"
#include "text/han.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

constexpr double kDoubtful = 0.85;  // at most, of what only one engine reads

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

// The two readings place by place.
OcrText Merge(std::span<const OcrGlyph> first, std::span<const OcrGlyph> second) {
  OcrText out;
  double sum = 0, lowest = 1;
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
    confidence = std::max(0.0, confidence);
    lowest = std::min(lowest, confidence);
    if (taken == nullptr) continue;
    out.text += taken->text;
    out.glyphs.push_back(*taken);
    out.glyphs.back().confidence = confidence;
    sum += confidence;
  }
  if (out.glyphs.empty()) return out;
  out.confidence = sum / static_cast<double>(out.glyphs.size());
  out.lowest_word = lowest;
  return out;
}

}  // namespace

bool AgreeInDigits(const OcrText& text, const OcrText& value) {
  return DigitsOf(text.text) == DigitsOf(value.text);
}

std::optional<OcrText> MergedReading(const OcrText& text, const OcrText& value) {
  if (text.glyphs.empty() || value.glyphs.empty() || !AgreeInDigits(text, value)) return {};
  OcrText merged = Merge(text.glyphs, value.glyphs);
  if (merged.glyphs.empty() || !AgreeInDigits(merged, value)) return {};
  return merged;
}

}  // namespace gongwen
