// The form in which filters compare text.
#pragma once

#include <string>
#include <string_view>

#include "model/error.h"

struct sqlite3;

namespace gongwen {

// As ReadableText, then width, case and compatibility forms folded (NFKC_Casefold), white space
// removed, every opening bracket made '(' and every closing one ')': "〔２０２３〕 22号" ->
// "(2023)22号". Ill-formed bytes become U+FFFD. Idempotent. O(size).
[[nodiscard]] std::string MatchKey(std::string_view text);

// Makes match_key(text) known to a connection's SQL, deterministic; match_key(NULL) is ''.
[[nodiscard]] Result<void> RegisterMatchKey(sqlite3* connection);

}  // namespace gongwen
