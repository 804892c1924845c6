// The tables of the border, as they are in this folder: built into the program.
#pragma once

#include <string_view>

namespace gongwen {

extern const std::string_view kDefaultBigrams;     // bigrams.tsv
extern const std::string_view kDefaultForms;       // forms.tsv
extern const std::string_view kDefaultIdeographs;  // ideographs.tsv
extern const std::string_view kDefaultVendors;     // vendors.tsv

}  // namespace gongwen
