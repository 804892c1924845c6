// OcrEngine by Tesseract's LSTM recogniser. The only file that includes its headers is the .cc.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "extractors/ocr/ocr_engine.h"

namespace gongwen {

struct TesseractOptions {
  std::string language = "chi_sim";  // eng beside it makes Chinese worse
  std::string tessdata_dir{};        // empty = TESSDATA_PREFIX or where Debian puts it
};

// Loads the language data, about 0.1 s and 40 MB.
//   errors  kInvalidArgument: the language data is missing (says which package holds it)
// Tesseract starts OpenMP threads of its own, which make it four times slower where pages already
// keep the cores busy: the thread that calls this gets OpenMP switched off, so call it in the
// thread that will use the engine.
[[nodiscard]] Result<std::unique_ptr<OcrEngine>> MakeTesseractEngine(
    const TesseractOptions& options = {});

// The same with a line model of our own (embedded_models.h): the line is taken in the size in
// which it was cut out.
//   name     of the model, for version()
//   squeeze  how narrow the lines were that it was trained on: LineForm::squeeze
//   errors   kInternal: these bytes are no model
[[nodiscard]] Result<std::unique_ptr<OcrEngine>> MakeLineModelEngine(std::string_view traineddata,
                                                                     const std::string& name,
                                                                     double squeeze = 1);

// "5.3.0"
[[nodiscard]] std::string TesseractVersion();

}  // namespace gongwen
