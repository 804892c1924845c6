// Seals in scans that kept no colour.
#pragma once

#include <vector>

#include "extractors/image/pix.h"

namespace gongwen {

// Finds round seals by their ring and lightens their ink; text under it stays, because ink on ink
// is darker than either.
//   gray     8 bit, paper about 250; changed in place
//   returns  the boxes of the seals
//   A seal is a closed ring of 25-62 mm with strokes of at least 0.4 mm and free paper around most
//   of it.  cost  about 30 ms a page
std::vector<RectPx> RemoveGraySeals(::Pix* gray, double dpi);

}  // namespace gongwen
