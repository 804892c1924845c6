#include "pipeline/read_document.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <span>
#include <utility>
#include <variant>
#include <vector>

#include "extractors/image/decode_image.h"
#include "extractors/markup/decode_text.h"
#include "extractors/markup/foreign_text.h"
#include "extractors/markup/html_reader.h"
#include "extractors/markup/markdown_reader.h"
#include "extractors/markup/sniff_format.h"
#include "extractors/markup/text_reader.h"
#include "extractors/ocr/reread_text.h"
#include "extractors/pdf/pdf_document.h"
#include "extractors/pdf/place_raster.h"
#include "extractors/pdf/watermarks.h"
#include "extractors/table/assemble_page.h"
#include "extractors/table/page_blocks.h"
#include "extractors/table/turned_page.h"
#include "model/page.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

// A text layer with fewer visible characters than this on a page that one picture fills is a stamp
// or a page number over a scan.
constexpr int kLeastTextOverScan = 30;
// Above this share of characters that the font gives no Unicode for, the text layer is broken.
// Below it only the cells that hold them are read again: the digits of a table may be half of its
// page.
constexpr double kMostUnreadable = 0.6;
constexpr double kScanCoverage = 0.6;  // of the page, by one picture
constexpr int kFewestOutlines = 10, kOutlinesOfPage = 300;
constexpr double kHiddenText = 0.5;  // the most that a layer under a scan is believed

tl::unexpected<Error> AtStage(Error error, std::string_view stage, int page_no = 0) {
  if (error.stage.empty()) error.stage = stage;
  if (error.page_no == 0) error.page_no = page_no;
  return tl::make_unexpected(std::move(error));
}

// No picture tells what such a character shows.
void DoubtUnknown(std::vector<Block>& blocks) {
  const auto doubt = [](const std::string& text, double& confidence) {
    if (HasUnknown(text)) confidence = std::min(confidence, kBrokenText);
  };
  for (Block& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) {
      doubt(paragraph->text, paragraph->confidence);
      continue;
    }
    for (Cell& cell : std::get<TableGrid>(block).cells) doubt(cell.text, cell.confidence);
  }
}

Result<Reading> ReadMarkup(std::string_view bytes, InputFormat format) {
  ReadOtherwise read_otherwise;
  const Result<std::string> text = DecodeText(bytes, &read_otherwise);
  if (!text) return AtStage(text.error(), "markup");
  Result<Reading> reading =
      format == InputFormat::kHtml ? ReadHtml(*text)
      : format == InputFormat::kMarkdown
          ? ReadMarkdown(*text).map([](MarkupReading&& m) { return std::move(m.reading); })
          : ReadText(*text);
  if (!reading) return AtStage(std::move(reading).error(), "markup");
  AddSubstitutions(read_otherwise, 0, reading->substitutions);
  DoubtUnknown(reading->blocks);
  return reading;
}

// Collects pages as they are read, good or bad.
class ReadingBuilder {
 public:
  explicit ReadingBuilder(InputFormat format) { reading_.format = format; }

  void Add(PageBlocks page) {
    for (Leftover& leftover : page.leftovers) {
      leftover.box = TurnedClockwise(leftover.box, (4 - page.quarters) % 4, page.page.width_pt,
                                     page.page.height_pt);
    }
    AddLeftovers(std::move(page.leftovers));
    reading_.pages.push_back(std::move(page.page));
    blocks_.push_back(std::move(page.blocks));
    quarters_.push_back(page.quarters);
  }

  void AddLeftovers(std::vector<Leftover> leftovers) {
    std::ranges::move(leftovers, std::back_inserter(reading_.leftovers));
  }

  // A page that could not be read keeps its place, without text.
  void AddFailed(Error error, std::string_view stage, int page_no, double width_pt = 0,
                 double height_pt = 0) {
    reading_.pages.push_back({.page_no = page_no, .width_pt = width_pt, .height_pt = height_pt});
    blocks_.emplace_back();
    quarters_.push_back(0);
    reading_.problems.push_back(AtStage(std::move(error), stage, page_no).value());
  }

  // A part of a page could not be read; the rest stands.
  void AddProblem(Error error, std::string_view stage, int page_no) {
    reading_.problems.push_back(AtStage(std::move(error), stage, page_no).value());
  }

  void Uses(const std::string& engine) {
    if (reading_.engine.find(engine) != std::string::npos) return;
    reading_.engine += (reading_.engine.empty() ? "" : ", ") + engine;
  }

  void AddSubstituted(const ReadOtherwise& read_otherwise, int page_no) {
    AddSubstitutions(read_otherwise, page_no, reading_.substitutions);
  }

  // What may go on on the next page.
  [[nodiscard]] OpenColumns Open() const {
    return blocks_.empty() ? OpenColumns{}
                           : OpenColumnsAtEnd(blocks_.back(), reading_.pages.back().height_pt);
  }

  Reading Finish() {
    reading_.blocks = JoinPages(std::move(blocks_), reading_.pages);
    TurnBack(reading_, quarters_);
    return std::move(reading_);
  }

 private:
  Reading reading_{};
  std::vector<std::vector<Block>> blocks_{};
  std::vector<int> quarters_{};  // how far each page was turned to be read
};

// Sets the page's watermarks aside, with a look at the next page where that decides.
std::vector<Leftover> TakeWatermarks(PdfDocument& document, int page_no, PageContent& content,
                                     WatermarkFinder& watermarks) {
  if (page_no < document.page_count() && watermarks.WantsNext(content)) {
    const Result<PageContent> next = document.ReadPage(page_no + 1);
    if (next) return watermarks.Take(content, &*next);
  }
  return watermarks.Take(content, nullptr);
}

// Text that nobody sees is no part of the page. Where OCR is not to be had, what it once left under
// a scan is better than nothing, and never sure.
std::vector<Leftover> WithoutHiddenText(PageContent& content, OcrPolicy policy) {
  if (policy != OcrPolicy::kNever) return TakeHiddenText(content);
  for (Glyph& glyph : content.glyphs) {
    if (glyph.is_invisible) glyph.confidence = std::min(glyph.confidence, kHiddenText);
  }
  return {};
}

// Goes from page to page, as far as the plan and the time allow.
class PageWalk {
 public:
  PageWalk(const ReadOptions& options, const PagePlan& plan, int page_count,
           ReadingBuilder& builder)
      : options_(options), plan_(plan), page_count_(page_count), builder_(builder) {}

  // The next page to be read, 1-based; 0 when there is none.
  int Next() {
    while (++page_no_ <= page_count_) {
      if (plan_.last_page > 0 && page_no_ > plan_.last_page) {
        return Stop({.code = ErrorCode::kInternal,
                     .message = "pages before it cost several reading processes",
                     .stage = "worker"});
      }
      if (std::chrono::steady_clock::now() - begin_ > options_.most_time) {
        return Stop({.code = ErrorCode::kTooLarge,
                     .message = "the document took over " +
                                std::to_string(options_.most_time.count()) +
                                " s; split it, or raise --document-time",
                     .stage = "open"});
      }
      const auto skipped =
          std::find_if(plan_.skipped.begin(), plan_.skipped.end(),
                       [&](const Error& error) { return error.page_no == page_no_; });
      if (skipped == plan_.skipped.end()) {
        if (options_.on_page) options_.on_page(page_no_);
        return page_no_;
      }
      builder_.AddFailed(*skipped, skipped->stage, page_no_);
    }
    return 0;
  }

 private:
  // Every page that is left keeps its place and says why it is blank.
  int Stop(const Error& why) {
    for (; page_no_ <= page_count_; ++page_no_) builder_.AddFailed(why, why.stage, page_no_);
    return 0;
  }

  const ReadOptions& options_;
  const PagePlan& plan_;
  int page_count_;
  ReadingBuilder& builder_;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  int page_no_ = 0;
};

}  // namespace

Result<void> CheckNameAgainstContent(const std::string& path, std::string_view bytes) {
  std::string extension = std::filesystem::path(path).extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::array<std::string_view, 6> kBinary{".pdf", ".tif", ".tiff",
                                                    ".png", ".jpg", ".jpeg"};
  const bool is_named_binary =
      std::find(kBinary.begin(), kBinary.end(), extension) != kBinary.end();
  if (!is_named_binary || SniffFormat(bytes) != InputFormat::kText) return {};
  return AtStage({.code = ErrorCode::kDamaged,
                  .message = "named " + extension +
                             " but holds plain text; fetch it again, or name it .txt to read it"},
                 "open");
}

PageReadMode ChooseReadMode(const PageContent& content, OcrPolicy policy) {
  const double page_area = content.width_pt * content.height_pt;
  const bool is_scan =
      std::any_of(content.images.begin(), content.images.end(), [&](const PlacedImage& image) {
        return image.box.width() * image.box.height() >= kScanCoverage * page_area;
      });
  int visible = 0, hidden = 0, unreadable = 0;
  for (const Glyph& glyph : content.glyphs) {
    if (glyph.text == " ") continue;
    if (glyph.is_invisible) {
      ++hidden;
      continue;
    }
    ++visible;
    if (glyph.confidence <= kBrokenText) ++unreadable;
  }
  // A few shapes are an ornament; a page of letters turned to curves has a thousand.
  const bool is_outlined = content.outlines >= (visible == 0 ? kFewestOutlines : kOutlinesOfPage) &&
                           visible < kLeastTextOverScan;
  const bool has_ink = visible > 0 || is_outlined || !content.images.empty();
  if (!has_ink) return PageReadMode::kEmpty;
  if (policy == OcrPolicy::kNever) {
    return content.glyphs.empty() ? PageReadMode::kEmpty : PageReadMode::kTextLayer;
  }
  if (policy == OcrPolicy::kAlways) return PageReadMode::kOcr;
  // A scan under its hidden layer is read from its pixels; what is printed on it is a stamp.
  if (is_scan && (visible < kLeastTextOverScan || hidden > visible)) return PageReadMode::kOcr;
  if (visible == 0 || is_outlined) return PageReadMode::kOcr;
  return unreadable > kMostUnreadable * visible ? PageReadMode::kOcr : PageReadMode::kTextLayer;
}

DocumentReader::DocumentReader(ReadOptions options) : options_(std::move(options)) {}
DocumentReader::~DocumentReader() = default;
DocumentReader::DocumentReader(DocumentReader&&) noexcept = default;
DocumentReader& DocumentReader::operator=(DocumentReader&&) noexcept = default;

Result<ReadingEngines*> DocumentReader::Engines() {
  if (engines_ == nullptr) {
    Result<ReadingEngines> made = ReadingEngines::Make(options_.engines);
    if (!made) return AtStage(std::move(made).error(), "ocr");
    engines_ = std::make_unique<ReadingEngines>(std::move(*made));
  }
  return engines_.get();
}

Result<Reading> DocumentReader::Read(std::string_view bytes, const PagePlan& plan) {
  const InputFormat format = SniffFormat(bytes);
  switch (format) {
    case InputFormat::kPdf:
      return ReadPdf(bytes, plan);
    case InputFormat::kTiff:
    case InputFormat::kPng:
    case InputFormat::kJpeg:
      return ReadImages(bytes, format, plan);
    case InputFormat::kMarkdown:
    case InputFormat::kHtml:
    case InputFormat::kText:
      return ReadMarkup(bytes, format);
    case InputFormat::kUnknown:
      break;
  }
  if (const Result<std::string> text = DecodeText(bytes.substr(0, kSniffWindowBytes))) {
    if (const std::optional<ForeignText> found = FindForeignText(*text)) {
      return AtStage({.code = ErrorCode::kUnsupported, .message = Explain(*found)}, "open");
    }
  }
  return AtStage({.code = ErrorCode::kUnsupported,
                  .message = "neither PDF nor TIFF, PNG, JPEG nor text; convert it to PDF"},
                 "open");
}

Result<Reading> DocumentReader::ReadPdf(std::string_view bytes, const PagePlan& plan) {
  Result<PdfDocument> document = PdfDocument::Open(bytes);
  if (!document) return AtStage(std::move(document).error(), "pdf");
  ReadingBuilder builder(InputFormat::kPdf);
  builder.Uses(PdfDocument::EngineVersion());
  PageWalk walk(options_, plan, document->page_count(), builder);
  WatermarkFinder watermarks;
  for (int page_no = walk.Next(); page_no != 0; page_no = walk.Next()) {
    Result<PageContent> content = document->ReadPage(page_no);
    if (!content) {
      builder.AddFailed(std::move(content).error(), "pdf", page_no);
      continue;
    }
    builder.AddLeftovers(TakeWatermarks(*document, page_no, *content, watermarks));
    const PageReadMode mode = ChooseReadMode(*content, options_.ocr);
    if (mode != PageReadMode::kOcr) builder.AddLeftovers(WithoutHiddenText(*content, options_.ocr));
    if (mode == PageReadMode::kEmpty) {
      builder.Add({.page = {.page_no = page_no,
                            .width_pt = content->width_pt,
                            .height_pt = content->height_pt}});
      continue;
    }
    bool uses_ocr = mode == PageReadMode::kOcr;
    Result<PageBlocks> page =
        mode == PageReadMode::kTextLayer
            ? BlocksOfPage(*content, builder.Open())
            : ReadPixels(document->PageRaster(page_no), page_no, builder.Open(), content->glyphs);
    if (!page) {
      builder.AddFailed(std::move(page).error(), mode == PageReadMode::kOcr ? "ocr" : "table",
                        page_no, content->width_pt, content->height_pt);
      continue;
    }
    if (mode == PageReadMode::kTextLayer && options_.ocr != OcrPolicy::kNever &&
        HasBrokenText(*page)) {
      const Result<void> reread = Reread(*page, document->PageRaster(page_no));
      if (!reread) builder.AddProblem(reread.error(), "ocr", page_no);
      uses_ocr = reread.has_value();
    }
    if (uses_ocr) builder.Uses(engines_->version());
    if (mode == PageReadMode::kTextLayer) {
      builder.AddSubstituted(content->read_otherwise, page_no);
    }
    builder.Add(std::move(*page));
  }
  return builder.Finish();
}

Result<Reading> DocumentReader::ReadImages(std::string_view bytes, InputFormat format,
                                           const PagePlan& plan) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const Result<ImageDocument> document = ImageDocument::Open(std::span(data, bytes.size()));
  if (!document) return AtStage(document.error(), "image");
  ReadingBuilder builder(format);
  PageWalk walk(options_, plan, document->page_count(), builder);
  for (int page_no = walk.Next(); page_no != 0; page_no = walk.Next()) {
    Result<Raster> raster = document->ReadPage(page_no);
    if (raster && options_.ocr == OcrPolicy::kNever) {
      const RectPt size = ToPoints({0, 0, raster->width_px, raster->height_px}, raster->dpi);
      builder.Add({.page = {.page_no = page_no, .width_pt = size.x1, .height_pt = size.y1}});
      continue;
    }
    Result<PageBlocks> page = ReadPixels(std::move(raster), page_no, builder.Open());
    if (!page) {
      builder.AddFailed(std::move(page).error(), "image", page_no);
      continue;
    }
    builder.Uses(engines_->version());
    builder.Add(std::move(*page));
  }
  Reading reading = builder.Finish();
  const bool all_failed = !reading.pages.empty() && reading.problems.size() == reading.pages.size();
  if (all_failed) return tl::make_unexpected(reading.problems.front());
  return reading;
}

Result<void> DocumentReader::Reread(PageBlocks& page, Result<Raster> raster) {
  if (!raster) return tl::make_unexpected(std::move(raster).error());
  const Result<ReadingEngines*> engines = Engines();
  if (!engines) return tl::make_unexpected(engines.error());
  return RereadBrokenText(page, TurnedClockwise(*std::move(raster), page.quarters),
                          (*engines)->readers());
}

Result<PageBlocks> DocumentReader::ReadPixels(Result<Raster> raster, int page_no,
                                              const OpenColumns& open,
                                              std::span<const Glyph> layer) {
  if (!raster) return tl::make_unexpected(std::move(raster).error());
  const Result<ReadingEngines*> engines = Engines();
  if (!engines) return tl::make_unexpected(engines.error());
  return ReadScanPage(*raster, page_no, (*engines)->readers(), open, options_.scan, layer);
}

}  // namespace gongwen
