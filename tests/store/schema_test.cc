#include "store/schema.h"

#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

#include "store/archive.h"
#include "store/sqlite_statement.h"
#include "tests/store/sample_record.h"

namespace gongwen {
namespace {

using test::Execute;
using test::Query;
using test::TempFolder;

std::string Joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : " ") + value;
  return text;
}

TEST_CASE("the views have the columns that users rely on, in their order", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  REQUIRE(Archive::Open(path, OpenMode::kReadWrite));
  const std::vector<std::pair<std::string, std::string>> views{
      {"v_document",
       "document_id source_path sha256 format page_count status document_number title "
       "issuing_agencies addressees issue_date print_date printing_office copy_to cites "
       "attachments language imported_at"},
      {"v_indicator",
       "document_id table_id row_no table_title fund year region_department competent_department "
       "region level1 level2 level3 value_text comparator value_number value_unit page_no x0 y0 "
       "x1 y1 confidence is_repaired source indicator_key value_column extras value_low "
       "value_high value_date region_code confidence_region confidence_levels confidence_name "
       "confidence_value"},
      {"v_allocation",
       "document_id table_id row_no recipient column_name amount unit amount_yuan is_total parent "
       "page_no x0 y0 x1 y1 confidence recipient_code item confidence_recipient "
       "confidence_column confidence_amount"},
      {"v_field", "document_id field ordinal value page_no x0 y0 x1 y1 confidence source"},
      {"v_repair",
       "document_id table_id row_no field before after reason evidence confidence reverted"},
      {"v_check", "document_id table_id name outcome expected actual message row_no proposal"},
      {"v_review",
       "item_id document_id table_id row_no field value confidence why state priority"
       " answer answered_by answered_at note"},
      {"v_citation", "document_id cited_number cited_document_id relation context"},
      {"v_page", "document_id page_no width_pt height_pt source text"},
      {"v_failure", "source_path sha256 stage page_no code message at"},
  };
  for (const auto& [view, columns] : views) {
    INFO(view);
    CHECK(Joined(Query(path, "SELECT name FROM pragma_table_info('" + view + "')")) == columns);
  }
}

TEST_CASE("a new database names its program, its version and its journal", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  REQUIRE(Archive::Open(path, OpenMode::kReadWrite));
  CHECK(Query(path, "PRAGMA application_id") ==
        std::vector<std::string>{std::to_string(kApplicationId)});
  CHECK(Query(path, "PRAGMA user_version") ==
        std::vector<std::string>{std::to_string(Migrations().size())});
  CHECK(Query(path, "PRAGMA journal_mode") == std::vector<std::string>{"wal"});
  CHECK(Query(path, "PRAGMA foreign_key_check").empty());
  CHECK(Archive::Open(path, OpenMode::kReadWrite));
}

TEST_CASE("a database of a newer version is refused and left alone", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  REQUIRE(Archive::Open(path, OpenMode::kReadWrite));
  Execute(path, "PRAGMA user_version = 999");
  for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kReadWrite}) {
    const Result<Archive> archive = Archive::Open(path, mode);
    REQUIRE_FALSE(archive);
    CHECK(archive.error().code == ErrorCode::kUnsupported);
    CHECK_THAT(archive.error().message, Catch::Contains("999") && Catch::Contains("newer"));
  }
}

TEST_CASE("a database of another program is refused and left alone", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  Execute(path, "CREATE TABLE theirs(x)");
  const Result<Archive> archive = Archive::Open(path, OpenMode::kReadWrite);
  REQUIRE_FALSE(archive);
  CHECK(archive.error().code == ErrorCode::kUnsupported);
  CHECK(Query(path, "SELECT name FROM sqlite_schema") == std::vector<std::string>{"theirs"});
  CHECK(Query(path, "PRAGMA journal_mode") == std::vector<std::string>{"delete"});
}

TEST_CASE("what is no database, or half of one, is refused", "[store]") {
  const TempFolder folder;
  const std::string text = folder.Path("text.db"), cut = folder.Path("cut.db");
  std::ofstream(text) << std::string(5000, 'x');
  {
    Result<Archive> archive = Archive::Open(cut, OpenMode::kReadWrite);
    REQUIRE(archive);
    REQUIRE(archive->Put(test::SampleRecord()));
  }
  std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
  for (const std::string& path : {text, cut}) {
    for (const OpenMode mode : {OpenMode::kReadOnly, OpenMode::kReadWrite}) {
      INFO(path);
      const Result<Archive> archive = Archive::Open(path, mode);
      REQUIRE_FALSE(archive);
      CHECK(archive.error().code == ErrorCode::kDamaged);
      CHECK(archive.error().file == path);
    }
  }
}

TEST_CASE("a missing database is not made by a reader, nor in a missing folder", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("none.db");
  const Result<Archive> reader = Archive::Open(path, OpenMode::kReadOnly);
  REQUIRE_FALSE(reader);
  CHECK(reader.error().code == ErrorCode::kUnreadable);
  CHECK_FALSE(std::filesystem::exists(path));
  CHECK_FALSE(Archive::Open(folder.Path(""), OpenMode::kReadOnly));
  CHECK_FALSE(Archive::Open(folder.Path(""), OpenMode::kReadWrite));
  const Result<Archive> writer = Archive::Open(folder.Path("no/a.db"), OpenMode::kReadWrite);
  REQUIRE_FALSE(writer);
  CHECK(writer.error().code == ErrorCode::kUnreadable);
}

TEST_CASE("an old database gets the migrations it has not seen", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  const std::array<Migration, 2> history{
      Migration{"CREATE TABLE t(a); INSERT INTO t VALUES(1)"},
      Migration{"ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a + 1"}};
  const auto connection = SqliteConnection::Open(path, SqliteAccess::kReadWriteCreate, 1000);
  REQUIRE(connection);
  REQUIRE(Migrate(*connection, std::span(history).first(1)));
  CHECK_FALSE(CheckVersion(*connection, history));
  REQUIRE(Migrate(*connection, history));
  REQUIRE(Migrate(*connection, history));
  CHECK(CheckVersion(*connection, history));
  CHECK(Query(path, "SELECT a, b FROM t") == std::vector<std::string>{"1|2"});
}

TEST_CASE("a migration that fails leaves the database as it was", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  const std::array<Migration, 3> history{Migration{"CREATE TABLE t(a)"},
                                         Migration{"CREATE TABLE u(a)"},
                                         Migration{"INSERT INTO missing VALUES(1)"}};
  const auto connection = SqliteConnection::Open(path, SqliteAccess::kReadWriteCreate, 1000);
  REQUIRE(connection);
  REQUIRE(Migrate(*connection, std::span(history).first(1)));
  REQUIRE_FALSE(Migrate(*connection, history));
  CHECK(Query(path, "PRAGMA user_version") == std::vector<std::string>{"1"});
  CHECK(Query(path, "SELECT name FROM sqlite_schema") == std::vector<std::string>{"t"});
}

TEST_CASE("several processes may create the same database at once", "[store]") {
  const TempFolder folder;
  const std::string path = folder.Path("a.db");
  std::array<std::string, 6> errors;
  {
    std::vector<std::jthread> threads;
    for (std::string& error : errors) {
      threads.emplace_back([&error, &path] {
        const Result<Archive> archive = Archive::Open(path, OpenMode::kReadWrite);
        if (!archive) error = archive.error().message;
      });
    }
  }
  for (const std::string& error : errors) CHECK(error.empty());
}

}  // namespace
}  // namespace gongwen
