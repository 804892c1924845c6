// One token for each Han character: search_words.h makes its pairs of them, and a word is found
// where its tokens follow each other, also inside a longer word.
//
//   text    促进就业，≥９８.５%     GB/T
//   tokens  促 进 就 业 98 5 gb t
//
// '.' and '%' part tokens like any punctuation: 98.5 is the tokens 98 and 5, and a number never
// matches inside a longer one. Letters and digits part too, so that "gb9704" finds "GB 9704".
//
// The text is read twice over: each code point of the original is folded to zero or more code
// points, each of which keeps the byte range of its original. Runs are cut in the folded stream,
// so that equal readings of ㎡, m² and m2 give equal tokens, and snippets mark original bytes.
//
// Tested by tests/store/han_tokenizer_test.cc.

#include "store/han_tokenizer.h"

#include <sqlite3.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <cstdint>
#include <new>

#include "store/simplify_han.h"
#include "text/readable_text.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

// Longer runs are cut: no word is as long, and a page of hostile letters makes no giant token.
constexpr int kMaxRunCodePoints = 128;

enum class CharClass { kSeparator, kSingle, kLetter, kDigit, kMark };

CharClass Classify(UChar32 c) {
  if ((c >= 0x4E00 && c <= 0x9FFF) || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) {
    return CharClass::kSingle;
  }
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return CharClass::kDigit;
    return c >= 'a' && c <= 'z' ? CharClass::kLetter : CharClass::kSeparator;  // case is folded
  }
  if (u_isdigit(c)) return CharClass::kDigit;
  if ((U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) return CharClass::kMark;
  if (!u_isalpha(c)) return CharClass::kSeparator;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  const bool is_single =
      script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
  return is_single ? CharClass::kSingle : CharClass::kLetter;  // 々 is Han and not ideographic
}

const icu::Normalizer2* Folding() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  return U_SUCCESS(status) ? folding : nullptr;  // only a broken ICU installation has none
}

bool FoldsToItself(UChar32 c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c < 0x80 && (c < 'A' || c > 'Z'));
}

// Gathers folded code points into tokens.
class TokenBuilder {
 public:
  explicit TokenBuilder(const TokenSink& sink) : sink_(sink) {}

  // False when the sink wants no more.
  bool Add(UChar32 c, std::size_t begin, std::size_t end) {
    const CharClass kind = Classify(c);
    const bool is_mark = kind == CharClass::kMark;
    const bool goes_on = !run_.isEmpty() && length_ < kMaxRunCodePoints &&
                         (is_mark || (kind == run_kind_ && kind != CharClass::kSingle));
    if (!goes_on && !Flush()) return false;
    if (kind == CharClass::kSeparator || (is_mark && !goes_on)) return true;
    if (!goes_on) begin_ = begin;
    if (!is_mark) run_kind_ = kind;
    run_.append(c);
    end_ = end;
    ++length_;
    return true;
  }

  bool Flush() {
    if (run_.isEmpty()) return true;
    token_.clear();
    Composed().toUTF8String(token_);
    run_.remove();
    length_ = 0;
    return sink_(token_, begin_, end_);
  }

 private:
  // Folding went code point by code point: "e" and a combining accent are still two.
  icu::UnicodeString Composed() const {
    const icu::Normalizer2* folding = length_ > 1 ? Folding() : nullptr;
    if (folding == nullptr) return run_;
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString composed = folding->normalize(run_, status);
    return U_SUCCESS(status) ? composed : run_;
  }

  const TokenSink& sink_;
  icu::UnicodeString run_;
  std::string token_;
  CharClass run_kind_ = CharClass::kSeparator;
  std::size_t begin_ = 0, end_ = 0;
  int length_ = 0;
};

bool AddFolded(UChar32 c, std::size_t begin, std::size_t end, TokenBuilder& builder) {
  c = static_cast<UChar32>(Simplified(static_cast<char32_t>(c)));
  // Of documents that older versions stored; others are read so already.
  if (!FoldsToItself(c)) c = static_cast<UChar32>(ReadableCharacter(static_cast<char32_t>(c)));
  const icu::Normalizer2* folding = FoldsToItself(c) ? nullptr : Folding();
  UErrorCode status = U_ZERO_ERROR;
  if (folding == nullptr) return builder.Add(c, begin, end);
  const icu::UnicodeString folded = folding->normalize(icu::UnicodeString(c), status);
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    if (!builder.Add(folded.char32At(i), begin, end)) return false;
  }
  return true;
}

int CreateTokenizer(void*, const char**, int, Fts5Tokenizer** out) {
  static char stateless = 0;  // FTS5 wants something to point at
  *out = reinterpret_cast<Fts5Tokenizer*>(&stateless);
  return SQLITE_OK;
}

void DeleteTokenizer(Fts5Tokenizer*) {}

using Fts5Sink = int (*)(void*, int, const char*, int, int, int);

int Tokenize(Fts5Tokenizer*, void* context, int, const char* text, int size, Fts5Sink sink) {
  int code = SQLITE_OK;
  const auto pass_on = [&](std::string_view token, std::size_t begin, std::size_t end) {
    code = sink(context, 0, token.data(), static_cast<int>(token.size()), static_cast<int>(begin),
                static_cast<int>(end));
    return code == SQLITE_OK;
  };
  try {  // no exception may pass through SQLite's C frames
    if (text != nullptr) TokenizeHan({text, static_cast<std::size_t>(size)}, pass_on);
  } catch (const std::bad_alloc&) {
    return SQLITE_NOMEM;
  } catch (...) {
    return SQLITE_ERROR;
  }
  return code;
}

fts5_api* FindFts5(sqlite3* connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void TokenizeHan(std::string_view text, const TokenSink& sink) {
  TokenBuilder builder(sink);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = DecodeAt(text, i);
    const bool goes_on =
        c == kIllFormed ? builder.Flush() : AddFolded(static_cast<UChar32>(c), begin, i, builder);
    if (!goes_on) return;
  }
  builder.Flush();
}

Result<void> RegisterHanTokenizer(sqlite3* connection) {
  fts5_api* api = FindFts5(connection);
  if (api == nullptr) {
    return Fail(ErrorCode::kStore, "this SQLite has no FTS5, install one that was built with it");
  }
  fts5_tokenizer functions{CreateTokenizer, DeleteTokenizer, Tokenize};
  const int code = api->xCreateTokenizer(api, "han", nullptr, &functions, nullptr);
  if (code != SQLITE_OK) return Fail(ErrorCode::kStore, sqlite3_errstr(code));
  return {};
}

}  // namespace gongwen
