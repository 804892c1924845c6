// Comma-separated values after RFC 4180: CRLF line ends, quotes doubled.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gongwen {

// separator   a comma, or a tab: then nothing is quoted, and tabs and line ends in a field become
//             blanks
// is_guarded  a field that a spreadsheet would take for a formula (= + - @ at the start, and no
//             number) gets a ' before it, so that opening the file runs nothing
struct CsvStyle {
  char separator = ',';
  bool is_guarded = true;
  std::string_view line_end = "\r\n";
};

// Appends one record. Fields that hold a comma, a quote, a line end, or blanks at an end are
// quoted.
void AppendCsvRecord(std::string& out, std::span<const std::string> fields,
                     const CsvStyle& style = {});

}  // namespace gongwen
