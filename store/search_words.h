// What texts and queries have in common for full text search.
//
// The index knows of a document which pairs of neighbouring Han characters it holds, and which
// words and numbers: 城镇新增 is 城镇, 镇新, 新增. A word is looked for by its pairs; whether they
// stand side by side is then seen in the text. So the index keeps no places, needs no tokenizer of
// its own, and is a third of the size that one of single characters with their places has.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

struct TextToken {
  std::string text{};              // folded: width, case, traditional characters
  std::size_t begin = 0, end = 0;  // bytes of the original
};
[[nodiscard]] std::vector<TextToken> TokensOf(std::string_view text);

// What the index keeps of a text: each pair of neighbouring single characters, the last of a
// row of them alone, and each run of letters or digits; each once, in order.  O(n log n).
[[nodiscard]] std::vector<std::string> GramsOf(std::string_view text);
// The same as the index is given them, parted by blanks.
[[nodiscard]] std::string JoinedGramsOf(std::string_view text);

// A word of a query, or a phrase.
struct SearchWord {
  std::string text{};
  std::vector<std::string> tokens{};  // empty when there is nothing in it to look for
  // What the index must hold of a document with this word. A document that holds it may still not
  // have the word, unless is_exact.
  std::vector<std::string> grams{};
  bool is_prefix = false;  // the only gram is the beginning of one
  bool is_exact = false;
};
[[nodiscard]] SearchWord MakeSearchWord(std::string_view text);

// "城镇" AND "镇新", as an FTS5 expression; empty when the index cannot help.
[[nodiscard]] std::string GramExpression(const SearchWord& word);

struct WordPlace {
  std::size_t begin = 0, end = 0;  // bytes
};
// Where a word stands in a text: its tokens one after the other, whatever stands between them that
// is no token. Ascending; they do not overlap. O(tokens of the text).
[[nodiscard]] std::vector<WordPlace> FindWord(const std::vector<TextToken>& text,
                                              const SearchWord& word);

// How many there are: the number of places that FindWord gives, without making a list of tokens.
[[nodiscard]] int CountWord(std::string_view text, const SearchWord& word);

// How often a word stands in the text just as it is written in the query: fewer than there are where
// the text has it in another form, or over two lines. O(size), and fast.
[[nodiscard]] int CountVerbatim(std::string_view text, const SearchWord& word);

}  // namespace gongwen
