#include "normalizers/hierarchy/lexicon.h"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <system_error>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kLongestPiece = 12;  // of a user's word; longer ones are cut off

struct Feature {
  FeatureKind kind = FeatureKind::kAnywhere;
  std::u32string text{};
};

Feature FeatureFromKey(std::string_view key) {
  std::u32string text = CodePoints(NormalizeForMatch(key));
  if (text.size() > 1 && text.front() == U'^') return {FeatureKind::kBegin, text.substr(1)};
  if (text.size() > 1 && text.front() == U'=') return {FeatureKind::kValue, text.substr(1)};
  if (text.size() > 1 && text.back() == U'$') {
    text.pop_back();
    return {FeatureKind::kEnd, std::move(text)};
  }
  return {FeatureKind::kAnywhere, std::move(text)};
}

int Level2Of(const Taxonomy& taxonomy, std::string_view id) {
  const std::vector<LevelLabel>& labels = taxonomy.level2();
  const auto it = std::find_if(labels.begin(), labels.end(),
                               [&](const LevelLabel& label) { return label.id == id; });
  return it == labels.end() ? -1 : static_cast<int>(it - labels.begin());
}

// What stands before the next `mark`, taken off the text together with the mark.
std::string_view Take(std::string_view& text, char mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

tl::unexpected<Error> Bad(std::string_view name, const std::string& what) {
  return Fail(ErrorCode::kInvalidArgument, std::string(name) + ": " + what);
}

}  // namespace

// FNV-1a over the code points; 64 bits make a collision among some 10^4 features as good as
// impossible, and save a string for every piece of every name.
Lexicon::FeatureKey Lexicon::KeyOf(FeatureKind kind, std::u32string_view text) {
  FeatureKey key = 14695981039346656037UL ^ static_cast<FeatureKey>(kind);
  for (const char32_t c : text) {
    key *= 1099511628211UL;
    key ^= static_cast<FeatureKey>(c);
  }
  return key * 1099511628211UL;
}

Result<Lexicon> Lexicon::FromToml(std::string_view toml, std::string_view name,
                                  const Taxonomy& taxonomy) try {
  const toml::table file = toml::parse(toml, name);
  Lexicon lexicon;
  lexicon.group_begins_.resize(taxonomy.level2().size(), 0);
  lexicon.scale_ = file["scale"]["words"].value_or(1.0);
  lexicon.repeated_ = file["scale"]["repeated"].value_or(0.0);
  lexicon.border_ = file["neighbours"]["border"].value_or(0.0);
  for (std::size_t i = 0; i < kLikenessNames.size(); ++i) {
    lexicon.likeness_[i] = file["neighbours"][kLikenessNames[i]].value_or(0.0);
  }
  if (const toml::table* begins = file["group_begins"].as_table()) {
    for (const auto& [id, score] : *begins) {
      const int level2 = Level2Of(taxonomy, id.str());
      if (level2 < 0) {
        return Bad(name, "[group_begins] " + std::string(id.str()) + " is no level 2");
      }
      lexicon.group_begins_[static_cast<std::size_t>(level2)] = score.value_or(0.0);
    }
  }
  return lexicon;
} catch (const toml::parse_error& error) {
  return Bad(name, "line " + std::to_string(error.source().begin.line) + ": " +
                       std::string(error.description()));
}

Result<void> Lexicon::AddWords(std::string_view tsv, std::string_view name,
                               const Taxonomy& taxonomy) {
  std::vector<std::size_t> columns;  // level 2 of each column
  int line_no = 0;
  const auto bad = [&](const std::string& what) {
    return Bad(name, "line " + std::to_string(line_no) + ": " + what);
  };
  while (!tsv.empty()) {
    ++line_no;
    std::string_view line = Take(tsv, '\n');
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const std::string_view first = Take(line, '\t');
    if (columns.empty()) {
      if (first != "feature") return bad("the first line must be: feature, and ids of level 2");
      while (!line.empty()) {
        const std::string_view id = Take(line, '\t');
        const int level2 = Level2Of(taxonomy, id);
        if (level2 < 0) return bad("'" + std::string(id) + "' is no level 2 of the taxonomy");
        columns.push_back(static_cast<std::size_t>(level2));
      }
      continue;
    }
    const Feature feature = FeatureFromKey(first);
    longest_ = std::max(longest_, std::min(feature.text.size(), kLongestPiece));
    const std::size_t known =
        known_.try_emplace(KeyOf(feature.kind, feature.text), weights_.size()).first->second;
    if (known == weights_.size()) weights_.emplace_back();
    std::vector<double>& weights = weights_[known];
    weights.assign(taxonomy.level2().size(), 0);
    for (std::size_t i = 0; !line.empty(); ++i) {
      const std::string_view text = Take(line, '\t');
      if (text.empty()) continue;
      double weight = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), weight);
      if (i >= columns.size() || error != std::errc{} || end != text.data() + text.size()) {
        return bad("'" + std::string(text) + "' is no weight of a column");
      }
      weights[columns[i]] = weight;
    }
  }
  return {};
}

std::vector<std::vector<double>> Lexicon::Weights(std::span<const LeafText> leaves) const {
  // By number and not by address: a sum must not depend on where things lie in memory.
  using Known = std::size_t;
  std::vector<std::vector<Known>> features;
  std::unordered_map<Known, int> leaves_with;
  for (const LeafText& leaf : leaves) {
    std::vector<Known>& known = features.emplace_back();
    VisitLeafFeatures(leaf, longest_, [&](FeatureKind kind, std::u32string_view text) {
      const auto it = known_.find(KeyOf(kind, text));
      if (it != known_.end()) known.push_back(it->second);
    });
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    for (const Known feature : known) ++leaves_with[feature];
  }
  std::vector<double> share{1, 1};  // by number of leaves
  while (share.size() <= leaves.size()) {
    share.push_back(std::pow(static_cast<double>(share.size()), -repeated_));
  }
  std::vector<std::vector<double>> weights;
  for (const std::vector<Known>& known : features) {
    std::vector<double>& sum = weights.emplace_back(group_begins_.size(), 0);
    for (const Known feature : known) {
      const double counts = share[static_cast<std::size_t>(leaves_with[feature])];
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts * weights_[feature][i];
    }
  }
  return weights;
}

double Lexicon::BorderScore(const LeafText& above, const LeafText& below) const {
  const Likeness alike = CompareNeighbours(above, below);
  double score = border_;
  for (std::size_t i = 0; i < alike.size(); ++i) score += alike[i] ? likeness_[i] : 0;
  return score;
}

}  // namespace gongwen
