// An indicator table whose first column alone has a rule behind it:
//
//   一级指标 | 二级指标   三级指标      指标值
//   ---------+----------------------------------
//            |            改造户数      493户
//   产出指标 | 数量指标  ---------------------     <- drawn over the last two columns only
//            |            合格率        100%
//
// Alignment alone would lose that 数量指标 is one cell over two rows; rulings alone take three
// columns for one. The text's columns give the walls that are missing, and the rules across then
// close every cell. Tested by walled_grid_test.cc.
#include "extractors/table/walled_grid.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "extractors/table/aligned_columns.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/header_blocks.h"

namespace gongwen {
namespace {

constexpr double kOverBorderPt = 1;  // so far may a word reach over a border
constexpr double kSameExtentPt = 6;
constexpr double kSameRulePt = 3;
constexpr std::size_t kFewestHeads = 3;

bool IsIn(const RectPt& box, const Ruling& r) {
  constexpr double kSlackPt = 3;
  const bool is_across = r.orientation == Orientation::kHorizontal;
  const double from = is_across ? box.x0 : box.y0, to = is_across ? box.x1 : box.y1;
  const double low = is_across ? box.y0 : box.x0, high = is_across ? box.y1 : box.x1;
  return r.start >= from - kSlackPt && r.end <= to + kSlackPt && r.position >= low - kSlackPt &&
         r.position <= high + kSlackPt;
}

std::vector<Band> Within(const RectPt& box, std::span<const Band> bands) {
  std::vector<Band> inside;
  for (const Band& band : bands) {
    if (band.center_y <= box.y0 || band.center_y >= box.y1) continue;
    Band part = band;
    std::erase_if(part.words, [&](const Word& word) {
      return word.box.center_x() < box.x0 || word.box.center_x() > box.x1;
    });
    if (!part.words.empty()) inside.push_back(std::move(part));
  }
  return inside;
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
  return std::ranges::any_of(phrases, [x](const Phrase& phrase) {
    return phrase.box.x0 < x - kOverBorderPt && phrase.box.x1 > x + kOverBorderPt;
  });
}

}  // namespace

std::optional<TableGrid> WalledGrid(const RectPt& box, std::span<const Ruling> rulings,
                                    std::span<const Band> bands, std::span<const double> borders,
                                    int page_no) {
  std::vector<Ruling> drawn;
  for (const Ruling& r : rulings) {
    if (IsIn(box, r)) drawn.push_back(r);
  }
  const std::vector<Band> inside = Within(box, bands);
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

std::vector<double> ColumnsInFrame(const RectPt& box, std::span<const Ruling> rulings,
                                   std::span<const Band> bands) {
  std::vector<double> across{box.y0, box.y1};
  for (const Ruling& r : rulings) {
    const bool is_whole = r.orientation == Orientation::kHorizontal && IsIn(box, r) &&
                          r.end - r.start > box.width() - 2 * kSameExtentPt;
    if (is_whole) across.push_back(r.position);
  }
  std::ranges::sort(across);
  const std::vector<Band> inside = Within(box, bands);
  std::size_t most = 0;
  double head_y = box.y0;
  for (const Band& band : inside) {
    const std::size_t count = PhrasesOf(band).size();
    if (count <= most) continue;
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

}  // namespace gongwen
