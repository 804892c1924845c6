// One line of a Markdown pipe table.
#pragma once

#include <string_view>
#include <vector>

namespace gongwen {

// How a line can be part of a pipe table.
struct PipeRow {
  std::vector<std::string_view> cells{};  // trimmed, still Markdown; empty ones included
  bool opens_with_pipe = false;
  bool closes_with_pipe = false;
  int pipes = 0;  // that part cells: not escaped and not in `code`
};

// Splits a line (leading and trailing blanks allowed) at its pipes. `\|` does not part cells, nor
// does a pipe inside a code span that is closed on the same line. In a line without |, the bars ｜
// │ ┃ ║ are pipes. The views point into `line`.
//   cost  O(n)
[[nodiscard]] PipeRow SplitPipeRow(std::string_view line);

// A pipe or one of the other bars stands in the line.
[[nodiscard]] bool HasBar(std::string_view line);

// "| a | b |", "| a | b" and "a | b |": a row by its looks alone.
[[nodiscard]] bool LooksLikePipeRow(const PipeRow& row);

// |---|:--:| — every cell is dashes with an optional colon at each end, at least `min_dashes`;
// |---+---| of org-mode too.
[[nodiscard]] bool IsDelimiterRow(const PipeRow& row, int min_dashes = 1);

}  // namespace gongwen
