// 主送机关, GB/T 9704-2012, 7.3.2: the names above the body, closed by a colon.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongwen {

struct AddresseeLine {
  std::vector<std::string> names{};  // as printed: 各县（市）财政局, 人力资源和社会保障局
  std::size_t end = 0;               // bytes of the line up to and with the colon
};

// Reads the names before the first colon of `line`, parted at 、 ， ； outside brackets. nullopt
// when there is no colon, or what stands before it is no list of agencies (现通知如下：).
[[nodiscard]] std::optional<AddresseeLine> ParseAddressees(std::string_view line);

}  // namespace gongwen
