// Text files that are no documents: JSON, YAML, source code. Read as prose, their keys and braces
// would become titles and paragraphs of a notice that nobody wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongwen {

enum class ForeignText : std::uint8_t {
  kJson,
  kOcrJson,  // what an OCR tool wrote beside its Markdown: MinerU's content_list.json and others
  kYaml,
  kSource,
};

// What `utf8`, a whole file or its beginning, is instead of a document; nullopt for documents.
//   JSON    opens with an object and its first key, or with a list of such or of strings
//   YAML    four lines and more, of which four in five are `key: value`, `key = value` or
//           a [section] with a key of ASCII
//   source  a first line that only programs have, or half of five and more lines end as statements
// Pure; O(n).
[[nodiscard]] std::optional<ForeignText> FindForeignText(std::string_view utf8);

// What was found and what the user can do, for an error.
[[nodiscard]] std::string Explain(ForeignText found);

}  // namespace gongwen
