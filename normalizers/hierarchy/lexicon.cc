#include "normalizers/hierarchy/lexicon.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
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
                                  const Taxonomy& taxonomy) {
  Lexicon lexicon;
  if (Result<void> read = lexicon.Extend(toml, name, taxonomy); !read) {
    return tl::make_unexpected(read.error());
  }
  return lexicon;
}

Result<void> Lexicon::Extend(std::string_view toml, std::string_view name,
                             const Taxonomy& taxonomy) try {
  const toml::table file = toml::parse(toml, name);
  group_begins_.resize(taxonomy.level2().size(), 0);
  for (const auto& [key, node] : file) {
    const toml::table* entries = node.as_table();
    const std::string section(key.str());
    if (entries == nullptr) return Bad(name, "'" + section + "' stands outside a [section]");
    const int level2 = Level2Of(taxonomy, section);
    for (const auto& [entry, value] : *entries) {
      const double weight = value.value_or(0.0);
      if (section == "group_begins") {
        const int of = Level2Of(taxonomy, entry.str());
        if (of < 0)
          return Bad(name, "[group_begins] " + std::string(entry.str()) + " is no level 2");
        group_begins_[static_cast<std::size_t>(of)] = weight;
      } else if (section == "scale") {
        (entry.str() == "repeated" ? repeated_ : scale_) = weight;
      } else if (section == "neighbours") {
        const auto it = std::find(kLikenessNames.begin(), kLikenessNames.end(), entry.str());
        if (it != kLikenessNames.end()) {
          likeness_[static_cast<std::size_t>(it - kLikenessNames.begin())] = weight;
        } else if (entry.str() == "border") {
          border_ = weight;
        } else {
          return Bad(name, "[neighbours] knows no " + std::string(entry.str()));
        }
      } else if (level2 >= 0) {
        const Feature feature = FeatureFromKey(entry.str());
        longest_ = std::max(longest_, std::min(feature.text.size(), kLongestPiece));
        std::vector<double>& weights = weights_[KeyOf(feature.kind, feature.text)];
        weights.resize(taxonomy.level2().size(), 0);
        weights[static_cast<std::size_t>(level2)] = weight;
      } else {
        return Bad(name, "[" + section + "] is no level-2 id of the taxonomy");
      }
    }
  }
  for (auto& [key, weights] : weights_) weights.resize(taxonomy.level2().size(), 0);
  return {};
} catch (const toml::parse_error& error) {
  return Bad(name, "line " + std::to_string(error.source().begin.line) + ": " +
                       std::string(error.description()));
}

std::vector<std::vector<double>> Lexicon::Weights(std::span<const LeafText> leaves) const {
  using Known = const std::vector<double>*;
  std::vector<std::vector<Known>> features;
  std::unordered_map<Known, int> leaves_with;
  for (const LeafText& leaf : leaves) {
    std::vector<Known>& known = features.emplace_back();
    VisitLeafFeatures(leaf, longest_, [&](FeatureKind kind, std::u32string_view text) {
      const auto it = weights_.find(KeyOf(kind, text));
      if (it != weights_.end()) known.push_back(&it->second);
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
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += counts * (*feature)[i];
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
