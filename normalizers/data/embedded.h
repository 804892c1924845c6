// The data files of this folder as they were when the program was built.
#pragma once

#include <string_view>

namespace gongwen {

extern const std::string_view kDefaultTaxonomy;    // taxonomy.toml
extern const std::string_view kDefaultLexicon;     // lexicon.toml
extern const std::string_view kDefaultDrift;       // drift.toml
extern const std::string_view kDefaultWords;       // words.tsv
extern const std::string_view kDefaultConfusions;  // confusions.txt
extern const std::string_view kDefaultRegions;     // regions.tsv
extern const std::string_view kDefaultPhrases;    // phrases.txt
extern const std::string_view kDefaultPortal;      // portal.tsv

}  // namespace gongwen
