#include "extractors/markup/text_reader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/aligned_fields.h"
#include "extractors/markup/ascii_text.h"
#include "extractors/markup/csv_region.h"
#include "extractors/markup/grid_from_rows.h"
#include "extractors/markup/item_marks.h"
#include "extractors/markup/markup_limits.h"
#include "extractors/markup/paragraph_joiner.h"
#include "extractors/markup/shown_text.h"
#include "extractors/text/paragraph_cues.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kParagraphIndent = 4;  // two ems; from deeper in, a line does not wrap
constexpr std::size_t kLeastBlankRows = 4;
constexpr std::size_t kLongestField = 60;  // bytes, on average over a line

// A tab between two texts, not one that only indents.
bool HasInnerTab(std::string_view line) {
  return TrimBlanks(line).find('\t') != std::string_view::npos;
}

std::vector<std::string> SplitAtTabs(std::string_view line) {
  std::vector<std::string> fields;
  for (std::size_t at = 0;;) {
    const std::size_t tab = std::min(line.find('\t', at), line.size());
    fields.push_back(ShownText(TrimBlanks(line.substr(at, tab - at))));
    if (tab == line.size()) return fields;
    at = tab + 1;
  }
}

// Leading blanks; U+3000 counts as two.
std::size_t Indent(std::string_view line) {
  std::size_t indent = 0;
  for (;; ++indent) {
    const char32_t c = TakeCodePoint(line);
    if (c == U'　') {
      ++indent;
    } else if (c != U' ' && c != U'\t') {
      return indent;
    }
  }
}

// Fields parted by blanks. Running Chinese has none inside, so lines of several such fields are
// rows.
std::vector<std::string> SplitAtBlanks(std::string_view line) {
  std::vector<std::string> fields;
  std::string field;
  for (line = TrimBlanks(line); !line.empty();) {
    const std::string_view at = line;
    const char32_t c = TakeCodePoint(line);
    if (c == U' ' || c == U'\t' || c == U'　' || c == 0xA0) {
      if (!field.empty()) fields.push_back(std::exchange(field, {}));
    } else {
      field.append(at.substr(0, at.size() - line.size()));
    }
  }
  if (!field.empty()) fields.push_back(std::move(field));
  return fields;
}

// Not a sentence, an item, or a title set with gaps (关 于 下 达).
bool LooksLikeBlankRow(std::string_view line, std::size_t least_fields) {
  const std::vector<std::string> fields = SplitAtBlanks(ShownText(line));
  if (fields.size() < least_fields || EndsSentence(TrimBlanks(line)) || OpensItem(line))
    return false;
  std::size_t wide = 0, han = 0;  // bytes, fields that begin with Han
  for (const std::string& field : fields) {
    wide += field.size();
    han += IsHan(FirstCodePoint(field)) ? 1U : 0U;
  }
  return han > 0 && wide >= 4 * fields.size() && wide <= kLongestField * fields.size();
}

// A label of several rows that stands between two of them, on a line of its own.
bool LooksLikeLabelBetween(std::string_view line) {
  return Indent(line) >= kParagraphIndent && TrimBlanks(line).size() <= kLongestField &&
         SplitAtBlanks(line).size() == 1 && HasHan(line) && !EndsSentence(TrimBlanks(line)) &&
         !OpensItem(line);
}

// "# 关于…的通知" in a text that is no Markdown otherwise.
std::string_view WithoutHeadingMark(std::string_view line) {
  constexpr std::size_t kDeepest = 6;
  const std::size_t level = line.find_first_not_of('#');
  const bool is_heading =
      level != std::string_view::npos && level >= 1 && level <= kDeepest && line[level] == ' ';
  return is_heading ? line.substr(level + 1) : line;
}

class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text) {}

  Result<TextReading> Read() && {
    std::optional<CsvRegion> csv = FindCsvRegion(text_);
    const std::size_t csv_begin = csv ? csv->begin : text_.size();
    std::vector<Leftover> leftovers;
    std::size_t begin = 0;
    if (const auto line = FindSeparatorLine(text_); csv && line) {
      begin = line->end;
      leftovers.push_back({.text = std::string(LineAt(text_, 0)), .why = "separator of the CSV"});
    }
    auto read = ReadLines(begin, csv_begin);
    if (read && csv) {
      read = AddTable(std::move(csv->rows), {{csv->begin, csv->end}, csv->separator});
    }
    if (read && csv) read = ReadLines(std::min(csv->end + 1, text_.size()), text_.size());
    if (read) read = sink_.Add(joiner_.Take());
    if (!read) return tl::make_unexpected(std::move(read).error());
    return TextReading{{.format = InputFormat::kText,
                        .blocks = std::move(sink_).Take(),
                        .leftovers = std::move(leftovers)},
                       std::move(spans_)};
  }

 private:
  Result<void> ReadLines(std::size_t at, std::size_t end) {
    while (at < end) {
      const std::string_view line = LineAt(text_, at);
      const bool can_open = HasInnerTab(line) && HasInnerTab(NextLine(at, end));
      if (can_open) {
        if (auto read = ReadTabTable(at, end); !read) return read;
        continue;
      }
      if (OpensBlankTable(at, end)) {
        if (auto read = ReadBlankTable(at, end); !read) return read;
        continue;
      }
      const std::size_t indent = Indent(line);
      const std::size_t last = std::exchange(last_indent_, indent);
      const bool starts_block = indent > last || last > indent + kParagraphIndent;
      joiner_.AddLine({.text = ShownText(WithoutHeadingMark(line)), .starts_block = starts_block});
      if (joiner_.size() > kMaxParagraphs) return sink_.Add(joiner_.Take());
      at += line.size() + 1;
    }
    return {};
  }

  [[nodiscard]] std::string_view NextLine(std::size_t at, std::size_t end) const {
    const std::size_t next = at + LineAt(text_, at).size() + 1;
    return next < end ? LineAt(text_, next) : std::string_view();
  }

  // Takes the lines with a tab from `at` on, and moves `at` behind them.
  Result<void> ReadTabTable(std::size_t& at, std::size_t end) {
    TextRows rows;
    std::size_t columns = 0;
    const std::size_t begin = at;
    while (at < end) {
      const std::string_view line = LineAt(text_, at);
      if (line.find('\t') == std::string_view::npos || TrimBlanks(line).empty()) break;
      rows.push_back(SplitAtTabs(line));
      columns = std::max(columns, rows.back().size());
      if (auto size = CheckTableSize(rows.size(), columns); !size) return size;
      at += line.size() + 1;
    }
    return AddTable(std::move(rows), {{begin, std::min(at, text_.size())}, '\t'});
  }

  // Where the line behind the one at `at` begins; one empty line may stand between.
  [[nodiscard]] std::size_t NextFilled(std::size_t at, std::size_t end) const {
    const std::size_t next = at + LineAt(text_, at).size() + 1;
    if (next >= end || !TrimBlanks(LineAt(text_, next)).empty()) return next;
    return next + LineAt(text_, next).size() + 1;
  }

  // The row at `at`, or a label at `at` with a row behind it.
  [[nodiscard]] bool IsInnerRow(std::size_t at, std::size_t end) const {
    if (at >= end) return false;
    if (LooksLikeBlankRow(LineAt(text_, at), 2)) return true;
    const std::size_t next = NextFilled(at, end);
    return LooksLikeLabelBetween(LineAt(text_, at)) && next < end &&
           LooksLikeBlankRow(LineAt(text_, next), 2);
  }

  // A header or a first row of three fields at least, and rows below it.
  [[nodiscard]] bool OpensBlankTable(std::size_t at, std::size_t end) const {
    if (at >= end || !LooksLikeBlankRow(LineAt(text_, at), 3)) return false;
    for (std::size_t row = 1; row < kLeastBlankRows; ++row) {
      at = NextFilled(at, end);
      if (!IsInnerRow(at, end)) return false;
    }
    return true;
  }

  Result<void> ReadBlankTable(std::size_t& at, std::size_t end) {
    std::vector<std::string> lines;
    std::size_t columns = 0;
    const std::size_t begin = at;
    for (std::size_t row = at; IsInnerRow(row, end); row = NextFilled(row, end)) {
      const std::string_view line = LineAt(text_, row);
      lines.push_back(ShownText(line));
      columns = std::max(columns, SplitAtBlanks(lines.back()).size());
      if (auto size = CheckTableSize(lines.size(), columns); !size) return size;
      at = row + line.size() + 1;
    }
    return AddTable(AlignFields(std::vector<std::string_view>(lines.begin(), lines.end())),
                    {{begin, std::min(at, text_.size())}, ' '});
  }

  Result<void> AddTable(TextRows rows, TextTableSpan span) {
    while (span.range.end > span.range.begin && text_[span.range.end - 1] == '\n') --span.range.end;
    spans_.push_back(span);
    if (auto added = sink_.Add(joiner_.Take()); !added) return added;
    auto grid = GridFromRows(std::move(rows));
    if (!grid) return tl::make_unexpected(std::move(grid).error());
    return sink_.Add(std::move(*grid));
  }

  std::string_view text_;
  BlockSink sink_;
  std::vector<TextTableSpan> spans_{};
  ParagraphJoiner joiner_;
  std::size_t last_indent_ = 0;
};

}  // namespace

Result<Reading> ReadText(std::string_view utf8) {
  return ReadTextWithSpans(utf8).map([](TextReading read) { return std::move(read.reading); });
}

Result<TextReading> ReadTextWithSpans(std::string_view utf8) {
  if (utf8.size() > kMaxMarkupBytes) {
    return Fail(ErrorCode::kTooLarge,
                "more than " + std::to_string(kMaxMarkupBytes) + " bytes of text; split the file");
  }
  return TextReader(utf8).Read();
}

}  // namespace gongwen
