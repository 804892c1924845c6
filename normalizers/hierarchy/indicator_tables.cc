#include "normalizers/hierarchy/indicator_tables.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "normalizers/hierarchy/sibling_names.h"
#include "normalizers/table/caption_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"
#include "normalizers/value/indicator_value.h"
#include "normalizers/value/reading_trust.h"

namespace gongwen {
namespace {

constexpr double kMendedName = 0.95;  // that a name with look-alike characters was misread

// The last one that has a value: heads name the province's departments before the local ones
// (自治区主管部门, then 各地主管部门), and a table is the local one's.
const HeadField* FindField(const std::vector<HeadField>& head, std::string_view field,
                           const Taxonomy& taxonomy) {
  const HeadField* last = nullptr;
  for (const HeadField& f : head) {
    if (taxonomy.HeadField(f.key) == field && !f.value.value.empty()) last = &f;
  }
  return last;
}

// What the names of two departments of one region begin with: 雄安新区改革发展局,
// 雄安新区公共服务局.
std::string CommonBeginning(const std::string& a, const std::string& b) {
  constexpr std::size_t kShortestRegion = 2;
  const std::u32string x = CodePoints(a), y = CodePoints(b);
  std::size_t n = 0;
  while (n < x.size() && n < y.size() && x[n] == y[n]) ++n;
  if (n < kShortestRegion || n == x.size() || n == y.size()) return {};
  return ToUtf8(std::u32string_view(x).substr(0, n));
}

// How sure a region is that no line of the table or above it names.
constexpr double kRegionOfTitle = 0.85;  // what its title begins with
constexpr double kRegionCarried = 0.85;  // that of the table of which it seems to be the rest
constexpr double kRegionMissing = 0.8;   // none, where the notice has several tables

std::string RegionOf(const IndicatorTable& table, const Taxonomy& taxonomy,
                     const Gazetteer& gazetteer) {
  std::string region = taxonomy.RegionOfDepartment(table.region_department);
  if (!region.empty()) return region;
  region = CommonBeginning(table.region_department, table.competent_department);
  if (!region.empty()) return region;
  const HeadField* named = FindField(table.head, "region", taxonomy);
  if (named != nullptr) return named->value.value;
  // Under a key that is misread or nobody knows: what else is a finance department of one place, or
  // a place beside a key that asks for one (县（市、区, 项目县).
  static const RE2 kAsksForPlace("[县市区省州旗]|地域|单位");
  for (const HeadField& field : table.head) {
    region = taxonomy.RegionOfDepartment(field.value.value);
    if (!region.empty() && gazetteer.Locate(region)) return region;
    if (!taxonomy.HeadField(field.key).empty() && taxonomy.HeadField(field.key) != "other")
      continue;
    region = RE2::PartialMatch(field.key, kAsksForPlace) ? RegionLine(TightText(field.value.value))
                                                         : std::string();
    if (!region.empty()) return region;
  }
  return {};
}

// A common short name of an autonomous place: 恩施州.
bool IsShortName(std::u32string_view name, const Gazetteer& gazetteer) {
  constexpr std::u32string_view kKinds = U"州县旗";
  constexpr std::size_t kShortest = 3, kLongest = 5;
  return name.size() >= kShortest && name.size() <= kLongest &&
         name.find_first_of(kKinds) == name.size() - 1 &&
         gazetteer.Locate(ToUtf8(name)).has_value();
}

// The place that a title begins with, or ends with in brackets: 周口市2024年…绩效目标表,
// 2024年…绩效目标表（周口市）.
std::string RegionOfTitle(std::string_view title, const Gazetteer& gazetteer) {
  constexpr std::size_t kLongest = 15;
  static const RE2 kBracketed("[（(]([^（()）]+)[）)]$");
  std::string place;
  if (RE2::PartialMatch(title, kBracketed, &place) && !RegionLine(place).empty()) return place;
  const std::u32string points = CodePoints(title);
  for (std::size_t n = std::min(kLongest, points.size()); n >= 2; --n) {
    const std::u32string_view beginning = std::u32string_view(points).substr(0, n);
    std::string name = ToUtf8(beginning);
    if (gazetteer.Contains(name) || IsShortName(beginning, gazetteer)) return name;
  }
  return {};
}

void FillHead(IndicatorTable& table, const IndicatorGrid& grid, const Taxonomy& taxonomy,
              const Gazetteer& gazetteer) {
  const auto value = [&](const HeadField* field) {
    return field == nullptr ? std::string{} : field->value.value;
  };
  table.fund = value(FindField(table.head, "fund", taxonomy));
  table.region_department = value(FindField(table.head, "region_department", taxonomy));
  table.competent_department = value(FindField(table.head, "competent_department", taxonomy));
  table.region = RegionOf(table, taxonomy, gazetteer);
  if (table.region.empty()) table.region = grid.region;
  table.year = grid.year;
  if (!table.year) {
    if (const HeadField* year = FindField(table.head, "year", taxonomy)) {
      table.year = FindYear(year->value.value);
    }
  }
}

// A grid without head that follows another goes on with that table: it is of the same region.
void CarryHead(const IndicatorTable& before, IndicatorTable& table) {
  table.fund = before.fund;
  table.year = before.year;
  table.region = before.region;
  table.region_department = before.region_department;
  table.competent_department = before.competent_department;
}

// Regions that only titles name, and none at all; rows are no surer than their region.
void SettleRegions(std::vector<IndicatorTable>& tables, const std::vector<bool>& is_carried,
                   const Gazetteer& gazetteer) {
  std::set<std::string> of_titles;
  std::vector<std::string> named(tables.size());
  for (std::size_t t = 0; t < tables.size(); ++t) {
    if (!tables[t].region.empty()) continue;
    named[t] = RegionOfTitle(tables[t].title, gazetteer);
    if (!named[t].empty()) of_titles.insert(named[t]);
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    double most = is_carried[t] ? kRegionCarried : 1.0;
    if (is_carried[t] && tables[t].region.empty()) tables[t].region = tables[t - 1].region;
    if (tables[t].region.empty()) {
      tables[t].region = named[t];
      // Titles that differ in the place say so to tell the tables apart.
      const double of_title = of_titles.size() > 1 ? 1.0 : kRegionOfTitle;
      most = !named[t].empty() ? of_title : tables.size() > 1 ? kRegionMissing : 1.0;
    }
    for (IndicatorRow& row : tables[t].rows) {
      row.trust.region = std::min(row.trust.region, most);
      row.confidence = row.trust.all();
    }
  }
}

// In words a clerk understands.
constexpr const char* kLabelTaken =
    "名称前粘连了级别标签，已分开 / a level label was glued to the name and is taken off it";
constexpr const char* kMadeWhole =
    "名称或指标值断在几行或粘在一起，已合并或分开 / a name or a value stood in pieces or glued "
    "together and is made whole";
constexpr const char* kMisread =
    "名称中有误认的字，按同级各表改正 / characters of the name were misread; mended as its "
    "siblings "
    "have it";

std::string Reason(std::string_view level_zh, std::string_view level_en, const std::string& before,
                   const std::string& after) {
  const std::string zh(level_zh), en(level_en);
  if (before.empty()) {
    return "此行没有读到" + zh + "标签，按证据补为「" + after + "」 / no " + en +
           " label was read for this row; the evidence puts it under " + after;
  }
  return zh + "标签错位或误读：原读作「" + before + "」，按证据应为「" + after + "」 / the " + en +
         " label was displaced or misread: read as " + before + ", the evidence says " + after;
}

class RepairLog {
 public:
  RepairLog(int table_no, std::vector<Repair>& repairs) : table_no_(table_no), repairs_(repairs) {}

  // Records a change of one level; returns whether there was one.
  bool Level(int row_no, int level, const std::string& before, const std::string& after,
             const ResolvedLeaf& leaf) {
    if (NormalizeForMatch(before) == NormalizeForMatch(after)) return false;
    repairs_.push_back({.table_no = table_no_,
                        .row_no = row_no,
                        .field = level == 1 ? "level1" : "level2",
                        .before = before,
                        .after = after,
                        .reason = level == 1 ? Reason("一级指标", "level-1", before, after)
                                             : Reason("二级指标", "level-2", before, after),
                        .evidence = leaf.evidence,
                        .confidence = leaf.probability});
    return true;
  }

  // A name or a value that is not what one cell held.
  void Text(int row_no, std::string_view field, const std::string& before, const std::string& after,
            std::string reason, Evidence evidence, double confidence) {
    repairs_.push_back({.table_no = table_no_,
                        .row_no = row_no,
                        .field = std::string(field),
                        .before = before,
                        .after = after,
                        .reason = std::move(reason),
                        .evidence = {std::move(evidence)},
                        .confidence = confidence});
  }

 private:
  int table_no_;
  std::vector<Repair>& repairs_;
};

// What the value says, with the sign and the unit of columns of their own: ≥ | 186 | 公里.
Value ValueOf(const Leaf& leaf) {
  static const RE2 kTime("时间|日期|时限|期限");
  if (RE2::PartialMatch(leaf.name, kTime)) {
    if (const std::optional<std::string> date = DateOfSerial(leaf.value)) {
      return {.comparator = "=", .date = *date};
    }
  }
  const std::string unit = leaf.unit.empty() ? UnitHintFromName(leaf.name) : leaf.unit;
  if (!leaf.direction.empty()) {
    Value value = ParseIndicatorValue(leaf.direction + leaf.value, unit);
    if (value.number) return value;
  }
  return ParseIndicatorValue(leaf.value, unit);
}

// What the leaves of one table have in common while they become rows.
struct RowContext {
  const TableHeader& header;
  const LabelReader& reader;
  double sure_from = 0.9;
  RepairLog& repairs;
};

std::string ColumnName(const TableHeader& header, int column) {
  return column < 0 ? std::string{} : header.columns[static_cast<std::size_t>(column)].text;
}

constexpr double kSeveralInOne = 0.6;  // two labels, or two values: rows that were not told apart
constexpr double kNoLevels = 0.8;
constexpr double kNoValue = 0.85;  // left blank, or lost: the table does not tell
constexpr double kCutLabel = 0.7;  // 满意, 标数量指: a piece of a label, or its ends exchanged
constexpr double kStrange = 0.8;  // a level 1 that is in no list; of OCR a level 2 too
constexpr double kNameless = 0.6;      // a value whose name was not found
constexpr double kTwoTables = 0.6;     // a grid in which another table's mark stands: 附件2-2
constexpr double kNoFact = 0.4;        // a sign for a value, a head's words for a name

// ≥85% ≥86%, 2334人≥3094人次: the values of several rows in one cell.
bool HoldsSeveralValues(std::string_view text) {
  static const RE2 kNumber("[0-9]");
  static const RE2 kInside("[0-9%％\\p{Han}）)] ?[≥≤＜＞<>] ?[0-9]");
  static const RE2 kJoined("[，,、；;：:且和或至到~～—-] ?[≥≤＜＞<>]");
  const std::string value(TrimmedView(text));
  if (RE2::PartialMatch(value, kInside) && !RE2::PartialMatch(value, kJoined)) {
    static const RE2 kWords("(?:不|大于|小于|高于|低于|比例|率)[≥≤＜＞<>]");
    return !RE2::PartialMatch(value, kWords);
  }
  // 94.3%全部移交: a share, and what is said of another row.
  static const RE2 kShareAndWords("[0-9](?:%|％|‰)(\\p{Han}{2,})$");
  static const RE2 kOfShare("^(?:及?以[上下内]|左右|之间|不[低高]于|[及或或者])");
  std::string words;
  if (RE2::PartialMatch(value, kShareAndWords, &words) && !RE2::PartialMatch(words, kOfShare)) {
    return true;
  }
  // 8.3天较上年提高: a count, and what is said of another row.
  static const RE2 kCountAndWords(
      "[0-9](?:%|％|‰|(\\p{Han}{1,3}?))(?:[较比]上年|有所|显著|明显|持续|不断|逐步|得到|全部|"
      "进一步|"
      "稳步|长期)");
  static const RE2 kGoesOn("[且并及和或内前后起]");
  std::string counted;
  if (RE2::PartialMatch(value, kCountAndWords, &counted) && !RE2::PartialMatch(counted, kGoesOn)) {
    return true;
  }
  // 823人391户: two counts, and no time, sum or ratio.
  static const RE2 kCounts(
      "[≥≤＜＞<>=]?[0-9][0-9.,]*([\\p{Han}]{1,2}|%)[≥≤＜＞<>=]?[0-9][0-9.,]*(?:\\p{Han}{1,3}|%)");
  static const RE2 kParts("年|月|日|天|时|分|秒|万|亿|元|季|[度周第每]");
  std::string unit;
  if (RE2::FullMatch(value, kCounts, &unit) && !RE2::PartialMatch(unit, kParts)) return true;
  const std::size_t blank = value.find(' ');
  if (blank == std::string::npos) return false;
  const std::string before = value.substr(0, blank), after = value.substr(blank + 1);
  static const RE2 kWhole("[≥≤＜＞<>=]?[0-9][0-9.,]*(?:%|％|‰|\\p{Han}{1,4})?");
  return RE2::FullMatch(before, kWhole) && RE2::FullMatch(after, kWhole) &&
         RE2::PartialMatch(after, kNumber);
}

// 社会效益指标可持续影响指标, 社会效益可持续影响: labels of two groups in one cell.
bool HoldsSeveralLabels(const std::string& label, const LabelReader& reader) {
  if (label.empty() || reader.IsName(label)) return false;
  const std::u32string points = CodePoints(label);
  for (std::size_t cut = 2; cut + 2 <= points.size(); ++cut) {
    const auto whole = std::u32string_view(points);
    if (reader.IsName(ToUtf8(whole.substr(0, cut))) && reader.IsName(ToUtf8(whole.substr(cut)))) {
      return true;
    }
  }
  const auto prefix = reader.ReadPrefix(label);
  return prefix && prefix->label.is_exact && prefix->rest.find("指标") != std::string::npos;
}

// True for what is no indicator at all: a sign for its value or its label, a name or a value out of
// the head (三级指标), figures or a label in place of the name, a label in the value.
bool IsNoFact(const IndicatorRow& row, const LabelReader& reader) {
  static const RE2 kSign("[≥≤＜＞<>=＝≧≦]|定[性量]|[正反]向");
  static const RE2 kHead("[一二三四]级指标|指标(?:值|性质)$|^计量单位$|^(?:地址|邮编|电话)[：:]");
  static const RE2 kFigures("[≥≤≧≦＜＞] ?[0-9]");
  // 造ÿ, 公Ý, g27.0: codes of a font read as characters.
  static const RE2 kCodes("\\p{Han}[\\x{C0}-\\x{FF}]|[\\x{C0}-\\x{FF}]\\p{Han}");
  static const RE2 kLetterForSign("^[a-z][0-9]");
  if (RE2::PartialMatch(row.level3, kCodes) || RE2::PartialMatch(row.value_text, kCodes) ||
      RE2::PartialMatch(row.value_text, kLetterForSign)) {
    return true;
  }
  static const RE2 kLabel("指标$");
  if (RE2::PartialMatch(row.level3, kLabel) && reader.IsName(row.level3)) return true;
  const auto prefix = reader.ReadPrefix(row.value_text);
  if (prefix && prefix->label.is_exact) return true;
  static const RE2 kOneCharacter("\\p{Han}?|[≥≤＜＞<>=＝≧≦]|定[性量]");
  if (!row.level3.empty() && RE2::FullMatch(row.level3, kOneCharacter)) return true;
  return RE2::FullMatch(row.value_text, kSign) || RE2::FullMatch(row.level1, kSign) ||
         RE2::FullMatch(row.level2, kSign) || RE2::PartialMatch(row.level3, kHead) ||
         RE2::PartialMatch(row.value_text, kHead) || RE2::PartialMatch(row.level3, kFigures);
}

IndicatorRow BuildRow(int row_no, const Leaf& leaf, const ResolvedLeaf& resolved,
                      const SiblingName& name, const RowContext& context) {
  RepairLog& repairs = context.repairs;
  IndicatorRow row{.row_no = row_no,
                   .level1 = resolved.level1,
                   .level2 = resolved.level2,
                   .level3 = name.mended.empty() ? leaf.name : name.mended,
                   .value_text = leaf.value,
                   .indicator_key = name.key,
                   .value = ValueOf(leaf),
                   .name_from = leaf.name_from,
                   .value_from = leaf.value_from,
                   .alternatives = resolved.alternatives};
  row.value_from.confidence *= ValueReadingTrust(leaf.value, row.value, leaf.value_from.source);
  IndicatorTrust& trust = row.trust;
  trust.levels = StatedConfidence(resolved.probability, context.sure_from);
  trust.name = leaf.name_from.confidence;
  trust.value = row.value_from.confidence;
  const auto at_most = [](double& part, double limit) { part = std::min(part, limit); };
  if (HoldsSeveralValues(leaf.value)) at_most(trust.value, kSeveralInOne);
  if (HoldsSeveralLabels(row.level1, context.reader) ||
      HoldsSeveralLabels(row.level2, context.reader)) {
    at_most(trust.levels, kSeveralInOne);
  }
  const bool is_cut =
      context.reader.IsPieceOfName(row.level1) || context.reader.IsPieceOfName(row.level2);
  if (is_cut) at_most(trust.levels, kCutLabel);
  // A label that nobody knows may be another one misread.
  const auto is_strange = [&](const std::string& label) {
    return !label.empty() && !context.reader.IsName(label);
  };
  const bool is_ocr = leaf.name_from.source == TextSource::kOcr;
  if (is_strange(row.level1) || (is_ocr && is_strange(row.level2))) {
    at_most(trust.levels, kStrange);
  }
  if (leaf.value.empty()) at_most(trust.value, kNoValue);
  if (leaf.name.empty()) at_most(trust.name, kNameless);
  if (IsNoFact(row, context.reader)) at_most(trust.name, kNoFact);
  if (row.level1.empty() && row.level2.empty()) at_most(trust.levels, kNoLevels);
  if (!name.mended.empty()) at_most(trust.name, kMendedName);
  row.confidence = trust.all();
  const bool changed1 = repairs.Level(row_no, 1, leaf.level1_read, row.level1, resolved);
  const bool changed2 = repairs.Level(row_no, 2, leaf.level2_read, row.level2, resolved);
  row.is_repaired = changed1 || changed2;
  if (leaf.name_read) {
    if (leaf.has_label_taken) {
      repairs.Text(row_no, "level3", *leaf.name_read, leaf.name, kLabelTaken,
                   {"label_prefix", "the table prints this label nowhere else", 1},
                   resolved.probability);
    } else {
      repairs.Text(row_no, "level3", *leaf.name_read, leaf.name, kMadeWhole,
                   {"pieces", *leaf.name_read, 1}, leaf.name_from.confidence);
    }
    row.is_repaired = true;
  }
  if (leaf.value_read) {
    repairs.Text(row_no, "value_text", *leaf.value_read, leaf.value, kMadeWhole,
                 {"pieces", leaf.value_read->empty() ? *leaf.name_read : *leaf.value_read, 1},
                 leaf.value_from.confidence);
    row.is_repaired = true;
  }
  if (!name.mended.empty()) {
    repairs.Text(row_no, "level3", leaf.name, name.mended, kMisread,
                 {"siblings", std::to_string(name.witnesses) + " tables have this name",
                  static_cast<double>(name.witnesses)},
                 kMendedName);
    row.is_repaired = true;
  }
  return row;
}

// One row for each of the leaf's values: the further ones have its path and its name.
void AddRows(const Leaf& leaf, const ResolvedLeaf& resolved, const SiblingName& name,
             const RowContext& context, std::vector<IndicatorRow>& rows) {
  const auto add = [&](const Leaf& one, int value_column) {
    rows.push_back(BuildRow(static_cast<int>(rows.size()) + 1, one, resolved, name, context));
    rows.back().value_column = ColumnName(context.header, value_column);
  };
  const std::vector<HeaderColumn>& columns = context.header.columns;
  const auto first = std::find_if(columns.begin(), columns.end(), [](const HeaderColumn& c) {
    return c.role == ColumnRole::kValue;
  });
  const bool has_several = std::any_of(columns.begin(), columns.end(), [](const HeaderColumn& c) {
    return c.role == ColumnRole::kNextValue;
  });
  add(leaf, has_several ? static_cast<int>(first - columns.begin()) : -1);
  for (const BesideLeaf& extra : leaf.extras) {
    rows.back().extras.push_back({ColumnName(context.header, extra.column), extra.text});
  }
  Leaf again = leaf;
  for (const BesideLeaf& next : leaf.next_values) {
    again.value = next.text;
    again.value_from = next.from;
    again.value_read.reset();
    add(again, next.column);
  }
}

// 附件2-2 between the rows: what follows it is another table's, of another region, and the labels
// of both were told together.
bool HoldsMarkOfAnother(const TableGrid& grid, int body_begin) {
  return std::ranges::any_of(grid.cells, [&](const Cell& cell) {
    if (cell.row < body_begin || !cell.text.starts_with("附")) return false;
    const std::optional<MarkedLine> marked = ParseMark(TightText(cell.text));
    return marked && marked->rest.empty();
  });
}

// The grid that grid `t` goes on from, if it may.
HeadedGrid GridBefore(std::span<const IndicatorGrid> grids, std::size_t t,
                      const std::vector<IndicatorSheet>& sheets) {
  if (t == 0 || !grids[t].may_go_on) return {};
  return {grids[t - 1].grid, &sheets[t - 1].header};
}

// One writer made the tables of a document: where the spans of one cannot be facts, those of the
// others are guesses too. Tables whose leaves depend on their spans stay as they are.
void DistrustSpans(std::span<const IndicatorGrid> grids, const LabelReader& reader,
                   std::vector<IndicatorSheet>& sheets) {
  if (std::ranges::none_of(sheets, &IndicatorSheet::spans_disagree)) return;
  for (std::size_t t = 0; t < grids.size(); ++t) {
    if (!sheets[t].has_geometry || grids[t].grid->origin != GridOrigin::kSpans) continue;
    const SheetOptions options{GridBefore(grids, t, sheets), SpanTrust::kNever};
    IndicatorSheet again = ReadIndicatorSheet(*grids[t].grid, reader, options);
    const auto is_same = [](const Leaf& a, const Leaf& b) {
      return a.row == b.row && a.name == b.name && a.value == b.value;
    };
    if (std::ranges::equal(again.leaves, sheets[t].leaves, is_same)) sheets[t] = std::move(again);
  }
}

}  // namespace

IndicatorTables BuildIndicatorTables(std::span<const IndicatorGrid> grids,
                                     const Knowledge& knowledge, const HierarchyOptions& options,
                                     std::span<const TableGrid> archived) {
  std::vector<IndicatorSheet> sheets;
  sheets.reserve(grids.size() + archived.size());
  for (std::size_t t = 0; t < grids.size(); ++t) {
    const SheetOptions sheet{.before = GridBefore(grids, t, sheets)};
    sheets.push_back(ReadIndicatorSheet(*grids[t].grid, knowledge.label_reader(), sheet));
  }
  DistrustSpans(grids, knowledge.label_reader(), sheets);
  for (const TableGrid& grid : archived) {
    sheets.push_back(ReadIndicatorSheet(grid, knowledge.label_reader()));
  }
  const std::vector<SheetFamily> families = FamiliesOf(sheets, options);
  const std::vector<ResolvedSheet> resolved =
      ResolveHierarchy(sheets, families, knowledge, options);
  const auto names =
      CompareSiblingNames(sheets, families, knowledge.confusions(), options.is_noisy);
  IndicatorTables result;
  std::vector<bool> is_carried;
  for (std::size_t t = 0; t < grids.size(); ++t) {
    IndicatorTable table{
        .table_no = grids[t].table_no, .title = grids[t].title, .head = sheets[t].head};
    FillHead(table, grids[t], knowledge.taxonomy(), knowledge.gazetteer());
    // Whether it has the header once more or not.
    const bool goes_on =
        t > 0 && grids[t].may_go_on && sheets[t].head.empty() && table.region.empty();
    if (goes_on) CarryHead(result.tables.back(), table);
    is_carried.push_back(goes_on);
    RepairLog repairs(table.table_no, result.repairs);
    const RowContext context{sheets[t].header, knowledge.label_reader(),
                             knowledge.drift().sure_from(), repairs};
    for (std::size_t i = 0; i < sheets[t].leaves.size(); ++i) {
      AddRows(sheets[t].leaves[i], resolved[t][i], names[t][i], context, table.rows);
    }
    if (HoldsMarkOfAnother(*grids[t].grid, sheets[t].header.body_begin())) {
      for (IndicatorRow& row : table.rows) {
        row.trust.region = std::min(row.trust.region, kTwoTables);
        row.confidence = row.trust.all();
      }
    }
    result.header_rows.push_back(sheets[t].header.body_begin());
    result.tables.push_back(std::move(table));
  }
  SettleRegions(result.tables, is_carried, knowledge.gazetteer());
  sheets.resize(grids.size());
  result.sheets = std::move(sheets);
  return result;
}

}  // namespace gongwen
