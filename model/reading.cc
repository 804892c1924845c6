#include "model/reading.h"

#include <array>
#include <utility>

namespace gongwen {
namespace {

constexpr std::array<std::pair<InputFormat, std::string_view>, 8> kNames{{
    {InputFormat::kUnknown, "unknown"},
    {InputFormat::kPdf, "pdf"},
    {InputFormat::kTiff, "tiff"},
    {InputFormat::kPng, "png"},
    {InputFormat::kJpeg, "jpeg"},
    {InputFormat::kMarkdown, "markdown"},
    {InputFormat::kHtml, "html"},
    {InputFormat::kText, "text"},
}};

}  // namespace

std::string_view ToString(InputFormat format) {
  for (const auto& [value, name] : kNames) {
    if (value == format) return name;
  }
  return "unknown";
}

std::optional<InputFormat> InputFormatFromString(std::string_view name) {
  for (const auto& [value, known] : kNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace gongwen
