// What a node of libxml2's tree is, asked without casts.
#pragma once

#include <string>
#include <string_view>

struct _xmlNode;  // of libxml2

namespace gongwen {

[[nodiscard]] std::string_view ViewXml(const unsigned char* text);
[[nodiscard]] std::string_view NodeName(const _xmlNode* node);
[[nodiscard]] bool IsElementNode(const _xmlNode* node);
[[nodiscard]] bool IsElementNode(const _xmlNode* node, std::string_view name);
[[nodiscard]] bool IsTextNode(const _xmlNode* node);

// Comments, processing instructions, scripts and styles: nothing of it is displayed.
[[nodiscard]] bool IsIgnoredNode(const _xmlNode* node);

[[nodiscard]] bool IsTableCell(const _xmlNode* node);  // td, th
[[nodiscard]] bool IsRowGroup(const _xmlNode* node);   // tbody, tfoot, thead

// The value of an attribute; empty where there is none.
[[nodiscard]] std::string NodeAttribute(const _xmlNode* node, const char* name);

// Its style or attribute says that it is not displayed, as Excel writes hidden rows.
[[nodiscard]] bool IsHiddenNode(const _xmlNode* node);

}  // namespace gongwen
