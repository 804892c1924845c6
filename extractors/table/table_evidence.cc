// Tested by grid_from_alignment_test.cc.
#include "extractors/table/table_evidence.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/table/aligned_columns.h"

namespace gongwen {
namespace {

constexpr std::size_t kMostColumns = 64;
constexpr double kFilledRows = 0.6;  // of the rows fill at least two columns
constexpr double kProseEm = 8;       // so wide are the columns of set text
constexpr double kFullLines = 0.6;   // of its lines fill their column
constexpr std::size_t kLeastPlainRows = 3;
constexpr double kRowsAcross = 0.15, kRowsAcrossRuled = 0.4;  // may have a text over columns
constexpr std::size_t kMostWordRows = 20;                     // in even columns, without a number
constexpr int kMostPages = 2000;                              // of a book with contents
constexpr double kFilledSlots = 0.5, kFilledBetweenRulings = 0.35;
constexpr double kAlignedEm = 0.4;        // text of one column is set so near to one line
constexpr double kAlignedTexts = 0.75;    // of a column's texts
constexpr double kAlignedColumns = 0.75;  // of a table's columns; one may hold two kinds of text

std::size_t ColumnsFilled(const GridRow& row, std::span<const double> borders) {
  std::vector<bool> filled(borders.size() - 1, false);
  for (const Band& band : row.bands) {
    for (const Word& word : band.words) filled[ColumnAt(borders, word.box.center_x())] = true;
  }
  return static_cast<std::size_t>(std::ranges::count(filled, true));
}

// Columns, not the first, in which most of two or more texts are numbers.
std::size_t NumericColumns(std::span<const GridRow> rows, std::span<const double> borders) {
  std::vector<std::size_t> texts(borders.size() - 1, 0), numbers(borders.size() - 1, 0);
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) {
      for (const Phrase& phrase : PhrasesOf(band)) {
        const std::size_t c = ColumnAt(borders, phrase.box.center_x());
        ++texts[c];
        if (phrase.is_number) ++numbers[c];
      }
    }
  }
  std::size_t count = 0;
  for (std::size_t c = 1; c < texts.size(); ++c) {
    if (numbers[c] >= 2 && 10 * numbers[c] >= 6 * texts[c]) ++count;
  }
  return count;
}

// Text set in columns: lines that fill a wide column nearly always.
bool IsProse(std::span<const GridRow> rows, std::span<const double> borders) {
  std::vector<std::vector<double>> widths(borders.size() - 1);
  double em = 1;
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) {
      em = std::max(em, band.size_pt);
      for (const Phrase& phrase : PhrasesOf(band)) {
        widths[ColumnAt(borders, phrase.box.center_x())].push_back(phrase.box.width());
      }
    }
  }
  std::size_t prose = 0, used = 0;
  for (const std::vector<double>& column : widths) {
    if (column.empty()) continue;
    ++used;
    const double widest = *std::ranges::max_element(column);
    const auto full = std::ranges::count_if(column, [&](double w) { return w > 0.85 * widest; });
    if (widest > kProseEm * em &&
        static_cast<double>(full) > kFullLines * static_cast<double>(column.size())) {
      ++prose;
    }
  }
  return used > 0 && 2 * prose >= used;
}

// Dots that lead from a heading to its one page number. Dots before several numbers lead along a
// row of a table.
bool HasLeaders(const Band& band) {
  const std::vector<Phrase> phrases = PhrasesOf(band);
  return band.has_leader && std::ranges::count_if(phrases, &Phrase::is_number) <= 1;
}

// The page that a line of contents leads to; 0 where it leads to another number.
int PageNumberOf(const GridRow& row) {
  for (const Band& band : row.bands) {
    for (const Word& word : band.words) {
      if (!word.is_number) continue;
      int page = 0;
      const char* end = word.text.data() + word.text.size();
      const auto [at, error] = std::from_chars(word.text.data(), end, page);
      return error == std::errc{} && at == end && page < kMostPages ? page : 0;
    }
  }
  return 0;
}

// Headings with the pages that they stand on: whole numbers that never go down. Amounts do.
bool IsContents(std::span<const GridRow> rows) {
  std::size_t with = 0;
  int last = 0;
  for (const GridRow& row : rows) {
    if (!std::ranges::any_of(row.bands, HasLeaders)) continue;
    ++with;
    const int page = PageNumberOf(row);
    if (page < last || page == 0) return false;
    last = page;
  }
  return 3 * with > rows.size();
}

// Columns of one width, as those of an index or a newspaper.
bool AreEvenColumns(std::span<const double> borders) {
  constexpr double kEven = 0.15;
  const double inner =
      (borders[borders.size() - 2] - borders[1]) / static_cast<double>(borders.size() - 3);
  for (std::size_t i = 2; i + 1 < borders.size(); ++i) {
    if (std::abs(borders[i] - borders[i - 1] - inner) > kEven * inner) return false;
  }
  return true;
}

// The share of columns whose texts are set on one line: all at the left, the middle or the right.
double ShareOfAlignedColumns(std::span<const GridRow> rows, std::span<const double> borders) {
  double em = 1;
  for (const GridRow& row : rows) {
    for (const Band& band : row.bands) em = std::max(em, band.size_pt);
  }
  const std::vector<ColumnAlignment> columns = AlignmentsOf(rows, borders);
  std::size_t aligned = 0, used = 0;
  for (const ColumnAlignment& column : columns) {
    if (column.count() == 0) continue;
    ++used;
    if (column.ShareAligned(kAlignedEm * em) >= kAlignedTexts) ++aligned;
  }
  return used == 0 ? 0 : static_cast<double>(aligned) / static_cast<double>(used);
}

// The share of slots that hold text.
double ShareFilled(std::span<const GridRow> rows, std::span<const double> borders) {
  std::size_t filled = 0;
  for (const GridRow& row : rows) filled += ColumnsFilled(row, borders);
  return static_cast<double>(filled) / static_cast<double>(rows.size() * (borders.size() - 1));
}

}  // namespace

bool IsAlignedTable(const AlignedRegion& region, const Header& header,
                    std::span<const GridRow> rows, std::span<const double> borders, bool goes_on) {
  const std::size_t columns = borders.size() - 1;
  if (columns < 2 || columns > kMostColumns || rows.empty()) return false;
  const auto filled = std::ranges::count_if(
      rows, [&](const GridRow& row) { return ColumnsFilled(row, borders) >= 2; });
  if (static_cast<double>(filled) < kFilledRows * static_cast<double>(rows.size())) return false;
  const bool has_rulings = region.rulings_y.size() >= (goes_on ? 2U : 3U);
  const double most_across = has_rulings ? kRowsAcrossRuled : kRowsAcross;
  if (ShareOfRowsAcross(rows, borders) > most_across) return false;
  if (goes_on) return true;
  if (header.leaves.size() < 2 || IsContents(rows)) return false;
  const std::size_t numeric = NumericColumns(rows, borders);
  const std::size_t all_rows = rows.size() + 1;
  if (header.leaves.size() + 1 < columns) return false;
  if (has_rulings) {
    return all_rows >= (numeric > 0 ? 2U : 3U) &&
           ShareFilled(rows, borders) >= kFilledBetweenRulings;
  }
  // Without rulings only the text itself speaks for a table, and it must speak plainly.
  const bool is_plain = (numeric > 0 || header.leaves.size() >= columns) &&
                        ShareFilled(rows, borders) >= kFilledSlots &&
                        ShareOfAlignedColumns(rows, borders) >= kAlignedColumns &&
                        !IsProse(rows, borders);
  if (!is_plain) return false;
  if (numeric > 0) return all_rows >= kLeastPlainRows;
  if (rows.size() > kMostWordRows && AreEvenColumns(borders)) return false;
  return columns >= 3 && all_rows > kLeastPlainRows;
}

}  // namespace gongwen
