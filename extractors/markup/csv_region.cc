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
// a comma or a line end.
bool ReadQuoted(std::string_view text, std::size_t& at, std::string& field) {
  const std::size_t limit = std::min(text.size(), at + kMaxQuotedBytes);
  std::string value;
  for (std::size_t i = at + 1; i < limit; ++i) {
    if (text[i] != '"') {
      value.push_back(text[i]);
    } else if (i + 1 < text.size() && text[i + 1] == '"') {
      value.push_back('"');
      ++i;
    } else {
      const bool is_end = i + 1 == text.size() || text[i + 1] == ',' || text[i + 1] == '\n';
      if (!is_end) return false;
      field = TrimPieces(value);
      at = i + 1;
      return true;
    }
  }
  return false;
}

Record ReadRecord(std::string_view text, std::size_t at) {
  Record record;
  bool may_quote = true;  // one failed search for a closing quote is enough for a record
  for (;;) {
    std::string field;
    if (at < text.size() && text[at] == '"' && may_quote) may_quote = ReadQuoted(text, at, field);
    const std::size_t end = std::min(text.find_first_of(",\n", at), text.size());
    if (end > at) field = TrimBlanks(text.substr(at, end - at));
    record.fields.push_back(std::move(field));
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

Run LongestRun(std::string_view text, std::size_t& lines) {
  Run longest, present;
  for (std::size_t at = 0; at < text.size();) {
    const Record record = ReadRecord(text, at);
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

std::optional<CsvRegion> FindCsvRegion(std::string_view text) {
  std::size_t lines = 0;
  const Run run = LongestRun(text, lines);
  if (!run.IsTable()) return std::nullopt;
  if (lines - run.records > kMaxForeignLines && !run.HasNumberColumn()) return std::nullopt;
  CsvRegion region{.begin = run.begin, .end = run.end};
  for (std::size_t at = run.begin; at < run.end;) {
    Record record = ReadRecord(text, at);
    at = record.end + 1;
    region.rows.push_back(std::move(record.fields));
  }
  return region;
}

}  // namespace gongwen
