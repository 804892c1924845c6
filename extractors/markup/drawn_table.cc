// The borders' crossings give the places of columns, the lines with strokes those of rows. Each
// place between two of either is a slot; slots without a stroke between them are one cell, which
// must be a rectangle. All of this holds only if characters are as wide as the writer took them to
// be, so that a width under which bars miss the crossings is refused and the next one tried.
// Tested by drawn_table_test.cc.
#include "extractors/markup/drawn_table.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/grid_from_rows.h"
#include "extractors/markup/text_canvas.h"
#include "extractors/table/disjoint_sets.h"

namespace gongwen {
namespace {

using Lines = std::vector<std::u32string>;

constexpr std::size_t kMaxBordersOfOutline = 3;  // above the head, below it, at the end

bool IsStroke(char32_t c) { return c == U'-' || c == U'=' || c == U':'; }

std::u32string_view Trim(std::u32string_view line) {
  while (!line.empty() && (line.front() == U' ' || line.front() == U'\t')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == U' ' || line.back() == U'\t')) line.remove_suffix(1);
  return line;
}

bool IsBorder(std::u32string_view line) {
  line = Trim(line);
  return line.size() >= 3 && line.front() == U'+' && line.back() == U'+' && IsStroke(line[1]) &&
         std::ranges::all_of(line, [](char32_t c) { return c == U'+' || IsStroke(c); });
}

bool IsRowLine(std::u32string_view line) {
  line = Trim(line);
  return line.size() >= 2 && (line.front() == U'|' || line.front() == U'+') &&
         (line.back() == U'|' || line.back() == U'+');
}

// A line of cells in which some are parted from those below: "|      +-----+".
bool HasPartBorder(std::u32string_view line) {
  for (std::size_t x = 0; x + 2 < line.size(); ++x) {
    if (line[x] != U'+' || !IsStroke(line[x + 1])) continue;
    const std::size_t end = line.find_first_not_of(U"-=:", x + 1);
    if (end != std::u32string_view::npos && end > x + 2 && (line[end] == U'+' || line[end] == U'|'))
      return true;
  }
  return false;
}

char32_t At(const std::u32string& line, std::size_t x) { return x < line.size() ? line[x] : U' '; }

// What a cell says, or may not lose: everything but strokes and blanks.
std::size_t CountText(std::u32string_view line) {
  return static_cast<std::size_t>(std::ranges::count_if(line, [](char32_t c) {
    return c != kWideTail && c != U' ' && c != U'\t' && c != U'|' && c != U'+' && !IsStroke(c);
  }));
}

class GridReader {
 public:
  explicit GridReader(const Lines& lines) : lines_(lines) {}

  // nullopt where bars and borders do not meet.
  std::optional<TableGrid> Read() {
    if (!FindPlaces() || !JoinSlots()) return std::nullopt;
    TableGrid grid{.rows = static_cast<int>(bands_.size()),
                   .columns = static_cast<int>(columns()),
                   .origin = GridOrigin::kPipes,
                   .source = TextSource::kMarkup};
    std::size_t placed = 0;
    for (std::size_t slot = 0; slot < bands_.size() * columns(); ++slot) {
      if (sets_.Find(slot) != slot) continue;
      std::optional<Cell> cell = CellFrom(slot, placed);
      if (!cell) return std::nullopt;
      if (cell->row_span > 1 || cell->column_span > 1) grid.origin = GridOrigin::kSpans;
      grid.cells.push_back(std::move(*cell));
    }
    std::size_t written = 0;
    for (const std::u32string& line : lines_) written += CountText(line);
    return placed == written && CheckTiling(grid) ? std::optional(std::move(grid)) : std::nullopt;
  }

 private:
  struct Band {  // the lines of text between two lines with strokes
    std::size_t begin = 0, end = 0;
  };

  [[nodiscard]] std::size_t columns() const { return crossings_.size() - 1; }

  bool FindPlaces() {
    std::vector<bool> is_crossing;
    for (std::size_t y = 0; y < lines_.size(); ++y) {
      if (!IsBorder(lines_[y]) && !HasPartBorder(lines_[y])) continue;
      borders_.push_back(y);
      const std::u32string& line = lines_[y];
      is_crossing.resize(std::max(is_crossing.size(), line.size()));
      for (std::size_t x = 0; x < line.size(); ++x) {
        const bool is_end = IsStroke(At(line, x + 1)) || (x > 0 && IsStroke(line[x - 1]));
        is_crossing[x] = is_crossing[x] || (line[x] == U'+' && is_end);
      }
    }
    for (std::size_t x = 0; x < is_crossing.size(); ++x) {
      if (is_crossing[x]) crossings_.push_back(x);
    }
    for (std::size_t i = 0; i + 1 < borders_.size(); ++i) {
      if (borders_[i + 1] > borders_[i] + 1) bands_.push_back({borders_[i] + 1, borders_[i + 1]});
    }
    return crossings_.size() >= 2 && !bands_.empty() && columns() <= 1000 &&
           bands_.size() * columns() <= 1000000;
  }

  // -1: neither all nor none of the lines have the bar.
  [[nodiscard]] int HasBar(const Band& band, std::size_t x) const {
    std::size_t bars = 0;
    for (std::size_t y = band.begin; y < band.end; ++y) bars += At(lines_[y], x) == U'|' ? 1U : 0U;
    return bars == 0 ? 0 : bars == band.end - band.begin ? 1 : -1;
  }

  // -1: the border covers a part of the slot.
  [[nodiscard]] int HasBorder(std::size_t y, std::size_t column) const {
    std::size_t strokes = 0;
    const std::size_t begin = crossings_[column] + 1, end = crossings_[column + 1];
    for (std::size_t x = begin; x < end; ++x) strokes += IsStroke(At(lines_[y], x)) ? 1U : 0U;
    const bool is_crossed = At(lines_[y], begin - 1) == U'+' || At(lines_[y], end) == U'+';
    if (strokes == end - begin && (is_crossed || strokes > 1)) return 1;
    // "3-5" in a cell that spans is no border.
    return strokes * 2 > end - begin && is_crossed && strokes + 1 >= end - begin ? -1 : 0;
  }

  bool JoinSlots() {
    sets_ = DisjointSets(bands_.size() * columns());
    for (std::size_t j = 0; j < bands_.size(); ++j) {
      if (HasBar(bands_[j], crossings_.front()) != 1 || HasBar(bands_[j], crossings_.back()) != 1) {
        return false;
      }
      for (std::size_t i = 0; i < columns(); ++i) {
        const std::size_t slot = j * columns() + i;
        const int bar = i + 1 < columns() ? HasBar(bands_[j], crossings_[i + 1]) : 1;
        const int border = j + 1 < bands_.size() ? HasBorder(bands_[j].end, i) : 1;
        if (bar < 0 || border < 0) return false;
        if (bar == 0) sets_.Merge(slot + 1, slot);
        if (border == 0) sets_.Merge(slot + columns(), slot);
      }
    }
    return true;
  }

  // The cell whose slots are joined with `slot`, if they make a rectangle that begins there.
  std::optional<Cell> CellFrom(std::size_t slot, std::size_t& placed) {
    const std::size_t row = slot / columns(), column = slot % columns();
    std::size_t right = column, below = row;
    while (right + 1 < columns() && sets_.Find(slot + (right + 1 - column)) == slot) ++right;
    while (below + 1 < bands_.size() && sets_.Find(slot + (below + 1 - row) * columns()) == slot) {
      ++below;
    }
    Cell cell{.row = static_cast<int>(row),
              .column = static_cast<int>(column),
              .row_span = static_cast<int>(below - row + 1),
              .column_span = static_cast<int>(right - column + 1)};
    std::vector<std::string> texts;
    for (std::size_t y = bands_[row].begin; y < bands_[below].end; ++y) {
      const std::u32string_view line = lines_[y];
      const std::size_t begin = std::min(crossings_[column] + 1, line.size());
      const std::size_t end = std::min(crossings_[right + 1], line.size());
      texts.push_back(TextOfColumns(line, begin, end));
      placed += CountText(line.substr(begin, end - begin));
    }
    cell.text = JoinCellLines(texts);
    return cell;
  }

  const Lines& lines_;
  std::vector<std::size_t> borders_, crossings_;
  std::vector<Band> bands_;
  DisjointSets sets_{0};
};

// Rows by counting bars: for outlines, and where no width makes the bars meet.
class RowReader {
 public:
  RowReader(const Lines& lines, bool is_outline) : lines_(lines), is_outline_(is_outline) {}

  TextRows Read() && {
    for (std::u32string line : lines_) {
      if (IsBorder(line)) {
        Close();
        continue;
      }
      if (HasPartBorder(line)) {
        Close();
        std::ranges::replace_if(
            line, [](char32_t c) { return IsStroke(c); }, U' ');
        std::ranges::replace(line, U'+', U'|');
      }
      Add(CellsOf(line));
    }
    Close();
    return std::move(rows_);
  }

 private:
  static std::vector<std::string> CellsOf(std::u32string_view line) {
    line = Trim(line);
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < line.size();) {
      const std::size_t bar = std::min(line.find(U'|', at), line.size());
      cells.push_back(TextOfColumns(line, at, bar));
      at = bar + 1;
    }
    return cells;
  }

  // The rest of the row above: neither its first nor its last cell says anything.
  [[nodiscard]] bool GoesOn(const std::vector<std::string>& cells) const {
    if (open_.empty() || cells.size() != open_.size()) return false;
    if (!is_outline_ || !rows_begun_) return true;
    return cells.front().empty() && cells.back().empty();
  }

  void Add(std::vector<std::string> cells) {
    if (!GoesOn(cells)) Close();
    if (open_.empty()) open_.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) open_[i].push_back(std::move(cells[i]));
  }

  void Close() {
    if (open_.empty()) return;
    std::vector<std::string> row;
    for (const auto& lines : open_) row.push_back(JoinCellLines(lines));
    rows_.push_back(std::move(row));
    open_.clear();
    rows_begun_ = true;
  }

  const Lines& lines_;
  bool is_outline_, rows_begun_ = false;
  std::vector<std::vector<std::string>> open_;  // by cell: its lines
  TextRows rows_;
};

Lines CanvasOf(std::string_view table, CharacterWidth width) {
  Lines lines;
  for (std::size_t at = 0; at <= table.size();) {
    const std::string_view line = LineAt(table, at);
    lines.push_back(StrokesOf(line, width));
    at += line.size() + 1;
  }
  return lines;
}

// Borders only around the head and at the end, of one kind: lines are rows.
bool IsOutline(const Lines& lines) {
  std::size_t borders = 0, longest = 0, band = 0;
  bool has_dashes = false, has_equals = false;
  for (const std::u32string& line : lines) {
    if (IsBorder(line)) {
      ++borders;
      has_dashes = has_dashes || line.find(U'-') != std::u32string::npos;
      has_equals = has_equals || line.find(U'=') != std::u32string::npos;
      band = 0;
    } else {
      if (HasPartBorder(line)) return false;
      longest = std::max(longest, ++band);
    }
  }
  return borders <= kMaxBordersOfOutline && longest > 1 && !(has_dashes && has_equals);
}

// The lines of the table from `begin` on, up to its last border.
std::size_t EndOfTable(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t at = begin; at < text.size();) {
    const std::string_view line = LineAt(text, at);
    const std::u32string columns = StrokesOf(line, CharacterWidth::kCodePoints);
    if (!IsRowLine(columns)) break;
    if (IsBorder(columns)) end = at + line.size();
    at += line.size() + 1;
  }
  return end;
}

}  // namespace

bool IsDrawnBorder(std::string_view line) {
  const std::string_view trimmed = TrimAscii(line);
  const bool can_be = trimmed.starts_with('+') || trimmed.starts_with("\xE2\x94") ||
                      trimmed.starts_with("\xE2\x95");
  return can_be && IsBorder(StrokesOf(trimmed, CharacterWidth::kCodePoints));
}

Result<std::optional<DrawnTable>> ReadDrawnTable(std::string_view text, std::size_t begin) {
  std::optional<DrawnTable> none;
  if (!IsDrawnBorder(LineAt(text, begin))) return none;
  // Borders alone are none, and are not looked through once for each.
  const std::size_t next = begin + LineAt(text, begin).size() + 1;
  if (next >= text.size() || IsDrawnBorder(LineAt(text, next))) return none;
  const std::size_t end = EndOfTable(text, begin);
  if (end == begin + LineAt(text, begin).size()) return none;
  const std::string_view table = text.substr(begin, end - begin);
  const Lines plain = CanvasOf(table, CharacterWidth::kCodePoints);
  const bool has_text =
      std::ranges::any_of(plain, [](const auto& line) { return !IsBorder(line); });
  if (!has_text) return none;
  const bool is_outline = IsOutline(plain);
  for (const CharacterWidth width : kCharacterWidths) {
    if (is_outline) break;
    const Lines lines = CanvasOf(table, width);
    if (auto grid = GridReader(lines).Read()) return std::optional(DrawnTable{*grid, end});
  }
  TextRows rows = RowReader(plain, is_outline).Read();
  auto grid = GridFromRows(std::move(rows));
  if (!grid) return tl::make_unexpected(std::move(grid).error());
  return std::optional(DrawnTable{std::move(*grid), end});
}

}  // namespace gongwen
