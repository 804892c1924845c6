// Indicator tables that came as lines: one cell a line, or an outline.
#pragma once

#include <cstddef>
#include <vector>

#include "model/reading.h"
#include "normalizers/hierarchy/label_reader.h"

namespace gongwen {

// Replaces each run of short paragraphs that is a table by its grid; all else stays as it is:
//
//   一级指标          一、产出指标
//   二级指标          （一）数量指标
//   产出指标          1. 新建农村公路里程：≥186公里
//   数量指标          2. 改造危旧桥梁座数：27座
//   新建农村公路里程  （二）质量指标
//   ≥186公里          ...
//
// A run begins with a header word or a label and holds at least two different labels; marks of
// items (一、 （一） 1. ·) are no part of a cell. A grid with one text a row is dealt out over the
// columns that it was meant to have (cell_lines.h). Cells keep the page and the box of their line.
// O(paragraphs)
struct GatheredReading {
  Reading reading{};
  // For each of its blocks, the first of the given reading's blocks that it was made of.
  std::vector<std::size_t> first_block{};
};
[[nodiscard]] GatheredReading GatherListedTables(Reading reading, const LabelReader& reader);

}  // namespace gongwen
