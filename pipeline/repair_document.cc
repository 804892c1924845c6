#include "pipeline/repair_document.h"

#include <utility>
#include <variant>

#include "extractors/markup/decode_text.h"
#include "extractors/markup/markdown_reader.h"
#include "extractors/markup/sniff_format.h"

namespace gongwen {

Result<RepairedDocument> RepairDocument(std::string_view bytes, DocumentReader& reader,
                                        const Knowledge& knowledge,
                                        const UnderstandOptions& options) {
  RepairedDocument document;
  if (SniffFormat(bytes) == InputFormat::kMarkdown) {
    Result<std::string> text = DecodeText(bytes);
    if (!text) return tl::make_unexpected(std::move(text).error());
    Result<MarkupReading> markup = ReadMarkdown(*text);
    if (!markup) return tl::make_unexpected(std::move(markup).error());
    document.reading = std::move(markup->reading);
    document.source = std::move(*text);
    for (const MarkupTableSpan& span : markup->table_spans) {
      document.tables.push_back({span.begin, span.end});
    }
  } else {
    Result<Reading> reading = reader.Read(bytes);
    if (!reading) return tl::make_unexpected(std::move(reading).error());
    document.reading = std::move(*reading);
  }
  UnderstoodReading understood = UnderstandReading(std::move(document.reading), knowledge, options);
  document.reading = std::move(understood.reading);
  document.notice = std::move(understood.notice);
  return document;
}

std::string ReplaceIndicatorTables(
    const RepairedDocument& document,
    const std::function<std::string(const IndicatorTable&, const TableGrid&)>& write) {
  std::vector<const TableGrid*> grids;
  for (const Block& block : document.reading.blocks) {
    if (const TableGrid* grid = std::get_if<TableGrid>(&block)) grids.push_back(grid);
  }
  const std::string& source = *document.source;
  std::string out;
  std::size_t at = 0;
  for (const IndicatorTable& table : document.notice.indicator_tables) {
    const auto index = static_cast<std::size_t>(table.table_no - 1);
    if (table.rows.empty() || index >= document.tables.size()) continue;
    const TableInSource& span = document.tables[index];
    if (span.begin < at) continue;  // a nested table: the outer one is already replaced
    out += source.substr(at, span.begin - at);
    std::string written = write(table, *grids[index]);
    while (!written.empty() && written.back() == '\n') written.pop_back();
    out += written;
    at = span.end;
  }
  return out + source.substr(at);
}

}  // namespace gongwen
