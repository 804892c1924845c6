#include "extractors/markup/html_names.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxEntityName = 10;  // "&thetasym;" is the longest of HTML 4

constexpr std::size_t kMaxEscapes = 4;  // &amp;amp;ge; was escaped three times

constexpr std::array kBlockElements = std::to_array<std::string_view>(
    {"address", "article",  "aside",  "blockquote", "body",  "br",    "caption",  "center",
     "col",     "colgroup", "dd",     "div",        "dl",    "dt",    "fieldset", "figcaption",
     "figure",  "footer",   "form",   "h1",         "h2",    "h3",    "h4",       "h5",
     "h6",      "head",     "header", "hr",         "html",  "li",    "main",     "nav",
     "ol",      "p",        "pre",    "section",    "table", "tbody", "td",       "tfoot",
     "th",      "thead",    "title",  "tr",         "ul"});
static_assert(std::ranges::is_sorted(kBlockElements));

struct NamedCharacter {
  std::string_view name;
  unsigned code_point;
};

// libxml2 looks names up one by one; a sorted copy of its table is 30 times faster.
std::vector<NamedCharacter> SortedEntities() {
  constexpr unsigned kLastNamed = 0x2666;  // diams
  std::vector<NamedCharacter> entities;
  for (unsigned c = 0; c <= kLastNamed; ++c) {
    const htmlEntityDesc* entity = htmlEntityValueLookup(c);
    if (entity != nullptr) entities.push_back({entity->name, c});
  }
  std::ranges::sort(entities, {}, &NamedCharacter::name);
  return entities;
}

std::size_t DecodeNamed(std::string_view name, std::string& out, ReadOtherwise* read_otherwise) {
  static const std::vector<NamedCharacter> kEntities = SortedEntities();
  const auto found = std::ranges::lower_bound(kEntities, name, {}, &NamedCharacter::name);
  if (found == kEntities.end() || found->name != name) return 0;
  AppendReadable(out, found->code_point, read_otherwise);
  return name.size() + 2;
}

std::size_t DecodeOnce(std::string_view text, std::string& out, ReadOtherwise* read_otherwise) {
  const std::size_t end = text.substr(0, kMaxEntityName + 2).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(1, end - 1);
  if (name.front() != '#') return DecodeNamed(name, out, read_otherwise);
  const bool is_hex = name.size() > 2 && AsciiLower(name[1]) == 'x';
  const char* first = name.data() + (is_hex ? 2 : 1);
  const char* last = name.data() + name.size();
  unsigned value = 0;
  const auto [stopped, error] = std::from_chars(first, last, value, is_hex ? 16 : 10);
  if (error != std::errc{} || stopped != last) return 0;
  if (value >= 0x20 || value == '\n') AppendReadable(out, value, read_otherwise);
  return end + 1;
}

}  // namespace

bool IsBlockElement(std::string_view name) {
  return std::ranges::binary_search(kBlockElements, name);
}

std::size_t DecodeEntity(std::string_view text, std::string& out, ReadOtherwise* read_otherwise) {
  // Of &amp;ge; the escaped & and what follows it make an entity again.
  constexpr auto kEscaped = "amp;"sv;
  std::size_t at = 1;
  for (std::size_t n = 0; n < kMaxEscapes && text.substr(at).starts_with(kEscaped); ++n) {
    at += kEscaped.size();
  }
  if (at == 1) return DecodeOnce(text, out, read_otherwise);
  const std::string inner = "&" + std::string(text.substr(at, kMaxEntityName + 2));
  const std::size_t length = DecodeOnce(inner, out, read_otherwise);
  if (length == 0) out.push_back('&');
  return at + (length == 0 ? 0 : length - 1);
}

std::string EntitiesAsText(std::string_view text, ReadOtherwise* read_otherwise) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t next = std::min(text.find('&', at), text.size());
    out.append(text.substr(at, next - at));
    at = next;
    if (at == text.size()) break;
    const std::size_t length = DecodeEntity(text.substr(at), out, read_otherwise);
    if (length == 0) out.push_back('&');
    at += std::max<std::size_t>(length, 1);
  }
  return out;
}

}  // namespace gongwen
