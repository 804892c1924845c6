// Names of provinces, prefectures and counties (data/regions.tsv).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongwen {

// Immutable once made.
class Gazetteer {
 public:
  // Lines "code<TAB>name"; '#' begins a remark.
  [[nodiscard]] static Gazetteer FromText(std::string_view tsv);

  [[nodiscard]] bool Contains(std::string_view name) const { return names_.contains(name); }

  // The code of the one place that `name` names or begins with (阜康市财政局): under its whole name
  // or a common short one (木垒县 for 木垒哈萨克自治县). Of places of one name that within `area`,
  // the code of a province or prefecture, is meant. nullopt where it is none or more than one.
  [[nodiscard]] std::optional<std::string> Locate(std::string_view name,
                                                  std::string_view area = {}) const;

  // The one name that differs from `name` in one character, not the last one (县, 市, 区); nullopt
  // where there is none, or more than one, or where `name` is known itself or shorter than three
  // characters.
  //   cost  O(names of the same length)
  [[nodiscard]] std::optional<std::string> Nearest(std::string_view name) const;

  // Whether `name` is none of the places within `area` and differs from one of them in one
  // character changed, lost or added, not the last one: 江县 for 龙江县 in 23.
  //   cost  O(names)
  [[nodiscard]] bool IsNearOne(std::string_view name, std::string_view area) const;

 private:
  std::set<std::string, std::less<>> names_{};
  std::map<std::size_t, std::vector<std::u32string>> by_length_{};
  // Code and whole name by the first two characters.
  std::map<std::u32string, std::vector<std::pair<std::string, std::u32string>>> by_beginning_{};
};

}  // namespace gongwen
