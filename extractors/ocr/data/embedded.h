// The judge's table, as it is in this folder: built into the program.
#pragma once

#include <string_view>

namespace gongwen {

extern const std::string_view kDefaultJudge;  // judge.tsv

}  // namespace gongwen
