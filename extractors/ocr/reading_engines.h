// All engines that one thread reads with, loaded together.
#pragma once

#include <memory>
#include <string>

#include "extractors/ocr/ocr_readers.h"
#include "model/error.h"

namespace gongwen {

struct EngineOptions {
  std::string language = "chi_sim";  // of the second opinion
  std::string tessdata_dir{};        // of the same; empty = Tesseract's own place
  // What a bench switches off. Without its own page model the program reads with `language`.
  bool uses_neural_reader = true, uses_page_model = true, uses_value_model = true,
       uses_second_opinion = true;
  LineObserver* observer = nullptr;  // not owned
};

// One owner a thread, made in the thread that uses it (see MakeTesseractEngine).
class ReadingEngines {
 public:
  // Loads the models: 0.2 s, 60 MB.
  //   errors  kInvalidArgument: the language data is missing where `tessdata_dir` says, or at all
  //           when there is no page model to read with. Else it is done without a second opinion.
  [[nodiscard]] static Result<ReadingEngines> Make(const EngineOptions& options = {});

  // Valid as long as this object is, wherever it is moved.
  [[nodiscard]] OcrReaders readers() const {
    return {neural_.get(), pages_.get(), values_.get(), stock_.get(), observer_};
  }

  // "tesseract 5.3.0 gongwen-pages gongwen-values chi_sim"
  [[nodiscard]] std::string version() const;

 private:
  std::unique_ptr<OcrEngine> neural_{}, pages_{}, values_{}, stock_{};
  LineObserver* observer_ = nullptr;
  std::string names_{};
};

}  // namespace gongwen
