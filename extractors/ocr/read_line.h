// One line of a cleaned page -> its text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/line_text.h"
#include "extractors/ocr/ocr_readers.h"

namespace gongwen {

enum class LinePlace {
  kText,  // running text, a title
  kCell,  // of a table: may be a value
};

// Reads one line: the engines for all text each for itself, the one for values where a cell may
// hold a value, the stock one where no two agree. The judge takes the likeliest reading.
//   returns  empty text and confidence 0 where nothing was recognised
//   errors   those of OcrEngine::Recognize, when no engine could read; kOcrFailed: no memory
//   cost     two to six calls of an engine, 5-60 ms each
[[nodiscard]] Result<LineText> ReadLine(const LinePicture& line, LinePlace place,
                                        const OcrReaders& readers);

// How well one engine can read the line: the mean over its characters, 0 where it fails.
[[nodiscard]] double TrialConfidence(const LinePicture& line, OcrEngine& engine);

// Drops the blanks that an engine puts between Chinese characters; keeps those between words.
[[nodiscard]] std::string WithoutHanBlanks(std::string_view text);

}  // namespace gongwen
