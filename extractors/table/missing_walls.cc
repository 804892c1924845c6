// A report may rule its head into columns and its body into rows only:
//
//   | Country | domestic | imported | total |
//   +---------+----------+----------+-------+
//   |  Austria      86.2       13.8    3,375|     <- one cell over four columns, to the rulings
//   |  Belgium       0          0      3,973|
//
// The head's walls tell where the columns are. They hold below where they run through blanks only.
// Where no rule tells the columns, blank_walls.cc asks the text. Tested by missing_walls_test.cc.
#include "extractors/table/missing_walls.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "extractors/table/aligned_rows.h"

namespace gongwen {
namespace {

constexpr double kMostCutRows = 0.05;    // of a run's rows may have text across a border
constexpr double kFreeBorders = 0.6;     // of a run's borders, else it is prose
constexpr double kSeveralFilled = 0.5;   // of a run's rows fill several columns
constexpr std::size_t kFewestLines = 3;  // in one framed row, for it to be rows
constexpr PhraseOptions kTight{.wide_gap_em = 0.25, .narrow_gap_em = 0.5};

// Rows [row, end) in which one cell covers columns [column, end_column).
struct Run {
  int row = 0, end = 0, column = 0, end_column = 0;
  RectPt box{};
};

std::vector<Run> RunsOfWideCells(const TableGrid& grid, int page_no) {
  std::vector<Run> runs;
  for (const Cell& cell : grid.cells) {
    if (cell.column_span < 2 || cell.row_span != 1 || cell.page_no != page_no) continue;
    const int end_column = cell.column + cell.column_span;
    const auto above = std::ranges::find_if(runs, [&](const Run& run) {
      return run.end == cell.row && run.column == cell.column && run.end_column == end_column;
    });
    if (above == runs.end()) {
      runs.push_back({cell.row, cell.row + 1, cell.column, end_column, cell.box});
    } else {
      above->end = cell.row + 1;
      above->box = Union(above->box, cell.box);
    }
  }
  return runs;
}

// The x of the borders inside a run, as the rest of the table shows them.
std::vector<double> InnerBorders(const TableGrid& grid, const Run& run) {
  std::vector<double> borders;
  for (int column = run.column + 1; column < run.end_column; ++column) {
    const auto begins = std::ranges::find_if(
        grid.cells, [&](const Cell& cell) { return cell.column == column && !cell.box.empty(); });
    if (begins != grid.cells.end()) borders.push_back(begins->box.x0);
  }
  return borders;
}

std::vector<std::vector<Phrase>> LinesIn(std::span<const Band> bands) {
  std::vector<std::vector<Phrase>> lines;
  for (const Band& band : bands) lines.push_back(PhrasesOf(band, kTight));
  return lines;
}

bool IsCut(const std::vector<Phrase>& line, double x) {
  return std::ranges::any_of(line, [x](const Phrase& phrase) { return RunsOver(phrase.box, x); });
}

// Whether the line stands in several of the columns that `borders` part.
bool FillsSeveral(const std::vector<Phrase>& line, const std::vector<double>& borders) {
  const auto column = [&](const Phrase& phrase) {
    return std::ranges::upper_bound(borders, phrase.box.center_x()) - borders.begin();
  };
  return std::ranges::any_of(
      line, [&](const Phrase& phrase) { return column(phrase) != column(line.front()); });
}

double Share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// The rules between the rows of a body that is framed as one.
void AppendRowRules(const Run& run, const std::vector<double>& inner, std::span<const Band> lines,
                    std::vector<Ruling>& rules) {
  std::vector<double> borders{run.box.x0};
  borders.insert(borders.end(), inner.begin(), inner.end());
  borders.push_back(run.box.x1);
  const std::vector<bool> starts = RowStarts(lines, borders, {}, false);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (!starts[i]) continue;
    const double y = (lines[i - 1].box().y1 + lines[i].box().y0) / 2;
    rules.push_back({Orientation::kHorizontal, y, run.box.x0, run.box.x1, 0});
  }
}

}  // namespace

std::vector<Ruling> MissingWalls(const TableGrid& grid, int page_no, std::span<const Band> bands) {
  std::vector<Ruling> walls;
  for (const Run& run : RunsOfWideCells(grid, page_no)) {
    const std::vector<Band> inside = BandsWithin(bands, run.box);
    const std::vector<std::vector<Phrase>> lines = LinesIn(inside);
    const bool is_one_row = run.end - run.row == 1;
    if (lines.size() < (is_one_row ? kFewestLines : 2)) continue;
    const std::vector<double> borders = InnerBorders(grid, run);
    std::vector<double> free;
    for (const double x : borders) {
      const auto cut =
          std::ranges::count_if(lines, [x](const auto& line) { return IsCut(line, x); });
      if (Share(static_cast<std::size_t>(cut), lines.size()) <= kMostCutRows) free.push_back(x);
    }
    const auto several =
        std::ranges::count_if(lines, [&](const auto& line) { return FillsSeveral(line, free); });
    if (Share(free.size(), borders.size()) < kFreeBorders ||
        Share(static_cast<std::size_t>(several), lines.size()) < kSeveralFilled) {
      continue;
    }
    for (const double x : free) {
      walls.push_back({Orientation::kVertical, x, run.box.y0, run.box.y1, 0});
    }
    if (is_one_row) AppendRowRules(run, free, inside, walls);
  }
  return walls;
}

}  // namespace gongwen
