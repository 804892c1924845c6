// Bytes of one file -> its raw reading. The kind is told from the content, not from the name.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/ocr/read_scan_page.h"
#include "extractors/ocr/reading_engines.h"
#include "model/error.h"
#include "model/page.h"
#include "model/raster.h"
#include "model/reading.h"

namespace gongwen {

enum class OcrPolicy {
  kAuto,    // pages without a usable text layer
  kAlways,  // every page of a PDF, and all images
  kNever,   // images and scanned pages give no text
};

struct ReadOptions {
  OcrPolicy ocr = OcrPolicy::kAuto;
  EngineOptions engines{};
  ScanOptions scan{};
  // Told the number of each page before it is read; may be empty.
  std::function<void(int)> on_page{};
  // A document that takes longer is not read further; the pages that were read are kept.
  std::chrono::seconds most_time{3600};
};

// Pages that are not to be read, because they cost a process before.
struct PagePlan {
  std::vector<Error> skipped{};  // why, with the page's number
  int last_page = 0;             // 0 = all
  bool operator==(const PagePlan&) const = default;
};

// Reads documents one after the other and keeps its OCR engines, which are made when the first page
// needs them. One reader a thread.
class DocumentReader {
 public:
  explicit DocumentReader(ReadOptions options);
  ~DocumentReader();
  DocumentReader(DocumentReader&&) noexcept;
  DocumentReader& operator=(DocumentReader&&) noexcept;

  // Pages that cannot be read, or are not to be by `plan`, are listed in Reading::problems, and the
  // others are still there.
  // Errors: those of the whole file: kEmpty, kEncrypted, kDamaged, kUnsupported, kTooLarge; each
  // with its stage.
  [[nodiscard]] Result<Reading> Read(std::string_view bytes, const PagePlan& plan = {});

 private:
  [[nodiscard]] Result<Reading> ReadPdf(std::string_view bytes, const PagePlan& plan);
  [[nodiscard]] Result<Reading> ReadImages(std::string_view bytes, InputFormat format,
                                           const PagePlan& plan);
  [[nodiscard]] Result<PageBlocks> ReadPixels(Result<Raster> raster, int page_no,
                                              const OpenColumns& open,
                                              std::span<const Glyph> layer = {});
  [[nodiscard]] Result<void> Reread(PageBlocks& page, Result<Raster> raster);
  [[nodiscard]] Result<ReadingEngines*> Engines();

  ReadOptions options_;
  std::unique_ptr<ReadingEngines> engines_;
};

// The content tells the kind, whatever the name; but plain text has no mark of its own, and in a
// file named .pdf, .tif, .png or .jpg it is no document but what a failed download left.
//   errors  kDamaged: such a file
[[nodiscard]] Result<void> CheckNameAgainstContent(const std::string& path, std::string_view bytes);

// Whether the text layer of a page can be trusted to hold what the page shows.
enum class PageReadMode { kTextLayer, kOcr, kEmpty };
[[nodiscard]] PageReadMode ChooseReadMode(const PageContent& content, OcrPolicy mode);

}  // namespace gongwen
