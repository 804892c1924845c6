#include "extractors/ocr/read_line.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "extractors/text/compose_lines.h"

namespace gongwen {
namespace {

// Read best at 25-36 pixels; see docs/scans.md.
constexpr double kTargetGlyphPx = 30;
constexpr double kMostScale = 4;  // more only magnifies specks
// What a second reading of a doubtful line does differently.
constexpr double kSure = 0.85;
constexpr double kSecondScale = 0.85;
constexpr int kBlack = 40, kWhite = 225;
constexpr int kMarginPx = 12;
// Soft edges of the outermost strokes lie outside the box of the binary ink.
constexpr int kRimPx = 2;
// A line of digits or of a dash is lower than its font: it is not blown up to full size.
constexpr double kLeastHeight = 0.8;  // of the usual height

RectPx Grown(const RectPx& box, int by) {
  return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

double ScaleFor(const TextImages& page, double height_px) {
  const double glyph = std::max(height_px, kLeastHeight * page.glyph_px);
  return std::min(kMostScale, kTargetGlyphPx / std::max(1.0, glyph));
}

struct Preparation {
  double scale = 1;
  bool is_stretched = false;  // more contrast: helps faint digits, harms thin strokes
};

// Scales and frames a gray picture.
Result<Raster> Prepared(Pix* gray, const Preparation& how) {
  const auto factor = static_cast<float>(how.scale);
  PixPtr line(pixScale(gray, factor, factor));
  if (line && how.is_stretched) pixGammaTRC(line.get(), line.get(), 1.0F, kBlack, kWhite);
  if (line) {
    line.reset(pixAddBorderGeneral(line.get(), kMarginPx, kMarginPx, kMarginPx, kMarginPx, 255));
  }
  if (!line) return Fail(ErrorCode::kOcrFailed, "no memory for a line of text");
  return RasterFromPix(line.get(), 0);
}

Result<OcrText> ReadOnce(Pix* gray, const Preparation& how, OcrEngine& engine) {
  const Result<Raster> raster = Prepared(gray, how);
  if (!raster) return tl::make_unexpected(raster.error());
  Result<OcrText> read = engine.Recognize(*raster, OcrMode::kLine);
  if (read) read->text = WithMatchingBrackets(WithoutHanBlanks(read->text));
  return read;
}

// A doubtful line is read again, prepared in another way, and the surer reading is taken.
Result<OcrText> Read(const PixPtr& gray, double scale, OcrEngine& engine) {
  if (!gray) return Fail(ErrorCode::kOcrFailed, "a line outside the page");
  Result<OcrText> read = ReadOnce(gray.get(), {.scale = scale}, engine);
  if (!read || read->confidence >= kSure) return read;
  Result<OcrText> again =
      ReadOnce(gray.get(), {.scale = scale * kSecondScale, .is_stretched = true}, engine);
  return again && again->confidence > read->confidence ? again : read;
}

}  // namespace

std::string WithMatchingBrackets(std::string_view text) {
  constexpr std::array<std::string_view, 2> kMistaken{"〈", "《"};
  constexpr std::array<std::string_view, 6> kMarks{"〈", "《", "〉", "》", ")", "）"};
  std::string mended(text);
  for (std::size_t at = 0; at < mended.size(); ++at) {
    const auto begins_with = [&](std::string_view mark) {
      return std::string_view(mended).substr(at).starts_with(mark);
    };
    const auto* mistaken = std::find_if(kMistaken.begin(), kMistaken.end(), begins_with);
    if (mistaken == kMistaken.end()) continue;
    std::size_t next = std::string::npos;
    for (const std::string_view mark : kMarks) {
      next = std::min(next, mended.find(mark, at + mistaken->size()));
    }
    if (next == std::string::npos) break;
    const std::string_view rest = std::string_view(mended).substr(next);
    if (rest.starts_with(")") || rest.starts_with("）")) mended.replace(at, mistaken->size(), "(");
  }
  return mended;
}

std::string WithoutHanBlanks(std::string_view text) {
  std::string joined;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n\t"), text.size());
    if (end > 0) joined = JoinPieces(joined, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return joined;
}

Result<OcrText> ReadLine(const TextImages& page, const RectPx& line, OcrEngine& engine) {
  return Read(CropPix(page.gray, Grown(line, kRimPx)), ScaleFor(page, line.height()), engine);
}

Result<OcrText> ReadStack(const TextImages& page, std::span<const RectPx> characters,
                          OcrEngine& engine) {
  int height = 1, width = kRimPx;
  const int gap = std::max(1, static_cast<int>(std::lround(0.08 * page.glyph_px)));
  for (const RectPx& c : characters) {
    height = std::max(height, c.height() + 2 * kRimPx);
    width += c.width() + 2 * kRimPx + gap;
  }
  PixPtr row(pixCreate(width, height, 8));
  if (!row) return Fail(ErrorCode::kOcrFailed, "no memory for a line of text");
  pixSetAll(row.get());
  int x = 0;
  for (const RectPx& c : characters) {
    const int w = c.width() + 2 * kRimPx, h = c.height() + 2 * kRimPx;
    pixRasterop(row.get(), x, (height - h) / 2, w, h, PIX_SRC, page.gray, c.x0 - kRimPx,
                c.y0 - kRimPx);
    x += w + gap;
  }
  return Read(row, ScaleFor(page, height - 2 * kRimPx), engine);
}

}  // namespace gongwen
