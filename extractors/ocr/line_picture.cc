#include "extractors/ocr/line_picture.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>

namespace gongwen {
namespace {

constexpr double kMostScale = 4;  // more only magnifies specks
constexpr double kSecondScale = 0.85;
constexpr double kMostHeightPx = 34;  // of characters, of a squeezed line: engines scale down to it
constexpr int kBlack = 40, kWhite = 225;
// Soft edges of the outermost strokes lie outside the box of the binary ink.
constexpr int kRimPx = 2;
// A line of digits or of a dash is lower than its font: it is not blown up to full size.
constexpr double kLeastHeight = 0.8;  // of the usual height

RectPx Grown(const RectPx& box, int by) {
  return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

int Px(double length) { return std::max(0, static_cast<int>(std::lround(length))); }

}  // namespace

LinePicture CutLine(const TextImages& page, const RectPx& line) {
  const RectPx box = Grown(line, kRimPx);
  return {CropPix(page.gray, box), std::max<double>(line.height(), kLeastHeight * page.glyph_px),
          std::max(box.x0, 0), page.is_bilevel};
}

LinePicture CutStack(const TextImages& page, std::span<const RectPx> characters) {
  int height = 1, width = kRimPx;
  const int gap = std::max(1, Px(0.08 * page.glyph_px));
  for (const RectPx& c : characters) {
    height = std::max(height, c.height() + 2 * kRimPx);
    width += c.width() + 2 * kRimPx + gap;
  }
  PixPtr row(pixCreate(width, height, 8));
  if (!row) return {};
  pixSetAll(row.get());
  int x = 0;
  for (const RectPx& c : characters) {
    const int w = c.width() + 2 * kRimPx, h = c.height() + 2 * kRimPx;
    pixRasterop(row.get(), x, (height - h) / 2, w, h, PIX_SRC, page.gray, c.x0 - kRimPx,
                c.y0 - kRimPx);
    x += w + gap;
  }
  return {std::move(row), std::max<double>(height - 2 * kRimPx, kLeastHeight * page.glyph_px), 0,
          page.is_bilevel};
}

Result<PreparedLine> PrepareLine(const LinePicture& line, const LineForm& form, Preparation how) {
  if (!line.gray) return Fail(ErrorCode::kOcrFailed, "a line outside the page");
  double scale = 1;
  if (form.glyph_px > 0) {
    scale = std::min(kMostScale, form.glyph_px / std::max(1.0, line.glyph_px));
  }
  if (how == Preparation::kContrast) scale *= kSecondScale;
  // A squeezed line is made higher rather than narrower while it is low: no pixel is lost.
  if (form.squeeze < 1) {
    const double most = kMostHeightPx / std::max(1.0, line.glyph_px * scale);
    scale *= std::clamp(most, 1.0, 1 / form.squeeze);
  }
  const double em = std::max(1.0, line.glyph_px) * scale;
  const double x_scale = scale * form.squeeze;
  PixPtr pix(scale == 1 && x_scale == 1 ? pixClone(line.gray.get())
                                        : pixScale(line.gray.get(), static_cast<float>(x_scale),
                                                   static_cast<float>(scale)));
  if (pix && how == Preparation::kContrast) {
    pix.reset(pixGammaTRC(nullptr, pix.get(), 1.0F, kBlack, kWhite));
  }
  PreparedLine out{.scale = x_scale, .x0 = line.x0};
  if (pix) {
    const double room = form.least_height_em * em - pixGetHeight(pix.get());
    const int rise = Px(form.rise_em * em + std::max(0.0, room / 2));
    out.margin_px = Px(form.margin_em * em * form.squeeze);
    pix.reset(pixAddBorderGeneral(pix.get(), out.margin_px, out.margin_px, rise, rise, 255));
  }
  if (!pix) return Fail(ErrorCode::kOcrFailed, "no memory for a line of text");
  Result<Raster> raster = RasterFromPix(pix.get(), 0);
  if (!raster) return tl::make_unexpected(std::move(raster).error());
  out.raster = std::move(*raster);
  return out;
}

}  // namespace gongwen
