// Any bytes as a query, and as a text that is searched. Oracle: no crash; a query is refused only
// for what it lacks or has too much of, never for its form or by the index; a document is found by
// any word that stands in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "store/archive.h"
#include "store/search_words.h"
#include "store/sha256.h"

namespace {

void Require(bool condition) {
  if (!condition) std::abort();
}

gongwen::Archive MakeArchive() {
  gongwen::Archive archive =
      std::move(*gongwen::Archive::Open(":memory:", gongwen::OpenMode::kReadWrite));
  for (const char* text : {"关于拨付就业补助资金的通知", "高校毕业生创业 2023年 100万元"}) {
    gongwen::DocumentRecord record{.source_path = text, .sha256 = gongwen::Sha256Hex(text)};
    record.notice.title.value = text;
    record.reading.blocks = {gongwen::Paragraph{.text = text}};
    Require(archive.Put(record).has_value());
  }
  return archive;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const gongwen::Archive archive = MakeArchive();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto answer = archive.Search({.words = std::string(bytes)});
  Require(answer || answer.error().code == gongwen::ErrorCode::kInvalidArgument);

  // A word cut out of a text is found in it.
  const gongwen::SearchWord word = gongwen::MakeSearchWord(bytes.substr(0, bytes.find('\n')));
  if (word.tokens.empty()) return 0;
  const std::string text = "前" + word.text + "。" + std::string(bytes);
  // Letters and marks at its ends may join what stands beside it; between line ends nothing does.
  Require(gongwen::CountWord("\n" + word.text + "\n", word) > 0);
  const auto places = gongwen::FindWord(gongwen::TokensOf(text), word);
  Require(static_cast<int>(places.size()) == gongwen::CountWord(text, word));
  for (const gongwen::WordPlace& place : places) {
    Require(place.begin < place.end && place.end <= text.size());
  }
  return 0;
}
