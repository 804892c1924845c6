// The members of a Notice for JSON: how a reading process hands one over.
#pragma once

#include <string_view>

#include "model/notice.h"
#include "store/json_members.h"
#include "store/reading_members.h"
#include "store/row_values.h"

namespace gongwen {

inline TableKind EnumFromString(std::string_view name, TableKind) {
  return TableKindFromString(name);
}
inline CheckOutcome EnumFromString(std::string_view name, CheckOutcome otherwise) {
  return CheckOutcomeFromString(name).value_or(otherwise);
}

template <class V>
void Describe(V& v, Provenance*) {
  v("page", &Provenance::page_no)("box", &Provenance::box);
  v("confidence", &Provenance::confidence)("source", &Provenance::source);
}
template <class V>
void Describe(V& v, SourcedText*) {
  v("value", &SourcedText::value)("from", &SourcedText::from);
}
template <class V>
void Describe(V& v, Citation*) {
  v("number", &Citation::cited_number)("relation", &Citation::relation);
  v("context", &Citation::context)("from", &Citation::from);
}
template <class V>
void Describe(V& v, Value*) {
  v("comparator", &Value::comparator)("number", &Value::number)("unit", &Value::unit);
  v("low", &Value::low)("high", &Value::high)("date", &Value::date);
}
template <class V>
void Describe(V& v, Evidence*) {
  v("term", &Evidence::term)("detail", &Evidence::detail)("weight", &Evidence::weight);
}
template <class V>
void Describe(V& v, Repair*) {
  v("table", &Repair::table_no)("row", &Repair::row_no)("field", &Repair::field);
  v("before", &Repair::before)("after", &Repair::after)("reason", &Repair::reason);
  v("evidence", &Repair::evidence)("confidence", &Repair::confidence);
  v("reverted", &Repair::is_reverted);
}
template <class V>
void Describe(V& v, Alternative*) {
  v("level1", &Alternative::level1)("level2", &Alternative::level2);
  v("probability", &Alternative::probability);
}
template <class V>
void Describe(V& v, ExtraCell*) {
  v("column", &ExtraCell::column)("text", &ExtraCell::text);
}
template <class V>
void Describe(V& v, IndicatorTrust*) {
  v("region", &IndicatorTrust::region)("levels", &IndicatorTrust::levels);
  v("name", &IndicatorTrust::name)("value", &IndicatorTrust::value);
}
template <class V>
void Describe(V& v, IndicatorRow*) {
  v("row", &IndicatorRow::row_no)("level1", &IndicatorRow::level1);
  v("level2", &IndicatorRow::level2)("level3", &IndicatorRow::level3);
  v("value_text", &IndicatorRow::value_text)("key", &IndicatorRow::indicator_key);
  v("value_column", &IndicatorRow::value_column)("extras", &IndicatorRow::extras);
  v("value", &IndicatorRow::value)("name_from", &IndicatorRow::name_from);
  v("value_from", &IndicatorRow::value_from)("confidence", &IndicatorRow::confidence);
  v("trust", &IndicatorRow::trust);
  v("repaired", &IndicatorRow::is_repaired)("alternatives", &IndicatorRow::alternatives);
}
template <class V>
void Describe(V& v, HeadField*) {
  v("key", &HeadField::key)("value", &HeadField::value);
}
template <class V>
void Describe(V& v, IndicatorTable*) {
  v("table", &IndicatorTable::table_no)("title", &IndicatorTable::title);
  v("fund", &IndicatorTable::fund)("year", &IndicatorTable::year);
  v("region", &IndicatorTable::region)("region_code", &IndicatorTable::region_code);
  v("region_department", &IndicatorTable::region_department);
  v("competent_department", &IndicatorTable::competent_department);
  v("head", &IndicatorTable::head)("rows", &IndicatorTable::rows);
}
template <class V>
void Describe(V& v, AllocationTrust*) {
  v("recipient", &AllocationTrust::recipient)("column", &AllocationTrust::column);
  v("amount", &AllocationTrust::amount);
}
template <class V>
void Describe(V& v, AllocationEntry*) {
  v("row", &AllocationEntry::row_no)("recipient", &AllocationEntry::recipient);
  v("column", &AllocationEntry::column_name)("amount_text", &AllocationEntry::amount_text);
  v("amount", &AllocationEntry::amount)("unit", &AllocationEntry::unit);
  v("yuan", &AllocationEntry::amount_yuan)("total", &AllocationEntry::is_total);
  v("parent", &AllocationEntry::parent)("code", &AllocationEntry::recipient_code);
  v("item", &AllocationEntry::item)("trust", &AllocationEntry::trust);
  v("from", &AllocationEntry::from);
}
template <class V>
void Describe(V& v, AllocationTable*) {
  v("table", &AllocationTable::table_no)("title", &AllocationTable::title);
  v("unit", &AllocationTable::unit)("entries", &AllocationTable::entries);
}
template <class V>
void Describe(V& v, TableSummary*) {
  v("table", &TableSummary::table_no)("kind", &TableSummary::kind);
  v("title", &TableSummary::title)("unit", &TableSummary::unit);
  v("attachment", &TableSummary::attachment)("header_rows", &TableSummary::header_rows);
}
template <class V>
void Describe(V& v, Proposal*) {
  v("row", &Proposal::row_no)("column", &Proposal::column);
  v("before", &Proposal::before)("after", &Proposal::after);
}
template <class V>
void Describe(V& v, Check*) {
  v("table", &Check::table_no)("row", &Check::row_no)("name", &Check::name);
  v("outcome", &Check::outcome)("expected", &Check::expected)("actual", &Check::actual);
  v("message", &Check::message)("proposal", &Check::proposal);
}
template <class V>
void Describe(V& v, NamedText*) {
  v("name", &NamedText::name)("text", &NamedText::text);
}
template <class V>
void Describe(V& v, Notice*) {
  v("document_number", &Notice::document_number)("title", &Notice::title);
  v("issuing_agencies", &Notice::issuing_agencies)("addressees", &Notice::addressees);
  v("issue_date", &Notice::issue_date)("print_date", &Notice::print_date);
  v("printing_office", &Notice::printing_office)("copy_to", &Notice::copy_to);
  v("cites", &Notice::cites)("attachments", &Notice::attachments)("further", &Notice::further);
  v("tables", &Notice::tables)("indicator_tables", &Notice::indicator_tables);
  v("allocation_tables", &Notice::allocation_tables)("repairs", &Notice::repairs);
  v("checks", &Notice::checks);
}

}  // namespace gongwen
