// Tested by tests/store/search_words_test.cc.
#include "store/search_words.h"

#include <algorithm>

#include "store/han_tokenizer.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

// One character that is no run of ASCII letters or digits.
bool IsSingle(std::string_view token) {
  const auto lead = static_cast<unsigned char>(token.front());
  if (lead < 0x80) return false;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return token.size() == size;
}

bool IsAsciiWord(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Runs of letters and digits are whole tokens: 50 does not stand in 500, nor gb in gbk.
bool IsCutOff(std::string_view text, std::size_t begin, std::size_t end) {
  const bool goes_on_before = begin > 0 && IsAsciiWord(text[begin]) && IsAsciiWord(text[begin - 1]);
  const bool goes_on_after =
      end < text.size() && IsAsciiWord(text[end - 1]) && IsAsciiWord(text[end]);
  return goes_on_before || goes_on_after;
}

}  // namespace

std::vector<TextToken> TokensOf(std::string_view text) {
  std::vector<TextToken> tokens;
  TokenizeHan(text, [&](std::string_view token, std::size_t begin, std::size_t end) {
    tokens.push_back({std::string(token), begin, end});
    return true;
  });
  return tokens;
}

std::vector<std::string> GramsOf(std::string_view text) {
  std::vector<std::string> grams;
  std::string before;  // a single character that waits for the next
  TokenizeHan(text, [&](std::string_view token, std::size_t, std::size_t) {
    const bool is_single = IsSingle(token);
    if (!before.empty()) {
      if (is_single) before += token;
      grams.push_back(std::move(before));
    }
    before = is_single ? token : "";
    if (!is_single) grams.emplace_back(token);
    return true;
  });
  if (!before.empty()) grams.push_back(std::move(before));
  std::sort(grams.begin(), grams.end());
  grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
  return grams;
}

std::string JoinedGramsOf(std::string_view text) {
  std::string joined;
  for (const std::string& gram : GramsOf(text)) {
    if (!joined.empty()) joined += ' ';
    joined += gram;
  }
  return joined;
}

SearchWord MakeSearchWord(std::string_view text) {
  SearchWord word{.text = ReadableText(text)};
  for (TextToken& token : TokensOf(text)) word.tokens.push_back(std::move(token.text));
  const std::vector<std::string>& tokens = word.tokens;
  // Of a row of single characters every other pair, and the last: 城镇新增就 is 城镇, 新增, 增就.
  // The others narrow the choice little and take as long.
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!IsSingle(tokens[i])) {
      word.grams.push_back(tokens[i]);
      continue;
    }
    std::size_t end = i;
    while (end < tokens.size() && IsSingle(tokens[end])) ++end;
    for (std::size_t k = i; k + 1 < end; k += 2) word.grams.push_back(tokens[k] + tokens[k + 1]);
    if (end - i > 2 && (end - i) % 2 == 1) {
      word.grams.push_back(tokens[end - 2] + tokens[end - 1]);
    }
    i = end - 1;
  }
  word.is_prefix = word.grams.empty() && tokens.size() == 1;
  if (word.is_prefix) word.grams.push_back(tokens.front());
  const bool is_pair = tokens.size() == 2 && word.grams.size() == 1 && IsSingle(tokens[0]);
  word.is_exact = word.grams.size() == 1 && (tokens.size() == 1 || is_pair);
  return word;
}

std::string GramExpression(const SearchWord& word) {
  std::string expression;
  for (const std::string& gram : word.grams) {
    // Tokens hold letters, digits and marks only: no quote can stand in them.
    expression += (expression.empty() ? "\"" : " AND \"") + gram + "\"";
  }
  if (word.is_prefix) expression += " *";
  return expression;
}

std::vector<WordPlace> FindWord(const std::vector<TextToken>& text, const SearchWord& word) {
  std::vector<WordPlace> places;
  const std::size_t length = word.tokens.size();
  if (length == 0) return places;
  for (std::size_t i = 0; i + length <= text.size();) {
    std::size_t same = 0;
    while (same < length && text[i + same].text == word.tokens[same]) ++same;
    if (same < length) {
      ++i;
      continue;
    }
    places.push_back({text[i].begin, text[i + length - 1].end});
    i += length;
  }
  return places;
}

int CountWord(std::string_view text, const SearchWord& word) {
  const std::vector<std::string>& tokens = word.tokens;
  if (tokens.empty()) return 0;
  int count = 0;
  std::vector<std::size_t>
      begun;  // how many tokens of the word have been met, by possible beginning
  TokenizeHan(text, [&](std::string_view token, std::size_t, std::size_t) {
    std::size_t kept = 0;
    bool is_found = false;
    begun.push_back(0);
    for (const std::size_t met : begun) {
      if (tokens[met] != token) continue;
      if (met + 1 == tokens.size()) {
        is_found = true;
        break;
      }
      begun[kept++] = met + 1;
    }
    begun.resize(is_found ? 0 : kept);  // places do not overlap
    count += is_found ? 1 : 0;
    return true;
  });
  return count;
}

int CountVerbatim(std::string_view text, const SearchWord& word) {
  if (word.tokens.empty()) return 0;
  int count = 0;
  for (std::size_t at = text.find(word.text); at != std::string_view::npos;
       at = text.find(word.text, at + word.text.size())) {
    if (!IsCutOff(text, at, at + word.text.size())) ++count;
  }
  return count;
}

}  // namespace gongwen
