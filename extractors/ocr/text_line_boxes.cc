// On a page: characters -> words by a closing that bridges the gaps between neighbouring
// characters, words -> lines by overlap. A word joins the line that it overlaps, not the line whose
// middle is nearest: the 文件 of a joint masthead stands beside two agency names, half a line lower
// than either, and must stay a line of its own.
//
// In a cell: the rows of ink. Chinese characters may hold blank rows themselves (二, 三, 言), so
// bands are joined again while together they are no higher than one character.
//
// Tested by tests/extractors/text_line_boxes_test.cc.
#include "extractors/ocr/text_line_boxes.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <utility>

namespace gongwen {
namespace {

constexpr double kWordGap = 0.6, kWordRise = 0.12;  // of the closing, in ems
constexpr double kLineGap = 2.2;         // between words of a line, in heights of the line
constexpr double kOverlap = 0.5;         // of the lower box's height
constexpr double kFarOverlap = 0.75;     // the same across a gap wider than
constexpr double kNearGap = 0.6;         // so many heights
constexpr double kSpeck = 0.42;          // smaller in both directions: no line by itself
constexpr double kLargest = 7;           // higher than so many ems: a figure
constexpr double kStackedHeight = 1.05;  // of the strokes of one character, in ems: 二 元 =
constexpr double kColumnGap = 0.9;  // in ems: wider ones part a line that is no spaced-out word
constexpr double kSpacedOut = 1.3;  // in ems: what is wider between two gaps is no single character
constexpr double kThin = 0.13, kFlat = 0.2, kFlatWidth = 2.5;  // in ems: a scrap of a ruling
constexpr double kOneCharacter = 1.25;  // bands that are no higher together belong together

RectPx Join(const RectPx& a, const RectPx& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

int VerticalOverlap(const RectPx& a, const RectPx& b) {
  return std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
}

// A line while it is being put together.
struct OpenLine {
  RectPx box{};
  RectPx core{};  // its tallest word: low words beside it do not thin it, slanted ones not swell it
  std::vector<RectPx> words{};
};

void Add(OpenLine& line, const OpenLine& more) {
  line.box = Join(line.box, more.box);
  if (more.core.height() > line.core.height()) line.core = more.core;
  line.words.insert(line.words.end(), more.words.begin(), more.words.end());
}

// Gaps are measured between the boxes, overlap between the cores.
bool Joins(const OpenLine& a, const OpenLine& b) {
  const int lower = std::min(a.core.height(), b.core.height());
  const int higher = std::max(a.core.height(), b.core.height());
  const int gap = std::max(b.box.x0 - a.box.x1, a.box.x0 - b.box.x1);
  if (gap > kLineGap * higher) return false;
  const double needed = gap > kNearGap * higher ? kFarOverlap : kOverlap;
  return VerticalOverlap(a.core, b.core) >= needed * lower;
}

// The strokes of a leading 二 or 一 begin lines of their own that the rest of the line bridges.
void JoinLines(std::vector<OpenLine>& lines) {
  for (bool joined = true; joined;) {
    joined = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t j = i + 1; j < lines.size(); ++j) {
        if (!Joins(lines[i], lines[j])) continue;
        Add(lines[i], lines[j]);
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(j));
        joined = true;
        --j;
      }
    }
  }
}

// Strokes of one character that lie above each other with nothing beside them to hold them
// together.
bool AreStacked(const RectPx& a, const RectPx& b, double em) {
  const int shared = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  return shared >= 0.7 * std::min(a.width(), b.width()) &&
         Join(a, b).height() <= kStackedHeight * em && Join(a, b).width() <= kOneCharacter * em;
}

void JoinStacked(std::vector<RectPx>& words, double em) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t j = i + 1; j < words.size() && words[j].x0 <= words[i].x1; ++j) {
      if (!AreStacked(words[i], words[j], em)) continue;
      words[i] = Join(words[i], words[j]);
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(j));
      j = i;
    }
  }
}

// What is left of a ruling: no character is so thin alone, and no dash so long.
bool IsScrap(const RectPx& box, double em) {
  const bool is_upright = box.width() <= kThin * em && box.height() > 0.6 * em;
  const bool is_flat = box.height() <= kFlat * em && box.width() > kFlatWidth * em;
  return is_upright || is_flat;
}

std::vector<RectPx> FindWords(Pix* binary, double em) {
  const int gap = std::max(2, static_cast<int>(std::lround(kWordGap * em)));
  const int rise = std::max(1, static_cast<int>(std::lround(kWordRise * em)));
  const PixPtr words(pixCloseSafeBrick(nullptr, binary, gap, rise));
  if (!words) return {};
  std::vector<RectPx> boxes = ComponentBoxes(words.get());
  std::erase_if(boxes, [em](const RectPx& b) { return b.height() > kLargest * em; });
  std::sort(boxes.begin(), boxes.end(), [](const RectPx& a, const RectPx& b) {
    return std::pair{a.x0, a.y0} < std::pair{b.x0, b.y0};
  });
  JoinStacked(boxes, em);
  return boxes;
}

// A line where columns part: at wide gaps, unless single characters stand on both sides (合  计).
std::vector<RectPx> PartsOf(OpenLine line, double em) {
  const double own_em = std::max<double>(em, line.core.height());
  std::sort(line.words.begin(), line.words.end(),
            [](const RectPx& a, const RectPx& b) { return a.x0 < b.x0; });
  std::vector<RectPx> parts;
  for (const RectPx& word : line.words) {
    if (!parts.empty() && word.x0 - parts.back().x1 <= kColumnGap * own_em) {
      parts.back() = Join(parts.back(), word);
    } else {
      parts.push_back(word);
    }
  }
  std::vector<RectPx> joined;
  bool ends_single = false;  // the last part of `joined` ends with a single character
  for (const RectPx& part : parts) {
    const bool is_single = part.width() <= kSpacedOut * own_em;
    if (is_single && ends_single) {
      joined.back() = Join(joined.back(), part);
    } else {
      joined.push_back(part);
    }
    ends_single = is_single;
  }
  return joined;
}

// Lines side by side, first by row, then from left to right.
void SortForReading(std::vector<RectPx>& lines) {
  std::sort(lines.begin(), lines.end(),
            [](const RectPx& a, const RectPx& b) { return a.y0 + a.y1 < b.y0 + b.y1; });
  for (auto row = lines.begin(); row != lines.end();) {
    auto end = std::next(row);
    while (end != lines.end() &&
           VerticalOverlap(*row, *end) >= kOverlap * std::max(row->height(), end->height())) {
      ++end;
    }
    std::sort(row, end, [](const RectPx& a, const RectPx& b) { return a.x0 < b.x0; });
    row = end;
  }
}

struct Band {
  int y0 = 0, y1 = 0;
  [[nodiscard]] int height() const { return y1 - y0; }
};

std::vector<Band> InkBands(const std::vector<int>& profile) {
  std::vector<Band> bands;
  for (int y = 0; y < static_cast<int>(profile.size()); ++y) {
    if (profile[static_cast<std::size_t>(y)] == 0) continue;
    if (!bands.empty() && bands.back().y1 == y) {
      bands.back().y1 = y + 1;
    } else {
      bands.push_back({y, y + 1});
    }
  }
  return bands;
}

// Joins the nearest neighbours first, as long as they may be one character.
void JoinParts(std::vector<Band>& bands, double em) {
  while (bands.size() > 1) {
    std::size_t best = 0;
    int best_gap = -1;
    for (std::size_t i = 0; i + 1 < bands.size(); ++i) {
      if (bands[i + 1].y1 - bands[i].y0 > kOneCharacter * em) continue;
      const int gap = bands[i + 1].y0 - bands[i].y1;
      if (best_gap < 0 || gap < best_gap) {
        best = i;
        best_gap = gap;
      }
    }
    if (best_gap < 0) return;
    bands[best].y1 = bands[best + 1].y1;
    bands.erase(bands.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
}

// Cuts a band of two or more touching lines where it is thinnest.
void CutBand(const std::vector<int>& profile, const Band& band, double em, std::vector<Band>& out) {
  const int margin = static_cast<int>(0.65 * em);
  int sum = 0, thinnest = -1;
  for (int y = band.y0; y < band.y1; ++y) {
    const int ink = profile[static_cast<std::size_t>(y)];
    sum += ink;
    if (y < band.y0 + margin || y >= band.y1 - margin) continue;
    if (thinnest < 0 || ink < profile[static_cast<std::size_t>(thinnest)]) thinnest = y;
  }
  const double mean = static_cast<double>(sum) / std::max(1, band.height());
  if (band.height() < 1.75 * em || thinnest < 0 ||
      profile[static_cast<std::size_t>(thinnest)] > 0.3 * mean) {
    out.push_back(band);
    return;
  }
  CutBand(profile, {band.y0, thinnest}, em, out);
  CutBand(profile, {thinnest, band.y1}, em, out);
}

bool IsSpeck(const RectPx& box, double em) {
  return box.width() < kSpeck * em && box.height() < kSpeck * em;
}

// Small ink at either end of a line: points, commas and colons stand close to it on the right, and
// in its lower part if they stand farther off; quotes stand close on the left. Specks do not.
bool BelongsTo(const RectPx& core, const RectPx& small, double em) {
  if (small.y1 <= core.y0 || small.y0 >= core.y1 + 0.15 * em) return false;
  const double gap = std::max(small.x0 - core.x1, core.x0 - small.x1);
  if (gap <= 0.25 * em) return true;
  const bool is_low = (small.y0 + small.y1) / 2.0 > (core.y0 + core.y1) / 2.0;
  return small.x0 >= core.x1 && is_low && gap <= 0.6 * em;
}

// The ink inside a band, without specks that stand off it.
RectPx InkBox(Pix* crop, const Band& band, double em) {
  const PixPtr strip = CropPix(crop, {0, band.y0, pixGetWidth(crop), band.y1});
  if (!strip) return {};
  const std::vector<RectPx> boxes = ComponentBoxes(strip.get());
  RectPx ink;
  for (const RectPx& box : boxes) {
    if (!IsSpeck(box, em)) ink = ink.empty() ? box : Join(ink, box);
  }
  if (ink.empty()) return ink;
  const RectPx core = ink;
  for (const RectPx& box : boxes) {
    if (IsSpeck(box, em) && BelongsTo(core, box, em)) ink = Join(ink, box);
  }
  return {ink.x0, ink.y0 + band.y0, ink.x1, ink.y1 + band.y0};
}

}  // namespace

std::vector<RectPx> FindTextLines(Pix* binary, double glyph_px) {
  if (glyph_px <= 0) return {};
  std::vector<OpenLine> lines;
  for (const RectPx& word : FindWords(binary, glyph_px)) {
    OpenLine* best = nullptr;
    for (OpenLine& line : lines) {
      if (!Joins(line, {word, word, {}})) continue;
      if (best == nullptr || VerticalOverlap(line.core, word) > VerticalOverlap(best->core, word)) {
        best = &line;
      }
    }
    if (best == nullptr) {
      lines.push_back({word, word, {word}});
    } else {
      Add(*best, {word, word, {word}});
    }
  }
  JoinLines(lines);
  std::vector<RectPx> boxes;
  for (const OpenLine& line : lines) {
    const bool is_speck =
        line.box.width() < kSpeck * glyph_px && line.box.height() < kSpeck * glyph_px;
    if (is_speck || IsScrap(line.box, glyph_px)) continue;
    for (const RectPx& part : PartsOf(line, glyph_px)) boxes.push_back(part);
  }
  SortForReading(boxes);
  return boxes;
}

std::vector<RectPx> FindCellLines(Pix* binary, const RectPx& cell, double glyph_px) {
  const PixPtr crop = CropPix(binary, cell);
  if (!crop || glyph_px <= 0) return {};
  const std::vector<int> profile = RowInk(crop.get());
  std::vector<Band> joined = InkBands(profile), bands;
  JoinParts(joined, glyph_px);
  for (const Band& band : joined) CutBand(profile, band, glyph_px, bands);
  std::vector<RectPx> lines;
  for (const Band& band : bands) {
    const RectPx ink = InkBox(crop.get(), band, glyph_px);
    if (ink.empty()) continue;
    const int x = std::max(cell.x0, 0), y = std::max(cell.y0, 0);
    lines.push_back({ink.x0 + x, ink.y0 + y, ink.x1 + x, ink.y1 + y});
  }
  return lines;
}

}  // namespace gongwen
