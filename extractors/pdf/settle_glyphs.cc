// The order of the steps matters: a blank must be one before fonts are judged, replacement texts
// name glyphs by index and so come before any is dropped, and a raised mark is told by its
// neighbours, which must stand once. Tested by settle_glyphs_test.cc.
#include "extractors/pdf/settle_glyphs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostBlankCodes = 2;  // of a font; with more its table is broken
constexpr double kDoubleEm = 0.2;           // imitated bold and shadows are moved by less
constexpr double kDoubleInRunEm = 0.08;     // within one operator: narrow letters stand close
constexpr double kDoubleWidth = 0.45;       // of the glyph's width
constexpr double kMostRaisedSize = 0.88;    // of the neighbour's; browsers set 0.83
constexpr double kLeastRise = 0.15, kMostRise = 0.8;  // of the neighbour's size
constexpr double kRaisedGapEm = 0.5;
constexpr double kDoubted = 0.6;

// --- blanks -------------------------------------------------------------------------------------

// Fonts name the space U+0009, U+000D or the like. A font in which many codes are control
// characters has no table at all, and says nothing.
void BlankControls(DrawnGlyphs& drawn) {
  std::map<int, std::set<std::uint32_t>> codes;
  for (const GlyphSource& source : drawn.sources) {
    if (source.is_control) codes[source.code.font].insert(source.code.code);
  }
  if (codes.empty()) return;
  for (std::size_t i = 0; i < drawn.glyphs.size(); ++i) {
    const GlyphSource& source = drawn.sources[i];
    if (source.is_control && codes[source.code.font].size() <= kMostBlankCodes) {
      drawn.glyphs[i].text = " ";
    }
  }
}

// --- replacement texts --------------------------------------------------------------------------

std::string WithoutBlanks(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t c = TakeCodePoint(text);
    const bool is_hyphen = c == U'-' || c == 0xAD || c == 0x2010;  // written where a line breaks
    if (c > U' ' && c != 0xA0 && c != 0x3000 && !is_hyphen) {
      kept += before.substr(0, before.size() - text.size());
    }
  }
  return kept;
}

void Replace(DrawnGlyphs& drawn, const ReplacementText& replacement) {
  std::string shown;
  bool says_nothing = false;
  for (std::size_t i = replacement.first; i < replacement.end; ++i) {
    says_nothing = says_nothing || SaysNothing(drawn.glyphs[i].text);
    shown += drawn.glyphs[i].text;
  }
  const std::string meant = WithoutBlanks(replacement.text);
  if (meant.empty() || SaysNothing(meant)) return;
  if (!says_nothing) {
    // What is drawn is what a reader sees. (A soft hyphen or a blank more is no difference.)
    if (WithoutBlanks(shown) == meant) return;
    for (std::size_t i = replacement.first; i < replacement.end; ++i) {
      drawn.glyphs[i].confidence = std::min(drawn.glyphs[i].confidence, kDoubted);
    }
    return;
  }
  Glyph& whole = drawn.glyphs[replacement.first];
  whole.text = replacement.text;
  for (std::size_t i = replacement.first + 1; i < replacement.end; ++i) {
    Glyph& glyph = drawn.glyphs[i];
    whole.box = {std::min(whole.box.x0, glyph.box.x0), std::min(whole.box.y0, glyph.box.y0),
                 std::max(whole.box.x1, glyph.box.x1), std::max(whole.box.y1, glyph.box.y1)};
    glyph.text = " ";  // its place is taken
    glyph.box = {whole.box.x1, glyph.box.y0, whole.box.x1, glyph.box.y1};
  }
}

// --- clipped ------------------------------------------------------------------------------------

// A text that runs out of its clip is still the text; one of which nothing is left is hidden.
void HideClipped(DrawnGlyphs& drawn) {
  const auto is_clipped = [&](std::size_t i) { return drawn.sources[i].is_clipped; };
  for (std::size_t first = 0; first < drawn.glyphs.size();) {
    std::size_t end = first + 1;
    bool is_hidden = is_clipped(first);
    for (; end < drawn.glyphs.size() && drawn.glyphs[end].run == drawn.glyphs[first].run; ++end) {
      is_hidden = is_hidden && is_clipped(end);
    }
    for (; first < end; ++first) {
      if (is_hidden) drawn.glyphs[first].is_invisible = true;
    }
  }
}

// --- doubled ------------------------------------------------------------------------------------

bool IsDouble(const Glyph& first, const Glyph& second) {
  const bool is_one_run = first.run == second.run && first.run != 0;
  const double reach = (is_one_run ? kDoubleInRunEm : kDoubleEm) * second.font_size_pt;
  const double dx = std::abs(first.box.x0 - second.box.x0);
  const double dy = std::abs(first.box.y0 - second.box.y0);
  const double along = second.is_vertical ? dy : dx;
  const double advance = second.is_vertical ? second.box.height() : second.box.width();
  return first.text == second.text && dx < reach && dy < reach && along < kDoubleWidth * advance &&
         std::abs(first.font_size_pt - second.font_size_pt) < reach &&
         first.is_invisible == second.is_invisible;
}

// Finds glyphs by where they stand: their corner, in steps of a few points.
class GlyphFinder {
 public:
  explicit GlyphFinder(const std::vector<Glyph>& glyphs) : glyphs_(glyphs) {
    heads_.reserve(glyphs.size());
    next_.resize(glyphs.size(), kNone);
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  // The glyph among those added that `glyph` doubles, or kNone.
  [[nodiscard]] std::size_t DoubleOf(const Glyph& glyph) const {
    const auto reach = kDoubleEm * glyph.font_size_pt;
    for (int y = Step(glyph.box.y0 - reach); y <= Step(glyph.box.y0 + reach); ++y) {
      for (int x = Step(glyph.box.x0 - reach); x <= Step(glyph.box.x0 + reach); ++x) {
        const auto head = heads_.find(Key(x, y));
        if (head == heads_.end()) continue;
        int seen = 0;
        for (std::size_t i = head->second; i != kNone && seen < kMostSeen; i = next_[i], ++seen) {
          if (IsDouble(glyphs_[i], glyph)) return i;
        }
      }
    }
    return kNone;
  }

  void Add(std::size_t i) {
    const auto [head, is_new] =
        heads_.try_emplace(Key(Step(glyphs_[i].box.x0), Step(glyphs_[i].box.y0)), i);
    if (is_new) return;
    next_[i] = head->second;
    head->second = i;
  }

 private:
  static constexpr double kStepPt = 8;
  static constexpr int kMostSeen = 64;  // at one place; a bound for hostile pages

  static int Step(double v) {
    return static_cast<int>(std::floor(std::clamp(v, -1e6, 1e6) / kStepPt));
  }
  static std::uint64_t Key(int x, int y) {
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(x)) << 32) |
           static_cast<std::uint32_t>(y);
  }

  const std::vector<Glyph>& glyphs_;
  std::unordered_map<std::uint64_t, std::size_t> heads_{};
  std::vector<std::size_t> next_{};
};

void Keep(DrawnGlyphs& drawn, const std::vector<bool>& is_dropped) {
  std::size_t to = 0;
  for (std::size_t i = 0; i < drawn.glyphs.size(); ++i) {
    if (is_dropped[i]) continue;
    if (to != i) {
      drawn.glyphs[to] = std::move(drawn.glyphs[i]);
      drawn.sources[to] = drawn.sources[i];
    }
    ++to;
  }
  drawn.glyphs.resize(to);
  drawn.sources.resize(to);
}

void DropDoubles(DrawnGlyphs& drawn) {
  GlyphFinder finder(drawn.glyphs);
  std::vector<bool> is_dropped(drawn.glyphs.size(), false);
  bool has_doubles = false;
  for (std::size_t i = 0; i < drawn.glyphs.size(); ++i) {
    const Glyph& glyph = drawn.glyphs[i];
    if (!(glyph.font_size_pt > 0 && glyph.font_size_pt < 200) || IsBlank(glyph.text)) continue;
    const std::size_t first = finder.DoubleOf(glyph);
    if (first == GlyphFinder::kNone) {
      finder.Add(i);
      continue;
    }
    is_dropped[i] = has_doubles = true;
    double& ink = drawn.glyphs[first].contrast;
    ink = std::max(ink, glyph.contrast);
  }
  if (has_doubles) Keep(drawn, is_dropped);
}

// --- raised -------------------------------------------------------------------------------------

bool IsUpright(const Glyph& glyph) { return !glyph.is_vertical && glyph.angle_deg == 0; }

// `small` stands beside `base`, before or after it, and higher.
bool IsRaisedBeside(const Glyph& small, double small_y, const Glyph& base, double base_y) {
  if (small.font_size_pt > kMostRaisedSize * base.font_size_pt || !IsUpright(base)) return false;
  const double rise = (base_y - small_y) / base.font_size_pt;
  const double gap = std::max(small.box.x0 - base.box.x1, base.box.x0 - small.box.x1);
  return rise >= kLeastRise && rise <= kMostRise &&
         std::abs(gap) <= kRaisedGapEm * base.font_size_pt;
}

std::string_view RaisedDigit(char digit) {
  constexpr std::array<std::string_view, 10> kRaised{"⁰", "¹", "²", "³", "⁴",
                                                     "⁵", "⁶", "⁷", "⁸", "⁹"};
  return kRaised[static_cast<std::size_t>(digit - '0')];
}

void RaiseDigits(DrawnGlyphs& drawn) {
  std::vector<Glyph>& glyphs = drawn.glyphs;
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t base = kNone;    // the last glyph that was not raised
  std::size_t raised = kNone;  // and the last that was
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    Glyph& glyph = glyphs[i];
    const bool is_digit =
        glyph.text.size() == 1 && IsAsciiDigit(static_cast<unsigned char>(glyph.text[0]));
    const auto is_beside = [&](std::size_t other) {
      return IsRaisedBeside(glyph, drawn.sources[i].base_y, glyphs[other],
                            drawn.sources[other].base_y);
    };
    const std::size_t before = base != kNone && i > 0 && i - base <= 4 ? base : kNone;
    // Several digits stand farther off than one: each is measured from the one before it.
    const bool goes_on =
        i > 0 && raised == i - 1 && drawn.sources[raised].base_y == drawn.sources[i].base_y &&
        glyphs[raised].font_size_pt == glyph.font_size_pt &&
        std::abs(glyph.box.x0 - glyphs[raised].box.x1) <= kRaisedGapEm * glyph.font_size_pt;
    std::size_t after = i + 1;
    while (after < glyphs.size() && after <= i + 3 && IsBlank(glyphs[after].text)) ++after;
    const bool is_raised = IsUpright(glyph) && !IsBlank(glyph.text) &&
                           (goes_on || (before != kNone && is_beside(before)) ||
                            (after < glyphs.size() && after <= i + 3 && is_beside(after)));
    if (!is_raised) {
      if (!IsBlank(glyph.text)) base = i;
      continue;
    }
    raised = i;
    if (is_digit) glyph.text = RaisedDigit(glyph.text[0]);
  }
}

}  // namespace

void SettleGlyphs(DrawnGlyphs& drawn, const std::vector<ReplacementText>& replacements) {
  BlankControls(drawn);
  for (const ReplacementText& replacement : replacements) {
    if (replacement.first < replacement.end) Replace(drawn, replacement);
  }
  HideClipped(drawn);
  DropDoubles(drawn);
  std::vector<GlyphCode> codes;
  codes.reserve(drawn.sources.size());
  for (const GlyphSource& source : drawn.sources) codes.push_back(source.code);
  DistrustGlyphs(drawn.glyphs, codes);
  RaiseDigits(drawn);
}

}  // namespace gongwen
