// Words for full text search in Chinese: one token per Han character, one per run of letters, one
// per run of digits. A word is a row of such tokens: one of any length is found, also
// inside a longer one.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "model/error.h"

struct sqlite3;

namespace gongwen {

// Takes one token: its folded text and the bytes [begin, end) of the original it stands for.
// False stops the tokenizer.
using TokenSink = std::function<bool(std::string_view token, std::size_t begin, std::size_t end)>;

// Splits UTF-8 text, in order. Ill-formed bytes part tokens and are skipped.
// Width, case and compatibility forms are folded (NFKC_Casefold): "ＧＢ９７０４" and "gb 9704"
// give the same two tokens, "①" gives "1", "㎡" gives "m" and "2"; traditional characters become
// simplified ones, 業 and 业 the same token. Kana are taken one by one, as
// Han is. Tokens hold letters, marks and digits only, never a blank, quote or control character.
// Pure. O(size).
void TokenizeHan(std::string_view text, const TokenSink& sink);

// Registers the tokenizer under the name "han" with FTS5 on a connection; lasts as long as that.
// Only the index of schema versions 1 to 7 needs it, which migrations make and drop. Errors:
// kStore, when this SQLite was built without FTS5.
[[nodiscard]] Result<void> RegisterHanTokenizer(sqlite3* connection);

}  // namespace gongwen
