// What of a leaf's words may tell its level 2: pieces of the name, the shape of the value, and how
// like its neighbour it is. The lexicon gives weights to them; nothing here knows any word.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gongwen {

// How a lexicon file writes the kinds:  数量   ^新建   率$   =%   (anywhere in the name, where it
// begins, where it ends, a feature of the value).
enum class FeatureKind : char { kAnywhere = ' ', kBegin = '^', kEnd = '$', kValue = '=' };

using FeatureVisitor = std::function<void(FeatureKind, std::u32string_view)>;

// A leaf ready for features: NormalizeForMatch, digits folded to 0 in the name.
struct LeafText {
  std::u32string name{};  // without a unit in brackets at its end
  std::u32string unit{};  // that unit, or the one behind the value's number
  std::u32string value{};
  std::u32string_view shape{};  // number percent date words zero empty mixed
};
[[nodiscard]] LeafText ReadLeafText(std::string_view name, std::string_view value);

// Calls `visit` once or more for each feature: pieces of the name of up to `longest` characters,
// and for the value its shape, its unit, its comparator, and the pieces of a value in words.
// O(length x longest).
void VisitLeafFeatures(const LeafText& leaf, std::size_t longest, const FeatureVisitor& visit);

// In how far two neighbouring leaves are alike, as features by index: neighbours that are alike
// seldom belong to different groups.
inline constexpr std::array<std::string_view, 6> kLikenessNames{
    "same_last_character", "same_last_two", "same_first_two",
    "same_unit",           "same_shape",    "same_four"};
using Likeness = std::array<bool, kLikenessNames.size()>;
[[nodiscard]] Likeness CompareNeighbours(const LeafText& above, const LeafText& below);

}  // namespace gongwen
