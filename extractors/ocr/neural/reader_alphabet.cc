#include "extractors/ocr/neural/reader_alphabet.h"

#include <span>
#include <unordered_map>

#include "text/utf8.h"

namespace gongwen {
namespace {

bool IsText(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    if (DecodeAt(utf8, at) == kIllFormed) return false;
  }
  return !utf8.empty();
}

}  // namespace

Result<ReaderAlphabet> ParseReaderAlphabet(std::string_view text, int classes) {
  ReaderAlphabet alphabet;
  alphabet.symbols.emplace_back();
  std::unordered_map<std::string_view, int> firsts;
  while (!text.empty()) {
    const std::string_view symbol = text.substr(0, text.find('\n'));
    text.remove_prefix(symbol.size() < text.size() ? symbol.size() + 1 : symbol.size());
    if (!IsText(symbol)) {
      return Fail(ErrorCode::kDamaged, "line " + std::to_string(alphabet.symbols.size()) +
                                           " of the reader's alphabet is no character");
    }
    const int number = static_cast<int>(alphabet.symbols.size());
    const auto [first, is_new] = firsts.try_emplace(symbol, number);
    if (!is_new) alphabet.twins.emplace_back(number, first->second);
    alphabet.symbols.emplace_back(symbol);
  }
  if (alphabet.symbols.size() != static_cast<std::size_t>(classes)) {
    return Fail(ErrorCode::kDamaged, "the reader knows " + std::to_string(classes) +
                                         " classes, its alphabet " +
                                         std::to_string(alphabet.symbols.size()));
  }
  return alphabet;
}

void FoldTwins(const ReaderAlphabet& alphabet, const LineScores& probabilities) {
  for (int step = 0; step < probabilities.steps; ++step) {
    const std::span<float> row = probabilities.Step(step);
    for (const auto& [twin, first] : alphabet.twins) {
      row[static_cast<std::size_t>(first)] += row[static_cast<std::size_t>(twin)];
      row[static_cast<std::size_t>(twin)] = 0;
    }
  }
}

}  // namespace gongwen
