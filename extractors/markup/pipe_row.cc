#include "extractors/markup/pipe_row.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

constexpr std::size_t kMaxBacktickRun = 8;  // longer runs are noise, not code

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

}  // namespace

PipeRow SplitPipeRow(std::string_view line) {
  line = TrimAscii(line);
  PipeRow row;
  CodeSpans code(line);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '\\') {
      i += 2;
    } else if (line[i] == '`') {
      i = code.SkipFrom(i);
    } else if (line[i] != '|') {
      ++i;
    } else {
      ++row.pipes;
      row.closes_with_pipe = i + 1 == line.size();
      if (i == 0) {
        row.opens_with_pipe = true;
      } else {
        row.cells.push_back(TrimAscii(line.substr(begin, i - begin)));
      }
      begin = ++i;
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
           return cell.size() >= static_cast<std::size_t>(min_dashes) &&
                  cell.find_first_not_of('-') == std::string_view::npos;
         });
}

}  // namespace gongwen
