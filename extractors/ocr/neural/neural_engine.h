// OcrEngine by the neural line reader (line_network.h).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "extractors/ocr/neural/line_network.h"
#include "extractors/ocr/neural/reader_alphabet.h"
#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

// What all engines of a program share; immutable.
struct LineReaderModel {
  std::shared_ptr<const LineNetwork> network{};
  std::shared_ptr<const ReaderAlphabet> alphabet{};
  std::string name{};  // for OcrEngine::version()
};

// Loads a reader, 20 ms and 12 MB; once is enough for all threads.
//   errors  kDamaged: weights and alphabet are none, or not of the same reader
//           kUnsupported: this processor does not have the instruction set
[[nodiscard]] Result<LineReaderModel> LoadLineReader(std::string_view weights,
                                                     std::string_view alphabet,
                                                     const std::string& name,
                                                     InstructionSet set = BestInstructionSet());

struct NeuralOptions {
  int alternatives = 4;  // readings given with each line, the best among them; 0 = none
  // So many more that are likely when it counts how usual characters are side by side.
  int usual_alternatives = 2;
};

// Takes no time; the room that it needs, 5 to 40 MB, comes with the lines.
// Recognize gives, beside the text of the likeliest classes, a glyph for each character with its
// probability, and other readings. A picture over 64 times as wide as high fails (kOcrFailed).
[[nodiscard]] std::unique_ptr<OcrEngine> MakeNeuralEngine(LineReaderModel model,
                                                          const NeuralOptions& options = {});

}  // namespace gongwen
