// Centred headers tell their own structure: a header over three columns stands over the middle of
// them, and one that spans all rows of the head stands between the rows in height.
//
//                     中央资金                 <- upper: centred over its children
//   序号    地区                    合计       <- between: spans all rows
//                 小计  补助  奖励             <- lower: the children
//
// The children of the uppers are contiguous groups of lowers; the grouping that leaves every upper
// nearest to the middle of its group is chosen. A lower may have no upper (headers set on the
// bottom line), an upper no lower (set on the top line). Groups may have uppers of their own.
// Tested by header_blocks_test.cc.
#include "extractors/table/header_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "extractors/text/line_runs.h"

namespace gongwen {
namespace {

constexpr double kOneLevelEm = 0.6;      // centres within this are one level
constexpr double kMiddleEm = 0.5;        // off the middle of all rows
constexpr double kNoChildrenCost = 0.8;  // in ems off the middle
constexpr double kNoParentCost = 1.5;
constexpr double kAgainstRulingCost = 5;
constexpr std::size_t kMaxBlocks = 200;  // of one head; more is no head
constexpr PhraseOptions kHeaderPhrases{.wide_gap_em = 0.25, .narrow_gap_em = 0.65};

using Indices = std::vector<std::size_t>;

double OverlapX(const RectPt& a, const RectPt& b) {
  return std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
}

bool HasRulingBetween(std::span<const Ruling> rulings, const RectPt& above, const RectPt& below) {
  return std::ranges::any_of(rulings, [&](const Ruling& r) {
    return r.position > above.center_y() && r.position < below.center_y() && r.start < below.x1 &&
           r.end > below.x0;
  });
}

struct Line {
  RectPt box{};
  double size_pt = 0;
};

HeaderBlock BlockOf(const Band& band, std::size_t band_index, const Phrase& phrase) {
  HeaderBlock block{.box = phrase.box, .size_pt = band.size_pt};
  for (std::size_t w = phrase.first; w < phrase.end; ++w) block.words.push_back({band_index, w});
  return block;
}

void Append(HeaderBlock& block, const HeaderBlock& line) {
  block.box = Around(block.box, line.box);
  block.words.insert(block.words.end(), line.words.begin(), line.words.end());
}

std::string TextOf(const Band& band, const Phrase& phrase) {
  std::string text;
  for (std::size_t w = phrase.first; w < phrase.end; ++w) text += band.words[w].text;
  return text;
}

std::string TextOf(std::span<const Band> bands, const HeaderBlock& block) {
  std::string text;
  for (const WordRef& ref : block.words) text += bands[ref.band].words[ref.word].text;
  return text;
}

// Whether line `p` is a header of its own below the block above it, which heads it and its
// neighbours: two columns of one name (小计 … 小计) differ in what stands over them, and where a
// neighbour stands on the same line with nothing above, a text of several lines would have its
// middle there. Latin heads are set on the bottom line, so that the latter tells nothing of them.
bool IsHeadedLine(std::span<const Band> bands, std::size_t b, const std::vector<Phrase>& phrases,
                  std::size_t p, const std::vector<Indices>& above,
                  const std::vector<HeaderBlock>& blocks) {
  const std::string text = TextOf(bands[b], phrases[p]);
  const std::string head = TextOf(bands, blocks[above[p].front()]);
  // Under the same words (Total … Total) they are lines of texts that say the same.
  const auto is_again = [&](std::size_t q) {
    if (TextOf(bands[b], phrases[q]) != text) return false;
    return above[q].size() != 1 || TextOf(bands, blocks[above[q].front()]) != head;
  };
  const auto stands_bare = [&](std::size_t q) {
    return above[q].empty() && bands[b].words[phrases[q].first].is_wide;
  };
  // A line of which every text has one above it holds the ends of wrapped ones: 助, 助.
  const bool has_bare = std::ranges::any_of(above, [](const Indices& a) { return a.size() != 1; });
  for (std::size_t q = 0; q < phrases.size() && has_bare; ++q) {
    if (q != p && is_again(q)) return true;
  }
  if (!bands[b].words[phrases[p].first].is_wide) return false;
  const bool goes_on =
      b + 1 < bands.size() &&
      std::ranges::any_of(PhrasesOf(bands[b + 1], kHeaderPhrases), [&](const Phrase& next) {
        return OverlapX(next.box, phrases[p].box) > 0 &&
               next.box.center_y() - phrases[p].box.center_y() <= kWrapPitchEm * bands[b].size_pt;
      });
  if (goes_on) return false;
  return (p > 0 && stands_bare(p - 1)) || (p + 1 < phrases.size() && stands_bare(p + 1));
}

// Phrases of all bands, wrapped lines joined.
std::vector<HeaderBlock> Blocks(std::span<const Band> bands, std::span<const Ruling> rulings) {
  std::vector<HeaderBlock> blocks;
  std::vector<RectPt> last_line;  // of each block
  for (std::size_t b = 0; b < bands.size(); ++b) {
    const std::vector<Phrase> phrases = PhrasesOf(bands[b], kHeaderPhrases);
    // The blocks that each phrase could go on in: exactly one makes a wrapped line.
    std::vector<Indices> above(phrases.size());
    std::vector<int> below(blocks.size(), 0);
    for (std::size_t p = 0; p < phrases.size(); ++p) {
      const RectPt& box = phrases[p].box;
      for (std::size_t i = 0; i < blocks.size(); ++i) {
        const double pitch = box.center_y() - last_line[i].center_y();
        const double em = std::max(bands[b].size_pt, blocks[i].size_pt);
        const double least = 0.5 * std::min(box.width(), last_line[i].width());
        if (pitch > kWrapPitchEm * em || OverlapX(box, last_line[i]) < least ||
            HasRulingBetween(rulings, last_line[i], box)) {
          continue;
        }
        above[p].push_back(i);
        ++below[i];
      }
    }
    std::vector<bool> is_headed(phrases.size());
    for (std::size_t p = 0; p < phrases.size(); ++p) {
      is_headed[p] = above[p].size() == 1 && IsHeadedLine(bands, b, phrases, p, above, blocks);
    }
    for (std::size_t p = 0; p < phrases.size(); ++p) {
      HeaderBlock line = BlockOf(bands[b], b, phrases[p]);
      if (above[p].size() == 1 && below[above[p].front()] == 1 && !is_headed[p]) {
        Append(blocks[above[p].front()], line);
        last_line[above[p].front()] = line.box;
      } else if (blocks.size() < kMaxBlocks) {
        last_line.push_back(line.box);
        blocks.push_back(std::move(line));
      }
    }
  }
  return blocks;
}

class HeaderTree {
 public:
  HeaderTree(std::vector<HeaderBlock>& blocks, std::span<const Ruling> rulings)
      : blocks_(blocks), rulings_(rulings) {}

  // Gives the blocks of `members` their parents.
  void Link(Indices members) {
    if (members.size() < 2) return;
    ByX(members);
    double top = std::numeric_limits<double>::infinity(), bottom = -top, em = 0.1;
    for (const std::size_t i : members) {
      top = std::min(top, blocks_[i].box.center_y());
      bottom = std::max(bottom, blocks_[i].box.center_y());
      em = std::max(em, blocks_[i].size_pt);
    }
    if (bottom - top < kOneLevelEm * em) return;
    Indices uppers, lowers, between;
    for (const std::size_t i : members) {
      if (blocks_[i].box.center_y() < top + kOneLevelEm * em) {
        uppers.push_back(i);
      } else {
        lowers.push_back(i);
      }
    }
    // Between two levels and with neither above nor below: a header of all rows.
    std::erase_if(lowers, [&](std::size_t i) {
      const double y = blocks_[i].box.center_y();
      if (y > bottom - kOneLevelEm * em) return false;
      // One that spans the lower rows only stands in the middle of those.
      if (std::abs(y - (top + bottom) / 2) > kMiddleEm * em) return false;
      const bool has_company = std::ranges::any_of(members, [&](std::size_t other) {
        return other != i && std::abs(blocks_[other].box.center_y() - y) >= kOneLevelEm * em &&
               OverlapX(blocks_[i].box, blocks_[other].box) > 0;
      });
      if (!has_company) between.push_back(i);
      return !has_company;
    });
    for (const Indices& group : Assign(uppers, lowers, between, em)) Link(group);
  }

 private:
  void ByX(Indices& indices) const {
    std::ranges::sort(indices, {}, [&](std::size_t i) { return blocks_[i].box.center_x(); });
  }

  // How badly `upper` fits over lowers [first, end): the distance of the middles in ems.
  [[nodiscard]] double Cost(std::size_t upper, const Indices& uppers, const Indices& lowers,
                            std::size_t first, std::size_t end, const Indices& between,
                            double em) const {
    const HeaderBlock& block = blocks_[upper];
    RectPt hull = blocks_[lowers[first]].box;
    double next_y = hull.center_y();  // of the nearest level below; rules farther down are its own
    for (std::size_t i = first + 1; i < end; ++i) {
      hull = Around(hull, blocks_[lowers[i]].box);
      next_y = std::min(next_y, blocks_[lowers[i]].box.center_y());
    }
    const auto is_inside = [&](std::size_t other) {
      const double x = blocks_[other].box.center_x();
      return other != upper && x > hull.x0 && x < hull.x1;
    };
    if (std::ranges::any_of(uppers, is_inside) || std::ranges::any_of(between, is_inside)) {
      return std::numeric_limits<double>::infinity();
    }
    double cost = std::abs(block.box.center_x() - hull.center_x()) / em;
    for (const Ruling& r : rulings_) {
      const bool is_below = r.position > block.box.center_y() && r.position < next_y &&
                            r.start < block.box.center_x() && r.end > block.box.center_x();
      // A rule under several headers, whose own rules touch, tells nothing of either.
      const auto headed = std::ranges::count_if(uppers, [&](std::size_t i) {
        return blocks_[i].box.center_x() > r.start && blocks_[i].box.center_x() < r.end;
      });
      if (!is_below || headed > 1) continue;
      const auto is_under = [&](std::size_t i) {
        const double x = blocks_[lowers[i]].box.center_x();
        return x > r.start && x < r.end;
      };
      bool fits = true;
      for (std::size_t i = 0; i < lowers.size(); ++i) {
        fits = fits && is_under(i) == (i >= first && i < end);
      }
      cost = fits ? 0 : cost + kAgainstRulingCost;
    }
    return cost;
  }

  // The best grouping of lowers under uppers, both left to right; sets parents and gives the
  // groups.
  std::vector<Indices> Assign(const Indices& uppers, const Indices& lowers, const Indices& between,
                              double em) {
    const std::size_t u_count = uppers.size(), l_count = lowers.size();
    struct Step {
      double cost = std::numeric_limits<double>::infinity();
      std::size_t from = 0;    // lowers before this step
      bool is_orphan = false;  // the step left one lower without parent
    };
    std::vector<std::vector<Step>> best(u_count + 1, std::vector<Step>(l_count + 1));
    best[0][0].cost = 0;
    for (std::size_t u = 0; u <= u_count; ++u) {
      for (std::size_t l = 0; l <= l_count; ++l) {
        const auto offer = [&](std::size_t from_u, std::size_t from_l, double cost, bool orphan) {
          const double total = best[from_u][from_l].cost + cost;
          if (total < best[u][l].cost) best[u][l] = {total, from_l, orphan};
        };
        if (u > 0) {
          offer(u - 1, l, kNoChildrenCost, false);
          for (std::size_t first = 0; first < l; ++first) {
            offer(u - 1, first, Cost(uppers[u - 1], uppers, lowers, first, l, between, em), false);
          }
        }
        if (l > 0) offer(u, l - 1, kNoParentCost, true);
      }
    }
    std::vector<Indices> groups;
    for (std::size_t u = u_count, l = l_count; u > 0 || l > 0;) {
      const Step& step = best[u][l];
      if (step.is_orphan) {
        l = step.from;
        continue;
      }
      Indices group;
      for (std::size_t i = step.from; i < l; ++i) {
        group.push_back(lowers[i]);
        blocks_[lowers[i]].parent = static_cast<int>(uppers[u - 1]);
      }
      if (!group.empty()) blocks_[uppers[u - 1]].is_leaf = false;
      groups.push_back(std::move(group));
      l = step.from;
      --u;
    }
    return groups;
  }

  std::vector<HeaderBlock>& blocks_;
  std::span<const Ruling> rulings_;
};

void NumberLeaves(Header& header) {
  std::vector<HeaderBlock>& blocks = header.blocks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].is_leaf) header.leaves.push_back(i);
    blocks[i].first_leaf = std::numeric_limits<int>::max();
    blocks[i].end_leaf = 0;
  }
  std::ranges::sort(header.leaves, {}, [&](std::size_t i) { return blocks[i].box.center_x(); });
  for (std::size_t n = 0; n < header.leaves.size(); ++n) {
    for (int i = static_cast<int>(header.leaves[n]); i >= 0;
         i = blocks[static_cast<std::size_t>(i)].parent) {
      HeaderBlock& block = blocks[static_cast<std::size_t>(i)];
      block.first_leaf = std::min(block.first_leaf, static_cast<int>(n));
      block.end_leaf = std::max(block.end_leaf, static_cast<int>(n) + 1);
    }
  }
}

// From the leaf up, top block first.
Indices ChainOf(const Header& header, std::size_t leaf) {
  Indices chain;
  for (int i = static_cast<int>(leaf); i >= 0;
       i = header.blocks[static_cast<std::size_t>(i)].parent) {
    chain.insert(chain.begin(), static_cast<std::size_t>(i));
  }
  return chain;
}

double MiddleBetween(const HeaderBlock& above, const HeaderBlock& below) {
  return (above.box.y1 + below.box.y0) / 2;
}

// The head has as many rows as the longest chain; shorter chains span rows.
void NumberRows(Header& header) {
  std::size_t depth = 1;
  for (const std::size_t leaf : header.leaves) {
    depth = std::max(depth, ChainOf(header, leaf).size());
  }
  std::vector<double> sums(depth - 1, 0);
  std::size_t full = 0;
  for (const std::size_t leaf : header.leaves) {
    const Indices chain = ChainOf(header, leaf);
    if (chain.size() != depth) continue;
    ++full;
    for (std::size_t i = 0; i + 1 < depth; ++i) {
      sums[i] += MiddleBetween(header.blocks[chain[i]], header.blocks[chain[i + 1]]);
    }
  }
  for (const double sum : sums) header.row_borders.push_back(sum / static_cast<double>(full));
  for (const std::size_t leaf : header.leaves) {
    const Indices chain = ChainOf(header, leaf);
    int row = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      HeaderBlock& block = header.blocks[chain[i]];
      block.first_row = row;
      // So many rows must stay for those below.
      const int rest = static_cast<int>(chain.size() - 1 - i);
      int end = header.rows();
      if (rest > 0) {
        const double y = MiddleBetween(block, header.blocks[chain[i + 1]]);
        end = row + 1;
        while (end < header.rows() - rest &&
               std::abs(header.row_borders[static_cast<std::size_t>(end)] - y) <
                   std::abs(header.row_borders[static_cast<std::size_t>(end) - 1] - y)) {
          ++end;
        }
      }
      block.end_row = row = end;
    }
  }
}

}  // namespace

Header HeaderOf(std::span<const Band> bands, std::span<const Ruling> rulings) {
  Header header;
  header.blocks = Blocks(bands, rulings);
  header.is_cut_off = header.blocks.size() >= kMaxBlocks;
  Indices all(header.blocks.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  HeaderTree(header.blocks, rulings).Link(std::move(all));
  NumberLeaves(header);
  NumberRows(header);
  return header;
}

}  // namespace gongwen
