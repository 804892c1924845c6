// One page with a text layer -> its paragraphs and tables in reading order.
#pragma once

#include "extractors/table/grid_from_alignment.h"
#include "model/error.h"
#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Tables from rulings first, then those that alignment tells, then the rest as paragraphs.
//   open    the columns of a table without vertical rulings that ends the page before
//   errors  kTooLarge as GridsFromRulings
[[nodiscard]] Result<PageBlocks> BlocksOfTextPage(const PageContent& content,
                                                  const OpenColumns& open = {});

}  // namespace gongwen
