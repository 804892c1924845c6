#include "extractors/table/assemble_page.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <variant>

#include "extractors/table/fill_cells.h"
#include "extractors/table/grid_from_rulings.h"
#include "extractors/table/join_pages.h"
#include "extractors/text/join_over_pages.h"
#include "extractors/text/paragraph_cues.h"

namespace gongwen {
namespace {

bool IsPageFurniture(const Block& block) {
  const Paragraph* paragraph = std::get_if<Paragraph>(&block);
  return paragraph != nullptr && IsPageNumber(paragraph->text);
}

// The table that the last words of the blocks so far belong to, if only page numbers follow it.
const TableGrid* OpenTable(std::span<const Block> blocks) {
  for (auto it = blocks.rbegin(); it != blocks.rend(); ++it) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&*it)) return grid;
    if (!IsPageFurniture(*it)) return nullptr;
  }
  return nullptr;
}

// Joins the first table of the page to the open one; true if it was taken in.
bool ContinueTable(std::vector<Block>& blocks, const std::vector<Block>& page, std::size_t first) {
  const TableGrid* next = first < page.size() ? std::get_if<TableGrid>(&page[first]) : nullptr;
  // The blocks are ours to change.
  auto* open = next == nullptr ? nullptr : const_cast<TableGrid*>(OpenTable(blocks));
  if (open == nullptr || !ContinuesOnNextPage(*open, *next, false)) return false;
  TableGrid joined = JoinGrids(*open, *next);
  if (!CheckTiling(joined)) return false;
  *open = std::move(joined);
  return true;
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

OpenColumns OpenColumnsAtEnd(std::span<const Block> page) {
  const TableGrid* open = OpenTable(page);
  return open == nullptr ? OpenColumns{} : ColumnsOf(*open);
}

std::vector<Block> JoinPages(std::vector<std::vector<Block>> pages) {
  std::vector<Block> blocks;
  for (std::vector<Block>& page : pages) {
    std::size_t first = 0;
    while (first < page.size() && IsPageFurniture(page[first])) ++first;
    const bool taken = ContinueTable(blocks, page, first);
    for (std::size_t i = 0; i < page.size(); ++i) {
      if (!(taken && i == first)) blocks.push_back(std::move(page[i]));
    }
  }
  return JoinOverPages(std::move(blocks));
}

}  // namespace gongwen
