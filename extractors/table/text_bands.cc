#include "extractors/table/text_bands.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "extractors/text/line_runs.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kSameBandEm = 0.4;
constexpr double kWordGapEm = 0.12;
constexpr std::size_t kFewestDots = 4;  // of a leader; …… are two

// Digits with what stands beside them in amounts: signs, separators, brackets, currency.
bool IsNumber(std::string_view text) {
  constexpr std::u32string_view kBeside = U".,%-+()/$￥¥€£‰－＋．，％（）−–";
  bool has_digit = false;
  while (!text.empty()) {
    const char32_t c = TakeCodePoint(text);
    if (IsAsciiDigit(c) || (c >= U'０' && c <= U'９')) {
      has_digit = true;
    } else if (kBeside.find(c) == std::u32string_view::npos) {
      return false;
    }
  }
  return has_digit;
}

Word StartWord(const Glyph& glyph, std::size_t index) {
  return {.box = glyph.box,
          .size_pt = SizeOf(glyph),
          .text = glyph.text,
          .glyphs = {index},
          .is_wide = IsFullWidth(LastCodePoint(glyph.text))};
}

// How many dots of one leader stand from the first of `indices` on.
std::size_t DotsFrom(std::span<const Glyph> glyphs, std::span<const std::size_t> indices) {
  constexpr double kMostGapEm = 1.2;
  std::size_t count = 0;
  while (count < indices.size() && IsLeaderDot(glyphs[indices[count]])) {
    const Glyph& dot = glyphs[indices[count]];
    if (count > 0) {
      const double gap = dot.box.x0 - glyphs[indices[count - 1]].box.x1;
      if (gap > kMostGapEm * SizeOf(dot)) break;
    }
    ++count;
  }
  return count;
}

Band BandOf(std::span<const Glyph> glyphs, std::span<std::size_t> indices) {
  std::ranges::sort(indices, {}, [&](std::size_t i) { return glyphs[i].box.x0; });
  Band band;
  std::size_t dots = 0;  // of the run that glyph `n` stands in
  for (std::size_t n = 0; n < indices.size(); ++n) {
    const std::size_t i = indices[n];
    const Glyph& glyph = glyphs[i];
    if (dots == 0) dots = DotsFrom(glyphs, indices.subspan(n));
    if (dots >= kFewestDots) {
      band.has_leader = true;
      n += dots - 1;
      dots = 0;
      continue;
    }
    if (dots > 0) --dots;
    const double size = SizeOf(glyph);
    band.size_pt = std::max(band.size_pt, size);
    Word* last = band.words.empty() ? nullptr : &band.words.back();
    if (last != nullptr &&
        glyph.box.x0 - last->box.x1 <= kWordGapEm * std::max(size, last->size_pt)) {
      last->box = Around(last->box, glyph.box);
      last->size_pt = std::max(last->size_pt, size);
      last->text += glyph.text;
      last->glyphs.push_back(i);
      last->is_wide = last->is_wide || IsFullWidth(LastCodePoint(glyph.text));
    } else {
      band.words.push_back(StartWord(glyph, i));
    }
  }
  for (Word& word : band.words) word.is_number = IsNumber(word.text);
  band.center_y = glyphs[indices.front()].box.center_y();
  return band;
}

double GapLimitEm(const Word& a, const Word& b, const PhraseOptions& options) {
  if (a.is_number || b.is_number) return std::min(options.number_gap_em, options.narrow_gap_em);
  if (!a.is_wide || !b.is_wide) return options.narrow_gap_em;
  const bool is_spaced = a.glyphs.size() == 1 && b.glyphs.size() == 1;
  return is_spaced ? options.spaced_gap_em : options.wide_gap_em;
}

}  // namespace

RectPt Band::box() const {
  RectPt all = words.front().box;
  for (const Word& word : words) all = Around(all, word.box);
  return all;
}

bool BeginsAsValue(std::string_view text) {
  constexpr std::u32string_view kSigns = U"≥≤<>=±-−＜＞＝";
  const char32_t first = FirstCodePoint(text);
  return IsAsciiDigit(first) || kSigns.find(first) != std::u32string_view::npos;
}

bool IsLeaderDot(const Glyph& glyph) {
  return glyph.text == "." || glyph.text == "…" || glyph.text == "·" || glyph.text == "．";
}

std::vector<Band> BandsOf(std::span<const Glyph> glyphs) {
  std::vector<std::size_t> order;
  order.reserve(glyphs.size());
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (!glyphs[i].is_vertical && !IsBlank(glyphs[i].text)) order.push_back(i);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return glyphs[i].box.center_y(); });
  std::vector<Band> bands;
  for (std::size_t first = 0; first < order.size();) {
    const double top = glyphs[order[first]].box.center_y();
    std::size_t end = first + 1;
    while (end < order.size() &&
           glyphs[order[end]].box.center_y() - top <= kSameBandEm * SizeOf(glyphs[order[end]])) {
      ++end;
    }
    Band band = BandOf(glyphs, std::span(order).subspan(first, end - first));
    if (!band.words.empty()) bands.push_back(std::move(band));
    first = end;
  }
  return bands;
}

std::vector<Band> BandsWithin(std::span<const Band> bands, const RectPt& box) {
  std::vector<Band> inside;
  for (const Band& band : bands) {
    if (band.center_y <= box.y0 || band.center_y >= box.y1) continue;
    Band part = band;
    std::erase_if(part.words, [&](const Word& word) {
      return word.box.center_x() < box.x0 || word.box.center_x() > box.x1;
    });
    if (!part.words.empty()) inside.push_back(std::move(part));
  }
  return inside;
}

bool RunsOver(const RectPt& text, double x) {
  constexpr double kHairPt = 1;
  return text.x0 < x - kHairPt && text.x1 > x + kHairPt;
}

std::vector<Phrase> PhrasesOf(const Band& band, const PhraseOptions& options) {
  std::vector<Phrase> phrases;
  for (std::size_t i = 0; i < band.words.size(); ++i) {
    const Word& word = band.words[i];
    if (i > 0) {
      const Word& before = band.words[i - 1];
      const double em = std::max(before.size_pt, word.size_pt);
      if (word.box.x0 - before.box.x1 <= GapLimitEm(before, word, options) * em) {
        Phrase& phrase = phrases.back();
        phrase.end = i + 1;
        phrase.box = Around(phrase.box, word.box);
        phrase.is_number = phrase.is_number && word.is_number;
        continue;
      }
    }
    phrases.push_back({i, i + 1, word.box, word.is_number});
  }
  return phrases;
}

bool StandsAlone(std::span<const Band> bands, std::size_t index) {
  const Band& band = bands[index];
  if (PhrasesOf(band).size() > 1) return false;
  const RectPt box = band.box();
  const auto stands_beside = [&](const Band& other) {
    const RectPt it = other.box();
    return std::abs(other.center_y - band.center_y) <
               kHalfLineEm * std::max(band.size_pt, other.size_pt) &&
           (it.x1 < box.x0 || box.x1 < it.x0);
  };
  return !(index > 0 && stands_beside(bands[index - 1])) &&
         !(index + 1 < bands.size() && stands_beside(bands[index + 1]));
}

}  // namespace gongwen
