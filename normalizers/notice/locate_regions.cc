// Tested by tests/normalizers/locate_regions_test.cc.
#include "normalizers/notice/locate_regions.h"

#include <algorithm>
#include <cstddef>
#include <string>

namespace gongwen {
namespace {

// The area that the notice speaks of: of a county's own notice the prefecture around it.
std::string AreaOf(const Notice& notice, const Gazetteer& gazetteer) {
  constexpr std::size_t kPrefecture = 4;
  for (const SourcedText& agency : notice.issuing_agencies) {
    if (const auto code = gazetteer.Locate(agency.value)) return code->substr(0, kPrefecture);
  }
  return {};
}

}  // namespace

void LocateRegions(Notice& notice, const Gazetteer& gazetteer) {
  const std::string area = AreaOf(notice, gazetteer);
  for (AllocationTable& table : notice.allocation_tables) {
    for (AllocationEntry& entry : table.entries) {
      if (!entry.is_total) {
        entry.recipient_code = gazetteer.Locate(entry.recipient, area).value_or("");
      }
    }
  }
  for (IndicatorTable& table : notice.indicator_tables) {
    if (!table.region.empty()) {
      table.region_code = gazetteer.Locate(table.region, area).value_or("");
    }
  }
}

}  // namespace gongwen
