// An indicator table without a rule down:
//
//   一级指标   二级指标   三级指标      指标值
//   -------------------------------------------
//                         改造户数      493户
//   产出指标   数量指标  ---------------------     <- drawn over the last two columns only
//                         合格率        100%
//
// Alignment alone would lose that 数量指标 is one cell over two rows; rulings alone find no column.
// The text's columns give the walls that are missing, and the rules across then close every cell.
// Tested by walled_grid_test.cc.
#include "extractors/table/walled_grid.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "extractors/table/aligned_columns.h"
#include "extractors/table/aligned_regions.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/header_blocks.h"

namespace gongwen {
namespace {

constexpr double kSameExtentPt = 6;
constexpr double kSameRulePt = 3;
constexpr double kMostOfIt = 0.5;  // of the box: a rule below the head may leave out a merged label
constexpr std::size_t kFewestHeads = 3;
constexpr int kFewestRows = 3, kFewestColumns = 3;

bool IsIn(const RectPt& box, const Ruling& r) {
  constexpr double kSlackPt = 3;
  const bool is_across = r.orientation == Orientation::kHorizontal;
  const double from = is_across ? box.x0 : box.y0, to = is_across ? box.x1 : box.y1;
  const double low = is_across ? box.y0 : box.x0, high = is_across ? box.y1 : box.x1;
  return r.start >= from - kSlackPt && r.end <= to + kSlackPt && r.position >= low - kSlackPt &&
         r.position <= high + kSlackPt;
}

// The y of all rules in the box, its top and foot among them.
std::vector<double> Levels(const RectPt& box, std::span<const Ruling> inside) {
  std::vector<double> ys{box.y0, box.y1};
  for (const Ruling& r : inside) {
    if (r.orientation == Orientation::kHorizontal) ys.push_back(r.position);
  }
  std::ranges::sort(ys);
  std::vector<double> levels;
  for (const double y : ys) {
    if (levels.empty() || y - levels.back() > kSameRulePt) levels.push_back(y);
  }
  return levels;
}

bool IsCut(const Band& band, double x) {
  const std::vector<Phrase> phrases = PhrasesOf(band);
  return std::ranges::any_of(phrases,
                             [x](const Phrase& phrase) { return RunsOver(phrase.box, x); });
}

// Rules across that end inside the frame: at merged cells.
bool HasPartialRules(const RectPt& box, std::span<const Ruling> rulings) {
  constexpr std::ptrdiff_t kFewest = 2;
  constexpr double kPartial = 0.9;
  return std::ranges::count_if(rulings, [&](const Ruling& r) {
           return r.orientation == Orientation::kHorizontal && r.position > box.y0 + 1 &&
                  r.position < box.y1 - 1 && r.start > box.x0 - 3 && r.end < box.x1 + 3 &&
                  r.end - r.start < kPartial * box.width();
         }) >= kFewest;
}

// Whether a rule stands between the texts of the last column, nearly always.
bool RulesPartRows(const RectPt& body, std::span<const Ruling> rulings, std::span<const Band> bands,
                   std::span<const double> borders) {
  constexpr double kNearlyAll = 0.8;
  const double from = borders[borders.size() - 2];
  std::vector<double> texts;
  for (const Band& band : bands) {
    const bool is_there = std::ranges::any_of(band.words, [&](const Word& word) {
      return word.box.center_x() > from && word.box.center_x() < body.x1;
    });
    if (is_there && band.center_y > body.y0 && band.center_y < body.y1) {
      texts.push_back(band.center_y);
    }
  }
  std::size_t parted = 0;
  for (std::size_t i = 1; i < texts.size(); ++i) {
    parted += std::ranges::any_of(rulings, [&](const Ruling& r) {
      return r.orientation == Orientation::kHorizontal && r.position > texts[i - 1] &&
             r.position < texts[i] && r.start <= from + 3 && r.end >= body.x1 - 3;
    });
  }
  return texts.size() >= 3 &&
         static_cast<double>(parted) >= kNearlyAll * static_cast<double>(texts.size() - 1);
}

// The grid that the rules across and a wall at each border close, wherever no text runs over it.
std::optional<TableGrid> WalledGrid(const RectPt& box, std::span<const Ruling> rulings,
                                    std::span<const Band> bands, std::span<const double> borders,
                                    int page_no) {
  std::vector<Ruling> drawn;
  for (const Ruling& r : rulings) {
    if (IsIn(box, r)) drawn.push_back(r);
  }
  const std::vector<Band> inside = BandsWithin(bands, box);
  const std::vector<double> levels = Levels(box, drawn);
  for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
    const double top = levels[i], bottom = levels[i + 1];
    for (const double x : borders) {
      const bool is_outer = x == borders.front() || x == borders.back();
      const bool is_cut = std::ranges::any_of(inside, [&](const Band& band) {
        return band.center_y > top && band.center_y < bottom && IsCut(band, x);
      });
      if (is_outer || !is_cut) drawn.push_back({Orientation::kVertical, x, top, bottom, 0});
    }
  }
  for (const double y : {box.y0, box.y1}) {
    drawn.push_back({Orientation::kHorizontal, y, borders.front(), borders.back(), 0});
  }
  const Result<std::vector<TableGrid>> grids = GridsFromRulings(drawn, page_no);
  if (!grids || grids->size() != 1) return std::nullopt;
  const RectPt its = BoundingBox(grids->front(), page_no);
  if (its.height() < box.height() - kSameExtentPt) return std::nullopt;
  return grids->front();
}

// The columns, from the line that holds the most headers and the text below that line; empty when
// it tells none.
std::vector<double> ColumnsInFrame(const RectPt& box, std::span<const Ruling> rulings,
                                   std::span<const Band> bands) {
  std::vector<double> across{box.y0, box.y1};
  for (const Ruling& r : rulings) {
    const bool is_long = r.orientation == Orientation::kHorizontal && IsIn(box, r) &&
                         r.end - r.start > kMostOfIt * box.width();
    if (is_long) across.push_back(r.position);
  }
  std::ranges::sort(across);
  const std::vector<Band> inside = BandsWithin(bands, box);
  std::size_t most = 0;
  double head_y = box.y0;
  for (const Band& band : inside) {
    const std::size_t count = PhrasesOf(band).size();
    const bool has_value =
        std::ranges::any_of(band.words, [](const Word& word) { return BeginsAsValue(word.text); });
    if (count <= most || has_value) continue;
    most = count;
    head_y = band.center_y;
  }
  const auto below = std::ranges::upper_bound(across, head_y);
  if (most < kFewestHeads || below == across.begin() || below == across.end()) return {};
  const double top = *(below - 1), foot = *below;
  std::vector<Band> head, body;
  for (const Band& band : inside) {
    if (band.center_y > top && band.center_y < foot) head.push_back(band);
    if (band.center_y > foot) body.push_back(band);
  }
  if (body.empty()) return {};
  const Header header = HeaderOf(head, {});
  std::vector<RectPt> leaves;
  for (const std::size_t leaf : header.leaves) leaves.push_back(header.blocks[leaf].box);
  if (leaves.size() < kFewestHeads || header.is_cut_off) return {};
  return ColumnBorders(leaves, body, box.x0, box.x1);
}

}  // namespace

std::vector<TableGrid> WalledGrids(std::span<const Ruling> rulings, std::span<const Band> bands,
                                   int page_no) {
  constexpr std::size_t kFewestRules = 5;
  std::vector<TableGrid> grids;
  if (rulings.size() < kFewestRules) return grids;
  for (const AlignedRegion& region : RuledRegions(rulings, bands)) {
    if (region.rulings_y.size() < 2) continue;
    RectPt body = region.box;
    body.y0 = region.rulings_y[1];
    const bool is_taken = std::ranges::any_of(grids, [&](const TableGrid& grid) {
      return !Intersection(BoundingBox(grid, page_no), region.box).empty();
    });
    if (is_taken || !HasPartialRules(body, rulings)) continue;
    const std::vector<double> borders = ColumnsInFrame(region.box, rulings, bands);
    if (borders.empty() || !RulesPartRows(body, rulings, bands, borders)) continue;
    std::optional<TableGrid> grid = WalledGrid(region.box, rulings, bands, borders, page_no);
    if (!grid || grid->rows < kFewestRows || grid->columns < kFewestColumns) continue;
    grid->origin = GridOrigin::kAlignment;
    grids.push_back(std::move(*grid));
  }
  return grids;
}

}  // namespace gongwen
