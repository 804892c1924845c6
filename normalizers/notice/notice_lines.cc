#include "normalizers/notice/notice_lines.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <utility>

#include "normalizers/notice/portal_card.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"

namespace gongwen {
namespace {

constexpr int kMaxFurnitureRows = 6;  // 抄送 in up to four rows, office and date

std::string WithoutBullet(std::string_view text) {
  static const RE2 kBullet("^(?:[-*•●■◆]|#{1,6})[ \\t]+");
  std::string line(TrimmedView(text));
  RE2::Replace(&line, kBullet, "");
  // A rule drawn with characters, and what a printer put on its line.
  static const RE2 kRule("^[─━═—_]{6,}[ \\t　]*|[ \\t　]*[─━═—_]{6,}$");
  RE2::GlobalReplace(&line, kRule, "");
  return line;
}

// Appends the parts of `text` between line ends.
void AppendLines(std::string_view text, const NoticeLine& form, std::vector<NoticeLine>& lines) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    NoticeLine line = form;
    line.text = WithoutBullet(text.substr(0, end));
    if (!line.text.empty() && !IsPageNumberLine(line.text)) lines.push_back(std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// True for a grid that only lays out the issuer mark or the footer.
bool IsFurniture(const TableGrid& grid) {
  if (grid.rows > kMaxFurnitureRows) return false;
  static const RE2 kFooter("^抄送[:：]|[年日]\\pZ*印\\pZ*发$");
  return std::ranges::any_of(grid.cells, [](const Cell& cell) {
    const std::string text = TightText(cell.text);
    return text == "文件" || RE2::PartialMatch(text, kFooter);
  });
}

void AppendRows(const TableGrid& grid, std::vector<NoticeLine>& lines) {
  for (int row = 0; row < grid.rows; ++row) {
    NoticeLine line{.from = {.source = grid.source}};
    for (const Cell& cell : grid.cells) {
      if (cell.row != row || TrimmedView(cell.text).empty()) continue;
      line.text += (line.text.empty() ? "" : "  ") + cell.text;
      line.from.page_no = cell.page_no;
      line.from.box = Union(line.from.box, cell.box);
      line.from.confidence = std::min(line.from.confidence, cell.confidence);
    }
    const std::string text = std::exchange(line.text, {});
    AppendLines(text, line, lines);
  }
}

}  // namespace

bool IsPageNumberLine(std::string_view text) {
  static const RE2 kNumber("[-.·]*[0-9]{1,5}[-.·]*|第[0-9]+页(?:[,/]?共[0-9]+页)?|[0-9]+/[0-9]+");
  return RE2::FullMatch(Compact(text).text, kNumber);
}

bool IsAttachmentMark(std::string_view text) {
  static const RE2 kMark(
      "附[件表](?:[0-9]{1,2}(?:[-.][0-9]{1,2})?|[一二三四五六七八九十]{1,2})?[:.、]?");
  return RE2::FullMatch(Compact(text).text, kMark);
}

bool HasOpenBracket(std::string_view text) {
  int depth = 0;
  for (const char32_t c : CodePoints(text)) {
    if (c == U'（' || c == U'(' || c == U'《') ++depth;
    if (c == U'）' || c == U')' || c == U'》') --depth;
  }
  return depth > 0;
}

TextSource SourceOfPage(const Reading& reading, int page_no) {
  if (reading.pages.empty()) return TextSource::kMarkup;
  const auto page = std::ranges::find(reading.pages, page_no, &PageReading::page_no);
  return page == reading.pages.end() ? TextSource::kNone : page->source;
}

std::vector<NoticeLine> NoticeLines(const Reading& reading) {
  std::map<int, TextSource> sources;  // looked up once a page, not once a paragraph
  for (const PageReading& page : reading.pages) sources[page.page_no] = page.source;
  std::vector<NoticeLine> lines;
  bool is_after_table = false;
  const std::vector<bool> is_furniture = ReadPortal(reading).is_furniture;
  for (std::size_t b = 0; b < reading.blocks.size(); ++b) {
    const Block& block = reading.blocks[b];
    if (is_furniture[b]) continue;
    if (const auto* grid = std::get_if<TableGrid>(&block)) {
      const std::size_t first = lines.size();
      if (IsFurniture(*grid)) AppendRows(*grid, lines);
      is_after_table = is_after_table || !IsFurniture(*grid);
      for (std::size_t i = first; i < lines.size(); ++i) lines[i].is_after_table = is_after_table;
      continue;
    }
    const auto& paragraph = std::get<Paragraph>(block);
    const auto source = sources.find(paragraph.page_no);
    AppendLines(paragraph.text,
                {.from = {.page_no = paragraph.page_no,
                          .box = paragraph.box,
                          .confidence = paragraph.confidence,
                          .source = reading.pages.empty()     ? TextSource::kMarkup
                                    : source != sources.end() ? source->second
                                                              : TextSource::kNone},
                 .font_size_pt = paragraph.font_size_pt,
                 .is_centered = paragraph.is_centered,
                 .is_after_table = is_after_table},
                lines);
  }
  return lines;
}

}  // namespace gongwen
