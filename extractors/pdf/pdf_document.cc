#include "extractors/pdf/pdf_document.h"

#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Stream.h>
#include <poppler-config.h>

#include <cstdio>
#include <type_traits>
#include <utility>

#include "extractors/pdf/page_content.h"
#include "extractors/pdf/page_raster.h"
#include "extractors/pdf/poppler_session.h"

// Poppler gives its version as a string, which the preprocessor cannot compare. So where its API
// has changed, the code asks the types themselves (is_constructible, requires).

namespace gongwen {
namespace {

constexpr std::size_t kHeaderWindow = 1024;  // where readers look for "%PDF-" (ISO 32000, annex H)

// Poppler 25 hands streams over as unique_ptr. The passwords' types changed too (GooString*, then
// optional<GooString>); they are left to their defaults, which is no password in every version.
template <class Document>
std::unique_ptr<Document> Parse(std::string_view bytes) {
  auto stream = std::make_unique<MemStream>(bytes.data(), 0, static_cast<Goffset>(bytes.size()),
                                            Object(objNull));
  if constexpr (std::is_constructible_v<Document, BaseStream*>) {
    return std::make_unique<Document>(stream.release());
  } else {
    return std::make_unique<Document>(std::unique_ptr<BaseStream>(std::move(stream)));
  }
}

tl::unexpected<Error> OpenError(int code, const PopplerMessages& messages) {
  if (code == errEncrypted) {
    return Fail(ErrorCode::kEncrypted,
                "the file needs a password; save a copy without one, for example with qpdf "
                "--decrypt");
  }
  return Fail(ErrorCode::kDamaged, "the file cannot be read as PDF" + messages.Suffix() +
                                       "; fetch it again, or repair it with qpdf or mutool");
}

tl::unexpected<Error> NoSuchPage(int page_no, int page_count) {
  return Fail(ErrorCode::kInvalidArgument, "there is no page " + std::to_string(page_no) +
                                               "; the file has " + std::to_string(page_count));
}

}  // namespace

class PdfDocument::Impl {
 public:
  explicit Impl(std::unique_ptr<PDFDoc> doc) : document(std::move(doc)) {}

  [[nodiscard]] bool Has(int page_no) const {
    return page_no >= 1 && page_no <= document->getNumPages();
  }

  const std::unique_ptr<PDFDoc> document;
};

PdfDocument::PdfDocument(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfDocument::PdfDocument(PdfDocument&&) noexcept = default;
PdfDocument& PdfDocument::operator=(PdfDocument&&) noexcept = default;
PdfDocument::~PdfDocument() = default;

Result<PdfDocument> PdfDocument::Open(std::string_view bytes) {
  if (bytes.empty()) return Fail(ErrorCode::kEmpty, "the file holds nothing; fetch it again");
  if (bytes.substr(0, kHeaderWindow).find("%PDF-") == std::string_view::npos) {
    return Fail(ErrorCode::kUnsupported, "this is no PDF: no \"%PDF-\" at its start");
  }
  return AtPopplerEdge([&]() -> Result<PdfDocument> {
    StartPoppler();
    PopplerMessages messages;
    auto document = Parse<PDFDoc>(bytes);
    if (!document->isOk()) return OpenError(document->getErrorCode(), messages);
    const int pages = document->getNumPages();
    if (pages < 1) return OpenError(errBadCatalog, messages);
    if (pages > kMaxPdfPages) {
      return Fail(ErrorCode::kTooLarge, "the file has " + std::to_string(pages) +
                                            " pages, more than " + std::to_string(kMaxPdfPages) +
                                            "; split it");
    }
    return PdfDocument(std::make_unique<Impl>(std::move(document)));
  });
}

int PdfDocument::page_count() const { return impl_->document->getNumPages(); }

Result<PageContent> PdfDocument::ReadPage(int page_no) {
  return AtPopplerEdge([&]() -> Result<PageContent> {
    if (!impl_->Has(page_no)) return NoSuchPage(page_no, page_count());
    return ReadPageContent(*impl_->document, page_no);
  });
}

Result<Raster> PdfDocument::PageRaster(int page_no) {
  return AtPopplerEdge([&]() -> Result<Raster> {
    if (!impl_->Has(page_no)) return NoSuchPage(page_no, page_count());
    return RasterOfPage(*impl_->document, page_no);
  });
}

bool PdfDocument::HasChineseEncodings() {
  StartPoppler();
  const GooString collection("Adobe-GB1"), encoding("GBK-EUC-H");
  std::FILE* file = globalParams->findCMapFile(&collection, &encoding);
  if (file != nullptr) std::fclose(file);
  return file != nullptr;
}

std::string PdfDocument::EngineVersion() { return "poppler " POPPLER_VERSION; }

}  // namespace gongwen
