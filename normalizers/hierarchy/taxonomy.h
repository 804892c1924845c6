// The levels of indicators, their usual orders, and the words of table headers: data from
// normalizers/data/taxonomy.toml, which a user's own file can extend.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/error.h"

namespace gongwen {

// A level-1 or level-2 name with all the ways to print it.
struct LevelLabel {
  std::string id{};    // "output", "quantity": stable, for data files
  std::string name{};  // 产出指标: written where the table prints none
  std::vector<std::string> aliases{};
  std::string like{};  // id of a label whose leaves have like words: 经济成本指标 and 成本指标
};

// A pair of indices into Taxonomy::level1 and ::level2.
struct TaxonomyGroup {
  int level1 = 0, level2 = 0;
};

// A usual order of groups.
struct Scheme {
  std::string id{};
  double prior = 0;  // natural logarithm, against the other schemes
  std::vector<TaxonomyGroup> groups{};
};

// kNextValue: a further column of values that stands beside the first, not instead of it.
enum class ColumnRole { kNone, kSection, kLevel1, kLevel2, kLevel3, kValue, kNextValue, kExtra };

// What the name of an extra column says of its cells: 权重 numbers, 计量单位 units, 指标性质 ≥ or
// 定性.
enum class ColumnHolds { kAnything, kNumber, kUnit, kDirection, kText };

// Words inside of texts that tell what a text is; see normalizers/data/taxonomy.toml.
struct TableWords {
  std::vector<std::string> directions{};  // 定性: what stands in a column of directions
  std::vector<std::string> terms{};  // 实施期: in the name of a value column beside the year's
  std::vector<std::string> behind_label{};  // 完成: 数量指标完成率 is a name, no label and a name
  std::vector<std::string> name_ends{};      // 率: how the name of an indicator ends
  std::vector<std::string> remark_starts{};  // 注: how a remark below a table begins
  std::vector<std::string> foot_starts{};    // 填报人: how a row begins that signs the form
};

// Immutable once built; safe to share between threads.
class Taxonomy {
 public:
  // Builds from the text of a TOML file, or of several: later ones add to the earlier, and a label
  // or a scheme with the same id replaces the earlier one.
  // Errors: kInvalidArgument with the file's name, the line and what was expected.
  [[nodiscard]] static Result<Taxonomy> FromToml(std::string_view toml, std::string_view name);
  [[nodiscard]] Result<void> Extend(std::string_view toml, std::string_view name);

  [[nodiscard]] const std::vector<LevelLabel>& level1() const { return level1_; }
  [[nodiscard]] const std::vector<LevelLabel>& level2() const { return level2_; }
  [[nodiscard]] const std::vector<Scheme>& schemes() const { return schemes_; }

  // The role that a header cell of this text gives its column; kNone if it is no header word.
  // A year before it and a remark in brackets behind it do not matter.
  [[nodiscard]] ColumnRole HeaderRole(std::string_view text) const;
  // The roles of the header words that differ from the text by one character: what a misread header
  // cell may mean (级指标: level 1, 2 or 3). Empty for texts of less than three characters.
  [[nodiscard]] std::set<ColumnRole> NearHeaderRoles(std::string_view text) const;
  [[nodiscard]] ColumnHolds HeaderHolds(std::string_view text) const;
  [[nodiscard]] const TableWords& words() const { return words_; }
  // The field that a key in a table's head names: "fund", "region_department", "goal", "other";
  // empty if it is no such key.
  [[nodiscard]] std::string_view HeadField(std::string_view text) const;
  // 木垒县财政局 -> 木垒县; empty if the text names no finance department.
  [[nodiscard]] std::string RegionOfDepartment(std::string_view department) const;
  // The parent level 1 of a level 2 in the first scheme that has it; -1 if none has.
  [[nodiscard]] int UsualLevel1(int level2) const;

 private:
  std::vector<LevelLabel> level1_{}, level2_{};
  std::vector<Scheme> schemes_{};
  struct HeaderWord {
    ColumnRole role = ColumnRole::kNone;
    ColumnHolds holds = ColumnHolds::kAnything;
  };
  [[nodiscard]] HeaderWord FindHeaderWord(std::string_view text) const;

  TableWords words_{};
  std::map<std::string, HeaderWord, std::less<>> header_words_{};     // by NormalizeForMatch
  std::map<std::string, std::string, std::less<>> head_keys_{};       // by NormalizeForMatch
  std::vector<std::pair<std::string, std::string>> head_key_ends_{};  // ending, field
  std::vector<std::string> department_suffixes_{};
};

}  // namespace gongwen
