// Tested by tests/normalizers/apply_answers_test.cc.
#include "normalizers/review/apply_answers.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/text/han_text.h"
#include "normalizers/value/amount.h"
#include "normalizers/value/indicator_value.h"

namespace gongwen {
namespace {

constexpr std::string_view kPathMark = " / ";

// Names that OCR reads a little differently are one.
bool IsNearly(std::string_view a, std::string_view b) {
  constexpr std::size_t kShare = 3;  // one character in three may differ
  const std::u32string x = CodePoints(NormalizeForMatch(a)), y = CodePoints(NormalizeForMatch(b));
  const std::size_t limit = std::max(x.size(), y.size()) / kShare;
  return EditDistance(x, y, limit) <= limit;
}

bool IsSame(std::string_view a, std::string_view b) {
  return NormalizeForMatch(a) == NormalizeForMatch(b);
}

template <class Table>
Table* FindTable(std::vector<Table>& tables, int table_no) {
  const auto it = std::ranges::find(tables, table_no, &Table::table_no);
  return it == tables.end() ? nullptr : &*it;
}

// The row of `answer` among `rows`, whose names `name` tells. A person may have corrected the name
// itself: then that counts as well.
template <class Row, class Name>
Row* FindRow(std::vector<Row>& rows, const Answer& answer, Name name) {
  const auto has_number = [&](const Row& row) { return row.row_no == answer.row_no; };
  const auto is_named = [&](const Row& row) {
    return IsSame(name(row), answer.anchor) ||
           (answer.field == "level3" && IsSame(name(row), answer.value));
  };
  Row* only = nullptr;
  std::size_t named = 0;
  for (Row& row : rows) {
    if (!is_named(row)) continue;
    if (has_number(row)) return &row;
    only = &row;
    ++named;
  }
  if (named == 1) return only;
  const auto there = std::ranges::find_if(rows, has_number);
  const bool is_near = there != rows.end() && IsNearly(name(*there), answer.anchor);
  return is_near && named == 0 ? &*there : nullptr;
}

// What the row holds now, and what is to stand there.
struct Wanted {
  std::string text{};
  bool is_rejected = false;
};

Wanted WantedOf(const Answer& answer) {
  return {answer.verdict == Verdict::kRejected ? answer.before : answer.value,
          answer.verdict == Verdict::kRejected};
}

void SetText(SourcedText& text, const Wanted& wanted) {
  text.value = wanted.text;
  text.from.confidence = wanted.is_rejected ? 0 : 1;
}

// The place of a field of the notice: addressee[2].
SourcedText* FieldOf(Notice& notice, std::string_view field) {
  std::size_t ordinal = 1;
  if (const std::size_t bracket = field.find('['); bracket != std::string_view::npos) {
    const std::string_view digits = field.substr(bracket + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
    field = field.substr(0, bracket);
  }
  const auto of_list = [&](std::vector<SourcedText>& list) -> SourcedText* {
    return ordinal >= 1 && ordinal <= list.size() ? &list[ordinal - 1] : nullptr;
  };
  if (field == "document_number") return &notice.document_number;
  if (field == "title") return &notice.title;
  if (field == "issue_date") return &notice.issue_date;
  if (field == "print_date") return &notice.print_date;
  if (field == "printing_office") return &notice.printing_office;
  if (field == "copy_to") return &notice.copy_to;
  if (field == "issuing_agency") return of_list(notice.issuing_agencies);
  if (field == "addressee") return of_list(notice.addressees);
  if (field == "attachment") return of_list(notice.attachments);
  return nullptr;
}

std::string UnitOf(const IndicatorRow& row) {
  const auto unit = std::ranges::find_if(row.extras, [](const ExtraCell& extra) {
    return extra.column.find("单位") != std::string::npos;
  });
  return unit == row.extras.end() ? UnitHintFromName(row.level3) : unit->text;
}

// Who answers has the row before them: what is left is the doubt of its cells, and of its path where
// that was not asked.
void SetRowConfidence(IndicatorRow& row, bool is_path_known) {
  row.trust.region = 1;
  row.trust.name = row.name_from.confidence;
  row.trust.value = row.value_from.confidence;
  if (is_path_known || row.alternatives.empty()) row.trust.levels = 1;
  row.confidence = row.trust.all();
}

// Takes repairs of this place back.
std::optional<std::string> Revert(Notice& notice, const Answer& answer, int row_no) {
  std::optional<std::string> before;
  for (Repair& repair : notice.repairs) {
    if (repair.table_no != answer.table_no || repair.row_no != row_no ||
        repair.field != answer.field || repair.after != answer.before) {
      continue;
    }
    repair.is_reverted = true;
    before = repair.before;
  }
  return before;
}

bool ApplyToRow(Notice& notice, IndicatorRow& row, const Answer& answer, AppliedAnswer& applied) {
  Wanted wanted = WantedOf(answer);
  const std::string& field = answer.field;
  applied.row_no = row.row_no;
  if (field == "value") {
    applied.read = row.value_text;
    row.value_text = wanted.text;
    row.value = wanted.is_rejected ? Value{} : ParseIndicatorValue(row.value_text, UnitOf(row));
    row.value_from.confidence = wanted.is_rejected ? 0 : 1;
    SetRowConfidence(row, false);
    return true;
  }
  if (field == "path") {
    applied.read = row.level1 + std::string(kPathMark) + row.level2;
    const std::size_t mark = wanted.text.find(kPathMark);
    if (mark == std::string::npos) return false;
    row.level1 = wanted.text.substr(0, mark);
    row.level2 = wanted.text.substr(mark + kPathMark.size());
    SetRowConfidence(row, true);
    if (wanted.is_rejected) row.confidence = 0;
    return true;
  }
  std::string* text = field == "level1"   ? &row.level1
                      : field == "level2" ? &row.level2
                      : field == "level3" ? &row.level3
                                          : nullptr;
  if (text == nullptr) return false;
  applied.read = *text;
  if (wanted.is_rejected) {
    if (const auto before = Revert(notice, answer, row.row_no)) wanted.text = *before;
  }
  *text = wanted.text;
  if (text == &row.level3) row.name_from.confidence = wanted.is_rejected ? 0 : 1;
  SetRowConfidence(row, text != &row.level3);
  if (wanted.is_rejected) row.confidence = 0;
  return true;
}

bool ApplyToEntry(AllocationTable& table, const Answer& answer, AppliedAnswer& applied) {
  const std::string column =
      answer.field.starts_with("amount:") ? answer.field.substr(std::string("amount:").size()) : "";
  std::vector<AllocationEntry> own;
  std::ranges::copy_if(table.entries, std::back_inserter(own),
                       [&](const AllocationEntry& entry) { return entry.column_name == column; });
  const AllocationEntry* found =
      FindRow(own, answer, [](const AllocationEntry& entry) { return entry.recipient; });
  if (found == nullptr) return false;
  const auto entry = std::ranges::find_if(table.entries, [&](const AllocationEntry& e) {
    return e.row_no == found->row_no && e.column_name == column;
  });
  const Wanted wanted = WantedOf(answer);
  applied.row_no = entry->row_no;
  applied.read = entry->amount_text;
  entry->amount_text = wanted.text;
  entry->amount = wanted.is_rejected ? std::nullopt : ParseAmount(wanted.text);
  entry->amount_yuan = entry->amount ? ToYuan(*entry->amount, entry->unit) : std::nullopt;
  entry->from.confidence = wanted.is_rejected ? 0 : 1;
  return true;
}

bool ApplyToTable(Notice& notice, IndicatorTable& table, const Answer& answer,
                  AppliedAnswer& applied) {
  if (answer.field != "region") return false;
  Wanted wanted = WantedOf(answer);
  applied.read = table.region;
  if (wanted.is_rejected) {
    if (const auto before = Revert(notice, answer, 0)) wanted.text = *before;
  }
  const auto replace = [&](std::string& text) {
    if (!table.region.empty() && text.starts_with(table.region)) {
      text.replace(0, table.region.size(), wanted.text);
    }
  };
  replace(table.region_department);
  replace(table.competent_department);
  table.region = wanted.text;
  return true;
}

bool Apply(Notice& notice, const Answer& answer, AppliedAnswer& applied) {
  if (answer.table_no == 0) {
    SourcedText* text = FieldOf(notice, answer.field);
    if (text == nullptr) return false;
    applied.read = text->value;
    SetText(*text, WantedOf(answer));
    return true;
  }
  if (AllocationTable* table = FindTable(notice.allocation_tables, answer.table_no)) {
    return answer.field.starts_with("amount") && ApplyToEntry(*table, answer, applied);
  }
  IndicatorTable* table = FindTable(notice.indicator_tables, answer.table_no);
  if (table == nullptr) return false;
  if (answer.row_no == 0) return ApplyToTable(notice, *table, answer, applied);
  IndicatorRow* row = FindRow(table->rows, answer, [](const IndicatorRow& r) { return r.level3; });
  return row != nullptr && ApplyToRow(notice, *row, answer, applied);
}

}  // namespace

std::vector<AppliedAnswer> ApplyAnswers(Notice& notice, std::span<const Answer> answers) {
  std::vector<AppliedAnswer> applied;
  // Names last: the other answers of a row find it by the name that was read.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    applied.push_back({.answer = answers[i]});
    order.push_back(i);
  }
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t i) { return answers[i].field != "level3"; });
  for (const std::size_t i : order) {
    applied[i].is_placed = Apply(notice, answers[i], applied[i]);
  }
  return applied;
}

std::string AnchorOf(const Notice& notice, int table_no, int row_no, std::string_view field) {
  for (const AllocationTable& table : notice.allocation_tables) {
    if (table.table_no != table_no || !field.starts_with("amount")) continue;
    const auto entry = std::ranges::find(table.entries, row_no, &AllocationEntry::row_no);
    return entry == table.entries.end() ? std::string{} : entry->recipient;
  }
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (table.table_no != table_no) continue;
    if (row_no == 0) return table.region;
    const auto row = std::ranges::find(table.rows, row_no, &IndicatorRow::row_no);
    return row == table.rows.end() ? std::string{} : row->level3;
  }
  return {};
}

}  // namespace gongwen
