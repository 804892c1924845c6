// What the filters of search look at, apart from the text: one line of each kind for a document.
#pragma once

#include <string>

#include "model/notice.h"

namespace gongwen {

// Names parted by line ends, each once, in order.
struct SearchFacets {
  std::string fund{};    // funds of tables and of the notice, titles of notice and allocations
  std::string region{};  // regions and their departments, recipients
  std::string agency{};  // issuing agencies
  std::string year{};    // of issue, of budgets, of tables
  std::string
      kind{};  // 通知, 批复 ... from the title; indicator, allocation where there are tables
  bool operator==(const SearchFacets&) const = default;
};
[[nodiscard]] SearchFacets FacetsOf(const Notice& notice);

}  // namespace gongwen
