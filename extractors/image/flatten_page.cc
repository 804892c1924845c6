// One smooth bend for the whole page. A line i of text has middles (x, y); were the paper flat, y
// would be the same all along it. So
//
//   y = c_i + sum over k = 1..5 of (a_k + b_k v) u^k       u = x, v = height of the line, both -1
//   .. 1
//
// with one a and b for the page and one c a line. Without the means of each line the c drop out,
// and a and b are a least-squares fit; lines that belong to nothing are outvoted (Huber's weights).
// Characters are chained to lines by nearness; rulings are lines too, and count for their length.
//
// Tested by tests/extractors/flatten_page_test.cc.
#include "extractors/image/flatten_page.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace gongwen {
namespace {

constexpr std::size_t kDegree = 5, kTerms = 2 * kDegree;
constexpr double kPull = 1e-3;   // towards a flat page, of the mean weight
constexpr double kNearEm = 3;    // between neighbours in a line
constexpr double kStepEm = 0.3;  // up or down from one to the next
constexpr double kRulingMm = 3;  // a run so long is no stroke of a character
constexpr double kRulingSpanMm = 25;

using Terms = std::array<double, kTerms>;

struct Point {
  double x = 0, y = 0;
};
using Line = std::vector<Point>;

// Of single characters: the height of whole lines tells nothing where lines bend.
double CharacterHeight(Pix* binary, double dpi) {
  constexpr double kLeastMm = 1.4, kMostMm = 10, kShare = 0.7;
  std::vector<int> heights;
  for (const RectPx& box : ComponentBoxes(binary)) {
    const bool is_character = box.height() >= MmToPx(kLeastMm, dpi) &&
                              box.height() <= MmToPx(kMostMm, dpi) &&
                              box.width() <= 2 * box.height();
    if (is_character) heights.push_back(box.height());
  }
  if (heights.empty()) return 0;
  const auto at = heights.begin() +
                  static_cast<std::ptrdiff_t>(kShare * static_cast<double>(heights.size() - 1));
  std::nth_element(heights.begin(), at, heights.end());
  return *at;
}

// The ink of a binary image in pieces no wider than a character: what touches is cut.
std::vector<RectPx> Pieces(Pix* binary, double em) {
  std::vector<RectPx> pieces;
  for (const RectPx& box : ComponentBoxes(binary)) {
    if (box.height() > 3 * em) continue;
    const int count = std::max(1, static_cast<int>(std::lround(box.width() / em)));
    for (int i = 0; i < count; ++i) {
      RectPx piece{box.x0 + box.width() * i / count, box.y0, box.x0 + box.width() * (i + 1) / count,
                   box.y1};
      if (count > 1) {
        const PixPtr crop = CropPix(binary, piece);
        if (!crop) continue;
        const std::vector<int> rows = RowInk(crop.get());
        const auto is_ink = [](int count_of_row) { return count_of_row > 0; };
        const auto first = std::find_if(rows.begin(), rows.end(), is_ink);
        const auto last = std::find_if(rows.rbegin(), rows.rend(), is_ink);
        if (first == rows.end()) continue;
        piece.y1 = piece.y0 + static_cast<int>(rows.rend() - last);
        piece.y0 += static_cast<int>(first - rows.begin());
      }
      pieces.push_back(piece);
    }
  }
  return pieces;
}

// Linked characters, left to right.
std::vector<Line> TextLines(Pix* binary, double em, const FlattenOptions& options) {
  const int join = std::max(2, static_cast<int>(std::lround(0.12 * em)));
  const PixPtr joined(pixCloseSafeBrick(nullptr, binary, join, join));
  if (!joined) return {};
  std::vector<RectPx> boxes = Pieces(joined.get(), em);
  std::erase_if(boxes, [em](const RectPx& b) {
    return b.height() < 0.6 * em || b.height() > 1.6 * em || b.width() < 0.3 * em;
  });
  std::sort(boxes.begin(), boxes.end(),
            [](const RectPx& a, const RectPx& b) { return a.x0 < b.x0; });
  const auto middle = [](const RectPx& b) { return (b.y0 + b.y1) / 2.0; };
  std::vector<bool> has_left(boxes.size(), false);
  std::vector<std::size_t> right(boxes.size(), boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    std::size_t best = boxes.size();
    double least = kNearEm * em;
    for (std::size_t j = i + 1; j < boxes.size() && boxes[j].x0 - boxes[i].x1 < least; ++j) {
      const double gap = std::max(0, boxes[j].x0 - boxes[i].x1);
      const double step = std::abs(middle(boxes[j]) - middle(boxes[i]));
      if (has_left[j] || boxes[j].x1 <= boxes[i].x1 || step > kStepEm * em) continue;
      if (gap + 4 * step < least) {
        least = gap + 4 * step;
        best = j;
      }
    }
    if (best == boxes.size()) continue;
    right[i] = best;
    has_left[best] = true;
  }
  std::vector<Line> lines;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (has_left[i]) continue;
    Line line;
    for (std::size_t at = i; at < boxes.size(); at = right[at]) {
      line.push_back({(boxes[at].x0 + boxes[at].x1) / 2.0, middle(boxes[at])});
    }
    const bool is_long =
        line.size() >= 6 && line.back().x - line.front().x >= options.least_length_em * em;
    if (is_long) lines.push_back(std::move(line));
  }
  return lines;
}

// Thin ink that runs on, with its middle each em or so.
std::vector<Line> RulingLines(Pix* binary, double dpi, double em) {
  PixPtr runs = KeepLongRuns(binary, MmToPx(kRulingMm, dpi));
  if (runs) runs.reset(pixCloseSafeBrick(nullptr, runs.get(), 5, 3));
  if (!runs) return {};
  std::vector<Line> lines;
  for (const RectPx& box : ComponentBoxes(runs.get())) {
    if (box.width() < MmToPx(kRulingSpanMm, dpi) || box.height() > 3 * em) continue;
    Line line;
    const int step = std::max(4, static_cast<int>(em));
    for (int x = box.x0; x + step <= box.x1; x += step) {
      const PixPtr piece = CropPix(runs.get(), {x, box.y0, x + step, box.y1});
      if (!piece) continue;
      const std::vector<int> rows = RowInk(piece.get());
      double sum = 0, moment = 0;
      std::size_t first = rows.size(), last = 0;
      for (std::size_t y = 0; y < rows.size(); ++y) {
        if (rows[y] == 0) continue;
        first = std::min(first, y);
        last = y;
        sum += rows[y];
        moment += rows[y] * (static_cast<double>(y) + 0.5);
      }
      // Another line in the same box would be mistaken for thickness.
      if (sum > 0 && static_cast<double>(last - first) < 0.3 * em) {
        line.push_back({x + step / 2.0, box.y0 + moment / sum});
      }
    }
    if (line.size() >= 6) lines.push_back(std::move(line));
  }
  return lines;
}

Terms TermsAt(double u, double v) {
  Terms out{};
  double power = 1;
  for (std::size_t k = 0; k < kDegree; ++k) {
    power *= u;
    out[k] = power;
    out[kDegree + k] = power * v;
  }
  return out;
}

// Solves A x = b for a symmetric positive definite A; zeros where it is none.
Terms Solve(std::array<Terms, kTerms> a, Terms b) {
  for (std::size_t i = 0; i < kTerms; ++i) {
    if (!(a[i][i] > 1e-12)) return {};
    for (std::size_t j = i + 1; j < kTerms; ++j) {
      const double factor = a[j][i] / a[i][i];
      for (std::size_t k = i; k < kTerms; ++k) a[j][k] -= factor * a[i][k];
      b[j] -= factor * b[i];
    }
  }
  Terms x{};
  for (std::size_t i = kTerms; i-- > 0;) {
    double sum = b[i];
    for (std::size_t k = i + 1; k < kTerms; ++k) sum -= a[i][k] * x[k];
    x[i] = sum / a[i][i];
  }
  return x;
}

class Bend {
 public:
  Bend(const std::vector<Line>& lines, double width, double height, double em)
      : half_width_(width / 2), half_height_(height / 2) {
    for (const Line& line : lines) Add(line);
    std::vector<double> weights(rows_.size(), 1);
    for (int round = 0; round < 8; ++round) {
      Fit(weights);
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        const double off = std::abs(rows_[i].y - Of(rows_[i].terms)) / (0.08 * em);
        weights[i] = off <= 1 ? 1 : 1 / off;
      }
    }
  }

  // How far down the paper lies at (x, y) from where it would lie flat.
  [[nodiscard]] double At(double x, double y) const {
    // Beyond the lines a power of five knows nothing.
    const double known = std::clamp(x, left_, right_);
    return Of(TermsAt(known / half_width_ - 1, y / half_height_ - 1));
  }

  // Mean distance of the lines from level ones: as they are, and as they would be.
  [[nodiscard]] double Before() const {
    return Mean([](const Row& row) { return row.y; });
  }
  [[nodiscard]] double After() const {
    return Mean([this](const Row& row) { return row.y - Of(row.terms); });
  }

 private:
  struct Row {
    Terms terms{};
    double y = 0;  // both without the mean of their line
  };

  void Add(const Line& line) {
    double mean_y = 0;
    for (const Point& p : line) mean_y += p.y / static_cast<double>(line.size());
    Terms mean{};
    const double v = mean_y / half_height_ - 1;
    for (const Point& p : line) {
      const Terms terms = TermsAt(p.x / half_width_ - 1, v);
      for (std::size_t k = 0; k < kTerms; ++k)
        mean[k] += terms[k] / static_cast<double>(line.size());
    }
    for (const Point& p : line) {
      Row row{.terms = TermsAt(p.x / half_width_ - 1, v), .y = p.y - mean_y};
      for (std::size_t k = 0; k < kTerms; ++k) row.terms[k] -= mean[k];
      rows_.push_back(row);
      left_ = std::min(left_, p.x);
      right_ = std::max(right_, p.x);
    }
  }

  void Fit(const std::vector<double>& weights) {
    std::array<Terms, kTerms> a{};
    Terms b{};
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      for (std::size_t j = 0; j < kTerms; ++j) {
        for (std::size_t k = 0; k < kTerms; ++k) {
          a[j][k] += weights[i] * rows_[i].terms[j] * rows_[i].terms[k];
        }
        b[j] += weights[i] * rows_[i].terms[j] * rows_[i].y;
      }
    }
    for (std::size_t k = 0; k < kTerms; ++k) a[k][k] += kPull * static_cast<double>(rows_.size());
    factors_ = Solve(a, b);
  }

  [[nodiscard]] double Of(const Terms& terms) const {
    double sum = 0;
    for (std::size_t k = 0; k < kTerms; ++k) sum += factors_[k] * terms[k];
    return sum;
  }

  template <class Distance>
  [[nodiscard]] double Mean(Distance distance) const {
    double sum = 0;
    for (const Row& row : rows_) sum += std::abs(distance(row));
    return rows_.empty() ? 0 : sum / static_cast<double>(rows_.size());
  }

  double half_width_ = 1, half_height_ = 1;
  double left_ = 1e9, right_ = 0;  // between them lines are
  std::vector<Row> rows_{};
  Terms factors_{};
};

// The gray page with each column moved; between two pixels, in proportion.
PixPtr Moved(Pix* gray, const Bend& bend) {
  const int width = pixGetWidth(gray), height = pixGetHeight(gray);
  PixPtr out(pixCreateTemplate(gray));
  if (!out) return nullptr;
  const l_uint32* from = pixGetData(gray);
  l_uint32* to = pixGetData(out.get());
  const int words = pixGetWpl(gray);
  // The bend is smooth: it is worked out each kEach rows and goes straight between them.
  constexpr int kEach = 32;
  for (int x = 0; x < width; ++x) {
    double here = bend.At(x, 0), next = here;
    for (int y = 0; y < height; ++y) {
      if (y % kEach == 0) {
        here = next;
        next = bend.At(x, y + kEach);
      }
      const double source = y + here + (next - here) * (y % kEach) / kEach;
      const int above = static_cast<int>(std::floor(source));
      const double share = source - above;
      const auto pixel = [&](int row) {
        if (row < 0 || row >= height) return 255.0;
        return static_cast<double>(
            GET_DATA_BYTE(from + static_cast<std::ptrdiff_t>(row) * words, x));
      };
      const double value = pixel(above) * (1 - share) + pixel(above + 1) * share;
      SET_DATA_BYTE(to + static_cast<std::ptrdiff_t>(y) * words, x,
                    static_cast<l_uint8>(value + 0.5));
    }
  }
  return out;
}

}  // namespace

double FlattenPage(CleanPage& page, int ink_threshold, const FlattenOptions& options) {
  const double em = CharacterHeight(page.binary.get(), page.dpi);
  if (em <= 0) return 0;
  std::vector<Line> lines = TextLines(page.binary.get(), em, options);
  for (Line& line : RulingLines(page.binary.get(), page.dpi, em)) lines.push_back(std::move(line));
  if (static_cast<int>(lines.size()) < options.least_lines) return 0;
  const double width = pixGetWidth(page.gray.get()), height = pixGetHeight(page.gray.get());
  const Bend bend(lines, width, height, em);
  if (bend.After() > (1 - options.least_gain) * bend.Before()) return 0;
  // Only where lines are is anything known of the bend.
  double most = 0;
  for (const Line& line : lines) {
    for (const Point& p : line) most = std::max(most, std::abs(bend.At(p.x, p.y)));
  }
  if (most < options.least_bend_em * em) return 0;
  PixPtr gray = Moved(page.gray.get(), bend);
  PixPtr binary(gray ? pixThresholdToBinary(gray.get(), ink_threshold) : nullptr);
  if (!binary) return 0;
  page.gray = std::move(gray);
  page.binary = std::move(binary);
  page.glyph_px = UsualGlyphHeight(page.binary.get(), page.dpi);
  return most;
}

CleanPage StandingPage(CleanPage page, int quarter_deg, int ink_threshold) {
  page = TurnPage(std::move(page), quarter_deg);
  FlattenPage(page, ink_threshold);
  return page;
}

}  // namespace gongwen
