// Tested by tests/normalizers/misreading_test.cc.
#include "normalizers/checks/misreading.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "normalizers/text/han_text.h"
#include "normalizers/text/odd_characters.h"

namespace gongwen {
namespace {

constexpr double kUnsupported = 0.89;
constexpr std::size_t kLongestLabel = 24;
constexpr std::size_t kShortestName = 4;  // in shorter ones a character is too much

bool IsMisreadLabel(const LabelReading& label, const Taxonomy& taxonomy) {
  const std::u32string own = CodePoints(NormalizeForMatch(label.text));
  const auto is_misread_of = [&](const LevelLabel& known) {
    const auto is_it = [&](const std::string& name) {
      return IsMisreadOnce(own, CodePoints(NormalizeForMatch(name)));
    };
    return is_it(known.name) || std::ranges::any_of(known.aliases, is_it);
  };
  return (label.level1 >= 0 &&
          is_misread_of(taxonomy.level1()[static_cast<std::size_t>(label.level1)])) ||
         (label.level2 >= 0 &&
          is_misread_of(taxonomy.level2()[static_cast<std::size_t>(label.level2)]));
}

void CountLabels(const TableGrid& grid, const Knowledge& knowledge, Misreading& count) {
  for (const Cell& cell : grid.cells) {
    if (cell.text.empty() || cell.text.size() > 4 * kLongestLabel) continue;
    const std::optional<LabelReading> label = knowledge.label_reader().Read(cell.text);
    if (!label) continue;
    count.characters += CodePoints(label->text).size();
    if (!label->is_exact && IsMisreadLabel(*label, knowledge.taxonomy())) ++count.misread;
  }
}

// Phrases by their two first and two last characters, at one of which a phrase with one error in it
// is found.
class PhraseIndex {
 public:
  explicit PhraseIndex(const std::vector<std::u32string>& phrases) {
    for (const std::u32string& phrase : phrases) {
      by_begin_[phrase.substr(0, 2)].push_back(&phrase);
      by_end_[phrase.substr(phrase.size() - 2)].push_back(&phrase);
    }
  }

  void Count(std::u32string_view text, Misreading& count) const {
    for (std::size_t i = 0; i + 2 <= text.size(); ++i) {
      const std::u32string pair(text.substr(i, 2));
      if (const auto found = by_begin_.find(pair); found != by_begin_.end()) {
        for (const std::u32string* phrase : found->second) {
          if (text.substr(i, phrase->size()) == *phrase) {
            count.characters += phrase->size();
          } else if (IsMisreadAt(text, *phrase, i, true)) {
            ++count.misread;
          }
        }
      }
      if (const auto found = by_end_.find(pair); found != by_end_.end()) {
        for (const std::u32string* phrase : found->second) {
          if (IsMisreadAt(text, *phrase, i + 2, false)) ++count.misread;
        }
      }
    }
  }

 private:
  // Whether the phrase stands where the text begins (else ends) with its two first (else last)
  // characters, with another one of its inner characters misread. At its ends another word may
  // begin (财政部关于 for 财政部门), and around it (绩效指标 for 效益指标).
  static bool IsMisreadAt(std::u32string_view text, std::u32string_view phrase, std::size_t at,
                          bool is_begin) {
    constexpr std::size_t kAround = 3;
    for (const std::size_t length : {phrase.size(), phrase.size() + 1, phrase.size() - 1}) {
      if (is_begin ? at + length > text.size() : length > at) continue;
      const std::size_t begin = is_begin ? at : at - length, end = begin + length;
      const std::u32string_view part = text.substr(begin, length);
      if (part.front() != phrase.front() || part.back() != phrase.back()) continue;
      // What both ends tell is counted from its beginning.
      if (!is_begin && part.substr(0, 2) == phrase.substr(0, 2)) continue;
      const std::size_t from = begin - std::min(begin, kAround);
      const std::u32string_view before = text.substr(from, begin - from);
      const std::u32string_view behind = text.substr(end, kAround);
      const auto within = [&](std::u32string_view middle) {
        return std::u32string(before).append(middle).append(behind);
      };
      if (EditDistance(part, phrase, 1) == 1 && IsMisreadOnce(within(part), within(phrase))) {
        return true;
      }
    }
    return false;
  }

  std::map<std::u32string, std::vector<const std::u32string*>> by_begin_{}, by_end_{};
};

void CountPhrases(const Reading& reading, const Knowledge& knowledge, Misreading& count) {
  const PhraseIndex index(knowledge.phrases());
  for (const Block& block : reading.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      index.Count(CodePoints(RemoveBlanksBetweenHan(paragraph->text)), count);
    }
  }
}

// Tables that have a name, a name with a value, or a path (level 1 and '/', level 2).
using Witnesses = std::map<std::pair<std::string, std::string>, std::set<int>>;

Witnesses WitnessesOf(const Notice& notice) {
  Witnesses witnesses;
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      witnesses[{row.level3, ""}].insert(table.table_no);
      witnesses[{row.level3, row.value_text}].insert(table.table_no);
      witnesses[{row.level1 + '/', row.level2}].insert(table.table_no);
    }
  }
  return witnesses;
}

using WordedIn = std::vector<std::pair<std::u32string, std::size_t>>;  // and in how many tables

// Of texts that mean the same, those that one table alone has and that are another one misread.
std::size_t CountMisreadAmong(const WordedIn& texts) {
  constexpr std::size_t kMostTexts = 400;  // compared with each other
  if (texts.size() > kMostTexts) return 0;
  return static_cast<std::size_t>(std::ranges::count_if(texts, [&](const auto& own) {
    return own.second == 1 && own.first.size() >= kShortestName &&
           std::ranges::any_of(texts, [&](const auto& other) {
             const bool has_lost_end =
                 own.first.size() + 1 == other.first.size() && other.first.starts_with(own.first);
             return has_lost_end || IsMisreadOnce(own.first, other.first);
           });
  }));
}

// Names and values that tables have in common, and those that are one of them misread.
void CountSiblings(const Notice& notice, Misreading& count) {
  WordedIn names;
  std::map<std::string, WordedIn> values;  // by name
  for (const auto& [what, tables] : WitnessesOf(notice)) {
    const auto& [name, value] = what;
    if (name.ends_with('/')) continue;
    (value.empty() ? names : values[name])
        .emplace_back(CodePoints(value.empty() ? name : value), tables.size());
  }
  for (const auto& [name, tables] : names) {
    if (tables > 1) count.characters += name.size() * tables;
  }
  count.misread += CountMisreadAmong(names);
  for (const auto& [name, texts] : values) count.misread += CountMisreadAmong(texts);
  for (const Repair& repair : notice.repairs) {
    const bool is_mended = repair.field == "level3" && !repair.evidence.empty() &&
                           repair.evidence.front().term == "siblings";
    if (is_mended) ++count.misread;
  }
}

// Recipients and regions that are nearly, and not quite, a place of the notice's province.
void CountPlaces(const Notice& notice, const Gazetteer& gazetteer, Misreading& count) {
  constexpr std::size_t kProvince = 2;
  static const RE2 kCounty("^(\\p{Han}{2,8}[县市旗]|[^本全各市该外]县)(?:小计|合计|本级|财政局)?$");
  std::string area;
  for (const SourcedText& agency : notice.issuing_agencies) {
    if (const auto code = gazetteer.Locate(agency.value)) area = code->substr(0, kProvince);
  }
  if (area.empty()) return;
  std::set<std::string> places;
  for (const IndicatorTable& table : notice.indicator_tables) places.insert(table.region);
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) places.insert(entry.recipient);
  }
  for (const std::string& text : places) {
    std::string place;
    if (!RE2::FullMatch(text, kCounty, &place)) continue;
    if (gazetteer.IsNearOne(place, area)) {
      ++count.misread;
    } else if (gazetteer.Locate(place, area)) {
      count.characters += CodePoints(place).size();
    }
  }
}

// Amounts with digits that are no number, and values with a letter among their digits: 8T%.
void CountFigures(const Notice& notice, Misreading& count) {
  static const RE2 kDigit("[0-9]");
  static const RE2 kLetterInside("[0-9][A-Za-z][0-9%％]|[0-9][oOlI][0-9.]|[≥≤][OoIl][0-9]");
  const auto add = [&](const std::string& text, bool is_misread) {
    if (!RE2::PartialMatch(text, kDigit)) return;
    count.characters += CodePoints(text).size();
    if (is_misread) ++count.misread;
  };
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) {
      add(entry.amount_text, !entry.amount && !entry.is_shared);
    }
  }
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      add(row.value_text, RE2::PartialMatch(row.value_text, kLetterInside));
    }
  }
}

}  // namespace

Misreading operator+(const Misreading& a, const Misreading& b) {
  return {a.characters + b.characters, a.misread + b.misread};
}

Misreading MisreadingOf(const Reading& reading, const Knowledge& knowledge) {
  Misreading count;
  for (const Block& block : reading.blocks) {
    if (const auto* grid = std::get_if<TableGrid>(&block)) CountLabels(*grid, knowledge, count);
  }
  CountPhrases(reading, knowledge, count);
  return count;
}

Misreading MisreadingOf(const Notice& notice, const Gazetteer& gazetteer) {
  Misreading count;
  CountSiblings(notice, count);
  CountPlaces(notice, gazetteer, count);
  CountFigures(notice, count);
  return count;
}

double TrustUnsupported(const Misreading& misreading, std::size_t characters) {
  if (!misreading.is_noisy() || characters == 0) return 1;
  return kUnsupported * std::pow(1 - misreading.share(), static_cast<double>(characters));
}

void RateIndicators(Notice& notice, const Misreading& misreading) {
  if (!misreading.is_noisy()) return;
  const Witnesses witnesses = WitnessesOf(notice);
  for (IndicatorTable& table : notice.indicator_tables) {
    for (IndicatorRow& row : table.rows) {
      const auto limit = [&](double& part, bool is_borne_out, const std::string& text) {
        if (is_borne_out) return;
        part = std::min(part, TrustUnsupported(misreading, CodePoints(text).size()));
      };
      limit(row.trust.region, !table.region_code.empty(), table.region);
      limit(row.trust.levels, witnesses.at({row.level1 + '/', row.level2}).size() > 1,
            row.level1 + row.level2);
      limit(row.trust.name, witnesses.at({row.level3, ""}).size() > 1, row.level3);
      limit(row.trust.value, witnesses.at({row.level3, row.value_text}).size() > 1, row.value_text);
      row.confidence = row.trust.all();
    }
  }
}

}  // namespace gongwen
