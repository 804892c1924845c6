// Tables drawn with characters on a screen or in mail: what stands where tells the cells.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/error.h"
#include "model/table_grid.h"

namespace gongwen {

struct DrawnTable {
  TableGrid grid{};
  std::size_t end = 0;  // offset behind the last line, on its '\n' or at the end
};

// Reads the table whose first line, a border, begins at `begin`:
//     +------+--------+        ┌──────┬────────┐
//     | 序号 | 地区   |        │ 序号 │ 地区   │
//     +======+========+   or   ├──────┼────────┤
//     | 1    | 凯里市 |        │ 1    │ 凯里市 │
//     +------+--------+        └──────┴────────┘
// Cells may span: where a border or a bar is missing between two places, they are one cell. Cells
// of several lines are joined. Where borders stand only around the head and at the end, each line
// is a row (MySQL, psql). Columns are told by each CharacterWidth in turn; where no width makes the
// bars meet the borders, cells are counted, and may have slid.
//   returns  nullopt when no table begins there
//   origin   kSpans where a cell spans, else kPipes
//   errors   kTooLarge      cost  O(length of the table x its columns)
[[nodiscard]] Result<std::optional<DrawnTable>> ReadDrawnTable(std::string_view text,
                                                               std::size_t begin);

// True for a border over the whole line: "+---+===+", "┌──┬──┐".
[[nodiscard]] bool IsDrawnBorder(std::string_view line);

}  // namespace gongwen
