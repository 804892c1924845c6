// Lines -> paragraphs.
//
// A line of Chinese is broken where the next character does not fit. So a line that goes on can be
// told from one that ends without reading it:
//
//   |　　六、各地要加强资金使用监督管理，严格按规定范围、标|   准 did not fit: goes on
//   |准和程序使用资金。                                      |   there was room: a paragraph ends
//   |　　附件：1. 2023年中央财政就业补助资金（第二批）分配表 |   full, but the next line starts
//   |　　　　　2. 中央对地方专项转移支付区域绩效目标表       |   with a number of its own
//
// The margins are those of the page's own lines: the x where the longest text begins and ends most
// often, so that a title, a seal's text or hanging punctuation does not move them.
//
// Titles and agency names are centred and broken by sense, not at the margin. Lines of one size
// centred below each other are one title, unless a line is a whole agency, number or date.
//
// A line is compared with the nearest paragraph above that it overlaps in x, not with the line
// before: the 文件 of a masthead stands between an agency's name and its second line.
// Tested by compose_paragraphs_test.cc.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/text/compose_lines.h"
#include "extractors/text/paragraph_cues.h"
#include "extractors/text/reading_order.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kMarginSpreadEm = 0.6;  // ends of full lines differ by punctuation and rounding
constexpr double kAtMarginEm = 1.2;      // GB/T 9704 indents by 2
constexpr double kUnfilledEm = 0.8;      // ink of a final comma ends early; so do loose lines
constexpr double kMinFullLineEm = 12;    // shorter lines do not show where the margin is
constexpr double kMinMeasuredEm = 4;
constexpr double kMinPitchEm = 0.6;
constexpr double kMaxPitchEm = 2.5;         // 22 lines a page are 1.8; a table between is more
constexpr double kMaxPitchGrowth = 1.45;    // against the pitch the paragraph has had so far
constexpr double kMaxBodySizeRatio = 1.4;   // recognised sizes of short lines wobble
constexpr double kMaxTitleSizeRatio = 1.2;  // title 22 pt, body 16 pt
constexpr double kCentredEm = 0.8;
constexpr std::size_t kMaxLookBack = 16;  // paragraphs between a line and the one it continues

struct Column {
  double left = 0, right = 0;
  double em = 1;  // size of the body text
  [[nodiscard]] double center() const { return (left + right) / 2; }
};

// Where the size is not told, as for recognised lines, the width tells it: a Han character is one
// em wide. The height of the ink does not: it changes by a third with brackets and commas.
double LineSize(const TextLine& line) {
  if (line.font_size_pt > 0) return line.font_size_pt;
  const double em = line.box.width() / std::max(TextWidthEm(line.text), 0.5);
  return std::max(std::clamp(em, 0.5 * line.box.height(), 1.5 * line.box.height()), 0.1);
}

// The value that most of the weight lies near, within `spread`; the mean of what lies there.
struct Weighted {
  double value = 0, weight = 0;
};
double Mode(std::vector<Weighted> values, double spread) {
  std::ranges::sort(values, {}, &Weighted::value);
  double best_weight = -1, best = 0, weight = 0, sum = 0;
  std::size_t first = 0;
  for (const Weighted& w : values) {
    weight += w.weight;
    sum += w.weight * w.value;
    for (; w.value - values[first].value > 2 * spread; ++first) {
      weight -= values[first].weight;
      sum -= values[first].weight * values[first].value;
    }
    if (weight > best_weight) {
      best_weight = weight;
      best = weight > 0 ? sum / weight : w.value;
    }
  }
  return best;
}

double BodySize(std::span<const TextLine> lines) {
  std::vector<Weighted> sizes;
  for (const TextLine& line : lines) sizes.push_back({LineSize(line), line.box.width()});
  return Mode(std::move(sizes), 0.5);
}

// The left margin is the smallest x that at least two lines, or the longest text, begin at.
double LeftMargin(std::span<const TextLine> lines, double em) {
  std::vector<double> starts;
  for (const TextLine& line : lines) starts.push_back(line.box.x0);
  std::ranges::sort(starts);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    if (starts[i + 1] - starts[i] <= kMarginSpreadEm * em) return starts[i];
  }
  return starts.front();
}

Column FindColumn(std::span<const TextLine> lines) {
  Column column;
  column.em = std::max(BodySize(lines), 0.1);
  std::vector<Weighted> ends;
  for (const TextLine& line : lines) {
    if (!IsPageNumber(line.text)) ends.push_back({line.box.x1, line.box.width()});
  }
  column.left = LeftMargin(lines, column.em);
  column.right = Mode(std::move(ends), kMarginSpreadEm * column.em);
  return column;
}

bool IsAtLeft(const TextLine& line, const Column& column) {
  return std::abs(line.box.x0 - column.left) <= kAtMarginEm * column.em;
}

bool IsLong(const TextLine& line, const Column& column) {
  return line.box.width() >= kMinFullLineEm * column.em;
}

// Whether `unit_em` more did not fit behind the line.
bool IsFull(const TextLine& line, double unit_em, const Column& column) {
  return IsLong(line, column) && line.box.x1 + (unit_em + kUnfilledEm) * column.em >= column.right;
}

// Centred in the column, with room at both sides.
bool IsCentredInColumn(const TextLine& line, const Column& column) {
  return std::abs(line.box.center_x() - column.center()) <= kCentredEm * column.em &&
         line.box.x0 > column.left + kCentredEm * column.em;
}

bool IsRatioWithin(double a, double b, double limit) {
  return std::max(a, b) <= limit * std::min(a, b);
}

// A paragraph that may still grow.
struct Growing {
  Paragraph paragraph{};
  const TextLine* first = nullptr;
  const TextLine* last = nullptr;
  double pitch = 0;  // between its last two lines; 0 while it has one
};

bool IsPitchRight(const Growing& above, const TextLine& line) {
  const double pitch = line.box.center_y() - above.last->box.center_y();
  const double em = std::max(LineSize(*above.last), LineSize(line));
  if (pitch < kMinPitchEm * em || pitch > kMaxPitchEm * em) return false;
  return above.pitch <= 0 || pitch <= kMaxPitchGrowth * above.pitch;
}

bool StandsAlone(const TextLine& line) {
  return IsPageNumber(line.text) || StartsElement(line.text);
}

// Set under the words of the numbered item that `above` is.
bool IsHanging(const Growing& above, const TextLine& line, const Column& column) {
  const double mark = MarkWidthEm(above.first->text);
  const double shift_em = (line.box.x0 - above.first->box.x0) / column.em;
  return mark > 0 && shift_em > 0.5 && shift_em <= mark + 1.0 && !StartsItem(line.text);
}

// A measured size of two or three characters says nothing: half of 。 is no ink.
bool IsSizeKnown(const TextLine& line) {
  return line.font_size_pt > 0 || TextWidthEm(line.text) >= kMinMeasuredEm;
}

bool GoesOnAsBody(const Growing& above, const TextLine& line, const Column& column) {
  if (IsSizeKnown(line) &&
      !IsRatioWithin(LineSize(*above.last), LineSize(line), kMaxBodySizeRatio)) {
    return false;
  }
  if (!IsFull(*above.last, FirstUnitEm(line.text), column)) return false;
  if (IsAtLeft(line, column)) {
    // A wrapped line may begin with what looks like a number; after a full stop it is one.
    return !(StartsItem(line.text) && EndsSentence(above.last->text));
  }
  return IsHanging(above, line, column);
}

// （宿迁市） below …绩效目标表: what the table is about, and no part of its title.
bool IsSubtitleOfTable(std::string_view above, std::string_view text) {
  above = TrimBlanks(above);
  text = TrimBlanks(text);
  const auto is_bracketed = [&](std::string_view open, std::string_view close) {
    return text.starts_with(open) && text.find(close) == text.size() - close.size();
  };
  return above.ends_with("表") && (is_bracketed("（", "）") || is_bracketed("(", ")"));
}

bool GoesOnAsTitle(const Growing& above, const TextLine& line, const Column& column) {
  const TextLine& last = *above.last;
  const double em = LineSize(line);
  if (!IsRatioWithin(LineSize(last), em, kMaxTitleSizeRatio)) return false;
  if (std::abs(last.box.center_x() - line.box.center_x()) > kCentredEm * em) return false;
  const bool is_shifted = std::abs(last.box.x0 - line.box.x0) > kMarginSpreadEm * em;
  if (is_shifted ? line.box.x0 < column.left + kCentredEm * column.em && IsAtLeft(last, column)
                 : !IsCentredInColumn(line, column)) {
    return false;
  }
  if (StartsItem(line.text) || StartsItem(last.text) || EndsSentence(last.text)) return false;
  if (IsNumberOrDate(line.text) || IsNumberOrDate(last.text)) return false;
  if (IsSubtitleOfTable(last.text, line.text)) return false;
  return !IsAgency(last.text) || StartsTitle(line.text);
}

bool OverlapsInX(const RectPt& a, const RectPt& b) { return a.x0 < b.x1 && b.x0 < a.x1; }

// The nearest paragraph above the line, when the line goes on in it.
Growing* FindContinued(std::vector<Growing>& paragraphs, const TextLine& line, const Column& column,
                       bool& is_title) {
  std::size_t seen = 0;
  for (auto it = paragraphs.rbegin(); it != paragraphs.rend() && seen < kMaxLookBack;
       ++it, ++seen) {
    if (!OverlapsInX(it->last->box, line.box)) continue;
    if (StandsAlone(line) || IsPageNumber(it->last->text) || !IsPitchRight(*it, line)) {
      return nullptr;
    }
    is_title = !GoesOnAsBody(*it, line, column);
    return !is_title || GoesOnAsTitle(*it, line, column) ? &*it : nullptr;
  }
  return nullptr;
}

Growing Start(const TextLine& line, int page_no, const Column& column) {
  const bool is_centered = IsCentredInColumn(line, column);
  return {.paragraph = {.text = line.text,
                        .page_no = page_no,
                        .box = line.box,
                        .confidence = line.confidence,
                        .font_size_pt = LineSize(line),
                        .is_centered = is_centered,
                        .starts_at_margin = !is_centered && IsAtLeft(line, column)},
          .first = &line,
          .last = &line};
}

void Append(Growing& to, const TextLine& line, bool is_title) {
  AppendWrapped(to.paragraph.text, line.text);
  to.paragraph.box = Union(to.paragraph.box, line.box);
  to.paragraph.confidence = std::min(to.paragraph.confidence, line.confidence);
  to.paragraph.is_centered = is_title;
  if (is_title) to.paragraph.starts_at_margin = false;
  to.pitch = line.box.center_y() - to.last->box.center_y();
  to.last = &line;
}

std::vector<std::size_t> OrderOf(std::span<const TextLine> lines) {
  std::vector<RowKey> keys;
  keys.reserve(lines.size());
  for (const TextLine& line : lines) {
    keys.push_back({line.box.center_y(), line.box.x0, LineSize(line)});
  }
  return ReadingOrder(keys);
}

}  // namespace

std::vector<Paragraph> ComposeParagraphs(std::span<const TextLine> all_lines, int page_no) {
  std::vector<TextLine> lines(all_lines.begin(), all_lines.end());
  std::erase_if(lines, [](const TextLine& line) { return TrimBlanks(line.text).empty(); });
  if (lines.empty()) return {};
  const Column column = FindColumn(lines);
  std::vector<Growing> growing;
  for (const std::size_t i : OrderOf(lines)) {
    bool is_title = false;
    Growing* above = FindContinued(growing, lines[i], column, is_title);
    if (above != nullptr) {
      Append(*above, lines[i], is_title);
    } else {
      growing.push_back(Start(lines[i], page_no, column));
    }
  }
  std::vector<Paragraph> paragraphs;
  paragraphs.reserve(growing.size());
  for (Growing& g : growing) {
    g.paragraph.ends_at_margin = !g.paragraph.is_centered && IsFull(*g.last, 1.0, column);
    paragraphs.push_back(std::move(g.paragraph));
  }
  return paragraphs;
}

}  // namespace gongwen
