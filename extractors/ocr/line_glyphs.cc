// Tesseract gives the time steps in which it saw a character, and these overlap its neighbours' by
// a stroke or so: good enough to tell where a character is, not to measure gaps of a tenth of an
// em. Gaps are therefore measured in the ink.
//
// Tested by tests/extractors/line_glyphs_test.cc.
#include "extractors/ocr/line_glyphs.h"

#include <algorithm>
#include <string_view>

#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kWideGapEm = 0.7;  // of free paper between two characters: columns may part here
constexpr double kLeastAdvanceEm = 0.22;
constexpr double kLeastHeight = 0.8;    // of the page's usual line: a dash has the size of its font
constexpr double kInkShareOfEm = 0.92;  // of a full Chinese character

struct Span {
  std::string text{};
  double x0 = 0, x1 = 0;      // pixels of the page
  bool blank_before = false;  // the engine saw one
};

// Characters of the text with the places that the engine gave; by their widths where it gave none.
std::vector<Span> SpansOf(const LineText& text, const RectPx& line) {
  std::vector<Span> spans;
  double units = 0;
  std::vector<double> widths;
  bool blank = false;
  for (std::string_view rest = text.text; !rest.empty();) {
    const std::string_view before = rest;
    const char32_t c = TakeCodePoint(rest);
    const double width = IsFullWidth(c) ? 1 : 0.5;
    if (c == U' ' || c == U'\n') {
      blank = true;
      units += width;
      if (!widths.empty()) widths.back() += width;
      continue;
    }
    spans.push_back({std::string(before.substr(0, before.size() - rest.size())), 0, 0, blank});
    widths.push_back(width);
    units += width;
    blank = false;
  }
  const bool has_places = text.glyphs.size() == spans.size();
  double x = line.x0;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (has_places) {
      spans[i].x0 = text.glyphs[i].x0;
      spans[i].x1 = text.glyphs[i].x1;
    } else {
      spans[i].x0 = x;
      spans[i].x1 =
          x + (IsFullWidth(FirstCodePoint(spans[i].text)) ? 1 : 0.5) * line.width() / units;
      x += widths[i] * line.width() / units;
    }
  }
  return spans;
}

// The first and the last column with ink in [from, to); from > to when there is none.
struct Ink {
  int from = 0, to = -1;
};

Ink InkWithin(const std::vector<int>& columns, int from, int to) {
  from = std::max(from, 0);
  to = std::min(to, static_cast<int>(columns.size()));
  while (from < to && columns[static_cast<std::size_t>(from)] == 0) ++from;
  while (to > from && columns[static_cast<std::size_t>(to - 1)] == 0) --to;
  return {from, to};
}

double EmOf(const TextImages& page, double height) {
  return std::max(height, kLeastHeight * page.glyph_px);
}

// How high full characters would be beside the line's: digits and letters are lower, unless a
// bracket or a comma stands among them.
double FullHeight(std::string_view text, double height) {
  constexpr double kDigits = 0.72, kWithComma = 0.86;  // of an em
  bool has_digit = false, has_comma = false;
  while (!text.empty()) {
    const char32_t c = TakeCodePoint(text);
    if (IsFullWidth(c) || std::u32string_view(U"()[]/|").find(c) != std::u32string_view::npos) {
      return height;
    }
    has_digit = has_digit || IsAsciiDigit(c);
    has_comma = has_comma || c == U',' || c == U';';
  }
  if (!has_digit) return height;
  return height * kInkShareOfEm / (has_comma ? kWithComma : kDigits);
}

}  // namespace

std::vector<Glyph> GlyphsOfLine(const LineText& text, const RectPx& line, const TextImages& page) {
  std::vector<Span> spans = SpansOf(text, line);
  const PixPtr strip = CropPix(page.binary, line);
  const std::vector<int> columns = strip ? ColumnInk(strip.get()) : std::vector<int>{};
  const int left = std::max(line.x0, 0);
  const double em = EmOf(page, FullHeight(text.text, line.height()));
  std::vector<int> middles;
  for (const Span& span : spans) {
    middles.push_back(static_cast<int>((span.x0 + span.x1) / 2) - left);
  }
  for (std::size_t i = 0; i + 1 < spans.size(); ++i) {
    Span &here = spans[i], &next = spans[i + 1];
    const int from = middles[i], to = middles[i + 1];
    // The widest free stretch between the two middles.
    int free_from = from, free_to = from, start = from;
    for (int x = from; x <= to; ++x) {
      const bool has_ink = x >= 0 && x < static_cast<int>(columns.size()) &&
                           columns[static_cast<std::size_t>(x)] > 0;
      if (x < to && !has_ink) continue;
      if (x - start > free_to - free_from) {
        free_from = start;
        free_to = x;
      }
      start = x + 1;
    }
    if (next.blank_before || free_to - free_from > kWideGapEm * em) {
      here.x1 = left + free_from;
      next.x0 = left + free_to;
    } else {
      here.x1 = next.x0 =
          free_to > free_from ? left + (free_from + free_to) / 2.0 : (here.x1 + next.x0) / 2;
    }
  }
  if (!spans.empty()) {
    const Ink all = InkWithin(columns, 0, static_cast<int>(columns.size()));
    if (all.to > all.from) {
      spans.front().x0 = std::min<double>(left + all.from, spans.front().x1 - 1);
      spans.back().x1 = std::max<double>(left + all.to, spans.back().x0 + 1);
    }
  }
  std::vector<Glyph> glyphs;
  const double k = 72 / page.dpi;
  const double middle = (line.y0 + line.y1) / 2.0;
  double last_x0 = line.x0 - em;
  for (Span& span : spans) {
    // Two characters at one place would be taken for one that is printed twice.
    span.x0 = std::max(span.x0, last_x0 + kLeastAdvanceEm * em);
    const double x1 = std::max(span.x1, span.x0 + kLeastAdvanceEm * em);
    last_x0 = span.x0;
    glyphs.push_back({.text = std::move(span.text),
                      .box = {span.x0 * k, (middle - em / 2) * k, x1 * k, (middle + em / 2) * k},
                      .font_size_pt = em / kInkShareOfEm * k,
                      .confidence = text.confidence});
  }
  return glyphs;
}

std::vector<Glyph> GlyphsOfStack(const LineText& text, std::span<const RectPx> characters,
                                 const TextImages& page) {
  std::vector<Glyph> glyphs;
  if (characters.empty()) return glyphs;
  RectPx all = characters.front();
  for (const RectPx& c : characters) {
    all = {std::min(all.x0, c.x0), std::min(all.y0, c.y0), std::max(all.x1, c.x1),
           std::max(all.y1, c.y1)};
  }
  const std::vector<Span> spans = SpansOf({.text = text.text}, all);
  const double k = 72 / page.dpi;
  const double em = EmOf(page, all.width());
  for (std::size_t i = 0; i < spans.size(); ++i) {
    RectPt box = ToPoints(all, page.dpi);
    if (spans.size() == characters.size()) {
      const RectPt own = ToPoints(characters[i], page.dpi);
      box.y0 = own.y0;
      box.y1 = own.y1;
    } else {
      const double step = box.height() / static_cast<double>(spans.size());
      box.y0 += step * static_cast<double>(i);
      box.y1 = box.y0 + step;
    }
    glyphs.push_back({.text = spans[i].text,
                      .box = box,
                      .font_size_pt = em / kInkShareOfEm * k,
                      .confidence = text.confidence});
  }
  return glyphs;
}

}  // namespace gongwen
