// Tested by drawn_table_test.cc.
#include "extractors/markup/ruled_columns.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/text_canvas.h"
#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kMinGroup = 2;
constexpr std::size_t kMinFullRule = 10;
constexpr std::size_t kMaxHeadLines = 8;  // of a multiline table

struct Group {
  std::size_t begin = 0, end = 0;  // columns
};

std::vector<Group> GroupsOf(std::string_view line) {
  std::vector<Group> groups;
  for (std::size_t x = 0; x < line.size();) {
    x = std::min(line.find_first_not_of(' ', x), line.size());
    const std::size_t end = std::min(line.find(' ', x), line.size());
    if (end > x) groups.push_back({x, end});
    x = end;
  }
  return groups;
}

bool IsFullRule(std::string_view line) {
  line = TrimAscii(line);
  return line.size() >= kMinFullRule && line.find_first_not_of('-') == std::string_view::npos;
}

struct Line {
  std::string_view text{};
  std::size_t end = 0;  // offset on its '\n' or at the end
};

// The rows of a table as groups of lines.
struct Rows {
  std::vector<std::vector<std::string_view>> rows{};
  std::string_view rule{};
  std::size_t end = 0;
};

class RowFinder {
 public:
  RowFinder(std::string_view text, std::size_t begin) : text_(text), next_(begin) {}

  std::optional<Rows> Find() {
    Line line = Take();
    if (IsGroupsOfDashes(line.text)) return Headless(line);
    if (IsFullRule(line.text)) return UnderFullRule();
    const std::string_view head = line.text;
    if (next_ > text_.size() || TrimBlanks(head).empty()) return std::nullopt;
    line = Take();
    if (!IsGroupsOfDashes(line.text) || line.text.find('=') != std::string_view::npos) {
      return std::nullopt;
    }
    found_.rule = line.text;
    found_.rows.push_back({head});
    return Simple(line.end);
  }

 private:
  Line Take() {
    const std::string_view line = LineAt(text_, std::min(next_, text_.size()));
    const std::size_t end = std::min(next_ + line.size(), text_.size());
    next_ = end + 1;
    return {line, end};
  }
  [[nodiscard]] bool IsAtEnd() const { return next_ > text_.size(); }

  // One line a row, up to an empty line or a line of dashes.
  std::optional<Rows> Simple(std::size_t end) {
    found_.end = end;
    while (!IsAtEnd()) {
      const Line line = Take();
      if (TrimBlanks(line.text).empty()) break;
      found_.end = line.end;
      if (IsGroupsOfDashes(line.text) || IsFullRule(line.text)) break;
      found_.rows.push_back({line.text});
    }
    return found_.rows.size() > 1 ? std::optional(std::move(found_)) : std::nullopt;
  }

  std::optional<Rows> Headless(const Line& rule) {
    found_.rule = rule.text;
    const bool is_rst = rule.text.find('=') != std::string_view::npos;
    // RST: the head, a second rule, the rows, the last rule.
    std::optional<Rows> body = UpToRule(false);
    if (!body || !is_rst || IsAtEnd()) return body;
    const std::string_view next = LineAt(text_, next_);
    if (TrimBlanks(next).empty()) return body;
    found_ = std::move(*body);
    return UpToRule(false);
  }

  std::optional<Rows> UnderFullRule() {
    std::vector<std::string_view> head;
    for (std::size_t i = 0; i <= kMaxHeadLines && !IsAtEnd(); ++i) {
      const Line line = Take();
      if (IsGroupsOfDashes(line.text)) {
        if (head.empty()) return std::nullopt;
        found_.rule = line.text;
        found_.rows.push_back(std::move(head));
        return UpToRule(true);
      }
      if (TrimBlanks(line.text).empty()) return std::nullopt;
      head.push_back(line.text);
    }
    return std::nullopt;
  }

  // Rows up to the next rule; where an empty line stands between rows they may have several lines.
  std::optional<Rows> UpToRule(bool is_multiline) {
    std::vector<std::vector<std::string_view>> rows(1);
    bool has_gaps = is_multiline;
    while (!IsAtEnd()) {
      const Line line = Take();
      if (IsGroupsOfDashes(line.text) || IsFullRule(line.text)) {
        if (rows.back().empty()) rows.pop_back();
        for (auto& row : rows) {
          if (has_gaps) {
            found_.rows.push_back(std::move(row));
          } else {
            for (const std::string_view single : row) found_.rows.push_back({single});
          }
        }
        found_.end = line.end;
        return found_.rows.empty() ? std::nullopt : std::optional(found_);
      }
      if (!TrimBlanks(line.text).empty()) {
        rows.back().push_back(line.text);
      } else if (!rows.back().empty()) {
        has_gaps = true;
        rows.emplace_back();
      }
    }
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t next_;
  Rows found_;
};

// One line cut at the gaps; nullopt where text stands over a whole gap.
std::optional<std::vector<std::string>> Cut(const std::u32string& line,
                                            const std::vector<Group>& groups,
                                            std::size_t& aligned) {
  const auto is_blank = [&](std::size_t x) {
    return x >= line.size() || (line[x] != kWideTail && IsBlank(line[x]));
  };
  std::vector<std::string> cells;
  std::size_t begin = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::size_t end = line.size();
    if (g + 1 < groups.size()) {
      end = groups[g].end;
      while (end < groups[g + 1].begin && !is_blank(end)) ++end;
      if (end == groups[g + 1].begin) return std::nullopt;
    }
    end = std::min(end, line.size());
    cells.push_back(begin < end ? TextOfColumns(line, begin, end) : std::string());
    if (!cells.back().empty()) {
      std::size_t first = begin, last = end;
      while (is_blank(first)) ++first;
      while (is_blank(last - 1)) --last;
      if (first == groups[g].begin || last == groups[g].end) ++aligned;
    }
    begin = end;
  }
  return cells;
}

struct CutRows {
  TextRows rows{};
  std::size_t aligned = 0;
};

std::optional<CutRows> CutAll(const Rows& found, CharacterWidth width) {
  const std::vector<Group> groups = GroupsOf(found.rule);
  CutRows cut;
  for (const auto& lines : found.rows) {
    std::vector<std::vector<std::string>> cells(groups.size());
    for (const std::string_view line : lines) {
      auto pieces = Cut(ColumnsOf(line, width), groups, cut.aligned);
      if (!pieces) return std::nullopt;
      for (std::size_t g = 0; g < groups.size(); ++g) cells[g].push_back(std::move((*pieces)[g]));
    }
    std::vector<std::string> row;
    for (auto& cell : cells) {
      std::erase_if(cell, [](const std::string& piece) { return piece.empty(); });
      row.push_back(JoinCellLines(cell));
    }
    cut.rows.push_back(std::move(row));
  }
  return cut;
}

}  // namespace

bool IsGroupsOfDashes(std::string_view line) {
  line = TrimAscii(line);
  if (line.empty() || (line.front() != '-' && line.front() != '=')) return false;
  const char mark[] = {line.front(), ' ', '\0'};
  if (line.find(' ') == std::string_view::npos ||
      line.find_first_not_of(mark) != std::string_view::npos) {
    return false;
  }
  const std::vector<Group> groups = GroupsOf(line);
  return std::ranges::all_of(groups, [](const Group& g) { return g.end - g.begin >= kMinGroup; });
}

Result<std::optional<RuledTable>> ReadRuledTable(std::string_view text, std::size_t begin) {
  const std::optional<Rows> found = RowFinder(text, begin).Find();
  if (!found) return std::optional<RuledTable>();
  const std::size_t columns = GroupsOf(found->rule).size();
  if (auto size = CheckTableSize(found->rows.size(), columns); !size) {
    return tl::make_unexpected(std::move(size).error());
  }
  std::optional<CutRows> best;
  for (const CharacterWidth width : kCharacterWidths) {
    std::optional<CutRows> cut = CutAll(*found, width);
    if (cut && (!best || cut->aligned > best->aligned)) best = std::move(cut);
  }
  if (!best) return std::optional<RuledTable>();
  return std::optional(RuledTable{std::move(best->rows), found->end});
}

}  // namespace gongwen
