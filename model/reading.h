// The raw reading of one document: what was on its pages, in reading order, before it is
// understood. It is kept (compressed) in the archive, so that a better understanding later needs
// no second OCR.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/error.h"
#include "model/geometry.h"
#include "model/source.h"
#include "model/substitution.h"
#include "model/table_grid.h"

namespace gongwen {

enum class InputFormat { kUnknown, kPdf, kTiff, kPng, kJpeg, kMarkdown, kHtml, kText };

// "pdf", "tiff", "png", "jpeg", "markdown", "html", "text", "unknown".
[[nodiscard]] std::string_view ToString(InputFormat format);
[[nodiscard]] std::optional<InputFormat> InputFormatFromString(std::string_view name);

// A run of text that belongs together: a paragraph, a title over two lines, a caption.
struct Paragraph {
  std::string text{};       // lines joined, no blank between Han characters
  int page_no = 0;          // of its first line
  RectPt box{};             // on that page
  double confidence = 1.0;  // the lowest of its lines
  double font_size_pt = 0;  // 0 where unknown
  bool is_centered = false;
  bool starts_at_margin = false;  // first line without indent: may go on from the page before
  bool ends_at_margin = false;    // last line is full: may go on on the next page
  bool operator==(const Paragraph&) const = default;
};

using Block = std::variant<Paragraph, TableGrid>;

struct PageReading {
  int page_no = 1;
  double width_pt = 0, height_pt = 0;
  TextSource source = TextSource::kNone;
  int rotation_deg = 0;  // how far a scan was turned clockwise before reading: 0, 90, 180, 270
  std::vector<RectPt> seals{};  // 印章 that were taken out before the page was read
  std::string text{};  // all of the page's text, in reading order, cells of a row tab-separated
  bool operator==(const PageReading&) const = default;
};

// Text that found no place in a cell or a paragraph. Nothing read is dropped in silence.
struct Leftover {
  std::string text{};
  int page_no = 0;
  RectPt box{};
  std::string why{};
  bool operator==(const Leftover&) const = default;
};

// What one page holds, whichever way it was read.
struct PageBlocks {
  PageReading page{};
  std::vector<Block> blocks{};  // top to bottom
  std::vector<Leftover> leftovers{};
  // How far the page was turned clockwise to be read, in quarters; its size and all boxes are those
  // of the turned page until pages are joined (TurnBack in extractors/table/turned_page.h).
  int quarters = 0;
};

struct Reading {
  InputFormat format = InputFormat::kUnknown;
  std::vector<PageReading> pages{};  // empty for markup
  std::vector<Block> blocks{};       // reading order over all pages
  std::vector<Leftover> leftovers{};
  std::vector<Substitution> substitutions{};  // by page: what stood in the file is recoverable
  std::vector<Error> problems{};              // pages that could not be read, and why
  std::string engine{};                       // "poppler 22.12.0", "tesseract 5.3.0 chi_sim", ...
  bool operator==(const Reading&) const = default;
};

}  // namespace gongwen
