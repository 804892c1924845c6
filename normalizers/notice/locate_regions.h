// Recipients and regions as places of the gazetteer.
#pragma once

#include "model/notice.h"
#include "normalizers/notice/gazetteer.h"

namespace gongwen {

// Fills recipient_code and region_code. Places are looked for in the area of the issuing agency,
// its province or prefecture; a name that is there twice, or not at all, gets no code, and neither
// does a total. Where no agency names a known area, a name counts that the whole country has once.
//   cost  O(entries + tables)
void LocateRegions(Notice& notice, const Gazetteer& gazetteer);

}  // namespace gongwen
