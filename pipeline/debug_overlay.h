// Pictures of the pages with what was found on them: rulings red, words green, cells blue.
#pragma once

#include <string>
#include <string_view>

#include "model/error.h"
#include "model/reading.h"

namespace gongwen {

// Writes page-0001.png, page-0002.png, ... into `folder`, which is made when it is not there. A
// page that cannot be drawn is left out.
//   bytes    the document that `reading` was read from
//   returns  how many pictures were written; 0 for text formats, which have no pages
//   errors   those of opening the document; kUnreadable: the folder cannot be written
//   cost     0.2 s a page
[[nodiscard]] Result<int> WriteDebugOverlays(std::string_view bytes, const Reading& reading,
                                             const std::string& folder);

}  // namespace gongwen
