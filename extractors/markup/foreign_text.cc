// Tested by foreign_text_test.cc.
#include "extractors/markup/foreign_text.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLeastYamlLines = 4, kLeastSourceLines = 5;
constexpr std::size_t kMaxLineBytes = 2000;  // of which a line is told

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

bool OpensJson(std::string_view text) {
  // {"key":  [{"key":  [[{"key":  ["text",  {}  []  and lists of numbers
  static const RE2 kOpening(
      "(?:\\[\\s*)*\\{\\s*\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*:|"
      "(?:\\[\\s*)+\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*[,\\]]|"
      "(?:\\[\\s*)+-?[0-9.]+\\s*,\\s*-?[0-9.]+\\s*[,\\]]|\\{\\s*\\}\\s*$|\\[\\s*\\]\\s*$");
  re2::StringPiece rest = Piece(text);
  return RE2::Consume(&rest, kOpening);
}

bool IsOcrJson(std::string_view text) {
  constexpr std::array kKeys = {"\"bbox\""sv,       "\"text_level\""sv,      "\"page_idx\""sv,
                                "\"table_body\""sv, "\"img_path\""sv,        "\"pdf_info\""sv,
                                "\"rec_texts\""sv,  "\"parsing_res_list\""sv};
  return std::ranges::any_of(
      kKeys, [&](std::string_view key) { return text.find(key) != std::string_view::npos; });
}

bool OpensSource(std::string_view line) {
  static const RE2 kOpening(
      "#!/|#include\\s*[<\"]|<\\?php|package [A-Za-z_.]+;?$|import [A-Za-z_.{*]|"
      "from [A-Za-z_.]+ import |(?:const|let|var) [A-Za-z_$]+ =|\"use strict\"");
  re2::StringPiece rest = Piece(line);
  return RE2::Consume(&rest, kOpening);
}

bool IsStatement(std::string_view line) {
  static const RE2 kStatement(
      "[})\\]]*[;,]?|[\\x20-\\x7E]*[(={][\\x20-\\x7E]*[;{}]|(?://|\\*|/\\*).*");
  return RE2::FullMatch(Piece(line), kStatement);
}

}  // namespace

std::optional<ForeignText> FindForeignText(std::string_view utf8) {
  const std::string_view text = TrimAscii(utf8);
  if (OpensJson(text)) return IsOcrJson(text) ? ForeignText::kOcrJson : ForeignText::kJson;
  static const RE2 kKey(
      "(?:- )*(?:[A-Za-z_][A-Za-z0-9_./-]*|\"[^\"]*\"):(?: .*)?|- [\\x21-\\x7E]+|"
      "[A-Za-z_][A-Za-z0-9_.-]*\\s*=\\s*.*|\\[[A-Za-z0-9_.-]+\\]");
  std::size_t lines = 0, keys = 0, statements = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view whole = LineAt(text, at);
    at += whole.size() + 1;
    const std::string_view line = TrimAscii(whole).substr(0, kMaxLineBytes);
    if (line.empty() || line == "---") continue;
    if (lines == 0 && OpensSource(line)) return ForeignText::kSource;
    if (lines == 0 && line.front() == '<') return std::nullopt;
    ++lines;
    if (RE2::FullMatch(Piece(line), kKey)) ++keys;
    if (IsStatement(line)) ++statements;
  }
  if (lines >= kLeastYamlLines && keys * 5 >= lines * 4) return ForeignText::kYaml;
  if (lines >= kLeastSourceLines && statements * 2 >= lines) return ForeignText::kSource;
  return std::nullopt;
}

std::string Explain(ForeignText found) {
  switch (found) {
    case ForeignText::kJson:
      return "format unknown: JSON, which is no notice; import the document that it was made from";
    case ForeignText::kOcrJson:
      return "format unknown: JSON of an OCR tool; import the Markdown that the tool wrote beside "
             "it, or the document itself";
    case ForeignText::kYaml:
      return "format unknown: YAML or a list of settings, which is no notice; import the document "
             "itself";
    case ForeignText::kSource:
      break;
  }
  return "format unknown: source code, which is no notice; import the document itself";
}

}  // namespace gongwen
