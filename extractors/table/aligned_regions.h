// Where on a page text may stand in columns without vertical rulings.
#pragma once

#include <span>
#include <vector>

#include "extractors/table/text_bands.h"
#include "model/page.h"

namespace gongwen {

// A candidate for a table. Whether it is one shows when its columns are known.
struct AlignedRegion {
  RectPt box{};
  std::vector<double> rulings_y{};   // rulings across all of it, ascending, top and bottom included
  std::vector<Ruling> rulings{};     // rulings over a part of it
  std::vector<Band> head{}, body{};  // the bands above and below the end of the column header
  [[nodiscard]] bool is_ruled() const { return !rulings_y.empty(); }
};

// Regions between horizontal rulings of one extent, the widest first; they may lie in each other.
// The header ends at the second ruling; where there are only two, where numbers begin.
//   bands  of the page outside ruled tables
[[nodiscard]] std::vector<AlignedRegion> RuledRegions(std::span<const Ruling> rulings,
                                                      std::span<const Band> bands);

// Runs of bands of several phrases each, parted by wide blanks. The header ends at a rule across
// most of the run, else where numbers begin; without numbers it is the first band.
[[nodiscard]] std::vector<AlignedRegion> PlainRegions(std::span<const Ruling> rulings,
                                                      std::span<const Band> bands);

// Takes the words whose middle lies in `box` out of `bands`.
void TakeWords(std::vector<Band>& bands, const RectPt& box);

}  // namespace gongwen
