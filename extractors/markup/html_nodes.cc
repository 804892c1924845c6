#include "extractors/markup/html_nodes.h"

#include <libxml/tree.h>

#include <algorithm>
#include <array>

#include "extractors/markup/ascii_text.h"

namespace gongwen {
namespace {

using namespace std::string_view_literals;

constexpr std::array kIgnoredElements = {"noscript"sv, "script"sv, "style"sv, "template"sv};
constexpr std::array kRowGroups = {"tbody"sv, "tfoot"sv, "thead"sv};

}  // namespace

std::string_view ViewXml(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string_view NodeName(const xmlNode* node) { return ViewXml(node->name); }

bool IsElementNode(const xmlNode* node) { return node->type == XML_ELEMENT_NODE; }

bool IsElementNode(const xmlNode* node, std::string_view name) {
  return IsElementNode(node) && NodeName(node) == name;
}

bool IsTextNode(const xmlNode* node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

bool IsIgnoredNode(const xmlNode* node) {
  return node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE ||
         (IsElementNode(node) && std::ranges::binary_search(kIgnoredElements, NodeName(node)));
}

bool IsTableCell(const xmlNode* node) {
  return IsElementNode(node, "td") || IsElementNode(node, "th");
}

bool IsRowGroup(const xmlNode* node) {
  return IsElementNode(node) && std::ranges::binary_search(kRowGroups, NodeName(node));
}

std::string NodeAttribute(const xmlNode* node, const char* name) {
  const xmlAttr* attribute = xmlHasProp(node, reinterpret_cast<const xmlChar*>(name));
  if (attribute == nullptr || attribute->children == nullptr) return {};
  return std::string(ViewXml(attribute->children->content));
}

bool IsHiddenNode(const xmlNode* node) {
  // A whole page that hides itself waits for its script to show it.
  const bool is_page = IsElementNode(node, "body") || IsElementNode(node, "html");
  if (!IsElementNode(node) || node->properties == nullptr || is_page) return false;
  std::string style = NodeAttribute(node, "style");
  std::erase_if(style, [](char c) { return IsAsciiBlank(c); });
  std::ranges::transform(style, style.begin(), AsciiLower);
  return style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos ||
         style.find("mso-hide:all") != std::string::npos ||
         xmlHasProp(node, reinterpret_cast<const xmlChar*>("hidden")) != nullptr;
}

}  // namespace gongwen
