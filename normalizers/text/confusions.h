// Characters that OCR takes for one another: data from normalizers/data/confusions.txt.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongwen {

// Immutable once built; safe to share between threads.
class Confusions {
 public:
  // One set of characters a line; lines that begin with # are remarks. Never fails: a line of one
  // character says nothing.
  [[nodiscard]] static Confusions FromText(std::string_view utf8);

  [[nodiscard]] bool AreAlike(char32_t a, char32_t b) const;

  // How many characters differ if all that differ look alike; 0 when the texts are equal, differ in
  // length, or differ in other characters too.
  [[nodiscard]] std::size_t CountMisread(std::u32string_view a, std::u32string_view b) const;

 private:
  std::unordered_map<char32_t, std::vector<int>> sets_{};  // the sets that a character is in
};

}  // namespace gongwen
