#include "extractors/image/ruling_chains.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

namespace gongwen {
namespace {

// A line that is drawn without a gap ends where it ends: short pieces in line with it, farther off
// than they are long, are strokes of text in another table.
void DropStrokesBeyond(const std::vector<RulingPiece>& pieces, const RulingScale& scale,
                       std::vector<std::size_t>& link) {
  const auto is_long = [&](std::size_t p) {
    return pieces[p].box.width() >= scale.longest_piece_least;
  };
  const auto first = std::find_if(link.begin(), link.end(), is_long);
  if (first == link.end()) return;
  const auto end = std::find_if(link.rbegin(), link.rend(), is_long).base();
  for (auto p = first; p + 1 != end; ++p) {
    if (pieces[*(p + 1)].box.x0 - pieces[*p].box.x1 > scale.touch) return;
  }
  const auto is_stroke = [&](std::size_t p, std::size_t inner) {
    const RectPx &box = pieces[p].box, &next = pieces[inner].box;
    const int gap = std::max(next.x0 - box.x1, box.x0 - next.x1);
    return box.width() < scale.longest_piece_least && gap > box.width();
  };
  auto last = end - 1, begin = first;
  while (last + 1 != link.end() && !is_stroke(*(last + 1), *last)) ++last;
  while (begin != link.begin() && !is_stroke(*(begin - 1), *begin)) --begin;
  link.erase(last + 1, link.end());
  link.erase(link.begin(), begin);
}

// Links free pieces from left to right, each to the open chain that is nearest in height. Gives
// the indices of the pieces of each chain.
std::vector<std::vector<std::size_t>> LinkPieces(const std::vector<RulingPiece>& pieces,
                                                 double most_gap, const RulingScale& scale) {
  std::vector<std::vector<std::size_t>> links;
  std::vector<std::size_t> open;
  for (std::size_t p = 0; p < pieces.size(); ++p) {
    const RulingPiece& piece = pieces[p];
    if (!piece.is_sure() || piece.is_taken) continue;
    std::erase_if(open, [&](std::size_t i) {
      return piece.box.x0 - pieces[links[i].back()].box.x1 > most_gap;
    });
    std::optional<std::size_t> best;
    double best_distance = scale.drift;
    for (const std::size_t i : open) {
      const double distance = std::abs(pieces[links[i].back()].middle - piece.middle);
      if (distance > best_distance) continue;
      best_distance = distance;
      best = i;
    }
    if (!best) {
      best = links.size();
      open.push_back(links.size());
      links.emplace_back();
    }
    links[*best].push_back(p);
  }
  for (std::vector<std::size_t>& link : links) DropStrokesBeyond(pieces, scale, link);
  return links;
}

// Turns the links that pass the test into chains and takes their pieces.
std::vector<RulingChain> TakeChains(std::vector<RulingPiece>& pieces,
                                    const std::vector<std::vector<std::size_t>>& links,
                                    const std::function<bool(const RulingChain&)>& is_ruling) {
  std::vector<RulingChain> chains;
  for (const std::vector<std::size_t>& link : links) {
    RulingChain chain;
    for (const std::size_t p : link) chain.Add(pieces[p]);
    if (!is_ruling(chain)) continue;
    for (const std::size_t p : link) pieces[p].is_taken = true;
    chains.push_back(std::move(chain));
  }
  return chains;
}

// The crossing lines that stand across this height. One may have lost its own end.
std::vector<RulingFrame> FramesAt(double middle, std::span<const RulingFrame> frames,
                                  const RulingScale& scale) {
  std::vector<RulingFrame> there;
  for (const RulingFrame& frame : frames) {
    if (middle >= frame.from - scale.solid_piece && middle <= frame.to + scale.solid_piece) {
      there.push_back(frame);
    }
  }
  return there;
}

// How many of the crossing lines some piece of the chain reaches.
std::ptrdiff_t CountTouches(const RulingChain& chain, std::span<const RulingFrame> frames,
                            const RulingScale& scale) {
  const std::vector<RulingFrame> there = FramesAt(chain.middle(), frames, scale);
  return std::count_if(there.begin(), there.end(), [&](const RulingFrame& frame) {
    return std::any_of(chain.pieces().begin(), chain.pieces().end(), [&](const RulingPiece& piece) {
      return piece.box.x0 - scale.touch <= frame.position &&
             frame.position <= piece.box.x1 + scale.touch;
    });
  });
}

// Where rows are set tight, a stroke of a digit comes as near to the lines above and below as the
// end of a broken wall, but it never meets them.
bool MayBeStrokes(const RulingChain& chain, std::span<const RulingFrame> frames,
                  const RulingScale& scale) {
  if (chain.longest() >= scale.longest_piece_least) return false;
  constexpr double kMeets = 0.25;         // of the reach of a touch
  constexpr double kLeastMeeting = 0.34;  // of the ink: a character may stand on a line
  const double reach = kMeets * scale.touch;
  const std::vector<RulingFrame> there = FramesAt(chain.middle(), frames, scale);
  const auto meets = [&](double end) {
    return std::any_of(there.begin(), there.end(), [&](const RulingFrame& frame) {
      return std::abs(frame.position - end) <= reach;
    });
  };
  double meeting = 0;
  for (const RulingPiece& piece : chain.pieces()) {
    const bool crosses = std::any_of(there.begin(), there.end(), [&](const RulingFrame& frame) {
      return piece.box.x0 < frame.position - reach && frame.position + reach < piece.box.x1;
    });
    if (crosses || (meets(piece.box.x0) && meets(piece.box.x1))) meeting += piece.box.width();
  }
  return meeting < kLeastMeeting * chain.ink();
}

// Where a chain may grow to: its own extent, widened to the outermost crossing lines.
struct Reach {
  double from = 0, to = 0;
};
Reach ReachOf(const RulingChain& chain, std::span<const RulingFrame> frames,
              const RulingScale& scale) {
  Reach reach{static_cast<double>(chain.start()), static_cast<double>(chain.end())};
  for (const RulingFrame& frame : FramesAt(chain.middle(), frames, scale)) {
    reach.from = std::min(reach.from, frame.position - scale.touch);
    reach.to = std::max(reach.to, frame.position + scale.touch);
  }
  return reach;
}

}  // namespace

void RulingChain::Add(const RulingPiece& piece) {
  const double width = piece.box.width();
  start_ = pieces_.empty() ? piece.box.x0 : std::min(start_, piece.box.x0);
  end_ = std::max(end_, piece.box.x1);
  const auto place = std::upper_bound(
      pieces_.begin(), pieces_.end(), piece,
      [](const RulingPiece& a, const RulingPiece& b) { return a.box.x0 < b.box.x0; });
  pieces_.insert(place, piece);
  ink_ += width;
  weighted_middle_ += piece.middle * width;
  longest_ = std::max(longest_, width);
}

double RulingChain::MiddleAt(double x) const {
  double best = 0, distance = -1;
  for (const RulingPiece& piece : pieces_) {
    const double d = std::max({piece.box.x0 - x, x - piece.box.x1, 0.0});
    if (distance >= 0 && d >= distance) continue;
    distance = d;
    best = piece.middle;
  }
  return best;
}

std::vector<RulingFrame> FramesOf(std::span<const RulingChain> chains) {
  std::vector<RulingFrame> frames;
  frames.reserve(chains.size());
  for (const RulingChain& chain : chains) {
    frames.push_back(
        {chain.middle(), static_cast<double>(chain.start()), static_cast<double>(chain.end())});
  }
  return frames;
}

std::vector<RulingChain> FindStrongChains(std::vector<RulingPiece>& pieces,
                                          const RulingScale& scale) {
  return TakeChains(
      pieces, LinkPieces(pieces, scale.most_gap, scale), [&](const RulingChain& chain) {
        return chain.ink() >= scale.least_length && chain.longest() >= scale.longest_piece_least &&
               chain.ink() >= scale.least_coverage * (chain.end() - chain.start());
      });
}

std::vector<RulingChain> FindFramedChains(std::vector<RulingPiece>& pieces,
                                          std::span<const RulingFrame> frames,
                                          const RulingScale& scale) {
  constexpr double kLeastCoverage = 0.08;
  std::vector<RulingChain> chains = TakeChains(
      pieces, LinkPieces(pieces, 2 * scale.most_gap, scale), [&](const RulingChain& chain) {
        if (chain.longest() < scale.framed_piece_least) return false;
        if (chain.ink() < kLeastCoverage * (chain.end() - chain.start())) return false;
        if (MayBeStrokes(chain, frames, scale)) return false;
        const std::ptrdiff_t touches = CountTouches(chain, frames, scale);
        // One touch may be a "1" set tight; a second piece or a length no digit has tells.
        const double needed = chain.pieces().size() > 1 ? 1.6 : 2.0;
        return touches >= 2 ||
               (touches == 1 && chain.longest() >= needed * scale.framed_piece_least);
      });
  for (RulingChain& chain : chains) chain.set_weak();
  return chains;
}

std::vector<RulingChain> MergeChains(std::vector<RulingChain> chains, const RulingScale& scale) {
  std::sort(chains.begin(), chains.end(),
            [](const RulingChain& a, const RulingChain& b) { return a.start() < b.start(); });
  std::vector<RulingChain> merged;
  for (const RulingChain& chain : chains) {
    const RulingPiece& first = chain.pieces().front();
    const auto before = std::find_if(merged.begin(), merged.end(), [&](const RulingChain& other) {
      const double gap = chain.start() - other.end();
      return gap >= 0 && gap <= 2 * scale.most_gap &&
             std::abs(other.MiddleAt(chain.start()) - first.middle) <= 1.5 * scale.drift;
    });
    if (before == merged.end()) {
      merged.push_back(chain);
    } else {
      for (const RulingPiece& piece : chain.pieces()) before->Add(piece);
      if (!chain.is_weak()) before->set_weak(false);
    }
  }
  return merged;
}

void AbsorbPieces(std::vector<RulingPiece>& pieces, std::span<const RulingFrame> frames,
                  const RulingScale& scale, std::vector<RulingChain>& chains) {
  constexpr double kSolid = 0.9;
  for (RulingChain& chain : chains) {
    const Reach reach = ReachOf(chain, frames, scale);
    const bool is_solid = chain.ink() >= kSolid * (chain.end() - chain.start());
    for (bool grows = true; grows;) {
      const double from = std::max(reach.from, chain.start() - scale.most_gap);
      const double to = std::min(reach.to, chain.end() + scale.most_gap);
      grows = false;
      for (RulingPiece& piece : pieces) {
        if (piece.is_taken || piece.box.x0 < from || piece.box.x1 > to) continue;
        const bool is_inside = piece.box.x0 >= chain.start() && piece.box.x1 <= chain.end();
        // Beyond the end of a line without gaps are strokes of text.
        if (!is_inside && (is_solid ? !piece.is_long : piece.free_sides == 0 && !piece.is_long)) {
          continue;
        }
        const double middle = (piece.box.x0 + piece.box.x1) / 2.0;
        if (std::abs(chain.MiddleAt(middle) - piece.middle) > scale.drift) continue;
        chain.Add(piece);
        piece.is_taken = true;
        grows = !is_inside || grows;
      }
    }
  }
}

}  // namespace gongwen
