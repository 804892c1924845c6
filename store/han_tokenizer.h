// Words for full text search in Chinese: one token per Han character, one per run of letters, one
// per run of digits. A phrase query over such tokens finds a Chinese word of any length, also
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
// Errors: kStore, when this SQLite was built without FTS5.
[[nodiscard]] Result<void> RegisterHanTokenizer(sqlite3* connection);

// Turns one word of a user into an FTS5 phrase: 就业gb -> "就 业 gb" with its quotes.
// Built from tokens alone, so nothing in the word can be FTS5 syntax. Empty without any token.
[[nodiscard]] std::string FtsPhrase(std::string_view word);

}  // namespace gongwen
