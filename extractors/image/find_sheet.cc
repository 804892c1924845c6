// An edge of the sheet is a straight line with paper on one side and the desk on the other, all
// along: the colours beside it differ, whichever is the darker (a shadow may lie on either). Lines
// of text and rulings are thin; a step aside their colours are the same. For each side all lines
// that cross the outer part of the picture steeply enough are tried on a small copy.
//
// Tested by tests/extractors/find_sheet_test.cc.
#include "extractors/image/find_sheet.h"

#include <allheaders.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <memory>
#include <vector>

namespace gongwen {
namespace {

constexpr int kSmallSide = 420;       // pixels of the copy's longer side
constexpr int kStep = 2;              // between lines that are tried
constexpr double kOuterShare = 0.38;  // of the picture, where a side may lie
constexpr double kMostSlant = 0.16;   // of the picture's side, from end to end
constexpr double kBeside = 5;         // pixels from a line to where its sides are compared
constexpr double kFarOff = 14;
constexpr double kMostContrast = 60;   // of one place, or a dark corner would outvote a whole edge
constexpr int kSamples = 48;           // along a line
constexpr double kLeastContrast = 10;  // of 255, a channel
constexpr double kLeastShare = 0.86;   // of the samples that must have it
constexpr double kLeastArea = 0.3, kMostArea = 0.985;  // of the picture
constexpr double kLongSideIn = 11.69, kA4 = 1.4142;

// The copy, blurred so that grain and letters do not count; channels in floats.
struct Small {
  int width = 0, height = 0;
  double scale = 1;  // of it to the picture
  std::vector<std::array<float, 3>> pixels{};
  [[nodiscard]] const std::array<float, 3>* At(double x, double y) const {
    const int column = static_cast<int>(std::lround(x)), row = static_cast<int>(std::lround(y));
    if (column < 0 || row < 0 || column >= width || row >= height) return nullptr;
    return &pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(column)];
  }
};

Small SmallCopy(Pix* colour) {
  Small small;
  const double longer = std::max(pixGetWidth(colour), pixGetHeight(colour));
  small.scale = std::min(1.0, kSmallSide / longer);
  const PixPtr deep(pixConvertTo32(colour));
  if (!deep) return small;
  PixPtr copy(pixScaleAreaMap(deep.get(), static_cast<float>(small.scale),
                              static_cast<float>(small.scale)));
  if (copy) copy.reset(pixBlockconv(copy.get(), 2, 2));
  if (!copy) return small;
  small.width = pixGetWidth(copy.get());
  small.height = pixGetHeight(copy.get());
  small.scale = static_cast<double>(small.width) / pixGetWidth(colour);
  small.pixels.reserve(static_cast<std::size_t>(small.width) *
                       static_cast<std::size_t>(small.height));
  for (int y = 0; y < small.height; ++y) {
    for (int x = 0; x < small.width; ++x) {
      l_int32 r = 0, g = 0, b = 0;
      pixGetRGBPixel(copy.get(), x, y, &r, &g, &b);
      small.pixels.push_back({static_cast<float>(r), static_cast<float>(g), static_cast<float>(b)});
    }
  }
  return small;
}

// A side of the sheet, from one end of the picture to the other: across for top and bottom, where
// `begin` and `end` are heights on the left and right border; else columns on the upper and lower.
struct Side {
  bool is_across = false;
  double begin = 0, end = 0;
};

struct Support {
  double contrast = 0, share = 0;
};

// How plainly the colours `beside` pixels off the side differ, but for its ends; no place counts
// for more than `most`. They must differ `far` off too: beside the frame of a table both sides are
// paper.
Support SupportOf(const Small& small, const Side& side, double beside, double far, double most) {
  constexpr double from = 0.12, to = 0.88;
  Support out;
  const double length = side.is_across ? small.width : small.height;
  for (int i = 0; i < kSamples; ++i) {
    const double t = from + (to - from) * (i + 0.5) / kSamples;
    const double along = t * (length - 1);
    const double across = side.begin + (side.end - side.begin) * t;
    double difference = 255;
    for (const double off : {beside, far}) {
      const auto colour_at = [&](double place) {
        const double inner =
            std::clamp(place, 0.0, (side.is_across ? small.height : small.width) - 1.0);
        return side.is_across ? small.At(along, inner) : small.At(inner, along);
      };
      const auto *one = colour_at(across - off), *other = colour_at(across + off);
      double here = 0;
      for (std::size_t k = 0; k < 3 && one != nullptr && other != nullptr; ++k) {
        here += std::abs(static_cast<double>((*one)[k] - (*other)[k])) / 3;
      }
      difference = std::min(difference, here);
    }
    out.contrast += std::min(difference, most) / kSamples;
    out.share += difference >= kLeastContrast ? 1.0 / kSamples : 0;
  }
  return out;
}

std::optional<Side> FindSide(const Small& small, bool is_across, bool is_far) {
  const double breadth = is_across ? small.height : small.width;
  const double outer = kOuterShare * breadth, slant = kMostSlant * breadth;
  const double first = is_far ? breadth - outer : 0;
  std::optional<Side> best;
  double most = 0;
  for (double begin = first; begin < first + outer; begin += kStep) {
    for (double end = std::max(first, begin - slant); end < std::min(first + outer, begin + slant);
         end += kStep) {
      const Side side{is_across, begin, end};
      const Support support = SupportOf(small, side, kBeside, kFarOff, kMostContrast);
      if (support.share < kLeastShare || support.contrast <= most) continue;
      most = support.contrast;
      best = side;
    }
  }
  if (!best) return best;
  // The very edge is where the step is steepest.
  const Side around = *best;
  most = 0;
  for (double begin = around.begin - kBeside; begin <= around.begin + kBeside; begin += 0.5) {
    for (double end = around.end - kBeside; end <= around.end + kBeside; end += 0.5) {
      const Side side{is_across, begin, end};
      const double contrast = SupportOf(small, side, 1, kBeside, 255).contrast;
      if (contrast <= most) continue;
      most = contrast;
      best = side;
    }
  }
  return best;
}

// Whether what lies beyond the side is no paper: coloured, or much darker. A scanner's lid is gray.
bool IsDeskBeyond(const Small& small, const Side& side, bool is_far) {
  constexpr double kColoured = 22, kDark = 110;
  std::array<double, 3> sum{};
  int count = 0;
  const double length = side.is_across ? small.width : small.height;
  for (int i = 0; i < kSamples; ++i) {
    const double t = (i + 0.5) / kSamples, along = t * (length - 1);
    const double edge = side.begin + (side.end - side.begin) * t;
    const double last = (side.is_across ? small.height : small.width) - 1.0;
    const double place = (is_far ? edge + last : edge) / 2;
    const auto* colour = side.is_across ? small.At(along, place) : small.At(place, along);
    if (colour == nullptr) continue;
    for (std::size_t k = 0; k < 3; ++k) sum[k] += static_cast<double>((*colour)[k]);
    ++count;
  }
  if (count == 0) return false;
  const auto [least, most] = std::minmax_element(sum.begin(), sum.end());
  return (*most - *least) / count >= kColoured || *most / count <= kDark;
}

SheetCorner Crossing(const Side& across, const Side& down, const Small& small) {
  // across: y = a + b x; down: x = c + d y
  const double b = (across.end - across.begin) / (small.width - 1);
  const double d = (down.end - down.begin) / (small.height - 1);
  const double y = (across.begin + b * down.begin) / (1 - b * d);
  return {(down.begin + d * y) / small.scale, y / small.scale};
}

double Distance(const SheetCorner& a, const SheetCorner& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

struct FreePta {
  void operator()(PTA* pta) const { ptaDestroy(&pta); }
};
using OwnedPta = std::unique_ptr<PTA, FreePta>;

OwnedPta PtaOf(const SheetCorners& corners) {
  OwnedPta pta(ptaCreate(4));
  for (const SheetCorner& c : corners) {
    if (pta) ptaAddPt(pta.get(), static_cast<float>(c.x), static_cast<float>(c.y));
  }
  return pta;
}

}  // namespace

std::optional<SheetCorners> FindSheet(Pix* colour) {
  const Small small = SmallCopy(colour);
  if (small.pixels.empty()) return {};
  const std::optional<Side> left = FindSide(small, false, false);
  if (!left) return {};  // nearly every scan ends here
  const std::optional<Side> right = FindSide(small, false, true);
  const std::optional<Side> top = FindSide(small, true, false);
  const std::optional<Side> bottom = FindSide(small, true, true);
  if (!right || !top || !bottom) return {};
  const int desks =
      (IsDeskBeyond(small, *left, false) ? 1 : 0) + (IsDeskBeyond(small, *right, true) ? 1 : 0) +
      (IsDeskBeyond(small, *top, false) ? 1 : 0) + (IsDeskBeyond(small, *bottom, true) ? 1 : 0);
  if (desks < 3) return {};
  const SheetCorners corners{Crossing(*top, *left, small), Crossing(*top, *right, small),
                             Crossing(*bottom, *right, small), Crossing(*bottom, *left, small)};
  double area = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const SheetCorner &a = corners[i], &b = corners[(i + 1) % 4];
    area += (a.x * b.y - b.x * a.y) / 2;
  }
  const double share = area / (static_cast<double>(pixGetWidth(colour)) * pixGetHeight(colour));
  if (share < kLeastArea || share > kMostArea) return {};
  return corners;
}

FlatSheet CutSheet(Pix* colour, const SheetCorners& corners) {
  double width = std::max(Distance(corners[0], corners[1]), Distance(corners[3], corners[2]));
  double height = std::max(Distance(corners[0], corners[3]), Distance(corners[1], corners[2]));
  // Seen at an angle one side is shortened: paper has the shape of A4.
  if (height > width) {
    (height > kA4 * width ? width : height) = height > kA4 * width ? height / kA4 : width * kA4;
  } else {
    (width > kA4 * height ? height : width) = width > kA4 * height ? width / kA4 : height * kA4;
  }
  const int w = static_cast<int>(std::lround(width)), h = static_cast<int>(std::lround(height));
  const OwnedPta from = PtaOf(corners);
  const OwnedPta to = PtaOf({SheetCorner{0, 0}, {width, 0}, {width, height}, {0, height}});
  FlatSheet sheet{.dpi = std::max(width, height) / kLongSideIn};
  // The answer is as large as the picture: it must have room for the whole sheet.
  const int room_w = std::max(w, pixGetWidth(colour)), room_h = std::max(h, pixGetHeight(colour));
  PixPtr room(pixAddBorderGeneral(colour, 0, room_w - pixGetWidth(colour), 0,
                                  room_h - pixGetHeight(colour), 0));
  if (!room || !from || !to) return sheet;
  const PixPtr flat(pixProjectivePta(room.get(), to.get(), from.get(), L_BRING_IN_WHITE));
  if (flat) sheet.pix = CropPix(flat.get(), {0, 0, w, h});
  return sheet;
}

}  // namespace gongwen
