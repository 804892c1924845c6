// Tested by html_reader_test.cc, markdown_reader_test.cc and formula_text_test.cc.
#include "extractors/markup/raised_text.h"

#include <array>
#include <cstddef>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr auto kFrom = "0123456789+-()"sv;
constexpr std::array kTo = {"⁰"sv, "¹"sv, "²"sv, "³"sv, "⁴"sv, "⁵"sv, "⁶"sv,
                            "⁷"sv, "⁸"sv, "⁹"sv, "⁺"sv, "⁻"sv, "⁽"sv, "⁾"sv};
constexpr auto kNote = "注"sv;

}  // namespace

std::string RaisedText(std::string_view text) {
  const std::string_view inside = TrimAscii(text);
  const bool is_note =
      inside.starts_with(kNote) &&
      inside.substr(kNote.size()).find_first_not_of("0123456789 ") == std::string_view::npos;
  if (is_note) return "（" + std::string(inside) + "）";
  if (inside.find_first_not_of(kFrom) != std::string_view::npos) return std::string(text);
  std::string raised;
  for (const char c : inside) raised += kTo[kFrom.find(c)];
  return raised;
}

}  // namespace gongwen
