// Strokes of characters are as long as 40 pixels and half of a faint ruling may be lost, so neither
// length nor coverage alone tells a ruling from a row of text. What does:
//
//   - a run longer than 10 mm is no stroke of any character in use;
//   - a shorter thin run is one if there is nothing above and below it: within a character the next
//     stroke is nearer than 0.6 mm on at least one side of nearly every stroke;
//   - several such pieces, at one height, together longer than 12 mm, one of them longer than the
//     strokes of small text ("1" in a column of ones, and the dashes of "- 5 -", fail this).
//     A weaker line passes if it touches two lines of the other direction, which ones never do.
//
// Pieces come from a morphological opening with a short horizontal brick; vertical lines are found
// by transposing the page. A chain of pieces may drift by 0.35 mm from one to the next, which takes
// care of residual skew and bent paper. Once a line is accepted, pieces on it with text close by
// (table rows set tight) join it too.
//
// Why not a Hough transform: on a page of text it answers with the baselines of the text.
//
// Tested by tests/extractors/rulings_from_image_test.cc.
#include "extractors/image/rulings_from_image.h"

#include <allheaders.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "extractors/image/close_ruling_gaps.h"
#include "extractors/image/dotted_rulings.h"
#include "extractors/image/faint_rulings.h"
#include "extractors/image/lost_rulings.h"
#include "extractors/image/ruling_chains.h"

namespace gongwen {
namespace {

// The search in one direction; for vertical rulings `binary` is the transposed page.
struct Search {
  Orientation orientation = Orientation::kHorizontal;
  PixPtr binary{}, opened{};
  std::vector<RulingPiece> pieces{};
  std::vector<RulingChain> chains{};
};

Search StartSearch(PixPtr binary, Orientation orientation, const RulingScale& scale) {
  Search search{orientation, std::move(binary), {}, {}, {}};
  if (search.binary) search.opened = OpenRuns(search.binary.get(), scale);
  if (!search.opened) return search;
  search.pieces = FindRulingPieces(search.binary.get(), search.opened.get(), scale);
  search.chains = FindStrongChains(search.pieces, scale);
  return search;
}

BrokenRuling ToBrokenRuling(const RulingChain& chain, Orientation orientation, double dpi) {
  const double k = 72.0 / dpi;
  BrokenRuling line{
      .orientation = orientation, .position = chain.middle() * k, .is_weak = chain.is_weak()};
  for (const RulingPiece& piece : chain.pieces()) {
    line.thickness_pt += piece.thickness * piece.box.width() * k / chain.ink();
    const Interval part{piece.box.x0 * k, piece.box.x1 * k};
    if (!line.drawn.empty() && part.from <= line.drawn.back().to) {
      line.drawn.back().to = std::max(line.drawn.back().to, part.to);
    } else {
      line.drawn.push_back(part);
    }
  }
  return line;
}

// The pixels of the chains and their soft edge, without strokes that pass through: a pixel column
// with ink on both sides of the line belongs to a character as well.
PixPtr MaskOf(const Search& search) {
  Pix* binary = search.binary.get();
  PixPtr mask(pixCreateTemplate(binary));
  if (!mask) return nullptr;
  for (const RulingChain& chain : search.chains) {
    for (const RulingPiece& piece : chain.pieces()) {
      const RectPx& b = piece.box;
      pixRasterop(mask.get(), b.x0, b.y0, b.width(), b.height(), PIX_SRC | PIX_DST,
                  search.opened.get(), b.x0, b.y0);
    }
  }
  mask.reset(pixDilateBrick(nullptr, mask.get(), 3, 3));
  if (!mask) return nullptr;
  // Ink just outside the line, above and below, meeting in the middle.
  const PixPtr outside(pixSubtract(nullptr, binary, mask.get()));
  PixPtr down(pixCopy(nullptr, outside.get())), up(pixCopy(nullptr, outside.get()));
  if (!down || !up) return mask;
  for (int step = 0; step < 3; ++step) {
    const PixPtr lower(pixTranslate(nullptr, down.get(), 0, 1, L_BRING_IN_WHITE));
    const PixPtr upper(pixTranslate(nullptr, up.get(), 0, -1, L_BRING_IN_WHITE));
    pixOr(down.get(), down.get(), lower.get());
    pixOr(up.get(), up.get(), upper.get());
  }
  pixAnd(down.get(), down.get(), up.get());
  pixAnd(down.get(), down.get(), binary);
  pixSubtract(mask.get(), mask.get(), down.get());
  return mask;
}

// Searches again now that rulings of the other direction are known: where one crosses a piece, its
// ink is no neighbour, and a line that meets some of them needs less ink of its own.
void AddCrossing(Search& search, const Search& other, const RulingScale& scale) {
  const PixPtr mask = MaskOf(other);
  const PixPtr crossing = mask ? Transpose(mask.get()) : nullptr;
  const PixPtr ink(crossing ? pixSubtract(nullptr, search.binary.get(), crossing.get()) : nullptr);
  if (ink) CountFreeSides(ink.get(), scale, search.pieces);
  std::vector<RulingChain> strong = FindStrongChains(search.pieces, scale);
  std::move(strong.begin(), strong.end(), std::back_inserter(search.chains));
  std::vector<RulingChain> framed = FindFramedChains(search.pieces, FramesOf(other.chains), scale);
  std::move(framed.begin(), framed.end(), std::back_inserter(search.chains));
  search.chains = MergeChains(std::move(search.chains), scale);
}

// Columns of pixels that hold ink in both strips.
int CountCommonColumns(Pix* above, Pix* below) {
  const std::vector<int> a = ColumnInk(above), b = ColumnInk(below);
  int common = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    common += a[i] > 0 && b[i] > 0 ? 1 : 0;
  }
  return common;
}

// Whether characters stand on the line itself: columns with ink close by on both its sides.
CrossesText TextAcross(Pix* binary, Pix* transposed, double dpi) {
  return [=](Orientation orientation, double position, double from, double to) {
    constexpr double kNearMm = 0.45, kFarMm = 1.0, kInsetMm = 0.8, kLeastTextMm = 1.0;
    Pix* page = orientation == Orientation::kHorizontal ? binary : transposed;
    const double k = dpi / 72, mm = dpi / 25.4;
    const auto px = [](double value) { return static_cast<int>(value + 0.5); };
    const int x0 = px(from * k + kInsetMm * mm), x1 = px(to * k - kInsetMm * mm);
    const int near = px(kNearMm * mm), far = px(kFarMm * mm), y = px(position * k);
    const PixPtr above = CropPix(page, {x0, y - far, x1, y - near});
    const PixPtr below = CropPix(page, {x0, y + near, x1, y + far});
    if (!above || !below) return false;
    return CountCommonColumns(above.get(), below.get()) >= kLeastTextMm * mm;
  };
}

// Clears the mask where no ruling was found in the end: the strokes of a label that lies in the way
// of a ruling stay.
void KeepNear(std::span<const Ruling> rulings, double dpi, Pix* mask) {
  constexpr double kReachMm = 1.2;  // a sheet that curls bends its rulings
  const double k = dpi / 72;
  const int reach = MmToPx(kReachMm, dpi);
  const PixPtr near(pixCreateTemplate(mask));
  if (!near) return;
  for (const Ruling& r : rulings) {
    const int from = static_cast<int>(r.start * k) - reach,
              to = static_cast<int>(r.end * k) + reach;
    const int at = static_cast<int>(r.position * k);
    if (r.orientation == Orientation::kHorizontal) {
      pixRasterop(near.get(), from, at - reach, to - from, 2 * reach, PIX_SET, nullptr, 0, 0);
    } else {
      pixRasterop(near.get(), at - reach, from, 2 * reach, to - from, PIX_SET, nullptr, 0, 0);
    }
  }
  pixAnd(mask, mask, near.get());
}

}  // namespace

PageRulings RulingsFromImage(Pix* binary, double dpi, double glyph_px,
                             const RulingOptions& options) {
  const RulingScale scale = ScaleOf(options, dpi, glyph_px);
  Search across = StartSearch(PixPtr(pixCopy(nullptr, binary)), Orientation::kHorizontal, scale);
  Search down = StartSearch(Transpose(binary), Orientation::kVertical, scale);
  if (!across.opened || !down.opened) return {};
  AddCrossing(down, across, scale);
  AddCrossing(across, down, scale);
  PageRulings out;
  std::vector<BrokenRuling> lines;
  AbsorbPieces(across.pieces, FramesOf(down.chains), scale, across.chains);
  AbsorbPieces(down.pieces, FramesOf(across.chains), scale, down.chains);
  for (const Search* search : {&across, &down}) {
    for (const RulingChain& chain : search->chains) {
      lines.push_back(ToBrokenRuling(chain, search->orientation, dpi));
    }
  }
  out.mask = MaskOf(across);
  const PixPtr down_mask = MaskOf(down);
  const PixPtr upright = down_mask ? Transpose(down_mask.get()) : nullptr;
  if (!out.mask || !upright) return {};
  pixOr(out.mask.get(), out.mask.get(), upright.get());
  const CrossesText across_text = TextAcross(across.binary.get(), down.binary.get(), dpi);
  out.rulings = WithLostRulings(CloseRulingGaps(lines, across_text), across_text);
  KeepNear(out.rulings, dpi, out.mask.get());
  return out;
}

PageRulings RulingsOfPage(const CleanPage& page, const RulingOptions& options) {
  const PixPtr faint = FaintRulings(page.gray.get(), page.binary.get(), page.dpi);
  const PixPtr near_ink(pixDilateBrick(nullptr, page.binary.get(), 5, 5));
  PixPtr all(pixCopy(nullptr, page.binary.get()));
  if (faint && near_ink && all) {
    pixSubtract(faint.get(), faint.get(), near_ink.get());
    pixOr(all.get(), all.get(), faint.get());
  }
  const PixPtr dotted = DottedRulings(page.binary.get(), page.dpi);
  if (dotted && all) pixOr(all.get(), all.get(), dotted.get());
  return RulingsFromImage(all ? all.get() : page.binary.get(), page.dpi, page.glyph_px, options);
}

}  // namespace gongwen
