// One line of a cleaned page -> its text.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "extractors/ocr/choose_reading.h"
#include "extractors/ocr/line_picture.h"
#include "extractors/ocr/ocr_readers.h"

namespace gongwen {

enum class LinePlace {
  kText,  // running text, a title
  kCell,  // of a table: may be a value
};

// Reads one line with as many engines as it needs: the first alone where it is sure, the value
// engine too where a cell looks like a value, the second opinion where there is doubt.
//   returns  empty text and confidence 0 where nothing was recognised
//   errors   those of OcrEngine::Recognize; kOcrFailed: no memory
//   cost     one to four calls of an engine, 5-60 ms each
[[nodiscard]] Result<LineText> ReadLine(const LinePicture& line, LinePlace place,
                                        const OcrReaders& readers);

// How well one engine can read the line: the mean over its characters, 0 where it fails.
[[nodiscard]] double TrialConfidence(const LinePicture& line, OcrEngine& engine);

// Drops the blanks that an engine puts between Chinese characters; keeps those between words.
[[nodiscard]] std::string WithoutHanBlanks(std::string_view text);

// Puts back the round bracket that chi_sim, which has no （, writes as 〈 or 《: a book mark that a
// round bracket closes is a round bracket too.  〈第二批) -> (第二批)
[[nodiscard]] std::string WithMatchingBrackets(std::string_view text);

}  // namespace gongwen
