#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/version.h"
#include "pipeline/diagnose.h"

namespace gongwen {

Command AddDoctor(CLI::App& app) {
  struct Arguments {
    std::string tessdata_dir{};
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("doctor", "Versions, OCR models found, what is missing and how to get it");
  command->add_option("--tessdata", arguments->tessdata_dir, "folder of *.traineddata files");
  return {command, [arguments] {
            fmt::print("gongwen      {}\n", kVersion);
            bool all_good = true;
            ReadOptions options;
            options.engines.tessdata_dir = arguments->tessdata_dir;
            for (const Diagnosis& d : Diagnose(options)) {
              fmt::print("{:<12} {}{}\n", d.part, d.is_good ? "" : "MISSING: ", d.finding);
              all_good = all_good && d.is_good;
            }
            return all_good ? ExitCode::kOk : ExitCode::kWarnings;
          }};
}

}  // namespace gongwen
