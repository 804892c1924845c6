#include "extractors/ocr/read_cells.h"

#include <algorithm>
#include <utility>

#include "extractors/ocr/text_line_boxes.h"
#include "extractors/text/compose_lines.h"

namespace gongwen {
namespace {

constexpr int kInsetPx = 1;              // the cell's border itself
constexpr double kOneWide = 1.55;        // ems: a line so narrow holds one Chinese character
constexpr std::size_t kMostLines = 400;  // of one cell

// Every line one character wide, and at least two of them: a label set downward.
bool IsStack(const std::vector<RectPx>& lines, double glyph_px) {
  return lines.size() >= 2 && std::all_of(lines.begin(), lines.end(), [&](const RectPx& line) {
           return line.width() <= kOneWide * glyph_px;
         });
}

struct CellText {
  std::string text{};
  double confidence = 1;
};

void Append(CellText& cell, const OcrText& line) {
  AppendWrapped(cell.text, line.text);
  cell.confidence = std::min(cell.confidence, line.lowest_word);
}

class CellReader {
 public:
  CellReader(const TextImages& page, OcrEngine& engine, std::vector<Leftover>& leftovers)
      : page_(page), engine_(engine), leftovers_(leftovers) {}

  CellText Read(const Cell& cell) {
    RectPx box = ToPixels(cell.box, page_.dpi);
    box = {box.x0 + kInsetPx, box.y0 + kInsetPx, box.x1 - kInsetPx, box.y1 - kInsetPx};
    std::vector<RectPx> lines = FindCellLines(page_.binary, box, page_.glyph_px);
    if (lines.size() > kMostLines) lines.resize(kMostLines);
    CellText out;
    if (IsStack(lines, page_.glyph_px)) {
      Take(ReadStack(page_, lines, engine_), cell.page_no, lines.front(), out);
      return out;
    }
    for (const RectPx& line : lines) {
      Take(ReadLine(page_, line, engine_), cell.page_no, line, out);
    }
    return out;
  }

 private:
  void Take(const Result<OcrText>& read, int page_no, const RectPx& box, CellText& out) {
    if (read) {
      Append(out, *read);
      return;
    }
    out.confidence = 0;
    leftovers_.push_back({.page_no = page_no,
                          .box = ToPoints(box, page_.dpi),
                          .why = "not read: " + read.error().message});
  }

  const TextImages& page_;
  OcrEngine& engine_;
  std::vector<Leftover>& leftovers_;
};

}  // namespace

TableGrid ReadCells(TableGrid grid, const TextImages& page, OcrEngine& engine,
                    std::vector<Leftover>& leftovers) {
  CellReader reader(page, engine, leftovers);
  for (Cell& cell : grid.cells) {
    CellText read = reader.Read(cell);
    cell.text = std::move(read.text);
    cell.confidence = read.confidence;
  }
  grid.source = TextSource::kOcr;
  return grid;
}

}  // namespace gongwen
