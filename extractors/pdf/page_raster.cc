// A scan in a PDF is one image that covers the page. Rendering would scale it to another
// resolution and blur what OCR needs; so its own pixels are taken, if they say all there is to see:
//
//   - one image covers the page, and no other image lies over it (layered scans, pasted seals)
//   - it stands upright or at a quarter turn, not mirrored, and its pixels are square
//   - no mask cuts it, and its resolution is that of a scan and not of a background picture
//
// Anything else is rendered. Tested by pdf_document_test.cc.
#include "extractors/pdf/page_raster.h"

#include <GfxState.h>
#include <OutputDev.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "extractors/pdf/decode_image.h"
#include "extractors/pdf/page_budget.h"
#include "extractors/pdf/place_raster.h"
#include "extractors/pdf/poppler_session.h"
#include "model/geometry.h"

namespace gongwen {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kMinCover = 0.85;     // of the page's area: scans may leave a margin
constexpr double kMaxOverlay = 0.001;  // of the page's area: specks of other images
constexpr double kMaxSkew = 0.002;     // off the axes; about two pixels over a page
constexpr double kMaxAspectError = 0.005;
constexpr double kMinScanDpi = 72;
constexpr double kMostDrawnPixels = 1e9;       // of one picture; Poppler takes 10 s for as many
constexpr std::uint8_t kDarkestPaleInk = 128;  // a mask painted paler is no scan

bool IsWithinRasterLimits(double width_px, double height_px) {
  return width_px >= 1 && height_px >= 1 && width_px <= kMaxRasterSidePx &&
         height_px <= kMaxRasterSidePx &&
         width_px * height_px <= static_cast<double>(kMaxRasterPixels);
}

// Where an image lies on the page, how far it is turned, and its resolution as displayed.
struct Placement {
  RectPt box{};
  int quarters = 0;  // clockwise
  double dpi = 0;
};

// nullopt: slanted, mirrored, or pixels that are not square. `m` maps the unit square, whose top is
// y = 1, to the page, whose y goes down.
std::optional<Placement> PlacementOf(const GfxState& state, int width_px, int height_px) {
  const auto& m = state.getCTM();
  const double size = std::abs(m[0]) + std::abs(m[1]) + std::abs(m[2]) + std::abs(m[3]);
  const auto is_zero = [&](double v) { return std::abs(v) <= kMaxSkew * size; };
  Placement placement;
  if (is_zero(m[1]) && is_zero(m[2]) && m[0] * m[3] < 0) {
    placement.quarters = m[0] > 0 ? 0 : 2;
  } else if (is_zero(m[0]) && is_zero(m[3]) && m[1] * m[2] > 0) {
    placement.quarters = m[1] > 0 ? 1 : 3;
  } else {
    return std::nullopt;
  }
  const auto [x0, x1] = std::minmax({m[4], m[4] + m[0] + m[2]});
  const auto [y0, y1] = std::minmax({m[5], m[5] + m[1] + m[3]});
  placement.box = {x0, y0, x1, y1};
  if (placement.box.empty() || !std::isfinite(x0 + x1 + y0 + y1)) return std::nullopt;
  if (placement.quarters % 2 == 1) std::swap(width_px, height_px);
  const double dpi_x = width_px * kPointsPerInch / placement.box.width();
  const double dpi_y = height_px * kPointsPerInch / placement.box.height();
  if (std::abs(dpi_x - dpi_y) > kMaxAspectError * dpi_x) return std::nullopt;
  placement.dpi = dpi_x;
  return placement;
}

// Finds and decodes the page's scan while Poppler goes over the page.
class ScanDevice final : public OutputDev {
 public:
  [[nodiscard]] double width_pt() const { return width_pt_; }
  [[nodiscard]] double height_pt() const { return height_pt_; }

  [[nodiscard]] PageBudget& budget() { return budget_; }
  // The largest picture of the page, in pixels.
  [[nodiscard]] double most_pixels() const { return most_pixels_; }

  // The scan, when it is all that the page's images show.
  [[nodiscard]] std::optional<Raster> TakeScan() {
    if (covers_ != 1 || overlay_ > kMaxOverlay || !scan_) return std::nullopt;
    return std::move(scan_);
  }

  void beginForm(Ref) override { budget_.CountForm(); }
  // Once the budget is spent no form is gone into: Poppler would leave them one level at a time.
  bool useDrawForm() override { return budget_.is_spent(); }
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  // Images inside patterns are no scans.
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int,
                         int, double, double) override {
    return true;
  }

  void startPage(int /*page_no*/, GfxState* state, XRef* /*xref*/) override {
    width_pt_ = state->getPageWidth();
    height_pt_ = state->getPageHeight();
  }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colors, bool interpolate, const int* mask_colors,
                 bool is_inline) override {
    const bool is_plain = mask_colors == nullptr && !is_inline;
    NoteSize(width, height);
    const std::optional<Placement> scan = Register(*state, width, height, is_plain);
    if (scan && colors->isOk()) {
      Keep(DecodeImage(*stream, width, height, *colors), *scan);
      return;
    }
    OutputDev::drawImage(state, ref, stream, width, height, colors, interpolate, mask_colors,
                         is_inline);
  }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                     bool invert, bool interpolate, bool is_inline) override {
    NoteSize(width, height);
    GfxGray gray = 0;
    state->getFillGray(&gray);
    const std::uint8_t ink = colToByte(gray);
    const bool is_plain = !is_inline && ink < kDarkestPaleInk;
    if (const auto scan = Register(*state, width, height, is_plain)) {
      Keep(DecodeMask(*stream, width, height, invert, ink), *scan);
      return;
    }
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, is_inline);
  }

  // With a mask, what is seen is not what the image holds.
  void drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height, GfxImageColorMap*,
                       bool, Stream*, int, int, bool, bool) override {
    NoteSize(width, height);
    Register(*state, width, height, false);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                           GfxImageColorMap*, bool, Stream*, int, int, GfxImageColorMap*,
                           bool) override {
    NoteSize(width, height);
    Register(*state, width, height, false);
  }

 private:
  void NoteSize(int width, int height) {
    most_pixels_ = std::max(most_pixels_, static_cast<double>(width) * height);
  }

  // Counts the image; gives its placement when it is the first that covers the page and its own
  // pixels may stand for the page.
  std::optional<Placement> Register(const GfxState& state, int width, int height, bool is_plain) {
    const double cover = CoverOf(state);
    if (cover < kMinCover) {
      overlay_ += cover;
      return std::nullopt;
    }
    if (++covers_ > 1 || !is_plain || !IsWithinRasterLimits(width, height)) return std::nullopt;
    const std::optional<Placement> placement = PlacementOf(state, width, height);
    if (!placement || placement->dpi < kMinScanDpi) return std::nullopt;
    const double k = placement->dpi / kPointsPerInch;
    if (!IsWithinRasterLimits(width_pt_ * k, height_pt_ * k)) return std::nullopt;
    return placement;
  }

  // The part of the page that the image covers, by its surrounding rectangle.
  [[nodiscard]] double CoverOf(const GfxState& state) const {
    const auto& m = state.getCTM();
    RectPt clip;
    state.getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
    const RectPt box{m[4] + std::min(m[0], 0.0) + std::min(m[2], 0.0),
                     m[5] + std::min(m[1], 0.0) + std::min(m[3], 0.0),
                     m[4] + std::max(m[0], 0.0) + std::max(m[2], 0.0),
                     m[5] + std::max(m[1], 0.0) + std::max(m[3], 0.0)};
    const RectPt seen = Intersection(Intersection(box, clip), {0, 0, width_pt_, height_pt_});
    return seen.width() * seen.height() / std::max(width_pt_ * height_pt_, 1.0);
  }

  void Keep(Raster raster, const Placement& placement) {
    raster.dpi = placement.dpi;
    scan_ = OnPage(TurnedClockwise(std::move(raster), placement.quarters), placement.box, width_pt_,
                   height_pt_);
  }

  double width_pt_ = 0, height_pt_ = 0;
  int covers_ = 0;      // images that cover the page
  double overlay_ = 0;  // area of the others, in pages
  double most_pixels_ = 0;
  PageBudget budget_{};
  std::optional<Raster> scan_{};
};

// 300 dpi, or the most that the limits leave.
double RenderDpi(double width_pt, double height_pt) {
  const double width_in = width_pt / kPointsPerInch;
  const double height_in = height_pt / kPointsPerInch;
  const double by_side = (kMaxRasterSidePx - 1) / std::max(width_in, height_in);
  const double by_area =
      std::sqrt(static_cast<double>(kMaxRasterPixels) * 0.99 / (width_in * height_in));
  return std::min({kRenderDpi, by_side, by_area});
}

// Poppler 25 dropped the parameter `reverseVideo`.
template <class Device>
std::unique_ptr<Device> MakeSplash(SplashColorPtr paper) {
  if constexpr (std::is_constructible_v<Device, SplashColorMode, int, bool, SplashColorPtr>) {
    return std::make_unique<Device>(splashModeRGB8, 1, false, paper);
  } else {
    return std::make_unique<Device>(splashModeRGB8, 1, paper);
  }
}

Result<Raster> Render(PDFDoc& document, int page_no, double dpi) {
  SplashColor paper = {255, 255, 255};
  const auto device = MakeSplash<SplashOutputDev>(paper);
  device->startDoc(&document);
  PageBudget budget;
  document.displayPage(device.get(), page_no, dpi, dpi, 0, false, true, false, PageBudget::IsSpent,
                       &budget);
  if (budget.is_spent()) return PageBudget::Refuse();
  SplashBitmap* bitmap = device->getBitmap();
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr || bitmap->getWidth() < 1 ||
      bitmap->getHeight() < 1) {
    return Fail(ErrorCode::kTooLarge, "no memory to render the page; split the file");
  }
  Raster raster{
      .width_px = bitmap->getWidth(), .height_px = bitmap->getHeight(), .channels = 3, .dpi = dpi};
  const std::size_t row = static_cast<std::size_t>(raster.width_px) * 3;
  raster.pixels.resize(row * static_cast<std::size_t>(raster.height_px));
  const unsigned char* from = bitmap->getDataPtr();
  for (std::size_t y = 0; y < static_cast<std::size_t>(raster.height_px); ++y) {
    std::copy_n(from, row, raster.pixels.data() + y * row);
    from += bitmap->getRowSize();
  }
  return WithoutIdleColor(std::move(raster));
}

}  // namespace

Result<Raster> RasterOfPage(PDFDoc& document, int page_no) {
  PopplerMessages messages;
  ScanDevice scans;
  document.displayPage(&scans, page_no, kPointsPerInch, kPointsPerInch, 0, false, true, false,
                       PageBudget::IsSpent, &scans.budget());
  if (scans.budget().is_spent()) return PageBudget::Refuse();
  if (!(scans.width_pt() > 0 && scans.height_pt() > 0)) {
    return Fail(ErrorCode::kDamaged, "the page is missing or has no size" + messages.Suffix() +
                                         "; repair the file, for example with qpdf");
  }
  if (std::optional<Raster> scan = scans.TakeScan()) return *std::move(scan);
  if (scans.most_pixels() > kMostDrawnPixels) {
    return Fail(ErrorCode::kTooLarge, "a picture on the page claims " +
                                          std::to_string(std::llround(scans.most_pixels() / 1e6)) +
                                          " million pixels; export the page at a lower resolution");
  }
  const double dpi = RenderDpi(scans.width_pt(), scans.height_pt());
  if (dpi < kMinRenderDpi) {
    return Fail(ErrorCode::kTooLarge,
                "the page is " + std::to_string(std::lround(scans.width_pt() / kPointsPerInch)) +
                    " x " + std::to_string(std::lround(scans.height_pt() / kPointsPerInch)) +
                    " inches; cut it into smaller pages");
  }
  return Render(document, page_no, dpi);
}

}  // namespace gongwen
