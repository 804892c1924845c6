#include "normalizers/hierarchy/row_alignment.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>

#include "normalizers/text/han_text.h"
#include "normalizers/value/unit_words.h"

namespace gongwen {
namespace {

// Costs in one unit; what matters is their order. Chosen by hand on the damage classes that the
// generator makes; the bench shows what a change does.
constexpr double kLeftOver = 9.0;  // a cell that belongs to no column
constexpr double kValueWithoutName = 1.0;
constexpr double kSlidValueWithoutName = 5.0;  // on top, where the value does not stand in place
constexpr double kNameWithoutValue = 1.5;
constexpr double kRowSlid = 0.5;  // the row does not stand where the others do
constexpr double kSlidePerColumn = 0.1;
constexpr double kSlideChanges = 1.7;  // cells of one row slid by different numbers of columns
constexpr double kUnknownLabel = 4.0;  // text that no taxonomy knows, as a label
constexpr double kLongLabel = 3.0;     // on top, when it is as long as a sentence or is a number
constexpr double kLabelAsName = 3.5;
constexpr double kLabelAsValue = 5.0;
constexpr double kLabelAsExtra = 6.0;
constexpr double kValueAsName = 3.0;
constexpr double kNameAsExtra = 1.5;
constexpr double kNotWhatItHolds = 1.6;  // a text in a column of numbers, units or directions
constexpr double kHalfAValue = 2.0;      // ≥ or 公里 as a value
constexpr double kSectionElsewhere = 5.0;
constexpr double kHeldElsewhere = 2.0;  // the text is one that another column holds again and again
constexpr std::size_t kLongestLabel = 14;  // code points
constexpr std::size_t kMostCells = 64;
constexpr std::size_t kMostLeftOver = 2;  // next to each other
constexpr int kFurthestHeaderSlide = 3;
constexpr std::size_t kManySlid = 5;  // one cell in so many

double LabelCost(const RowCell& cell, bool for_level1) {
  if (!cell.label) {
    const bool is_no_word = cell.is_value || cell.is_direction || cell.is_unit;
    const bool is_long = cell.length > kLongestLabel;
    return kUnknownLabel + (is_long || is_no_word ? kLongLabel : 0);
  }
  const bool fits = (for_level1 ? cell.label->level1 : cell.label->level2) >= 0;
  return (fits ? 0 : 0.7) + (cell.label->is_exact ? 0 : 0.3);
}

bool IsSmallNumber(std::string_view text) {
  const std::string folded = FoldWidth(TrimmedView(text));
  return !folded.empty() && folded.size() <= 3 &&
         std::all_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

double ExtraCost(const RowCell& cell, ColumnHolds holds) {
  if (cell.label) return kLabelAsExtra;
  switch (holds) {
    case ColumnHolds::kNumber:
      return cell.is_small_number ? 0 : cell.is_value ? 1.0 : kNotWhatItHolds;
    case ColumnHolds::kUnit:
      return cell.is_unit ? 0 : kNotWhatItHolds;
    case ColumnHolds::kDirection:
      return cell.is_direction ? 0 : kNotWhatItHolds;
    case ColumnHolds::kText:
      return cell.is_value || cell.is_unit || cell.is_direction ? kNameAsExtra : 0.5;
    case ColumnHolds::kAnything:
      break;
  }
  return cell.is_value ? 0.3 : kNameAsExtra;
}

double CostInRole(const RowCell& cell, ColumnRole role, ColumnHolds holds) {
  if (cell.is_section && role != ColumnRole::kSection) return kSectionElsewhere;
  switch (role) {
    case ColumnRole::kSection:
      return cell.is_section ? 0 : kSectionElsewhere;
    case ColumnRole::kLevel1:
      return LabelCost(cell, true);
    case ColumnRole::kLevel2:
      return LabelCost(cell, false);
    case ColumnRole::kLevel3:
      if (cell.label) return kLabelAsName;
      return cell.is_value || cell.is_direction || cell.is_unit ? kValueAsName : 0;
    case ColumnRole::kValue:
    case ColumnRole::kNextValue:
      if (cell.label) return kLabelAsValue;
      if (cell.is_direction || cell.is_unit) return kHalfAValue;
      return cell.is_value ? 0 : 0.5;
    case ColumnRole::kExtra:
      return ExtraCost(cell, holds);
    case ColumnRole::kNone:
      break;
  }
  return kNameAsExtra;
}

// How many columns further right than its header a cell stands; 0 where a merged one reaches it.
int SlideOf(const RowCell& cell, const HeaderColumn& column) {
  if (cell.column < column.column) return std::min(0, cell.column_end - 1 - column.column);
  return cell.column >= column.column_end ? cell.column - column.column_end + 1 : 0;
}

// What the columns of one table hold.
class ColumnContents {
 public:
  explicit ColumnContents(std::size_t columns)
      : texts_(columns), filled_(columns, 0), small_numbers_(columns, 0) {}

  void Add(const RowCell& cell, std::size_t column) {
    ++filled_[column];
    small_numbers_[column] += cell.is_small_number ? 1 : 0;
    if (cell.text.size() <= kLongestRepeated) ++texts_[column][std::string(cell.text)];
  }

  // How unlike the text is to what the column holds, against the best of the other columns.
  [[nodiscard]] double Cost(const RowCell& cell, std::size_t column) const {
    double elsewhere = 0;
    for (std::size_t j = 0; j < texts_.size(); ++j) {
      if (j != column) elsewhere = std::max(elsewhere, Share(cell, j));
    }
    return elsewhere > kOften && Share(cell, column) < elsewhere / 2 ? kHeldElsewhere : 0;
  }

  // Texts like this one are what the column is for.
  [[nodiscard]] bool Holds(const RowCell& cell, std::size_t column) const {
    return Share(cell, column) > kOften;
  }

 private:
  static constexpr std::size_t kLongestRepeated = 36;  // bytes
  static constexpr double kOften = 0.15;

  [[nodiscard]] double Share(const RowCell& cell, std::size_t column) const {
    if (filled_[column] < 3 || cell.text.size() > kLongestRepeated) return 0;
    const auto it = texts_[column].find(std::string(cell.text));
    const double same = it == texts_[column].end() || it->second < 2 ? 0 : it->second;
    const double alike = cell.is_small_number ? small_numbers_[column] : 0;
    return std::max(same, alike) / filled_[column];
  }

  std::vector<std::map<std::string, int>> texts_;
  std::vector<int> filled_, small_numbers_;
};

// The slide at which most names and values stand under their header: 0 unless the header itself
// slid.
int UsualSlide(std::span<const std::vector<RowCell>> rows, std::span<const HeaderColumn> header) {
  int best_slide = 0;
  double best = 0;
  for (int step = 0; step <= 2 * kFurthestHeaderSlide; ++step) {
    const int slide = step % 2 == 0 ? step / 2 : -(step + 1) / 2;  // 0, -1, 1, -2, 2, ...
    double fitting = slide == 0 ? 1 : 0;
    for (const std::vector<RowCell>& row : rows) {
      for (const RowCell& cell : row) {
        for (const HeaderColumn& column : header) {
          const bool is_leaf =
              column.role == ColumnRole::kLevel3 || column.role == ColumnRole::kValue;
          if (is_leaf && SlideOf(cell, column) == slide) {
            fitting += RoleCost(cell, column) < 1 ? 1 : -1;
          }
        }
      }
    }
    if (fitting > best) {
      best = fitting;
      best_slide = slide;
    }
  }
  return best_slide;
}

class RowAligner {
 public:
  RowAligner(std::span<const HeaderColumn> header, const ColumnContents& contents, int usual_slide,
             const AlignOptions& options)
      : header_(header.first(std::min(header.size(), kMostCells))),
        contents_(contents),
        usual_slide_(usual_slide),
        options_(options) {}

  [[nodiscard]] std::vector<int> Align(const std::vector<RowCell>& row) const {
    const std::size_t n = std::min(row.size(), kMostCells), m = header_.size();
    std::vector<int> assignment(row.size(), -1);
    if (n == 0 || m == 0) return assignment;
    // State: cell i stands in column j, and whether a name and a value are among the cells so far.
    std::vector<Step> steps(n * m * 4);
    Step end{.cost = kLeftOver * static_cast<double>(n)};
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < m; ++j) {
        const double own = CellCost(row[i], j);
        const int slide = Slide(row[i], j);
        const std::size_t flag = Flag(j);
        const double nameless = flag == 2 && slide != 0 ? kSlidValueWithoutName : 0;
        Relax(steps[Index(i, j, flag)],
              own + nameless + kLeftOver * static_cast<double>(i) + RowSlideCost(slide), kNoStep);
        for (std::size_t before = i > kMostLeftOver ? i - 1 - kMostLeftOver : 0; before < i;
             ++before) {
          for (std::size_t left = 0; left < j; ++left) {
            const int left_slide = Slide(row[before], left);
            const double step = own + kLeftOver * static_cast<double>(i - before - 1) +
                                (left_slide == slide ? 0 : options_.slide_weight * kSlideChanges);
            for (std::size_t flags = 0; flags < 4; ++flags) {
              const std::size_t from = Index(before, left, flags);
              Relax(steps[Index(i, j, flags | flag)],
                    steps[from].cost + step + ((flags & 1U) == 0 ? nameless : 0), from);
            }
          }
        }
        for (std::size_t flags = 0; flags < 4; ++flags) {
          const std::size_t at = Index(i, j, flags);
          Relax(end,
                steps[at].cost + kLeftOver * static_cast<double>(n - 1 - i) + EmptinessCost(flags),
                at);
        }
      }
    }
    for (std::size_t at = end.from; at != kNoStep; at = steps[at].from) {
      assignment[at / 4 / m] = static_cast<int>(at / 4 % m);
    }
    return assignment;
  }

 private:
  static constexpr std::size_t kNoStep = static_cast<std::size_t>(-1);
  struct Step {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from = kNoStep;
  };
  static void Relax(Step& step, double cost, std::size_t from) {
    if (cost < step.cost) step = {cost, from};
  }
  [[nodiscard]] std::size_t Index(std::size_t i, std::size_t j, std::size_t flags) const {
    return (i * header_.size() + j) * 4 + flags;
  }
  [[nodiscard]] std::size_t Flag(std::size_t j) const {
    const ColumnRole role = header_[j].role;
    return role == ColumnRole::kLevel3 ? 1U : role == ColumnRole::kValue ? 2U : 0U;
  }
  // What the empty name or value costs.
  static double EmptinessCost(std::size_t flags) {
    return flags == 1 ? kNameWithoutValue : flags == 2 ? kValueWithoutName : 0;
  }
  [[nodiscard]] int Slide(const RowCell& cell, std::size_t j) const {
    return SlideOf(cell, header_[j]) - usual_slide_;
  }
  [[nodiscard]] double RowSlideCost(int slide) const {
    if (slide == 0) return 0;
    return options_.slide_weight * (kRowSlid + kSlidePerColumn * std::abs(slide));
  }
  [[nodiscard]] double CellCost(const RowCell& cell, std::size_t j) const {
    const ColumnRole role = header_[j].role;
    const bool is_label = role == ColumnRole::kLevel1 || role == ColumnRole::kLevel2;
    if (is_label || cell.label || cell.is_section) return RoleCost(cell, header_[j]);
    const double cost = contents_.Holds(cell, j) ? 0 : RoleCost(cell, header_[j]);
    return cost + contents_.Cost(cell, j);
  }

  std::span<const HeaderColumn> header_;
  const ColumnContents& contents_;
  int usual_slide_;
  AlignOptions options_;
};

std::vector<std::vector<int>> AlignAll(std::span<const std::vector<RowCell>> rows,
                                       const RowAligner& aligner) {
  std::vector<std::vector<int>> aligned;
  for (const std::vector<RowCell>& row : rows) aligned.push_back(aligner.Align(row));
  return aligned;
}

}  // namespace

bool LooksLikeValue(std::string_view text) {
  static constexpr std::u32string_view kStarts = U"0123456789≥≤><=＞＜±-—.约";
  const std::u32string s = CodePoints(FoldWidth(TrimmedView(text)));
  if (s.empty()) return false;
  if (kStarts.find(s.front()) != std::u32string_view::npos) return s.size() <= 24;
  const auto digits =
      std::count_if(s.begin(), s.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
  return s.size() <= 12 && digits > 0 && s.back() != U')';
}

namespace {

// 公里, 万人, 万元
bool IsUnit(std::string_view plain) {
  (void)TakeMultiplier(plain);
  return IsKnownUnit(plain);
}

}  // namespace

RowCell DescribeCell(int column, int column_end, std::string_view text, const LabelReader& reader) {
  static constexpr std::u32string_view kSigns = U"≥≤=><+";
  constexpr std::size_t kLongestWord = 16;  // code points of a section, a direction, a unit
  RowCell cell{.column = column,
               .column_end = column_end,
               .text = text,
               .label = reader.Read(text),
               .is_value = LooksLikeValue(text),
               .is_small_number = IsSmallNumber(text)};
  const std::string plain = NormalizeForMatch(text);
  const std::u32string points = CodePoints(plain);
  cell.length = points.size();
  if (cell.length > kLongestWord) return cell;
  const Taxonomy& taxonomy = reader.taxonomy();
  const std::vector<std::string>& words = taxonomy.words().directions;
  const bool is_sign = !points.empty() && points.size() <= 2 &&
                       points.find_first_not_of(kSigns) == std::u32string::npos;
  cell.is_section = taxonomy.HeaderRole(WithoutLabelSuffix(text)) == ColumnRole::kSection;
  cell.is_direction = is_sign || std::find(words.begin(), words.end(), plain) != words.end();
  cell.is_unit = IsUnit(plain);
  return cell;
}

double RoleCost(const RowCell& cell, const HeaderColumn& column) {
  return CostInRole(cell, column.role, column.holds);
}

std::vector<std::vector<int>> AlignRows(std::span<const std::vector<RowCell>> rows,
                                        std::span<const HeaderColumn> header,
                                        const AlignOptions& options) {
  const int usual_slide = UsualSlide(rows, header);
  ColumnContents as_read(header.size());
  for (const std::vector<RowCell>& row : rows) {
    for (const RowCell& cell : row) {
      for (std::size_t j = 0; j < header.size(); ++j) {
        if (SlideOf(cell, header[j]) == usual_slide) as_read.Add(cell, j);
      }
    }
  }
  std::vector<std::vector<int>> aligned =
      AlignAll(rows, RowAligner(header, as_read, usual_slide, options));
  // Where many rows slid, what stands below a header is not what its column holds: once more, with
  // what the alignment put there.
  ColumnContents as_aligned(header.size());
  std::size_t cells = 0, slid = 0;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      if (aligned[r][i] < 0) continue;
      const auto column = static_cast<std::size_t>(aligned[r][i]);
      as_aligned.Add(rows[r][i], column);
      ++cells;
      slid += SlideOf(rows[r][i], header[column]) == usual_slide ? 0U : 1U;
    }
  }
  if (kManySlid * slid <= cells) return aligned;
  return AlignAll(rows, RowAligner(header, as_aligned, usual_slide, options));
}

}  // namespace gongwen
