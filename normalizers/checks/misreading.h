// How well an earlier OCR read a document, told from the words that most notices hold.
#pragma once

#include <cstddef>

#include "model/notice.h"
#include "model/reading.h"
#include "normalizers/hierarchy/knowledge.h"

namespace gongwen {

// Of the characters of known words: level labels, heads of columns, phrases (data/phrases.txt),
// indicator names that sibling tables have in common.
struct Misreading {
  std::size_t characters = 0;
  std::size_t misread = 0;

  [[nodiscard]] double share() const {
    return characters == 0 ? 0 : static_cast<double>(misread) / static_cast<double>(characters);
  }
  // One in a thousand is what people mistype.
  [[nodiscard]] bool is_noisy() const { return share() >= 0.0015; }
};

[[nodiscard]] Misreading operator+(const Misreading& a, const Misreading& b);

// What cells and lines tell by themselves. O(characters).
[[nodiscard]] Misreading MisreadingOf(const Reading& reading, const Knowledge& knowledge);

// What the understood notice tells besides: names that differ between sibling tables, places, and
// figures that are no numbers.
[[nodiscard]] Misreading MisreadingOf(const Notice& notice, const Gazetteer& gazetteer);

// How likely a text of so many characters is right as read, if nothing else bears it out: in a
// noisy document never sure (0.9), and the less so the longer it is; else 1.
[[nodiscard]] double TrustUnsupported(const Misreading& misreading, std::size_t characters);

// Lowers the confidence of indicator rows by what nothing bears out of them, if the document is
// noisy. Borne out are names and values that a sibling table has too, and known places.
void RateIndicators(Notice& notice, const Misreading& misreading);

}  // namespace gongwen
