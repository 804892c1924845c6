#include "normalizers/hierarchy/knowledge.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "normalizers/data/embedded.h"
#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

std::vector<std::u32string> PhrasesFromText(std::string_view utf8) {
  constexpr std::size_t kShortest = 4;
  std::vector<std::u32string> phrases;
  for (std::size_t begin = 0; begin < utf8.size();) {
    const std::size_t end = std::min(utf8.find('\n', begin), utf8.size());
    const std::string_view line = TrimmedView(utf8.substr(begin, end - begin));
    begin = end + 1;
    std::u32string phrase = CodePoints(line);
    if (!line.starts_with('#') && phrase.size() >= kShortest) phrases.push_back(std::move(phrase));
  }
  return phrases;
}

}  // namespace

Result<std::shared_ptr<const Knowledge>> Knowledge::Load(const KnowledgeFiles& files) {
  Result<Taxonomy> taxonomy = Taxonomy::FromToml(kDefaultTaxonomy, "built-in taxonomy");
  if (!taxonomy) return tl::make_unexpected(taxonomy.error());
  for (const DataFile& file : files.taxonomies) {
    if (Result<void> extended = taxonomy->Extend(file.text, file.name); !extended) {
      return tl::make_unexpected(extended.error());
    }
  }
  Result<Lexicon> lexicon = Lexicon::FromToml(kDefaultLexicon, "built-in lexicon", *taxonomy);
  if (!lexicon) return tl::make_unexpected(lexicon.error());
  std::vector<DataFile> words = files.words;
  words.insert(words.begin(),
               files.base_words.value_or(DataFile{"built-in words", std::string(kDefaultWords)}));
  for (const DataFile& file : words) {
    if (Result<void> added = lexicon->AddWords(file.text, file.name, *taxonomy); !added) {
      return tl::make_unexpected(added.error());
    }
  }
  Result<LabelDrift> drift = files.drift
                                 ? LabelDrift::FromToml(files.drift->text, files.drift->name)
                                 : LabelDrift::FromToml(kDefaultDrift, "built-in drift");
  if (!drift) return tl::make_unexpected(drift.error());
  return std::shared_ptr<const Knowledge>(
      new Knowledge(std::move(*taxonomy), std::move(*lexicon), std::move(*drift),
                    Confusions::FromText(kDefaultConfusions), Gazetteer::FromText(kDefaultRegions),
                    PhrasesFromText(kDefaultPhrases)));
}

}  // namespace gongwen
