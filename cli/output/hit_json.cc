#include "cli/output/hit_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json OrNull(int number) { return number == 0 ? Json(nullptr) : Json(number); }
template <class T>
Json OrNull(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

// Integral amounts as integers, others as the exact decimal's nearest double.
Json OrNull(const std::optional<Decimal>& value) {
  if (!value) return nullptr;
  return Json::parse(value->ToString());
}

void AddPlace(Json& json, int page_no, const RectPt& box) {
  json["page_no"] = OrNull(page_no);
  const bool none = box.empty();
  json["x0"] = none ? Json(nullptr) : Json(box.x0);
  json["y0"] = none ? Json(nullptr) : Json(box.y0);
  json["x1"] = none ? Json(nullptr) : Json(box.x1);
  json["y1"] = none ? Json(nullptr) : Json(box.y1);
}

Json FromProvenance(const Provenance& from) {
  Json json;
  AddPlace(json, from.page_no, from.box);
  json["confidence"] = from.confidence;
  json["source"] = ToString(from.source);
  return json;
}

Json FromSourced(const SourcedText& text) {
  if (text.value.empty()) return nullptr;
  return {{"value", text.value}, {"from", FromProvenance(text.from)}};
}

Json FromSourced(const std::vector<SourcedText>& texts) {
  Json array = Json::array();
  for (const SourcedText& text : texts) array.push_back(FromSourced(text));
  return array;
}

Json FromNamed(const std::vector<NamedText>& fields) {
  Json array = Json::array();
  for (const NamedText& field : fields) {
    array.push_back({{"field", field.name}, {"text", FromSourced(field.text)}});
  }
  return array;
}

Json FromChecks(const std::vector<Check>& checks) {
  Json array = Json::array();
  for (const Check& check : checks) {
    Json json{{"table_id", OrNull(check.table_no)},
              {"row_no", OrNull(check.row_no)},
              {"name", check.name},
              {"outcome", ToString(check.outcome)},
              {"expected", OrNull(check.expected)},
              {"actual", OrNull(check.actual)},
              {"message", check.message}};
    if (check.proposal) {
      json["proposal"] = {{"row_no", check.proposal->row_no},
                          {"column", OrNull(check.proposal->column)},
                          {"before", check.proposal->before},
                          {"after", check.proposal->after}};
    }
    array.push_back(std::move(json));
  }
  return array;
}

Json FromEvidence(const std::vector<Evidence>& evidence) {
  Json array = Json::array();
  for (const Evidence& e : evidence) {
    array.push_back({{"term", e.term}, {"detail", e.detail}, {"weight", e.weight}});
  }
  return array;
}

Json ExtrasJson(const std::vector<ExtraCell>& extras) {
  Json json = Json::array();
  for (const ExtraCell& extra : extras) {
    json.push_back({{"column", extra.column}, {"text", extra.text}});
  }
  return json;
}

Json FromRow(const IndicatorRow& row) {
  Json json{{"row_no", row.row_no},
            {"level1", row.level1},
            {"level2", row.level2},
            {"level3", row.level3},
            {"value_text", row.value_text},
            {"comparator", OrNull(row.value.comparator)},
            {"value_number", OrNull(row.value.number)},
            {"value_unit", OrNull(row.value.unit)},
            {"confidence", row.confidence},
            {"is_repaired", row.is_repaired},
            {"from", FromProvenance(row.value_from)}};
  if (!row.value_column.empty()) json["value_column"] = row.value_column;
  if (!row.extras.empty()) json["extras"] = ExtrasJson(row.extras);
  if (!row.alternatives.empty()) {
    Json& alternatives = json["alternatives"] = Json::array();
    for (const Alternative& a : row.alternatives) {
      alternatives.push_back(
          {{"level1", a.level1}, {"level2", a.level2}, {"probability", a.probability}});
    }
  }
  return json;
}

Json FromTable(const IndicatorTable& table) {
  Json head = Json::array();
  for (const HeadField& field : table.head) {
    head.push_back({{"key", field.key}, {"value", field.value.value}});
  }
  Json rows = Json::array();
  for (const IndicatorRow& row : table.rows) rows.push_back(FromRow(row));
  return {{"table_id", table.table_no},
          {"title", table.title},
          {"fund", OrNull(table.fund)},
          {"year", OrNull(table.year)},
          {"region", OrNull(table.region)},
          {"region_department", OrNull(table.region_department)},
          {"competent_department", OrNull(table.competent_department)},
          {"head", std::move(head)},
          {"rows", std::move(rows)}};
}

Json FromTable(const AllocationTable& table) {
  Json rows = Json::array();
  for (const AllocationEntry& e : table.entries) {
    rows.push_back({{"row_no", e.row_no},
                    {"recipient", e.recipient},
                    {"item", OrNull(e.item)},
                    {"column_name", e.column_name},
                    {"amount_text", e.amount_text},
                    {"amount", OrNull(e.amount)},
                    {"unit", OrNull(e.unit)},
                    {"amount_yuan", OrNull(e.amount_yuan)},
                    {"is_total", e.is_total},
                    {"parent", OrNull(e.parent)},
                    {"from", FromProvenance(e.from)}});
  }
  return {{"table_id", table.table_no},
          {"title", table.title},
          {"unit", OrNull(table.unit)},
          {"rows", std::move(rows)}};
}

Json FromNotice(const Notice& notice) {
  Json cites = Json::array(), tables = Json::array(), indicators = Json::array(),
       allocations = Json::array(), repairs = Json::array();
  for (const Citation& c : notice.cites) {
    cites.push_back({{"cited_number", c.cited_number},
                     {"relation", c.relation},
                     {"context", c.context},
                     {"from", FromProvenance(c.from)}});
  }
  for (const TableSummary& t : notice.tables) {
    tables.push_back({{"table_id", t.table_no}, {"kind", ToString(t.kind)}, {"title", t.title}});
  }
  for (const IndicatorTable& t : notice.indicator_tables) indicators.push_back(FromTable(t));
  for (const AllocationTable& t : notice.allocation_tables) allocations.push_back(FromTable(t));
  for (const Repair& r : notice.repairs) {
    repairs.push_back({{"table_id", r.table_no},
                       {"row_no", r.row_no},
                       {"field", r.field},
                       {"before", r.before},
                       {"after", r.after},
                       {"reason", r.reason},
                       {"evidence", FromEvidence(r.evidence)},
                       {"confidence", r.confidence}});
  }
  return {{"document_number", FromSourced(notice.document_number)},
          {"title", FromSourced(notice.title)},
          {"issuing_agencies", FromSourced(notice.issuing_agencies)},
          {"addressees", FromSourced(notice.addressees)},
          {"issue_date", FromSourced(notice.issue_date)},
          {"print_date", FromSourced(notice.print_date)},
          {"printing_office", FromSourced(notice.printing_office)},
          {"copy_to", FromSourced(notice.copy_to)},
          {"cites", std::move(cites)},
          {"attachments", FromSourced(notice.attachments)},
          {"further", FromNamed(notice.further)},
          {"tables", std::move(tables)},
          {"indicator_tables", std::move(indicators)},
          {"allocation_tables", std::move(allocations)},
          {"repairs", std::move(repairs)},
          {"checks", FromChecks(notice.checks)}};
}

}  // namespace

Json ToJson(const CheckHit& hit) {
  return {{"document_id", hit.document_id},
          {"document_number", OrNull(hit.document_number)},
          {"table_id", OrNull(hit.table_id)},
          {"row_no", OrNull(hit.row_no)},
          {"name", hit.name},
          {"outcome", hit.outcome},
          {"expected", OrNull(hit.expected)},
          {"actual", OrNull(hit.actual)},
          {"message", hit.message},
          {"proposal", hit.proposal_json.empty() ? Json(nullptr) : Json::parse(hit.proposal_json)}};
}

Json ToJson(const ReviewHit& hit) {
  return {{"item_id", hit.item_id},
          {"document_id", hit.document_id},
          {"table_id", OrNull(hit.table_id)},
          {"row_no", OrNull(hit.row_no)},
          {"field", hit.field},
          {"value", hit.value},
          {"confidence", hit.confidence},
          {"why", hit.why},
          {"state", hit.state},
          {"priority", hit.priority},
          {"answer", hit.state == "open" ? Json(nullptr) : Json(hit.answer)},
          {"answered_by", OrNull(hit.answered_by)},
          {"answered_at", OrNull(hit.answered_at)},
          {"note", OrNull(hit.note)}};
}

Json ToJson(const IndicatorHit& hit) {
  Json json{{"document_id", hit.document_id},
            {"document_number", OrNull(hit.document_number)},
            {"table_id", hit.table_id},
            {"row_no", hit.row_no},
            {"table_title", OrNull(hit.table_title)},
            {"fund", OrNull(hit.fund)},
            {"year", OrNull(hit.year)},
            {"region_department", OrNull(hit.region_department)},
            {"competent_department", OrNull(hit.competent_department)},
            {"region", OrNull(hit.region)},
            {"level1", hit.level1},
            {"level2", hit.level2},
            {"level3", hit.level3},
            {"value_text", hit.value_text},
            {"comparator", OrNull(hit.comparator)},
            {"value_number", OrNull(hit.value_number)},
            {"value_unit", OrNull(hit.value_unit)}};
  AddPlace(json, hit.page_no, hit.box);
  json["confidence"] = hit.confidence;
  json["is_repaired"] = hit.is_repaired;
  json["source"] = ToString(hit.source);
  json["indicator_key"] = hit.indicator_key;
  json["value_column"] = OrNull(hit.value_column);
  json["extras"] = ExtrasJson(hit.extras);
  json["value_low"] = OrNull(hit.value_low);
  json["value_high"] = OrNull(hit.value_high);
  json["value_date"] = OrNull(hit.value_date);
  json["region_code"] = OrNull(hit.region_code);
  return json;
}

Json ToJson(const AllocationHit& hit) {
  Json json{{"document_id", hit.document_id},
            {"document_number", OrNull(hit.document_number)},
            {"table_id", hit.table_id},
            {"row_no", hit.row_no},
            {"table_title", OrNull(hit.table_title)},
            {"recipient", hit.recipient},
            {"item", OrNull(hit.item)},
            {"column_name", hit.column_name},
            {"amount_text", hit.amount_text},
            {"amount", OrNull(hit.amount)},
            {"unit", OrNull(hit.unit)},
            {"amount_yuan", OrNull(hit.amount_yuan)},
            {"is_total", hit.is_total},
            {"parent", OrNull(hit.parent)}};
  AddPlace(json, hit.page_no, hit.box);
  json["confidence"] = hit.confidence;
  json["recipient_code"] = OrNull(hit.recipient_code);
  return json;
}

Json ToJson(const SearchHit& hit) {
  return {{"document_id", hit.document_id}, {"document_number", OrNull(hit.document_number)},
          {"title", OrNull(hit.title)},     {"page_no", OrNull(hit.page_no)},
          {"snippet", hit.snippet},         {"score", hit.score},
          {"source_path", hit.source_path}};
}

Json ToJson(const StoredDocument& document) {
  const DocumentRecord& record = document.record;
  Json pages = Json::array(), failures = Json::array();
  for (const PageReading& page : record.reading.pages) {
    pages.push_back({{"page_no", page.page_no},
                     {"width_pt", page.width_pt},
                     {"height_pt", page.height_pt},
                     {"source", ToString(page.source)},
                     {"text", page.text}});
  }
  for (const Error& error : record.failures) {
    failures.push_back({{"stage", error.stage},
                        {"page_no", OrNull(error.page_no)},
                        {"code", ToString(error.code)},
                        {"message", error.message}});
  }
  Json substitutions = Json::array();
  for (const Substitution& substitution : record.reading.substitutions) {
    substitutions.push_back({{"page_no", OrNull(substitution.page_no)},
                             {"in_file", substitution.in_file},
                             {"read_as", substitution.read_as},
                             {"count", substitution.count}});
  }
  Json json{{"document_id", document.document_id},
            {"source_paths", document.source_paths},
            {"sha256", record.sha256},
            {"format", ToString(record.reading.format)},
            {"page_count", record.reading.pages.size()},
            {"status", record.status},
            {"language", OrNull(document.language)},
            {"imported_at", document.imported_at}};
  json.update(FromNotice(record.notice));
  json["pages"] = std::move(pages);
  json["substitutions"] = std::move(substitutions);
  json["failures"] = std::move(failures);
  return json;
}

Json ToSearchJson(const StoredDocument& document) {
  const Notice& notice = document.record.notice;
  const auto values = [](const std::vector<SourcedText>& texts) {
    Json list = Json::array();
    for (const SourcedText& text : texts) list.push_back(text.value);
    return list;
  };
  Json json;
  json["document_number"] = OrNull(notice.document_number.value);
  json["title"] = OrNull(notice.title.value);
  json["issuing_agencies"] = values(notice.issuing_agencies);
  json["addressees"] = values(notice.addressees);
  json["issue_date"] = OrNull(notice.issue_date.value);
  json["cites"] = Json::array();
  for (const Citation& cite : notice.cites) json["cites"].push_back(cite.cited_number);
  json["source_paths"] = document.source_paths;
  json["status"] = document.record.status;
  json["pages"] = Json::array();
  for (const PageReading& page : document.record.reading.pages) {
    json["pages"].push_back({{"page_no", page.page_no}, {"text", page.text}});
  }
  if (document.record.reading.pages.empty()) {
    std::string text;
    for (const Block& block : document.record.reading.blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block);
      if (paragraph != nullptr) text += paragraph->text + "\n";
    }
    json["text"] = text;
  }
  json["indicators"] = Json::array();
  for (const IndicatorTable& table : notice.indicator_tables) {
    for (const IndicatorRow& row : table.rows) {
      Json one;
      one["fund"] = OrNull(table.fund);
      one["year"] = OrNull(table.year);
      one["region"] = OrNull(table.region);
      one["region_code"] = OrNull(table.region_code);
      one["level1"] = row.level1;
      one["level2"] = row.level2;
      one["level3"] = row.level3;
      one["value_text"] = row.value_text;
      one["value_number"] = OrNull(row.value.number);
      one["value_unit"] = OrNull(row.value.unit);
      one["confidence"] = row.confidence;
      one["page_no"] = OrNull(row.value_from.page_no);
      json["indicators"].push_back(std::move(one));
    }
  }
  json["allocations"] = Json::array();
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) {
      Json one;
      one["recipient"] = entry.recipient;
      one["column"] = entry.column_name;
      one["amount_yuan"] = OrNull(entry.amount_yuan);
      one["is_total"] = entry.is_total;
      one["page_no"] = OrNull(entry.from.page_no);
      json["allocations"].push_back(std::move(one));
    }
  }
  return json;
}

}  // namespace gongwen
