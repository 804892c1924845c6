#include "store/match_key.h"

#include <sqlite3.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <cstdint>
#include <new>

#include "store/simplify_han.h"
#include "text/readable_text.h"
#include "text/utf8.h"

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
  const std::string folded = Folded(ReadableText(text));
  std::string key;
  key.reserve(folded.size());
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t begin = i;
    const auto c = static_cast<UChar32>(NextCodePoint(folded, i));
    const bool is_common_han = c >= 0x4E00 && c <= 0x9FFF;  // most of it: spare the lookups
    if (is_common_han) {
      AppendUtf8(key, Simplified(static_cast<char32_t>(c)));
    } else if (u_charType(c) == U_START_PUNCTUATION) {
      key += '(';
    } else if (u_charType(c) == U_END_PUNCTUATION) {
      key += ')';
    } else if (!u_isUWhiteSpace(c)) {
      key.append(folded, begin, i - begin);
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
