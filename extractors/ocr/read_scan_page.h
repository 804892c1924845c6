// A scanned page -> its paragraphs and tables.
#pragma once

#include <span>

#include "extractors/image/clean_page.h"
#include "extractors/image/rulings_from_image.h"
#include "extractors/ocr/ocr_readers.h"
#include "extractors/ocr/page_orientation.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/page_blocks.h"
#include "model/error.h"
#include "model/raster.h"
#include "model/reading.h"

namespace gongwen {

struct ScanOptions {
  CleanOptions clean{};
  RulingOptions rulings{};
  GridOptions grids{};
  OrientationOptions orientation{};
  bool infers_walls = true;    // on black and white pages, from where the text stands
  bool erases_rulings = true;  // before text is read; off only to measure what it brings
};

// Reads one page: cleans it, sets it upright, finds the rulings, reads the cells that they draw and
// then the lines outside them. From there on the characters are those of any page: BlocksOfPage
// makes the tables and paragraphs of it. docs/scans.md tells the whole way.
//   raster   gray or RGB, as scanned
//   open     the columns of a table without vertical rulings that ends the page before
//   layer    the hidden text that the file has for this page: see SettleWithLayer
//   returns  boxes in points of the page as displayed after turning and deskewing; a page without
//            ink has no blocks and source kNone
//   errors   those of CleanScan and GridsFromRulings, with page_no and stage "ocr". Lines that the
//            engines fail on are leftovers, not errors.
//   cost     0.2 s, and 10-100 ms a line
[[nodiscard]] Result<PageBlocks> ReadScanPage(const Raster& raster, int page_no,
                                              const OcrReaders& readers,
                                              const OpenColumns& open = {},
                                              const ScanOptions& options = {},
                                              std::span<const Glyph> layer = {});

}  // namespace gongwen
