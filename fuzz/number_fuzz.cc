// Any text with document numbers in it. Oracle: no crash; places lie in the text, in order; what is
// said to be a number reads back, if at all, as itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/value/document_number.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::size_t before = 0;
  for (const gongwen::DocumentNumber& number : gongwen::FindDocumentNumbers(text)) {
    Require(number.begin <= number.end && number.end <= text.size());
    Require(number.begin >= before || number.begin < number.end);
    Require(number.raw == text.substr(number.begin, number.end - number.begin));
    Require(number.confidence >= 0 && number.confidence <= 1);
    Require(!number.canonical.empty() && number.year > 0);
    before = number.end;
    const std::optional<gongwen::DocumentNumber> again =
        gongwen::ParseDocumentNumber(number.canonical);
    Require(!again || again->canonical == number.canonical);
  }
  (void)gongwen::ParseDocumentNumber(text);
  return 0;
}
