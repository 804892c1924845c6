#include "text/character_model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "text/data/embedded.h"
#include "text/han.h"
#include "text/utf8.h"

namespace gongwen {
namespace {

constexpr char32_t kFirstHan = 0x3000, kLastHan = 0x9FFF;  // of the characters that are counted
constexpr double kDiscount = 0.75;
constexpr double kLeastProbability = 1e-7;  // of a character never met
constexpr float kWordCount = 8;             // pairs met so often are parts of words

bool IsCounted(char32_t c) { return c >= kFirstHan && c <= kLastHan; }

std::uint32_t KeyOf(char32_t first, char32_t second) {
  return static_cast<std::uint32_t>(first) << 16U | static_cast<std::uint32_t>(second);
}

}  // namespace

CharacterModel::CharacterModel(std::string_view tsv) : singles_(kLastHan - kFirstHan + 1) {
  while (!tsv.empty()) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(std::min(end + 1, tsv.size()));
    if (line.empty() || line.front() == '#') continue;
    const char32_t first = TakeCodePoint(line);
    if (!IsCounted(first) || line.empty() || line.front() != '\t') continue;
    line.remove_prefix(1);
    while (!line.empty()) {
      const char32_t second = TakeCodePoint(line);
      if (line.empty() || line.front() < 'a' || line.front() > 'z' || !IsCounted(second)) break;
      const float count = std::ldexp(1.0F, line.front() - 'a');
      line.remove_prefix(1);
      pairs_.push_back({KeyOf(first, second), count});
      Single& one = singles_[first - kFirstHan];
      one.as_first += count;
      one.followers += 1;
      singles_[second - kFirstHan].as_second += count;
      total_ += count;
    }
  }
  std::sort(pairs_.begin(), pairs_.end(),
            [](const Pair& a, const Pair& b) { return a.key < b.key; });
}

const CharacterModel& CharacterModel::Default() {
  static const CharacterModel model(kDefaultBigrams);
  return model;
}

const CharacterModel::Single* CharacterModel::Find(char32_t c) const {
  return IsCounted(c) ? &singles_[c - kFirstHan] : nullptr;
}

float CharacterModel::Count(char32_t first, char32_t second) const {
  if (!IsCounted(first) || !IsCounted(second)) return 0;
  const std::uint32_t key = KeyOf(first, second);
  const auto at = std::lower_bound(pairs_.begin(), pairs_.end(), key,
                                   [](const Pair& pair, std::uint32_t k) { return pair.key < k; });
  return at != pairs_.end() && at->key == key ? at->count : 0;
}

double CharacterModel::Probability(char32_t first, char32_t second) const {
  const Single* before = Find(first);
  const Single* here = Find(second);
  const double alone =
      here == nullptr || total_ <= 0
          ? kLeastProbability
          : std::max(kLeastProbability, static_cast<double>(here->as_second) / total_);
  if (before == nullptr || before->as_first <= 0) return alone;
  const double n = static_cast<double>(before->as_first);
  const double count = static_cast<double>(Count(first, second));
  return (std::max(0.0, count - kDiscount) +
          kDiscount * static_cast<double>(before->followers) * alone) /
         n;
}

bool CharacterModel::AreNeighbours(char32_t first, char32_t second) const {
  return Count(first, second) >= kWordCount;
}

Usualness CharacterModel::Of(std::string_view text) const {
  double surprise = 0;
  int pairs = 0, characters = 0, strays = 0;
  char32_t before = 0;
  bool is_held = false;  // the character before, by its own left neighbour
  const auto close = [&](bool by_next) {
    if (IsHan(before) && !is_held && !by_next) ++strays;
  };
  while (!text.empty()) {
    const char32_t here = TakeCodePoint(text);
    if (here == U' ') continue;
    const bool are_both = IsHan(before) && IsHan(here);
    const bool are_neighbours = are_both && AreNeighbours(before, here);
    close(are_neighbours);
    if (are_both) {
      surprise -= std::log2(Probability(before, here));
      ++pairs;
    }
    characters += IsHan(here) ? 1 : 0;
    is_held = are_neighbours;
    before = here;
  }
  close(false);
  return {.surprise = pairs > 0 ? surprise / pairs : 0,
          .stray_share = characters > 0 ? static_cast<double>(strays) / characters : 0};
}

}  // namespace gongwen
