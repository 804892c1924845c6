#include "pipeline/isolated_reader.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/import_documents.h"
#include "store/reading_codec.h"

namespace gongwen {
namespace {

const std::string kFixtures = GONGWEN_FIXTURE_DIR;

std::string BytesOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

IsolationOptions Worker() { return {.command = {GONGWEN_PROGRAM, "worker"}}; }

// A worker that takes its document and then runs `script`.
IsolationOptions Shell(const std::string& script, int stall_ms = 60'000) {
  return {.command = {"/bin/sh", "-c", script}, .stall_ms = stall_ms};
}

}  // namespace

TEST_CASE("a document read in another process is the same", "[pipeline]") {
  IsolatedReader isolated(Worker());
  DocumentReader own(ReadOptions{});
  for (const char* name : {"/dumps/changji-2023-22.md", "/rendered/changji-2023-22.pdf",
                           "/rendered/fujian-education-2022-59-table4.jpg"}) {
    CAPTURE(name);
    const std::string bytes = BytesOf(kFixtures + name);
    const Result<Reading> there = isolated.Read(bytes), here = own.Read(bytes);
    REQUIRE(there);
    REQUIRE(here);
    // As the archive keeps it: what only joining pages needs is not.
    CHECK(*EncodeReading(*there) == *EncodeReading(*here));
  }
}

TEST_CASE("errors of a document come back as they are, and the worker goes on", "[pipeline]") {
  IsolatedReader isolated(Worker());
  const Result<Reading> bad = isolated.Read(BytesOf(kFixtures + "/bad/truncated.pdf"));
  REQUIRE_FALSE(bad);
  CHECK(bad.error() ==
        DocumentReader(ReadOptions{}).Read(BytesOf(kFixtures + "/bad/truncated.pdf")).error());
  CHECK(isolated.Read(BytesOf(kFixtures + "/dumps/changji-2023-22.md")));
}

TEST_CASE("a worker that is killed costs its document, with the signal as the reason",
          "[pipeline]") {
  IsolatedReader isolated(Shell("head -c 1 <&3 > /dev/null; kill -SEGV $$"));
  const Result<Reading> lost = isolated.Read("some bytes");
  REQUIRE_FALSE(lost);
  CHECK(lost.error().stage == "worker");
  CHECK(lost.error().message.find("signal 11") != std::string::npos);
}

TEST_CASE("a worker that hangs is ended in time", "[pipeline]") {
  IsolatedReader isolated(Shell("exec sleep 100", 200));
  const Result<Reading> lost = isolated.Read("some bytes");
  REQUIRE_FALSE(lost);
  CHECK(lost.error().code == ErrorCode::kTooLarge);
  CHECK(lost.error().message.find("no progress") != std::string::npos);
}

TEST_CASE("a worker that sends nonsense, or cannot be started, is an error", "[pipeline]") {
  IsolatedReader nonsense(
      Shell("printf 'e\\001\\000\\000\\000\\000\\000\\000\\000x' >&3; sleep 1"));
  CHECK(nonsense.Read("bytes").error().stage == "worker");
  IsolatedReader missing({.command = {"/no/such/program"}});
  CHECK(missing.Read("bytes").error().message.find("cannot be started") != std::string::npos);
}

TEST_CASE("an isolated import stores what one in this process stores", "[pipeline]") {
  const auto knowledge = *Knowledge::Load();
  const auto import = [&](const ImportOptions& options) {
    Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
    std::istringstream no_input;
    const std::atomic<bool> stop{false};
    REQUIRE(ImportDocuments(
        FindInputs({kFixtures + "/dumps", kFixtures + "/bad"}, ":memory:", no_input), archive,
        *knowledge, options, stop, [](const ImportEvent&) {}));
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
