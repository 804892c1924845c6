#include "cli/output/text_table.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace gongwen {
namespace {

std::size_t WidthOf(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  if (c < 0x20 || u_getCombiningClass(c) != 0) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string Cut(std::string_view text, std::size_t max_width) {
  if (DisplayWidth(text) <= max_width) return std::string(text);
  std::size_t width = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    std::size_t next = i;
    width += WidthOf(NextCodePoint(text, next));
    if (width > max_width - 1) break;
    i = next;
  }
  return std::string(text.substr(0, i)) + "…";
}

}  // namespace

std::size_t DisplayWidth(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < utf8.size();) width += WidthOf(NextCodePoint(utf8, i));
  return width;
}

std::string TextTable(std::span<const std::vector<std::string>> rows,
                      std::span<const std::size_t> right, std::size_t max_width) {
  std::vector<std::size_t> widths;
  std::vector<std::vector<std::string>> cells;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    std::vector<std::string> cut;
    for (std::size_t c = 0; c < row.size(); ++c) {
      std::string flat = row[c];
      std::replace(flat.begin(), flat.end(), '\n', ' ');
      cut.push_back(Cut(flat, max_width));
      widths[c] = std::max(widths[c], DisplayWidth(cut.back()));
    }
    cells.push_back(std::move(cut));
  }
  std::string out;
  for (std::size_t r = 0; r < cells.size(); ++r) {
    std::string line;
    for (std::size_t c = 0; c < cells[r].size(); ++c) {
      const std::string pad(widths[c] - DisplayWidth(cells[r][c]), ' ');
      const bool flush_right = std::find(right.begin(), right.end(), c) != right.end();
      line += (c > 0 ? "  " : "") + (flush_right ? pad + cells[r][c] : cells[r][c] + pad);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
    if (r == 0) {
      for (std::size_t c = 0; c < widths.size(); ++c) {
        out += (c > 0 ? "  " : "") + std::string(widths[c], '-');
      }
      out += "\n";
    }
  }
  return out;
}

}  // namespace gongwen
