#include "extractors/markup/pipe_row.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxBacktickRun = 8;  // longer runs are noise, not code
constexpr std::array<std::string_view, 4> kOtherBars = {"｜", "│", "┃", "║"};

std::size_t BacktickRun(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == '`') ++end;
  return end - at;
}

// Finds where code spans end. A search that failed for a run of n backticks fails for every later
// one too; remembering that keeps a line of stray backticks linear.
class CodeSpans {
 public:
  explicit CodeSpans(std::string_view line) : line_(line) {}

  // `at` is on a backtick. Returns the offset behind the span that opens there, or behind the run
  // of backticks when nothing closes it.
  std::size_t SkipFrom(std::size_t at) {
    const std::size_t run = BacktickRun(line_, at);
    if (run > kMaxBacktickRun || is_hopeless_[run]) return at + run;
    for (std::size_t i = line_.find('`', at + run); i < line_.size(); i = line_.find('`', i)) {
      const std::size_t other = BacktickRun(line_, i);
      i += other;
      if (other == run) return i;
    }
    is_hopeless_[run] = true;
    return at + run;
  }

 private:
  std::string_view line_;
  std::array<bool, kMaxBacktickRun + 1> is_hopeless_{};
};

// The bytes of the bar at `at`, 0 where there is none. Other bars than | count in lines without |.
std::size_t BarAt(std::string_view line, std::size_t at, bool has_pipe) {
  if (has_pipe) return line[at] == '|' ? 1 : 0;
  for (const std::string_view bar : kOtherBars) {
    if (line.substr(at).starts_with(bar)) return bar.size();
  }
  return 0;
}

}  // namespace

bool HasBar(std::string_view line) {
  return line.find('|') != std::string_view::npos ||
         std::ranges::any_of(kOtherBars, [&](std::string_view bar) {
           return line.find(bar) != std::string_view::npos;
         });
}

PipeRow SplitPipeRow(std::string_view line) {
  line = TrimAscii(line);
  PipeRow row;
  if (!HasBar(line)) {
    row.cells.push_back(line);
    return row;
  }
  CodeSpans code(line);
  const bool has_pipe = line.find('|') != std::string_view::npos;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '\\') {
      i += 2;
    } else if (line[i] == '`') {
      i = code.SkipFrom(i);
    } else if (const std::size_t bar = BarAt(line, i, has_pipe); bar == 0) {
      ++i;
    } else {
      ++row.pipes;
      row.closes_with_pipe = i + bar == line.size();
      if (i == 0) {
        row.opens_with_pipe = true;
      } else {
        row.cells.push_back(TrimAscii(line.substr(begin, i - begin)));
      }
      begin = i += bar;
    }
  }
  if (!row.closes_with_pipe || row.cells.empty()) {
    row.cells.push_back(TrimAscii(line.substr(begin)));
  }
  return row;
}

bool LooksLikePipeRow(const PipeRow& row) {
  return row.opens_with_pipe || (row.closes_with_pipe && row.pipes >= 2);
}

bool IsDelimiterRow(const PipeRow& row, int min_dashes) {
  return row.pipes > 0 && std::ranges::all_of(row.cells, [&](std::string_view cell) {
           if (cell.starts_with(':')) cell.remove_prefix(1);
           if (cell.ends_with(':')) cell.remove_suffix(1);
           const bool has_crossing = cell.starts_with('-') && cell.ends_with('-');  // ---+---
           return cell.size() >= static_cast<std::size_t>(min_dashes) &&
                  cell.find_first_not_of(has_crossing ? "-+" : "-") == std::string_view::npos;
         });
}

}  // namespace gongwen
