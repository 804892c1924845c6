#include "cli/output/csv.h"

#include <algorithm>

namespace gongwen {
namespace {

bool IsNumber(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '%';
  });
}

bool LooksLikeFormula(std::string_view text) {
  return !text.empty() &&
         std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos &&
         !IsNumber(text);
}

void AppendField(std::string& out, std::string_view field, const CsvStyle& style) {
  const bool needs_guard = style.is_guarded && LooksLikeFormula(field);
  std::string safe = (needs_guard ? "'" : "") + std::string(field);
  if (style.separator == '\t') {
    std::replace_if(
        safe.begin(), safe.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    out += safe;
    return;
  }
  const bool must_quote = safe.find_first_of(",\"\r\n") != std::string::npos ||
                          (!safe.empty() && (safe.front() == ' ' || safe.back() == ' '));
  if (!must_quote) {
    out += safe;
    return;
  }
  out += '"';
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

void AppendCsvRecord(std::string& out, std::span<const std::string> fields, const CsvStyle& style) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += style.separator;
    AppendField(out, fields[i], style);
  }
  out += style.line_end;
}

}  // namespace gongwen
