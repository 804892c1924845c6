// A watermark's glyphs lie among those of the table below it, and its year and numbers would be
// read into cells. Ink and direction part them surely: nobody sets a table aslant, or in pale
// letters over its own text. What is only pale may be a heading or a value in grey, so one more
// thing must be seen. Watermarks that are pictures or outlines have no glyphs and trouble nobody.
// Tested by watermarks_test.cc.
#include "extractors/pdf/watermarks.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <span>
#include <utility>

#include "extractors/text/compose_lines.h"
#include "text/han.h"
#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr double kPale = 0.55;       // of black; grey text is darker, or stands alone
constexpr double kDoubtPale = 0.35;  // paler text over other text is doubtful
constexpr double kSameInk = 0.03;
constexpr double kDarker = 0.2;  // text that a watermark lies over is darker by this
constexpr double kLarge = 1.2;   // times the page's usual size
constexpr double kDoubt = 0.6;
constexpr double kTiltedPageDeg = 15;  // a page printed askew, when all its text is so
constexpr double kSamePlacePt = 4;
constexpr std::size_t kMostInscriptions = 1000;  // bounds for hostile pages
constexpr std::size_t kMostCompared = 5'000'000;
constexpr std::size_t kFewestPrefix = 9;  // bytes: of a text that the page's edge cuts

bool IsQuarter(double angle_deg) { return std::fmod(angle_deg, 90) == 0; }

double OffQuarter(double angle_deg) {
  const double rest = std::fmod(angle_deg, 90);
  return std::min(rest, 90 - rest);
}

// Glyphs drawn one after the other that make one text.
struct Inscription {
  std::vector<std::size_t> glyphs{};
  std::string text{};
  RectPt box{};
  double size_pt = 0, contrast = 0;
};

bool GoesOn(const Glyph& last, const Glyph& next) {
  constexpr double kGapEm = 3, kBackEm = 0.6, kShiftEm = 0.35;
  if (last.angle_deg != next.angle_deg || std::abs(last.contrast - next.contrast) > kSameInk) {
    return false;
  }
  const double em = std::max({SizeOf(last), SizeOf(next), 0.1});
  const double turn = next.angle_deg * M_PI / 180;
  const double dx = next.box.center_x() - last.box.center_x();
  const double dy = next.box.center_y() - last.box.center_y();
  const double along = dx * std::cos(turn) + dy * std::sin(turn);
  const double across = dy * std::cos(turn) - dx * std::sin(turn);
  return std::abs(across) <= kShiftEm * em && along >= -kBackEm * em && along <= kGapEm * em;
}

template <class IsMember>
std::vector<Inscription> InscriptionsOf(std::span<const Glyph> glyphs, IsMember&& is_member) {
  std::vector<Inscription> inscriptions;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const Glyph& glyph = glyphs[i];
    if (!is_member(glyph)) continue;
    if (inscriptions.empty() || !GoesOn(glyphs[inscriptions.back().glyphs.back()], glyph)) {
      inscriptions.push_back({.box = glyph.box, .contrast = glyph.contrast});
    }
    Inscription& inscription = inscriptions.back();
    inscription.glyphs.push_back(i);
    inscription.text += glyph.text;
    inscription.box = Around(inscription.box, glyph.box);
    inscription.size_pt = std::max(inscription.size_pt, SizeOf(glyph));
  }
  for (Inscription& inscription : inscriptions) inscription.text = TrimBlanks(inscription.text);
  std::erase_if(inscriptions,
                [](const Inscription& inscription) { return inscription.text.empty(); });
  return inscriptions;
}

// Takes the glyphs of the inscriptions out of the page; `is_taken` is parallel to them.
std::vector<Leftover> TakeOut(PageContent& page, const std::vector<Inscription>& inscriptions,
                              const std::vector<bool>& is_taken) {
  std::vector<Leftover> leftovers;
  std::vector<bool> is_out(page.glyphs.size(), false);
  for (std::size_t i = 0; i < inscriptions.size(); ++i) {
    if (!is_taken[i]) continue;
    for (const std::size_t glyph : inscriptions[i].glyphs) is_out[glyph] = true;
    leftovers.push_back({.text = inscriptions[i].text,
                         .page_no = page.page_no,
                         .box = inscriptions[i].box,
                         .why = "watermark"});
  }
  if (leftovers.empty()) return leftovers;
  std::size_t index = 0;
  std::erase_if(page.glyphs, [&](const Glyph&) { return is_out[index++]; });
  return leftovers;
}

bool IsSlanted(const Glyph& glyph) { return !IsQuarter(glyph.angle_deg); }

// Slanted text is a watermark, unless the page itself is aslant.
std::vector<Leftover> TakeSlanted(PageContent& page) {
  std::size_t slanted = 0, slightly = 0, straight = 0;
  for (const Glyph& glyph : page.glyphs) {
    if (IsBlank(glyph.text)) continue;
    if (!IsSlanted(glyph)) {
      ++straight;
    } else {
      ++slanted;
      if (OffQuarter(glyph.angle_deg) < kTiltedPageDeg && glyph.contrast > kPale) ++slightly;
    }
  }
  if (slanted == 0 || (slightly == slanted && slanted > 3 * straight)) return {};
  const std::vector<Inscription> inscriptions = InscriptionsOf(page.glyphs, IsSlanted);
  return TakeOut(page, inscriptions, std::vector<bool>(inscriptions.size(), true));
}

bool IsPale(const Glyph& glyph) { return glyph.contrast <= kPale && !glyph.is_invisible; }

bool HasPale(const PageContent& page) {
  return std::ranges::any_of(page.glyphs,
                             [](const Glyph& g) { return IsPale(g) && !IsBlank(g.text); });
}

std::vector<Inscription> PaleInscriptions(const PageContent& page) {
  std::vector<Inscription> inscriptions = InscriptionsOf(page.glyphs, IsPale);
  if (inscriptions.size() > kMostInscriptions) inscriptions.clear();
  return inscriptions;
}

// The size of most of the page's other text; 0 when there is none.
double UsualSize(const PageContent& page) {
  std::vector<double> sizes;
  for (const Glyph& glyph : page.glyphs) {
    if (!IsPale(glyph) && !glyph.is_invisible && !IsBlank(glyph.text)) {
      sizes.push_back(SizeOf(glyph));
    }
  }
  if (sizes.empty()) return 0;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::ranges::nth_element(sizes, middle);
  return *middle;
}

// The darker glyphs that a pale inscription lies over.
std::vector<std::size_t> Below(const PageContent& page, const Inscription& inscription) {
  std::vector<std::size_t> below;
  for (std::size_t i = 0; i < page.glyphs.size(); ++i) {
    const Glyph& glyph = page.glyphs[i];
    if (glyph.contrast < inscription.contrast + kDarker || glyph.is_invisible ||
        IsBlank(glyph.text) || Intersection(glyph.box, inscription.box).empty()) {
      continue;
    }
    const bool is_over = std::ranges::any_of(inscription.glyphs, [&](std::size_t p) {
      const RectPt& pale = page.glyphs[p].box;
      return pale.Contains(glyph.box.center_x(), glyph.box.center_y()) ||
             glyph.box.Contains(pale.center_x(), pale.center_y());
    });
    if (is_over) below.push_back(i);
  }
  return below;
}

// A ruling goes through the middle of the text.
bool IsCrossed(const PageContent& page, const Inscription& inscription) {
  constexpr double kMiddle = 0.25;  // of its height off its edges
  return std::ranges::any_of(page.rulings, [&](const Ruling& r) {
    const bool is_horizontal = r.orientation == Orientation::kHorizontal;
    const double low = is_horizontal ? inscription.box.y0 : inscription.box.x0;
    const double high = is_horizontal ? inscription.box.y1 : inscription.box.x1;
    const double margin = kMiddle * std::min(inscription.box.height(), inscription.box.width());
    const double across_low = is_horizontal ? inscription.box.x0 : inscription.box.y0;
    const double across_high = is_horizontal ? inscription.box.x1 : inscription.box.y1;
    return r.position > low + margin && r.position < high - margin &&
           std::min(r.end, across_high) - std::max(r.start, across_low) > margin;
  });
}

// The page's edge cuts the last tile of a row.
bool IsSameText(const std::string& a, const std::string& b) {
  const std::string& shorter = a.size() <= b.size() ? a : b;
  const std::string& longer = a.size() <= b.size() ? b : a;
  return a == b || (shorter.size() >= kFewestPrefix && longer.starts_with(shorter)) ||
         (shorter.size() >= kFewestPrefix && longer.ends_with(shorter));
}

void Doubt(PageContent& page, std::span<const std::size_t> glyphs) {
  for (const std::size_t i : glyphs) {
    page.glyphs[i].confidence = std::min(page.glyphs[i].confidence, kDoubt);
  }
}

bool IsSamePlace(const RectPt& a, const RectPt& b) {
  return std::abs(a.x0 - b.x0) <= kSamePlacePt && std::abs(a.y0 - b.y0) <= kSamePlacePt;
}

}  // namespace

std::vector<WatermarkFinder::Mark> WatermarkFinder::PaleMarks(const PageContent& page) {
  std::vector<Mark> marks;
  if (!HasPale(page)) return marks;
  for (const Inscription& inscription : PaleInscriptions(page)) {
    marks.push_back({inscription.text, inscription.box, inscription.size_pt});
  }
  return marks;
}

bool WatermarkFinder::IsAmong(const std::vector<Mark>& marks, const Mark& mark, int more_than) {
  return std::ranges::count_if(marks, [&](const Mark& other) {
           return IsSameText(other.text, mark.text);
         }) > more_than;
}

bool WatermarkFinder::IsAt(const std::vector<Mark>& marks, const Mark& mark) {
  return std::ranges::any_of(marks, [&](const Mark& other) {
    return IsSamePlace(other.box, mark.box) && IsSameText(other.text, mark.text);
  });
}

bool WatermarkFinder::IsKnown(const Mark& mark) const { return IsAmong(known_, mark, 0); }

bool WatermarkFinder::WantsNext(const PageContent& page) const {
  if (!HasPale(page)) return false;
  const double usual = UsualSize(page);
  return usual > 0 &&
         std::ranges::any_of(PaleInscriptions(page), [&](const Inscription& inscription) {
           return inscription.size_pt >= kLarge * usual;
         });
}

std::vector<Leftover> WatermarkFinder::Take(PageContent& page, const PageContent* next) {
  std::vector<Leftover> leftovers = TakeSlanted(page);
  if (!HasPale(page)) {
    before_.clear();
    return leftovers;
  }
  const std::vector<Inscription> pale = PaleInscriptions(page);
  const std::vector<Mark> here = PaleMarks(page);
  const std::vector<Mark> after = next != nullptr ? PaleMarks(*next) : std::vector<Mark>{};
  const double usual = UsualSize(page);
  std::size_t compared = 0;
  for (std::size_t i = 0; i < pale.size(); ++i) {
    if (IsKnown(here[i])) continue;
    compared += page.glyphs.size() + page.rulings.size();
    if (compared > kMostCompared) break;
    const bool is_large = usual > 0 && pale[i].size_pt >= kLarge * usual;
    const bool is_again =
        IsAmong(here, here[i], 1) || IsAt(before_, here[i]) || IsAt(after, here[i]);
    const std::vector<std::size_t> below = Below(page, pale[i]);
    const bool is_over = !below.empty() || IsCrossed(page, pale[i]);
    if ((is_over && (is_again || is_large)) || (is_large && is_again)) {
      known_.push_back(here[i]);
    } else if (!below.empty() && pale[i].contrast <= kDoubtPale) {
      Doubt(page, below);
      Doubt(page, pale[i].glyphs);
    }
  }
  // A tile that lies over nothing is one too when its likes are.
  std::vector<bool> is_mark;
  for (const Mark& mark : here) is_mark.push_back(IsKnown(mark));
  std::ranges::move(TakeOut(page, pale, is_mark), std::back_inserter(leftovers));
  before_ = here;
  return leftovers;
}

std::vector<Leftover> TakeHiddenText(PageContent& page) {
  std::vector<Glyph> hidden;
  std::erase_if(page.glyphs, [&](const Glyph& glyph) {
    if (glyph.is_invisible) hidden.push_back(glyph);
    return glyph.is_invisible;
  });
  std::vector<Leftover> leftovers;
  for (TextLine& line : ComposeLines(hidden)) {
    leftovers.push_back({.text = std::move(line.text),
                         .page_no = page.page_no,
                         .box = line.box,
                         .why = "hidden text"});
  }
  return leftovers;
}

}  // namespace gongwen
