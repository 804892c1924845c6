// Glyphs -> words -> bands -> regions; of each region the head's tree, the columns, the rows, the
// cells. Each step has its own file; docs/tables.md tells the whole way. Tested by
// grid_from_alignment_test.cc.
#include "extractors/table/grid_from_alignment.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "extractors/table/aligned_columns.h"
#include "extractors/table/aligned_regions.h"
#include "extractors/table/aligned_rows.h"
#include "extractors/table/fill_cells.h"
#include "extractors/table/header_blocks.h"
#include "extractors/table/place_text.h"
#include "extractors/table/table_evidence.h"
#include "extractors/table/text_bands.h"
#include "extractors/text/compose_lines.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostColumns = 64;
constexpr double kMostCutOpen = 0.02;   // of the words may cross the columns of the page before
constexpr double kFartherShare = 0.25;  // text without rulings may reach farther overleaf
constexpr double kSameExtentPt = 6;     // of two parts of one table

std::vector<RectPt> LeafBoxes(const Header& header) {
  std::vector<RectPt> boxes;
  for (const std::size_t leaf : header.leaves) boxes.push_back(header.blocks[leaf].box);
  return boxes;
}

std::vector<GridRow> RowsOf(const AlignedRegion& region, std::span<const double> borders) {
  std::vector<double> ys = region.rulings_y;
  // Rulings part rows when nearly each gap between them holds one row, wrapped or not.
  std::size_t gaps_used = 0;
  for (std::size_t i = 2; i < ys.size(); ++i) {
    const bool is_used = std::ranges::any_of(region.body, [&](const Band& band) {
      return band.center_y > ys[i - 1] && band.center_y < ys[i];
    });
    if (is_used) ++gaps_used;
  }
  std::vector<bool> starts = RowStarts(region.body, borders, ys, false);
  const auto rows = static_cast<std::size_t>(std::ranges::count(starts, true));
  const bool ruled_rows = gaps_used >= 2 && 10 * gaps_used >= 7 * rows;
  if (ruled_rows) starts = RowStarts(region.body, borders, ys, true);
  std::vector<GridRow> result;
  for (std::size_t b = 0; b < region.body.size(); ++b) {
    const Band& band = region.body[b];
    const RectPt box = band.box();
    if (starts[b]) result.push_back({box.y0, box.y1, {}});
    result.back().y1 = std::max(result.back().y1, box.y1);
    result.back().bands.push_back(band);
  }
  return result;
}

class GridWriter {
 public:
  GridWriter(std::span<const Glyph> glyphs, std::span<const double> borders, int page_no)
      : glyphs_(glyphs), borders_(borders), page_no_(page_no) {}

  // ys: the borders of the rows, one more than there are rows.
  [[nodiscard]] TableGrid Write(std::vector<PlacedText> all, const std::vector<double>& ys) const {
    TableGrid grid{.rows = static_cast<int>(ys.size()) - 1,
                   .columns = static_cast<int>(borders_.size()) - 1,
                   .origin = GridOrigin::kAlignment};
    std::ranges::sort(all, {}, [](const PlacedText& p) { return std::pair{p.row, p.column}; });
    for (PlacedText& placed : all) {
      std::ranges::sort(placed.glyphs);
      std::vector<Glyph> inside;
      for (const std::size_t i : placed.glyphs) {
        if (i > 0 && IsBlank(glyphs_[i - 1].text)) inside.push_back(glyphs_[i - 1]);
        inside.push_back(glyphs_[i]);
      }
      Cell cell{.row = placed.row,
                .column = static_cast<int>(placed.column),
                .row_span = placed.end_row - placed.row,
                .column_span = static_cast<int>(placed.end_column - placed.column),
                .page_no = page_no_,
                .box = {borders_[placed.column], ys[static_cast<std::size_t>(placed.row)],
                        borders_[placed.end_column], ys[static_cast<std::size_t>(placed.end_row)]}};
      cell.text = ComposeCellText(inside);
      for (const Glyph& glyph : inside)
        cell.confidence = std::min(cell.confidence, glyph.confidence);
      cell.is_full = placed.end_row == grid.rows && FillsLastLine(inside, cell.box);
      grid.cells.push_back(std::move(cell));
    }
    return grid;
  }

 private:
  std::span<const Glyph> glyphs_;
  std::span<const double> borders_;
  int page_no_;
};

// The columns of the page before as they run here; empty when they do not.
std::vector<double> ContinuedBorders(const OpenColumns& open, const AlignedRegion& region) {
  if (open.borders.size() < 3) return {};
  const double left = region.box.x0 - open.borders.front();
  const double right = region.box.x1 - open.borders.back();
  const double farther = kFartherShare * (open.borders.back() - open.borders.front());
  const bool fits = region.is_ruled()
                        ? std::abs(left) <= kSameExtentPt && std::abs(right) <= kSameExtentPt
                        : left >= -farther && right <= farther;
  if (!fits) return {};
  // A repeated header may stand over several columns; the rows may not.
  const std::vector<Band>& text = region.body.empty() ? region.head : region.body;
  std::vector<double> borders = AdjustedBorders(open.borders, text, region.box.x0, region.box.x1);
  if (ShareCut(borders, text) > kMostCutOpen) return {};
  return borders;
}

std::vector<double> RowBorders(const AlignedRegion& region, const Header& header, bool has_head,
                               std::span<const GridRow> rows) {
  std::vector<double> ys{region.box.y0};
  const auto between = [&](double above, double below) {
    for (const double y : region.rulings_y) {
      if (y > above && y < below) return y;
    }
    return (above + below) / 2;
  };
  double last = region.box.y0;
  if (has_head) {
    for (const double y : header.row_borders) ys.push_back(std::max(ys.back(), y));
    for (const Band& band : region.head) last = std::max(last, band.box().y1);
    if (!rows.empty()) ys.push_back(std::max(ys.back(), between(last, rows.front().y0)));
  }
  for (std::size_t r = 0; r + 1 < rows.size(); ++r) {
    ys.push_back(std::max(ys.back(), between(rows[r].y1, rows[r + 1].y0)));
  }
  ys.push_back(std::max(ys.back(), region.box.y1));
  return ys;
}

bool HasValue(const Band& band) {
  return std::ranges::any_of(band.words, [](const Word& word) { return BeginsAsValue(word.text); });
}

// Whether `band` names something at the left, a row above the head and apart from it: 项目名称 ….
bool IsKeyRow(const Band& band, const Band& next, const Band& leaves) {
  constexpr double kOffEm = 0.5;
  const double em = std::max(band.size_pt, next.size_pt);
  const std::vector<Phrase> phrases = PhrasesOf(band), heads = PhrasesOf(leaves);
  // What stands over the first header is an upper line of it, or of another row.
  const double off = std::abs(phrases.front().box.center_x() - heads.front().box.center_x());
  const bool is_apart = next.center_y - band.center_y > kWrapPitchEm * em ||
                        (phrases.size() > 1 && off > kOffEm * em);
  return phrases.size() < heads.size() && phrases.front().box.x0 < heads.front().box.x1 && is_apart;
}

// Takes the rows of names and values above the head (项目名称, 主管部门, 总体目标) out of the
// region. The head's last line is the one of most texts before the values begin; it may have been
// taken for a row, and rows for lines of it.
std::vector<Band> TakeKeyRows(AlignedRegion& region) {
  constexpr std::size_t kMostFront = 12, kFewestLeaves = 3;
  constexpr double kLeftEm = 3;
  std::vector<Band> front = region.head;
  for (const Band& band : region.body) {
    if (front.size() >= kMostFront || HasValue(band)) break;
    front.push_back(band);
  }
  if (front.empty()) return {};
  const auto leaves = std::ranges::max_element(
      front, {}, [](const Band& band) { return HasValue(band) ? 0 : PhrasesOf(band).size(); });
  const auto last = static_cast<std::size_t>(leaves - front.begin());
  if (PhrasesOf(*leaves).size() < kFewestLeaves) return {};
  // A header that spans all lines (序号) stands left of the last line: there are no other rows.
  const auto left = [](const Band& band) { return band.words.front().box.x0; };
  const double leftmost = left(*std::ranges::min_element(front, {}, left));
  if (left(*leaves) > leftmost + kLeftEm * leaves->size_pt) return {};
  std::size_t keys = last;
  while (keys > 0 && !IsKeyRow(front[keys - 1], front[keys], *leaves)) --keys;
  if (keys == 0) return {};
  std::size_t end = std::max(last + 1, region.head.size());
  while (end > last + 1 &&
         std::any_of(front.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                     front.begin() + static_cast<std::ptrdiff_t>(end), HasValue)) {
    --end;
  }
  std::vector<Band> all = std::move(region.head);
  all.insert(all.end(), region.body.begin(), region.body.end());
  const auto at = [&](std::size_t n) { return all.begin() + static_cast<std::ptrdiff_t>(n); };
  std::vector<Band> taken(at(0), at(keys));
  region.head.assign(at(keys), at(end));
  region.body.assign(at(end), all.end());
  return taken;
}

// Puts rows above the grid's: `texts` and the borders between them.
void PutAbove(std::vector<PlacedText>& all, std::vector<double>& ys, std::vector<PlacedText> texts,
              const std::vector<double>& tops) {
  for (PlacedText& text : all) {
    text.row += static_cast<int>(tops.size());
    text.end_row += static_cast<int>(tops.size());
  }
  std::ranges::move(texts, std::back_inserter(all));
  ys.insert(ys.begin(), tops.begin(), tops.end());
}

std::optional<TableGrid> GridOf(AlignedRegion region, std::span<const Glyph> glyphs, int page_no,
                                const OpenColumns& open) {
  std::vector<double> borders = ContinuedBorders(open, region);
  const bool is_open = !borders.empty();
  const double top = region.box.y0;
  const std::vector<Band> keys = is_open ? std::vector<Band>{} : TakeKeyRows(region);
  if (!keys.empty() && !region.head.empty()) {
    region.box.y0 = (keys.back().box().y1 + region.head.front().box().y0) / 2;
  }
  Header header = HeaderOf(region.head, region.rulings);
  // A line over the rest of an open table is a row of it, or the header again: a row of its own.
  if (is_open && region.head.size() == 1) {
    region.body.insert(region.body.begin(), region.head.begin(), region.head.end());
    region.head.clear();
  }
  const bool has_head = !region.head.empty();
  if (header.leaves.size() > kMostColumns || header.is_cut_off) return std::nullopt;
  if (!is_open) {
    borders = ColumnBorders(LeafBoxes(header), region.body, region.box.x0, region.box.x1);
  }
  const std::vector<GridRow> rows = RowsOf(region, borders);
  if (!IsAlignedTable(region, header, rows, borders, is_open)) return std::nullopt;
  const std::vector<ColumnAlignment> alignments = AlignmentsOf(rows, borders);
  std::vector<PlacedText> all;
  int next = 0;
  if (has_head) {
    all = PlaceHeader(header, region.head, borders);
    if (all.empty()) {  // a head that is no tree: each line a row
      header.row_borders.clear();
      all = PlaceRow({0, 0, region.head}, 0, borders, alignments);
    }
    next = header.rows();
  }
  for (const GridRow& row : rows) {
    std::vector<PlacedText> cells = PlaceRow(row, next++, borders, alignments);
    std::ranges::move(cells, std::back_inserter(all));
  }
  std::vector<double> ys = RowBorders(region, header, has_head, rows);
  if (!keys.empty()) {
    std::vector<PlacedText> texts;
    std::vector<double> tops;
    const std::vector<bool> starts = RowStarts(keys, borders, region.rulings_y, false);
    for (std::size_t i = 0; i < keys.size();) {
      GridRow row{.bands = {keys[i]}};
      tops.push_back(i == 0 ? top : (keys[i - 1].box().y1 + keys[i].box().y0) / 2);
      while (++i < keys.size() && !starts[i]) row.bands.push_back(keys[i]);
      std::ranges::move(PlaceRow(row, static_cast<int>(tops.size()) - 1, borders, alignments),
                        std::back_inserter(texts));
    }
    PutAbove(all, ys, std::move(texts), tops);
  }
  TableGrid grid = GridWriter(glyphs, borders, page_no).Write(std::move(all), ys);
  if (!CheckTiling(grid)) return std::nullopt;
  return grid;
}

// Dots that lead along the rows of a table are no words of it.
bool IsLeaderWithin(std::span<const RectPt> tables, const Glyph& glyph) {
  return IsLeaderDot(glyph) && std::ranges::any_of(tables, [&](const RectPt& box) {
           return box.Contains(glyph.box.center_x(), glyph.box.center_y());
         });
}

void MarkGlyphs(const AlignedRegion& region, std::vector<bool>& used) {
  for (const std::vector<Band>* bands : {&region.head, &region.body}) {
    for (const Band& band : *bands) {
      for (const Word& word : band.words) {
        for (const std::size_t i : word.glyphs) used[i] = true;
      }
    }
  }
}

}  // namespace

AlignedTables TablesFromAlignment(std::span<const Ruling> rulings, std::span<const Glyph> glyphs,
                                  int page_no, const OpenColumns& open) {
  AlignedTables result;
  std::vector<Band> bands = BandsOf(glyphs);
  std::vector<bool> used(glyphs.size(), false);
  std::vector<RectPt> taken;
  const auto add = [&](const std::vector<AlignedRegion>& regions) {
    for (const AlignedRegion& region : regions) {
      const auto overlaps = [&](const RectPt& box) {
        return !Intersection(box, region.box).empty();
      };
      if (std::ranges::any_of(taken, overlaps)) continue;
      std::optional<TableGrid> grid = GridOf(region, glyphs, page_no, open);
      if (!grid) continue;
      MarkGlyphs(region, used);
      TakeWords(bands, region.box);
      taken.push_back(region.box);
      result.grids.push_back(std::move(*grid));
    }
  };
  add(RuledRegions(rulings, bands));
  add(PlainRegions(rulings, bands));
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    if (!used[i] && !IsLeaderWithin(taken, glyphs[i])) result.rest.push_back(glyphs[i]);
  }
  return result;
}

OpenColumns ColumnsOf(const TableGrid& grid) {
  OpenColumns open;
  if (grid.origin != GridOrigin::kAlignment) return open;
  open.borders.assign(static_cast<std::size_t>(grid.columns) + 1, 0);
  for (const Cell& cell : grid.cells) {
    open.borders[static_cast<std::size_t>(cell.column)] = cell.box.x0;
    open.borders[static_cast<std::size_t>(cell.column + cell.column_span)] = cell.box.x1;
  }
  return open;
}

}  // namespace gongwen
