// Pages and tables that are drawn sideways or upside down on a page that is said to be upright.
#pragma once

#include <span>
#include <vector>

#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// What of a page reads in one direction, turned upright.
struct UprightPart {
  int quarters = 0;       // how far it was turned clockwise
  PageContent content{};  // in points of the turned page
};

// Parts a page by the direction of its text; the first part is that of most of it. A ruled table
// belongs whole to the direction of most of its text, so that turned labels stay in an upright
// table. Text outside tables goes with its own direction where a table or most of the page does;
// else it stays in the first part.
//   returns  at least one part; on an upright page that one is `content`
[[nodiscard]] std::vector<UprightPart> UprightParts(const PageContent& content);

// `blocks` of a page of width x height, turned clockwise by `quarters`.
void TurnBlocks(std::span<Block> blocks, int page_no, int quarters, double width, double height);

// Boxes of blocks and sizes of pages that were turned to be read -> points of the pages as
// displayed.
//   quarters  parallel to reading.pages, as PageBlocks::quarters
void TurnBack(Reading& reading, std::span<const int> quarters);

}  // namespace gongwen
