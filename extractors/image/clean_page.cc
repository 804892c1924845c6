// A photograph is cut to its sheet before all else (find_sheet.h). Order matters:
//   1. Colour first, while there is colour: the seal goes, red headings stay (remove_seals.h). A
//      gray seal is looked for after step 3 (remove_gray_seals.h).
//   2. Black borders and punch holes are painted over before the background is measured, or they
//      would pull it down along the paper's edge.
//   3. Background normalisation flattens shadows of the fold and gray paper. What shines through
//      from the back of the sheet is paler than any stroke and falls over the threshold.
//   4. Skew is measured on the binary page and undone on the gray one; the binary page is then made
//      again, because turning a binary image roughens every stroke.
//   5. Specks last, when the size of the text is known.
//
// Skew is searched with rows and with columns (a page may lie on its side) and the sharper answer
// is taken. Rulings and text lines both sharpen it: variance of differences between pixel rows.
//
// Tested by tests/extractors/clean_page_test.cc.
#include "extractors/image/clean_page.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "extractors/image/decode_image.h"
#include "extractors/image/dotted_rulings.h"
#include "extractors/image/find_sheet.h"
#include "extractors/image/normalize_background.h"
#include "extractors/image/remove_gray_seals.h"
#include "extractors/image/remove_scan_marks.h"
#include "extractors/image/remove_seals.h"

namespace gongwen {
namespace {

constexpr double kPi = 3.14159265358979323846;

tl::unexpected<Error> NoMemory() {
  return Fail(ErrorCode::kOcrFailed, "no memory to clean the page; scan it at a lower resolution");
}

PixPtr Binarize(Pix* gray, int threshold) { return PixPtr(pixThresholdToBinary(gray, threshold)); }

struct Skew {
  double angle_deg = 0;  // clockwise turn that undoes it
  double sharpness = 0;
};

Skew SkewOfRows(Pix* binary, const CleanOptions& options) {
  float angle = 0, confidence = 0, score = 0;
  const int failed =
      pixFindSkewSweepAndSearchScore(binary, &angle, &confidence, &score, 4, 2, 0.0F,
                                     static_cast<float>(options.max_skew_deg), 1.0F, 0.02F);
  // Under 3, the search itself calls its answer doubtful.
  if (failed != 0 || confidence < 3.0F) return {};
  return {angle, score};
}

// Skew of the page whether its lines run across or down.
double FindSkew(Pix* binary, const CleanOptions& options) {
  const Skew rows = SkewOfRows(binary, options);
  const PixPtr turned(pixRotateOrth(binary, 1));
  const Skew columns = turned ? SkewOfRows(turned.get(), options) : Skew{};
  return rows.sharpness >= columns.sharpness ? rows.angle_deg : columns.angle_deg;
}

PixPtr Turn(Pix* gray, double angle_deg) {
  return PixPtr(pixRotate(gray, static_cast<float>(angle_deg * kPi / 180), L_ROTATE_AREA_MAP,
                          L_BRING_IN_WHITE, 0, 0));
}

// Drops specks from the binary page and from the gray one.
void EraseSpecks(CleanPage& page) {
  if (page.glyph_px <= 0) return;
  PixPtr specks = SpeckMask(page.binary.get(), page.glyph_px);
  if (!specks) return;
  // The dots of a ruling are none.
  if (const PixPtr dotted = DottedRulings(page.binary.get(), page.dpi)) {
    pixSubtract(specks.get(), specks.get(), dotted.get());
  }
  pixSubtract(page.binary.get(), page.binary.get(), specks.get());
  page.specks = static_cast<int>(ComponentBoxes(specks.get()).size());
  specks.reset(pixDilateBrick(nullptr, specks.get(), 3, 3));
  if (specks) pixSetMasked(page.gray.get(), specks.get(), 255);
}

}  // namespace

double UsualGlyphHeight(Pix* binary, double dpi) {
  const int largest = MmToPx(12, dpi);
  PixPtr text(
      pixSelectBySize(binary, largest, largest, 8, L_SELECT_IF_BOTH, L_SELECT_IF_LT, nullptr));
  if (!text) return 0;
  text.reset(pixCloseSafeBrick(nullptr, text.get(), MmToPx(1.5, dpi), MmToPx(0.4, dpi)));
  if (!text) return 0;
  const int low = MmToPx(1.6, dpi), high = MmToPx(10, dpi);
  std::vector<std::pair<int, long long>> heights;  // height, width as its weight
  long long total = 0;
  for (const RectPx& box : ComponentBoxes(text.get())) {
    if (box.height() < low || box.height() > high || box.width() < 0.7 * box.height()) {
      continue;
    }
    heights.emplace_back(box.height(), box.width());
    total += box.width();
  }
  std::sort(heights.begin(), heights.end());
  long long seen = 0;
  for (const auto& [height, weight] : heights) {
    seen += weight;
    if (2 * seen >= total) return height;
  }
  return 0;
}

namespace {

// Almost no pixel between black and white: gray scans have soft edges around all ink, and a JPEG of
// a black and white page has faint ripples, no grays.
bool IsBilevel(Pix* gray) {
  constexpr int kDark = 80, kLight = 176;
  constexpr double kMostGray = 0.25;  // of the dark pixels; measured 0.02 to 0.1, gray scans over 1
  NUMA* histogram = pixGetGrayHistogram(gray, 4);
  if (histogram == nullptr) return false;
  double dark = 0, between = 0;
  for (int level = 0; level < 256; ++level) {
    l_float32 count = 0;
    numaGetFValue(histogram, level, &count);
    if (level < kDark) dark += count;
    if (level >= kDark && level < kLight) between += count;
  }
  numaDestroy(&histogram);
  return dark > 0 && between < kMostGray * dark;
}

// Boxes on a page that is turned clockwise by a small angle about its centre.
void TurnBoxes(double angle_deg, int width, int height, std::vector<RectPx>& boxes) {
  constexpr double kDegree = 3.14159265358979 / 180;
  const double cosine = std::cos(angle_deg * kDegree), sine = std::sin(angle_deg * kDegree);
  for (RectPx& box : boxes) {
    const double x = (box.x0 + box.x1 - width) / 2.0, y = (box.y0 + box.y1 - height) / 2.0;
    const int dx = static_cast<int>(std::lround(cosine * x - sine * y - x));
    const int dy = static_cast<int>(std::lround(sine * x + cosine * y - y));
    box = {box.x0 + dx, box.y0 + dy, box.x1 + dx, box.y1 + dy};
  }
}

}  // namespace

Result<CleanPage> CleanScan(const Raster& raster, const CleanOptions& options) {
  Result<PixPtr> source = PixFromRaster(raster);
  if (!source) return tl::make_unexpected(std::move(source).error());
  CleanPage page;
  page.dpi = raster.dpi > 0 ? raster.dpi : GuessDpi(raster.width_px, raster.height_px);
  if (const std::optional<SheetCorners> corners = FindSheet(source->get())) {
    FlatSheet sheet = CutSheet(source->get(), *corners);
    if (!sheet.pix) return NoMemory();
    *source = std::move(sheet.pix);
    page.dpi = sheet.dpi;
    page.is_photograph = true;
  }
  GrayPage colorless = options.removes_seals
                           ? RemoveSeals(source->get(), page.dpi)
                           : GrayPage{PixPtr(pixConvertTo8(source->get(), 0)), {}};
  if (!colorless.gray) return NoMemory();
  source->reset();
  page.seals = std::move(colorless.seals);
  page.is_bilevel = IsBilevel(colorless.gray.get());
  const PixPtr marks = ScanMarkMask(colorless.gray.get(), page.dpi);
  if (marks) pixSetMasked(colorless.gray.get(), marks.get(), 255);
  constexpr double kDarkestOfScan = 0.6, kDarkestOfPhotograph = 0.25;
  page.gray = NormalizeBackground(colorless.gray.get(), page.dpi,
                                  page.is_photograph ? kDarkestOfPhotograph : kDarkestOfScan);
  if (!page.gray) return NoMemory();
  if (options.removes_seals && page.seals.empty()) {
    page.seals = RemoveGraySeals(page.gray.get(), page.dpi);
  }
  page.binary = Binarize(page.gray.get(), options.ink_threshold);
  if (!page.binary) return NoMemory();
  if (const PixPtr edge_ink = EdgeInkMask(page.binary.get(), page.dpi)) {
    pixSetMasked(page.gray.get(), edge_ink.get(), 255);
    pixSubtract(page.binary.get(), page.binary.get(), edge_ink.get());
  }
  page.skew_deg = FindSkew(page.binary.get(), options);
  if (std::abs(page.skew_deg) >= options.least_skew_deg) {
    TurnBoxes(page.skew_deg, pixGetWidth(page.gray.get()), pixGetHeight(page.gray.get()),
              page.seals);
    page.gray = Turn(page.gray.get(), page.skew_deg);
    if (!page.gray) return NoMemory();
    page.binary = Binarize(page.gray.get(), options.ink_threshold);
    if (!page.binary) return NoMemory();
  } else {
    page.skew_deg = 0;
  }
  page.glyph_px = UsualGlyphHeight(page.binary.get(), page.dpi);
  EraseSpecks(page);
  return page;
}

CleanPage TurnPage(CleanPage page, int quarter_deg) {
  const int quarters = ((quarter_deg / 90) % 4 + 4) % 4;
  if (quarters == 0) return page;
  page.gray.reset(pixRotateOrth(page.gray.get(), quarters));
  page.binary.reset(pixRotateOrth(page.binary.get(), quarters));
  page.rotation_deg = (page.rotation_deg + 90 * quarters) % 360;
  const int width = pixGetWidth(page.gray.get()), height = pixGetHeight(page.gray.get());
  for (RectPx& box : page.seals) {
    const RectPx b = box;
    if (quarters == 1) box = {width - b.y1, b.x0, width - b.y0, b.x1};
    if (quarters == 2) box = {width - b.x1, height - b.y1, width - b.x0, height - b.y0};
    if (quarters == 3) box = {b.y0, height - b.x1, b.y1, height - b.x0};
  }
  return page;
}

}  // namespace gongwen
