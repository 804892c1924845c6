// Notices printed from text files draw their tables with characters. Each such character has arms:
// ├ goes up, down and right. Two characters side by side are one line where the arms of both meet,
// and so are two below each other, however much the printer has put between the lines of text. What
// meets nothing is text. Tested by typed_rulings_test.cc.
#include "extractors/table/typed_rulings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string_view>

#include "extractors/text/line_runs.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr double kSameLineEm = 0.3;
constexpr double kBesideEm = 0.4;       // as far from its line's middle stands what is beside it
constexpr double kMostGapEm = 0.5;      // between characters of a line
constexpr double kMostLeadingEm = 1.2;  // between lines of text
constexpr std::size_t kFewestWithCrossing = 3, kFewestAlone = 8;
constexpr std::size_t kFewestBars = 3;  // | below each other

enum Arm : unsigned { kLeft = 1, kRight = 2, kUp = 4, kDown = 8 };
constexpr unsigned kAcross = kLeft | kRight, kUpright = kUp | kDown, kAll = kAcross | kUpright;

struct ArmRange {
  char32_t last = 0;
  unsigned arms = 0;
};

// U+2500 to U+257F, by the last character of each range; thin, thick and double are one.
constexpr ArmRange kBoxDrawing[] = {{0x2501, kAcross},
                                    {0x2503, kUpright},
                                    {0x2505, kAcross},
                                    {0x2507, kUpright},
                                    {0x2509, kAcross},
                                    {0x250B, kUpright},
                                    {0x250F, kRight | kDown},
                                    {0x2513, kLeft | kDown},
                                    {0x2517, kUp | kRight},
                                    {0x251B, kUp | kLeft},
                                    {0x2523, kUpright | kRight},
                                    {0x252B, kUpright | kLeft},
                                    {0x2533, kAcross | kDown},
                                    {0x253B, kAcross | kUp},
                                    {0x254B, kAll},
                                    {0x254D, kAcross},
                                    {0x254F, kUpright},
                                    {0x2550, kAcross},
                                    {0x2551, kUpright},
                                    {0x2554, kRight | kDown},
                                    {0x2557, kLeft | kDown},
                                    {0x255A, kUp | kRight},
                                    {0x255D, kUp | kLeft},
                                    {0x2560, kUpright | kRight},
                                    {0x2563, kUpright | kLeft},
                                    {0x2566, kAcross | kDown},
                                    {0x2569, kAcross | kUp},
                                    {0x256C, kAll},
                                    {0x256D, kRight | kDown},
                                    {0x256E, kLeft | kDown},
                                    {0x256F, kUp | kLeft},
                                    {0x2570, kUp | kRight},
                                    {0x2573, 0},
                                    {0x2574, kLeft},
                                    {0x2575, kUp},
                                    {0x2576, kRight},
                                    {0x2577, kDown},
                                    {0x2578, kLeft},
                                    {0x2579, kUp},
                                    {0x257A, kRight},
                                    {0x257B, kDown},
                                    {0x257C, kAcross},
                                    {0x257D, kUpright},
                                    {0x257E, kAcross},
                                    {0x257F, kUpright}};

bool IsBar(char32_t c) { return c == U'|' || c == U'｜'; }

unsigned ArmsOf(char32_t c) {
  constexpr std::u32string_view kDashes = U"-_=—＝－＿‐‑–";
  if (kDashes.find(c) != std::u32string_view::npos) return kAcross;
  if (c == U'+' || c == U'＋') return kAll;
  if (IsBar(c)) return kUpright;
  if (c < 0x2500 || c > 0x257F) return 0;
  return std::ranges::lower_bound(kBoxDrawing, c, {}, &ArmRange::last)->arms;
}

// One character with arms.
struct LinePiece {
  std::size_t glyph = 0;
  RectPt box{};
  double size_pt = 0;
  unsigned arms = 0;
  bool is_bar = false;    // | needs more than │ to be believed
  bool is_taken = false;  // part of a ruling
};

std::vector<LinePiece> PiecesOf(std::span<const Glyph> glyphs) {
  std::vector<LinePiece> pieces;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const Glyph& glyph = glyphs[i];
    if (glyph.is_vertical || glyph.text.size() > 3) continue;
    std::string_view rest = glyph.text;
    const char32_t c = TakeCodePoint(rest);
    const unsigned arms = rest.empty() ? ArmsOf(c) : 0;
    if (arms != 0) pieces.push_back({i, glyph.box, SizeOf(glyph), arms, IsBar(c)});
  }
  return pieces;
}

// Calls `use` with each stretch of `pieces` whose neighbours are one line.
template <class IsNext, class Use>
void ForEachRun(std::span<LinePiece> pieces, IsNext&& is_next, Use&& use) {
  for (std::size_t first = 0; first < pieces.size();) {
    std::size_t end = first + 1;
    while (end < pieces.size() && is_next(pieces[end - 1], pieces[end])) ++end;
    use(pieces.subspan(first, end - first));
    first = end;
  }
}

// Sorts by `line_of`, then within what is nearer than `kSameLineEm` by `place_of`.
template <class LineOf, class PlaceOf>
void SortByLine(std::span<LinePiece> pieces, LineOf&& line_of, PlaceOf&& place_of) {
  std::ranges::sort(pieces, {}, line_of);
  for (std::size_t first = 0; first < pieces.size();) {
    const double reach = kSameLineEm * pieces[first].size_pt;
    std::size_t end = first + 1;
    while (end < pieces.size() && line_of(pieces[end]) - line_of(pieces[first]) <= reach) ++end;
    std::ranges::sort(pieces.subspan(first, end - first), {}, place_of);
    first = end;
  }
}

void Take(std::span<LinePiece> run, const Ruling& ruling, std::vector<Ruling>& rulings) {
  for (LinePiece& piece : run) piece.is_taken = true;
  rulings.push_back(ruling);
}

double CenterX(const LinePiece& piece) { return piece.box.center_x(); }
double CenterY(const LinePiece& piece) { return piece.box.center_y(); }

// The heights of all that is no line: to ask what stands beside a run of dashes.
class TextHeights {
 public:
  explicit TextHeights(std::span<const Glyph> glyphs) : glyphs_(glyphs) {}

  bool StandsBeside(double y, double reach) {
    if (!is_filled_) Fill();
    const auto at = std::ranges::lower_bound(heights_, y - reach);
    return at != heights_.end() && *at <= y + reach;
  }

 private:
  void Fill() {
    is_filled_ = true;
    for (const Glyph& glyph : glyphs_) {
      if (IsBlank(glyph.text) || glyph.is_vertical) continue;
      std::string_view rest = glyph.text;
      if (ArmsOf(TakeCodePoint(rest)) == 0) heights_.push_back(glyph.box.center_y());
    }
    std::ranges::sort(heights_);
  }

  std::span<const Glyph> glyphs_;
  std::vector<double> heights_{};
  bool is_filled_ = false;
};

void TakeAcross(std::span<const Glyph> glyphs, std::span<LinePiece> pieces,
                std::vector<Ruling>& rulings) {
  SortByLine(pieces, CenterY, [](const LinePiece& piece) { return piece.box.x0; });
  TextHeights text(glyphs);
  const auto is_next = [](const LinePiece& a, const LinePiece& b) {
    const double em = std::max(a.size_pt, b.size_pt);
    return (a.arms & kRight) != 0 && (b.arms & kLeft) != 0 &&
           std::abs(CenterY(a) - CenterY(b)) <= kSameLineEm * em &&
           b.box.x0 - a.box.x1 <= kMostGapEm * em;
  };
  ForEachRun(pieces, is_next, [&](std::span<LinePiece> run) {
    if (run.size() < kFewestWithCrossing) return;
    const auto crossings = std::ranges::count_if(
        run, [](const LinePiece& piece) { return (piece.arms & kUpright) != 0; });
    const double y = CenterY(run.front());
    const bool is_ruling =
        crossings > 0
            ? static_cast<std::size_t>(crossings) < run.size()
            : run.size() >= kFewestAlone && !text.StandsBeside(y, kBesideEm * run.front().size_pt);
    if (!is_ruling) return;
    const LinePiece &first = run.front(), &last = run.back();
    Take(run,
         {Orientation::kHorizontal, y, (first.arms & kLeft) != 0 ? first.box.x0 : CenterX(first),
          (last.arms & kRight) != 0 ? last.box.x1 : CenterX(last), 0.5},
         rulings);
  });
}

void TakeDown(std::span<LinePiece> pieces, std::vector<Ruling>& rulings) {
  SortByLine(pieces, CenterX, CenterY);
  const auto is_next = [](const LinePiece& a, const LinePiece& b) {
    const double em = std::max(a.size_pt, b.size_pt);
    return (a.arms & kDown) != 0 && (b.arms & kUp) != 0 &&
           std::abs(CenterX(a) - CenterX(b)) <= kSameLineEm * em &&
           b.box.y0 - a.box.y1 <= kMostLeadingEm * em;
  };
  ForEachRun(pieces, is_next, [&](std::span<LinePiece> run) {
    const bool has_crossing = std::ranges::any_of(
        run, [](const LinePiece& piece) { return piece.is_taken || !piece.is_bar; });
    if (run.size() < 2 || (!has_crossing && run.size() < kFewestBars)) return;
    const LinePiece &first = run.front(), &last = run.back();
    Take(run,
         {Orientation::kVertical, CenterX(first),
          (first.arms & kUp) != 0 ? first.box.y0 : CenterY(first),
          (last.arms & kDown) != 0 ? last.box.y1 : CenterY(last), 0.5},
         rulings);
  });
}

}  // namespace

std::vector<Ruling> TakeTypedRulings(std::vector<Glyph>& glyphs) {
  std::vector<LinePiece> pieces = PiecesOf(glyphs);
  std::vector<Ruling> rulings;
  if (pieces.size() < kFewestWithCrossing) return rulings;
  TakeAcross(glyphs, pieces, rulings);
  // What is upright, without the signs that are part of no line.
  std::vector<LinePiece> upright;
  std::vector<bool> is_taken(glyphs.size(), false);
  for (const LinePiece& piece : pieces) {
    is_taken[piece.glyph] = piece.is_taken;
    const bool is_sign = piece.arms == kAll && !piece.is_taken;
    if ((piece.arms & kUpright) != 0 && !is_sign) upright.push_back(piece);
  }
  TakeDown(upright, rulings);
  for (const LinePiece& piece : upright) {
    if (piece.is_taken) is_taken[piece.glyph] = true;
  }
  if (rulings.empty()) return rulings;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (is_taken[i]) continue;
    if (kept != i) glyphs[kept] = std::move(glyphs[i]);
    ++kept;
  }
  glyphs.resize(kept);
  return rulings;
}

}  // namespace gongwen
