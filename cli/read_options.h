// Options that every command which reads documents has: --ocr, --tessdata, --taxonomy.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/read_document.h"
#include "pipeline/understand_reading.h"

namespace CLI {
class App;
}

namespace gongwen {

struct ReadArguments {
  std::string ocr = "auto";
  std::string tessdata_dir{};
  std::vector<std::string> taxonomies{}, words{};
};

void AddReadArguments(CLI::App& command, ReadArguments& arguments);
// The same as arguments of another process.
void AppendReadArguments(const ReadArguments& arguments, std::vector<std::string>& command);
[[nodiscard]] ReadOptions ToReadOptions(const ReadArguments& arguments);
[[nodiscard]] Result<std::shared_ptr<const Knowledge>> LoadKnowledge(
    const ReadArguments& arguments);

// The bytes of a file, or of stdin for "-". Errors carry the file's name.
[[nodiscard]] Result<std::string> ReadInput(const std::string& path);
// Writes to a file, or to stdout for an empty path.
[[nodiscard]] Result<void> WriteOutput(const std::string& path, std::string_view text);

}  // namespace gongwen
