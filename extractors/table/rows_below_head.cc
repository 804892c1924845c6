// Spreadsheets and browsers are often told to draw borders around the head only:
//
//   +------+---------+--------+
//   | 地区 |  人数   |  金额  |      <- a grid of one row
//   +------+---------+--------+
//     甲县      120     1,500        <- rows by alignment, in the columns that the head rules
//     乙县       80       900
//   --------------------------       <- perhaps a closing rule
//
// The columns are facts; only the rows have to be found, and where they end: at the closing rule,
// else at a wide gap or a line that stands alone. Tested by rows_below_head_test.cc.
#include "extractors/table/rows_below_head.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>

#include "extractors/table/aligned_rows.h"
#include "extractors/table/grid_from_rulings.h"

namespace gongwen {
namespace {

constexpr int kMostHeadRows = 4;
constexpr double kSameExtentPt = 6;
constexpr double kGapEm = 3.2;          // between the lines of one table
constexpr double kFirstGapEm = 2.5;     // between the head and its first row
constexpr double kSeveralFilled = 0.5;  // of the lines fill several columns
constexpr double kMostCut = 0.15;       // of the lines have a word over a border

std::vector<double> BordersOf(const TableGrid& grid) {
  std::vector<double> borders(static_cast<std::size_t>(grid.columns) + 1, 0);
  for (const Cell& cell : grid.cells) {
    borders[static_cast<std::size_t>(cell.column)] = cell.box.x0;
    borders[static_cast<std::size_t>(cell.column + cell.column_span)] = cell.box.x1;
  }
  return borders;
}

bool IsCut(const Band& band, double x) {
  return std::ranges::any_of(band.words, [x](const Word& word) { return RunsOver(word.box, x); });
}

bool IsCut(const Band& band, std::span<const double> inner) {
  return std::ranges::any_of(inner, [&](double x) { return IsCut(band, x); });
}

bool FillsSeveral(const Band& band, std::span<const double> inner) {
  const auto column = [&](const Word& word) {
    return std::ranges::upper_bound(inner, word.box.center_x()) - inner.begin();
  };
  return std::ranges::any_of(
      band.words, [&](const Word& word) { return column(word) != column(band.words.front()); });
}

bool HasNumbers(std::span<const Band> bands, const RectPt& box) {
  return std::ranges::any_of(bands, [&](const Band& band) {
    return band.center_y > box.y0 && band.center_y < box.y1 &&
           std::ranges::any_of(band.words, [&](const Word& word) {
             constexpr std::size_t kYear = 4;  // 2023
             return word.is_number && word.text.size() != kYear && word.box.center_x() > box.x0 &&
                    word.box.center_x() < box.x1;
           });
  });
}

// The lowest rule of the head's extent below it, if it is not another table's.
std::optional<double> ClosingRule(const RectPt& head, std::span<const Ruling> rulings,
                                  std::span<const RectPt> others) {
  std::optional<double> closing;
  double end = std::numeric_limits<double>::infinity();
  for (const RectPt& box : others) {
    if (box.y0 > head.y1) end = std::min(end, box.y0 - 1);
  }
  for (const Ruling& r : rulings) {
    if (r.orientation == Orientation::kHorizontal && r.position > head.y1 + 1 && r.position < end &&
        std::abs(r.start - head.x0) <= kSameExtentPt &&
        std::abs(r.end - head.x1) <= kSameExtentPt) {
      closing = std::max(closing.value_or(r.position), r.position);
    }
  }
  return closing;
}

// The lines below the head that may be rows of it.
std::vector<Band> LinesBelow(const RectPt& head, std::span<const Band> bands,
                             std::span<const double> inner, std::optional<double> closing,
                             std::span<const RectPt> others) {
  std::vector<Band> lines;
  double bottom = head.y1;
  for (const Band& band : bands) {
    if (band.center_y <= head.y1) continue;
    if (closing && band.center_y >= *closing) break;
    const RectPt box = band.box();
    const bool is_others = std::ranges::any_of(
        others, [&](const RectPt& other) { return other.Contains(box.center_x(), band.center_y); });
    if (is_others) break;
    Band line = band;
    std::erase_if(line.words, [&](const Word& word) {
      return word.box.center_x() < head.x0 || word.box.center_x() > head.x1;
    });
    if (line.words.empty()) continue;
    if (!closing) {
      const double most = (lines.empty() ? kFirstGapEm : kGapEm) * line.size_pt;
      if (box.y0 - bottom > most) break;
      if (PhrasesOf(line).size() == 1 && (lines.empty() || IsCut(line, inner))) break;
    }
    bottom = box.y1;
    lines.push_back(std::move(line));
  }
  if (!closing) {
    while (!lines.empty() && !FillsSeveral(lines.back(), inner)) lines.pop_back();
  }
  return lines;
}

}  // namespace

std::vector<Ruling> RulingsBelowHead(const TableGrid& head, int page_no,
                                     std::span<const Band> bands, std::span<const Ruling> rulings,
                                     std::span<const RectPt> others) {
  const RectPt box = BoundingBox(head, page_no);
  if (head.columns < 2 || head.rows > kMostHeadRows || HasNumbers(bands, box)) return {};
  const std::vector<double> borders = BordersOf(head);
  const std::span<const double> inner(borders.data() + 1, borders.size() - 2);
  const std::optional<double> closing = ClosingRule(box, rulings, others);
  const std::vector<Band> lines = LinesBelow(box, bands, inner, closing, others);
  const auto share = [&](auto&& is_so) {
    return static_cast<double>(std::ranges::count_if(lines, is_so)) /
           static_cast<double>(lines.size());
  };
  if (lines.size() < 2 ||
      share([&](const Band& line) { return FillsSeveral(line, inner); }) < kSeveralFilled ||
      share([&](const Band& line) { return IsCut(line, inner) && PhrasesOf(line).size() > 1; }) >
          kMostCut) {
    return {};
  }
  std::vector<double> rules;
  for (const Ruling& r : rulings) {
    if (r.orientation == Orientation::kHorizontal && r.position > box.y1 &&
        r.end - r.start > box.width() - 2 * kSameExtentPt) {
      rules.push_back(r.position);
    }
  }
  std::ranges::sort(rules);
  const std::vector<bool> starts = RowStarts(lines, borders, rules, false);
  std::vector<Ruling> drawn;
  double top = box.y1;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (end < lines.size() && !starts[end]) ++end;
    const bool is_last = end == lines.size();
    const double foot = lines[end - 1].box().y1;
    const double bottom = is_last ? closing.value_or(foot + 0.3 * lines[i].size_pt)
                                  : (foot + lines[end].box().y0) / 2;
    for (const double x : borders) {
      const bool is_over = std::ranges::any_of(std::span(lines).subspan(i, end - i),
                                               [x](const Band& line) { return IsCut(line, x); });
      if (!is_over || x == borders.front() || x == borders.back()) {
        drawn.push_back({Orientation::kVertical, x, top, bottom, 0});
      }
    }
    drawn.push_back({Orientation::kHorizontal, bottom, box.x0, box.x1, 0});
    top = bottom;
    i = end;
  }
  return drawn;
}

}  // namespace gongwen
