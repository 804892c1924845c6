// worker: the reading process of an import.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/read_options.h"
#include "pipeline/isolated_reader.h"

namespace gongwen {

Command AddWorker(CLI::App& app) {
  struct Arguments {
    ReadArguments read{};
    SandboxLimits limits{};
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("worker", "Reads documents for an import");
  command->group("");  // not in the help
  AddReadArguments(*command, arguments->read);
  command->add_option("--memory", arguments->limits.memory_mb, "MB of address space");
  return {command, [arguments] {
            const int status =
                RunReadingWorker(kWorkerFd, ToReadOptions(arguments->read), arguments->limits);
            return status == 0 ? ExitCode::kOk : ExitCode::kInternal;
          }};
}

}  // namespace gongwen
