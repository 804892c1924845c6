#include "extractors/ocr/reading_engines.h"

#include <utility>

#include "extractors/ocr/models/embedded_models.h"
#include "extractors/ocr/neural/neural_engine.h"
#include "extractors/ocr/tesseract_engine.h"

namespace gongwen {

namespace {

// One for all threads.
const Result<LineReaderModel>& LineReader() {
  static const Result<LineReaderModel> model =
      LoadLineReader(LineReaderWeights(), LineReaderAlphabet(), "gongwen-reader");
  return model;
}

}  // namespace

Result<ReadingEngines> ReadingEngines::Make(const EngineOptions& options) {
  ReadingEngines out;
  out.observer_ = options.observer;
  const auto adds = [&](Result<std::unique_ptr<OcrEngine>> made, std::string_view name,
                        std::unique_ptr<OcrEngine>& into) -> Result<void> {
    if (!made) return tl::make_unexpected(std::move(made).error());
    into = std::move(*made);
    out.names_ += " ";
    out.names_ += name;
    return {};
  };
  const auto stock = [&] {
    return MakeTesseractEngine(
        {.language = options.language, .tessdata_dir = options.tessdata_dir});
  };
  if (options.uses_neural_reader) {
    const Result<LineReaderModel>& model = LineReader();
    if (!model) return tl::make_unexpected(model.error());
    out.neural_ = MakeNeuralEngine(*model);
    out.names_ += " " + model->name;
  }
  const Result<void> text =
      options.uses_page_model
          ? adds(MakeLineModelEngine(PageLineModel(), "gongwen-pages", kPageSqueeze),
                 "gongwen-pages", out.pages_)
          : adds(stock(), options.language, out.pages_);
  if (!text) return tl::make_unexpected(text.error());
  if (options.uses_value_model) {
    const Result<void> values = adds(MakeLineModelEngine(ValueLineModel(), "gongwen-values"),
                                     "gongwen-values", out.values_);
    if (!values) return tl::make_unexpected(values.error());
  }
  if (options.uses_page_model && options.uses_second_opinion) {
    const Result<void> second = adds(stock(), options.language, out.stock_);
    if (!second && !options.tessdata_dir.empty()) return tl::make_unexpected(second.error());
  }
  return out;
}

std::string ReadingEngines::version() const { return "tesseract " + TesseractVersion() + names_; }

}  // namespace gongwen
