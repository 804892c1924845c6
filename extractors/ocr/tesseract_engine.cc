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
  TesseractEngine(std::string language, LineForm form)
      : language_(std::move(language)), form_(form) {}
  ~TesseractEngine() override { api_.End(); }
  TesseractEngine(const TesseractEngine&) = delete;
  TesseractEngine& operator=(const TesseractEngine&) = delete;

  bool Init(const std::string& tessdata_dir) {
    const char* dir = tessdata_dir.empty() ? nullptr : tessdata_dir.c_str();
    return InitWith([&](const Names& names, const Names& values) {
      return api_.Init(dir, language_.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names,
                       &values, false);
    });
  }

  bool InitFromMemory(std::string_view traineddata) {
    return InitWith([&](const Names& names, const Names& values) {
      return api_.Init(traineddata.data(), static_cast<int>(traineddata.size()), language_.c_str(),
                       tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false, nullptr);
    });
  }

  Result<OcrText> Recognize(const Raster& gray) override {
    Result<PixPtr> pix = PixFromRaster(gray);
    if (!pix) return tl::make_unexpected(std::move(pix).error());
    // PSM_SINGLE_LINE cuts the picture to the ink once more. The page model writes a character as
    // several codes, and needs a margin at the end to bring out the last one (价值, not 价什); the
    // value model writes one code each, and with PSM_RAW_LINE it gives up on short lines.
    api_.SetPageSegMode(form_.squeeze < 1 ? tesseract::PSM_RAW_LINE : tesseract::PSM_SINGLE_LINE);
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

  LineForm form() const override { return form_; }

  std::string version() const override {
    return "tesseract " + TesseractVersion() + " " + language_;
  }

 private:
  using Names = std::vector<std::string>;

  template <class Start>
  bool InitWith(Start start) {
    // Tesseract prints its complaints unless told where to.
    api_.SetVariable("debug_file", "/dev/null");
    // Paper is white here: trying the inverse of every doubtful line costs a third more.
    return start({"tessedit_do_invert"}, {"0"}) == 0;
  }

  OcrText Collect() {
    OcrText read;
    const OwnedText text(api_.GetUTF8Text());
    if (text) read.text = text.get();
    TrimEnd(read.text);
    if (read.text.empty()) return read;
    const std::unique_ptr<tesseract::ResultIterator> it(api_.GetIterator());
    double sum = 0, count = 0;
    read.lowest_word = 1;
    if (it) {
      do {
        const OwnedText part(it->GetUTF8Text(tesseract::RIL_SYMBOL));
        if (!part) continue;
        if (it->IsAtBeginningOf(tesseract::RIL_WORD)) {
          const double confidence = Share(it->Confidence(tesseract::RIL_WORD));
          const OwnedText word(it->GetUTF8Text(tesseract::RIL_WORD));
          const auto length = static_cast<double>(word ? CountCodePoints(word.get()) : 0);
          sum += confidence * length;
          count += length;
          read.lowest_word = std::min(read.lowest_word, confidence);
        }
        OcrGlyph glyph{.text = part.get(),
                       .confidence = Share(it->Confidence(tesseract::RIL_SYMBOL))};
        int top = 0, bottom = 0;
        it->BoundingBox(tesseract::RIL_SYMBOL, &glyph.x0, &top, &glyph.x1, &bottom);
        read.glyphs.push_back(std::move(glyph));
      } while (it->Next(tesseract::RIL_SYMBOL));
    }
    read.confidence = count > 0 ? sum / count : 0;
    if (count <= 0) read.lowest_word = 0;
    return read;
  }

  static double Share(float percent) {
    return std::clamp(static_cast<double>(percent) / 100, 0.0, 1.0);
  }

  std::string language_;
  LineForm form_;
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
  auto engine = std::make_unique<TesseractEngine>(options.language, LineForm{});
  if (!engine->Init(options.tessdata_dir)) {
    return Fail(ErrorCode::kInvalidArgument, MissingData(options));
  }
  return std::unique_ptr<OcrEngine>(std::move(engine));
}

Result<std::unique_ptr<OcrEngine>> MakeLineModelEngine(std::string_view traineddata,
                                                       const std::string& name, double squeeze) {
  SilenceLeptonica();
  SwitchOffOpenMp();
  // Near to how the lines were cut that the models were trained on, with some room around.
  const bool is_raw = squeeze < 1;
  auto engine =
      std::make_unique<TesseractEngine>(name, LineForm{.glyph_px = 0,
                                                       .margin_em = is_raw ? 0.3 : 0.25,
                                                       .rise_em = is_raw ? 0.14 : 0.25,
                                                       .squeeze = squeeze,
                                                       .least_height_em = is_raw ? 0.4 : 0.85});
  if (!engine->InitFromMemory(traineddata)) {
    return Fail(ErrorCode::kInternal, "tesseract cannot load the line model " + name);
  }
  return std::unique_ptr<OcrEngine>(std::move(engine));
}

}  // namespace gongwen
