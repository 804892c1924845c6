// One page with a text layer -> its paragraphs and tables in reading order.
#pragma once

#include "model/error.h"
#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Tables from rulings first, then three-line tables, then the rest as paragraphs.
//   errors  kTooLarge as GridsFromRulings
[[nodiscard]] Result<PageBlocks> BlocksOfTextPage(const PageContent& content);

}  // namespace gongwen
