#include "normalizers/table/table_caption.h"

// A caption is read from below: the lines nearest to the table are the unit, the year and the
// title, in any order. Each line is told by its form; the title is what remains, if it is short and
// no sentence. Going up stops at the mark 附件, which stands above the title by GB/T 9704-2012,
// 7.3.7. A title of two lines is joined only where the geometry shows that both belong together
// (centred, same size, one below the other), or where the upper line leaves a bracket open.
// Tested by table_caption_test.cc.

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "normalizers/notice/notice_lines.h"
#include "normalizers/table/caption_lines.h"
#include "normalizers/table/running_lines.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/compact_text.h"
#include "normalizers/value/date.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxCaptionLines = 8;
constexpr int kMaxCaptionRows = 3;   // inside the grid: title, year, unit
constexpr double kSameSizePt = 0.6;  // fonts of one title differ by rounding only
constexpr double kMaxLeading = 2.2;  // line distance of one title over its font size

// True when `upper` is the first line of the title that goes on in `lower`.
bool AreOneTitle(const Paragraph& upper, const Paragraph& lower) {
  if (HasOpenBracket(upper.text)) return true;
  if (!upper.is_centered || !lower.is_centered || upper.page_no != lower.page_no) return false;
  if (upper.box.empty() || std::abs(upper.font_size_pt - lower.font_size_pt) > kSameSizePt) {
    return false;
  }
  static const RE2 kWhole("(?:表|单|册|情况)$");
  if (RE2::PartialMatch(TightText(upper.text), kWhole)) return false;
  return lower.box.y0 - upper.box.y0 < kMaxLeading * std::max(upper.font_size_pt, 1.0) +
                                           (upper.box.height() - upper.font_size_pt);
}

// Collects one caption from below.
struct CaptionReader {
  const Reading& reading;
  const std::set<std::string>& running;
  TableCaption caption{};
  const Paragraph* lowest_title = nullptr;  // the topmost line of the title so far
  bool is_title_whole = false;

  void SetTitle(const std::string& text, const Paragraph& paragraph) {
    caption.title = {.value = text,
                     .from = {.page_no = paragraph.page_no,
                              .box = paragraph.box,
                              .confidence = paragraph.confidence,
                              .source = SourceOfPage(reading, paragraph.page_no)}};
    lowest_title = &paragraph;
  }

  void TakeTitleLine(const Paragraph& paragraph) {
    std::string text = TightText(paragraph.text);
    const std::string rest = WithoutUnit(text);
    if (rest != text && caption.unit.empty()) caption.unit = UnitIn(text);
    if (caption.title.value.empty()) {
      SetTitle(rest, paragraph);
    } else if (!is_title_whole && AreOneTitle(paragraph, *lowest_title)) {
      const Provenance below = caption.title.from;
      SetTitle(rest + caption.title.value, paragraph);
      caption.title.from.box = Union(caption.title.from.box, below.box);
      caption.title.from.confidence = std::min(caption.title.from.confidence, below.confidence);
    } else {
      is_title_whole = true;
    }
  }

  // Takes the line above what was read so far. False when the caption ends there.
  bool Take(const Paragraph& paragraph) {
    const std::string tight = TightText(paragraph.text);
    if (running.contains(tight) || IsOfficeLine(tight)) return true;
    switch (CaptionRoleOf(tight)) {
      case CaptionRole::kSkip:
        // 编号：2024-3 单位：万元: both on one line.
        if (caption.unit.empty()) caption.unit = UnitIn(tight);
        return true;
      case CaptionRole::kHead:
        if (caption.lost_head.empty()) caption.lost_head = WithoutUnit(tight);
        if (caption.unit.empty()) caption.unit = UnitIn(tight);
        return true;
      case CaptionRole::kStop:
        return false;
      case CaptionRole::kUnit:
        if (caption.unit.empty()) caption.unit = UnitIn(tight);
        return true;
      case CaptionRole::kYear:
        if (!caption.year) caption.year = FindYear(tight);
        return true;
      case CaptionRole::kRegion:
        if (caption.region.empty()) caption.region = RegionLine(tight);
        return true;
      case CaptionRole::kTitle:
        TakeTitleLine(paragraph);
        return !is_title_whole;
      case CaptionRole::kMark:
        break;
    }
    const MarkedLine marked = *ParseMark(tight);
    caption.attachment = marked.mark;
    if (!marked.rest.empty() && caption.title.value.empty()) {
      if (IsUnitLine(marked.rest)) {
        caption.unit = UnitIn(marked.rest);
      } else {
        SetTitle(WithoutUnit(marked.rest), paragraph);
        if (caption.unit.empty())
          caption.unit = UnitIn(marked.rest.substr(caption.title.value.size()));
      }
    }
    return false;
  }
};

// The cell that holds all the text of a row, or nullptr when several do or none. A converter may
// repeat it in each column of the row.
const Cell* OnlyCell(const TableGrid& grid, int row) {
  const Cell* only = nullptr;
  int columns = 0;
  bool is_repeated = false;
  for (const Cell& cell : grid.cells) {
    if (cell.row > row || cell.row + cell.row_span <= row) continue;
    if (TrimmedView(cell.text).empty()) continue;
    if (cell.row != row || cell.row_span > 1) return nullptr;
    if (only != nullptr && cell.text != only->text) return nullptr;
    is_repeated = only != nullptr;
    columns += cell.column_span;
    if (only == nullptr) only = &cell;
  }
  return is_repeated && columns < grid.columns ? nullptr : only;
}

bool IsBlankRow(const TableGrid& grid, int row) {
  return std::ranges::none_of(grid.cells, [row](const Cell& cell) {
    return cell.row <= row && cell.row + cell.row_span > row && !TrimmedView(cell.text).empty();
  });
}

// The unit of a row that holds nothing else but remarks such as 编号：2022-136, each in its cell.
std::string UnitBesideRemarks(const TableGrid& grid, int row) {
  std::string unit;
  for (const Cell& cell : grid.cells) {
    if (cell.row > row || cell.row + cell.row_span <= row) continue;
    const std::string tight = TightText(cell.text);
    if (tight.empty()) continue;
    const CaptionRole role = CaptionRoleOf(tight);
    if (cell.row_span > 1 || (role != CaptionRole::kUnit && role != CaptionRole::kSkip)) return {};
    if (role == CaptionRole::kUnit) unit = UnitIn(tight);
  }
  return unit;
}

// Takes the caption's parts that stand in the first rows of the grid.
void ReadCaptionRows(const TableGrid& grid, TableCaption& caption) {
  for (int row = 0; row < std::min(kMaxCaptionRows, grid.rows - 1); ++row) {
    if (IsBlankRow(grid, row)) continue;  // the head of a pipe table that had none
    const Cell* only = OnlyCell(grid, row);
    if (only == nullptr) {
      const std::string unit = UnitBesideRemarks(grid, row);
      if (unit.empty()) return;
      if (caption.unit.empty()) caption.unit = unit;
      caption.caption_rows = row + 1;
      continue;
    }
    const Cell& cell = *only;
    const std::string tight = TightText(cell.text);
    const CaptionRole role = CaptionRoleOf(tight);
    const bool is_wide = cell.column_span * 2 > grid.columns || cell.column_span == 1;
    static const RE2 kTitleEnd("(?:表|单|册|情况|计划|方案|目标)(?:[（(][^）)]{1,12}[）)])?$");
    if (role == CaptionRole::kUnit) {
      if (caption.unit.empty()) caption.unit = UnitIn(tight);
    } else if (role == CaptionRole::kYear) {
      if (!caption.year) caption.year = FindYear(tight);
    } else if (role == CaptionRole::kRegion && (is_wide || row > 0)) {
      if (caption.region.empty()) caption.region = RegionLine(tight);
    } else if (role == CaptionRole::kMark) {
      caption.attachment = ParseMark(tight)->mark;
    } else if (role == CaptionRole::kTitle && is_wide &&
               RE2::PartialMatch(WithoutUnit(tight), kTitleEnd)) {
      if (caption.unit.empty()) caption.unit = UnitIn(tight.substr(WithoutUnit(tight).size()));
      caption.title = {.value = WithoutUnit(tight),
                       .from = {.page_no = cell.page_no,
                                .box = cell.box,
                                .confidence = cell.confidence,
                                .source = grid.source}};
    } else {
      return;
    }
    caption.caption_rows = row + 1;
  }
}

bool IsNoteLine(const std::string& tight) {
  static const RE2 kNote("^[（(]?(?:注|备注|说明|附注)|^[0-9]{1,2}[.、]|^(?:制表|审核|填表)");
  return RE2::PartialMatch(tight, kNote);
}

// The unit that stands below a table: in a note, or as 单位：万元 on a line of its own that no
// other table follows, whose caption it would be.
std::string UnitBelow(const Reading& reading, std::size_t table) {
  constexpr std::size_t kMaxLinesBelow = 4;
  std::string unit;
  bool is_note = false;
  const std::size_t limit = std::min(reading.blocks.size(), table + 1 + kMaxLinesBelow);
  for (std::size_t i = table + 1; i < limit; ++i) {
    const auto* paragraph = std::get_if<Paragraph>(&reading.blocks[i]);
    if (paragraph == nullptr) return is_note ? unit : std::string();
    if (!unit.empty()) continue;
    const std::string tight = TightText(paragraph->text);
    unit = UnitInNote(tight);
    is_note = !unit.empty();
    if (is_note) return unit;
    if (IsUnitLine(tight)) {
      unit = UnitIn(tight);
      // The mark of the next attachment parts it from the table that follows.
      const auto* next =
          i + 1 < reading.blocks.size() ? std::get_if<Paragraph>(&reading.blocks[i + 1]) : nullptr;
      if (next != nullptr && ParseMark(TightText(next->text))) return unit;
    } else if (!IsNoteLine(tight)) {
      return {};
    }
  }
  return unit;
}

// A note in the last row of the grid.
std::string UnitInLastRow(const TableGrid& grid) {
  const Cell* only = grid.rows > 1 ? OnlyCell(grid, grid.rows - 1) : nullptr;
  return only == nullptr ? std::string() : UnitInNote(only->text);
}

TableCaption CaptionOf(const Reading& reading, std::size_t table,
                       const std::set<std::string>& running) {
  CaptionReader reader{.reading = reading, .running = running};
  for (std::size_t n = 0, i = table; n < kMaxCaptionLines && i > 0; ++n) {
    const auto* paragraph = std::get_if<Paragraph>(&reading.blocks[--i]);
    if (paragraph == nullptr || !reader.Take(*paragraph)) break;
  }
  ReadCaptionRows(std::get<TableGrid>(reading.blocks[table]), reader.caption);
  TableCaption caption = std::move(reader.caption);
  if (caption.unit.empty()) {
    caption.unit = UnitInLastRow(std::get<TableGrid>(reading.blocks[table]));
  }
  if (caption.unit.empty()) caption.unit = UnitBelow(reading, table);
  if (!caption.year) caption.year = FindYear(caption.title.value);
  return caption;
}

}  // namespace

std::vector<TableCaption> CaptionTables(const Reading& reading) {
  const std::set<std::string> running = RunningLines(reading);
  std::vector<TableCaption> captions;
  for (std::size_t i = 0; i < reading.blocks.size(); ++i) {
    if (std::holds_alternative<TableGrid>(reading.blocks[i])) {
      captions.push_back(CaptionOf(reading, i, running));
    }
  }
  return captions;
}

}  // namespace gongwen
