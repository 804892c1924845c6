// One pass over the records keeps the present run of them and the longest run so far. Only a
// summary of each record is kept, its fields are cut again at the end. Tested by
// text_reader_test.cc.
#include "extractors/markup/csv_region.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/inline_text.h"
#include "extractors/markup/markup_limits.h"
#include "extractors/markup/shown_text.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kMinRecords = 3;
constexpr std::size_t kMinFields = 2;
constexpr std::size_t kMaxForeignLines = 5;
constexpr std::size_t kMaxQuotedBytes = 20'000;  // a quote that is never closed is no quote

struct Record {
  std::vector<std::string> fields{};
  std::size_t end = 0;  // on the '\n' behind it, or at the end of the text
};

// Reads the quoted field whose opening quote is at `at`; false when the quote is not closed before
// a separator or a line end.
bool ReadQuoted(std::string_view text, char separator, std::size_t& at, std::string& field) {
  const std::size_t limit = std::min(text.size(), at + kMaxQuotedBytes);
  std::string value;
  for (std::size_t i = at + 1; i < limit; ++i) {
    if (text[i] != '"') {
      value.push_back(text[i]);
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      value.push_back('"');
      ++i;
    } else {
      const bool is_end = i + 1 == text.size() || text[i + 1] == separator || text[i + 1] == '\n';
      if (!is_end) return false;
      field = TrimPieces(value);
      at = i + 1;
      return true;
    }
  }
  return false;
}

// ="001": Excel shows what stands in the quotes, and exports so what is to stay text. Other
// formulas stay as written, and are no numbers.
std::string_view WithoutTextFormula(std::string_view field) {
  const bool is_text = field.size() >= 3 && field.starts_with("=\"") && field.ends_with('"') &&
                       field.substr(2, field.size() - 3).find('"') == std::string_view::npos;
  return is_text ? field.substr(2, field.size() - 3) : field;
}

Record ReadRecord(std::string_view text, char separator, std::size_t at) {
  const char ends[] = {separator, '\n'};
  Record record;
  bool may_quote = true;  // one failed search for a closing quote is enough for a record
  for (;;) {
    std::string field;
    if (at < text.size() && text[at] == '"' && may_quote) {
      may_quote = ReadQuoted(text, separator, at, field);
    }
    const std::size_t end =
        std::min(text.find_first_of(std::string_view(ends, 2), at), text.size());
    if (end > at) field = TrimBlanks(text.substr(at, end - at));
    record.fields.push_back(ShownText(WithoutTextFormula(field)));
    if (end == text.size() || text[end] == '\n') {
      record.end = end;
      return record;
    }
    at = end + 1;
  }
}

bool IsNumber(std::string_view field) {
  return !field.empty() &&
         field.find_first_not_of("0123456789.,-+%() ") == std::string_view::npos &&
         field.find_first_of("0123456789") != std::string_view::npos;
}

// Records in a row. A damaged table has rows of different lengths, but never only such.
struct Run {
  std::size_t begin = 0, end = 0;
  std::size_t records = 0;
  std::size_t fields = 0, equal = 0, most_equal = 0;  // of the last record; in a row with it
  std::vector<std::size_t> numbers{};                 // by column: records with a number there
  std::size_t separators = 0;
  bool operator<(const Run& other) const {
    return std::pair{IsTable(), records} < std::pair{other.IsTable(), other.records};
  }
  [[nodiscard]] bool IsTable() const { return most_equal >= kMinRecords; }

  [[nodiscard]] bool HasNumberColumn() const {
    return std::ranges::any_of(numbers, [&](std::size_t n) { return n * 2 >= records; });
  }
  void Add(const Record& record) {
    ++records;
    end = record.end;
    separators += record.fields.size() - 1;
    equal = record.fields.size() == fields ? equal + 1 : 1;
    fields = record.fields.size();
    most_equal = std::max(most_equal, equal);
    numbers.resize(std::max(numbers.size(), fields));
    for (std::size_t i = 0; i < fields; ++i) {
      if (IsNumber(record.fields[i])) ++numbers[i];
    }
  }
};

bool LooksLikeRecord(const Record& record) {
  return record.fields.size() >= kMinFields && record.fields.size() <= kMaxRowCells &&
         std::ranges::none_of(record.fields, [](const std::string& field) {
           return field.ends_with("。") || field.ends_with("；") || field.ends_with("！");
         });
}

Run LongestRun(std::string_view text, char separator, std::size_t& lines) {
  Run longest, present;
  for (std::size_t at = 0; at < text.size();) {
    const Record record = ReadRecord(text, separator, at);
    if (!TrimAscii(text.substr(at, record.end - at)).empty()) ++lines;
    if (LooksLikeRecord(record)) {
      if (present.records == 0) present.begin = at;
      present.Add(record);
    } else {
      longest = std::max(longest, std::exchange(present, {}));
    }
    at = record.end + 1;
  }
  return std::max(longest, present);
}

}  // namespace

std::optional<SeparatorLine> FindSeparatorLine(std::string_view text) {
  constexpr std::string_view kLabel = "sep=";
  const std::string_view line = TrimAscii(LineAt(text, 0));
  const bool is_tab = LineAt(text, 0) == "sep=\t";
  if (!is_tab && (!StartsWithNoCase(line, kLabel) || line.size() != kLabel.size() + 1)) {
    return std::nullopt;
  }
  const char separator = is_tab ? '\t' : line.back();
  if (std::string_view(",;|\t").find(separator) == std::string_view::npos) return std::nullopt;
  return SeparatorLine{.separator = separator,
                       .end = std::min(LineAt(text, 0).size() + 1, text.size())};
}

std::optional<CsvRegion> FindCsvRegion(std::string_view text) {
  const std::optional<SeparatorLine> told = FindSeparatorLine(text);
  std::optional<Run> best;
  char separator = ',';
  // Where two part the text as often, it is not the comma, which also stands inside numbers.
  for (const char candidate : {'\t', ';', '|', ','}) {
    if (told && told->separator != candidate) continue;
    if (text.find(candidate) == std::string_view::npos) continue;
    // Without quoted fields the reader of plain text knows more about tabs.
    const bool is_quoted =
        text.find("\t\"") != std::string_view::npos || text.find("\n\"") != std::string_view::npos;
    if (candidate == '\t' && !told && !is_quoted) continue;
    std::size_t lines = 0;
    const std::size_t begin = told ? told->end : 0;
    Run run = LongestRun(text.substr(begin), candidate, lines);
    if (!run.IsTable()) continue;
    if (lines - run.records > kMaxForeignLines && !run.HasNumberColumn()) continue;
    run.begin += begin;
    run.end += begin;
    if (best && run.separators <= best->separators) continue;
    best = run;
    separator = candidate;
  }
  if (!best) return std::nullopt;
  CsvRegion region{.begin = best->begin, .end = best->end, .separator = separator};
  for (std::size_t at = best->begin; at < best->end;) {
    Record record = ReadRecord(text, separator, at);
    at = record.end + 1;
    region.rows.push_back(std::move(record.fields));
  }
  return region;
}

}  // namespace gongwen
