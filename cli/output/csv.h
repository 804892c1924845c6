// Comma-separated values after RFC 4180: CRLF line ends, quotes doubled.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace gongwen {

// Appends one record. Fields that hold a comma, a quote, a line end, or blanks at an end are
// quoted. A field that a spreadsheet would take for a formula (= + - @ at the start, and no number)
// gets a ' before it, so that opening the file runs nothing.
void AppendCsvRecord(std::string& out, std::span<const std::string> fields);

}  // namespace gongwen
