// worker: the reading process of an import.
#include <unistd.h>

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
            // At once: what tools do at the end of a process, the sandbox does not let them.
            _exit(RunReadingWorker(kWorkerFd, ToReadOptions(arguments->read), arguments->limits));
            return ExitCode::kOk;
          }};
}

}  // namespace gongwen
