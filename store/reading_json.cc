#include "store/reading_json.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "store/row_values.h"

namespace gongwen {
namespace {

using nlohmann::json;

constexpr int kJsonVersion = 1;

constexpr std::array<GridOrigin, 4> kOrigins{GridOrigin::kRulings, GridOrigin::kSpans,
                                             GridOrigin::kAlignment, GridOrigin::kPipes};

GridOrigin GridOriginFromString(std::string_view name) {
  for (const GridOrigin origin : kOrigins) {
    if (ToString(origin) == name) return origin;
  }
  return GridOrigin::kRulings;
}

// Writes the members that differ from those of a default object: most of a table's cells have most
// of them in common, and what is left out need not be parsed again.
template <class T>
class Writer {
 public:
  explicit Writer(const T& value) : value_(value) {}

  template <class M>
  Writer& Add(const char* key, M T::*member) {
    if (value_.*member == default_.*member) return *this;
    if constexpr (std::is_same_v<M, double>) {
      out_[key] = std::isfinite(value_.*member) ? value_.*member : 0.0;
    } else if constexpr (std::is_same_v<M, RectPt>) {
      out_[key] = BoxToJson(value_.*member);
    } else if constexpr (std::is_same_v<M, std::vector<RectPt>>) {
      out_[key] = json::array();
      for (const RectPt& box : value_.*member) out_[key].push_back(BoxToJson(box));
    } else if constexpr (std::is_enum_v<M>) {
      out_[key] = ToString(value_.*member);
    } else {
      out_[key] = value_.*member;
    }
    return *this;
  }

  [[nodiscard]] json Take() { return std::move(out_); }

 private:
  static json BoxToJson(const RectPt& box) {
    json sides = json::array();
    for (const double side : {box.x0, box.y0, box.x1, box.y1}) {
      sides.push_back(std::isfinite(side) ? side : 0.0);
    }
    return sides;
  }

  const T& value_;
  const T default_{};
  json out_ = json::object();
};

// Reads them back. nlohmann throws on a wrong type: ReadingFromJson catches.
template <class T>
class Reader {
 public:
  explicit Reader(const json& in) : in_(in.get_ref<const json::object_t&>()) {}

  template <class M>
  Reader& Get(const char* key, M T::*member) {
    const auto found = in_.find(key);
    if (found == in_.end()) return *this;
    const json& value = found->second;
    if constexpr (std::is_same_v<M, RectPt>) {
      value_.*member = BoxFromJson(value);
    } else if constexpr (std::is_same_v<M, std::vector<RectPt>>) {
      for (const json& box : value) (value_.*member).push_back(BoxFromJson(box));
    } else {
      value_.*member = value.template get<M>();
    }
    return *this;
  }

  template <class M, class Parse>
  Reader& Get(const char* key, M T::*member, Parse parse) {
    const auto found = in_.find(key);
    if (found == in_.end()) return *this;
    value_.*member = parse(found->second.template get_ref<const std::string&>());
    return *this;
  }

  [[nodiscard]] T Take() { return std::move(value_); }

 private:
  static RectPt BoxFromJson(const json& sides) {
    return {sides.at(0).get<double>(), sides.at(1).get<double>(), sides.at(2).get<double>(),
            sides.at(3).get<double>()};
  }

  const json::object_t& in_;
  T value_{};
};

TextSource ParseSource(std::string_view name) {
  return TextSourceFromString(name).value_or(TextSource::kNone);
}

InputFormat ParseFormat(std::string_view name) {
  return InputFormatFromString(name).value_or(InputFormat::kUnknown);
}

template <class T, class Function>
json ToArray(const std::vector<T>& values, Function one) {
  json out = json::array();
  for (const T& value : values) out.push_back(one(value));
  return out;
}

template <class T, class Function>
std::vector<T> FromArray(const json& in, const char* key, Function one) {
  std::vector<T> out;
  const auto found = in.find(key);
  if (found == in.end()) return out;
  const auto& values = found->get_ref<const json::array_t&>();
  out.reserve(values.size());
  for (const json& value : values) out.push_back(one(value));
  return out;
}

json CellToJson(const Cell& cell) {
  return Writer(cell)
      .Add("row", &Cell::row)
      .Add("column", &Cell::column)
      .Add("row_span", &Cell::row_span)
      .Add("column_span", &Cell::column_span)
      .Add("page", &Cell::page_no)
      .Add("box", &Cell::box)
      .Add("text", &Cell::text)
      .Add("confidence", &Cell::confidence)
      .Add("padding", &Cell::is_padding)
      .Take();
}

Cell CellFromJson(const json& in) {
  return Reader<Cell>(in)
      .Get("row", &Cell::row)
      .Get("column", &Cell::column)
      .Get("row_span", &Cell::row_span)
      .Get("column_span", &Cell::column_span)
      .Get("page", &Cell::page_no)
      .Get("box", &Cell::box)
      .Get("text", &Cell::text)
      .Get("confidence", &Cell::confidence)
      .Get("padding", &Cell::is_padding)
      .Take();
}

json GridToJson(const TableGrid& grid) {
  json out = Writer(grid)
                 .Add("rows", &TableGrid::rows)
                 .Add("columns", &TableGrid::columns)
                 .Add("origin", &TableGrid::origin)
                 .Add("source", &TableGrid::source)
                 .Add("page_breaks", &TableGrid::page_breaks)
                 .Take();
  out["cells"] = ToArray(grid.cells, CellToJson);  // tells a grid from a paragraph
  return out;
}

TableGrid GridFromJson(const json& in) {
  TableGrid grid = Reader<TableGrid>(in)
                       .Get("rows", &TableGrid::rows)
                       .Get("columns", &TableGrid::columns)
                       .Get("origin", &TableGrid::origin, GridOriginFromString)
                       .Get("source", &TableGrid::source, ParseSource)
                       .Get("page_breaks", &TableGrid::page_breaks)
                       .Take();
  grid.cells = FromArray<Cell>(in, "cells", CellFromJson);
  return grid;
}

json ParagraphToJson(const Paragraph& paragraph) {
  return Writer(paragraph)
      .Add("text", &Paragraph::text)
      .Add("page", &Paragraph::page_no)
      .Add("box", &Paragraph::box)
      .Add("confidence", &Paragraph::confidence)
      .Add("font_size", &Paragraph::font_size_pt)
      .Add("centered", &Paragraph::is_centered)
      .Take();
}

json BlockToJson(const Block& block) {
  const auto* grid = std::get_if<TableGrid>(&block);
  return grid != nullptr ? GridToJson(*grid) : ParagraphToJson(std::get<Paragraph>(block));
}

Block BlockFromJson(const json& in) {
  if (in.contains("cells")) return GridFromJson(in);
  return Reader<Paragraph>(in)
      .Get("text", &Paragraph::text)
      .Get("page", &Paragraph::page_no)
      .Get("box", &Paragraph::box)
      .Get("confidence", &Paragraph::confidence)
      .Get("font_size", &Paragraph::font_size_pt)
      .Get("centered", &Paragraph::is_centered)
      .Take();
}

json PageToJson(const PageReading& page) {
  return Writer(page)
      .Add("page", &PageReading::page_no)
      .Add("width", &PageReading::width_pt)
      .Add("height", &PageReading::height_pt)
      .Add("source", &PageReading::source)
      .Add("rotation", &PageReading::rotation_deg)
      .Add("seals", &PageReading::seals)
      .Add("text", &PageReading::text)
      .Take();
}

PageReading PageFromJson(const json& in) {
  return Reader<PageReading>(in)
      .Get("page", &PageReading::page_no)
      .Get("width", &PageReading::width_pt)
      .Get("height", &PageReading::height_pt)
      .Get("source", &PageReading::source, ParseSource)
      .Get("rotation", &PageReading::rotation_deg)
      .Get("seals", &PageReading::seals)
      .Get("text", &PageReading::text)
      .Take();
}

json LeftoverToJson(const Leftover& leftover) {
  return Writer(leftover)
      .Add("text", &Leftover::text)
      .Add("page", &Leftover::page_no)
      .Add("box", &Leftover::box)
      .Add("why", &Leftover::why)
      .Take();
}

Leftover LeftoverFromJson(const json& in) {
  return Reader<Leftover>(in)
      .Get("text", &Leftover::text)
      .Get("page", &Leftover::page_no)
      .Get("box", &Leftover::box)
      .Get("why", &Leftover::why)
      .Take();
}

json ProblemToJson(const Error& problem) {
  return Writer(problem)
      .Add("code", &Error::code)
      .Add("message", &Error::message)
      .Add("file", &Error::file)
      .Add("page", &Error::page_no)
      .Add("stage", &Error::stage)
      .Take();
}

Error ProblemFromJson(const json& in) {
  return Reader<Error>(in)
      .Get("code", &Error::code, ErrorCodeFromString)
      .Get("message", &Error::message)
      .Get("file", &Error::file)
      .Get("page", &Error::page_no)
      .Get("stage", &Error::stage)
      .Take();
}

Reading FromJson(const json& in) {
  Reading reading = Reader<Reading>(in)
                        .Get("format", &Reading::format, ParseFormat)
                        .Get("engine", &Reading::engine)
                        .Take();
  reading.pages = FromArray<PageReading>(in, "pages", PageFromJson);
  reading.blocks = FromArray<Block>(in, "blocks", BlockFromJson);
  reading.leftovers = FromArray<Leftover>(in, "leftovers", LeftoverFromJson);
  reading.problems = FromArray<Error>(in, "problems", ProblemFromJson);
  return reading;
}

}  // namespace

std::string ReadingToJson(const Reading& reading) {
  json out = Writer(reading).Add("format", &Reading::format).Add("engine", &Reading::engine).Take();
  out["version"] = kJsonVersion;
  out["pages"] = ToArray(reading.pages, PageToJson);
  out["blocks"] = ToArray(reading.blocks, BlockToJson);
  out["leftovers"] = ToArray(reading.leftovers, LeftoverToJson);
  out["problems"] = ToArray(reading.problems, ProblemToJson);
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Reading> ReadingFromJson(std::string_view text) {
  try {
    const json in = json::parse(text);
    const int version = in.at("version").get<int>();
    if (version != kJsonVersion) {
      return Fail(ErrorCode::kUnsupported, "the kept reading has version " +
                                               std::to_string(version) +
                                               ", import the file again with --force");
    }
    return FromJson(in);
  } catch (const json::exception& error) {
    return Fail(ErrorCode::kDamaged, std::string("the kept reading is no valid JSON: ") +
                                         error.what() + ", import the file again with --force");
  }
}

}  // namespace gongwen
