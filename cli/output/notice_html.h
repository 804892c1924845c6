// One notice as one self-contained HTML file: tables as trees, repairs marked, and beside each
// value what stands on the page.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/cut_places.h"
#include "store/document_record.h"

namespace gongwen {

// The places of all values that the file shows, in the order in which WriteNoticeHtml asks for
// them: indicator values table by table, then amounts.
[[nodiscard]] std::vector<PagePlace> PlacesOf(const StoredDocument& document);

// `pictures` are PNGs for PlacesOf, or empty: then there are none, and `no_pictures` says why.
// No scripts and no links to elsewhere; every text of the document is escaped.
[[nodiscard]] std::string WriteNoticeHtml(const StoredDocument& document,
                                          const std::vector<std::string>& pictures,
                                          const std::string& no_pictures = {});

}  // namespace gongwen
