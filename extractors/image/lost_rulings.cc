// Tested by tests/extractors/lost_rulings_test.cc.
#include "extractors/image/lost_rulings.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>

namespace gongwen {
namespace {

bool Crosses(const Ruling& other, double at, double along, double reach) {
  return std::abs(other.position - along) <= reach && at >= other.start - reach &&
         at <= other.end + reach;
}

// An end of a ruling that meets nothing: where along the lost line it lies, and that line's place.
struct LooseEnd {
  double place = 0, along = 0;
};

std::vector<LooseEnd> LooseEnds(std::span<const Ruling> rulings, Orientation of,
                                const LostRulingOptions& options) {
  std::vector<LooseEnd> ends;
  for (const Ruling& ruling : rulings) {
    if (ruling.orientation != of) continue;
    const auto meets = [&](double end) {
      return std::ranges::any_of(rulings, [&](const Ruling& other) {
        return other.orientation != of && Crosses(other, ruling.position, end, options.reach_pt);
      });
    };
    // A line that meets nothing at either end belongs to no table: a stroke of a large character.
    const bool start_meets = meets(ruling.start), end_meets = meets(ruling.end);
    if (start_meets && !end_meets) ends.push_back({ruling.end, ruling.position});
    if (end_meets && !start_meets) ends.push_back({ruling.start, ruling.position});
  }
  std::ranges::sort(ends, {}, &LooseEnd::place);
  return ends;
}

// The lines of the same direction as the loose ends that a lost line at `place` crosses, by their
// positions.
std::vector<double> CrossingsAt(std::span<const Ruling> rulings, Orientation of, double place,
                                const LostRulingOptions& options) {
  std::vector<double> at;
  for (const Ruling& ruling : rulings) {
    if (ruling.orientation == of && place >= ruling.start - options.reach_pt &&
        place <= ruling.end + options.reach_pt) {
      at.push_back(ruling.position);
    }
  }
  std::ranges::sort(at);
  return at;
}

std::vector<Ruling> Inferred(std::span<const Ruling> rulings, const CrossesText& crosses_text,
                             const LostRulingOptions& options) {
  std::vector<Ruling> inferred;
  for (const Orientation of : {Orientation::kHorizontal, Orientation::kVertical}) {
    const Orientation lost =
        of == Orientation::kHorizontal ? Orientation::kVertical : Orientation::kHorizontal;
    const std::vector<LooseEnd> ends = LooseEnds(rulings, of, options);
    for (std::size_t first = 0; first < ends.size();) {
      std::size_t last = first + 1;
      while (last < ends.size() &&
             ends[last].place - ends[last - 1].place <= options.same_place_pt) {
        ++last;
      }
      const auto count = static_cast<int>(last - first);
      const double place = ends[(first + last) / 2].place;
      double from = ends[first].along, to = from;
      for (std::size_t i = first; i < last; ++i) {
        from = std::min(from, ends[i].along);
        to = std::max(to, ends[i].along);
      }
      first = last;
      if (count < options.least_ends) continue;
      const std::vector<double> at = CrossingsAt(rulings, of, place, options);
      const auto begin = std::ranges::lower_bound(at, from - options.same_place_pt);
      const auto end = std::ranges::upper_bound(at, to + options.same_place_pt);
      const auto low = begin == at.begin() ? begin : std::prev(begin);
      const auto high = end == at.end() ? end : std::next(end);
      bool continues = false;
      for (auto it = low; it != high && std::next(it) != high; ++it) {
        const double side_from = *it, side_to = *std::next(it);
        const bool is_free = side_to - side_from <= options.longest_side_pt &&
                             !crosses_text(lost, place, side_from, side_to);
        if (is_free && continues) {
          inferred.back().end = side_to;
        } else if (is_free) {
          inferred.push_back({lost, place, side_from, side_to, 0.5});
        }
        continues = is_free;
      }
    }
  }
  return inferred;
}

}  // namespace

std::vector<Ruling> WithLostRulings(std::vector<Ruling> rulings, const CrossesText& crosses_text,
                                    const LostRulingOptions& options) {
  // Where a border is lost too, rulings between it and a lost line meet nothing at either end; they
  // do once the border is there.
  constexpr int kMostPasses = 3;
  for (int pass = 0; pass < kMostPasses; ++pass) {
    std::vector<Ruling> inferred = Inferred(rulings, crosses_text, options);
    if (inferred.empty()) break;
    std::ranges::move(inferred, std::back_inserter(rulings));
  }
  return rulings;
}

}  // namespace gongwen
