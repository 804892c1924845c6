// What the rest of the program knows of an OCR engine.
#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "model/raster.h"

namespace gongwen {

// One character that was read, and where its strokes are in the picture.
struct OcrGlyph {
  std::string text{};     // UTF-8, one character
  double confidence = 0;  // [0,1], an order and no probability
  int x0 = 0, x1 = 0;     // pixels of the picture that was given
  bool operator==(const OcrGlyph&) const = default;
};

// Another way to read the whole line.
struct OcrAlternative {
  std::string text{};      // UTF-8
  double probability = 0;  // [0,1], of this text among all
  bool operator==(const OcrAlternative&) const = default;
};

struct OcrText {
  std::string text{};              // UTF-8; lines separated by '\n'; empty = looked, found none
  double confidence = 0;           // [0,1], mean over the words, weighted by their characters
  double lowest_word = 0;          // [0,1], of the least certain word
  std::vector<OcrGlyph> glyphs{};  // left to right, blanks left out; an engine may give none
  // Likeliest first, the likeliest text among them; an engine may give none.
  std::vector<OcrAlternative> alternatives{};
  bool operator==(const OcrText&) const = default;
};

// How an engine wants to be shown a line.
struct LineForm {
  double glyph_px = 30;    // height of a character; 0 = as it is, the engine scales
  double margin_em = 0.4;  // of white at each side
  double rise_em = 0.4;    // the same above and below
  // Width over the natural one. An engine takes time for each column of pixels at its own height,
  // so a narrower line is read faster; its model must have been trained on such lines.
  double squeeze = 1;
  double least_height_em = 0;  // of the ink: a dash is not shown without the room of its line
  bool operator==(const LineForm&) const = default;
};

// Reads pictures of single lines. One engine belongs to one thread at a time; a program that reads
// several pages at once makes an engine for each thread.
class OcrEngine {
 public:
  virtual ~OcrEngine() = default;

  // Reads a gray picture of one line, black text on white, in the form that form() asks for.
  //   errors  kOcrFailed: the engine gave up on this picture; the next may work
  [[nodiscard]] virtual Result<OcrText> Recognize(const Raster& gray) = 0;

  [[nodiscard]] virtual LineForm form() const { return {}; }

  // Name, version and model, as stored with every reading: "tesseract 5.3.0 chi_sim".
  [[nodiscard]] virtual std::string version() const = 0;
};

}  // namespace gongwen
