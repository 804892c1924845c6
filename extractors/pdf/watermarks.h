// 水印: text laid over or under a page that is no part of it.
#pragma once

#include <string>
#include <vector>

#include "model/page.h"
#include "model/reading.h"

namespace gongwen {

// Tells the watermarks of one document, page by page. Text is one when it is
//   slanted      its line runs at no quarter turn
//   pale, and    lies over other text or rulings, or is large, and
//                is said again: on this page, on the page before or after at the same place, or
//                stands over other text in letters larger than the page's
// Pale text that lies over other text and is none of this makes both doubtful.
class WatermarkFinder {
 public:
  // Takes the watermarks out of `page`: one leftover for each piece.
  //   next   the page after it, where there is one and it was asked for
  [[nodiscard]] std::vector<Leftover> Take(PageContent& page, const PageContent* next);

  // Whether Take would decide better with the next page in view.
  [[nodiscard]] bool WantsNext(const PageContent& page) const;

 private:
  // What is laid on a page at one place.
  struct Mark {
    std::string text{};
    RectPt box{};
    double size_pt = 0;
  };
  static std::vector<Mark> PaleMarks(const PageContent& page);
  static bool IsAmong(const std::vector<Mark>& marks, const Mark& mark, int more_than);
  static bool IsAt(const std::vector<Mark>& marks, const Mark& mark);
  [[nodiscard]] bool IsKnown(const Mark& mark) const;

  std::vector<Mark> before_{};  // the pale texts of the page before
  std::vector<Mark> known_{};   // watermarks of the document
};

// Takes the glyphs that nobody can see out of `page`: one leftover for each line.
[[nodiscard]] std::vector<Leftover> TakeHiddenText(PageContent& page);

}  // namespace gongwen
