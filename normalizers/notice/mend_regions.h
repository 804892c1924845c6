// Regions that an engine misread, mended by the rest of the notice and the gazetteer.
#pragma once

#include "model/notice.h"
#include "normalizers/notice/gazetteer.h"

namespace gongwen {

// A notice names its regions several times: in the letter, in the allocation table, over each
// target table. A region of an indicator table that OCR read (now, or before: of a noisy document,
// see checks/misreading.h), stands hardly anywhere else in it, and differs in one character from
// one that does, is taken for that one. So is one that the gazetteer does not know and whose only
// neighbour there it is, where the reading was unsure (under 0.75) or the document is noisy.
// Region, departments and a row in notice.repairs are changed together.
//   cost  O(tables * names)
void MendRegions(Notice& notice, const Gazetteer& gazetteer, bool is_noisy = false);

}  // namespace gongwen
