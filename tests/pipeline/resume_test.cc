// Imports that are killed, and what stands in the archive after they were taken up again.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "fixtures/generator/random.h"
#include "pipeline/import_documents.h"
#include "tests/store/sample_record.h"

extern char** environ;

namespace gongwen {
namespace {

namespace fs = std::filesystem;

const std::string kFixtures = GONGWEN_FIXTURE_DIR;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("gongwen-resume-" + std::to_string(getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_ / "in");
  }
  ~Folder() { fs::remove_all(path_); }
  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(*this / name, std::ios::binary) << text;
  }

 private:
  fs::path path_;
};

// Small notices, some of them the same bytes twice, with bad files between.
void WriteInputs(const Folder& folder, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string name = "in/" + std::to_string(1000 + i);
    if (i % 9 == 4) {
      fs::copy_file(kFixtures + "/bad/truncated.pdf", folder / (name + ".pdf"));
    } else if (i % 9 == 7) {
      fs::copy_file(folder / ("in/" + std::to_string(1000 + i - 1) + ".md"),
                    folder / (name + ".md"));
    } else {
      folder.Write(name + ".md", "# 关于下达第" + std::to_string(i) +
                                     "批资金的通知\n\n| 一级指标 | 二级指标 | 三级指标 | 指标值 "
                                     "|\n|--|--|--|--|\n| 产出指标 | 数量指标 | 人数 | ≥" +
                                     std::to_string(i) + "人 |\n");
    }
  }
}

pid_t StartImport(const Folder& folder, const std::string& database) {
  std::vector<std::string> words{GONGWEN_PROGRAM, "import", folder / "in", "--db",
                                 database,        "--jobs", "2",           "--quiet"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t pid = -1;
  REQUIRE(posix_spawn(&pid, GONGWEN_PROGRAM, &actions, nullptr, arguments.data(), environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

// True when it ended by itself.
bool WaitOrKill(pid_t pid, int most_ms) {
  int status = 0;
  for (int ms = 0; ms < most_ms; ++ms) {
    if (waitpid(pid, &status, WNOHANG) == pid) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  kill(pid, SIGKILL);
  waitpid(pid, &status, 0);
  return false;
}

// Every row but for the times, after a look at the index.
std::vector<std::string> ComparableRows(const std::string& database) {
  test::Execute(database,
                "UPDATE document SET imported_at = ''; UPDATE failure SET at = '';"
                "INSERT INTO document_index(document_index) VALUES('integrity-check')");
  return test::DumpDatabase(database);
}

ImportReport ImportHere(Archive& archive, const std::vector<std::string>& paths,
                        ImportOptions options = {}) {
  static const auto knowledge = *Knowledge::Load();
  std::istringstream no_input;
  const std::atomic<bool> stop{false};
  const auto report = ImportDocuments(FindInputs(paths, ":memory:", no_input), archive,
                                      knowledge.get(), options, stop, [](const ImportEvent&) {});
  REQUIRE(report);
  return *report;
}

}  // namespace

TEST_CASE("an import killed again and again ends with what an undisturbed one stores",
          "[pipeline]") {
  const Folder folder;
  WriteInputs(folder, 200);
  REQUIRE(WaitOrKill(StartImport(folder, folder / "whole.db"), 120'000));
  const std::string killed = folder / "killed.db";
  fixtures::Random random(20231126);
  int kills = 0;
  for (int run = 0; run < 200; ++run) {
    // Mostly early, so that many kills fall into the work.
    const bool has_ended = WaitOrKill(StartImport(folder, killed), random.Between(20, 90));
    if (has_ended) break;
    ++kills;
  }
  WaitOrKill(StartImport(folder, killed), 120'000);
  INFO(kills << " kills");
  CHECK(kills >= 3);
  CHECK(ComparableRows(killed) == ComparableRows(folder / "whole.db"));
}

TEST_CASE("the order of threads does not change what is stored", "[pipeline]") {
  const Folder folder;
  WriteInputs(folder, 40);
  for (const int jobs : {1, 4}) {
    Archive archive = *Archive::Open(folder / (std::to_string(jobs) + ".db"), OpenMode::kReadWrite);
    ImportHere(archive, {folder / "in"}, {.jobs = jobs});
  }
  CHECK(ComparableRows(folder / "1.db") == ComparableRows(folder / "4.db"));
}

TEST_CASE("a file is looked at again when it changes, and not before", "[pipeline]") {
  const Folder folder;
  folder.Write("in/a.md", "# 关于甲的通知\n");
  Archive archive = *Archive::Open(folder / "a.db", OpenMode::kReadWrite);
  CHECK(ImportHere(archive, {folder / "in"}).stored == 1);
  CHECK(ImportHere(archive, {folder / "in"}).unchanged == 1);
  folder.Write("in/a.md", "# 关于乙丙的通知\n");
  CHECK(ImportHere(archive, {folder / "in"}).stored == 1);
  CHECK(archive.Documents()->size() == 2);
}

TEST_CASE("what an import was asked for and did not do waits on the list", "[pipeline]") {
  const Folder folder;
  WriteInputs(folder, 20);
  Archive archive = *Archive::Open(folder / "a.db", OpenMode::kReadWrite);
  static const auto knowledge = *Knowledge::Load();
  std::istringstream no_input;
  std::atomic<bool> stop{false};
  const auto report =
      ImportDocuments(FindInputs({folder / "in"}, ":memory:", no_input), archive, knowledge.get(),
                      {}, stop, [&](const ImportEvent&) { stop = true; });
  REQUIRE(report);
  CHECK(report->interrupted);
  const std::vector<WorkItem> waiting = *archive.WaitingWork();
  CHECK(waiting.size() == report->waiting);
  CHECK_FALSE(waiting.empty());
  std::vector<std::string> paths;
  for (const WorkItem& item : waiting) paths.push_back(item.path);
  ImportHere(archive, paths);
  CHECK(archive.WaitingWork()->empty());
  CHECK(archive.Counts()->failures == 2);
}

TEST_CASE("a document that costs its process every time is left alone until it is asked for",
          "[pipeline]") {
  const Folder folder;
  folder.Write("in/a.md", "# 关于甲的通知\n");
  Archive archive = *Archive::Open(folder / "a.db", OpenMode::kReadWrite);
  const ImportOptions deadly{
      .isolation = {.command = {"/bin/sh", "-c",
                                "head -c 1 <&3 > /dev/null; echo x >> '" + (folder / "tries") +
                                    "'; kill -SEGV $$"}}};
  const auto tries = [&] {
    std::ifstream in(folder / "tries");
    int lines = 0;
    for (std::string line; std::getline(in, line);) ++lines;
    return lines;
  };
  CHECK(ImportHere(archive, {folder / "in"}, deadly).failed == 1);
  CHECK(tries() == 2);  // once among the others, once alone
  REQUIRE(archive.Failures()->size() == 1);
  CHECK(archive.Failures()->front().stage == "worker");
  CHECK(ImportHere(archive, {folder / "in"}, deadly).failed == 1);
  CHECK(tries() == 2);
  ImportOptions again = deadly;
  again.retry = true;
  CHECK(ImportHere(archive, {folder / "in"}, again).failed == 1);
  CHECK(tries() == 4);
  CHECK(ImportHere(archive, {folder / "in"}, {.retry = true}).stored == 1);
  CHECK(archive.Failures()->empty());
}

}  // namespace gongwen
