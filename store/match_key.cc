#include "store/match_key.h"

#include <sqlite3.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <new>

#include "store/simplify_han.h"

namespace gongwen {
namespace {

std::string Folded(std::string_view text) {
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  folding->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                         sink, nullptr, status);
  return U_SUCCESS(status) ? folded : std::string(text);
}

// U+4E00 to U+9FFF in UTF-8.
void AppendHan(char32_t c, std::string& key) {
  key += static_cast<char>(0xE0U | (c >> 12U));
  key += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
  key += static_cast<char>(0x80U | (c & 0x3FU));
}

void MatchKeyFunction(sqlite3_context* context, int, sqlite3_value** values) {
  try {
    const unsigned char* text = sqlite3_value_text(values[0]);
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    const std::string key =
        text == nullptr ? "" : MatchKey({reinterpret_cast<const char*>(text), size});
    sqlite3_result_text64(context, key.data(), key.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  } catch (const std::bad_alloc&) {
    sqlite3_result_error_nomem(context);
  }
}

}  // namespace

std::string MatchKey(std::string_view text) {
  const std::string folded = Folded(text);
  std::string key;
  key.reserve(folded.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto size = static_cast<std::int64_t>(folded.size());
  for (std::int64_t i = 0; i < size;) {
    const std::int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    const bool is_common_han = c >= 0x4E00 && c <= 0x9FFF;  // most of it: spare the lookups
    if (is_common_han) {
      AppendHan(Simplified(static_cast<char32_t>(c)), key);
    } else if (c < 0) {
      key += "\uFFFD";
    } else if (u_charType(c) == U_START_PUNCTUATION) {
      key += '(';
    } else if (u_charType(c) == U_END_PUNCTUATION) {
      key += ')';
    } else if (!u_isUWhiteSpace(c)) {
      key.append(folded, static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin));
    }
  }
  return key;
}

Result<void> RegisterMatchKey(sqlite3* connection) {
  constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  const int code = sqlite3_create_function_v2(connection, "match_key", 1, kFlags, nullptr,
                                              MatchKeyFunction, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return Fail(ErrorCode::kStore, sqlite3_errstr(code));
  return {};
}

}  // namespace gongwen
