// Pieces at one height -> lines. Internal to rulings_from_image; horizontal, in pixels.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "extractors/image/ruling_pieces.h"

namespace gongwen {

// Pieces that follow each other at one height.
class RulingChain {
 public:
  void Add(const RulingPiece& piece);

  [[nodiscard]] const std::vector<RulingPiece>& pieces() const { return pieces_; }  // by x
  [[nodiscard]] double ink() const { return ink_; }
  [[nodiscard]] double longest() const { return longest_; }
  [[nodiscard]] int start() const { return start_; }
  [[nodiscard]] int end() const { return end_; }
  [[nodiscard]] double middle() const { return weighted_middle_ / ink_; }
  // Known as a ruling by its crossings only.
  [[nodiscard]] bool is_weak() const { return is_weak_; }
  void set_weak(bool is_weak = true) { is_weak_ = is_weak; }
  // Height where the chain passes x: that of the nearest piece.
  [[nodiscard]] double MiddleAt(double x) const;

 private:
  std::vector<RulingPiece> pieces_;
  double ink_ = 0, longest_ = 0, weighted_middle_ = 0;
  int start_ = 0, end_ = 0;
  bool is_weak_ = false;
};

// A line of the other direction, in the coordinates of the chains: it stands at x = `position` and
// reaches from y = `from` to `to`.
struct RulingFrame {
  double position = 0, from = 0, to = 0;
};
[[nodiscard]] std::vector<RulingFrame> FramesOf(std::span<const RulingChain> chains);

// Chains that are rulings by their own strength; their pieces are marked as taken.
[[nodiscard]] std::vector<RulingChain> FindStrongChains(std::vector<RulingPiece>& pieces,
                                                        const RulingScale& scale);

// Chains too short or too broken for that, which touch at least two lines of the other direction:
// the sides of a low table, a column border of which little is left.
[[nodiscard]] std::vector<RulingChain> FindFramedChains(std::vector<RulingPiece>& pieces,
                                                        std::span<const RulingFrame> frames,
                                                        const RulingScale& scale);

// Joins chains at one height that a wide gap has kept apart: parts of one column border.
[[nodiscard]] std::vector<RulingChain> MergeChains(std::vector<RulingChain> chains,
                                                   const RulingScale& scale);

// Adds pieces that lie on a chain but have text close by: between its ends, and outward as far as
// the outermost of the `frames` that stand across its height.
void AbsorbPieces(std::vector<RulingPiece>& pieces, std::span<const RulingFrame> frames,
                  const RulingScale& scale, std::vector<RulingChain>& chains);

}  // namespace gongwen
