// Wide tables are often printed sideways on portrait pages, without /Rotate: the table's glyphs run
// upward, and beside them a mark (附件1) or a page number stands upright. Read as it is, such a
// table has rows for columns. So what reads in one direction is taken out, turned and read as a
// page of its own; its boxes are turned back at the end. Tested by turned_page_test.cc.
#include "extractors/table/turned_page.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "extractors/table/grid_from_rulings.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr int kFewestTurned = 4;  // glyphs: fewer are a mark at the margin
constexpr double kNearPt = 1.5;

using Counts = std::array<int, 4>;  // glyphs by direction

// 0 to the right, 1 downward, 2 to the left, 3 upward.
std::size_t DirectionOf(const Glyph& glyph) {
  return static_cast<std::size_t>(std::lround(glyph.angle_deg / 90)) % 4;
}

void Count(const Glyph& glyph, Counts& counts) {
  if (!IsBlank(glyph.text)) ++counts[DirectionOf(glyph)];
}

std::size_t MostOf(const Counts& counts) {
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most >= kFewestTurned && *most > counts[0]
             ? static_cast<std::size_t>(most - counts.begin())
             : 0;
}

int TurnOf(std::size_t direction) { return static_cast<int>((4 - direction) % 4); }

Glyph Turned(Glyph glyph, int quarters, double width, double height) {
  glyph.box = TurnedClockwise(glyph.box, quarters, width, height);
  glyph.angle_deg = std::fmod(glyph.angle_deg + 90 * quarters, 360);
  if (quarters % 2 == 1) glyph.is_vertical = !glyph.is_vertical;
  return glyph;
}

RectPt BoxOf(const Ruling& r) {
  const bool is_horizontal = r.orientation == Orientation::kHorizontal;
  return is_horizontal ? RectPt{r.start, r.position, r.end, r.position}
                       : RectPt{r.position, r.start, r.position, r.end};
}

Ruling Turned(const Ruling& r, int quarters, double width, double height) {
  const RectPt box = TurnedClockwise(BoxOf(r), quarters, width, height);
  const bool is_horizontal = (r.orientation == Orientation::kHorizontal) != (quarters % 2 == 1);
  return is_horizontal ? Ruling{Orientation::kHorizontal, box.y0, box.x0, box.x1, r.thickness_pt}
                       : Ruling{Orientation::kVertical, box.x0, box.y0, box.y1, r.thickness_pt};
}

bool IsNear(const RectPt& box, double x, double y) {
  return x >= box.x0 - kNearPt && x <= box.x1 + kNearPt && y >= box.y0 - kNearPt &&
         y <= box.y1 + kNearPt;
}

// A place on the page whose text reads in one direction.
struct Region {
  RectPt box{};
  std::size_t direction = 0;
};

// Ruled tables, the smallest first. A page too full for grids is read as it is, and fails there.
std::vector<Region> RegionsOf(const PageContent& content) {
  const Result<std::vector<TableGrid>> grids = GridsFromRulings(content.rulings, content.page_no);
  if (!grids) return {};
  std::vector<Region> regions;
  for (const TableGrid& grid : *grids) {
    regions.push_back({.box = BoundingBox(grid, content.page_no)});
  }
  std::ranges::sort(regions, {}, [](const Region& r) { return r.box.width() * r.box.height(); });
  std::vector<Counts> counts(regions.size());
  for (const Glyph& glyph : content.glyphs) {
    for (std::size_t i = 0; i < regions.size(); ++i) {
      if (!regions[i].box.Contains(glyph.box.center_x(), glyph.box.center_y())) continue;
      Count(glyph, counts[i]);
      break;
    }
  }
  for (std::size_t i = 0; i < regions.size(); ++i) regions[i].direction = MostOf(counts[i]);
  return regions;
}

const Region* RegionAt(std::span<const Region> regions, double x, double y) {
  const auto it =
      std::ranges::find_if(regions, [&](const Region& r) { return IsNear(r.box, x, y); });
  return it == regions.end() ? nullptr : &*it;
}

}  // namespace

std::vector<UprightPart> UprightParts(const PageContent& content) {
  Counts counts{};
  for (const Glyph& glyph : content.glyphs) Count(glyph, counts);
  if (std::accumulate(counts.begin() + 1, counts.end(), 0) < kFewestTurned) {
    return {{.quarters = 0, .content = content}};
  }
  const std::size_t main = MostOf(counts);
  const std::vector<Region> regions = RegionsOf(content);
  std::array<bool, 4> is_part{};
  is_part[main] = true;
  if (main != 0) is_part[0] = true;
  for (const Region& region : regions) is_part[region.direction] = true;

  std::array<UprightPart, 4> parts;
  for (std::size_t d = 0; d < parts.size(); ++d) {
    UprightPart& part = parts[d];
    part.quarters = TurnOf(d);
    part.content = {
        .page_no = content.page_no, .width_pt = content.width_pt, .height_pt = content.height_pt};
    if (part.quarters % 2 == 1) std::swap(part.content.width_pt, part.content.height_pt);
  }
  const double width = content.width_pt, height = content.height_pt;
  for (const Glyph& glyph : content.glyphs) {
    const Region* region = RegionAt(regions, glyph.box.center_x(), glyph.box.center_y());
    std::size_t direction = region != nullptr ? region->direction : DirectionOf(glyph);
    if (!is_part[direction]) direction = main;
    UprightPart& part = parts[direction];
    part.content.glyphs.push_back(Turned(glyph, part.quarters, width, height));
  }
  for (const Ruling& ruling : content.rulings) {
    const RectPt box = BoxOf(ruling);
    const Region* region = RegionAt(regions, box.center_x(), box.center_y());
    UprightPart& part = parts[region != nullptr ? region->direction : main];
    part.content.rulings.push_back(Turned(ruling, part.quarters, width, height));
  }
  const int main_quarters = parts[main].quarters;
  for (const PlacedImage& image : content.images) {
    parts[main].content.images.push_back({TurnedClockwise(image.box, main_quarters, width, height),
                                          image.width_px, image.height_px});
  }
  for (const RectPt& fill : content.fills) {
    parts[main].content.fills.push_back(TurnedClockwise(fill, main_quarters, width, height));
  }
  for (const Ruling& ruling : content.white_rulings) {
    parts[main].content.white_rulings.push_back(Turned(ruling, main_quarters, width, height));
  }
  std::vector<UprightPart> used;
  used.push_back(std::move(parts[main]));
  for (std::size_t d = 0; d < parts.size(); ++d) {
    if (d != main && !parts[d].content.glyphs.empty()) used.push_back(std::move(parts[d]));
  }
  return used;
}

void TurnBlocks(std::span<Block> blocks, int page_no, int quarters, double width, double height) {
  if (quarters == 0) return;
  for (Block& block : blocks) {
    if (auto* paragraph = std::get_if<Paragraph>(&block)) {
      if (paragraph->page_no == page_no) {
        paragraph->box = TurnedClockwise(paragraph->box, quarters, width, height);
      }
      continue;
    }
    for (Cell& cell : std::get<TableGrid>(block).cells) {
      if (cell.page_no == page_no && !cell.box.empty()) {
        cell.box = TurnedClockwise(cell.box, quarters, width, height);
      }
    }
  }
}

void TurnBack(Reading& reading, std::span<const int> quarters) {
  for (std::size_t i = 0; i < quarters.size(); ++i) {
    if (quarters[i] == 0) continue;
    PageReading& page = reading.pages[i];
    const int back = 4 - quarters[i];
    TurnBlocks(reading.blocks, page.page_no, back, page.width_pt, page.height_pt);
    if (back % 2 == 1) std::swap(page.width_pt, page.height_pt);
  }
}

}  // namespace gongwen
