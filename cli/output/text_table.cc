#include "cli/output/text_table.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

namespace gongwen {
namespace {

// The next code point and the byte after it.
UChar32 Next(std::string_view utf8, int32_t& at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, static_cast<int32_t>(utf8.size()), c);
  return c;
}

std::size_t WidthOf(UChar32 c) {
  if (c < 0x20 || u_getCombiningClass(c) != 0) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string Cut(std::string_view text, std::size_t max_width) {
  if (DisplayWidth(text) <= max_width) return std::string(text);
  std::size_t width = 0;
  int32_t i = 0;
  const auto length = static_cast<int32_t>(text.size());
  while (i < length) {
    int32_t next = i;
    width += WidthOf(Next(text, next));
    if (width > max_width - 1) break;
    i = next;
  }
  return std::string(text.substr(0, static_cast<std::size_t>(i))) + "…";
}

}  // namespace

std::size_t DisplayWidth(std::string_view utf8) {
  std::size_t width = 0;
  int32_t i = 0;
  const auto length = static_cast<int32_t>(utf8.size());
  while (i < length) width += WidthOf(Next(utf8, i));
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
