#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <array>
#include <exception>
#include <new>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/version.h"

namespace {

constexpr const char* kFooter = R"(
Examples:
  gongwen import archive/ --jobs 2          read a folder of notices into gongwen.db
  gongwen indicators --name 城镇新增就业    the figures of one indicator, by region
  gongwen search 就业补助                   full text, words of any length
  gongwen check                             what does not add up or agree
  gongwen review list                       what is doubtful, the weightiest first
  gongwen repair damaged.md --to md         one document's tables, mended

Exit codes: 0 done, 1 bad usage, 2 some inputs failed, 3 stored with warnings to review,
4 internal error, 130 interrupted. stdout is data, stderr is messages.
The database is --db, else $GONGWEN_DB, else gongwen.db in this folder.)";

int Run(int argc, char** argv) {
  CLI::App app{
      "gongwen 公文: archived Chinese government notices as data that can be queried and trusted",
      "gongwen"};
  app.set_version_flag("--version", std::string("gongwen ") + gongwen::kVersion);
  app.require_subcommand(1);
  app.footer(kFooter);
  const std::array commands{
      gongwen::AddImport(app), gongwen::AddRepair(app),     gongwen::AddTables(app),
      gongwen::AddSearch(app), gongwen::AddIndicators(app), gongwen::AddAllocations(app),
      gongwen::AddShow(app),   gongwen::AddCheck(app),      gongwen::AddReview(app),
      gongwen::AddDiff(app),   gongwen::AddReprocess(app),  gongwen::AddCitations(app),
      gongwen::AddExport(app), gongwen::AddDoctor(app),     gongwen::AddWorker(app),
  };
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);  // prints help, the version or the complaint
    return code == 0 ? 0 : static_cast<int>(gongwen::ExitCode::kUsage);
  }
  gongwen::HandleSignals();
  for (const gongwen::Command& command : commands) {
    if (command.app->parsed()) return static_cast<int>(command.run());
  }
  return static_cast<int>(gongwen::ExitCode::kUsage);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return Run(argc, argv);
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "gongwen: out of memory\n");
  } catch (const std::exception& error) {
    fmt::print(stderr, "gongwen: internal error: {}; please report it\n", error.what());
  }
  return static_cast<int>(gongwen::ExitCode::kInternal);
}
