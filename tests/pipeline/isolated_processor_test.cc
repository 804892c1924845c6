#include "pipeline/isolated_processor.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/import_documents.h"
#include "pipeline/process_alone.h"
#include "store/sha256.h"

namespace gongwen {
namespace {

const std::string kFixtures = GONGWEN_FIXTURE_DIR;

std::string BytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

IsolationOptions Worker() { return {.command = {GONGWEN_PROGRAM, "worker"}}; }

// A worker that waits for its document and then runs `script`.
IsolationOptions Shell(const std::string& script, int stall_ms = 60'000) {
  return {.command = {"/bin/sh", "-c", "head -c 1 <&3 > /dev/null; " + script},
          .stall_ms = stall_ms};
}

const Knowledge& Built() {
  static const auto knowledge = *Knowledge::Load();
  return *knowledge;
}

DocumentJob JobOf(const std::string& bytes) { return {.bytes = bytes, .sha256 = Sha256Hex(bytes)}; }

Result<PreparedDocument> Process(DocumentProcessor& processor, const DocumentJob& job) {
  return processor.Process(job, {}, {}).and_then([](ProcessedDocument&& document) {
    return std::move(document).Take();
  });
}
Result<PreparedDocument> Process(DocumentProcessor& processor, const std::string& bytes) {
  return Process(processor, JobOf(bytes));
}

// Dies on the pages it is told to, as a library that crashes does.
class DeadlyPages : public DocumentProcessor {
 public:
  explicit DeadlyPages(std::set<int> pages, bool dies_understanding = false)
      : pages_(std::move(pages)), dies_understanding_(dies_understanding) {}
  Result<ProcessedDocument> Process(const DocumentJob& job, const FindSiblings&,
                                    const OnProgress&) override {
    ++tries;
    for (const int page_no : pages_) {
      const bool is_skipped =
          std::any_of(job.pages.skipped.begin(), job.pages.skipped.end(),
                      [&](const Error& error) { return error.page_no == page_no; });
      const bool is_beyond = job.pages.last_page > 0 && page_no > job.pages.last_page;
      if (is_skipped || is_beyond) continue;
      return tl::make_unexpected(
          Error{.message = "lost", .page_no = page_no, .stage = kStageWorker});
    }
    if (dies_understanding_ && !job.not_understood) {
      return tl::make_unexpected(Error{.message = "lost", .stage = kStageUnderstand});
    }
    last = job;
    return ProcessedDocument(PreparedDocument{});
  }
  int tries = 0;
  DocumentJob last{};

 private:
  std::set<int> pages_;
  bool dies_understanding_;
};

}  // namespace

TEST_CASE("a document processed in another process is the same", "[pipeline]") {
  IsolatedProcessor isolated(Worker());
  LocalProcessor own({}, {}, Built());
  for (const char* name : {"/dumps/changji-2023-22.md", "/rendered/changji-2023-22.pdf",
                           "/rendered/fujian-education-2022-59-table4.jpg"}) {
    CAPTURE(name);
    const std::string bytes = BytesOf(kFixtures + name);
    const Result<PreparedDocument> there = Process(isolated, bytes), here = Process(own, bytes);
    REQUIRE(there);
    REQUIRE(here);
    CHECK(*there == *here);
  }
}

TEST_CASE("answers of people go to the other process and come back in their places", "[pipeline]") {
  IsolatedProcessor isolated(Worker());
  const std::string bytes = BytesOf(kFixtures + "/dumps/changji-2023-22.md");
  DocumentJob job = JobOf(bytes);
  job.answers = {{.item_id = "x",
                  .sha256 = job.sha256,
                  .field = "title",
                  .verdict = Verdict::kCorrected,
                  .value = "另一个标题",
                  .by = "someone"}};
  const Result<PreparedDocument> document = Process(isolated, job);
  REQUIRE(document);
  CHECK(document->notice.title.value == "另一个标题");
}

TEST_CASE("errors of a document come back as they are, and the worker goes on", "[pipeline]") {
  IsolatedProcessor isolated(Worker());
  const Result<PreparedDocument> bad = Process(isolated, BytesOf(kFixtures + "/bad/truncated.pdf"));
  REQUIRE_FALSE(bad);
  CHECK(bad.error() ==
        DocumentReader(ReadOptions{}).Read(BytesOf(kFixtures + "/bad/truncated.pdf")).error());
  CHECK(Process(isolated, BytesOf(kFixtures + "/dumps/changji-2023-22.md")));
}

TEST_CASE("pages are told as they are begun, and at last the understanding", "[pipeline]") {
  IsolatedProcessor isolated(Worker());
  std::vector<int> pages;
  const std::string bytes = BytesOf(kFixtures + "/rendered/changji-2023-22.pdf");
  REQUIRE(isolated.Process(JobOf(bytes), {}, [&](int page_no) { pages.push_back(page_no); }));
  REQUIRE(pages.size() >= 2);
  CHECK(pages.front() == 1);
  CHECK(pages.back() == 0);
}

TEST_CASE("a worker that is killed costs its document, with the signal as the reason",
          "[pipeline]") {
  IsolatedProcessor isolated(Shell("kill -SEGV $$"));
  const Result<PreparedDocument> lost = Process(isolated, "some bytes");
  REQUIRE_FALSE(lost);
  CHECK(lost.error().stage == "worker");
  CHECK(lost.error().message.find("signal 11") != std::string::npos);
}

TEST_CASE("a worker that hangs is ended in time", "[pipeline]") {
  IsolatedProcessor isolated(Shell("exec sleep 100", 200));
  const Result<PreparedDocument> lost = Process(isolated, "some bytes");
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == ErrorCode::kTooLarge);
  CHECK(lost.error().message.find("no progress") != std::string::npos);
}

TEST_CASE("a worker that dies in the understanding says so, and on which page it died",
          "[pipeline]") {
  // Progress of page 3, or of the understanding, then the end.
  IsolatedProcessor page(
      Shell("printf 'p\\001\\000\\000\\000\\000\\000\\000\\0003' >&3; kill -KILL $$"));
  const Result<PreparedDocument> on_page = Process(page, "bytes");
  REQUIRE_FALSE(on_page);
  CHECK(on_page.error().page_no == 3);
  CHECK(on_page.error().stage == "worker");
  IsolatedProcessor understand(
      Shell("printf 'p\\001\\000\\000\\000\\000\\000\\000\\0000' >&3; kill -KILL $$"));
  CHECK(Process(understand, "bytes").error().stage == "understand");
}

TEST_CASE("a worker that sends nonsense, or cannot be started, is an error", "[pipeline]") {
  IsolatedProcessor nonsense(
      Shell("printf 'e\\001\\000\\000\\000\\000\\000\\000\\000x' >&3; sleep 1"));
  CHECK(Process(nonsense, "bytes").error().stage == "worker");
  IsolatedProcessor missing({.command = {"/no/such/program"}});
  CHECK(Process(missing, "bytes").error().message.find("cannot be started") != std::string::npos);
}

TEST_CASE("a page that costs its process is left out, and all others are read", "[pipeline]") {
  DeadlyPages processor({4});
  int lost = 0;
  const std::string bytes = "bytes";
  const auto process = [&](DeadlyPages& with) {
    return ProcessAlone(with, JobOf(bytes), kMostSkipped, {}, {}, [&] { ++lost; });
  };
  REQUIRE(process(processor));
  CHECK(processor.tries == 2);
  CHECK(lost == 1);
  CHECK(processor.last.pages.skipped.size() == 1);

  DeadlyPages many({4, 5, 6, 9, 10});  // after the fourth of them, only what stands before it
  REQUIRE(process(many));
  CHECK(many.tries == 5);
  CHECK(many.last.pages.last_page == 8);

  DeadlyPages opening({0});
  CHECK_FALSE(process(opening));
  CHECK(opening.tries == 1);

  DeadlyPages understanding({2}, true);
  REQUIRE(process(understanding));
  CHECK(understanding.last.not_understood);
  CHECK(understanding.last.pages.skipped.size() == 1);
}

TEST_CASE("a page that is not to be read keeps its place and its reason", "[pipeline]") {
  LocalProcessor processor({}, {}, Built());
  const std::string bytes = BytesOf(kFixtures + "/rendered/changji-2023-22.pdf");
  const Result<PreparedDocument> whole = Process(processor, bytes);
  REQUIRE(whole);
  DocumentJob job = JobOf(bytes);
  job.pages.skipped = {{.message = "lost", .page_no = 2, .stage = kStageWorker}};
  const Result<PreparedDocument> without = Process(processor, job);
  REQUIRE(without);
  CHECK(without->pages.size() == whole->pages.size());
  CHECK(without->status == "partial");
  REQUIRE(without->failures.size() == 1);
  CHECK(without->failures[0].page_no == 2);
  CHECK(without->pages[1].source == TextSource::kNone);
  CHECK(without->notice.title == whole->notice.title);

  job.not_understood = Error{.message = "lost", .stage = kStageUnderstand};
  const Result<PreparedDocument> kept = Process(processor, job);
  REQUIRE(kept);
  CHECK(kept->notice == Notice{});
  CHECK(kept->failures.size() == 2);
  CHECK_FALSE(kept->reading_bytes.empty());
}

TEST_CASE("a document that takes too long is kept as far as it was read", "[pipeline]") {
  LocalProcessor processor({.most_time = std::chrono::seconds(-1)}, {}, Built());
  const Result<PreparedDocument> document =
      Process(processor, BytesOf(kFixtures + "/rendered/changji-2023-22.pdf"));
  REQUIRE(document);
  CHECK(document->status == "partial");
  CHECK(document->failures.size() == document->pages.size());
  CHECK(document->failures[0].code == ErrorCode::kTooLarge);
}

TEST_CASE("an isolated import stores what one in this process stores", "[pipeline]") {
  const auto knowledge = *Knowledge::Load();
  const auto import = [&](const ImportOptions& options) {
    Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
    std::istringstream no_input;
    const std::atomic<bool> stop{false};
    REQUIRE(ImportDocuments(
        FindInputs({kFixtures + "/dumps", kFixtures + "/bad"}, ":memory:", no_input), archive,
        knowledge.get(), options, stop, [](const ImportEvent&) {}));
    return archive;
  };
  const Archive here = import({});
  const Archive there = import({.jobs = 2, .isolation = Worker()});
  CHECK(*here.Counts() == *there.Counts());
  CHECK((*here.Indicators()).size() == (*there.Indicators()).size());
  const auto reasons = [](const Archive& archive) {
    std::vector<std::string> messages;
    const std::vector<FailureHit> failures = *archive.Failures();
    for (const FailureHit& failure : failures) {
      messages.push_back(failure.source_path + ": " + failure.message);
    }
    return messages;
  };
  CHECK(reasons(here) == reasons(there));
}

}  // namespace gongwen
