// Names of provinces, prefectures and counties (data/regions.tsv).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

// Immutable once made.
class Gazetteer {
 public:
  // Lines "code<TAB>name"; '#' begins a remark.
  [[nodiscard]] static Gazetteer FromText(std::string_view tsv);

  [[nodiscard]] bool Contains(std::string_view name) const { return names_.contains(name); }

  // The one name that differs from `name` in one character, not the last one (县, 市, 区); nullopt
  // where there is none, or more than one, or where `name` is known itself or shorter than three
  // characters.
  //   cost  O(names of the same length)
  [[nodiscard]] std::optional<std::string> Nearest(std::string_view name) const;

 private:
  std::set<std::string, std::less<>> names_{};
  std::map<std::size_t, std::vector<std::u32string>> by_length_{};
};

}  // namespace gongwen
