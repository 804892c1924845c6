#include "normalizers/hierarchy/taxonomy.h"

#include <re2/re2.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr std::array<std::pair<std::string_view, ColumnRole>, 6> kRoles{{
    {"section", ColumnRole::kSection},
    {"level1", ColumnRole::kLevel1},
    {"level2", ColumnRole::kLevel2},
    {"level3", ColumnRole::kLevel3},
    {"value", ColumnRole::kValue},
    {"extra", ColumnRole::kExtra},
}};

constexpr std::array<std::pair<std::string_view, ColumnHolds>, 5> kHolds{{
    {"anything", ColumnHolds::kAnything},
    {"number", ColumnHolds::kNumber},
    {"unit", ColumnHolds::kUnit},
    {"direction", ColumnHolds::kDirection},
    {"text", ColumnHolds::kText},
}};

constexpr std::size_t kMaxHeadKeyBytes = 48;  // a longer text that ends like a key is a sentence

ColumnRole RoleFromName(std::string_view name) {
  for (const auto& [known, role] : kRoles) {
    if (known == name) return role;
  }
  return ColumnRole::kNone;
}

std::optional<ColumnHolds> HoldsFromName(std::string_view name) {
  for (const auto& [known, holds] : kHolds) {
    if (known == name) return holds;
  }
  return std::nullopt;
}

tl::unexpected<Error> Bad(std::string_view name, std::string_view what) {
  return Fail(ErrorCode::kInvalidArgument, std::string(name) + ": " + std::string(what));
}

std::vector<std::string> Strings(const toml::table& entry, std::string_view key) {
  std::vector<std::string> strings;
  if (const toml::array* array = entry[key].as_array()) {
    for (const toml::node& node : *array) {
      if (const auto text = node.value<std::string>()) strings.push_back(*text);
    }
  }
  return strings;
}

int IndexOf(const std::vector<LevelLabel>& labels, std::string_view id) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

// Calls `use` on each table of the array of tables `key`; a missing array is no error.
template <class Use>
Result<void> ForEach(const toml::table& file, std::string_view key, Use use) {
  const toml::array* entries = file[key].as_array();
  if (entries == nullptr) return {};
  for (const toml::node& node : *entries) {
    const toml::table* entry = node.as_table();
    if (entry == nullptr) return Fail(ErrorCode::kInvalidArgument, "expected [[...]] tables");
    if (Result<void> used = use(*entry); !used) return used;
  }
  return {};
}

Result<void> AddLabels(const toml::table& file, std::string_view key, std::string_view name,
                       std::vector<LevelLabel>& labels) {
  return ForEach(file, key, [&](const toml::table& entry) -> Result<void> {
    LevelLabel label{.id = entry["id"].value_or(std::string{}),
                     .name = entry["name"].value_or(std::string{}),
                     .aliases = Strings(entry, "aliases"),
                     .like = entry["like"].value_or(std::string{})};
    if (label.id.empty() || label.name.empty()) {
      return Bad(name, "each [[" + std::string(key) + "]] needs id and name");
    }
    const int known = IndexOf(labels, label.id);
    if (known >= 0) {
      labels[static_cast<std::size_t>(known)] = std::move(label);
    } else {
      labels.push_back(std::move(label));
    }
    return {};
  });
}

Result<Scheme> ReadScheme(const toml::table& entry, std::string_view name,
                          const std::vector<LevelLabel>& level1,
                          const std::vector<LevelLabel>& level2) {
  Scheme scheme{.id = entry["id"].value_or(std::string{}), .prior = entry["prior"].value_or(0.0)};
  const toml::array* groups = entry["groups"].as_array();
  if (scheme.id.empty() || groups == nullptr) {
    return Bad(name, "each [[scheme]] needs id and groups");
  }
  for (const toml::node& node : *groups) {
    const toml::array* pair = node.as_array();
    const bool is_pair = pair != nullptr && pair->size() == 2;
    const std::string first = is_pair ? (*pair)[0].value_or(std::string{}) : "";
    const std::string second = is_pair ? (*pair)[1].value_or(std::string{}) : "";
    const TaxonomyGroup group{IndexOf(level1, first), IndexOf(level2, second)};
    if (group.level1 < 0 || group.level2 < 0) {
      return Bad(name, "scheme '" + scheme.id + "' names an unknown level: [" + first + ", " +
                           second + "]; define it as [[level1]] or [[level2]]");
    }
    scheme.groups.push_back(group);
  }
  return scheme;
}

void AddWords(const toml::table& file, TableWords& words) {
  const auto add = [&](std::string_view key, std::vector<std::string>& to) {
    for (const std::string& word : Strings(file, key)) to.push_back(NormalizeForMatch(word));
  };
  add("directions", words.directions);
  add("terms", words.terms);
  add("behind_label", words.behind_label);
  add("name_ends", words.name_ends);
  add("remark_starts", words.remark_starts);
  add("foot_starts", words.foot_starts);
}

}  // namespace

Result<Taxonomy> Taxonomy::FromToml(std::string_view toml, std::string_view name) {
  Taxonomy taxonomy;
  if (Result<void> added = taxonomy.Extend(toml, name); !added) {
    return tl::make_unexpected(added.error());
  }
  if (taxonomy.level1_.empty() || taxonomy.level2_.empty() || taxonomy.schemes_.empty()) {
    return Bad(name, "a taxonomy needs [[level1]], [[level2]] and [[scheme]] entries");
  }
  return taxonomy;
}

Result<void> Taxonomy::Extend(std::string_view toml, std::string_view name) try {
  const toml::table file = toml::parse(toml, name);
  if (Result<void> r = AddLabels(file, "level1", name, level1_); !r) return r;
  if (Result<void> r = AddLabels(file, "level2", name, level2_); !r) return r;
  Result<void> r = ForEach(file, "scheme", [&](const toml::table& entry) -> Result<void> {
    Result<Scheme> scheme = ReadScheme(entry, name, level1_, level2_);
    if (!scheme) return tl::make_unexpected(scheme.error());
    std::erase_if(schemes_, [&](const Scheme& known) { return known.id == scheme->id; });
    schemes_.push_back(std::move(*scheme));
    return {};
  });
  if (!r) return r;
  r = ForEach(file, "header", [&](const toml::table& entry) -> Result<void> {
    const ColumnRole role = RoleFromName(entry["role"].value_or(std::string{}));
    if (role == ColumnRole::kNone) return Bad(name, "unknown role in [[header]]");
    const auto holds = HoldsFromName(entry["holds"].value_or(std::string{"anything"}));
    if (!holds) return Bad(name, "unknown holds in [[header]]");
    for (const std::string& word : Strings(entry, "words")) {
      header_words_[NormalizeForMatch(word)] = {role, *holds};
    }
    return {};
  });
  if (!r) return r;
  r = ForEach(file, "head_key", [&](const toml::table& entry) -> Result<void> {
    const std::string field = entry["field"].value_or(std::string{});
    if (field.empty()) return Bad(name, "each [[head_key]] needs a field");
    for (const std::string& word : Strings(entry, "words")) {
      head_keys_[NormalizeForMatch(word)] = field;
    }
    for (const std::string& end : Strings(entry, "ends")) {
      head_key_ends_.emplace_back(NormalizeForMatch(end), field);
    }
    return {};
  });
  if (!r) return r;
  if (const toml::table* words = file["words"].as_table()) AddWords(*words, words_);
  if (const toml::table* region = file["region"].as_table()) {
    for (std::string& suffix : Strings(*region, "department_suffixes")) {
      department_suffixes_.push_back(std::move(suffix));
    }
    std::stable_sort(department_suffixes_.begin(), department_suffixes_.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }
  return {};
} catch (const toml::parse_error& error) {
  return Bad(name, "line " + std::to_string(error.source().begin.line) + ": " +
                       std::string(error.description()));
}

Taxonomy::HeaderWord Taxonomy::FindHeaderWord(std::string_view text) const {
  static const RE2 year("^(?:19|20)[0-9]{2}年?度?");
  static const RE2 remark(R"(\([^()]*\)$)");
  std::string word = NormalizeForMatch(text);
  auto it = header_words_.find(word);
  const bool may_have_remark = it == header_words_.end() && word.ends_with(')');
  if (may_have_remark && RE2::Replace(&word, remark, "")) it = header_words_.find(word);
  const bool may_have_year =
      it == header_words_.end() && (word.starts_with('1') || word.starts_with('2'));
  if (may_have_year && RE2::Replace(&word, year, "")) it = header_words_.find(word);
  return it == header_words_.end() ? HeaderWord{} : it->second;
}

ColumnRole Taxonomy::HeaderRole(std::string_view text) const { return FindHeaderWord(text).role; }

std::set<ColumnRole> Taxonomy::NearHeaderRoles(std::string_view text) const {
  constexpr std::size_t kShortest = 3;
  std::set<ColumnRole> roles;
  const std::u32string own = CodePoints(NormalizeForMatch(text));
  if (own.size() < kShortest) return roles;
  for (const auto& [word, header] : header_words_) {
    const std::u32string known = CodePoints(word);
    if (known.size() < kShortest || known.size() + 1 < own.size() ||
        own.size() + 1 < known.size()) {
      continue;
    }
    if (EditDistance(own, known, 1) <= 1) roles.insert(header.role);
  }
  return roles;
}

ColumnHolds Taxonomy::HeaderHolds(std::string_view text) const {
  return FindHeaderWord(text).holds;
}

std::string_view Taxonomy::HeadField(std::string_view text) const {
  std::string key = NormalizeForMatch(text);
  while (!key.empty() && key.back() == ':') key.pop_back();
  const auto it = head_keys_.find(key);
  if (it != head_keys_.end()) return it->second;
  if (key.size() > kMaxHeadKeyBytes) return {};
  for (const auto& [end, field] : head_key_ends_) {
    if (key.ends_with(end)) return field;
  }
  return {};
}

std::string Taxonomy::RegionOfDepartment(std::string_view department) const {
  const std::string clean = RemoveBlanksBetweenHan(department);
  for (const std::string& suffix : department_suffixes_) {
    if (clean.size() > suffix.size() && clean.ends_with(suffix)) {
      return clean.substr(0, clean.size() - suffix.size());
    }
  }
  return {};
}

int Taxonomy::UsualLevel1(int level2) const {
  for (const Scheme& scheme : schemes_) {
    for (const TaxonomyGroup& group : scheme.groups) {
      if (group.level2 == level2) return group.level1;
    }
  }
  return -1;
}

}  // namespace gongwen
