// A PDF file: its pages as glyphs, rulings and pictures, or as pixels.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "model/error.h"
#include "model/page.h"
#include "model/raster.h"

namespace gongwen {

inline constexpr int kMaxPdfPages = 20'000;
inline constexpr int kMaxGlyphsPerPage = 500'000;
inline constexpr int kMaxRulingsPerPage = 100'000;
inline constexpr int kMaxImagesPerPage = 10'000;

// Owns the parsed file. Move-only. One thread at a time may use one document; different documents
// may be used in different threads.
class PdfDocument {
 public:
  // Opens a file from memory; `bytes` must outlive the document. A file whose cross-reference table
  // is broken is repaired on the way. A file that opens with the empty password is opened.
  // Errors: kEmpty; kUnsupported: no "%PDF-" in its first 1024 bytes; kEncrypted: needs a password;
  // kDamaged: cannot be repaired or holds no page; kTooLarge: more than kMaxPdfPages pages.
  [[nodiscard]] static Result<PdfDocument> Open(std::string_view bytes);

  PdfDocument(PdfDocument&&) noexcept;
  PdfDocument& operator=(PdfDocument&&) noexcept;
  ~PdfDocument();

  [[nodiscard]] int page_count() const;

  // What is drawn on the page, 1-based: glyphs in drawing order, blanks among them, each once (see
  // settle_glyphs.h); rulings and images cut off at the page and at their clip path. White strokes
  // and fills are left out, text that cannot be seen is marked. Annotations count as displayed.
  // Type 3 fonts are read by their Unicode, not by their drawings.
  // Errors: kInvalidArgument: no such page; kDamaged: its object is missing or has no size;
  // kTooLarge: more than the limits above.
  // Cost: one pass of the page's operators, about 8 ms for a page of a notice.
  [[nodiscard]] Result<PageContent> ReadPage(int page_no);

  // The page as pixels that cover exactly the displayed page. A scan (one image, nearly all of the
  // page, square pixels, no mask) gives its own pixels at its own resolution, turned upright by
  // /Rotate; anything else is rendered at 300 dpi, or less where kMaxRasterPixels demands it. Gray
  // when no pixel has a colour. Text over a scan is not in its own pixels: ReadPage has it.
  // Errors: as ReadPage; kTooLarge also when not even kMinRenderDpi fits.
  // Cost: decoding the image, or 0.1 to 1 s of rendering.
  [[nodiscard]] Result<Raster> PageRaster(int page_no);

  // "poppler 22.12.0"
  [[nodiscard]] static std::string EngineVersion();
  // Whether Poppler finds its tables of Chinese encodings (GBK-EUC-H and the like). Without them
  // the text of fonts that are not in the file is read by OCR, from a picture that may lack it.
  [[nodiscard]] static bool HasChineseEncodings();

 private:
  class Impl;
  explicit PdfDocument(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongwen
