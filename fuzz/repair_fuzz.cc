// Any text through the hierarchy engine and back into the form it came in. Oracle: no crash; every
// mended grid tiles; probabilities are probabilities; reverting gives as many rows; and a document
// without indicator tables stays as it is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cli/output/repair_writers.h"
#include "extractors/markup/sniff_format.h"
#include "normalizers/hierarchy/revert_repairs.h"
#include "pipeline/repair_document.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

const gongwen::Knowledge& Built() {
  static const auto knowledge = *gongwen::Knowledge::Load();
  return *knowledge;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const gongwen::InputFormat format = gongwen::SniffFormat(bytes);
  const bool is_text = format == gongwen::InputFormat::kMarkdown ||
                       format == gongwen::InputFormat::kHtml ||
                       format == gongwen::InputFormat::kText;
  if (!is_text) return 0;
  gongwen::DocumentReader reader({});
  const auto document = gongwen::RepairDocument(bytes, reader, Built());
  if (!document) return 0;
  for (const gongwen::MendedTable& table : document->tables) {
    Require(gongwen::CheckTiling(table.mended.grid).has_value());
  }
  for (const gongwen::IndicatorTable& table : document->notice.indicator_tables) {
    const auto rows = gongwen::RevertRepairs(table, document->notice.repairs);
    Require(rows.size() == table.rows.size());
    for (const gongwen::IndicatorRow& row : table.rows) {
      Require(row.confidence >= 0 && row.confidence <= 1);
    }
  }
  for (const std::string_view form : {"md", "html", "csv", "json"}) {
    Require(gongwen::WriteRepaired(*document, form).has_value());
  }
  const auto own = gongwen::WriteRepaired(*document, gongwen::OwnForm(*document));
  Require(own.has_value());
  if (document->tables.empty()) Require(*own == bytes);
  return 0;
}
