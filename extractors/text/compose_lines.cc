// Glyphs -> lines of text.
//
// The order of drawing is trusted where it agrees with the page and nowhere else:
//
//   1. CutRuns: glyphs drawn one after the other that stand side by side are one run. Almost all
//      text is settled here, in linear time.
//   2. TakeStacks: runs of one character that stand below each other are one label (产/出/指/标).
//   3. Runs are joined to lines, left to right. Beside each other (up to one em) they may be half
//      an em apart in height: subscripts, mixed fonts. Farther away they must stand on the same
//      base: the 文件 of a masthead, centred beside two lines, must not fall into one of them.
//      Farther than `split_gap_em` they are two lines: the two ends of a 版记 line.
//   4. The text of a line is its glyphs, left to right. A visible gap or a drawn space is a blank
//      when neither neighbour is full width; justified Chinese has gaps of every size.
//
// The obvious way, to sort all glyphs by y and cut at jumps, fails on mastheads, on subscripts and
// on pages whose two columns do not share their base lines. Tested by compose_lines_test.cc.
#include "extractors/text/compose_lines.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "extractors/text/line_runs.h"
#include "extractors/text/reading_order.h"
#include "extractors/text/stacked_glyphs.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kSameBandEm = 0.5;         // runs nearer than this in height may share a line
constexpr double kBesideEm = 1.0;           // a gap up to this counts as "beside"
constexpr double kBesideShiftEm = 0.5;      // height difference allowed beside
constexpr double kApartShiftEm = 0.25;      // and farther away
constexpr double kMaxOverlapEm = 0.5;       // kerning and slanted glyphs overlap; columns do not
constexpr std::size_t kMaxOpenLines = 256;  // per band; a bound for hostile pages
constexpr std::size_t kContextBytes = 240;  // looked at for Han around a broken number
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

bool NeedsBlank(char32_t before, char32_t after) {
  return before != 0 && after != 0 && !IsFullWidth(before) && !IsFullWidth(after);
}

void Append(std::string& text, std::string_view piece) {
  if (NeedsBlank(LastCodePoint(text), FirstCodePoint(piece))) text += ' ';
  text += piece;
}

std::string_view TextOf(const Glyph& glyph) {
  return glyph.text.empty() ? kReplacement : std::string_view(glyph.text);
}

bool IsSameText(std::span<const Glyph> glyphs, const GlyphRun& a, const GlyphRun& b) {
  return std::ranges::equal(a.pieces, b.pieces, [&](const Piece& x, const Piece& y) {
    return glyphs[x.glyph].text == glyphs[y.glyph].text;
  });
}

// A line of page text under construction: runs in order of x.
struct OpenLine {
  std::vector<const GlyphRun*> runs{};
  RectPt box{};
  double size_pt = 0;
};

enum class Fit { kNo, kYes, kDuplicate };

// Whether `run`, the next in order of x, belongs at the end of `line`, and how far off it stands.
std::pair<Fit, double> FitOf(std::span<const Glyph> glyphs, const OpenLine& line,
                             const GlyphRun& run, double split_gap_em) {
  const GlyphRun& last = *line.runs.back();
  const double em = std::max({last.size_pt, run.size_pt, 0.1});
  const double gap_em = (run.box.x0 - line.box.x1) / em;
  const double shift_em = std::abs(run.center_y - last.center_y) / em;
  if (shift_em <= kApartShiftEm && std::abs(run.box.x0 - last.box.x0) <= kApartShiftEm * em &&
      IsSameText(glyphs, last, run)) {
    return {Fit::kDuplicate, 0};
  }
  if (gap_em < -kMaxOverlapEm || gap_em > split_gap_em) return {Fit::kNo, 0};
  const double allowed = gap_em <= kBesideEm ? kBesideShiftEm : kApartShiftEm;
  return {shift_em <= allowed ? Fit::kYes : Fit::kNo, shift_em};
}

void Place(std::span<const Glyph> glyphs, const GlyphRun& run, double split_gap_em,
           std::size_t first_open, std::vector<OpenLine>& lines) {
  OpenLine* best = nullptr;
  double best_shift = std::numeric_limits<double>::infinity();
  const std::size_t oldest =
      std::max(first_open, lines.size() - std::min(lines.size(), kMaxOpenLines));
  for (std::size_t i = lines.size(); i-- > oldest;) {
    const auto [fit, shift] = FitOf(glyphs, lines[i], run, split_gap_em);
    if (fit == Fit::kDuplicate) return;
    if (fit == Fit::kYes && shift < best_shift) {
      best = &lines[i];
      best_shift = shift;
    }
  }
  if (best == nullptr) {
    lines.push_back({.runs = {&run}, .box = run.box, .size_pt = run.size_pt});
    return;
  }
  best->runs.push_back(&run);
  best->box = Around(best->box, run.box);
  best->size_pt = std::max(best->size_pt, run.size_pt);
}

std::vector<OpenLine> JoinRuns(std::span<const Glyph> glyphs, std::vector<GlyphRun>& runs,
                               double split_gap_em) {
  std::ranges::stable_sort(runs, {}, &GlyphRun::center_y);
  std::vector<OpenLine> lines;
  for (auto first = runs.begin(); first != runs.end();) {
    auto last = first + 1;
    while (last != runs.end() && last->center_y - (last - 1)->center_y <=
                                     kSameBandEm * std::max(last->size_pt, (last - 1)->size_pt)) {
      ++last;
    }
    std::ranges::stable_sort(first, last, {}, [](const GlyphRun& run) { return run.box.x0; });
    const std::size_t first_open = lines.size();
    for (; first != last; ++first) Place(glyphs, *first, split_gap_em, first_open, lines);
  }
  return lines;
}

// Writes the pieces one after the other and keeps the sums that a TextLine needs.
class LineWriter {
 public:
  LineWriter(std::span<const Glyph> glyphs, double blank_gap_em)
      : glyphs_(glyphs), blank_gap_em_(blank_gap_em) {}

  void Write(const GlyphRun& run) {
    for (const Piece& piece : run.pieces) Write(piece, run.is_vertical);
  }
  // Without blanks, whatever the gaps.
  void WriteStack(const GlyphRun& run) {
    for (const Piece& piece : run.pieces) Add(glyphs_[piece.glyph]);
  }

  [[nodiscard]] TextLine Take() {
    const auto middle = sizes_.begin() + static_cast<std::ptrdiff_t>(sizes_.size() / 2);
    std::ranges::nth_element(sizes_, middle);
    line_.font_size_pt = *middle;
    return std::move(line_);
  }

 private:
  void Write(const Piece& piece, bool is_vertical) {
    const Glyph& glyph = glyphs_[piece.glyph];
    if (last_ != nullptr) {
      const double em = std::max(SizeOf(*last_), SizeOf(glyph));
      const double gap = is_vertical
                             ? std::max(glyph.box.y0 - last_->box.y1, last_->box.y0 - glyph.box.y1)
                             : glyph.box.x0 - last_->box.x1;
      const bool is_blank = piece.blank_before || gap > blank_gap_em_ * em;
      if (is_blank && NeedsBlank(LastCodePoint(line_.text), FirstCodePoint(TextOf(glyph)))) {
        line_.text += ' ';
      }
    }
    Add(glyph);
  }

  void Add(const Glyph& glyph) {
    line_.text += TextOf(glyph);
    line_.box = last_ == nullptr ? glyph.box : Around(line_.box, glyph.box);
    line_.confidence = std::min(line_.confidence, glyph.confidence);
    sizes_.push_back(SizeOf(glyph));
    last_ = &glyph;
  }

  std::span<const Glyph> glyphs_;
  double blank_gap_em_;
  const Glyph* last_ = nullptr;
  std::vector<double> sizes_{};
  TextLine line_{};
};

}  // namespace

std::string JoinPieces(std::string_view first, std::string_view second) {
  std::string joined(TrimBlanks(first));
  Append(joined, TrimBlanks(second));
  return joined;
}

void AppendWrapped(std::string& text, std::string_view line) {
  line = TrimBlanks(line);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  const bool is_number = IsAsciiDigit(LastCodePoint(text)) && IsAsciiDigit(FirstCodePoint(line));
  const std::string_view tail =
      std::string_view(text).substr(text.size() - std::min(text.size(), kContextBytes));
  if (is_number && (HasHan(tail) || HasHan(line.substr(0, kContextBytes)))) {
    text += line;
  } else {
    Append(text, line);
  }
}

std::vector<TextLine> ComposeLines(std::span<const Glyph> glyphs, const ComposeOptions& options) {
  std::vector<GlyphRun> runs = CutRuns(glyphs);
  std::vector<TextLine> lines;
  std::vector<RowKey> keys;
  const auto write = [&](double y, auto&& fill) {
    LineWriter writer(glyphs, options.blank_gap_em);
    fill(writer);
    lines.push_back(writer.Take());
    keys.push_back({y, lines.back().box.x0, lines.back().font_size_pt});
  };
  for (const GlyphRun& run : runs) {
    if (run.is_vertical) write(run.center_y, [&](LineWriter& writer) { writer.Write(run); });
  }
  std::erase_if(runs, [](const GlyphRun& run) { return run.is_vertical; });
  for (const GlyphRun& stack : TakeStacks(glyphs, runs)) {
    write(stack.center_y, [&](LineWriter& writer) { writer.WriteStack(stack); });
  }
  for (const OpenLine& line : JoinRuns(glyphs, runs, options.split_gap_em)) {
    write(line.runs.front()->center_y, [&](LineWriter& writer) {
      for (const GlyphRun* run : line.runs) writer.Write(*run);
    });
  }
  std::vector<TextLine> ordered;
  ordered.reserve(lines.size());
  for (const std::size_t i : ReadingOrder(keys)) ordered.push_back(std::move(lines[i]));
  return ordered;
}

std::string ComposeCellText(std::span<const Glyph> glyphs) {
  std::string text;
  for (const TextLine& line : ComposeLines(glyphs)) AppendWrapped(text, line.text);
  return text;
}

}  // namespace gongwen
