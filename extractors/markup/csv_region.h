// Tells values parted by commas, semicolons, tabs or bars from prose, and reads them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "extractors/markup/grid_from_rows.h"

namespace gongwen {

struct CsvRegion {
  std::size_t begin = 0, end = 0;  // bytes, whole lines
  char separator = ',';            // , ; | or a tab
  TextRows rows{};
};

// "sep=;" as the first line of a file tells Excel what parts its fields.
struct SeparatorLine {
  char separator = ',';
  std::size_t end = 0;  // bytes, behind its line end
};
[[nodiscard]] std::optional<SeparatorLine> FindSeparatorLine(std::string_view text);

// Finds the records (RFC 4180: quotes, "" inside them, line ends inside them) of a file that is
// CSV but for a few lines of title before and notes behind it. Prose has commas too, so all of
// this must hold: records of 2 fields and more in a row, 3 of them in a row with the same number of
// fields; no field ends as a sentence does; the rest of the file is at most 5 lines, or a column is
// mostly numbers. Rows of a damaged table differ in length. The separator is the one of a
// SeparatorLine, else the one that parts most fields. ="001" is read as 001; other formulas stay.
// nullopt: no such region. O(n)
[[nodiscard]] std::optional<CsvRegion> FindCsvRegion(std::string_view text);

}  // namespace gongwen
