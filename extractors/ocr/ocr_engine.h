// What the rest of the program knows of an OCR engine.
#pragma once

#include <string>

#include "model/error.h"
#include "model/raster.h"

namespace gongwen {

enum class OcrMode {
  kLine,   // one line of text
  kBlock,  // several lines of one size
};

struct OcrText {
  std::string text{};      // UTF-8; lines separated by '\n'; empty = looked, found none
  double confidence = 0;   // [0,1], mean over the words, weighted by their characters
  double lowest_word = 0;  // [0,1], of the least certain word
  bool operator==(const OcrText&) const = default;
};

// Reads one picture of text. One engine belongs to one thread at a time; a program that reads
// several pages at once makes an engine for each thread.
class OcrEngine {
 public:
  virtual ~OcrEngine() = default;

  // Reads a gray picture of black text on white, characters 25 to 36 pixels high, with a white
  // margin.
  //   errors  kOcrFailed: the engine gave up on this picture; the next may work
  [[nodiscard]] virtual Result<OcrText> Recognize(const Raster& gray, OcrMode mode) = 0;

  // Name, version and language, as stored with every reading: "tesseract 5.3.0 chi_sim".
  [[nodiscard]] virtual std::string version() const = 0;
};

}  // namespace gongwen
