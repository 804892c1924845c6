// One glyph a line can mean three things:
//
//   产  |  a label in a column one glyph wide: one word, read downward
//   出  |
//
//   产 数   two such columns side by side: two words
//   出 量
//   指 指
//
//   张 三   lines of spaced-out text: read across
//   李 四
//
// A glyph alone on its row is a stack as soon as there are two. With neighbours on its row it is
// one only when the distances say so: nearer to what stands below than to what stands beside, and
// farther from its neighbour than the em that spaced-out names take; and a third glyph must
// confirm it. A column of nothing but numerals (一 二 三) numbers its rows and is no word. Tested
// by compose_lines_test.cc.
#include "extractors/text/stacked_glyphs.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>

#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kSameColumnEm = 0.3;
constexpr double kMinPitchEm = 0.8;
constexpr double kMaxPitchEm = 1.7;
constexpr double kSameRowEm = 0.5;
constexpr double kSpacedTextEm = 1.1;  // 张　三 is set with one em between
constexpr double kAloneEm = 2.5;       // a neighbour farther away is another column of the page
constexpr std::size_t kMinBesideNeighbours = 3;
constexpr std::size_t kMaxNeighbours = 256;  // on one row; a bound for hostile pages

constexpr std::u32string_view kNumerals = U"一二三四五六七八九十";

using Indices = std::vector<std::size_t>;

bool IsSingle(const GlyphRun& run, std::span<const Glyph> glyphs) {
  return !run.is_vertical && run.pieces.size() == 1 &&
         IsFullWidth(FirstCodePoint(glyphs[run.pieces.front().glyph].text));
}

// Indices of single runs, column by column, each top to bottom.
std::vector<Indices> SinglesByColumn(std::span<const Glyph> glyphs,
                                     const std::vector<GlyphRun>& runs) {
  Indices singles;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (IsSingle(runs[i], glyphs)) singles.push_back(i);
  }
  std::ranges::sort(singles, {}, [&](std::size_t i) { return runs[i].box.center_x(); });
  std::vector<Indices> columns;
  for (const std::size_t i : singles) {
    const bool is_same =
        !columns.empty() && runs[i].box.center_x() - runs[columns.back().front()].box.center_x() <=
                                kSameColumnEm * runs[i].size_pt;
    if (!is_same) columns.emplace_back();
    columns.back().push_back(i);
  }
  for (Indices& column : columns) {
    std::ranges::sort(column, {}, [&](std::size_t i) { return runs[i].center_y; });
  }
  return columns;
}

// Cuts one column where the pitch is no line pitch.
std::vector<Indices> Chains(const Indices& column, const std::vector<GlyphRun>& runs) {
  std::vector<Indices> chains;
  for (const std::size_t i : column) {
    bool goes_on = false;
    if (!chains.empty()) {
      const GlyphRun& above = runs[chains.back().back()];
      const double pitch = runs[i].center_y - above.center_y;
      goes_on = pitch >= kMinPitchEm * above.size_pt && pitch <= kMaxPitchEm * above.size_pt;
    }
    if (!goes_on) chains.emplace_back();
    chains.back().push_back(i);
  }
  return chains;
}

class RowNeighbours {
 public:
  explicit RowNeighbours(const std::vector<GlyphRun>& runs) : runs_(runs), by_y_(runs.size()) {
    for (std::size_t i = 0; i < by_y_.size(); ++i) by_y_[i] = i;
    std::ranges::sort(by_y_, {}, [&](std::size_t i) { return runs[i].center_y; });
  }

  // The clear distance to the nearest run on the same row, in ems; infinity when there is none.
  [[nodiscard]] double NearestGapEm(std::size_t run) const {
    const GlyphRun& self = runs_[run];
    const double reach = kSameRowEm * self.size_pt;
    auto at = std::ranges::lower_bound(by_y_, self.center_y - reach, {},
                                       [&](std::size_t i) { return runs_[i].center_y; });
    double gap = std::numeric_limits<double>::infinity();
    for (std::size_t seen = 0; at != by_y_.end() && seen < kMaxNeighbours; ++at, ++seen) {
      const GlyphRun& other = runs_[*at];
      if (other.center_y > self.center_y + reach) break;
      if (*at == run) continue;
      gap = std::min(gap, std::max(other.box.x0 - self.box.x1, self.box.x0 - other.box.x1));
    }
    return gap / std::max(self.size_pt, 0.1);
  }

 private:
  const std::vector<GlyphRun>& runs_;
  Indices by_y_{};
};

bool IsNumbering(const Indices& chain, std::span<const Glyph> glyphs,
                 const std::vector<GlyphRun>& runs) {
  return std::ranges::all_of(chain, [&](std::size_t i) {
    const std::string& text = glyphs[runs[i].pieces.front().glyph].text;
    return kNumerals.find(FirstCodePoint(text)) != std::u32string_view::npos;
  });
}

bool IsStack(const Indices& chain, std::span<const Glyph> glyphs, const std::vector<GlyphRun>& runs,
             const RowNeighbours& rows) {
  if (chain.size() < 2 || IsNumbering(chain, glyphs, runs)) return false;
  double gap_em = std::numeric_limits<double>::infinity();
  for (const std::size_t i : chain) gap_em = std::min(gap_em, rows.NearestGapEm(i));
  if (gap_em > kAloneEm) return true;
  const GlyphRun& top = runs[chain.front()];
  const GlyphRun& bottom = runs[chain.back()];
  const double pitch_em = (bottom.center_y - top.center_y) /
                          (static_cast<double>(chain.size() - 1) * std::max(top.size_pt, 0.1));
  return chain.size() >= kMinBesideNeighbours && gap_em > kSpacedTextEm && gap_em > pitch_em - 1.0;
}

GlyphRun StackOf(const Indices& chain, const std::vector<GlyphRun>& runs) {
  GlyphRun stack = runs[chain.front()];
  for (std::size_t k = 1; k < chain.size(); ++k) {
    const GlyphRun& run = runs[chain[k]];
    stack.pieces.push_back({run.pieces.front().glyph, false});
    stack.box = Around(stack.box, run.box);
    stack.size_pt = std::max(stack.size_pt, run.size_pt);
  }
  return stack;
}

}  // namespace

std::vector<GlyphRun> TakeStacks(std::span<const Glyph> glyphs, std::vector<GlyphRun>& runs) {
  std::vector<GlyphRun> stacks;
  std::vector<bool> is_taken(runs.size(), false);
  const RowNeighbours rows(runs);
  for (const Indices& column : SinglesByColumn(glyphs, runs)) {
    for (const Indices& chain : Chains(column, runs)) {
      if (!IsStack(chain, glyphs, runs, rows)) continue;
      stacks.push_back(StackOf(chain, runs));
      for (const std::size_t i : chain) is_taken[i] = true;
    }
  }
  std::size_t index = 0;
  std::erase_if(runs, [&](const GlyphRun&) { return is_taken[index++]; });
  return stacks;
}

}  // namespace gongwen
