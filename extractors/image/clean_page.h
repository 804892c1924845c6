// A scan as it came -> a page that can be read: upright paper, black ink, nothing else.
#pragma once

#include <vector>

#include "extractors/image/pix.h"
#include "model/error.h"
#include "model/geometry.h"
#include "model/raster.h"

namespace gongwen {

struct CleanOptions {
  double max_skew_deg = 5.0;     // larger angles are left alone: a page laid so is a drawing
  double least_skew_deg = 0.05;  // smaller angles are not worth the blur of turning
  bool removes_seals = true;     // off only to measure what it brings
  int ink_threshold = 180;       // of 255 on the normalised page; see docs/scans.md
};

struct CleanPage {
  PixPtr gray{};                // 8 bit, paper = 255
  PixPtr binary{};              // 1 bit, 1 = ink, the same size; without specks
  double dpi = 0;               // > 0
  double skew_deg = 0;          // the page was turned clockwise by this much
  int rotation_deg = 0;         // then clockwise by so many quarters: 0, 90, 180, 270
  double glyph_px = 0;          // the usual height of a line's characters; 0 on a page without text
  int specks = 0;               // how many stood far from text and were taken out
  std::vector<RectPx> seals{};  // that were taken out, where they stood on this page
  bool is_photograph = false;   // the sheet was found on its desk and cut out; dpi is that of A4
  bool is_bilevel = false;      // black and white only: pale strokes are lost without a trace
};

// Cleans one page: seal by colour, scanner border and punch holes, background, skew, specks.
//   raster  gray or RGB; a dpi of 0 is guessed from the page size
//   The image keeps its size and dpi, but for a photograph's sheet; skew is undone about its
//   centre. errors  those of PixFromRaster; kOcrFailed: no memory for an intermediate image cost
//   about 0.1 us a pixel
[[nodiscard]] Result<CleanPage> CleanScan(const Raster& raster, const CleanOptions& options = {});

// Turns the page clockwise by 90, 180 or 270 degrees and adds that to rotation_deg.
[[nodiscard]] CleanPage TurnPage(CleanPage page, int quarter_deg);

// The usual height of the text lines of a binary page in pixels, 0 where there is no text.
// Rulings and pictures do not count.
[[nodiscard]] double UsualGlyphHeight(::Pix* binary, double dpi);

}  // namespace gongwen
