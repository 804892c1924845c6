// The archive's answers: one struct for each view of the contract, with the view's columns.
//
// What is NULL in a view is the empty value here: "" for text, 0 for page_no, row_no and table_id,
// an empty() box, nullopt for numbers. Columns a reader needs beside the view's own stand last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/decimal.h"
#include "model/error.h"
#include "model/geometry.h"
#include "model/notice.h"
#include "model/source.h"

namespace gongwen {

struct DocumentHit {  // v_document
  std::int64_t document_id = 0;
  std::string source_path{};  // the oldest, when there are several
  std::string sha256{};
  std::string format{};  // pdf, tiff, png, jpeg, markdown, html, text, unknown
  int page_count = 0;    // 0 where the input has no pages
  std::string status{};  // ok | partial | failed
  std::string document_number{};
  std::string title{};
  std::vector<std::string> issuing_agencies{};
  std::vector<std::string> addressees{};
  std::string issue_date{}, print_date{};  // ISO 8601
  std::string printing_office{};
  std::string copy_to{};
  std::vector<std::string> cites{};
  std::vector<std::string> attachments{};
  std::string language{};
  std::string imported_at{};
  bool operator==(const DocumentHit&) const = default;
};

struct IndicatorHit {  // v_indicator
  std::int64_t document_id = 0;
  int table_id = 0;  // 1-based within the document
  int row_no = 0;    // 1-based
  std::string table_title{}, fund{};
  std::optional<int> year{};
  std::string region_department{}, competent_department{}, region{};
  std::string level1{}, level2{}, level3{};
  std::string value_text{};
  std::string comparator{};
  std::optional<double> value_number{};
  std::string value_unit{};
  int page_no = 0;
  RectPt box{};
  double confidence = 1.0;
  bool is_repaired = false;
  TextSource source = TextSource::kNone;
  std::string indicator_key{};                      // one wording for one indicator
  std::string value_column{};                       // of several columns of values, this one's name
  std::vector<ExtraCell> extras{};                  // 权重, 备注, ...
  std::optional<double> value_low{}, value_high{};  // of a range
  std::string value_date{};                         // 2023-12-31, 2023-12, 2023
  std::string region_code{};                        // GB/T 2260
  std::string document_number{};                    // of the notice
  bool operator==(const IndicatorHit&) const = default;
};

struct AllocationHit {  // v_allocation
  std::int64_t document_id = 0;
  int table_id = 0;
  int row_no = 0;
  std::string recipient{};
  std::string column_name{};
  std::optional<Decimal> amount{};
  std::string unit{};
  std::optional<Decimal> amount_yuan{};
  bool is_total = false;
  std::string parent{};
  int page_no = 0;
  RectPt box{};
  double confidence = 1.0;
  std::string recipient_code{};  // GB/T 2260
  std::string item{};            // the project under the recipient
  std::string amount_text{};     // as printed
  std::string table_title{};
  std::string document_number{};
  bool operator==(const AllocationHit&) const = default;
};

struct RepairHit {  // v_repair
  std::int64_t document_id = 0;
  int table_id = 0;  // 0 = a field of the notice
  int row_no = 0;    // 0 = the whole table
  std::string field{}, before{}, after{}, reason{};
  std::string evidence_json{};  // [{"term": ..., "detail": ..., "weight": ...}]
  double confidence = 1.0;
  bool is_reverted = false;
  bool operator==(const RepairHit&) const = default;
};

struct CheckHit {  // v_check
  std::int64_t document_id = 0;
  int table_id = 0;
  std::string name{};
  std::string outcome{};  // pass | fail | not_applicable
  std::string expected{}, actual{}, message{};
  int row_no = 0;                 // 0 = no single row
  std::string proposal_json{};    // {"row_no", "column", "before", "after"}; empty without one
  std::string document_number{};  // of the notice
  bool operator==(const CheckHit&) const = default;
};

struct ReviewHit {        // v_review
  std::string item_id{};  // 16 hexadecimal digits; the same for the same place of the same bytes
  std::int64_t document_id = 0;
  int table_id = 0;
  int row_no = 0;
  std::string field{}, value{};
  double confidence = 1.0;
  std::string why{};
  std::string state{};  // open | accepted | corrected | rejected
  double priority = 0;  // how much a wrong answer would matter, times how unsure it is
  std::string answer{}, answered_by{}, answered_at{};  // empty while open
  std::string note{};
  bool operator==(const ReviewHit&) const = default;
};

struct CitationHit {  // v_citation
  std::int64_t document_id = 0;
  std::string cited_number{};
  std::optional<std::int64_t> cited_document_id{};  // when the cited notice is in the archive
  std::string relation{}, context{};
  std::string document_number{};  // of the notice that cites
  bool operator==(const CitationHit&) const = default;
};

struct PageHit {  // v_page
  std::int64_t document_id = 0;
  int page_no = 0;
  double width_pt = 0, height_pt = 0;
  TextSource source = TextSource::kNone;
  std::string text{};
  bool operator==(const PageHit&) const = default;
};

struct FailureHit {  // v_failure
  std::string source_path{};
  std::string sha256{};  // empty when the bytes could not be read
  std::string stage{};
  int page_no = 0;
  std::string code{};  // ToString(ErrorCode)
  std::string message{};
  std::string at{};  // UTC, 2023-07-03T08:00:00Z
  bool operator==(const FailureHit&) const = default;
};

struct SearchHit {
  std::int64_t document_id = 0;
  std::string document_number{};
  std::string title{};
  int page_no = 0;        // 0 for a hit in the notice's head, or where the input has no pages
  std::string snippet{};  // one line; found words between the query's marks
  double score = 0;       // bm25, larger is better
  std::string source_path{};
  bool operator==(const SearchHit&) const = default;
};

struct SearchAnswer {
  std::vector<SearchHit> hits{};
  std::size_t found = 0;   // documents that answer, or pages when each was asked for
  bool is_capped = false;  // there may be more
};

struct ArchiveCounts {
  std::int64_t documents = 0;
  std::int64_t pages = 0;
  std::int64_t tables = 0;
  std::int64_t indicator_rows = 0;
  std::int64_t allocation_rows = 0;
  std::int64_t repairs = 0;
  std::int64_t to_review = 0;  // open review items
  std::int64_t failures = 0;
  bool operator==(const ArchiveCounts&) const = default;
};

}  // namespace gongwen
