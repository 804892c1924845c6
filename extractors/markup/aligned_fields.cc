// Tested by text_reader_test.cc.
#include "extractors/markup/aligned_fields.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/text_canvas.h"
#include "text/han.h"

namespace gongwen {
namespace {

struct Field {
  std::size_t begin = 0, end = 0;  // columns
  std::string text{};
};
using Fields = std::vector<Field>;

Fields FieldsOf(std::string_view line, CharacterWidth width) {
  const std::u32string columns = ColumnsOf(line, width);
  const auto is_blank = [&](std::size_t x) {
    return columns[x] != kWideTail && IsBlank(columns[x]);
  };
  Fields fields;
  for (std::size_t x = 0; x < columns.size();) {
    while (x < columns.size() && (is_blank(x) || columns[x] == kWideTail)) ++x;
    const std::size_t begin = x;
    while (x < columns.size() && !is_blank(x)) ++x;
    if (x > begin) fields.push_back({begin, x, TextOfColumns(columns, begin, x)});
  }
  return fields;
}

// What the longest lines take of each column; nullopt where two columns overlap.
std::optional<Fields> ColumnsOfLongest(std::span<const Fields> rows, std::size_t count) {
  Fields columns(count, Field{.begin = std::string::npos});
  for (const Fields& row : rows) {
    if (row.size() != count) continue;
    for (std::size_t i = 0; i < count; ++i) {
      columns[i].begin = std::min(columns[i].begin, row[i].begin);
      columns[i].end = std::max(columns[i].end, row[i].end);
    }
  }
  for (std::size_t i = 0; i + 1 < count; ++i) {
    if (columns[i].end > columns[i + 1].begin) return std::nullopt;
  }
  return columns;
}

// The column of each field; nullopt where a field stands under none or two, or two under one.
std::optional<std::vector<std::size_t>> PlacesOf(const Fields& row, const Fields& columns) {
  std::vector<std::size_t> places;
  for (const Field& field : row) {
    std::optional<std::size_t> place;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (field.begin >= columns[i].end || columns[i].begin >= field.end) continue;
      if (place) return std::nullopt;
      place = i;
    }
    if (!place || (!places.empty() && *place <= places.back())) return std::nullopt;
    places.push_back(*place);
  }
  return places;
}

}  // namespace

TextRows AlignFields(std::span<const std::string_view> lines) {
  TextRows best;
  std::size_t most_placed = 0;
  for (const CharacterWidth width : kCharacterWidths) {
    std::vector<Fields> rows;
    std::size_t count = 0;
    for (const std::string_view line : lines) {
      rows.push_back(FieldsOf(line, width));
      count = std::max(count, rows.back().size());
    }
    const std::optional<Fields> columns = ColumnsOfLongest(rows, count);
    TextRows texts;
    std::size_t placed = 0;
    for (Fields& row : rows) {
      const auto places = columns && row.size() < count ? PlacesOf(row, *columns) : std::nullopt;
      placed += places ? 1U : 0U;
      std::vector<std::string> cells(places ? count : row.size());
      for (std::size_t i = 0; i < row.size(); ++i) {
        cells[places ? (*places)[i] : i] = std::move(row[i].text);
      }
      texts.push_back(std::move(cells));
    }
    if (best.empty() || placed > most_placed) {
      best = std::move(texts);
      most_placed = placed;
    }
  }
  return best;
}

}  // namespace gongwen
