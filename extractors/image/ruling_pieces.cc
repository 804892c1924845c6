#include "extractors/image/ruling_pieces.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace gongwen {
namespace {

constexpr double kSideMm = 0.6;        // how far to look beside a piece
constexpr double kMostSideInk = 0.12;  // share of the strip beside it
constexpr double kMostBowMm = 0.15;
constexpr double kBowLength = 3;  // in long pieces; a longer one is no arc of a seal
constexpr std::size_t kMostPieces = 100000;

struct InkStats {
  double ink = 0, mean_y = 0;
};

InkStats StatsOf(Pix* runs, const RectPx& box) {
  const PixPtr crop = CropPix(runs, box);
  if (!crop) return {};
  const std::vector<int> rows = RowInk(crop.get());
  InkStats stats;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    stats.ink += rows[i];
    stats.mean_y += rows[i] * (static_cast<double>(i) + 0.5);
  }
  if (stats.ink > 0) stats.mean_y = box.y0 + stats.mean_y / stats.ink;
  return stats;
}

// How far the middle of a piece lies off the straight line between its ends: the arc of a round
// seal is bowed, bent paper bows so little only over a longer way.
double BowOf(Pix* runs, const RectPx& box) {
  const int third = box.width() / 3;
  const double left = StatsOf(runs, {box.x0, box.y0, box.x0 + third, box.y1}).mean_y;
  const double right = StatsOf(runs, {box.x1 - third, box.y0, box.x1, box.y1}).mean_y;
  const double middle = StatsOf(runs, {box.x0 + third, box.y0, box.x1 - third, box.y1}).mean_y;
  return std::abs(middle - (left + right) / 2);
}

int FreeSidesOf(Pix* ink, const RectPx& box, int depth) {
  // The opening took the ragged edge of the stroke itself; it is no neighbour.
  const int edge = std::max(2, depth / 2);
  const RectPx above{box.x0, box.y0 - edge - depth, box.x1, box.y0 - edge};
  const RectPx below{box.x0, box.y1 + edge, box.x1, box.y1 + edge + depth};
  return (InkShare(ink, above) <= kMostSideInk ? 1 : 0) +
         (InkShare(ink, below) <= kMostSideInk ? 1 : 0);
}

void AddPieces(Pix* runs, bool is_long, const RulingScale& scale,
               std::vector<RulingPiece>& pieces) {
  for (const RectPx& box : ComponentBoxes(runs)) {
    if (pieces.size() >= kMostPieces) return;
    RulingPiece piece{.box = box, .is_long = is_long};
    // A long piece may lean; a short one may not.
    if (!is_long && (box.height() > scale.most_thickness || box.width() < scale.least_piece)) {
      continue;
    }
    const InkStats stats = StatsOf(runs, box);
    piece.middle = stats.mean_y;
    piece.thickness = stats.ink / box.width();
    if (is_long && box.width() < kBowLength * scale.solid_piece &&
        BowOf(runs, box) > scale.most_bow) {
      continue;
    }
    if (piece.thickness <= 0 || piece.thickness > scale.most_thickness) continue;
    if (box.width() < 2.5 * piece.thickness) continue;
    pieces.push_back(piece);
  }
}

}  // namespace

RulingScale ScaleOf(const RulingOptions& options, double dpi, double glyph_px) {
  const double k = dpi / 25.4;
  return {.least_length = options.least_length_mm * k,
          .most_thickness = std::max(3.0, options.most_thickness_mm * k),
          .longest_piece_least = std::max(options.longest_piece_least_mm * k, 1.25 * glyph_px),
          .framed_piece_least = std::max(options.framed_piece_least_mm * k, 0.6 * glyph_px),
          .solid_piece = options.solid_piece_mm * k,
          .drift = std::max(1.6, options.drift_mm * k),
          .touch = options.touch_mm * k,
          .most_gap = options.most_gap_mm * k,
          .least_coverage = options.least_coverage,
          .most_bow = std::max(1.0, kMostBowMm * k),
          .least_piece = MmToPx(options.least_piece_mm, dpi, 5),
          .side = MmToPx(kSideMm, dpi, 3)};
}

PixPtr OpenRuns(Pix* binary, const RulingScale& scale) {
  return KeepLongRuns(binary, scale.least_piece);
}

void CountFreeSides(Pix* ink, const RulingScale& scale, std::vector<RulingPiece>& pieces) {
  for (RulingPiece& piece : pieces) {
    if (!piece.is_taken) piece.free_sides = FreeSidesOf(ink, piece.box, scale.side);
  }
}

std::vector<RulingPiece> FindRulingPieces(Pix* binary, Pix* opened, const RulingScale& scale) {
  // Long runs first and by themselves: a seal or a heavy character that lies on a ruling would
  // otherwise melt into one shape with it.
  const PixPtr long_runs = KeepLongRuns(opened, static_cast<int>(scale.solid_piece + 0.5));
  const PixPtr around(long_runs ? pixDilateBrick(nullptr, long_runs.get(), 1, 3) : nullptr);
  const PixPtr short_runs(around ? pixSubtract(nullptr, opened, around.get()) : nullptr);
  std::vector<RulingPiece> pieces;
  if (!short_runs) return pieces;
  AddPieces(long_runs.get(), true, scale, pieces);
  AddPieces(short_runs.get(), false, scale, pieces);
  CountFreeSides(binary, scale, pieces);
  std::sort(pieces.begin(), pieces.end(), [](const RulingPiece& a, const RulingPiece& b) {
    return std::pair{a.box.x0, a.middle} < std::pair{b.box.x0, b.middle};
  });
  return pieces;
}

}  // namespace gongwen
