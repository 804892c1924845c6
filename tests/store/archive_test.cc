#include "store/archive.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <limits>

#include "store/sqlite_statement.h"
#include "tests/store/sample_record.h"

namespace gongwen {
namespace {

using test::DumpDatabase;
using test::Execute;
using test::MarkupRecord;
using test::Query;
using test::SampleRecord;
using test::TempFolder;
using Rows = std::vector<std::string>;

Archive InMemory() {
  Result<Archive> archive = Archive::Open(":memory:", OpenMode::kReadWrite);
  REQUIRE(archive);
  return std::move(*archive);
}

TEST_CASE("a record comes back as it was put", "[store]") {
  Archive archive = InMemory();
  for (const DocumentRecord& record : {SampleRecord(), MarkupRecord()}) {
    const Result<std::int64_t> id = archive.Put(record);
    REQUIRE(id);
    const Result<StoredDocument> stored = archive.LoadDocument(*id);
    REQUIRE(stored);
    CHECK(stored->record.reading == record.reading);
    CHECK(stored->record.notice == record.notice);
    CHECK(stored->record == record);
    CHECK(stored->language == "zh");
    CHECK(stored->source_paths == Rows{record.source_path});
    CHECK(archive.FindBySha256(record.sha256) == *id);
  }
  CHECK(archive.FindBySha256(std::string(64, '0')) == std::nullopt);
}

TEST_CASE("the grid of a table is found by the table's number", "[store]") {
  const Reading reading = SampleRecord().reading;
  REQUIRE(FindGrid(reading, 1) != nullptr);
  CHECK(FindGrid(reading, 1)->cells[0].text == "木垒县");
  CHECK(FindGrid(reading, 2) == nullptr);
  CHECK(FindGrid(reading, 0) == nullptr);
}

TEST_CASE("putting an equal record again changes nothing, ids and times included", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive archive = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(archive.Put(SampleRecord()) == 1);
  REQUIRE(archive.Put(MarkupRecord()) == 2);
  Execute(path, "UPDATE document SET imported_at = 'then'; UPDATE failure SET at = 'then'");
  const Rows before = DumpDatabase(path);
  CHECK(archive.Put(SampleRecord()) == 1);
  CHECK(DumpDatabase(path) == before);
  Execute(path, "INSERT INTO document_index(document_index) VALUES('integrity-check')");
}

TEST_CASE("a document that is read again keeps its id and loses what it no longer says",
          "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive archive = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(archive.Put(SampleRecord()) == 1);
  DocumentRecord other = MarkupRecord();
  other.sha256 = SampleRecord().sha256;
  other.source_path = SampleRecord().source_path;
  REQUIRE(archive.Put(other) == 1);
  CHECK(archive.LoadDocument(1)->record == other);
  CHECK(archive.Search({.words = "木垒县"})->hits.empty());
  CHECK(archive.Counts()->failures == 0);
  CHECK(archive.Counts()->to_review == 0);

  Archive fresh = *Archive::Open(folder.Path("b.db"), OpenMode::kReadWrite);
  REQUIRE(fresh.Put(other) == 1);
  // Names that no row has any more stay known: they cost a line and find nothing.
  Execute(path, "UPDATE document SET imported_at = ''; DELETE FROM distinct_name");
  Execute(folder.Path("b.db"), "UPDATE document SET imported_at = ''");
  CHECK(DumpDatabase(path) == DumpDatabase(folder.Path("b.db")));
  Execute(path, "INSERT INTO document_index(document_index) VALUES('integrity-check')");
}

TEST_CASE("a step that fails leaves nothing of the document behind", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive archive = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(archive.Put(SampleRecord()));
  const Rows before = DumpDatabase(path);

  DocumentRecord twice_a_row = SampleRecord("second");
  twice_a_row.notice.indicator_tables[0].rows[2].row_no = 1;
  DocumentRecord bad_replacement = SampleRecord();
  bad_replacement.reading.pages[1].page_no = 1;
  bad_replacement.notice = {};
  for (const DocumentRecord& record : {twice_a_row, bad_replacement}) {
    const Result<std::int64_t> id = archive.Put(record);
    REQUIRE_FALSE(id);
    CHECK(id.error().code == ErrorCode::kStore);
    CHECK(DumpDatabase(path) == before);
  }
  CHECK(archive.Search({.words = "就业"})->hits.size() == 1);
  CHECK(archive.Put(SampleRecord("third")));  // the connection is usable after it
}

TEST_CASE("no step of a put can fail without the whole being undone", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive archive = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(archive.Put(MarkupRecord()));
  const Rows tables{"document",    "document_path",   "reading",  "passage",
                    "page",        "field",           "citation", "notice_table",
                    "head_field",  "indicator_table", "repair",   "allocation_table",
                    "review_item", "allocation",      "failure",  "indicator"};
  for (const std::string& table : tables) {
    INFO(table);
    Execute(path, "CREATE TRIGGER fault BEFORE INSERT ON " + table +
                      " BEGIN SELECT raise(ABORT, 'injected'); END");
    const Rows before = DumpDatabase(path);
    const Result<std::int64_t> id = archive.Put(SampleRecord());
    REQUIRE_FALSE(id);
    CHECK_THAT(id.error().message, Catch::Contains("injected"));
    CHECK(DumpDatabase(path) == before);
    Execute(path, "DROP TRIGGER fault");
  }
  CHECK(archive.Put(SampleRecord()));
  Execute(path, "INSERT INTO document_index(document_index) VALUES('integrity-check')");
}

TEST_CASE("malformed records are refused before anything is written", "[store]") {
  Archive archive = InMemory();
  DocumentRecord short_sha = SampleRecord(), upper_sha = SampleRecord(), status = SampleRecord();
  short_sha.sha256.pop_back();
  upper_sha.sha256[0] = 'A';
  status.status = "fine";
  for (const DocumentRecord& record : {short_sha, upper_sha, status}) {
    const Result<std::int64_t> id = archive.Put(record);
    REQUIRE_FALSE(id);
    CHECK(id.error().code == ErrorCode::kInvalidArgument);
    CHECK(id.error().file == record.source_path);
  }
  CHECK(archive.Counts() == ArchiveCounts{});
}

TEST_CASE("numbers out of their range are brought into it and do not lose the document",
          "[store]") {
  Archive archive = InMemory();
  DocumentRecord record = SampleRecord();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  record.notice.title.from.confidence = nan;
  record.notice.repairs[0].confidence = 1.5;
  record.notice.indicator_tables[0].rows[0].value.number = nan;
  record.reading.pages[0].width_pt = nan;
  REQUIRE(archive.Put(record));
  const StoredDocument stored = *archive.LoadDocument(1);
  CHECK(stored.record.notice.title.from.confidence == 0);
  CHECK(stored.record.notice.repairs[0].confidence == 1);
  CHECK(stored.record.notice.indicator_tables[0].rows[0].value.number == std::nullopt);
}

TEST_CASE("the same bytes at another path add a path and no document", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()) == 1);
  REQUIRE(archive.AddPath(1, "copy.pdf"));
  REQUIRE(archive.AddPath(1, "copy.pdf"));
  DocumentRecord elsewhere = SampleRecord();
  elsewhere.source_path = "third.pdf";
  REQUIRE(archive.Put(elsewhere) == 1);
  CHECK(archive.Counts()->documents == 1);
  CHECK(archive.LoadDocument("third.pdf")->source_paths ==
        Rows{"sample.pdf", "copy.pdf", "third.pdf"});
  CHECK(archive.Documents()->front().source_path == "sample.pdf");
  CHECK_FALSE(archive.AddPath(77, "nowhere.pdf"));
}

TEST_CASE("a failed document has a row and its reasons", "[store]") {
  Archive archive = InMemory();
  DocumentRecord record{.source_path = "locked.pdf",
                        .sha256 = std::string(64, 'a'),
                        .size_bytes = 10,
                        .status = "failed",
                        .failures = {{.code = ErrorCode::kEncrypted,
                                      .message = "a password is needed",
                                      .file = "locked.pdf",
                                      .stage = "open"}}};
  REQUIRE(archive.Put(record));
  CHECK(archive.LoadDocument("locked.pdf")->record == record);
  const auto failures = archive.Failures();
  REQUIRE(failures->size() == 1);
  CHECK(failures->front().code == "encrypted");
  CHECK(failures->front().sha256 == record.sha256);
  CHECK(failures->front().source_path == "locked.pdf");
  CHECK(archive.Documents({.status = "failed"})->size() == 1);
  CHECK(archive.Documents({.status = "ok"})->empty());
}

TEST_CASE("a path's failure is kept once, replaced by a newer, settled by a success", "[store]") {
  Archive archive = InMemory();
  const std::string path = SampleRecord().source_path;
  const Error unreadable{.code = ErrorCode::kUnreadable, .message = "no permission"};
  REQUIRE(archive.PutFailure(path, "", unreadable));
  REQUIRE(archive.PutFailure(path, "", unreadable));
  REQUIRE(archive.PutFailure("other", "", unreadable));
  CHECK(archive.Failures()->size() == 2);
  REQUIRE(
      archive.PutFailure(path, std::string(64, 'b'),
                         {.code = ErrorCode::kEmpty, .message = "holds nothing", .page_no = 2}));
  CHECK(archive.Failures()->size() == 2);
  REQUIRE(archive.Put(SampleRecord()));
  const auto failures = archive.Failures();
  REQUIRE(failures->size() == 2);
  CHECK(failures->at(0).source_path == "other");
  CHECK(failures->at(1).code == "ocr_failed");
}

TEST_CASE("a citation finds its notice, whichever of them came first", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()) == 1);
  CHECK(archive.Citations(1)->front().cited_document_id == std::nullopt);
  DocumentRecord cited = MarkupRecord();
  cited.notice.document_number.value = "新财社〔2023〕74号";
  REQUIRE(archive.Put(cited) == 2);
  const auto citations = archive.Citations(1);
  REQUIRE(citations->size() == 1);
  CHECK(citations->front().cited_document_id == 2);
  CHECK(citations->front().relation == "basis");
}

TEST_CASE("doubtful values wait for review under ids that last", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  const auto items = archive.Reviews();
  REQUIRE(items);
  Rows places;
  for (const ReviewHit& item : *items) {
    places.push_back(std::to_string(item.table_id) + "." + std::to_string(item.row_no) + " " +
                     item.field + " = " + item.value);
    CHECK(item.item_id.size() == 16);
    CHECK(item.confidence < kReviewBelow);
    CHECK(item.state == "open");
  }
  CHECK(places == Rows{"0.0 issuing_agency[2] = 昌吉回族自治州人力资源和社会保障局",
                       "0.0 title = 关于拨付2023年就业补助资金预算的通知",
                       "1.2 amount:金额 = 400.5", "2.1 value = 0.05",
                       "2.2 path = 产出指标 / 质量指标", "2.3 level2 = 数量指标"});
  CHECK_THAT(items->at(4).why, Catch::Contains("产出指标 / 时效指标 (0.20)"));
  CHECK(items->at(5).why == "数量 / a count");
  REQUIRE(archive.Put(SampleRecord()));
  CHECK(*archive.Reviews() == *items);
  CHECK(archive.Reviews({.state = "accepted"})->empty());
  REQUIRE(archive.Put(SampleRecord("another")));
  CHECK(archive.Reviews({.document_id = 2})->front().item_id != items->front().item_id);
}

TEST_CASE("indicators are found by each of their sides", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  const auto count = [&](const IndicatorFilter& filter) {
    const auto hits = archive.Indicators(filter);
    REQUIRE(hits);
    return hits->size();
  };
  CHECK(count({}) == 3);
  CHECK(count({.name = "补贴"}) == 2);
  CHECK(count({.name = "( 万 人 次 ）"}) == 1);
  CHECK(count({.name = "准确率(%)"}) == 1);
  CHECK(count({.name = "%"}) == 1);
  CHECK(count({.name = "_"}) == 0);
  CHECK(count({.name = " 　"}) == 3);
  CHECK(count({.region = "木垒"}) == 3);
  CHECK(count({.region = "财政局"}) == 3);
  CHECK(count({.fund = "就业", .level1 = "产出", .level2 = "质量"}) == 1);
  CHECK(count({.year_min = 2023, .year_max = 2023}) == 3);
  CHECK(count({.year_min = 2024}) == 0);
  CHECK(count({.number_min = 98.5}) == 2);
  CHECK(count({.number_min = 98.5, .number_max = 99}) == 1);
  CHECK(count({.document_number = "昌州财社[2023]22号"}) == 3);
  CHECK(count({.document_number = "23号"}) == 0);
  CHECK(count({.document_id = 2}) == 0);
  CHECK(count({.limit = 2}) == 2);
  CHECK(count({.limit = 2, .offset = 2}) == 1);
  CHECK(count({.name = "'; DROP TABLE indicator; --"}) == 0);
  CHECK(count({.name = "\xFF"}) == 0);
}

TEST_CASE("an indicator's hit has the place of its value, or of its name", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  const auto hits = *archive.Indicators();
  CHECK(hits[0].value_number == 500);
  CHECK(hits[0].box == RectPt{72.5, 220, 300.25, 232});
  CHECK(hits[0].source == TextSource::kOcr);
  CHECK(hits[0].document_number == "昌州财社〔2023〕22号");
  CHECK(hits[0].year == 2023);
  CHECK(hits[2].page_no == 2);
  CHECK(hits[2].box == RectPt{72.5, 260, 300.25, 272});
  CHECK(hits[2].value_number == std::nullopt);
  CHECK(hits[2].is_repaired);
}

TEST_CASE("allocations are found by each of their sides, amounts exact", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  const auto count = [&](const AllocationFilter& filter) {
    const auto hits = archive.Allocations(filter);
    REQUIRE(hits);
    return hits->size();
  };
  CHECK(count({}) == 3);
  CHECK(count({.recipient = "木垒"}) == 1);
  CHECK(count({.parent = "昌吉州"}) == 1);
  CHECK(count({.column = "金额", .fund = "就业补助"}) == 3);
  CHECK(count({.year_min = 2023, .year_max = 2023}) == 3);
  CHECK(count({.year_max = 2022}) == 0);
  CHECK(count({.yuan_min = Decimal::FromInteger(4'005'000)}) == 2);
  CHECK(count({.yuan_max = Decimal::FromInteger(4'005'000)}) == 1);
  CHECK(count({.is_total = true}) == 1);
  CHECK(count({.is_total = false}) == 2);
  CHECK(count({.document_number = "〔2023〕22"}) == 3);
  const auto hits = *archive.Allocations();
  CHECK(hits[1].amount == Decimal::Parse("400.5"));
  CHECK(hits[1].amount_text == "400.5");
  CHECK(hits[2].amount == std::nullopt);
  CHECK(hits[2].amount_text == "—");
}

TEST_CASE("a visitor can stop, and the archive goes on", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  int seen = 0;
  REQUIRE(archive.VisitIndicators({}, [&](const IndicatorHit&) { return ++seen < 2; }));
  CHECK(seen == 2);
  CHECK(archive.Put(SampleRecord("next")));
}

TEST_CASE("documents are listed and filtered", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  REQUIRE(archive.Put(MarkupRecord()));
  const auto hits = *archive.Documents();
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].issuing_agencies ==
        Rows{"昌吉回族自治州财政局", "昌吉回族自治州人力资源和社会保障局"});
  CHECK(hits[0].cites == Rows{"新财社〔2023〕74号"});
  CHECK(hits[0].page_count == 2);
  CHECK(hits[1].page_count == 0);
  CHECK(hits[1].issuing_agencies.empty());
  CHECK(archive.Documents({.title = "乡村 振兴"})->size() == 1);
  CHECK(archive.Documents({.agency = "社会保障局"})->size() == 1);
  CHECK(archive.Documents({.issue_year_min = 2023, .issue_year_max = 2023})->size() == 1);
  CHECK(archive.Documents({.document_number = "（2024）5号"})->size() == 1);
}

TEST_CASE("the views give SQL users numbers, NULLs and JSON", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive archive = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(archive.Put(SampleRecord()));
  REQUIRE(archive.Put(MarkupRecord()));
  CHECK(Query(path,
              "SELECT typeof(value_number), value_number FROM v_indicator"
              " ORDER BY row_no") == Rows{"integer|500", "real|98.5", "null|NULL"});
  CHECK(Query(path,
              "SELECT amount, typeof(amount), amount_yuan, typeof(amount_yuan), parent"
              " FROM v_allocation") == Rows{"4347|integer|43470000|integer|NULL",
                                            "400.5|real|4005000|integer|昌吉州合计",
                                            "NULL|null|NULL|null|NULL"});
  CHECK(Query(path, "SELECT page_no, x0, x1 FROM v_allocation WHERE row_no = 3") ==
        Rows{"NULL|NULL|NULL"});
  CHECK(Query(path, "SELECT level1, comparator, value_unit FROM v_indicator WHERE row_no = 3") ==
        Rows{"NULL|NULL|NULL"});
  CHECK(Query(path,
              "SELECT json_extract(issuing_agencies, '$[0]'), attachments, print_date,"
              " language FROM v_document WHERE document_id = 1") ==
        Rows{"昌吉回族自治州财政局|[\"就业补助资金分配表\"]|NULL|zh"});
  CHECK(Query(path,
              "SELECT issuing_agencies, cites, issue_date FROM v_document"
              " WHERE document_id = 2") == Rows{"[]|[]|NULL"});
  CHECK(Query(path, "SELECT json_extract(evidence, '$[1].weight'), reverted FROM v_repair") ==
        Rows{"-0.5|0"});
  CHECK(Query(path, "SELECT page_no, source FROM v_page") == Rows{"1|ocr", "2|ocr"});
  CHECK(Query(path, "SELECT count(*) FROM v_check") == Rows{"0"});
}

TEST_CASE("pages, repairs and checks of one document are listed", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()));
  const auto pages = *archive.Pages(1);
  REQUIRE(pages.size() == 2);
  CHECK(pages[1].text == SampleRecord().reading.pages[1].text);
  CHECK(pages[0].width_pt == 595.28);
  const auto repairs = *archive.Repairs(1);
  REQUIRE(repairs.size() == 1);
  CHECK(repairs[0].after == "数量指标");
  CHECK_FALSE(repairs[0].is_reverted);
  CHECK(archive.Checks(1)->empty());
  const ArchiveCounts counts = *archive.Counts();
  CHECK(counts == ArchiveCounts{.documents = 1,
                                .pages = 2,
                                .tables = 2,
                                .indicator_rows = 3,
                                .allocation_rows = 3,
                                .repairs = 1,
                                .to_review = 6,
                                .failures = 1});
}

TEST_CASE("a document answers to its id, path, number and sha256", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord()) == 1);
  REQUIRE(archive.Put(MarkupRecord()) == 2);
  const std::string sha = MarkupRecord().sha256;
  CHECK(archive.Resolve("2") == 2);
  CHECK(archive.Resolve("markup.md") == 2);
  CHECK(archive.Resolve("川财农[2024]5号") == 2);
  CHECK(archive.Resolve(sha) == 2);
  CHECK(archive.Resolve(sha.substr(0, 8)) == 2);
  for (const std::string& name : {sha.substr(0, 5), std::string("3"), std::string(),
                                  std::string("'"), std::string("999999999999999999999")}) {
    INFO(name);
    const Result<std::int64_t> id = archive.Resolve(name);
    REQUIRE_FALSE(id);
    CHECK(id.error().code == ErrorCode::kInvalidArgument);
  }
}

TEST_CASE("a name of several documents is refused with their ids", "[store]") {
  Archive archive = InMemory();
  REQUIRE(archive.Put(SampleRecord("first")) == 1);
  REQUIRE(archive.Put(SampleRecord("second")) == 2);
  const Result<std::int64_t> id = archive.Resolve("昌州财社〔2023〕22号");
  REQUIRE_FALSE(id);
  CHECK_THAT(id.error().message,
             Catch::Contains("1 (first.pdf)") && Catch::Contains("2 (second.pdf)"));
}

TEST_CASE("a path whose file changed names the newer document", "[store]") {
  Archive archive = InMemory();
  DocumentRecord changed = MarkupRecord();
  changed.source_path = SampleRecord().source_path;
  REQUIRE(archive.Put(SampleRecord()) == 1);
  REQUIRE(archive.Put(changed) == 2);
  CHECK(archive.Resolve(changed.source_path) == 2);
}

TEST_CASE("a reader sees what is stored and can change nothing", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive writer = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(writer.Put(SampleRecord()));
  Result<Archive> reader = Archive::Open(path, OpenMode::kReadOnly);
  REQUIRE(reader);
  CHECK(reader->Counts()->documents == 1);
  CHECK(reader->Search({.words = "就业"})->hits.size() == 1);
  const Result<std::int64_t> id = reader->Put(MarkupRecord());
  REQUIRE_FALSE(id);
  CHECK(id.error().code == ErrorCode::kUnreadable);
  REQUIRE(writer.Put(MarkupRecord()));
  CHECK(reader->Counts()->documents == 2);
}

TEST_CASE("reading goes on while another connection is in the middle of writing", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Archive archive = *Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE(archive.Put(SampleRecord()));
  const auto other = SqliteConnection::Open(path, SqliteAccess::kReadWriteCreate, 0);
  REQUIRE(other);
  const auto transaction = SqliteTransaction::Begin(*other);
  REQUIRE(transaction);
  REQUIRE(other->Execute("UPDATE document SET status = 'failed'"));
  CHECK(archive.Documents({.status = "partial"})->size() == 1);
  CHECK(Archive::Open(path, OpenMode::kReadOnly));
}

}  // namespace
}  // namespace gongwen
