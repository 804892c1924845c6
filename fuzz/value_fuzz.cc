// Any bytes as a cell. Oracle: no crash; a value has a number or a date exactly when it has a
// comparator, a range two ends; an
// amount that is written out reads back as itself; the text functions do nothing the second time.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/indicator_value.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

void CheckValue(const gongwen::Value& value) {
  constexpr std::array<std::string_view, 5> kComparators = {"=", ">=", "<=", ">", "<"};
  bool is_known = value.comparator.empty();
  for (const std::string_view comparator : kComparators) {
    is_known = is_known || value.comparator == comparator;
  }
  Require(is_known);
  Require((value.number.has_value() || !value.date.empty()) != value.comparator.empty());
  Require(!value.number || (value.date.empty() && std::isfinite(*value.number)));
  Require(value.low.has_value() == value.high.has_value());
  Require(!value.low || (!value.number && *value.low < *value.high));
  Require(value.number || value.low || value.unit.empty());
}

template <class Function>
void RequireSettled(std::string_view text, Function function) {
  const std::string once = function(text);
  Require(function(once) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view text = bytes.substr(0, bytes.find('\n'));
  const std::string_view hint = bytes.substr(text.size());
  CheckValue(gongwen::ParseIndicatorValue(text, hint));
  CheckValue(gongwen::ParseIndicatorValue(text, gongwen::UnitHintFromName(hint)));
  if (const auto amount = gongwen::ParseAmount(text)) {
    Require(gongwen::ParseAmount(amount->ToString()) == amount);
    (void)gongwen::ToYuan(*amount, gongwen::UnitFromCaption(hint));
  }
  const std::string unit = gongwen::UnitFromCaption(bytes);
  Require(unit.empty() || gongwen::UnitExponent(unit) >= 0);
  RequireSettled(bytes, [](std::string_view s) { return gongwen::RemoveBlanksBetweenHan(s); });
  RequireSettled(bytes, [](std::string_view s) { return gongwen::FoldWidth(s); });
  RequireSettled(bytes, [](std::string_view s) { return gongwen::NormalizeForMatch(s); });
  RequireSettled(bytes, [](std::string_view s) { return std::string(gongwen::TrimmedView(s)); });
  RequireSettled(bytes, [](std::string_view s) { return gongwen::ToUtf8(gongwen::CodePoints(s)); });
  const std::u32string a = gongwen::CodePoints(text), b = gongwen::CodePoints(hint);
  if (a.size() + b.size() < 200) {
    const std::size_t distance = gongwen::EditDistance(a, b, a.size() + b.size());
    Require(gongwen::EditDistance(b, a, distance) == distance);
    Require(distance == 0 || gongwen::EditDistance(a, b, distance - 1) == distance);
  }
  return 0;
}
