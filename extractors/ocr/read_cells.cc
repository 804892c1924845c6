#include "extractors/ocr/read_cells.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractors/ocr/line_glyphs.h"
#include "extractors/ocr/read_line.h"
#include "extractors/ocr/text_line_boxes.h"

namespace gongwen {
namespace {

constexpr int kInsetPx = 1;                  // the cell's border itself
constexpr double kOneWide = 1.55;            // ems: a line so narrow holds one Chinese character
constexpr std::size_t kMostCellLines = 400;  // of one cell
constexpr std::size_t kMostLines = 2000;     // of one page outside tables

// Every line one character wide, and at least two of them: a label set downward.
bool IsStack(const std::vector<RectPx>& lines, double glyph_px) {
  return lines.size() >= 2 && std::all_of(lines.begin(), lines.end(), [&](const RectPx& line) {
           return line.width() <= kOneWide * glyph_px;
         });
}

void Append(std::vector<Glyph>& glyphs, std::vector<Glyph> more) {
  std::move(more.begin(), more.end(), std::back_inserter(glyphs));
}

Leftover NotRead(const Error& error, int page_no, const RectPx& box, double dpi) {
  return {.page_no = page_no, .box = ToPoints(box, dpi), .why = "not read: " + error.message};
}

}  // namespace

std::vector<Glyph> ReadCell(const RectPt& box, int page_no, const TextImages& page,
                            const OcrReaders& readers, std::vector<Leftover>& leftovers) {
  RectPx inner = ToPixels(box, page.dpi);
  inner = {inner.x0 + kInsetPx, inner.y0 + kInsetPx, inner.x1 - kInsetPx, inner.y1 - kInsetPx};
  std::vector<RectPx> lines = FindCellLines(page.binary, inner, page.glyph_px);
  if (lines.size() > kMostCellLines) lines.resize(kMostCellLines);
  std::vector<Glyph> glyphs;
  if (IsStack(lines, page.glyph_px)) {
    const Result<LineText> read = ReadLine(CutStack(page, lines), LinePlace::kCell, readers);
    if (read) return GlyphsOfStack(*read, lines, page);
    leftovers.push_back(NotRead(read.error(), page_no, lines.front(), page.dpi));
    return glyphs;
  }
  for (const RectPx& line : lines) {
    const Result<LineText> read = ReadLine(CutLine(page, line), LinePlace::kCell, readers);
    if (read) {
      Append(glyphs, GlyphsOfLine(*read, line, page));
    } else {
      leftovers.push_back(NotRead(read.error(), page_no, line, page.dpi));
    }
  }
  return glyphs;
}

std::vector<Glyph> ReadLines(int page_no, const TextImages& page, const OcrReaders& readers,
                             std::vector<Leftover>& leftovers) {
  std::vector<RectPx> lines = FindTextLines(page.binary, page.glyph_px);
  if (lines.size() > kMostLines) lines.resize(kMostLines);
  std::vector<Glyph> glyphs;
  for (const RectPx& line : lines) {
    const Result<LineText> read = ReadLine(CutLine(page, line), LinePlace::kText, readers);
    if (read) {
      Append(glyphs, GlyphsOfLine(*read, line, page));
    } else {
      leftovers.push_back(NotRead(read.error(), page_no, line, page.dpi));
    }
  }
  return glyphs;
}

}  // namespace gongwen
