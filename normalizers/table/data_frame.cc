// Tested by data_frame_test.cc.
#include "normalizers/table/data_frame.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "text/han.h"

namespace gongwen {
namespace {

constexpr std::size_t kFewestNumbers = 2;

bool IsMissing(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kMissing = {"NaN", "nan", "NaT", "<NA>"};
  return std::ranges::find(kMissing, TrimBlanks(text)) != kMissing.end();
}

bool IsUnnamed(const std::string& text) {
  static const RE2 kUnnamed("Unnamed: ?[0-9]+(?:_level_[0-9]+)?");
  return RE2::FullMatch(text, kUnnamed);
}

// The cells of the first column below a blank or unnamed head, if they are 0, 1, 2 …
std::vector<Cell*> NumbersOfRows(TableGrid& grid) {
  std::vector<Cell*> numbers;
  for (Cell& cell : grid.cells) {
    if (cell.column != 0) continue;
    const bool is_blank = IsBlank(cell.text) || cell.text.empty() || IsUnnamed(cell.text);
    if (numbers.empty() && is_blank) continue;
    if (TrimBlanks(cell.text) != std::to_string(numbers.size())) return {};
    numbers.push_back(&cell);
  }
  const bool has_head = !numbers.empty() && numbers.front()->row > 0;
  return has_head && numbers.size() >= kFewestNumbers ? numbers : std::vector<Cell*>{};
}

}  // namespace

void ClearDataFrameMarks(Reading& reading) {
  for (Block& block : reading.blocks) {
    auto* grid = std::get_if<TableGrid>(&block);
    if (grid == nullptr || grid->source != TextSource::kMarkup) continue;
    for (Cell* cell : NumbersOfRows(*grid)) cell->text.clear();
    for (Cell& cell : grid->cells) {
      if (IsMissing(cell.text) || IsUnnamed(cell.text)) cell.text.clear();
    }
  }
}

}  // namespace gongwen
