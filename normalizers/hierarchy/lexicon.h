// What the words of a level-3 name say about its level 2: data from normalizers/data/lexicon.toml.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/error.h"
#include "normalizers/hierarchy/taxonomy.h"

namespace gongwen {

// Immutable once built; safe to share between threads. The taxonomy gives the meaning of indices.
class Lexicon {
 public:
  // Errors: kInvalidArgument with the file's name and line, or an id that the taxonomy lacks.
  [[nodiscard]] static Result<Lexicon> FromToml(std::string_view toml, std::string_view name,
                                                const Taxonomy& taxonomy);

  // The weight of each level 2 (index as in Taxonomy::level2) for this name: the sum over the words
  // that it holds; a word that lies wholly inside longer ones that it also holds does not count.
  // All 0 when no word is known.  O(length x words).
  [[nodiscard]] std::vector<double> Weights(std::string_view level3_name) const;

 private:
  struct Word {
    std::u32string text{};
    std::vector<std::pair<int, double>> weights{};  // (level 2, weight)
  };
  std::vector<Word> words_{};  // longest first
  std::size_t level2_count_ = 0;
};

}  // namespace gongwen
