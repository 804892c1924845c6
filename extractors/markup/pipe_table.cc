// A table is recognised by its first two lines and then taken line by line. Three habits of dumps
// make this more than splitting at pipes:
//   - no delimiter row, or one again below each repeated header (a table over several pages);
//   - an empty line between all rows;
//   - a line end inside a cell, so that one row stands on several lines:
//         | 总体目标 | 目标1：资金
//         按规定使用。 | |
//     The pieces are joined only if that gives no more cells than the first row has.
// Tested by markdown_reader_test.cc.
#include "extractors/markup/pipe_table.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/inline_text.h"
#include "extractors/markup/markup_limits.h"
#include "extractors/markup/pipe_row.h"

namespace gongwen {
namespace {

constexpr int kMaxLinesOfRow = 8;   // of one row broken over lines
constexpr int kMinInnerDashes = 3;  // "| - | - |" between rows is data: nothing, nothing
constexpr int kMinOpenBars = 2;     // in each of three lines that open and close with text

struct Line {
  std::string_view text{};
  std::size_t begin = 0, end = 0;  // end: on the '\n' or at the end of the text
  PipeRow row{};
};

// "----+-----" below a head without outer pipes, as psql prints it, as the row of a delimiter.
PipeRow SplitRow(std::string_view line) {
  const std::string_view rule = TrimAscii(line);
  const bool is_crossed_rule = rule.starts_with('-') && rule.ends_with('-') &&
                               rule.find('+') != std::string_view::npos &&
                               rule.find_first_not_of("-+") == std::string_view::npos;
  return is_crossed_rule ? PipeRow{.cells = {rule}, .pipes = 1} : SplitPipeRow(line);
}

bool HasDigit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

class PipeTableReader {
 public:
  PipeTableReader(std::string_view text, std::size_t begin) : text_(text) {
    line_ = ReadLine(begin);
  }

  Result<std::optional<PipeTable>> Read() && {
    if (!IsTable()) return std::optional<PipeTable>();
    while (IsRow(line_)) {
      const bool is_delimiter = IsDelimiter();
      if (is_delimiter) {
        table_.end = line_.end;
        has_delimiter_ = true;
      } else {
        JoinBrokenRow();
        if (auto added = AddRow(); !added) return tl::make_unexpected(std::move(added).error());
      }
      if (!Advance()) break;
    }
    return std::optional(std::move(table_));
  }

 private:
  [[nodiscard]] Line ReadLine(std::size_t begin) const {
    Line line{.text = LineAt(text_, begin), .begin = begin};
    line.end = begin + line.text.size();
    line.row = SplitRow(line.text);
    return line;
  }
  [[nodiscard]] bool HasLineBehind(const Line& line) const { return line.end + 1 < text_.size(); }

  bool IsTable() {
    if (line_.row.pipes == 0 || !HasLineBehind(line_)) return false;
    Line second = ReadLine(line_.end + 1);
    if (second.row.pipes > 0 && IsDelimiterRow(second.row)) {
      is_open_ended_ = !LooksLikePipeRow(line_.row);
      return true;
    }
    if (!LooksLikePipeRow(line_.row)) return is_open_ended_ = AreOpenRows(second);
    if (LooksLikePipeRow(second.row)) return true;
    if (IsDelimiterRow(line_.row) && second.row.pipes > 0) return true;
    if (!TrimAscii(second.text).empty()) return CanContinue(second);
    is_spaced_ = HasLineBehind(second) && IsSpacedRow(ReadLine(second.end + 1));
    return is_spaced_;
  }

  // "甲 | 1 | 2" three times: as many bars in each, and figures below the first.
  [[nodiscard]] bool AreOpenRows(const Line& second) const {
    if (line_.row.pipes < kMinOpenBars || second.row.pipes != line_.row.pipes) return false;
    if (!HasLineBehind(second) || !HasDigit(second.text)) return false;
    const Line third = ReadLine(second.end + 1);
    return third.row.pipes == line_.row.pipes && HasDigit(third.text);
  }

  // The second row of a table with empty lines between its rows: another empty line follows.
  [[nodiscard]] bool IsSpacedRow(const Line& line) const {
    if (!LooksLikePipeRow(line.row)) return false;
    return !HasLineBehind(line) || TrimAscii(LineAt(text_, line.end + 1)).empty();
  }

  // "按规定使用。 | |" below "| 总体目标 | 目标1：资金".
  [[nodiscard]] bool CanContinue(const Line& next) const {
    return !line_.row.closes_with_pipe && !next.row.opens_with_pipe && next.row.closes_with_pipe;
  }

  [[nodiscard]] bool IsRow(const Line& line) const {
    return is_open_ended_ ? line.row.pipes > 0 : LooksLikePipeRow(line.row);
  }

  [[nodiscard]] bool IsDelimiter() const {
    if (table_.rows.size() <= 1 && !has_delimiter_) return IsDelimiterRow(line_.row);
    return IsDelimiterRow(line_.row, kMinInnerDashes);
  }

  // Looks for the rest of a row that opens with a pipe and is not closed. The text between may be
  // lines without pipes.
  void JoinBrokenRow() {
    if (is_open_ended_ || line_.row.closes_with_pipe || !line_.row.opens_with_pipe) return;
    Line last = line_;
    for (int i = 1; i < kMaxLinesOfRow && HasLineBehind(last); ++i) {
      last = ReadLine(last.end + 1);
      if (last.row.opens_with_pipe || TrimAscii(last.text).empty()) return;
      if (!last.row.closes_with_pipe) continue;
      Line joined = line_;
      joined.end = last.end;
      joined.text = text_.substr(line_.begin, last.end - line_.begin);
      joined.row = SplitPipeRow(joined.text);
      const std::size_t limit = table_.rows.empty() ? joined.row.cells.size() : first_row_cells_;
      if (joined.row.cells.size() <= limit) line_ = std::move(joined);
      return;
    }
  }

  Result<void> AddRow() {
    const std::vector<std::string_view>& cells = line_.row.cells;
    if (table_.rows.empty()) first_row_cells_ = cells.size();
    columns_ = std::max(columns_, cells.size());
    if (auto size = CheckTableSize(table_.rows.size() + 1, columns_); !size) return size;
    std::vector<std::string> row;
    row.reserve(cells.size());
    // Without outer pipes, a row that opens with one has an empty first cell.
    if (is_open_ended_ && line_.row.opens_with_pipe && cells.size() < first_row_cells_) {
      row.emplace_back();
    }
    for (const std::string_view cell : cells) row.push_back(InlineText(cell));
    table_.rows.push_back(std::move(row));
    table_.end = line_.end;
    return {};
  }

  // Steps to the next line of the table; false at its end.
  bool Advance() {
    if (!HasLineBehind(line_)) return false;
    line_ = ReadLine(line_.end + 1);
    if (!is_spaced_ || !TrimAscii(line_.text).empty()) return true;
    if (!HasLineBehind(line_)) return false;
    line_ = ReadLine(line_.end + 1);
    return true;
  }

  std::string_view text_;
  Line line_;
  PipeTable table_;
  std::size_t first_row_cells_ = 0, columns_ = 0;
  bool is_open_ended_ = false;  // GFM without outer pipes: any line with a pipe is a row
  bool is_spaced_ = false;
  bool has_delimiter_ = false;
};

}  // namespace

Result<std::optional<PipeTable>> ReadPipeTable(std::string_view text, std::size_t begin) {
  return PipeTableReader(text, begin).Read();
}

}  // namespace gongwen
