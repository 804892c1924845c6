#include "extractors/table/assemble_page.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <map>
#include <utility>
#include <variant>

#include "extractors/table/continued_mark.h"
#include "extractors/table/fill_cells.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/join_pages.h"
#include "extractors/text/join_over_pages.h"
#include "extractors/text/paragraph_cues.h"

namespace gongwen {
namespace {

constexpr double kEdge = 0.08;  // of the page's height: where running heads stand
constexpr double kFoot = 0.15;  // where footers of several lines begin
constexpr double kSamePlacePt = 3;
constexpr std::size_t kMostTitleLines = 4;  // over a table

using Pages = std::vector<std::vector<Block>>;

std::string WithoutDigits(const std::string& text) {
  std::string out;
  for (const char c : text) out += c >= '0' && c <= '9' ? '#' : c;
  return out;
}

// Paragraphs at the edge of a page that stand on the same place of another, numbers aside.
class RunningHeads {
 public:
  RunningHeads(const Pages& pages, std::span<const PageReading> sizes) {
    for (std::size_t p = 0; p < pages.size(); ++p) {
      heights_[sizes[p].page_no] = sizes[p].height_pt;
      for (const Block& block : pages[p]) {
        const Paragraph* paragraph = std::get_if<Paragraph>(&block);
        if (paragraph == nullptr) continue;
        const double height = sizes[p].height_pt;
        if (paragraph->box.y1 > kEdge * height && paragraph->box.y0 < (1 - kFoot) * height)
          continue;
        places_[WithoutDigits(paragraph->text)].push_back({p, paragraph->box.y0});
      }
    }
  }

  // A few characters at the foot that nobody is sure of: a page number that was misread.
  [[nodiscard]] bool IsFooterScrap(const Paragraph& paragraph) const {
    constexpr std::size_t kMostBytes = 15;
    const auto height = heights_.find(paragraph.page_no);
    return height != heights_.end() && paragraph.confidence < 0.9 &&
           paragraph.text.size() <= kMostBytes && paragraph.box.y0 >= (1 - kEdge) * height->second;
  }

  [[nodiscard]] bool Contains(const Paragraph& paragraph) const {
    const auto it = places_.find(WithoutDigits(paragraph.text));
    if (it == places_.end()) return false;
    const auto count = std::count_if(it->second.begin(), it->second.end(), [&](const Place& place) {
      return std::abs(place.y - paragraph.box.y0) <= kSamePlacePt;
    });
    return count >= 2;
  }

 private:
  struct Place {
    std::size_t page = 0;
    double y = 0;
  };
  std::map<std::string, std::vector<Place>> places_{};
  std::map<int, double> heights_{};  // of pages, by number
};

bool IsPageFurniture(const Block& block, const RunningHeads& heads) {
  const Paragraph* paragraph = std::get_if<Paragraph>(&block);
  return paragraph != nullptr && (IsPageNumber(paragraph->text) || heads.Contains(*paragraph) ||
                                  heads.IsFooterScrap(*paragraph));
}

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The table that the last words of the blocks belong to, if only furniture follows it.
std::size_t OpenTable(std::span<const Block> blocks, const RunningHeads& heads) {
  for (std::size_t i = blocks.size(); i-- > 0;) {
    if (std::holds_alternative<TableGrid>(blocks[i])) return i;
    if (!IsPageFurniture(blocks[i], heads)) return kNone;
  }
  return kNone;
}

// Whether one of the paragraphs right above blocks[table] reads `text`.
bool IsTitleOf(std::span<const Block> blocks, std::size_t table, const std::string& text) {
  for (std::size_t n = 0; n < kMostTitleLines && n < table; ++n) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&blocks[table - 1 - n]);
    if (paragraph == nullptr) return false;
    if (paragraph->text == text) return true;
  }
  return false;
}

// How a page begins: its first table, the marks over it, and what else stands above.
struct PageStart {
  std::size_t table = kNone;
  TextBetween between = TextBetween::kNone;
  std::vector<std::size_t> marks{};
};

PageStart StartOf(const std::vector<Block>& page, const RunningHeads& heads,
                  std::span<const Block> before, std::size_t open) {
  PageStart start;
  for (std::size_t i = 0; i < page.size(); ++i) {
    if (std::holds_alternative<TableGrid>(page[i])) {
      start.table = i;
      break;
    }
    if (IsPageFurniture(page[i], heads)) continue;
    const std::string& text = std::get<Paragraph>(page[i]).text;
    if (IsContinuedMark(text)) {
      start.marks.push_back(i);
    } else if (IsTitleOf(before, open, text)) {
      start.between = TextBetween::kSameTitle;
    } else {
      start.between = TextBetween::kOther;
      break;
    }
  }
  if (!start.marks.empty() && start.between != TextBetween::kOther) {
    start.between = TextBetween::kContinuedMark;
  }
  return start;
}

// Joins the first table of the page to the open one and takes it, and the marks over it, out of the
// page.
void ContinueTable(std::vector<Block>& blocks, std::vector<Block>& page,
                   const RunningHeads& heads) {
  const std::size_t open = OpenTable(blocks, heads);
  if (open == kNone) return;
  const PageStart start = StartOf(page, heads, blocks, open);
  if (start.table == kNone) return;
  TableGrid& table = std::get<TableGrid>(blocks[open]);
  const TableGrid& next = std::get<TableGrid>(page[start.table]);
  if (!ContinuesOnNextPage(table, next, start.between)) return;
  TableGrid joined = JoinGrids(table, next);
  if (!CheckTiling(joined)) return;
  table = std::move(joined);
  std::vector<std::size_t> taken = start.marks;
  taken.push_back(start.table);
  for (auto it = taken.rbegin(); it != taken.rend(); ++it) {
    page.erase(page.begin() + static_cast<std::ptrdiff_t>(*it));
  }
}

}  // namespace

std::vector<Block> InReadingOrder(std::vector<Paragraph> paragraphs, std::vector<TableGrid> grids,
                                  int page_no) {
  std::sort(grids.begin(), grids.end(), [page_no](const TableGrid& a, const TableGrid& b) {
    return BoundingBox(a, page_no).y0 < BoundingBox(b, page_no).y0;
  });
  std::vector<Block> blocks;
  auto grid = grids.begin();
  for (Paragraph& paragraph : paragraphs) {
    while (grid != grids.end() && BoundingBox(*grid, page_no).y0 < paragraph.box.center_y()) {
      blocks.emplace_back(std::move(*grid++));
    }
    blocks.emplace_back(std::move(paragraph));
  }
  std::move(grid, grids.end(), std::back_inserter(blocks));
  return blocks;
}

std::string PageText(std::span<const Block> blocks) {
  std::string text;
  for (const Block& block : blocks) {
    const Paragraph* paragraph = std::get_if<Paragraph>(&block);
    const std::string piece =
        paragraph != nullptr ? paragraph->text : PlainText(std::get<TableGrid>(block), 0);
    if (!text.empty() && !piece.empty()) text += '\n';
    text += piece;
  }
  return text;
}

OpenColumns OpenColumnsAtEnd(std::span<const Block> page, double page_height_pt) {
  for (std::size_t i = page.size(); i-- > 0;) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&page[i])) return ColumnsOf(*grid);
    const Paragraph& paragraph = std::get<Paragraph>(page[i]);
    if (!IsPageNumber(paragraph.text) && paragraph.box.y0 < (1 - kEdge) * page_height_pt) break;
  }
  return {};
}

std::vector<Block> JoinPages(std::vector<std::vector<Block>> pages,
                             std::span<const PageReading> sizes) {
  const RunningHeads heads(pages, sizes);
  std::vector<Block> blocks;
  for (std::vector<Block>& page : pages) {
    ContinueTable(blocks, page, heads);
    std::move(page.begin(), page.end(), std::back_inserter(blocks));
  }
  for (Block& block : blocks) {
    TableGrid* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr) continue;
    for (Cell& cell : grid->cells) cell.is_full = false;
  }
  return JoinOverPages(std::move(blocks));
}

}  // namespace gongwen
