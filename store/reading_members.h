// The members of a Reading for JSON: the form in which the archive keeps it.
#pragma once

#include <string_view>

#include "model/reading.h"
#include "store/json_members.h"
#include "store/row_values.h"

namespace gongwen {

inline GridOrigin EnumFromString(std::string_view name, GridOrigin otherwise) {
  for (const GridOrigin origin :
       {GridOrigin::kRulings, GridOrigin::kSpans, GridOrigin::kAlignment, GridOrigin::kPipes}) {
    if (ToString(origin) == name) return origin;
  }
  return otherwise;
}
inline TextSource EnumFromString(std::string_view name, TextSource otherwise) {
  return TextSourceFromString(name).value_or(otherwise);
}
inline InputFormat EnumFromString(std::string_view name, InputFormat otherwise) {
  return InputFormatFromString(name).value_or(otherwise);
}
inline ErrorCode EnumFromString(std::string_view name, ErrorCode) {
  return ErrorCodeFromString(name);
}

template <class V>
void Describe(V& v, Cell*) {
  v("row", &Cell::row)("column", &Cell::column)("row_span", &Cell::row_span);
  v("column_span", &Cell::column_span)("page", &Cell::page_no)("box", &Cell::box);
  v("text", &Cell::text)("confidence", &Cell::confidence)("padding", &Cell::is_padding);
}
template <class V>
void Describe(V& v, TableGrid*) {
  v("rows", &TableGrid::rows)("columns", &TableGrid::columns)("origin", &TableGrid::origin);
  v("source", &TableGrid::source)("page_breaks", &TableGrid::page_breaks);
  v("cells", &TableGrid::cells);
}
template <class V>
void Describe(V& v, Paragraph*) {
  v("text", &Paragraph::text)("page", &Paragraph::page_no)("box", &Paragraph::box);
  v("confidence", &Paragraph::confidence)("font_size", &Paragraph::font_size_pt);
  v("centered", &Paragraph::is_centered);
}
template <class V>
void Describe(V& v, PageReading*) {
  v("page", &PageReading::page_no)("width", &PageReading::width_pt);
  v("height", &PageReading::height_pt)("source", &PageReading::source);
  v("rotation", &PageReading::rotation_deg)("seals", &PageReading::seals);
  v("text", &PageReading::text);
}
template <class V>
void Describe(V& v, Leftover*) {
  v("text", &Leftover::text)("page", &Leftover::page_no)("box", &Leftover::box);
  v("why", &Leftover::why);
}
template <class V>
void Describe(V& v, Substitution*) {
  v("in_file", &Substitution::in_file)("read_as", &Substitution::read_as);
  v("page", &Substitution::page_no)("count", &Substitution::count);
}
template <class V>
void Describe(V& v, Error*) {
  v("code", &Error::code)("message", &Error::message)("file", &Error::file);
  v("page", &Error::page_no)("stage", &Error::stage);
}
template <class V>
void Describe(V& v, Reading*) {
  v("format", &Reading::format)("engine", &Reading::engine)("pages", &Reading::pages);
  v("blocks", &Reading::blocks)("leftovers", &Reading::leftovers);
  v("substitutions", &Reading::substitutions)("problems", &Reading::problems);
}

// Its cells tell a grid from a paragraph.
inline nlohmann::json VariantToJson(const Block& block) {
  const auto* grid = std::get_if<TableGrid>(&block);
  if (grid == nullptr) return members::ToJson(std::get<Paragraph>(block));
  nlohmann::json out = members::ToJson(*grid);
  if (!out.contains("cells")) out["cells"] = nlohmann::json::array();
  return out;
}
inline void VariantFromJson(const nlohmann::json& in, Block& block) {
  if (in.contains("cells")) {
    members::FromJson(in, block.emplace<TableGrid>());
  } else {
    members::FromJson(in, block.emplace<Paragraph>());
  }
}

}  // namespace gongwen
