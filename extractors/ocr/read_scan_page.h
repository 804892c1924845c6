// A scanned page -> its paragraphs and tables.
#pragma once

#include "extractors/image/clean_page.h"
#include "extractors/image/rulings_from_image.h"
#include "extractors/ocr/ocr_engine.h"
#include "extractors/ocr/page_orientation.h"
#include "extractors/table/grid_from_rulings.h"
#include "model/error.h"
#include "model/raster.h"
#include "model/reading.h"

namespace gongwen {

struct ScanOptions {
  CleanOptions clean{};
  RulingOptions rulings{};
  GridOptions grids{};
  OrientationOptions orientation{};
};

// Reads one page: cleans it, sets it upright, takes the tables from the rulings, reads their cells
// and then the lines outside them. docs/scans.md tells the whole way.
//   raster   gray or RGB, as scanned
//   returns  boxes in points of the page as displayed after turning and deskewing; a page without
//            ink has no blocks and source kNone
//   errors   those of CleanScan and GridsFromRulings, with page_no and stage "ocr". Lines that the
//            engine fails on are leftovers, not errors.
//   cost     0.2 s, and 10-100 ms a line
[[nodiscard]] Result<PageBlocks> ReadScanPage(const Raster& raster, int page_no, OcrEngine& engine,
                                              const ScanOptions& options = {});

}  // namespace gongwen
