#include "extractors/image/remove_scan_marks.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

namespace gongwen {
namespace {

// Scanner lids and the gap beyond the paper are near black; text and rulings that come near the
// border are thinner than the opening below.
constexpr int kBlack = 100;
constexpr double kBorderThicknessMm = 2.5;
constexpr double kEdgeReachMm = 1;
constexpr double kEdgeMm = 4;  // ragged leftovers of a border end within this
constexpr double kHoleThicknessMm = 1.2;
constexpr double kLeastHoleMm = 4, kMostHoleMm = 9;
constexpr double kSpeckEm =
    0.42;  // the largest specks seen were 0.4, small punctuation is 0.15-0.35
constexpr double kHoleMarginMm = 25;

void Fill(Pix* mask, const RectPx& box) {
  pixRasterop(mask, box.x0, box.y0, box.width(), box.height(), PIX_SET, nullptr, 0, 0);
}

bool TouchesEdge(const RectPx& box, int width, int height, int reach) {
  return box.x0 <= reach || box.y0 <= reach || box.x1 >= width - reach || box.y1 >= height - reach;
}

// A disc fills pi/4 = 0.785 of its box; the opening makes a small one a little squarer.
bool IsHole(Pix* blobs, const RectPx& box, double dpi) {
  const double least = kLeastHoleMm * dpi / 25.4, most = kMostHoleMm * dpi / 25.4;
  if (box.width() < least || box.height() < least || box.width() > most || box.height() > most) {
    return false;
  }
  if (std::abs(box.width() - box.height()) > 0.2 * std::max(box.width(), box.height())) {
    return false;
  }
  const double fill = InkShare(blobs, box);
  return fill > 0.70 && fill < 0.93;
}

// Opens with a square; a frame of ink lets a thin strip along the image's edge survive.
PixPtr Thick(Pix* black, int side) {
  PixPtr framed(pixAddBorder(black, side, 1));
  if (framed) framed.reset(pixOpenBrick(nullptr, framed.get(), side, side));
  return PixPtr(framed ? pixRemoveBorder(framed.get(), side) : nullptr);
}

PixPtr EdgeOf(Pix* like) {
  const int width = pixGetWidth(like), height = pixGetHeight(like);
  PixPtr edge(pixCreateTemplate(like));
  if (!edge) return nullptr;
  Fill(edge.get(), {0, 0, width, 1});
  Fill(edge.get(), {0, height - 1, width, height});
  Fill(edge.get(), {0, 0, 1, height});
  Fill(edge.get(), {width - 1, 0, width, height});
  return edge;
}

// The parts of `blobs` that touch the image's edge.
PixPtr TouchingEdge(Pix* blobs) {
  PixPtr seed = EdgeOf(blobs);
  if (!seed) return nullptr;
  pixAnd(seed.get(), seed.get(), blobs);
  return PixPtr(pixSeedfillBinary(nullptr, seed.get(), blobs, 8));
}

void AddHoles(Pix* black, double dpi, Pix* marks) {
  const PixPtr blobs = Thick(black, MmToPx(kHoleThicknessMm, dpi));
  if (!blobs) return;
  const int reach = MmToPx(kHoleMarginMm, dpi);
  for (const RectPx& box : ComponentBoxes(blobs.get())) {
    if (!TouchesEdge(box, pixGetWidth(black), pixGetHeight(black), reach)) continue;
    if (IsHole(blobs.get(), box, dpi)) Fill(marks, box);
  }
}

}  // namespace

PixPtr ScanMarkMask(Pix* gray, double dpi) {
  const PixPtr black(pixThresholdToBinary(gray, kBlack));
  if (!black) return nullptr;
  const PixPtr thick = Thick(black.get(), MmToPx(kBorderThicknessMm, dpi));
  if (!thick) return nullptr;
  PixPtr marks = TouchingEdge(thick.get());
  if (!marks) return nullptr;
  AddHoles(black.get(), dpi, marks.get());
  // Ragged and soft edges.
  const int rim = 2 * MmToPx(0.8, dpi) + 1;
  marks.reset(pixDilateBrick(nullptr, marks.get(), rim, rim));
  return marks;
}

PixPtr EdgeInkMask(Pix* binary, double dpi) {
  const int width = pixGetWidth(binary), height = pixGetHeight(binary);
  const int band = MmToPx(kEdgeMm, dpi), reach = MmToPx(kEdgeReachMm, dpi);
  PixPtr mask(pixCreateTemplate(binary));
  if (!mask) return nullptr;
  for (const RectPx& box : ComponentBoxes(binary)) {
    const bool is_in_band =
        box.x1 <= band || box.y1 <= band || box.x0 >= width - band || box.y0 >= height - band;
    if (is_in_band && TouchesEdge(box, width, height, reach)) Fill(mask.get(), box);
  }
  const int rim = 2 * MmToPx(0.3, dpi) + 1;
  return PixPtr(pixDilateBrick(nullptr, mask.get(), rim, rim));
}

PixPtr SpeckMask(Pix* binary, double glyph_px) {
  const int small = std::max(3, static_cast<int>(std::lround(kSpeckEm * glyph_px)));
  const int beside = 2 * static_cast<int>(std::lround(1.3 * glyph_px)) + 1;
  const int above = 2 * static_cast<int>(std::lround(0.4 * glyph_px)) + 1;
  // Faint characters fall apart into specks that stand close together: join them first.
  const int join = std::max(2, static_cast<int>(std::lround(0.2 * glyph_px)));
  PixPtr large(pixCloseSafeBrick(nullptr, binary, join, join));
  if (!large) return nullptr;
  large.reset(
      pixSelectBySize(large.get(), small, small, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GT, nullptr));
  if (!large) return nullptr;
  PixPtr near(pixDilateBrick(nullptr, large.get(), beside, above));
  if (!near) return nullptr;
  pixAnd(near.get(), near.get(), binary);
  const PixPtr kept(pixSeedfillBinary(nullptr, near.get(), binary, 8));
  if (!kept) return nullptr;
  return PixPtr(pixSubtract(nullptr, binary, kept.get()));
}

}  // namespace gongwen
