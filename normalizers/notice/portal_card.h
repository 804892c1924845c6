// What a web site prints around a letter: its description of the notice (索引号, 发文字号, 成文日期
// ...), the way to the page (首页 > 政府信息公开) and lists of links.
#pragma once

#include <vector>

#include "model/notice.h"
#include "model/reading.h"

namespace gongwen {

struct PortalFields {
  SourcedText document_number{};  // as printed
  SourcedText title{};
  SourcedText issuer{};  // one agency or several, as printed
  SourcedText issue_date{};  // ISO; 成文日期, else 发文日期 with less confidence, never 发布日期
};

struct PortalReading {
  PortalFields fields{};
  std::vector<bool> is_furniture{};  // by block of the reading: no part of the letter
};

// Reads the blocks above the letter: label and value in cells side by side, in one line (索引号：
// 014000/1), in two (<dt>, <dd>), or in YAML; what <meta> and <title> say fills what is left. The
// labels are those of data/portal.tsv; two of them make a description. A document that has none
// gives nothing.  O(length of the head)
[[nodiscard]] PortalReading ReadPortal(const Reading& reading);

}  // namespace gongwen
