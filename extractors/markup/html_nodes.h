// What a node of libxml2's tree is, asked without casts.
#pragma once

#include <libxml/tree.h>

#include <string>
#include <string_view>

namespace gongwen {

[[nodiscard]] std::string_view ViewXml(const xmlChar* text);
[[nodiscard]] std::string_view NodeName(const xmlNode* node);
[[nodiscard]] bool IsElementNode(const xmlNode* node);
[[nodiscard]] bool IsElementNode(const xmlNode* node, std::string_view name);
[[nodiscard]] bool IsTextNode(const xmlNode* node);

// Comments, processing instructions, scripts and styles: nothing of it is displayed.
[[nodiscard]] bool IsIgnoredNode(const xmlNode* node);

[[nodiscard]] bool IsTableCell(const xmlNode* node);  // td, th
[[nodiscard]] bool IsRowGroup(const xmlNode* node);   // tbody, tfoot, thead

// The value of an attribute; empty where there is none.
[[nodiscard]] std::string NodeAttribute(const xmlNode* node, const char* name);

// Its style or attribute says that it is not displayed, as Excel writes hidden rows.
[[nodiscard]] bool IsHiddenNode(const xmlNode* node);

}  // namespace gongwen
