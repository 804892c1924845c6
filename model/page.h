// What stands on one page before anything is understood: glyphs, rulings, pictures.
#pragma once

#include <string>
#include <vector>

#include "model/geometry.h"
#include "model/source.h"
#include "text/readable_text.h"

namespace gongwen {

// The confidence of text whose font does not say what it shows, at most.
inline constexpr double kBrokenText = 0.1;

// One drawn character (or ligature: then `text` holds several code points).
struct Glyph {
  std::string text{};       // UTF-8; empty when the font gives no Unicode for it
  RectPt box{};             // advance width x font ascent and descent
  double font_size_pt = 0;  // as displayed, after all scaling
  double confidence = 1.0;
  bool is_vertical = false;  // drawn in a vertical writing mode or turned by a quarter
  bool is_invisible =
      false;             // drawn with no ink, clipped away or covered: what OCR laid under a scan
  double angle_deg = 0;  // of its line, clockwise as displayed, in [0, 360); 90 runs downward
  double contrast = 1;   // of its ink on white paper, opacity counted: 1 is black, 0 not seen
  int run = 0;           // glyphs of one number were shown by one operator; 0 = not known
  bool operator==(const Glyph&) const = default;
};

enum class Orientation { kHorizontal, kVertical };

// A drawn straight line, or a filled rectangle so thin that it stands for one.
struct Ruling {
  Orientation orientation = Orientation::kHorizontal;
  double position = 0;  // y of a horizontal, x of a vertical ruling: the stroke's middle
  double start = 0;     // the smaller x (horizontal) or y (vertical); start <= end
  double end = 0;
  double thickness_pt = 0;
  bool operator==(const Ruling&) const = default;
};

// A picture placed on the page. Its pixels stay in the file until they are asked for.
struct PlacedImage {
  RectPt box{};
  int width_px = 0, height_px = 0;
  bool operator==(const PlacedImage&) const = default;
};

// One page as an extractor delivers it. Glyphs are in drawing order, rulings and images in any.
struct PageContent {
  int page_no = 1;
  double width_pt = 0, height_pt = 0;  // as displayed
  std::vector<Glyph> glyphs{};
  std::vector<Ruling> rulings{};
  std::vector<PlacedImage> images{};
  int outlines = 0;  // filled shapes that are no rectangles: letters, where text became curves
  std::vector<RectPt> fills{};          // painted rectangles too thick for rulings, as drawn; white
                                        // ones only where they lie on others
  std::vector<Ruling> white_rulings{};  // seen where they lie on fills
  ReadOtherwise read_otherwise{};  // characters that the glyphs' text does not hold as they stood
  bool operator==(const PageContent&) const = default;
};

// A line of running text. From a text layer it is composed of glyphs, from a scan it is read.
struct TextLine {
  std::string text{};
  RectPt box{};
  double font_size_pt = 0;
  double confidence = 1.0;
  bool operator==(const TextLine&) const = default;
};

}  // namespace gongwen
