// A name or a value that was printed over two lines of one cell comes as two rows where a reader
// took lines for rows. The pieces are told by what a row lacks and by how names end:
//
//   自然村通硬化路   | ≤40万元          改造公路适应未来一定 |            收到省级文件
//   每公里补助标准   |                  时期内交通需求       | ≥10年      后30日内
//
// Tested by tests/normalizers/draft_rows_test.cc.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "normalizers/hierarchy/draft_rows.h"
#include "normalizers/hierarchy/row_alignment.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr double kUnsure = 0.8;           // a join, or an empty value, that may be wrong
constexpr std::size_t kSurelyNoName = 3;  // code points: so short a text is the end of another
constexpr std::size_t kMayEndAName = 8;

bool EndsAsName(std::string_view text, const TableWords& words) {
  const std::string plain = NormalizeForMatch(text);
  return std::any_of(words.name_ends.begin(), words.name_ends.end(),
                     [&](const std::string& end) { return plain.ends_with(end); });
}

bool HasOpenBracket(std::string_view text) {
  const std::string plain = NormalizeForMatch(text);
  return std::count(plain.begin(), plain.end(), '(') > std::count(plain.begin(), plain.end(), ')');
}

std::size_t Length(const DraftText& text) { return CodePoints(text.text).size(); }

void Append(DraftText& text, const DraftText& piece, double trust) {
  text.before = text.before.value_or(text.text) + "\n" + piece.before.value_or(piece.text);
  text.text += piece.text;
  text.trust = std::min({text.trust, piece.trust, trust});
}

// The other texts of a row that became part of a leaf.
void MoveExtras(DraftRow& from, DraftRow& to) {
  std::move(from.extras.begin(), from.extras.end(), std::back_inserter(to.extras));
  from.extras.clear();
}

// A row with a name and nothing else that belongs to a leaf.
bool IsNameAlone(const DraftRow& row) { return row.name && !row.value && row.next_values.empty(); }

bool IsValueAlone(const DraftRow& row) { return !row.name && row.value; }

class RowJoiner {
 public:
  RowJoiner(std::vector<DraftRow>& rows, const TableWords& words) : rows_(rows), words_(words) {}

  void Join() {
    names_end_as_usual_ = NamesEndAsUsual();
    for (const DraftRow& row : rows_) {
      if (row.name) longest_ = std::max(longest_, Length(*row.name));
    }
    if (NamesMostlyHaveValues()) {
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (IsNameAlone(rows_[i]) && !HasValueBelow(i)) JoinName(i);
      }
    }
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (IsValueAlone(rows_[i])) JoinValue(i);
    }
    std::erase_if(rows_, [](const DraftRow& row) {
      return row.labels.empty() && !row.name && !row.value && row.next_values.empty();
    });
  }

 private:
  [[nodiscard]] bool NamesMostlyHaveValues() const {
    const auto names = std::count_if(rows_.begin(), rows_.end(),
                                     [](const DraftRow& row) { return row.name.has_value(); });
    const auto alone = std::count_if(rows_.begin(), rows_.end(), IsNameAlone);
    return 2 * alone <= names;
  }

  // Whether in this table the end of a name says that it is whole: most names that are surely whole
  // end as the words say.
  [[nodiscard]] bool NamesEndAsUsual() const {
    constexpr double kLeastShare = 0.6;
    std::size_t names = 0, whole = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const DraftRow& row = rows_[i];
      const bool may_be_cut = (i > 0 && IsNameAlone(rows_[i - 1])) ||
                              (i + 1 < rows_.size() && IsNameAlone(rows_[i + 1]));
      if (!row.name || !row.value || may_be_cut) continue;
      ++names;
      whole += EndsAsName(row.name->text, words_) ? 1U : 0U;
    }
    return static_cast<double>(whole) >= kLeastShare * static_cast<double>(names);
  }
  [[nodiscard]] bool IsCut(const DraftText& name) const {
    return HasOpenBracket(name.text) || (names_end_as_usual_ && !EndsAsName(name.text, words_));
  }

  // The row above that holds a leaf, when no more than labels stand between.
  [[nodiscard]] DraftRow* LeafAbove(std::size_t i) const {
    while (i-- > 0) {
      if (rows_[i].name || rows_[i].value) return &rows_[i];
      if (rows_[i].labels.empty()) continue;  // emptied by a join
      return nullptr;
    }
    return nullptr;
  }

  // The value of the name stands on the row below.
  [[nodiscard]] bool HasValueBelow(std::size_t i) const {
    return i + 1 < rows_.size() && IsValueAlone(rows_[i + 1]) &&
           LooksLikeValue(rows_[i + 1].value->text);
  }

  // A value alone gives the name above its value, or goes on with the value above.
  void JoinValue(std::size_t i) {
    DraftRow& row = rows_[i];
    DraftRow* above = LeafAbove(i);
    if (above == nullptr || !above->name || !row.labels.empty()) {
      row.value->trust = std::min(row.value->trust, kUnsure / 2);
      return;
    }
    if (!above->value) {
      above->value = std::exchange(row.value, std::nullopt);
    } else {
      const bool is_whole_value = LooksLikeValue(row.value->text);
      Append(*above->value, *row.value, is_whole_value ? kUnsure / 2 : 1);
      row.value.reset();
    }
    std::move(row.next_values.begin(), row.next_values.end(),
              std::back_inserter(above->next_values));
    row.next_values.clear();
    MoveExtras(row, *above);
  }

  // How sure it is that `name` goes on with `rest`; nothing where it does not.
  [[nodiscard]] std::optional<double> GoesOnWith(const DraftText& name,
                                                 const DraftText& rest) const {
    if (HasOpenBracket(name.text)) return 1;
    const bool fills_line = Length(name) + 1 >= longest_ && Length(rest) <= Length(name);
    if (!IsCut(name)) return std::nullopt;
    if (fills_line || Length(rest) <= kSurelyNoName) return 1;
    return std::nullopt;
  }

  void JoinName(std::size_t i) {
    DraftRow& row = rows_[i];
    DraftRow* above = LeafAbove(i);
    if (above != nullptr && above->name && row.labels.empty()) {
      if (const auto trust = GoesOnWith(*above->name, *row.name)) {
        Append(*above->name, *row.name, *trust);
        row.name.reset();
        MoveExtras(row, *above);
        return;
      }
    }
    DraftRow* below = i + 1 < rows_.size() ? &rows_[i + 1] : nullptr;
    if (below != nullptr && below->name && below->labels.empty()) {
      if (const auto trust = GoesOnWith(*row.name, *below->name)) {
        DraftText whole = *row.name;
        Append(whole, *below->name, *trust);
        below->name = std::move(whole);
        below->labels = std::exchange(row.labels, {});
        below->row = row.row;
        row.name.reset();
        MoveExtras(row, *below);
        return;
      }
    }
    // A short text below a name that seems cut is more often its end than a name without a value.
    const bool may_end_above = above != nullptr && above->name && row.labels.empty() &&
                               IsCut(*above->name) && Length(*row.name) <= kMayEndAName;
    if (may_end_above) {
      Append(*above->name, *row.name, kUnsure);
      row.name.reset();
      MoveExtras(row, *above);
    } else if (IsCut(*row.name)) {
      row.name->trust = std::min(row.name->trust, kUnsure);
    }
  }

  std::vector<DraftRow>& rows_;
  const TableWords& words_;
  bool names_end_as_usual_ = false;
  std::size_t longest_ = 0;  // code points of the longest text in a name's place
};

}  // namespace

void JoinBrokenRows(std::vector<DraftRow>& rows, const TableWords& words) {
  RowJoiner(rows, words).Join();
}

}  // namespace gongwen
