// Any bytes through the readers of markup. Oracle: no crash; every grid tiles; the span of each
// table lies in the text; and where the text holds no markup but pipes and dashes, every character
// of it is in a cell or a paragraph, as often as it was written.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "extractors/markup/decode_text.h"
#include "extractors/markup/html_reader.h"
#include "extractors/markup/markdown_reader.h"
#include "extractors/markup/sniff_format.h"
#include "extractors/markup/text_reader.h"
#include "text/han.h"

namespace {

using Census = std::map<char32_t, std::size_t>;

// Counts what is neither blank nor one of `skipped`.
void Count(std::string_view text, std::string_view skipped, Census& census) {
  while (!text.empty()) {
    const std::string_view here = text;
    const char32_t c = gongwen::TakeCodePoint(text);
    if (gongwen::IsBlank(here.substr(0, here.size() - text.size()))) continue;
    if (c < 0x80 && skipped.find(static_cast<char>(c)) != std::string_view::npos) continue;
    const bool is_bar = (c >= 0x2500 && c <= 0x257F) || c == U'｜';
    if (is_bar && skipped.find('|') != std::string_view::npos) continue;
    ++census[c];
  }
}

Census CountBlocks(const gongwen::Reading& reading, std::string_view skipped) {
  Census census;
  for (const gongwen::Block& block : reading.blocks) {
    if (const auto* paragraph = std::get_if<gongwen::Paragraph>(&block)) {
      Count(paragraph->text, skipped, census);
      continue;
    }
    for (const gongwen::Cell& cell : std::get<gongwen::TableGrid>(block).cells) {
      Count(cell.text, skipped, census);
    }
  }
  return census;
}

void Require(bool condition) {
  if (!condition) std::abort();
}

void RequireTiling(const gongwen::Reading& reading) {
  for (const gongwen::Block& block : reading.blocks) {
    const auto* grid = std::get_if<gongwen::TableGrid>(&block);
    Require(grid == nullptr || gongwen::CheckTiling(*grid).has_value());
  }
}

void RequireCoverage(std::string_view text, const gongwen::Reading& reading,
                     std::string_view markup) {
  Census written;
  Count(text, markup, written);
  Require(written == CountBlocks(reading, markup));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)gongwen::SniffFormat(bytes);
  const auto text = gongwen::DecodeText(bytes);
  if (!text) return 0;
  if (const auto html = gongwen::ReadHtml(*text)) RequireTiling(*html);
  if (const auto plain = gongwen::ReadText(*text)) {
    RequireTiling(*plain);
    // What parts fields is no text: a comma, a semicolon, a bar; sep=; is a leftover.
    const bool has_other = text->find_first_of("\\$&#") != std::string::npos ||
                           text->find("sep=") != std::string::npos;
    if (!has_other) RequireCoverage(*text, *plain, "\",;|");
  }
  if (const auto markdown = gongwen::ReadMarkdown(*text)) {
    RequireTiling(markdown->reading);
    std::size_t tables = 0;
    for (const auto& block : markdown->reading.blocks) tables += block.index();
    Require(tables == markdown->table_spans.size());
    for (const auto& span : markdown->table_spans) {
      Require(span.begin < span.end && span.end <= text->size());
    }
    if (text->find_first_of("\\`<&*_~[]!$#>") == std::string::npos) {
      RequireCoverage(*text, markdown->reading, "|-:=+");
    }
  }
  return 0;
}
