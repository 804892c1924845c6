#include "normalizers/hierarchy/draft_rows.h"

#include <re2/re2.h>

#include <algorithm>
#include <utility>

#include "normalizers/hierarchy/row_alignment.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr double kSlideWeightOfGeometry = 3;
constexpr std::size_t kShortestRemark = 20;  // code points of a sentence on a row of its own

// 指标1：, 指标 2, ……, ... : forms are printed with empty lines to be filled in.
bool IsPlaceholder(std::string_view text) {
  static const RE2 pattern(R"((?:指标\s*[0-9一二三四五六七八九十]*\s*[:：]?|[…\.。·\-—/]+)?)");
  return RE2::FullMatch(std::string(TrimmedView(text)), pattern);
}

bool StartsWithAny(std::string_view text, const std::vector<std::string>& starts) {
  return std::any_of(starts.begin(), starts.end(),
                     [&](const std::string& start) { return text.starts_with(start); });
}

// 注：…, or a sentence, on a row of its own; or a row that signs the form.
bool IsRemark(const SheetRow& row, const TableWords& words) {
  if (row.cells.empty()) return false;
  const std::string text = NormalizeForMatch(row.cells.front().text);
  if (StartsWithAny(text, words.foot_starts)) return true;
  if (row.cells.size() != 1) return false;
  return StartsWithAny(text, words.remark_starts) ||
         (text.ends_with("。") && CodePoints(text).size() >= kShortestRemark);
}

std::vector<std::vector<int>> Align(std::span<const SheetRow> rows, const TableHeader& header,
                                    bool has_geometry, const LabelReader& reader,
                                    std::vector<std::vector<RowCell>>& shown) {
  for (const SheetRow& row : rows) {
    shown.emplace_back();
    for (const SheetCell& cell : row.cells) {
      shown.back().push_back(DescribeCell(cell.column, cell.column_end, cell.text, reader));
    }
  }
  return AlignRows(shown, header.columns,
                   {.slide_weight = has_geometry ? kSlideWeightOfGeometry : 1});
}

// Texts that span rows, in a grid with geometry.
struct Spanning {
  std::optional<DraftText> text{};
  int row_end = 0;
};

class Drafter {
 public:
  Drafter(const TableHeader& header, const LabelReader& reader)
      : header_(header), reader_(reader) {}

  DraftRow Draft(const SheetRow& row, const std::vector<RowCell>& shown,
                 const std::vector<int>& columns) {
    DraftRow draft{.row = row.row};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      Take(row.cells[i], shown[i], columns[i], draft);
    }
    for (std::size_t i = 0; i + 1 < draft.labels.size(); ++i) NameOwnLevel1(draft, i);
    TakeUnknownLabel(draft);
    if (draft.name && !draft.value) {
      if (value_.row_end > row.row) draft.value = value_.text;
    } else if (draft.value && !draft.name) {
      if (name_.row_end > row.row) draft.name = name_.text;
    }
    Remember(row, columns);
    const auto is_blank = [](const std::optional<DraftText>& text) {
      return !text || IsPlaceholder(text->text);
    };
    if (is_blank(draft.name) && is_blank(draft.value)) {
      draft.has_filler = draft.name.has_value() || draft.value.has_value();
      draft.name.reset();
      draft.value.reset();
    }
    return draft;
  }

 private:
  void Take(const SheetCell& cell, const RowCell& shown, int column_no, DraftRow& draft) const {
    DraftText text{.text = RemoveBlanksBetweenHan(cell.text), .from = cell.from};
    DraftCell beside{column_no, cell.row_span, text};
    if (column_no < 0) {
      draft.extras.push_back(std::move(beside));
      return;
    }
    const HeaderColumn& column = header_.columns[static_cast<std::size_t>(column_no)];
    switch (column.role) {
      case ColumnRole::kLevel1:
      case ColumnRole::kLevel2:
        if (!shown.is_section && !IsPlaceholder(cell.text)) {
          draft.labels.push_back({.text = cell.text,
                                  .known = shown.label,
                                  .level = column.role == ColumnRole::kLevel1 ? 1 : 2,
                                  .column = cell.column,
                                  .row_span = cell.row_span});
        } else {
          draft.extras.push_back(std::move(beside));
        }
        break;
      case ColumnRole::kLevel3:
        draft.name = std::move(text);
        break;
      case ColumnRole::kValue:
        draft.value = std::move(text);
        break;
      case ColumnRole::kNextValue:
        draft.next_values.push_back(std::move(beside));
        break;
      case ColumnRole::kExtra:
        if (shown.is_direction && column.holds == ColumnHolds::kDirection)
          draft.direction = text.text;
        if (shown.is_unit && column.holds == ColumnHolds::kUnit) draft.unit = text.text;
        draft.extras.push_back(std::move(beside));
        break;
      case ColumnRole::kSection:
      case ColumnRole::kNone:
        draft.extras.push_back(std::move(beside));
        break;
    }
  }

  // 服务对象满意度指标 | 受益群众满意度指标: two names of one level 2 beside each other. The first
  // is this table's own name of a level 1.
  static void NameOwnLevel1(DraftRow& draft, std::size_t i) {
    DraftLabel& label = draft.labels[i];
    const DraftLabel& next = draft.labels[i + 1];
    const bool is_own = label.known && next.known && label.known->level1 < 0 &&
                        next.known->level2 == label.known->level2 &&
                        next.known->text != label.known->text && label.level == 1 &&
                        next.level == 2;
    if (is_own) label.known.reset();
  }

  // A name that no taxonomy knows, without a value, that says itself that it is a level.
  void TakeUnknownLabel(DraftRow& draft) const {
    static const RE2 pattern(R"(\p{Han}{2,10}指标)");
    if (!draft.name || draft.value || !draft.next_values.empty()) return;
    const std::string text = WithoutLabelSuffix(draft.name->text);
    if (!RE2::FullMatch(text, pattern)) return;
    draft.labels.push_back({.text = draft.name->text,
                            .known = reader_.Read(draft.name->text),
                            .level = 2,
                            .column = draft.name->from->column});
    draft.name.reset();
  }

  void Remember(const SheetRow& row, const std::vector<int>& columns) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (columns[i] < 0) continue;
      const ColumnRole role = header_.columns[static_cast<std::size_t>(columns[i])].role;
      if (role != ColumnRole::kLevel3 && role != ColumnRole::kValue) continue;
      // Member by member: GCC 12 miscompiles the assignment of a braced list here.
      Spanning& last = role == ColumnRole::kLevel3 ? name_ : value_;
      last.text =
          DraftText{.text = RemoveBlanksBetweenHan(row.cells[i].text), .from = row.cells[i].from};
      last.row_end = row.row + row.cells[i].row_span;
    }
  }

  const TableHeader& header_;
  const LabelReader& reader_;
  Spanning name_{}, value_{};
};

}  // namespace

std::vector<DraftRow> DraftRows(std::span<const SheetRow> rows, const TableHeader& header,
                                bool has_geometry, const LabelReader& reader) {
  std::vector<std::vector<RowCell>> shown;
  const std::vector<std::vector<int>> columns = Align(rows, header, has_geometry, reader, shown);
  Drafter drafter(header, reader);
  std::vector<DraftRow> drafts;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (IsRemark(rows[r], reader.taxonomy().words())) {
      DraftRow& filler = drafts.emplace_back();
      filler.row = rows[r].row;
      filler.has_filler = true;
    } else {
      drafts.push_back(drafter.Draft(rows[r], shown[r], columns[r]));
    }
  }
  return drafts;
}

std::optional<NameAndValue> PartNameAndValue(const std::string& text) {
  // The last colon, the first comparator behind Han, or a number with a short unit at the end.
  static const RE2 by_colon(R"((.*\p{Han}.*?)\s*[:：]\s*([^:：]{1,60}))");
  static const RE2 by_sign(R"((.*?\p{Han}[^≥≤><＞＜≧≦=＝]*)\s*((?:≥|≤|>|<|＞|＜|≧|≦|=|＝).+))");
  static const RE2 by_number(
      R"((.*?\p{Han}{2,}[)）]?)\s*([0-9][0-9.,]*\s*(?:%|％|‰|\p{Han}{1,4})?))");
  NameAndValue parted;
  const bool is_parted = RE2::FullMatch(text, by_sign, &parted.name, &parted.value) ||
                         RE2::FullMatch(text, by_colon, &parted.name, &parted.value) ||
                         RE2::FullMatch(text, by_number, &parted.name, &parted.value);
  if (!is_parted) return std::nullopt;
  for (const std::string_view colon : {":", "："}) {
    while (parted.name.ends_with(colon)) parted.name.erase(parted.name.size() - colon.size());
  }
  return parted;
}

void PartValuesFromNames(std::vector<DraftRow>& rows) {
  std::size_t names = 0, values = 0;
  for (const DraftRow& row : rows) {
    names += row.name ? 1U : 0U;
    values += row.name && row.value ? 1U : 0U;
  }
  if (names == 0 || 2 * values > names) return;
  for (DraftRow& row : rows) {
    if (!row.name || row.value) continue;
    std::optional<NameAndValue> parted = PartNameAndValue(row.name->text);
    if (!parted) continue;
    row.value = DraftText{.text = std::move(parted->value), .from = row.name->from, .before = ""};
    row.name->before = std::exchange(row.name->text, std::move(parted->name));
  }
}

}  // namespace gongwen
