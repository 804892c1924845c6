#include "normalizers/hierarchy/lexicon.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>

#include "normalizers/text/han_text.h"

namespace gongwen {

Result<Lexicon> Lexicon::FromToml(std::string_view toml, std::string_view name,
                                  const Taxonomy& taxonomy) try {
  const toml::table file = toml::parse(toml, name);
  std::map<std::u32string, std::vector<std::pair<int, double>>> words;
  const std::vector<LevelLabel>& labels = taxonomy.level2();
  for (const auto& [key, node] : file) {
    const auto label = std::find_if(labels.begin(), labels.end(),
                                    [&](const LevelLabel& l) { return l.id == key.str(); });
    const toml::table* entries = node.as_table();
    if (label == labels.end() || entries == nullptr) {
      return Fail(ErrorCode::kInvalidArgument, std::string(name) + ": [" + std::string(key.str()) +
                                                   "] is no level-2 id of the taxonomy");
    }
    for (const auto& [word, weight] : *entries) {
      words[CodePoints(NormalizeForMatch(word.str()))].emplace_back(
          static_cast<int>(label - labels.begin()), weight.value_or(0.0));
    }
  }
  Lexicon lexicon;
  lexicon.level2_count_ = labels.size();
  for (auto& [text, weights] : words) lexicon.words_.push_back({text, std::move(weights)});
  std::stable_sort(lexicon.words_.begin(), lexicon.words_.end(),
                   [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
  return lexicon;
} catch (const toml::parse_error& error) {
  return Fail(ErrorCode::kInvalidArgument, std::string(name) + ": line " +
                                               std::to_string(error.source().begin.line) + ": " +
                                               std::string(error.description()));
}

std::vector<double> Lexicon::Weights(std::string_view level3_name) const {
  std::vector<double> weights(level2_count_, 0);
  const std::u32string name = CodePoints(NormalizeForMatch(level3_name));
  std::vector<bool> used(name.size(), false);
  for (const Word& word : words_) {
    const std::size_t at = name.rfind(word.text);  // the head of a Chinese noun stands last
    if (at == std::u32string::npos) continue;
    const auto begin = used.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(word.text.size());
    if (std::all_of(begin, end, [](bool u) { return u; })) continue;
    std::fill(begin, end, true);
    for (const auto& [level2, weight] : word.weights) {
      weights[static_cast<std::size_t>(level2)] += weight;
    }
  }
  return weights;
}

}  // namespace gongwen
