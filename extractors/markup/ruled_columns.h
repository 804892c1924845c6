// Tables whose columns are told by dashes above them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractors/markup/grid_from_rows.h"
#include "model/error.h"

namespace gongwen {

struct RuledTable {
  TextRows rows{};
  std::size_t end = 0;  // offset behind the last line, on its '\n' or at the end
};

// Reads the table that begins at `begin`, which is one of
//   simple       a head, a line of dashes in groups, one line a row up to an empty line
//   headless     a line of dashes in groups, one line a row up to another such line
//   multiline    as these, under a line of dashes without gaps, with empty lines between rows of
//                several lines; ends with such a line
//   RST          the same with = for -; lines of dashes below the head or anywhere are no rows
// Each line is cut where the dashes have gaps, in columns as each CharacterWidth counts them. The
// width counts under which no text stands in a gap and most texts begin or end with their dashes.
//   returns  nullopt when no table begins there, or under no width all lines can be cut
//   errors   kTooLarge      cost  O(length of the table)
[[nodiscard]] Result<std::optional<RuledTable>> ReadRuledTable(std::string_view text,
                                                               std::size_t begin);

// True for two groups and more of two and more dashes, all - or all =: "---- -----".
[[nodiscard]] bool IsGroupsOfDashes(std::string_view line);

}  // namespace gongwen
