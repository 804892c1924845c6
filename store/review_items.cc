#include "store/review_items.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <set>
#include <utility>

#include "store/archive.h"
#include "store/row_values.h"
#include "store/sha256.h"

namespace gongwen {
namespace {

constexpr std::size_t kItemIdDigits = 16;  // 64 bits: no two items of a million documents meet

// 0.6249 -> "0.62"
std::string TwoDecimals(double value) {
  char buffer[32];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 2).ptr;
  return {buffer, end};
}

// What a wrong value costs whoever relies on it: money above names, names above titles.
double WeightOf(std::string_view field) {
  if (field.starts_with("amount")) return 3;
  if (field == "document_number" || field == "region") return 2.5;
  if (field == "value") return 2;
  if (field == "path" || field.starts_with("level") || field == "issue_date") return 1.5;
  return 1;
}

// Takes the first item of each place.
class ItemCollector {
 public:
  explicit ItemCollector(std::string_view sha256) : sha256_(sha256) {}

  void Add(ReviewHit item) {
    item.confidence = ClampConfidence(item.confidence);
    if (item.confidence < kReviewBelow) AddAnyway(std::move(item));
  }

  void AddAnyway(ReviewHit item) {
    item.confidence = ClampConfidence(item.confidence);
    item.item_id = ReviewItemId(sha256_, item.table_id, item.row_no, item.field);
    if (item.state.empty()) item.state = "open";
    item.priority = WeightOf(item.field) * (1 - item.confidence);
    if (seen_.insert(item.item_id).second) items_.push_back(std::move(item));
  }

  [[nodiscard]] std::vector<ReviewHit> Take() { return std::move(items_); }

 private:
  std::string_view sha256_;
  std::set<std::string> seen_;
  std::vector<ReviewHit> items_;
};

std::string ReadWith(double confidence) {
  return "read with confidence " + TwoDecimals(ClampConfidence(confidence));
}

void AddField(const std::string& field, const SourcedText& text, ItemCollector& items) {
  items.Add({.field = field,
             .value = text.value,
             .confidence = text.from.confidence,
             .why = ReadWith(text.from.confidence)});
}

void AddFieldList(const std::string& field, const std::vector<SourcedText>& texts,
                  ItemCollector& items) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string ordinal = i == 0 ? "" : "[" + std::to_string(i + 1) + "]";
    AddField(field + ordinal, texts[i], items);
  }
}

void AddFields(const Notice& notice, ItemCollector& items) {
  AddField("document_number", notice.document_number, items);
  AddField("title", notice.title, items);
  AddFieldList("issuing_agency", notice.issuing_agencies, items);
  AddFieldList("addressee", notice.addressees, items);
  AddField("issue_date", notice.issue_date, items);
  AddField("print_date", notice.print_date, items);
  AddField("printing_office", notice.printing_office, items);
  AddField("copy_to", notice.copy_to, items);
  AddFieldList("attachment", notice.attachments, items);
}

// (table, row) of what already has an item of its own: the row as a whole needs no other.
using Places = std::set<std::pair<int, int>>;

// ", may be 产出指标 / 质量指标 (0.31), 产出指标 / 时效指标 (0.04)"; empty without alternatives.
std::string OtherPaths(const IndicatorRow& row) {
  std::vector<Alternative> paths = row.alternatives;
  std::stable_sort(paths.begin(), paths.end(), [](const Alternative& a, const Alternative& b) {
    return a.probability > b.probability;
  });
  std::string text;
  for (const Alternative& path : paths) {
    text += (text.empty() ? ", may be " : ", ") + path.level1 + " / " + path.level2 + " (" +
            TwoDecimals(ClampConfidence(path.probability)) + ")";
  }
  return text;
}

// The row that a repair changed; nullptr for a repair of something else.
const IndicatorRow* RowOf(const Notice& notice, const Repair& repair) {
  for (const IndicatorTable& table : notice.indicator_tables) {
    if (table.table_no != repair.table_no) continue;
    for (const IndicatorRow& row : table.rows) {
      if (row.row_no == repair.row_no) return &row;
    }
  }
  return nullptr;
}

Places AddRepairs(const Notice& notice, ItemCollector& items) {
  Places places;
  for (const Repair& repair : notice.repairs) {
    if (repair.confidence >= kReviewBelow) continue;
    const IndicatorRow* row = RowOf(notice, repair);
    places.emplace(repair.table_no, repair.row_no);
    items.Add({.table_id = repair.table_no,
               .row_no = repair.row_no,
               .field = repair.field,
               .value = repair.after,
               .confidence = repair.confidence,
               .why = repair.reason + (row == nullptr ? std::string{} : OtherPaths(*row))});
  }
  return places;
}

std::string WhyPath(const IndicatorRow& row) {
  return "row with confidence " + TwoDecimals(ClampConfidence(row.confidence)) + OtherPaths(row);
}

void AddIndicatorRow(int table_no, const IndicatorRow& row, const Places& has_item,
                     ItemCollector& items) {
  const auto add = [&](const char* field, std::string value, double confidence, std::string why) {
    items.Add({.table_id = table_no,
               .row_no = row.row_no,
               .field = field,
               .value = std::move(value),
               .confidence = confidence,
               .why = std::move(why)});
  };
  const double name = row.name_from.confidence, value = row.value_from.confidence;
  add("level3", row.level3, name, ReadWith(name));
  add("value", row.value_text, value, ReadWith(value));
  const bool is_explained =
      name < kReviewBelow || value < kReviewBelow || has_item.count({table_no, row.row_no}) != 0;
  if (!is_explained) add("path", row.level1 + " / " + row.level2, row.confidence, WhyPath(row));
}

std::string AmountField(const std::string& column) {
  return column.empty() ? "amount" : "amount:" + column;
}

// An answered place. Its id is that of the answer, so the answer stays found.
ReviewHit ItemOf(const AppliedAnswer& applied) {
  const Answer& answer = applied.answer;
  ReviewHit item{.table_id = answer.table_no,
                 .row_no = answer.row_no,
                 .field = answer.field,
                 .value = applied.is_placed ? applied.read : answer.before,
                 .confidence = 1,
                 .why = "answered",
                 .state = std::string(ToString(answer.verdict))};
  if (!applied.is_placed) {
    item.why = "answered, but the row “" + answer.anchor + "” is no longer found in this reading";
    item.confidence = 0;
  } else if (applied.read != answer.before && applied.read != answer.value) {
    item.why = "answered “" + answer.value + "” when the program read “" + answer.before +
               "”; it now reads “" + applied.read + "”";
    item.confidence = 0.5;
  }
  return item;
}

// Figures that are wrong if all else is right.
void AddProposals(const Notice& notice, ItemCollector& items) {
  constexpr double kLikelyWrong = 0.2;
  for (const Check& check : notice.checks) {
    if (check.outcome != CheckOutcome::kFail || !check.proposal) continue;
    items.AddAnyway({.table_id = check.table_no,
                     .row_no = check.proposal->row_no,
                     .field = AmountField(check.proposal->column),
                     .value = check.proposal->before,
                     .confidence = kLikelyWrong,
                     .why = check.message});
  }
}

// Tables of which nothing became a row.
void AddUnreadTables(const Notice& notice, ItemCollector& items) {
  constexpr double kUnread = 0.3;
  for (const Check& check : notice.checks) {
    if (check.name != kUnreadTable) continue;
    items.AddAnyway({.table_id = check.table_no,
                     .field = "table",
                     .value = check.actual,
                     .confidence = kUnread,
                     .why = check.message});
  }
}

void AddEntry(int table_no, const AllocationEntry& entry, ItemCollector& items) {
  items.Add({.table_id = table_no,
             .row_no = entry.row_no,
             .field = AmountField(entry.column_name),
             .value = entry.amount_text,
             .confidence = entry.from.confidence,
             .why = ReadWith(entry.from.confidence)});
}

}  // namespace

std::string ReviewItemId(std::string_view sha256, int table_no, int row_no,
                         std::string_view field) {
  const std::string place = std::string(sha256) + '\n' + std::to_string(table_no) + '\n' +
                            std::to_string(row_no) + '\n' + std::string(field);
  return Sha256Hex(place).substr(0, kItemIdDigits);
}

std::vector<ReviewHit> ReviewItems(const Notice& notice, std::string_view sha256,
                                   std::span<const AppliedAnswer> answers) {
  ItemCollector items(sha256);
  for (const AppliedAnswer& applied : answers) items.AddAnyway(ItemOf(applied));
  AddProposals(notice, items);
  AddUnreadTables(notice, items);
  const Places repaired = AddRepairs(notice, items);
  AddFields(notice, items);
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      AddIndicatorRow(table.table_no, row, repaired, items);
    }
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) AddEntry(table.table_no, entry, items);
  }
  return items.Take();
}

}  // namespace gongwen
