#include "extractors/text/reading_order.h"

#include <algorithm>

namespace gongwen {
namespace {

constexpr double kSameRow = 0.5;  // of the smaller size

}  // namespace

std::vector<std::size_t> ReadingOrder(std::span<const RowKey> keys) {
  std::vector<std::size_t> order(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return keys[i].y; });
  for (auto first = order.begin(); first != order.end();) {
    const RowKey& top = keys[*first];
    const auto last = std::find_if(first + 1, order.end(), [&](std::size_t i) {
      return keys[i].y - top.y > kSameRow * std::min(keys[i].size_pt, top.size_pt);
    });
    std::ranges::stable_sort(first, last, {}, [&](std::size_t i) { return keys[i].x; });
    first = last;
  }
  return order;
}

}  // namespace gongwen
