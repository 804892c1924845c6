#include "normalizers/hierarchy/knowledge.h"

#include "normalizers/data/embedded.h"

namespace gongwen {

Result<std::shared_ptr<const Knowledge>> Knowledge::Load(const KnowledgeFiles& files) {
  Result<Taxonomy> taxonomy = Taxonomy::FromToml(kDefaultTaxonomy, "built-in taxonomy");
  if (!taxonomy) return tl::make_unexpected(taxonomy.error());
  for (const DataFile& file : files.taxonomies) {
    if (Result<void> extended = taxonomy->Extend(file.toml, file.name); !extended) {
      return tl::make_unexpected(extended.error());
    }
  }
  Result<Lexicon> lexicon =
      files.base_lexicon
          ? Lexicon::FromToml(files.base_lexicon->toml, files.base_lexicon->name, *taxonomy)
          : Lexicon::FromToml(kDefaultLexicon, "built-in lexicon", *taxonomy);
  if (!lexicon) return tl::make_unexpected(lexicon.error());
  for (const DataFile& file : files.lexicons) {
    if (Result<void> extended = lexicon->Extend(file.toml, file.name, *taxonomy); !extended) {
      return tl::make_unexpected(extended.error());
    }
  }
  Result<LabelDrift> drift = files.drift
                                 ? LabelDrift::FromToml(files.drift->toml, files.drift->name)
                                 : LabelDrift::FromToml(kDefaultDrift, "built-in drift");
  if (!drift) return tl::make_unexpected(drift.error());
  return std::shared_ptr<const Knowledge>(
      new Knowledge(std::move(*taxonomy), std::move(*lexicon), std::move(*drift)));
}

}  // namespace gongwen
