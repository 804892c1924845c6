// The ring is found by a Hough vote for circles on a page reduced to about 1 mm a pixel, on which
// only strokes thicker than those of body text are left. A candidate must then show ink at nearly
// every angle on the full page: words and boxes that happen to vote for a circle do not.
//
// Ink multiplies: paper 250, seal 130, text 60 give 31 where the text runs under the seal. Dividing
// the seal's strokes by the seal's own brightness gives the text back. The strokes are those that
// survive an opening by 0.4 mm, so that thin text beside them is left alone. On a black and white
// scan nothing can be divided: the ring and the star are painted over, which cuts the text below
// them, and the seal's letters stay.
//
// Tested by tests/extractors/clean_page_test.cc.
#include "extractors/image/remove_gray_seals.h"

#include <allheaders.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace gongwen {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kLeastRadiusMm = 12.5, kMostRadiusMm = 31;
constexpr double kRingMm = 0.4;         // the thinnest ring
constexpr double kRingHalfMm = 0.65;    // half of the ring's stroke with its soft edges
constexpr double kInnerLengthMm = 2.2;  // solid blots of body text (% 〇) are shorter
constexpr double kInnerMm = 0.5;        // letters and star; strokes of body text are thinner
constexpr int kInk = 190, kPaper = 250;
constexpr int kAngles = 96;  // at which a ring is looked at
constexpr int kVoteAngles = 48;
constexpr double kLeastVotes = 0.5;    // of the ring's length
constexpr double kLeastRing = 0.96;    // of the angles show ink on the ring
constexpr int kBlackSeal = 40;         // level; text is no darker than such a seal
constexpr int kTone = 22;              // levels around the median
constexpr double kMostDark = 0.04;     // of a free letter's ink
constexpr double kLeastTone = 0.3;     // of the angles are of that tone
constexpr double kMostOutside = 0.55;  // of the angles may show ink just outside it
constexpr std::size_t kMostPoints = 30000;
constexpr int kMostSeals = 4;

struct Point {
  int x = 0, y = 0;
};

struct Circle {
  double x = 0, y = 0, radius = 0;
  double votes = 0;
};

int GrayAt(Pix* gray, int x, int y) {
  if (x < 0 || y < 0 || x >= pixGetWidth(gray) || y >= pixGetHeight(gray)) return 255;
  const l_uint32* row = pixGetData(gray) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(gray);
  return static_cast<int>((row[x / 4] >> (24 - 8 * (x % 4))) & 255U);
}

// Ink in strokes of at least this thickness.
PixPtr ThickInk(Pix* gray, double dpi, double stroke_mm) {
  const PixPtr ink(pixThresholdToBinary(gray, kInk));
  const int stroke = MmToPx(stroke_mm, dpi, 2);
  return PixPtr(ink ? pixOpenBrick(nullptr, ink.get(), stroke, stroke) : nullptr);
}

// Reduces by powers of two to about 1 mm a pixel.
int ReductionFor(double dpi) {
  int reduction = 1;
  while (dpi / (2 * reduction) >= 25) reduction *= 2;
  return reduction;
}

PixPtr Reduced(Pix* binary, int reduction) {
  PixPtr small(pixCopy(nullptr, binary));
  for (int done = 1; small && done < reduction; done *= 2) {
    small.reset(pixReduceRankBinary2(small.get(), 1, nullptr));
  }
  return small;
}

std::vector<Point> InkPoints(Pix* binary) {
  std::vector<Point> points;
  for (int y = 0; y < pixGetHeight(binary); ++y) {
    const l_uint32* row = pixGetData(binary) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(binary);
    for (int x = 0; x < pixGetWidth(binary); ++x) {
      if ((row[x / 32] >> (31 - x % 32)) & 1U) points.push_back({x, y});
    }
  }
  return points;
}

std::array<double, 2> Direction(int angle, int angles) {
  const double radians = 2 * kPi * angle / angles;
  return {std::cos(radians), std::sin(radians)};
}

// The best centre for one radius, in reduced pixels.
Circle BestCenter(const std::vector<Point>& points, int width, int height, double radius) {
  std::vector<std::uint16_t> votes(static_cast<std::size_t>(width) *
                                   static_cast<std::size_t>(height));
  for (int angle = 0; angle < kVoteAngles; ++angle) {
    const auto [dx, dy] = Direction(angle, kVoteAngles);
    const int ox = static_cast<int>(std::lround(dx * radius));
    const int oy = static_cast<int>(std::lround(dy * radius));
    for (const Point& p : points) {
      const int x = p.x + ox, y = p.y + oy;
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      ++votes[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
              static_cast<std::size_t>(x)];
    }
  }
  const auto best = std::max_element(votes.begin(), votes.end());
  const auto at = static_cast<int>(best - votes.begin());
  return {at % width + 0.5, at / width + 0.5, radius, *best / static_cast<double>(kVoteAngles)};
}

std::optional<Circle> BestCircle(const std::vector<Point>& points, int width, int height,
                                 double dpi) {
  const double k = dpi / 25.4;
  std::optional<Circle> best;
  for (double radius = kLeastRadiusMm * k; radius <= kMostRadiusMm * k; radius += 1) {
    const Circle circle = BestCenter(points, width, height, radius);
    if (!best || circle.votes > best->votes) best = circle;
  }
  if (best && best->votes < kLeastVotes) return std::nullopt;
  return best;
}

int DarkestBetween(Pix* gray, const Circle& c, int angle, double from, double to) {
  const auto [dx, dy] = Direction(angle, kAngles);
  int darkest = 255;
  for (double r = from; r <= to; r += 1) {
    darkest = std::min(
        darkest, GrayAt(gray, static_cast<int>(c.x + dx * r), static_cast<int>(c.y + dy * r)));
  }
  return darkest;
}

// Ink all around on the ring, of one tone where nothing runs under it, and little outside. `c` in
// full pixels.
bool IsRing(Pix* gray, const Circle& c, double dpi) {
  const double mm = dpi / 25.4;
  std::vector<int> tones;
  int outside = 0;
  for (int angle = 0; angle < kAngles; ++angle) {
    tones.push_back(DarkestBetween(gray, c, angle, c.radius - 1.2 * mm, c.radius + 1.2 * mm));
    outside +=
        DarkestBetween(gray, c, angle, c.radius + 1.8 * mm, c.radius + 2.6 * mm) < kInk ? 1 : 0;
  }
  std::sort(tones.begin(), tones.end());
  const int median = tones[tones.size() / 2];
  const auto share = [&](auto is_counted) {
    return static_cast<double>(std::count_if(tones.begin(), tones.end(), is_counted)) / kAngles;
  };
  return share([](int tone) { return tone < kInk; }) >= kLeastRing &&
         share([median](int tone) { return std::abs(tone - median) <= kTone; }) >= kLeastTone &&
         outside <= kMostOutside * kAngles;
}

// Moves a circle that is right to about 1 mm onto the middle of the ring's stroke: the distances of
// that middle give the radius by their mean and the shift of the centre by their first harmonic.
Circle Refined(Pix* gray, Circle c, double dpi) {
  for (double reach = 1.6 * dpi / 25.4; reach > 0.7 * dpi / 25.4; reach *= 0.8) {
    double count = 0, mean = 0, along_x = 0, along_y = 0;
    for (int angle = 0; angle < kAngles; ++angle) {
      const auto [dx, dy] = Direction(angle, kAngles);
      double ink = 0, moment = 0;
      for (double r = -reach; r <= reach; r += 1) {
        const int value = GrayAt(gray, static_cast<int>(c.x + dx * (c.radius + r)),
                                 static_cast<int>(c.y + dy * (c.radius + r)));
        ink += std::max(0, kInk - value);
        moment += r * std::max(0, kInk - value);
      }
      if (ink <= 0) continue;
      count += 1;
      mean += moment / ink;
      along_x += 2 * dx * moment / ink;
      along_y += 2 * dy * moment / ink;
    }
    if (count <= 0) return c;
    c.radius += mean / count;
    c.x += along_x / count;
    c.y += along_y / count;
  }
  return c;
}

// The brightness of the seal's ink: the median along the middle of its ring.
int SealLevel(Pix* gray, const Circle& c) {
  std::vector<int> tones;
  for (int angle = 0; angle < 4 * kAngles; ++angle) {
    const auto [dx, dy] = Direction(angle, 4 * kAngles);
    tones.push_back(
        GrayAt(gray, static_cast<int>(c.x + dx * c.radius), static_cast<int>(c.y + dy * c.radius)));
  }
  std::nth_element(tones.begin(), tones.begin() + 2 * kAngles, tones.end());
  return std::max(1, tones[2 * kAngles]);
}

PixPtr DiscMask(Pix* like, const Circle& c, double radius) {
  PixPtr disc(pixCreate(pixGetWidth(like), pixGetHeight(like), 1));
  for (int y = std::max(0, static_cast<int>(c.y - radius));
       disc && y < std::min(pixGetHeight(like), static_cast<int>(c.y + radius)); ++y) {
    const double half = std::sqrt(std::max(0.0, radius * radius - (y - c.y) * (y - c.y)));
    const int x = std::max(0, static_cast<int>(c.x - half));
    pixRasterop(disc.get(), x, y, static_cast<int>(c.x + half) - x, 1, PIX_SET, nullptr, 0, 0);
  }
  return disc;
}

// Components without any pixel much darker than the seal: its letters, where they are free.
PixPtr FreeLetters(Pix* gray, Pix* inner, int level, double dpi) {
  PixPtr ink(pixThresholdToBinary(gray, kInk));
  if (!ink) return nullptr;
  pixAnd(ink.get(), ink.get(), inner);
  // Rulings tie letters together.
  const PixPtr rulings = KeepLongRuns(ink.get(), MmToPx(8, dpi));
  if (rulings) pixSubtract(ink.get(), ink.get(), rulings.get());
  PixPtr letters(pixCreateTemplate(ink.get()));
  if (!letters) return nullptr;
  for (const RectPx& box : ComponentBoxes(ink.get())) {
    int dark = 0, total = 0;
    for (int y = box.y0; y < box.y1; ++y) {
      for (int x = box.x0; x < box.x1; ++x) {
        const int value = GrayAt(gray, x, y);
        total += value < kInk ? 1 : 0;
        dark += value < level - kTone ? 1 : 0;
      }
    }
    if (dark > kMostDark * total) continue;
    pixRasterop(letters.get(), box.x0, box.y0, box.width(), box.height(), PIX_SRC | PIX_DST,
                ink.get(), box.x0, box.y0);
  }
  return letters;
}

// The strokes of the seal: its ring, and within it its free letters and what is thicker and longer
// than the strokes of body text.
PixPtr SealStrokes(Pix* gray, const Circle& c, int level, double dpi) {
  const bool is_black = level < kBlackSeal;
  const double mm = dpi / 25.4;
  PixPtr strokes = DiscMask(gray, c, c.radius + kRingHalfMm * mm);
  const PixPtr inner = DiscMask(gray, c, c.radius - kRingHalfMm * mm);
  PixPtr letters = ThickInk(gray, dpi, kInnerMm);
  if (!strokes || !inner || !letters) return nullptr;
  pixSubtract(strokes.get(), strokes.get(), inner.get());
  pixAnd(letters.get(), letters.get(), inner.get());
  const int least = MmToPx(kInnerLengthMm, dpi);
  letters.reset(pixSelectBySize(letters.get(), least, least, 8, L_SELECT_IF_EITHER, L_SELECT_IF_GTE,
                                nullptr));
  // A black seal's letters are as dark as the text: they stay, so that no text is lost.
  const PixPtr free_letters = is_black ? nullptr : FreeLetters(gray, inner.get(), level, dpi);
  if (letters && free_letters) pixOr(letters.get(), letters.get(), free_letters.get());
  if (letters) letters.reset(pixDilateBrick(nullptr, letters.get(), 3, 3));
  if (letters) pixOr(strokes.get(), strokes.get(), letters.get());
  return strokes;
}

// Divides the seal's strokes by their own brightness; those of a black one are painted over.
void Lighten(Pix* gray, const Circle& c, double dpi) {
  const int level = SealLevel(gray, c);
  const PixPtr strokes = SealStrokes(gray, c, level, dpi);
  if (!strokes) return;
  for (const Point& p : InkPoints(strokes.get())) {
    const int value =
        level < kBlackSeal ? kPaper : std::min(kPaper, GrayAt(gray, p.x, p.y) * kPaper / level);
    pixSetPixel(gray, p.x, p.y, static_cast<l_uint32>(value));
  }
}

RectPx BoxOf(const Circle& c) {
  return {static_cast<int>(c.x - c.radius), static_cast<int>(c.y - c.radius),
          static_cast<int>(c.x + c.radius), static_cast<int>(c.y + c.radius)};
}

}  // namespace

std::vector<RectPx> RemoveGraySeals(Pix* gray, double dpi) {
  std::vector<RectPx> seals;
  for (int i = 0; i < kMostSeals; ++i) {
    const PixPtr thick = ThickInk(gray, dpi, kRingMm);
    const int reduction = ReductionFor(dpi);
    const PixPtr small = thick ? Reduced(thick.get(), reduction) : nullptr;
    if (!small) return seals;
    const std::vector<Point> points = InkPoints(small.get());
    if (points.size() > kMostPoints) return seals;
    const std::optional<Circle> found =
        BestCircle(points, pixGetWidth(small.get()), pixGetHeight(small.get()), dpi / reduction);
    if (!found) return seals;
    const Circle circle{found->x * reduction, found->y * reduction, found->radius * reduction,
                        found->votes};
    const RectPx box = BoxOf(circle);
    // What is left of a seal would be found, and lightened, once more.
    const bool is_new = std::none_of(seals.begin(), seals.end(), [&box](const RectPx& seal) {
      return std::min(seal.x1, box.x1) > std::max(seal.x0, box.x0) &&
             std::min(seal.y1, box.y1) > std::max(seal.y0, box.y0);
    });
    if (!is_new || !IsRing(gray, circle, dpi)) return seals;
    Lighten(gray, Refined(gray, circle, dpi), dpi);
    seals.push_back(box);
  }
  return seals;
}

}  // namespace gongwen
