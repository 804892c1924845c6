// Text that stands side by side: glyphs -> words -> bands. The stuff that alignment is measured on.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"

namespace gongwen {

// Glyphs without a visible gap between them: a Latin word, a number, Chinese set solid.
struct Word {
  RectPt box{};
  double size_pt = 0;
  std::string text{};
  std::vector<std::size_t> glyphs{};  // indices into the span that was given
  bool is_number = false;             // 1,234.50  (12)  -3 %; holds a digit and no letter
  bool is_wide = false;               // of full-width characters
};

// Whether the text begins as a value does, with a digit or a sign: 641户, ≥239户.
[[nodiscard]] bool BeginsAsValue(std::string_view text);

// Words on one height, left to right; never empty.
struct Band {
  double center_y = 0, size_pt = 0;
  bool has_leader = false;  // dots lead from a word to the next: 甲县……… 120
  std::vector<Word> words{};
  [[nodiscard]] RectPt box() const;
};

// Cuts glyphs into words and words into bands, top to bottom. Blank and turned glyphs are left out,
// and dots that lead from one word to the next.
//   cost  O(n log n)
[[nodiscard]] std::vector<Band> BandsOf(std::span<const Glyph> glyphs);

// The words whose middle lies in the box, band by band; bands without any are left out.
[[nodiscard]] std::vector<Band> BandsWithin(std::span<const Band> bands, const RectPt& box);

// Whether the text runs over `x` by more than a hair on both sides.
[[nodiscard]] bool RunsOver(const RectPt& text, double x);

// Whether the glyph is a dot of which leaders are made: . … · ．
[[nodiscard]] bool IsLeaderDot(const Glyph& glyph);

// Neighbouring words of a band that read as one: words [first, end).
struct Phrase {
  std::size_t first = 0, end = 0;
  RectPt box{};
  bool is_number = false;
};

struct PhraseOptions {
  double wide_gap_em = 0.8;     // between full-width characters, which are set without blanks
  double narrow_gap_em = 0.8;   // else
  double number_gap_em = 0.45;  // beside a number: 12 months, but columns of numbers stand close
  double spaced_gap_em = 2.2;   // between single full-width characters: 合　计
};

[[nodiscard]] std::vector<Phrase> PhrasesOf(const Band& band, const PhraseOptions& options = {});

// Lines of one wrapped text stand at most this far below each other.
inline constexpr double kWrapPitchEm = 1.55;

// Lines nearer than this are parts of one row, set on its middle.
inline constexpr double kHalfLineEm = 0.85;

// Whether band `index` is one phrase, and no band half a line away stands beside it.
[[nodiscard]] bool StandsAlone(std::span<const Band> bands, std::size_t index);

}  // namespace gongwen
