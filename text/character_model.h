// How usual a run of Chinese characters is: which character follows which, and how often.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gongwen {

// Of the Chinese characters of a text.
struct Usualness {
  // -log2 of the probability of each character after the one before it, the mean; 5 to 9 for what
  // notices say, over 12 for characters thrown together. 0 where no two stand side by side.
  double surprise = 0;
  // Share of the characters that no known word can hold with either neighbour, [0,1].
  double stray_share = 0;
  bool operator==(const Usualness&) const = default;
};

// A bigram model with absolute discounting (Ney, Essen, Kneser 1994). Immutable.
class CharacterModel {
 public:
  // data/bigrams.tsv, as made by scripts/make_bigrams. Lines that are none are passed over.
  explicit CharacterModel(std::string_view tsv);
  // The one that the program holds; 15 ms at the first call, 2 MB.
  [[nodiscard]] static const CharacterModel& Default();

  // Of `second` after `first`; both Chinese characters.
  [[nodiscard]] double Probability(char32_t first, char32_t second) const;
  // Whether the two were met side by side often enough to be part of a word.
  [[nodiscard]] bool AreNeighbours(char32_t first, char32_t second) const;

  //   cost  about 0.2 us a character
  [[nodiscard]] Usualness Of(std::string_view text) const;

 private:
  struct Pair {
    std::uint32_t key = 0;  // first * 2^16 + second
    float count = 0;
  };
  struct Single {
    float as_first = 0, as_second = 0, followers = 0;  // counts; different characters after it
  };

  [[nodiscard]] float Count(char32_t first, char32_t second) const;
  [[nodiscard]] const Single* Find(char32_t c) const;

  std::vector<Pair> pairs_{};      // sorted by key
  std::vector<Single> singles_{};  // by code point, from kFirstHan
  double total_ = 0;
};

}  // namespace gongwen
