// One pass over a page's operators: what is drawn and where.
#pragma once

#include "model/error.h"
#include "model/page.h"

class PDFDoc;

namespace gongwen {

// See PdfDocument::ReadPage. `page_no` must be a page of the document.
[[nodiscard]] Result<PageContent> ReadPageContent(PDFDoc& document, int page_no);

}  // namespace gongwen
