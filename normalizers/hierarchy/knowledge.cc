#include "normalizers/hierarchy/knowledge.h"

#include "normalizers/data/embedded.h"

namespace gongwen {

Result<std::shared_ptr<const Knowledge>> Knowledge::Load(const std::vector<DataFile>& taxonomies) {
  Result<Taxonomy> taxonomy = Taxonomy::FromToml(kDefaultTaxonomy, "built-in taxonomy");
  if (!taxonomy) return tl::make_unexpected(taxonomy.error());
  for (const DataFile& file : taxonomies) {
    if (Result<void> extended = taxonomy->Extend(file.toml, file.name); !extended) {
      return tl::make_unexpected(extended.error());
    }
  }
  Result<Lexicon> lexicon = Lexicon::FromToml(kDefaultLexicon, "built-in lexicon", *taxonomy);
  if (!lexicon) return tl::make_unexpected(lexicon.error());
  return std::shared_ptr<const Knowledge>(new Knowledge(std::move(*taxonomy), std::move(*lexicon)));
}

}  // namespace gongwen
