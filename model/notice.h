// What a document says: the notice (公文, GB/T 9704-2012), its tables, and what was repaired.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/decimal.h"
#include "model/source.h"

namespace gongwen {

using SourcedText = Sourced<std::string>;  // value empty = not found

// A document number that the text cites (来文, 依据).
struct Citation {
  std::string cited_number{};  // canonical form: 新财社〔2023〕74号
  std::string relation{};      // basis, follow, forward, advance, settle, repeal, mention
  std::string context{};       // the sentence
  Provenance from{};
  bool operator==(const Citation&) const = default;
};

// What an indicator value means. The text as printed is always kept beside it.
struct Value {
  std::string comparator{};        // one of = >= <= > <; empty for words
  std::optional<double> number{};  // 万/亿 multiplied out, % kept as percent
  std::string unit{};              // 人, %, 万元 ...; 万 and 亿 of a count are in the number
  // Of a range, 3—5天: both ends, and no number and no comparator.
  std::optional<double> low{}, high{};
  // Of a date, 2023年12月底前: 2023-12-31, 2023-12 or 2023, with <= for 前 and no number.
  std::string date{};
  bool operator==(const Value&) const = default;
};

// One piece of evidence for a decision, in the unit of log odds (natural logarithm).
struct Evidence {
  std::string term{};    // "label_position", "leaf_words", "order", "siblings", "span", ...
  std::string detail{};  // what was seen, for a person
  double weight = 0;     // > 0 speaks for, < 0 against
  bool operator==(const Evidence&) const = default;
};

// A change that the program made to what it read. Putting `before` back undoes it.
struct Repair {
  int table_no = 0;     // 1-based table of the document; 0 = a field of the notice
  int row_no = 0;       // 1-based leaf row; 0 = the whole table
  std::string field{};  // level1, level2, level3, value, document_number, ...
  std::string before{}, after{};
  std::string reason{};  // one line, Chinese then English, separated by " / "
  std::vector<Evidence> evidence{};
  double confidence = 1.0;
  bool is_reverted = false;  // a person took it back
  bool operator==(const Repair&) const = default;
};

// One path that was considered for a row and its probability.
struct Alternative {
  std::string level1{}, level2{};
  double probability = 0;
  bool operator==(const Alternative&) const = default;
};

// A cell of a further column of an indicator table: 权重 = 10.
struct ExtraCell {
  std::string column{}, text{};  // the column's name may be empty: the header does not tell it
  bool operator==(const ExtraCell&) const = default;
};

// How sure the parts of an indicator's row are, each [0,1].
struct IndicatorTrust {
  double region = 1.0;
  double levels = 1.0;
  double name = 1.0;   // level 3
  double value = 1.0;  // with sign and unit
  // That the row is right in all of them. Name and value are read by the same reader from cells
  // beside each other: the less sure one stands for both.
  [[nodiscard]] double all() const { return std::min(region, levels * std::min(name, value)); }
  bool operator==(const IndicatorTrust&) const = default;
};

// A leaf of an indicator table: 一级指标 / 二级指标 / 三级指标 / 指标值.
struct IndicatorRow {
  int row_no = 0;  // 1-based among the table's leaves
  std::string level1{}, level2{}, level3{}, value_text{};
  // One wording for one indicator, shared by the tables of a notice that word it differently.
  std::string indicator_key{};
  // Where the table has several columns of values (one for each village), the name of this one's;
  // else empty. The rows of one leaf follow each other, one for each filled value.
  std::string value_column{};
  std::vector<ExtraCell> extras{};  // 权重, 计量单位, 完成值, 备注, … where filled; left to right
  Value value{};
  Provenance name_from{};   // of level3
  Provenance value_from{};  // of value_text
  double confidence = 1.0;  // that the whole row is right: trust.all()
  IndicatorTrust trust{};
  bool is_repaired = false;
  std::vector<Alternative> alternatives{};  // other paths with a probability worth naming
  bool operator==(const IndicatorRow&) const = default;
};

// A key and its value in the head of an indicator table: 资金名称 = 就业补助资金.
struct HeadField {
  std::string key{};
  SourcedText value{};
  bool operator==(const HeadField&) const = default;
};

struct IndicatorTable {
  int table_no = 0;
  std::string title{};
  std::string fund{};  // 资金名称 / 项目名称
  std::optional<int> year{};
  std::string region{};             // 奇台县
  std::string region_code{};        // GB/T 2260, 652325; empty where it is not one place for sure
  std::string region_department{};  // 各地财政部门: 奇台县财政局
  std::string competent_department{};  // 各地主管部门: 奇台县人社局
  std::vector<HeadField> head{};       // everything the head holds, in order
  std::vector<IndicatorRow> rows{};
  bool operator==(const IndicatorTable&) const = default;
};

// How sure the parts of an amount's row are, each [0,1]; the row is as sure as the least of them.
struct AllocationTrust {
  double recipient = 1.0;  // with its project
  double column = 1.0;
  double amount = 1.0;  // with its unit
  bool operator==(const AllocationTrust&) const = default;
};

// One amount cell of an allocation table.
struct AllocationEntry {
  int row_no = 0;  // 1-based among the table's body rows
  std::string recipient{};
  std::string item{};               // the project under the recipient; empty where none is named
  std::string column_name{};        // header path joined with '/'
  std::string amount_text{};        // as printed
  std::optional<Decimal> amount{};  // in `unit`; nullopt when it is not a number
  std::string unit{};               // 元 千元 万元 亿元; empty when not told
  std::optional<Decimal> amount_yuan{};
  bool is_total = false;
  std::string parent{};          // recipient of the (sub)total it belongs to
  std::string recipient_code{};  // GB/T 2260; empty where it is not one place for sure
  bool is_name_meant = false;    // by a blank cell below or above it; not stored
  bool is_shared = false;        // said in the row above for several rows: no amount; not stored
  AllocationTrust trust{};
  Provenance from{};  // of the amount's cell; its confidence is the row's
  bool operator==(const AllocationEntry&) const = default;
};

struct AllocationTable {
  int table_no = 0;
  std::string title{};
  std::string unit{};
  std::vector<AllocationEntry> entries{};
  bool operator==(const AllocationTable&) const = default;
};

enum class TableKind { kOther, kIndicator, kAllocation };
[[nodiscard]] std::string_view ToString(TableKind kind);

// One line for each table of the document, whatever its kind.
struct TableSummary {
  int table_no = 0;
  TableKind kind = TableKind::kOther;
  std::string title{};
  std::string unit{};        // 万元; empty when not told
  std::string attachment{};  // 附件1, 附件2-1; empty when there is no mark over the table
  int header_rows = 0;
  bool operator==(const TableSummary&) const = default;
};

// What a figure would have to be for everything to add up, or to agree.
struct Proposal {
  int row_no = 0;        // of the allocation table
  std::string column{};  // its column_name
  std::string before{}, after{};
  bool operator==(const Proposal&) const = default;
};

enum class CheckOutcome { kPass, kFail, kNotApplicable };
// "pass", "fail", "not_applicable".
[[nodiscard]] std::string_view ToString(CheckOutcome outcome);
[[nodiscard]] std::optional<CheckOutcome> CheckOutcomeFromString(std::string_view name);

// The name of the check that a table has figures and no rows.
inline constexpr std::string_view kUnreadTable = "unread_table";

// Something that the notice says twice, compared: totals with their members, the letter with its
// tables, one table with its siblings.
struct Check {
  int table_no = 0;    // 0 = the notice
  int row_no = 0;      // 0 = no single row
  std::string name{};  // sum_down, sum_across, letter_total, ...: docs/checks.md
  CheckOutcome outcome = CheckOutcome::kNotApplicable;
  std::string expected{}, actual{};
  std::string message{};  // one line, Chinese then English, separated by " / "
  std::optional<Proposal> proposal{};
  bool operator==(const Check&) const = default;
};

// An element that not every notice has.
struct NamedText {
  std::string name{};  // copy_number, classification, urgency, approver, fund, budget_year, ...
  SourcedText text{};
  bool operator==(const NamedText&) const = default;
};

struct Notice {
  SourcedText document_number{};  // 发文字号, GB/T 9704 7.2.5: 昌州财社〔2023〕22号
  SourcedText title{};            // 标题, 7.3.1
  std::vector<SourcedText> issuing_agencies{};  // 发文机关, 7.2.4, 7.3.5
  std::vector<SourcedText> addressees{};        // 主送机关, 7.3.2
  SourcedText issue_date{};                     // 成文日期, 7.3.5.4, ISO 8601
  SourcedText print_date{};                     // 印发日期, 7.4.3, ISO 8601
  SourcedText printing_office{};                // 印发机关, 7.4.3
  SourcedText copy_to{};                        // 抄送机关, 7.4.2
  std::vector<Citation> cites{};
  std::vector<SourcedText> attachments{};  // 附件说明, 7.3.4
  // 份号 密级 紧急程度 签发人 附注 (7.2.1-7.2.3, 7.2.6, 7.3.7), fund, budget year, subjects of the
  // budget, mark of direct funds: further_fields.h. By name.
  std::vector<NamedText> further{};
  std::vector<TableSummary> tables{};
  std::vector<IndicatorTable> indicator_tables{};
  std::vector<AllocationTable> allocation_tables{};
  std::vector<Repair> repairs{};
  std::vector<Check> checks{};
  bool operator==(const Notice&) const = default;
};

}  // namespace gongwen
