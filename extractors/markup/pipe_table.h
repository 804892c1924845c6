// Finds the pipe table that begins at a line of Markdown.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractors/markup/grid_from_rows.h"
#include "model/error.h"

namespace gongwen {

struct PipeTable {
  TextRows rows{};      // as displayed (InlineText), delimiter rows left out
  std::size_t end = 0;  // offset behind the last row's text, on its '\n' or at the end
};

// Reads the table whose first line begins at `begin`; nullopt when no table begins there.
// See ReadMarkdown for what counts as one. Errors: kTooLarge.  O(length of the table)
[[nodiscard]] Result<std::optional<PipeTable>> ReadPipeTable(std::string_view text,
                                                             std::size_t begin);

}  // namespace gongwen
