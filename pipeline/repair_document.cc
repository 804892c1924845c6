#include "pipeline/repair_document.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <variant>

#include "extractors/markup/decode_text.h"
#include "extractors/markup/html_reader.h"
#include "extractors/markup/html_table_spans.h"
#include "extractors/markup/markdown_reader.h"
#include "extractors/markup/sniff_format.h"
#include "extractors/markup/text_reader.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

using Places = std::vector<std::optional<TableInSource>>;  // by table of the reading

// A text document as read, with the places of its tables in the decoded text.
struct TextDocument {
  Reading reading{};
  Places places{};
};

std::size_t CountGrids(const Reading& reading) {
  return static_cast<std::size_t>(
      std::count_if(reading.blocks.begin(), reading.blocks.end(),
                    [](const Block& block) { return std::holds_alternative<TableGrid>(block); }));
}

TableInSource HtmlPlace(std::string_view text, const ByteRange& range) {
  const std::size_t tag_end = std::min(text.find('>', range.begin), range.end - 1);
  return {.range = range,
          .form = TableForm::kHtml,
          .open_tag = std::string(text.substr(range.begin, tag_end + 1 - range.begin))};
}

// A table with further ones inside that is read as what stands in its cells.
bool LaysOut(std::string_view table, const Reading& reading) {
  const bool has_paragraphs =
      std::any_of(reading.blocks.begin(), reading.blocks.end(),
                  [](const Block& block) { return std::holds_alternative<Paragraph>(block); });
  return has_paragraphs && !FindHtmlTables(table.substr(1)).empty();
}

// The places of the grids that `range` is read as, in their order.
void AppendHtmlPlaces(std::string_view text, const ByteRange& range, Places& places) {
  const std::string_view table = text.substr(range.begin, range.end - range.begin);
  const Result<Reading> reading = ReadHtml(table);
  if (!reading) return;
  if (!LaysOut(table, *reading)) {
    places.insert(places.end(), CountGrids(*reading), HtmlPlace(text, range));
    return;
  }
  for (const ByteRange& inner : FindHtmlTables(table.substr(1))) {
    const std::size_t moved = range.begin + 1;
    AppendHtmlPlaces(text, {inner.begin + moved, inner.end + moved}, places);
  }
}

// The lines that are not empty.
std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (text.find_first_not_of(" \t", at) < end) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// The first `rows` rows of a pipe table and the delimiter row; empty where lines are no rows.
std::string HeadLines(std::string_view table, int grid_rows, int rows) {
  const std::vector<std::string_view> lines = LinesOf(table);
  const bool has_delimiter = lines.size() > 1 && lines[0].find('|') != std::string_view::npos &&
                             lines[1].find_first_not_of(" \t|:-") == std::string_view::npos;
  const auto count = static_cast<std::size_t>(rows) + 1;
  if (!has_delimiter || lines.size() != static_cast<std::size_t>(grid_rows) + 1) return {};
  std::string head;
  for (std::size_t i = 0; i < count; ++i) head += std::string(lines[i]) + "\n";
  return head;
}

Result<TextDocument> ReadMarkdownDocument(std::string_view text) {
  return ReadMarkdown(text).map([&](MarkupReading read) {
    TextDocument document{.reading = std::move(read.reading)};
    for (const ByteRange& range : read.table_spans) {
      const std::string_view table = text.substr(range.begin, range.end - range.begin);
      if (text[range.begin] == '<') {
        const Result<Reading> inner = ReadHtml(table);
        const bool is_told = inner && !LaysOut(table, *inner);
        document.places.push_back(is_told ? std::optional(HtmlPlace(text, range)) : std::nullopt);
      } else {
        document.places.emplace_back(TableInSource{.range = range, .head = std::string(table)});
      }
    }
    return document;
  });
}

Result<TextDocument> ReadHtmlDocument(std::string_view text) {
  Result<Reading> reading = ReadHtml(text);
  if (!reading) return tl::make_unexpected(std::move(reading).error());
  TextDocument document{.reading = std::move(*reading)};
  for (const ByteRange& range : FindHtmlTables(text)) {
    AppendHtmlPlaces(text, range, document.places);
  }
  // Commented out or broken ones: then their places cannot be told.
  const std::size_t grids = CountGrids(document.reading);
  if (document.places.size() != grids) document.places.assign(grids, std::nullopt);
  return document;
}

Result<TextDocument> ReadTextDocument(std::string_view text) {
  return ReadTextWithSpans(text).map([](TextReading read) {
    TextDocument document{.reading = std::move(read.reading)};
    for (const TextTableSpan& span : read.table_spans) {
      const bool is_blank = span.separator == ' ';
      document.places.emplace_back(
          TableInSource{.range = span.range,
                        .form = is_blank ? TableForm::kLines : TableForm::kSeparated,
                        .separator = span.separator});
    }
    return document;
  });
}

// The lines of `text` from `from` on that hold the paragraphs, one each, with nothing but empty
// lines between them.
std::optional<ByteRange> FindLines(std::string_view text, std::size_t from,
                                   std::span<const std::string> paragraphs) {
  std::optional<ByteRange> found;
  std::size_t next = 0;
  for (std::size_t at = from; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = NormalizeForMatch(text.substr(at, end - at));
    if (!line.empty()) {
      const bool goes_on = line == NormalizeForMatch(paragraphs[next]);
      if (!goes_on) {
        next = 0;
        found.reset();
      }
      if (goes_on || line == NormalizeForMatch(paragraphs[0])) {
        if (!found) found = ByteRange{at, end};
        found->end = end;
        if (++next == paragraphs.size()) return found;
      }
    }
    at = end + 1;
  }
  return std::nullopt;
}

// The places after lines have become tables: those are looked up by what they say.
Places PlacesAfterGathering(std::string_view text, const std::vector<Block>& before,
                            const UnderstoodReading& after, Places places) {
  Places all;
  std::size_t next_place = 0, from = 0;
  for (std::size_t b = 0; b < after.reading.blocks.size(); ++b) {
    if (!std::holds_alternative<TableGrid>(after.reading.blocks[b])) continue;
    const std::size_t first = after.first_block[b];
    if (std::holds_alternative<TableGrid>(before[first])) {
      all.push_back(next_place < places.size() ? std::move(places[next_place++]) : std::nullopt);
    } else {
      const std::size_t end =
          b + 1 < after.first_block.size() ? after.first_block[b + 1] : before.size();
      std::vector<std::string> lines;
      for (std::size_t i = first; i < end; ++i) {
        lines.push_back(std::get<Paragraph>(before[i]).text);
      }
      const std::optional<ByteRange> range = FindLines(text, from, lines);
      all.push_back(range ? std::optional(TableInSource{.range = *range, .form = TableForm::kLines})
                          : std::nullopt);
    }
    if (all.back()) from = all.back()->range.end;
  }
  return all;
}

// From places in the decoded text to places in the bytes.
Result<void> MoveIntoBytes(std::string_view bytes, Places& places) {
  std::vector<ByteRange> ranges;
  for (const auto& place : places) {
    const bool is_new = place && (ranges.empty() || !(ranges.back() == place->range));
    if (is_new) ranges.push_back(place->range);
  }
  const Result<std::vector<ByteRange>> moved = RangesInBytes(bytes, ranges);
  if (!moved) return tl::make_unexpected(moved.error());
  for (auto& place : places) {
    if (!place) continue;
    const auto at = std::find(ranges.begin(), ranges.end(), place->range) - ranges.begin();
    place->range = (*moved)[static_cast<std::size_t>(at)];
  }
  return {};
}

bool IsText(InputFormat format) {
  return format == InputFormat::kMarkdown || format == InputFormat::kHtml ||
         format == InputFormat::kText;
}

// Where the indicator tables of the document are mended to; places by table of the reading.
std::vector<MendedTable> MendTables(const RepairedDocument& document,
                                    const std::vector<IndicatorSheet>& sheets,
                                    const Places& places) {
  std::vector<std::size_t> grids;  // by table of the reading: the block
  for (std::size_t b = 0; b < document.reading.blocks.size(); ++b) {
    if (std::holds_alternative<TableGrid>(document.reading.blocks[b])) grids.push_back(b);
  }
  std::vector<MendedTable> tables;
  for (std::size_t t = 0; t < document.notice.indicator_tables.size(); ++t) {
    const IndicatorTable& table = document.notice.indicator_tables[t];
    const auto index = static_cast<std::size_t>(table.table_no - 1);
    if (table.rows.empty() || index >= grids.size()) continue;
    const auto& read = std::get<TableGrid>(document.reading.blocks[grids[index]]);
    MendedTable mended{
        .table = t, .block = grids[index], .mended = MendGrid(read, sheets[t], table)};
    const bool has_repairs =
        std::any_of(document.notice.repairs.begin(), document.notice.repairs.end(),
                    [&](const Repair& repair) { return repair.table_no == table.table_no; });
    mended.needs_mending = has_repairs || !StandsAsRead(read, mended.mended);
    if (index < places.size()) mended.place = places[index];
    if (mended.place && mended.place->form == TableForm::kPipes) {
      const bool has_same_columns = mended.mended.grid.columns == read.columns;
      const int rows = mended.mended.header_row + mended.mended.header_rows;
      mended.place->head = has_same_columns && mended.mended.has_read_header
                               ? HeadLines(mended.place->head, read.rows, rows)
                               : std::string{};
    }
    tables.push_back(std::move(mended));
  }
  return tables;
}

Result<RepairedDocument> RepairText(std::string_view bytes, InputFormat format,
                                    const Knowledge& knowledge, const UnderstandOptions& options) {
  const Result<std::string> text = DecodeText(bytes);
  if (!text) return tl::make_unexpected(text.error());
  Result<TextDocument> read = format == InputFormat::kMarkdown ? ReadMarkdownDocument(*text)
                              : format == InputFormat::kHtml   ? ReadHtmlDocument(*text)
                                                               : ReadTextDocument(*text);
  if (!read) return tl::make_unexpected(std::move(read).error());
  const std::vector<Block> before = read->reading.blocks;
  UnderstoodReading understood = UnderstandReading(std::move(read->reading), knowledge, options);
  Places places = PlacesAfterGathering(*text, before, understood, std::move(read->places));
  if (auto moved = MoveIntoBytes(bytes, places); !moved) {
    return tl::make_unexpected(moved.error());
  }
  RepairedDocument document{.reading = std::move(understood.reading),
                            .notice = std::move(understood.notice),
                            .source = std::string(bytes)};
  document.is_separated =
      !places.empty() && std::all_of(places.begin(), places.end(), [](const auto& place) {
        return place && place->form == TableForm::kSeparated;
      });
  document.tables = MendTables(document, understood.sheets, places);
  return document;
}

}  // namespace

Result<RepairedDocument> RepairDocument(std::string_view bytes, DocumentReader& reader,
                                        const Knowledge& knowledge,
                                        const UnderstandOptions& options) {
  const InputFormat format = SniffFormat(bytes);
  if (IsText(format)) return RepairText(bytes, format, knowledge, options);
  return reader.Read(bytes).map([&](Reading read) {
    UnderstoodReading understood = UnderstandReading(std::move(read), knowledge, options);
    RepairedDocument document{.reading = std::move(understood.reading),
                              .notice = std::move(understood.notice)};
    document.tables = MendTables(document, understood.sheets, {});
    return document;
  });
}

Result<std::string> ReplaceTables(
    const RepairedDocument& document,
    const std::function<std::optional<std::string>(const MendedTable&)>& write) {
  const std::string& source = *document.source;
  std::string out;
  std::size_t at = 0;
  for (const MendedTable& table : document.tables) {
    // A nested table: the outer one is already replaced.
    if (!table.place || table.place->range.begin < at) continue;
    std::optional<std::string> written = write(table);
    if (!written) continue;
    while (written->ends_with('\n')) written->pop_back();
    const Result<std::string> encoded = EncodeLike(source, *written);
    if (!encoded) return tl::make_unexpected(encoded.error());
    out += source.substr(at, table.place->range.begin - at);
    out += *encoded;
    at = table.place->range.end;
  }
  return out + source.substr(at);
}

}  // namespace gongwen
