#include "model/source.h"

#include <array>
#include <utility>

namespace gongwen {
namespace {

constexpr std::array<std::pair<TextSource, std::string_view>, 4> kNames{{
    {TextSource::kNone, "none"},
    {TextSource::kTextLayer, "text_layer"},
    {TextSource::kOcr, "ocr"},
    {TextSource::kMarkup, "markup"},
}};

}  // namespace

std::string_view ToString(TextSource source) {
  for (const auto& [value, name] : kNames) {
    if (value == source) return name;
  }
  return "none";
}

std::optional<TextSource> TextSourceFromString(std::string_view name) {
  for (const auto& [value, known] : kNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace gongwen
