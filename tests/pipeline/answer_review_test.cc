#include "pipeline/answer_review.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/import_documents.h"
#include "store/review_items.h"

namespace gongwen {
namespace {

namespace fs = std::filesystem;

const std::string kDump = std::string(GONGWEN_FIXTURE_DIR) + "/dumps/changji-2023-22.md";

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

void Import(Archive& archive, const std::string& path, const ImportOptions& options = {},
            const Knowledge& knowledge = Built()) {
  std::istringstream no_input;
  const std::atomic<bool> stop{false};
  REQUIRE(ImportDocuments(FindInputs({path}, ":memory:", no_input), archive, &knowledge, options,
                          stop, [](const ImportEvent&) {}));
}

Archive WithDump() {
  Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  Import(archive, kDump);
  return archive;
}

IndicatorHit Row(const Archive& archive, const std::string& region, const std::string& name) {
  const std::vector<IndicatorHit> rows = *archive.Indicators({.name = name, .region = region});
  REQUIRE(rows.size() == 1);
  return rows.front();
}

// A place that the program is sure of: a person may answer it all the same.
std::string ItemOf(const Archive& archive, const IndicatorHit& row, const std::string& field) {
  const std::string sha256 = (*archive.Documents()).front().sha256;
  return ReviewItemId(sha256, row.table_id, row.row_no, field);
}

Answer AnswerTo(const Archive& archive, const IndicatorHit& row, const std::string& value) {
  return {.item_id = ItemOf(archive, row, "value"),
          .sha256 = (*archive.Documents()).front().sha256,
          .table_no = row.table_id,
          .row_no = row.row_no,
          .field = "value",
          .anchor = row.level3,
          .before = row.value_text,
          .verdict = Verdict::kCorrected,
          .value = value,
          .by = "王"};
}

}  // namespace

TEST_CASE("an answer is kept over another import, --force, another path and other knowledge",
          "[pipeline]") {
  Archive archive = WithDump();
  const IndicatorHit row = Row(archive, "阜康市", "城镇新增就业");
  REQUIRE(ImportAnswers(archive, std::vector{AnswerTo(archive, row, "2345")})->applied == 1);
  const auto is_kept = [&] {
    const IndicatorHit now = Row(archive, "阜康市", "城镇新增就业");
    return now.value_text == "2345" && now.value_number == 2345;
  };
  CHECK(is_kept());
  Import(archive, kDump);
  CHECK(is_kept());
  ImportOptions force;
  force.force = true;
  Import(archive, kDump, force);
  CHECK(is_kept());
  const fs::path copy = fs::temp_directory_path() / "gongwen-answer-copy.md";
  fs::copy_file(kDump, copy, fs::copy_options::overwrite_existing);
  Import(archive, copy.string(), force);
  fs::remove(copy);
  CHECK(is_kept());
  // Another version of the engine reads levels otherwise, and stores anew.
  ImportOptions alone = force;
  alone.understand.hierarchy.siblings_vote = false;
  Import(archive, kDump, alone);
  CHECK(is_kept());
  const std::vector<ReviewHit> items = *archive.Reviews({.state = "corrected"});
  REQUIRE(items.size() == 1);
  CHECK(items[0].answer == "2345");
  CHECK(items[0].answered_by == "王");
  CHECK(items[0].value == row.value_text);  // what the program reads
}

TEST_CASE("items of the list are accepted, set and rejected", "[pipeline]") {
  Archive archive = WithDump();
  const std::vector<ReviewHit> open = *archive.Reviews({.by_priority = true});
  REQUIRE(open.size() >= 3);
  CHECK(std::ranges::is_sorted(open, std::greater<>{}, &ReviewHit::priority));
  const auto path = std::ranges::find(open, "path", &ReviewHit::field);
  REQUIRE(path != open.end());
  REQUIRE(AnswerItem(archive, {.item_id = path->item_id,
                               .verdict = Verdict::kCorrected,
                               .value = "效益指标 / 社会效益指标"}));
  const auto repaired = std::ranges::find(open, "level2", &ReviewHit::field);
  REQUIRE(repaired != open.end());
  REQUIRE(AnswerItem(archive, {.item_id = repaired->item_id, .verdict = Verdict::kRejected}));
  const std::vector<RepairHit> repairs = *archive.Repairs(path->document_id);
  CHECK(std::ranges::count(repairs, true, &RepairHit::is_reverted) == 1);
  const std::vector<IndicatorHit> rows = *archive.Indicators({});
  const auto row = std::ranges::find_if(rows, [&](const IndicatorHit& hit) {
    return hit.table_id == path->table_id && hit.row_no == path->row_no;
  });
  CHECK(row->level2 == "社会效益指标");
  CHECK((*archive.Reviews()).size() == open.size() - 2);
  CHECK_FALSE(AnswerItem(archive, {.item_id = "0000000000000000"}));
  CHECK_FALSE(AnswerItem(
      archive, {.item_id = path->item_id, .verdict = Verdict::kCorrected, .value = "no path"}));
}

TEST_CASE("a second answer replaces the first, and accepting brings back what was read",
          "[pipeline]") {
  Archive archive = WithDump();
  const IndicatorHit row = Row(archive, "阜康市", "城镇新增就业");
  const Answer first = AnswerTo(archive, row, "2345");
  REQUIRE(ImportAnswers(archive, std::vector{first}));
  REQUIRE(AnswerItem(archive, {.item_id = first.item_id, .verdict = Verdict::kAccepted}));
  CHECK(Row(archive, "阜康市", "城镇新增就业").value_text == row.value_text);
  CHECK((*archive.Answers()).size() == 1);
}

TEST_CASE("answers travel to another archive, also before their document", "[pipeline]") {
  Archive archive = WithDump();
  const IndicatorHit row = Row(archive, "阜康市", "城镇新增就业");
  REQUIRE(ImportAnswers(archive, std::vector{AnswerTo(archive, row, "2345")}));
  std::string lines;
  const std::vector<Answer> answers = *archive.Answers();
  for (const Answer& answer : answers) lines += AnswerToJson(answer) + "\n";
  const Result<std::vector<Answer>> read = AnswersFromJsonLines(lines);
  REQUIRE(read);
  CHECK(*read == *archive.Answers());
  Archive other = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  CHECK(ImportAnswers(other, *read)->kept == 1);
  Import(other, kDump);
  CHECK(Row(other, "阜康市", "城镇新增就业").value_text == "2345");
  CHECK_FALSE(AnswersFromJsonLines("{\"verdict\": \"maybe\"}"));
  CHECK_FALSE(AnswersFromJsonLines("no json"));
}

TEST_CASE("an answer that a later reading disagrees with shows both", "[pipeline]") {
  Archive archive = WithDump();
  const IndicatorHit row = Row(archive, "阜康市", "城镇新增就业");
  Answer answer = AnswerTo(archive, row, "2345");
  answer.before = "9999";  // an older version read so
  REQUIRE(ImportAnswers(archive, std::vector{answer}));
  ImportOptions force;
  force.force = true;
  Import(archive, kDump, force);
  const std::vector<ReviewHit> items = *archive.Reviews({.state = "corrected"});
  REQUIRE(items.size() == 1);
  CHECK(items[0].value == row.value_text);
  CHECK(items[0].why.find("9999") != std::string::npos);
  CHECK(items[0].confidence < kReviewBelow);
}

TEST_CASE("the checks of the real dump find what a careful reader finds", "[pipeline]") {
  const Archive archive = WithDump();
  std::vector<CheckHit> hits;
  REQUIRE(archive.VisitChecks({.outcome = ""}, [&](const CheckHit& hit) {
    hits.push_back(hit);
    return true;
  }));
  const auto find = [&](const std::string& name, const std::string& outcome,
                        const std::string& holds) {
    return std::ranges::any_of(hits, [&](const CheckHit& hit) {
      return hit.name == name && hit.outcome == outcome &&
             hit.message.find(holds) != std::string::npos;
    });
  };
  CHECK(find("sum_down", "pass", "1 个合计"));  // 4347
  CHECK(find("targets_without_money", "fail", "奇台县、农业园区 "));
  CHECK(find("money_without_targets", "pass", ""));
  CHECK(find("sibling_sum", "not_applicable", "城镇新增就业人数(人) 10 张表合计 22000"));
  CHECK(find("sibling_sum", "not_applicable", "失业人员再就业人数(人) 10 张表合计 7000"));
  CHECK(find("sibling_sum", "not_applicable", "就业困难人员就业人数(人) 10 张表合计 1500"));
  CHECK(find("sibling_wording", "fail", "享受职业技能培训补贴"));
  CHECK(find("attachments", "fail", "附件3"));
  CHECK(find("attachments", "pass", "附件2"));
  CHECK(find("years", "fail", "2022"));
}

}  // namespace gongwen
