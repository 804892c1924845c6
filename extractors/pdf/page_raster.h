// A page as pixels: the scan's own, or rendered.
#pragma once

#include "model/error.h"
#include "model/raster.h"

class PDFDoc;

namespace gongwen {

inline constexpr double kRenderDpi = 300;
inline constexpr double kMinRenderDpi = 36;  // below, no page of text can be read

// See PdfDocument::PageRaster. `page_no` must be a page of the document.
[[nodiscard]] Result<Raster> RasterOfPage(PDFDoc& document, int page_no);

}  // namespace gongwen
