// A report may rule its head into columns and its body into rows only:
//
//   | Country | domestic | imported | total |
//   +---------+----------+----------+-------+
//   |  Austria      86.2       13.8    3,375|     <- one cell over four columns, to the rulings
//   |  Belgium       0          0      3,973|
//
// The head's walls tell where the columns are. They hold below where they run through blanks only.
// Where no rule tells the columns at all, LacksWalls says that rulings are not enough, and the
// alignment of the text is asked. Tested by missing_walls_test.cc.
#include "extractors/table/missing_walls.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace gongwen {
namespace {

constexpr double kCutSlackPt = 1;         // so far may a text reach over a border that parts it
constexpr double kMostCutRows = 0.05;     // of a run's rows may have text across a border
constexpr double kFreeBorders = 0.6;      // of a run's borders, else it is prose
constexpr double kSeveralFilled = 0.5;    // of a run's rows fill several columns
constexpr std::size_t kFewestLines = 3;   // of several texts in one column, to distrust it
constexpr std::size_t kSeveralTexts = 3;  // in one cell, whatever they are
constexpr double kShareOfLines = 0.5;     // of a column's lines
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
  std::erase_if(runs, [](const Run& run) { return run.end - run.row < 2; });
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

std::vector<std::vector<Phrase>> LinesIn(const RectPt& box, std::span<const Band> bands) {
  std::vector<std::vector<Phrase>> lines;
  for (const Band& band : bands) {
    if (band.center_y <= box.y0 || band.center_y >= box.y1) continue;
    std::vector<Phrase> line = PhrasesOf(band, kTight);
    std::erase_if(line, [&](const Phrase& phrase) {
      return phrase.box.center_x() < box.x0 || phrase.box.center_x() > box.x1;
    });
    if (!line.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

bool IsCut(const std::vector<Phrase>& line, double x) {
  return std::ranges::any_of(line, [x](const Phrase& phrase) {
    return phrase.box.x0 < x - kCutSlackPt && phrase.box.x1 > x + kCutSlackPt;
  });
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

}  // namespace

std::vector<Ruling> MissingWalls(const TableGrid& grid, int page_no, std::span<const Band> bands) {
  std::vector<Ruling> walls;
  for (const Run& run : RunsOfWideCells(grid, page_no)) {
    const std::vector<std::vector<Phrase>> lines = LinesIn(run.box, bands);
    if (lines.size() < 2) continue;
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
  }
  return walls;
}

bool LacksWalls(const TableGrid& grid, int page_no, std::span<const Band> bands) {
  struct Count {
    std::size_t lines = 0, several = 0;
  };
  std::vector<Count> columns(static_cast<std::size_t>(grid.columns));
  for (const Cell& cell : grid.cells) {
    if (cell.page_no != page_no) continue;
    Count& count = columns[static_cast<std::size_t>(cell.column)];
    for (const Band& band : bands) {
      if (band.center_y <= cell.box.y0 || band.center_y >= cell.box.y1) continue;
      std::vector<Phrase> line = PhrasesOf(band);
      std::erase_if(line, [&](const Phrase& phrase) {
        return phrase.box.center_x() < cell.box.x0 || phrase.box.center_x() > cell.box.x1;
      });
      if (line.empty()) continue;
      ++count.lines;
      const bool has_number =
          std::ranges::any_of(std::span(line).subspan(1), [&](const Phrase& phrase) {
            return phrase.is_number || BeginsAsValue(band.words[phrase.first].text);
          });
      if (has_number) ++count.several;
    }
  }
  return std::ranges::any_of(columns, [](const Count& count) {
    return count.several >= kFewestLines && Share(count.several, count.lines) >= kShareOfLines;
  });
}

}  // namespace gongwen
