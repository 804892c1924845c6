// What stands on one page -> its paragraphs and tables in reading order; the same for a text layer
// and for text that OCR read.
#pragma once

#include "extractors/table/grid_from_alignment.h"
#include "model/error.h"
#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Tables from rulings first, then those that alignment tells, then the rest as paragraphs. A page
// whose text runs sideways or upside down is read turned (PageBlocks::quarters tells how far).
//   source  of the glyphs; tables and page bear it
//   open    the columns of a table without vertical rulings that ends the page before
//   errors  kTooLarge as GridsFromRulings
[[nodiscard]] Result<PageBlocks> BlocksOfPage(const PageContent& content,
                                              const OpenColumns& open = {},
                                              TextSource source = TextSource::kTextLayer);

}  // namespace gongwen
