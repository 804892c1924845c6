#include "extractors/markup/markdown_reader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/drawn_table.h"
#include "extractors/markup/grid_from_rows.h"
#include "extractors/markup/html_names.h"
#include "extractors/markup/html_reader.h"
#include "extractors/markup/inline_text.h"
#include "extractors/markup/item_marks.h"
#include "extractors/markup/markup_limits.h"
#include "extractors/markup/paragraph_joiner.h"
#include "extractors/markup/pipe_row.h"
#include "extractors/markup/pipe_table.h"
#include "extractors/markup/ruled_columns.h"

namespace gongwen {
namespace {

constexpr std::size_t kMinRuleMarks = 3;  // ---, ***, ___, === on a line of their own
constexpr std::size_t kMaxHeadingLevel = 6;

bool IsRule(std::string_view line) {
  const char mark = line.empty() ? ' ' : line.front();
  return line.size() >= kMinRuleMarks &&
         (mark == '-' || mark == '*' || mark == '_' || mark == '=') &&
         line.find_first_not_of(mark) == std::string_view::npos;
}

bool IsFence(std::string_view line) {
  return (line.starts_with("```") || line.starts_with("~~~")) &&
         line.find_first_of("`~", 3) == std::string_view::npos;
}

// Leading blanks, where U+3000 counts as two.
std::size_t Indent(std::string_view line) {
  constexpr std::string_view kWideBlank = "　";
  std::size_t indent = 0;
  for (;;) {
    if (line.starts_with(' ') || line.starts_with('\t')) {
      line.remove_prefix(1);
      ++indent;
    } else if (line.starts_with(kWideBlank)) {
      line.remove_prefix(kWideBlank.size());
      indent += 2;
    } else {
      return indent;
    }
  }
}

// Takes "# ", "> " and "- " off; what is left is text.
MarkupLine StripBlockMarks(std::string_view line) {
  MarkupLine stripped;
  line = TrimAscii(line);
  while (line.starts_with('>')) line = TrimAscii(line.substr(1));
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level >= 1 && level <= kMaxHeadingLevel && level < line.size() && line[level] == ' ') {
    line = TrimAscii(line.substr(level));
    while (line.ends_with(" #") || line.ends_with("##")) line.remove_suffix(1);
    stripped.starts_block = stripped.ends_block = true;
  } else if (line.size() > 2 && (line[0] == '-' || line[0] == '*' || line[0] == '+') &&
             line[1] == ' ' && !IsMarkedPageNumber(line)) {
    line = TrimAscii(line.substr(2));
    stripped.starts_block = true;
  }
  stripped.text = InlineText(line);
  return stripped;
}

// The entities that read as other characters than they name.
ReadOtherwise EntitiesReadOtherwise(std::string_view text) {
  ReadOtherwise read_otherwise;
  std::string scratch;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    scratch.clear();
    (void)DecodeEntity(text.substr(at), scratch, &read_otherwise);
  }
  return read_otherwise;
}

class MarkdownReader {
 public:
  explicit MarkdownReader(std::string_view text) : text_(text), html_(FindHtmlTables(text)) {}

  Result<MarkupReading> Read() && {
    ReadFrontMatter();
    while (at_ < text_.size()) {
      if (auto read = Step(); !read) return tl::make_unexpected(std::move(read).error());
    }
    if (auto added = sink_.Add(joiner_.Take()); !added) {
      return tl::make_unexpected(std::move(added).error());
    }
    out_.reading.format = InputFormat::kMarkdown;
    out_.reading.blocks = std::move(sink_).Take();
    AddSubstitutions(EntitiesReadOtherwise(text_), 0, out_.reading.substitutions);
    return std::move(out_);
  }

 private:
  // YAML between two --- at the top: one paragraph a line.
  void ReadFrontMatter() {
    constexpr std::size_t kMaxLines = 60;
    if (TrimAscii(LineAt(text_, 0)) != "---") return;
    std::vector<std::string_view> lines;
    for (std::size_t at = LineAt(text_, 0).size() + 1; at < text_.size();) {
      const std::string_view line = LineAt(text_, at);
      at += line.size() + 1;
      const std::string_view trimmed = TrimAscii(line);
      if (trimmed == "---" || trimmed == "...") {
        for (const std::string_view kept : lines) {
          joiner_.AddLine({.text = std::string(kept), .starts_block = true, .ends_block = true});
        }
        joiner_.AddEmptyLine();
        at_ = std::min(at, text_.size());
        return;
      }
      const bool is_entry = trimmed.empty() || trimmed.starts_with("- ") ||
                            trimmed.starts_with('#') || line.starts_with(' ') ||
                            trimmed.find(':') != std::string_view::npos;
      if (!is_entry || lines.size() >= kMaxLines) return;
      if (!trimmed.empty()) lines.push_back(trimmed);
    }
  }

  // Reads the line at at_, or the table that begins there.
  Result<void> Step() {
    const std::string_view line = LineAt(text_, at_);
    if (IsDrawnBorder(line)) {
      auto table = ReadDrawnTable(text_, at_);
      if (!table) return tl::make_unexpected(std::move(table).error());
      if (*table) return AddGrid(std::move((*table)->grid), (*table)->end);
    }
    if (CanOpenRuledTable(line)) {
      auto table = ReadRuledTable(text_, at_);
      if (!table) return tl::make_unexpected(std::move(table).error());
      if (*table) return AddRows(std::move((*table)->rows), (*table)->end);
    }
    if (HasBar(line)) {
      auto table = ReadPipeTable(text_, at_);
      if (!table) return tl::make_unexpected(std::move(table).error());
      if (*table) return AddRows(std::move((*table)->rows), (*table)->end);
    }
    while (next_html_ < html_.size() && html_[next_html_].begin < at_) ++next_html_;
    if (next_html_ < html_.size() && html_[next_html_].begin < at_ + line.size()) {
      return AddHtmlTable(html_[next_html_++]);
    }
    AddLine(line);
    at_ += line.size() + 1;
    return joiner_.size() <= kMaxParagraphs ? Result<void>() : sink_.Add(joiner_.Take());
  }

  void AddLine(std::string_view line) {
    const std::string_view trimmed = TrimAscii(line);
    if (trimmed.empty() || IsRule(trimmed) || IsFence(trimmed)) return joiner_.AddEmptyLine();
    MarkupLine stripped = StripBlockMarks(line);
    const std::size_t indent = Indent(line);
    stripped.starts_block = stripped.starts_block || indent > std::exchange(last_indent_, indent);
    // <br> and block tags inside the line part it.
    for (std::size_t at = 0; at < stripped.text.size();) {
      const std::string_view piece = LineAt(stripped.text, at);
      joiner_.AddLine({.text = std::string(piece),
                       .starts_block = stripped.starts_block,
                       .ends_block = stripped.ends_block});
      at += piece.size() + 1;
    }
  }

  Result<void> AddTable(TableGrid grid, ByteRange span) {
    out_.table_spans.push_back(span);
    return sink_.Add(std::move(grid));
  }

  // Dashes under columns, or a head with such a line below it.
  [[nodiscard]] bool CanOpenRuledTable(std::string_view line) const {
    if (IsGroupsOfDashes(line) || (IsRule(TrimAscii(line)) && line.find('-') != line.npos)) {
      return true;
    }
    const std::size_t next = at_ + line.size() + 1;
    return next < text_.size() && IsGroupsOfDashes(LineAt(text_, next));
  }

  // The table in the lines from at_ to `end`.
  Result<void> AddRows(TextRows rows, std::size_t end) {
    if (rows.empty()) {
      at_ = end + 1;
      return sink_.Add(joiner_.Take());
    }
    auto grid = GridFromRows(std::move(rows));
    if (!grid) return tl::make_unexpected(std::move(grid).error());
    return AddGrid(std::move(*grid), end);
  }

  Result<void> AddGrid(TableGrid grid, std::size_t end) {
    if (auto added = sink_.Add(joiner_.Take()); !added) return added;
    const ByteRange span{at_, end};
    at_ = end + 1;
    return AddTable(std::move(grid), span);
  }

  Result<void> AddHtmlTable(ByteRange span) {
    AddLine(text_.substr(at_, span.begin - at_));
    if (auto added = sink_.Add(joiner_.Take()); !added) return added;
    at_ = span.end;
    auto inner = ReadHtml(text_.substr(span.begin, span.end - span.begin));
    if (!inner) return tl::make_unexpected(std::move(inner).error());
    for (Block& block : inner->blocks) {
      auto* grid = std::get_if<TableGrid>(&block);
      auto added = grid != nullptr ? AddTable(std::move(*grid), span)
                                   : sink_.Add({std::get<Paragraph>(std::move(block))});
      if (!added) return added;
    }
    auto& leftovers = out_.reading.leftovers;
    leftovers.insert(leftovers.end(), inner->leftovers.begin(), inner->leftovers.end());
    return {};
  }

  std::string_view text_;
  std::vector<ByteRange> html_;
  std::size_t next_html_ = 0;
  std::size_t at_ = 0;
  std::size_t last_indent_ = 0;
  BlockSink sink_;
  ParagraphJoiner joiner_;
  MarkupReading out_;
};

}  // namespace

Result<MarkupReading> ReadMarkdown(std::string_view utf8) {
  if (utf8.size() > kMaxMarkupBytes) {
    return Fail(ErrorCode::kTooLarge, "more than " + std::to_string(kMaxMarkupBytes) +
                                          " bytes of Markdown; split the file");
  }
  return MarkdownReader(utf8).Read();
}

}  // namespace gongwen
