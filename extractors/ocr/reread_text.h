// What a text layer says wrongly, read from the page's picture instead.
#pragma once

#include "extractors/ocr/ocr_readers.h"
#include "model/error.h"
#include "model/raster.h"
#include "model/reading.h"

namespace gongwen {

// Whether some cell or paragraph of the page holds text of confidence kBrokenText or less.
[[nodiscard]] bool HasBrokenText(const PageBlocks& page);

// Reads those cells and paragraphs from `raster`, the same page as pixels. What the layer said
// becomes a leftover, and what is read is doubtful; where the engine reads nothing, the layer's
// text stays, with its low confidence.
//   errors  those of CleanScan, with page and stage; the page is unchanged then
[[nodiscard]] Result<void> RereadBrokenText(PageBlocks& page, const Raster& raster,
                                            const OcrReaders& readers);

}  // namespace gongwen
