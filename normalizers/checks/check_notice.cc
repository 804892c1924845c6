#include "normalizers/checks/check_notice.h"

#include <iterator>
#include <utility>

namespace gongwen {

std::vector<Check> CheckNotice(const Notice& notice, const Reading& reading) {
  std::vector<Check> checks = CheckSums(notice);
  for (std::vector<Check> part :
       {CheckLetter(notice, reading), CheckTargets(notice), CheckTables(notice, reading)}) {
    std::move(part.begin(), part.end(), std::back_inserter(checks));
  }
  return checks;
}

}  // namespace gongwen
