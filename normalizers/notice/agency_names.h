// Names of agencies (发文机关, GB/T 9704-2012, 7.2.4 and 7.3.5) put together from printed pieces.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "model/notice.h"

namespace gongwen {

// True when `name` (no blanks) has the form of one agency's name: 3 to 30 Han characters, closing
// with 局, 厅, 部, 委员会, 政府 and the like, not 各… or 有关….
[[nodiscard]] bool IsAgencyName(std::string_view name);

// The agencies that `pieces` name, in order, each once. A piece is a printed line or a part of
// one. Pieces that are no whole name are joined to the next (昌吉回族自治州人力资源和社会保障 +
// 局); 文件 between and behind them is dropped; two names in one piece are parted, at blanks or
// where the second begins like the first. The provenance is that of the first piece, with the
// lowest confidence of its pieces.
[[nodiscard]] std::vector<SourcedText> AgencyNames(std::span<const SourcedText> pieces);

}  // namespace gongwen
