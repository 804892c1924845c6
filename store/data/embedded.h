// The data files of store/, as the build put them into the program.
#pragma once

#include <string_view>

namespace gongwen {

extern const std::string_view kDefaultSimplified;  // simplified.tsv

}  // namespace gongwen
