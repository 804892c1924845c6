#include "extractors/text/line_runs.h"

#include <algorithm>
#include <cmath>

#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kMaxGapEm = 0.5;     // wider gaps are judged with the whole line in view
constexpr double kMaxShiftEm = 0.25;  // across the direction of writing: wobble, not a new line
constexpr double kDuplicateEm = 0.2;  // imitated bold moves the second impression by less

bool IsDuplicate(const Glyph& first, const Glyph& second) {
  const double reach = kDuplicateEm * SizeOf(first);
  return first.text == second.text && std::abs(first.box.x0 - second.box.x0) < reach &&
         std::abs(first.box.y0 - second.box.y0) < reach &&
         std::abs(first.box.x0 - second.box.x0) < 0.5 * first.box.width();
}

// The gap along the direction of writing, and the shift across it, in ems.
struct Step {
  double gap_em = 0, shift_em = 0;
};

Step StepBetween(const Glyph& from, const Glyph& to) {
  const double em = std::max({SizeOf(from), SizeOf(to), 0.1});
  if (!from.is_vertical) {
    return {(to.box.x0 - from.box.x1) / em, (to.box.center_y() - from.box.center_y()) / em};
  }
  // Turned text runs upward or downward: only the distance counts.
  const double gap = std::max(to.box.y0 - from.box.y1, from.box.y0 - to.box.y1);
  return {gap / em, (to.box.center_x() - from.box.center_x()) / em};
}

bool Follows(const Glyph& from, const Glyph& to) {
  if (from.is_vertical != to.is_vertical) return false;
  const Step step = StepBetween(from, to);
  return step.gap_em <= kMaxGapEm && step.gap_em >= -kMaxGapEm &&
         std::abs(step.shift_em) <= kMaxShiftEm;
}

GlyphRun StartRun(const Glyph& glyph, Piece piece) {
  return {.pieces = {piece},
          .box = glyph.box,
          .center_y = glyph.box.center_y(),
          .size_pt = SizeOf(glyph),
          .is_vertical = glyph.is_vertical};
}

void Extend(GlyphRun& run, const Glyph& glyph, Piece piece) {
  run.pieces.push_back(piece);
  run.box = Around(run.box, glyph.box);
  run.size_pt = std::max(run.size_pt, SizeOf(glyph));
}

}  // namespace

double SizeOf(const Glyph& glyph) {
  return glyph.font_size_pt > 0 ? glyph.font_size_pt : glyph.box.height();
}

RectPt Around(const RectPt& a, const RectPt& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

std::vector<GlyphRun> CutRuns(std::span<const Glyph> glyphs) {
  std::vector<GlyphRun> runs;
  bool blank_before = false;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const Glyph& glyph = glyphs[i];
    if (IsBlank(glyph.text)) {
      blank_before = true;
      continue;
    }
    const Piece piece{i, blank_before};
    const Glyph* last = runs.empty() ? nullptr : &glyphs[runs.back().pieces.back().glyph];
    if (last != nullptr && IsDuplicate(*last, glyph)) continue;
    if (last != nullptr && Follows(*last, glyph)) {
      Extend(runs.back(), glyph, piece);
    } else {
      runs.push_back(StartRun(glyph, piece));
    }
    blank_before = false;
  }
  return runs;
}

}  // namespace gongwen
