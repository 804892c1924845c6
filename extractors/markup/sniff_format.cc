#include "extractors/markup/sniff_format.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "extractors/markup/ascii_text.h"
#include "extractors/markup/decode_text.h"
#include "extractors/markup/drawn_table.h"
#include "extractors/markup/foreign_text.h"
#include "extractors/markup/pipe_row.h"
#include "extractors/markup/ruled_columns.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPdfHeaderWindow = 1024;  // ISO 32000-1, Annex H, implementation note 13

struct Magic {
  std::string_view bytes;
  InputFormat format;
};
constexpr std::array kMagics = std::to_array<Magic>({
    {"\x89PNG\r\n\x1A\n"sv, InputFormat::kPng},
    {"\xFF\xD8\xFF"sv, InputFormat::kJpeg},
    {"II*\0"sv, InputFormat::kTiff},
    {"MM\0*"sv, InputFormat::kTiff},
    {"II+\0"sv, InputFormat::kTiff},  // BigTIFF
    {"MM\0+"sv, InputFormat::kTiff},
});

// Elements with which a whole page opens, and those with which a fragment of one may.
constexpr std::array kPageOpenings = {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv,
                                      "<meta"sv};
constexpr std::array kFragmentOpenings = {"<table"sv, "<div"sv, "<p"sv,  "<h1"sv,
                                          "<h2"sv,    "<h3"sv,  "<ul"sv, "<center"sv};

// Steps over blanks, comments and an XML declaration at the beginning.
std::string_view SkipPreamble(std::string_view text) {
  for (;;) {
    text = TrimAscii(text);
    const std::string_view close = text.starts_with("<!--")    ? "-->"sv
                                   : text.starts_with("<?xml") ? "?>"sv
                                                               : ""sv;
    const std::size_t end = close.empty() ? std::string_view::npos : text.find(close);
    if (end == std::string_view::npos) return text;
    text.remove_prefix(end + close.size());
  }
}

bool IsHeading(std::string_view line) {
  const std::size_t level = line.find_first_not_of('#');
  return level != std::string_view::npos && level >= 1 && level <= 6 && line[level] == ' ';
}

// [2023] with backslashes: brackets that a writer of Markdown protected, so that they make no link.
bool HasEscapedBracket(std::string_view line) {
  const std::size_t open = line.find("\\[");
  return open != std::string_view::npos && line.find("\\]", open) != std::string_view::npos;
}

bool HasBoldOrLink(std::string_view line) {
  const std::size_t bold = line.find("**");
  if (bold != std::string_view::npos) {
    const std::size_t close = line.find("**", bold + 2);
    if (close != std::string_view::npos && close > bold + 2) return true;
  }
  const std::size_t link = line.find("](");
  return link != std::string_view::npos && line.find('[') < link &&
         line.find(')', link) != std::string_view::npos;
}

// Texts with a tab or two blanks between them.
bool HasGap(std::string_view line) {
  return line.find('\t') != std::string_view::npos || line.find("  ") != std::string_view::npos;
}

// Rows of pipes without a delimiter row. Where most have no pipe at their ends, they are the
// records of a CSV, of which the first or last field is blank now and then.
bool HasMarkdown(std::string_view text) {
  bool was_row = false, has_rows = false, has_heading = false;
  std::size_t framed = 0, bare = 0;
  std::size_t parted = 0, most_parted = 0;  // lines in a row with fields parted by tabs or blanks
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = TrimAscii(LineAt(text, at));
    at += LineAt(text, at).size() + 1;
    parted = HasGap(line) ? parted + 1 : 0;
    most_parted = std::max(most_parted, parted);
    has_heading = has_heading || IsHeading(line);
    if (line.starts_with("```") || HasBoldOrLink(line) || HasEscapedBracket(line) ||
        IsDrawnBorder(line) || IsGroupsOfDashes(line)) {
      return true;
    }
    if (!HasBar(line)) {
      was_row = false;
      continue;
    }
    const PipeRow row = SplitPipeRow(line);
    if (row.pipes > 0 && line.find('-') != std::string_view::npos && IsDelimiterRow(row)) {
      return true;
    }
    const bool is_row = LooksLikePipeRow(row);
    has_rows = has_rows || (is_row && was_row);
    was_row = is_row;
    ++(is_row ? framed : bare);
  }
  // A heading alone makes no Markdown of a text whose tables are parted by tabs or blanks.
  constexpr std::size_t kTable = 3;
  return (has_heading && most_parted < kTable) || (has_rows && framed >= bare);
}

bool HasHtmlTable(std::string_view text) {
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at + 1)) {
    if (StartsWithTag(text.substr(at), "<table")) return true;
  }
  return false;
}

InputFormat SniffText(std::string_view text) {
  if (FindForeignText(text)) return InputFormat::kUnknown;
  const std::string_view body = SkipPreamble(text);
  const auto opens = [&](std::string_view tag) { return StartsWithTag(body, tag); };
  if (std::ranges::any_of(kPageOpenings, opens)) return InputFormat::kHtml;
  if (HasMarkdown(text)) return InputFormat::kMarkdown;
  if (std::ranges::any_of(kFragmentOpenings, opens)) return InputFormat::kHtml;
  return HasHtmlTable(text) ? InputFormat::kMarkdown : InputFormat::kText;
}

}  // namespace

InputFormat SniffFormat(std::string_view bytes) {
  for (const Magic& magic : kMagics) {
    if (bytes.starts_with(magic.bytes)) return magic.format;
  }
  if (bytes.substr(0, kPdfHeaderWindow).find("%PDF-") != std::string_view::npos) {
    return InputFormat::kPdf;
  }
  const Result<std::string> text = DecodeText(bytes.substr(0, kSniffWindowBytes));
  return text ? SniffText(*text) : InputFormat::kUnknown;
}

}  // namespace gongwen
