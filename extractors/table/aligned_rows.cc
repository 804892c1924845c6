// A line goes on the row above when it can and when the distance says so.
//
//   1  和静县   100  用于支持农村        It can: numbers do not wrap, and where both lines have
//                    劳动力转移就业      text in a column, the upper one is full there.
//   2  博湖县    80  用于补助
//   3  焉耆县    60                      The distance: nearer than the lines that cannot.
//
// Where all lines stand equally near (dense rows), only a line that leaves the first column and
// most others empty goes on. Lines half a line apart are one row set on its middle. Tested by
// aligned_rows_test.cc.
#include "extractors/table/aligned_rows.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "extractors/table/aligned_columns.h"
#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr double kWrapPitchEm = 1.9;     // lines of one cell are not farther apart
constexpr double kClearlyNearer = 0.87;  // of the distance between rows
constexpr double kFewestJump = 1.25;     // between the two distances when rows cannot tell

// What one column holds of one band.
struct Part {
  RectPt box{};
  double first_word_pt = 0;  // width that the next line would have needed here
  bool is_number = false;
  bool is_value = false;  // begins as one: 641户, ≥239户; values are too short to wrap
};
using Parts = std::vector<std::optional<Part>>;

std::vector<Parts> PartsOf(std::span<const Band> bands, std::span<const double> borders) {
  std::vector<Parts> all;
  for (const Band& band : bands) {
    Parts parts(borders.size() - 1);
    for (const Word& word : band.words) {
      std::optional<Part>& part = parts[ColumnAt(borders, word.box.center_x())];
      if (!part.has_value()) {
        const double first = word.is_wide ? word.size_pt : word.box.width();
        part.emplace();
        part->box = word.box;
        part->first_word_pt = first;
        part->is_number = word.is_number;
        part->is_value = BeginsAsValue(word.text);
      } else {
        part->box = Around(part->box, word.box);
        part->is_number = part->is_number && word.is_number;
      }
    }
    all.push_back(std::move(parts));
  }
  return all;
}

std::vector<double> TextWidths(const std::vector<Parts>& bands, std::size_t columns) {
  std::vector<double> widths(columns, 0);
  for (const Parts& parts : bands) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (parts[c]) widths[c] = std::max(widths[c], parts[c]->box.width());
    }
  }
  return widths;
}

std::size_t CountFilled(const Parts& parts) {
  return static_cast<std::size_t>(
      std::ranges::count_if(parts, [](const auto& part) { return part.has_value(); }));
}

class RowJudge {
 public:
  RowJudge(std::span<const Band> bands, std::span<const double> borders)
      : bands_(bands),
        parts_(PartsOf(bands, borders)),
        widths_(TextWidths(parts_, borders.size() - 1)) {}

  [[nodiscard]] double Pitch(std::size_t below) const {
    return bands_[below].center_y - bands_[below - 1].center_y;
  }
  [[nodiscard]] double PitchEm(std::size_t below) const {
    return Pitch(below) / std::max({bands_[below].size_pt, bands_[below - 1].size_pt, 1.0});
  }
  // Whether band `below` holds text in a column that a band of the row from `first` on fills.
  [[nodiscard]] bool SharesColumn(std::size_t first, std::size_t below) const {
    for (std::size_t c = 0; c < widths_.size(); ++c) {
      if (!parts_[below][c]) continue;
      for (std::size_t b = first; b < below; ++b) {
        if (parts_[b][c]) return true;
      }
    }
    return false;
  }

  // Whether band `index` is the first line of a text set on the middle of the row below it: nearer
  // to that than to the row above, and nothing of it.
  [[nodiscard]] bool BeginsRowBelow(std::size_t index) const {
    return index + 1 < bands_.size() && !SharesColumn(index, index + 1) &&
           PitchEm(index + 1) < kHalfLineEm && Pitch(index + 1) < kClearlyNearer * Pitch(index) &&
           2 * CountFilled(parts_[index]) <= CountFilled(parts_[index + 1]) + 1;
  }

  // Whether band `below` may be a further line of the row that begins with band `first`.
  [[nodiscard]] bool CanGoOn(std::size_t first, std::size_t below) const {
    if (PitchEm(below) > kWrapPitchEm) return false;
    for (std::size_t c = 0; c < widths_.size(); ++c) {
      const Part* upper = LastPart(first, below, c);
      const std::optional<Part>& lower = parts_[below][c];
      if (upper == nullptr || !lower) continue;
      if (upper->is_number || lower->is_number || (upper->is_value && lower->is_value))
        return false;
      if (upper->box.width() + lower->first_word_pt < widths_[c]) return false;
    }
    return true;
  }

  // A line that only goes on: nothing in the first column, less than half of the columns.
  [[nodiscard]] bool IsRemainder(std::size_t below) const {
    return !parts_[below].front() &&
           2 * CountFilled(parts_[below]) <= CountFilled(parts_[below - 1]);
  }

 private:
  // The lowest text in column `c` of the bands [first, below).
  [[nodiscard]] const Part* LastPart(std::size_t first, std::size_t below, std::size_t c) const {
    for (std::size_t b = below; b-- > first;) {
      if (parts_[b][c]) return &*parts_[b][c];
    }
    return nullptr;
  }

  std::span<const Band> bands_;
  std::vector<Parts> parts_;
  std::vector<double> widths_;
};

// The distance up to which lines that may go on do so; 0 when distances do not tell.
double JoinPitch(const RowJudge& judge, const std::vector<bool>& is_cut) {
  std::vector<double> apart, together;
  for (std::size_t i = 1; i < is_cut.size(); ++i) {
    if (is_cut[i] || judge.PitchEm(i) < kHalfLineEm) continue;
    (judge.CanGoOn(i - 1, i) ? together : apart).push_back(judge.Pitch(i));
  }
  std::ranges::sort(apart);
  std::ranges::sort(together);
  if (!apart.empty()) return kClearlyNearer * apart[apart.size() / 5];
  for (std::size_t i = 1; i < together.size(); ++i) {
    if (together[i] > kFewestJump * together[i - 1]) return (together[i] + together[i - 1]) / 2;
  }
  return 0;
}

}  // namespace

std::vector<bool> RowStarts(std::span<const Band> bands, std::span<const double> borders,
                            std::span<const double> rulings_y, bool ruled_rows) {
  std::vector<bool> starts(bands.size(), true);
  std::vector<bool> is_cut(bands.size(), false);
  for (std::size_t i = 1; i < bands.size(); ++i) {
    is_cut[i] = std::ranges::any_of(
        rulings_y, [&](double y) { return y > bands[i - 1].center_y && y < bands[i].center_y; });
  }
  if (ruled_rows) {
    for (std::size_t i = 1; i < bands.size(); ++i) starts[i] = is_cut[i];
    return starts;
  }
  const RowJudge judge(bands, borders);
  const double join_pitch = JoinPitch(judge, is_cut);
  std::size_t first = 0;  // band of the row at hand
  for (std::size_t i = 1; i < bands.size(); ++i) {
    if (starts[i - 1]) first = i - 1;
    if (is_cut[i] || judge.BeginsRowBelow(i)) continue;
    if (judge.PitchEm(i) < kHalfLineEm && !judge.SharesColumn(first, i)) {
      starts[i] = false;
    } else if (judge.CanGoOn(first, i)) {
      starts[i] = judge.Pitch(i) > join_pitch && !judge.IsRemainder(i);
    }
  }
  return starts;
}

}  // namespace gongwen
