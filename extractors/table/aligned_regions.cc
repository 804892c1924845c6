#include "extractors/table/aligned_regions.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr double kSameExtentPt = 4;  // rulings of one table begin and end within this
constexpr double kSameRulingPt = 3;  // doubled lines
constexpr std::size_t kMostHeadBands = 12;
constexpr std::size_t kMostRulings = 4000;  // of a page; more is a drawing
constexpr std::size_t kMostStacks = 200;
constexpr std::size_t kMostBands = 2000;  // of one region; more is no page of text
constexpr double kRunGapEm = 3.2;         // between bands of one table without rulings
constexpr double kHighRowEm = 3.2;        // between lines of a header whose rows are high
constexpr double kClearlyFarther = 1.35;
constexpr double kProseShare = 0.5;  // of a table's width: so wide is no wrapped cell
constexpr std::size_t kMostAlone = 6,
                      kMostProse = 1;  // bands of one phrase in a row within a table

using Stack = std::vector<Ruling>;  // of one extent, top to bottom

std::vector<Stack> StacksOfOneExtent(std::span<const Ruling> rulings) {
  std::vector<Stack> stacks;
  for (const Ruling& r : rulings) {
    if (r.orientation != Orientation::kHorizontal) continue;
    const auto stack = std::ranges::find_if(stacks, [&](const Stack& s) {
      return std::abs(s.front().start - r.start) <= kSameExtentPt &&
             std::abs(s.front().end - r.end) <= kSameExtentPt;
    });
    if (stack == stacks.end()) {
      stacks.push_back({r});
    } else {
      stack->push_back(r);
    }
  }
  for (Stack& stack : stacks) {
    std::ranges::sort(stack, {}, &Ruling::position);
    const auto end = std::unique(stack.begin(), stack.end(), [](const Ruling& a, const Ruling& b) {
      return b.position - a.position <= kSameRulingPt;
    });
    stack.erase(end, stack.end());
  }
  // The widest first: a stack of partial rulings inside it belongs to it.
  std::ranges::sort(stacks, std::ranges::greater{},
                    [](const Stack& s) { return s.front().end - s.front().start; });
  return stacks;
}

std::vector<Band> BandsBetween(std::span<const Band> bands, const Stack& stack, double top,
                               double bottom) {
  return BandsWithin(bands, {stack.front().start, top, stack.front().end, bottom});
}

bool IsAlone(const Band& band) { return PhrasesOf(band).size() == 1; }

bool IsNumeric(const Band& band) {
  const std::vector<Phrase> phrases = PhrasesOf(band);
  const auto numbers = std::ranges::count_if(phrases, &Phrase::is_number);
  return numbers > 0 && (phrases.front().is_number ? numbers > 1 || phrases.size() == 2 : true);
}

// Running text above a title: the rule above it is that of a running head, or ends another table.
bool IsTextAboveTitle(const std::vector<Band>& between, double width) {
  if (between.size() < 2 || !StandsAlone(between, between.size() - 1)) return false;
  for (std::size_t i = 0; i + 1 < between.size(); ++i) {
    if (StandsAlone(between, i) && between[i].box().width() > kProseShare * width) return true;
  }
  return false;
}

// Text between two rulings that is no row: running text, a title over the next table.
bool PartsTables(const std::vector<Band>& between, const Stack& stack, std::size_t above) {
  if (between.empty()) return false;
  if (IsTextAboveTitle(between, stack.front().end - stack.front().start)) return true;
  for (std::size_t i = 0; i < between.size(); ++i) {
    if (!StandsAlone(between, i)) return false;
  }
  if (between.size() > 1) return true;
  const double middle = (stack.front().start + stack.front().end) / 2;
  const bool is_centered =
      std::abs(between.front().box().center_x() - middle) < 2 * between.front().size_pt;
  return is_centered && above + 1 >= 3 && stack.size() - above - 1 >= 3;
}

std::vector<Stack> SplitAtText(const Stack& stack, std::span<const Band> bands) {
  std::vector<Stack> parts{{stack.front()}};
  for (std::size_t i = 1; i < stack.size(); ++i) {
    const std::vector<Band> between =
        BandsBetween(bands, stack, stack[i - 1].position, stack[i].position);
    if (PartsTables(between, stack, i - 1)) parts.emplace_back();
    parts.back().push_back(stack[i]);
  }
  return parts;
}

// 2019 of "2019", "2019年"; 0 where it is no year.
int YearOf(std::string_view text) {
  constexpr std::string_view kYearSign = "年";
  if (text.ends_with(kYearSign)) text.remove_suffix(kYearSign.size());
  if (text.size() != 4 || (!text.starts_with("19") && !text.starts_with("20"))) return 0;
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  return error == std::errc{} && end == text.data() + text.size() ? year : 0;
}

// A head of bare years (2019 2020 2021), under no head with as many names.
bool IsHeadOfYears(std::span<const Band> bands, std::size_t index) {
  std::size_t years = 0;
  int first = 0;
  bool differ = false;
  for (const Word& word : bands[index].words) {
    const int year = YearOf(word.text);
    if (year == 0 && word.is_number) return false;
    if (year == 0) continue;
    ++years;
    differ = differ || (first != 0 && year != first);
    first = year;
  }
  return years >= 2 && differ && std::ranges::none_of(bands.first(index), [&](const Band& above) {
           return PhrasesOf(above).size() >= years;
         });
}

double Pitch(const std::vector<Band>& bands, std::size_t below) {
  return bands[below].center_y - bands[below - 1].center_y;
}

// Whether band `index` is an upper line of the row whose next line is the band below: half a line
// above it, or one line when what stands above is clearly farther.
bool BeginsRow(const std::vector<Band>& bands, std::size_t index) {
  const double em = bands[index].size_pt;
  const double below = Pitch(bands, index + 1), above = Pitch(bands, index);
  if (below < kHalfLineEm * em) return above > below;
  return below <= kWrapPitchEm * em && above >= kClearlyFarther * below;
}

bool RunsAcross(const Ruling& r, const RectPt& box) {
  constexpr double kMostOfIt = 0.6;
  const double common = std::min(r.end, box.x1) - std::max(r.start, box.x0);
  return r.orientation == Orientation::kHorizontal && common >= kMostOfIt * box.width();
}

// Whether band `index`, one phrase, is the first line of the head of a further table: a rule across
// stands close below.
bool BeginsHead(std::span<const Band> bands, std::size_t index, const RectPt& above,
                std::span<const Ruling> rulings) {
  constexpr std::size_t kMostLines = 3;
  const double top = bands[index].center_y;
  const double bottom = bands[std::min(index + kMostLines, bands.size() - 1)].center_y;
  return std::ranges::any_of(rulings, [&](const Ruling& r) {
    return r.position > top && r.position < bottom && RunsAcross(r, above);
  });
}

// A title over the next table, whatever the distance.
bool IsSetLarger(const Band& band, const Band& row) {
  constexpr double kLarger = 1.12;
  return band.size_pt > kLarger * row.size_pt;
}

void MoveToHead(AlignedRegion& region, std::size_t count) {
  const auto end = region.body.begin() + static_cast<std::ptrdiff_t>(count);
  region.head.assign(region.body.begin(), end);
  region.body.erase(region.body.begin(), end);
}

// Moves the leading bands to the head that stand above a rule across most of the region.
bool CutHeadAtRule(AlignedRegion& region, std::span<const Ruling> rulings) {
  double foot = region.box.y1;
  for (const Ruling& r : rulings) {
    if (RunsAcross(r, region.box) && r.position > region.body.front().center_y) {
      foot = std::min(foot, r.position);
    }
  }
  const auto below =
      std::ranges::find_if(region.body, [foot](const Band& band) { return band.center_y > foot; });
  const auto count = static_cast<std::size_t>(below - region.body.begin());
  if (count > kMostHeadBands || below == region.body.end()) return false;
  MoveToHead(region, count);
  return true;
}

// Moves the leading bands that hold no amounts yet from the body to the head.
void CutHead(AlignedRegion& region) {
  if (region.body.empty()) return;
  std::size_t count = 0;
  while (count < region.body.size() &&
         (!IsNumeric(region.body[count]) || IsHeadOfYears(region.body, count))) {
    ++count;
  }
  if (count == region.body.size() || count > kMostHeadBands) count = 1;
  // Text set over several lines begins above the numbers beside it.
  while (count > 1 && BeginsRow(region.body, count - 1)) --count;
  MoveToHead(region, count);
}

bool HasColon(const Band& band) {
  return std::ranges::any_of(band.words, [](const Word& word) {
    return word.text.find("：") != std::string::npos || word.text.find(':') != std::string::npos;
  });
}

// Whether a line farther above stands over the middle of several headers, and not of all: a header
// over them, set in high rows. A title stands over the middle of all.
bool HeadsSeveral(const RectPt& line, const std::vector<Band>& run, const RectPt& box, double em) {
  constexpr double kMiddleEm = 0.8, kOffAllEm = 1.5;
  constexpr std::size_t kMostHeadLines = 3;
  if (std::abs(line.center_x() - box.center_x()) <= kOffAllEm * em) return false;
  std::vector<RectPt> heads;
  for (std::size_t i = 0; i < std::min(run.size(), kMostHeadLines); ++i) {
    for (const Phrase& phrase : PhrasesOf(run[i])) heads.push_back(phrase.box);
  }
  return std::ranges::any_of(heads, [&](const RectPt& first) {
    return std::ranges::any_of(heads, [&](const RectPt& last) {
      return first.x1 < line.center_x() && last.x0 > line.center_x() &&
             std::abs((first.x0 + last.x1) / 2 - line.center_x()) <= kMiddleEm * em;
    });
  });
}

// Lines of one phrase close above a run: the first lines of wrapped headers, a header over others.
// Not those that begin where the table does, nor captions (单位：万元).
void AddLinesAbove(std::vector<Band>& run, std::span<const Band> above) {
  RectPt box = run.front().box();
  for (const Band& band : run) box = Around(box, band.box());
  for (; !above.empty(); above = above.first(above.size() - 1)) {
    const Band& band = above.back();
    const double em = run.front().size_pt;
    const RectPt line = band.box();
    const double pitch = run.front().center_y - band.center_y;
    const bool is_near = std::abs(band.size_pt - em) < 0.15 * em &&
                         (pitch <= kWrapPitchEm * em ||
                          (pitch <= kHighRowEm * em && HeadsSeveral(line, run, box, em)));
    const bool is_inside = line.x0 > box.x0 + em && line.x1 < box.x1 + em;
    if (!is_near || !is_inside || HasColon(band) || !IsAlone(band)) return;
    run.insert(run.begin(), band);
  }
}

// Whether band `index` of a run, one phrase, is a further line of a text above it: set below its
// beginning or its middle.
bool GoesOnBelow(const std::vector<Band>& run, std::size_t index) {
  constexpr double kAlignedEm = 0.6;
  const RectPt line = run[index].box();
  const double em = run[index].size_pt;
  for (std::size_t i = index; i-- > 0;) {
    if (run[index].center_y - run[i].center_y > kWrapPitchEm * em) return false;
    for (const Phrase& phrase : PhrasesOf(run[i])) {
      const bool is_aligned = std::abs(line.x0 - phrase.box.x0) <= kAlignedEm * em ||
                              std::abs(line.center_x() - phrase.box.center_x()) <= kAlignedEm * em;
      if (is_aligned && line.x0 < phrase.box.x1 && line.x1 > phrase.box.x0) return true;
    }
  }
  return false;
}

// Whether band `index` of a run is a row whose other cells are empty: at the distance of rows, on
// the place of texts in two rows above, and not longer.
bool IsRowOfOneText(const std::vector<Band>& run, std::size_t index) {
  constexpr double kAlignedEm = 0.3, kSamePitch = 0.1, kLonger = 1.2;
  if (index < 2 || HasColon(run[index])) return false;
  const double pitch = run[index].center_y - run[index - 1].center_y;
  const double usual = run[index - 1].center_y - run[index - 2].center_y;
  if (std::abs(pitch - usual) > kSamePitch * usual) return false;
  const RectPt line = run[index].box();
  int aligned = 0;
  double longest = 0;
  for (std::size_t i = 0; i < index; ++i) {
    for (const Phrase& phrase : PhrasesOf(run[i])) {
      const bool is_aligned =
          std::abs(line.x0 - phrase.box.x0) <= kAlignedEm * run[index].size_pt ||
          std::abs(line.center_x() - phrase.box.center_x()) <= kAlignedEm * run[index].size_pt;
      if (!is_aligned) continue;
      ++aligned;
      longest = std::max(longest, phrase.box.width());
    }
  }
  return aligned >= 2 && line.width() <= kLonger * longest;
}

// Whether a line of one phrase after the first is set as titles and captions are: in another size
// than the text below it, or with a colon.
bool HoldsTitle(std::span<const Band> run, double size_pt) {
  constexpr double kOtherSize = 0.1;
  return std::ranges::any_of(run.subspan(1), [size_pt](const Band& band) {
    return std::abs(band.size_pt - size_pt) > kOtherSize * size_pt || HasColon(band);
  });
}

AlignedRegion RegionOf(const Stack& stack, std::span<const Ruling> rulings,
                       std::span<const Band> bands) {
  const double top = stack.front().position, bottom = stack.back().position;
  AlignedRegion region{.box = {stack.front().start, top, stack.front().end, bottom}};
  for (const Ruling& r : stack) region.rulings_y.push_back(r.position);
  for (const Ruling& r : rulings) {
    const bool is_inside = r.orientation == Orientation::kHorizontal && r.position > top &&
                           r.position < bottom && r.start >= region.box.x0 - kSameExtentPt &&
                           r.end <= region.box.x1 + kSameExtentPt;
    const bool is_partial = r.end - r.start < region.box.width() - kSameExtentPt * 2;
    if (is_inside && is_partial) region.rulings.push_back(r);
  }
  region.body = BandsBetween(bands, stack, top, bottom);
  if (stack.size() == 2) {
    CutHead(region);
    return region;
  }
  // A title between the first two rulings stands over the header below them.
  std::size_t foot = 1;
  const auto is_title = [&](std::size_t index) {
    const auto above = std::ranges::count_if(
        region.body, [&](const Band& band) { return band.center_y < stack[index].position; });
    return above == 1 && IsAlone(region.body.front());
  };
  if (stack.size() > 3 && is_title(foot)) {
    region.rulings.push_back(stack[foot]);  // reaches over all that the title heads
    ++foot;
  }
  const auto end = std::ranges::find_if(
      region.body, [&](const Band& band) { return band.center_y > stack[foot].position; });
  region.head.assign(region.body.begin(), end);
  region.body.erase(region.body.begin(), end);
  return region;
}

}  // namespace

std::vector<AlignedRegion> RuledRegions(std::span<const Ruling> rulings,
                                        std::span<const Band> bands) {
  std::vector<AlignedRegion> regions;
  if (rulings.size() > kMostRulings) return regions;
  std::vector<Stack> stacks = StacksOfOneExtent(rulings);
  std::erase_if(stacks, [](const Stack& stack) { return stack.size() < 2; });
  if (stacks.size() > kMostStacks) return regions;
  for (const Stack& stack : stacks) {
    for (const Stack& part : SplitAtText(stack, bands)) {
      if (part.size() < 2) continue;
      AlignedRegion region = RegionOf(part, rulings, bands);
      if (region.head.empty() && region.body.empty()) continue;
      if (region.head.size() > kMostHeadBands || region.body.size() > kMostBands) continue;
      regions.push_back(std::move(region));
    }
  }
  return regions;
}

std::vector<AlignedRegion> PlainRegions(std::span<const Ruling> rulings,
                                        std::span<const Band> bands) {
  std::vector<AlignedRegion> regions;
  std::vector<Band> run;
  std::size_t alone = 0, prose = 0;  // bands at the run's end: of one phrase, of a wide one
  RectPt run_box;
  std::size_t begin = 0;  // of the run
  const auto close = [&] {
    while (alone > 0 && run.size() > alone &&
           (GoesOnBelow(run, run.size() - alone) || IsRowOfOneText(run, run.size() - alone))) {
      --alone;
    }
    run.resize(run.size() - alone);
    alone = prose = 0;
    if (!run.empty() && run.size() <= kMostBands) {
      AddLinesAbove(run, bands.first(begin));
      AlignedRegion region;
      region.box = run.front().box();
      for (const Band& band : run) region.box = Around(region.box, band.box());
      region.body = std::move(run);
      if (!CutHeadAtRule(region, rulings)) CutHead(region);
      regions.push_back(std::move(region));
    }
    run.clear();
  };
  for (std::size_t b = 0; b < bands.size(); ++b) {
    const Band& band = bands[b];
    if (!run.empty()) {
      const double gap = band.box().y0 - run.back().box().y1;
      if (gap > kRunGapEm * std::max(band.size_pt, run.back().size_pt)) close();
    }
    if (StandsAlone(bands, b)) {
      if (run.size() > 2 &&
          (BeginsHead(bands, b, run_box, rulings) || IsSetLarger(band, run.front()))) {
        close();
      }
      if (run.empty()) continue;
      run_box = Around(run_box, band.box());
      run.push_back(band);
      ++alone;
      if (band.box().width() > kProseShare * run_box.width()) ++prose;
      if (alone > kMostAlone || prose > kMostProse) close();
    } else {
      // A running head and a title are no head of what stands in more columns below them.
      if (alone > 0 && run.size() == alone + 1 && HoldsTitle(run, band.size_pt) &&
          PhrasesOf(band).size() > PhrasesOf(run.front()).size()) {
        run.clear();
      }
      if (run.empty()) {
        begin = b;
        run_box = band.box();
      }
      run_box = Around(run_box, band.box());
      run.push_back(band);
      alone = prose = 0;
    }
  }
  close();
  return regions;
}

void TakeWords(std::vector<Band>& bands, const RectPt& box) {
  for (Band& band : bands) {
    if (band.center_y <= box.y0 || band.center_y >= box.y1) continue;
    std::erase_if(band.words, [&](const Word& word) {
      return word.box.center_x() >= box.x0 && word.box.center_x() <= box.x1;
    });
  }
  std::erase_if(bands, [](const Band& band) { return band.words.empty(); });
}

}  // namespace gongwen
