// Paragraphs and tables of one page -> blocks in reading order; blocks of all pages -> a
// document's.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "extractors/table/grid_from_alignment.h"
#include "model/reading.h"

namespace gongwen {

// Orders by place: a table comes after the paragraphs that stand above it. The order of the
// paragraphs among themselves is kept.
[[nodiscard]] std::vector<Block> InReadingOrder(std::vector<Paragraph> paragraphs,
                                                std::vector<TableGrid> grids, int page_no);

// The text of all blocks, one line a paragraph, cells of a row separated by tabs.
[[nodiscard]] std::string PageText(std::span<const Block> blocks);

// The columns of the table without vertical rulings that ends the page, for the page after it.
// Paragraphs at the page's foot are looked over.
[[nodiscard]] OpenColumns OpenColumnsAtEnd(std::span<const Block> page, double page_height_pt);

// Joins what page breaks cut: tables that go on in the same columns, and paragraphs. Page numbers
// and running heads stay paragraphs of their own; the 续表 between two parts of a table is dropped
// (the page's text has it). Every table that results tiles; a join that would not is refused.
//   sizes  of the pages, parallel to `pages`
[[nodiscard]] std::vector<Block> JoinPages(std::vector<std::vector<Block>> pages,
                                           std::span<const PageReading> sizes);

}  // namespace gongwen
