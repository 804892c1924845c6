// Any bytes over the border of text. Oracle: what comes out is well-formed, passes again unchanged,
// and is the same character by character.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/match_form.h"
#include "text/readable_text.h"
#include "text/utf8.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string readable = gongwen::ReadableText(bytes);
  Require(gongwen::IsReadable(readable));
  Require(gongwen::ReadableText(readable) == readable);
  Require(gongwen::IsReadable(bytes) == (readable == bytes));
  Require(gongwen::ToUtf8(gongwen::CodePoints(readable)) == readable);
  std::string one_by_one;
  for (const char32_t c : gongwen::CodePoints(bytes)) gongwen::AppendReadable(one_by_one, c);
  Require(one_by_one == readable);
  Require(gongwen::NormalizeForMatch(readable) == gongwen::NormalizeForMatch(bytes));
  return 0;
}
