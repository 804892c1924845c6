// What a table says of itself outside its body: title, unit, attachment mark, year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

struct TableCaption {
  SourcedText title{};  // 2023年中央财政就业补助资金(第二批)分配表; empty when there is none
  std::string unit{};       // 元 千元 万元 亿元, see UnitExponent; empty when not told
  std::string region{};     // whose the table is, if a line of its own says so
  std::string lost_head{};  // 本次下达资金, above the grid: the name over its columns of amounts
  std::string attachment{};   // 附件1, 附件2-1; empty when there is no mark
  std::optional<int> year{};  // of a (2023年度) line, else of the title
  int caption_rows = 0;       // leading rows of the grid that are caption and not header
  bool operator==(const TableCaption&) const = default;
};

// One caption for each TableGrid of `reading`, in order. Looks up from the table over short lines
// until running text, another table or a mark 附件: the title may stand on the page before. Then
// looks into the first rows of the grid, where a cell over all columns may hold title or unit. A
// unit that none of these tells may stand below the table or in a note in its last row.
// O(blocks x kMaxCaptionLines).
[[nodiscard]] std::vector<TableCaption> CaptionTables(const Reading& reading);

}  // namespace gongwen
