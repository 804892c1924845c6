// The picture of one line, cut out of a cleaned page and made ready for an engine.
#pragma once

#include <span>

#include "extractors/image/pix.h"
#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// What is read: the page without rulings. Both images have the same size; not owned.
struct TextImages {
  ::Pix* gray = nullptr;    // 8 bit
  ::Pix* binary = nullptr;  // 1 bit
  double dpi = 0;
  double glyph_px = 0;      // the usual height of a line
  bool is_bilevel = false;  // scanned in black and white
};

// A line as it stands on the page: its ink with a rim for soft edges, or the characters of a stack
// set side by side. Gray.
struct LinePicture {
  PixPtr gray{};
  double glyph_px = 0;  // height of its characters, as far as known
  int x0 = 0;           // of its left edge on the page; 0 for a stack
  bool is_bilevel = false;
};

// Null gray where the box lies outside the page or memory runs out.
[[nodiscard]] LinePicture CutLine(const TextImages& page, const RectPx& line);

// Characters that stand one below the other (产/出/指/标 in a narrow column), side by side.
[[nodiscard]] LinePicture CutStack(const TextImages& page, std::span<const RectPx> characters);

// What a second reading of a doubtful line does differently.
enum class Preparation {
  kPlain,
  kContrast,  // smaller by 15 %, blacks blacker and whites whiter: helps faint and noisy lines
};

// A line in the form that an engine wants, and where its pixels came from.
struct PreparedLine {
  Raster raster{};
  double scale = 1;  // of its columns
  int margin_px = 0, x0 = 0;

  // A column of the raster as one of the page.
  [[nodiscard]] int ToPage(int x) const {
    return x0 + static_cast<int>((x - margin_px) / scale + 0.5);
  }
};

//   errors  kOcrFailed: no memory, or the line lies outside the page
[[nodiscard]] Result<PreparedLine> PrepareLine(const LinePicture& line, const LineForm& form,
                                               Preparation how = Preparation::kPlain);

}  // namespace gongwen
