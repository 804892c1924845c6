// What stands before the body: issuer mark, document number, title, addressees
// (GB/T 9704-2012, 7.2.4, 7.2.5, 7.3.1, 7.3.2).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/notice.h"
#include "normalizers/notice/notice_lines.h"

namespace gongwen {

struct HeaderFields {
  SourcedText document_number{};
  SourcedText title{};
  std::vector<SourcedText> issuers{};  // of the issuer mark; empty when there is none
  std::vector<SourcedText> addressees{};
  std::optional<Repair> repair{};  // of the document number
};

// A document whose header has been read, and where its body begins.
struct HeaderReading {
  HeaderFields fields{};
  std::vector<NoticeLine> lines{};  // as given, but lines that held two elements are parted
  std::size_t body_begin = 0;       // index into `lines`; lines.size() when there is no body
};

// Reads the header. Fields that are not there stay empty. Order is free: the number may stand
// above or below the title, as on web pages. O(lines of the header).
[[nodiscard]] HeaderReading ReadHeader(std::vector<NoticeLine> lines);

}  // namespace gongwen
