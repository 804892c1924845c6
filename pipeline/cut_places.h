// Pictures of places in a document: what stands on the page where a value was read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/geometry.h"
#include "model/reading.h"

namespace gongwen {

struct PagePlace {
  int page_no = 0;  // 1-based
  RectPt box{};     // page points, as in the reading
};

// A PNG for each place, empty where there is none: a page that cannot be drawn, a box beyond it.
//   bytes    of the document; `reading` is its own
//   errors   those of opening the document; the reading has no pages
//   cost     a page is drawn once: 0.1 to 1 s
[[nodiscard]] Result<std::vector<std::string>> CutPlaces(std::string_view bytes,
                                                         const Reading& reading,
                                                         const std::vector<PagePlace>& places);

// The same in a process of its own under the limits of sandbox.h, since the bytes may be hostile.
// For programs without other threads.
//   errors   besides: stage "worker", when it was lost or made no progress for `stall_ms`
[[nodiscard]] Result<std::vector<std::string>> CutPlacesIsolated(
    std::string_view bytes, const Reading& reading, const std::vector<PagePlace>& places,
    int stall_ms = 60'000);

}  // namespace gongwen
