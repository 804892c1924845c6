// What the words of a leaf say about its level 2: weights of features, data from
// normalizers/data/lexicon.toml. They are fitted on labelled tables (bench/fit_lexicon), not
// guessed one by one.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/error.h"
#include "normalizers/hierarchy/leaf_features.h"
#include "normalizers/hierarchy/taxonomy.h"

namespace gongwen {

// Immutable once built; safe to share between threads. The taxonomy gives the meaning of indices.
class Lexicon {
 public:
  // Reads the parameters of the model:
  //   [scale]            "words": what each leaf's words say is multiplied by it; the leaves of a
  //                      group err alike, and count for less than their number; "repeated": a
  //                      feature that n leaves of a table have counts n to the minus this in each
  //   [group_begins]     by level 2 (its id in the taxonomy): score of a group's being there
  //   [neighbours]       by kLikenessNames: score of a border between leaves that are so alike, and
  //                      "border" for any border
  // Errors: kInvalidArgument with the file's name and line, or an id that the taxonomy lacks.
  [[nodiscard]] static Result<Lexicon> FromToml(std::string_view toml, std::string_view name,
                                                const Taxonomy& taxonomy);

  // Adds a table of words: tab-separated, its first line "feature" and ids of level 2, then one
  // feature a line with its weights (natural logarithms; blank = 0), written as FeatureKind says:
  // 数量, ^新建, 率$, =%. A line of a feature that is known already replaces it; lines that begin
  // with # are remarks.
  // Errors: kInvalidArgument with the file's name and line.
  [[nodiscard]] Result<void> AddWords(std::string_view tsv, std::string_view name,
                                      const Taxonomy& taxonomy);

  // For each leaf of a table the weight of each level 2 (index as in Taxonomy::level2): the sum
  // over the leaf's features, each counted once. All 0 when none is known.
  [[nodiscard]] std::vector<std::vector<double>> Weights(std::span<const LeafText> leaves) const;
  // By level 2.
  [[nodiscard]] const std::vector<double>& group_begins() const { return group_begins_; }
  [[nodiscard]] double scale() const { return scale_; }
  // Score of a group's border between two leaves.
  [[nodiscard]] double BorderScore(const LeafText& above, const LeafText& below) const;

 private:
  using FeatureKey = std::uint64_t;
  static FeatureKey KeyOf(FeatureKind kind, std::u32string_view text);

  std::unordered_map<FeatureKey, std::size_t> known_{};  // which of weights_
  std::vector<std::vector<double>> weights_{};           // by level 2, in the order of the files
  std::vector<double> group_begins_{};
  double border_ = 0, scale_ = 1, repeated_ = 0;
  std::array<double, kLikenessNames.size()> likeness_{};
  std::size_t longest_ = 1;
};

}  // namespace gongwen
