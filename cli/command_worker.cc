// worker: the reading process of an import.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>

#include "cli/commands.h"
#include "cli/read_options.h"
#include "pipeline/isolated_processor.h"
#include "pipeline/reading_worker.h"

namespace gongwen {

Command AddWorker(CLI::App& app) {
  struct Arguments {
    ReadArguments read{};
    SandboxLimits limits{};
    int document_s = 3600;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("worker", "Reads documents for an import");
  command->group("");  // not in the help
  AddReadArguments(*command, arguments->read);
  command->add_option("--memory", arguments->limits.memory_mb, "MB of address space");
  command->add_option("--document-time", arguments->document_s, "seconds for a document");
  return {command, [arguments] {
            const auto knowledge = LoadKnowledge(arguments->read);
            if (!knowledge) return Complain(knowledge.error());
            ReadOptions options = ToReadOptions(arguments->read);
            options.most_time = std::chrono::seconds(arguments->document_s);
            // At once: what tools do at the end of a process, the sandbox does not let them.
            _exit(RunWorker(kWorkerFd, options, **knowledge, arguments->limits));
            return ExitCode::kOk;
          }};
}

}  // namespace gongwen
