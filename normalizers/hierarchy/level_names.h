// How a level is written in one table of a family.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "normalizers/hierarchy/family.h"
#include "normalizers/hierarchy/hypothesis.h"

namespace gongwen {

// Chooses the name of a level as that table prints it, else as its siblings do, else as the
// taxonomy does. In a dump a level-2 name that is also a level-1 name (满意度指标) may be a label
// that slid: there the siblings' plain name goes first.
class LevelNames {
 public:
  LevelNames(const SheetFamily& family, std::span<const IndicatorSheet> sheets,
             const Taxonomy& taxonomy);

  [[nodiscard]] std::string Choose(std::size_t sheet, const LevelName& name, int level) const;

 private:
  struct Key {
    int level = 0, id = 0;
    bool ambiguous = false;
    std::string text{};
    auto operator<=>(const Key&) const = default;
  };
  [[nodiscard]] std::string MostFrequent(int level, int id, bool ambiguous) const;

  std::span<const IndicatorSheet> sheets_;
  const Taxonomy& taxonomy_;
  std::map<Key, int> printed_{};
};

}  // namespace gongwen
