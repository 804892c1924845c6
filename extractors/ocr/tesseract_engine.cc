#include "extractors/ocr/tesseract_engine.h"

#include <omp.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/image/pix.h"

namespace gongwen {
namespace {

constexpr int kDpi = 300;  // said, so that Tesseract does not guess and print

struct TextDeleter {
  void operator()(const char* text) const noexcept { delete[] text; }
};
using OwnedText = std::unique_ptr<const char, TextDeleter>;

std::size_t CountCodePoints(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void TrimEnd(std::string& text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
}

class TesseractEngine : public OcrEngine {
 public:
  explicit TesseractEngine(std::string language) : language_(std::move(language)) {}
  ~TesseractEngine() override { api_.End(); }
  TesseractEngine(const TesseractEngine&) = delete;
  TesseractEngine& operator=(const TesseractEngine&) = delete;

  bool Init(const std::string& tessdata_dir) {
    // Tesseract prints its complaints unless told where to.
    api_.SetVariable("debug_file", "/dev/null");
    const char* dir = tessdata_dir.empty() ? nullptr : tessdata_dir.c_str();
    const std::vector<std::string> names{"tessedit_do_invert"};
    // Paper is white here: trying the inverse of every doubtful line costs a third more.
    const std::vector<std::string> values{"0"};
    return api_.Init(dir, language_.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values,
                     false) == 0;
  }

  Result<OcrText> Recognize(const Raster& gray, OcrMode mode) override {
    Result<PixPtr> pix = PixFromRaster(gray);
    if (!pix) return tl::make_unexpected(std::move(pix).error());
    api_.SetPageSegMode(mode == OcrMode::kLine ? tesseract::PSM_SINGLE_LINE
                                               : tesseract::PSM_SINGLE_BLOCK);
    api_.SetImage(pix->get());
    api_.SetSourceResolution(kDpi);
    if (api_.Recognize(nullptr) != 0) {
      api_.Clear();
      return Fail(ErrorCode::kOcrFailed, "tesseract gave up on a line");
    }
    OcrText read = Collect();
    api_.Clear();
    return read;
  }

  std::string version() const override {
    return "tesseract " + TesseractVersion() + " " + language_;
  }

 private:
  OcrText Collect() {
    OcrText read;
    const OwnedText text(api_.GetUTF8Text());
    if (text) read.text = text.get();
    TrimEnd(read.text);
    if (read.text.empty()) return read;
    const std::unique_ptr<tesseract::ResultIterator> word(api_.GetIterator());
    double sum = 0, count = 0;
    read.lowest_word = 1;
    if (word) {
      do {
        const OwnedText part(word->GetUTF8Text(tesseract::RIL_WORD));
        if (!part) continue;
        const double confidence =
            std::clamp(static_cast<double>(word->Confidence(tesseract::RIL_WORD)) / 100, 0.0, 1.0);
        const auto length = static_cast<double>(CountCodePoints(part.get()));
        sum += confidence * length;
        count += length;
        read.lowest_word = std::min(read.lowest_word, confidence);
      } while (word->Next(tesseract::RIL_WORD));
    }
    read.confidence = count > 0 ? sum / count : 0;
    if (count <= 0) read.lowest_word = 0;
    return read;
  }

  std::string language_;
  tesseract::TessBaseAPI api_;
};

// OpenMP settings belong to the calling thread, not to the process.
void SwitchOffOpenMp() {
  omp_set_num_threads(1);
  omp_set_max_active_levels(0);
}

std::string MissingData(const TesseractOptions& options) {
  std::string package = options.language.substr(0, options.language.find('+'));
  std::replace(package.begin(), package.end(), '_', '-');
  const std::string where = options.tessdata_dir.empty() ? "" : " in " + options.tessdata_dir;
  return "no language data " + options.language + " for tesseract" + where +
         "; install it: apt-get install tesseract-ocr-" + package;
}

}  // namespace

std::string TesseractVersion() { return tesseract::TessBaseAPI::Version(); }

Result<std::unique_ptr<OcrEngine>> MakeTesseractEngine(const TesseractOptions& options) {
  SilenceLeptonica();
  SwitchOffOpenMp();
  auto engine = std::make_unique<TesseractEngine>(options.language);
  if (!engine->Init(options.tessdata_dir)) {
    return Fail(ErrorCode::kInvalidArgument, MissingData(options));
  }
  return std::unique_ptr<OcrEngine>(std::move(engine));
}

}  // namespace gongwen
