#include "cli/read_options.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "pipeline/find_inputs.h"

namespace gongwen {

void AddReadArguments(CLI::App& command, ReadArguments& arguments) {
  command
      .add_option("--ocr", arguments.ocr,
                  "auto: where a page has no usable text layer; always; never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command.add_option("--tessdata", arguments.tessdata_dir, "folder of *.traineddata files");
  command.add_option("--taxonomy", arguments.taxonomies,
                     "TOML files with further indicator levels and header words");
  command.add_option("--words", arguments.words,
                     "TSV files with further words of indicators and the levels they speak for");
}

void AppendReadArguments(const ReadArguments& arguments, std::vector<std::string>& command) {
  command.insert(command.end(), {"--ocr", arguments.ocr});
  if (!arguments.tessdata_dir.empty()) {
    command.insert(command.end(), {"--tessdata", arguments.tessdata_dir});
  }
  for (const std::string& path : arguments.taxonomies) {
    command.insert(command.end(), {"--taxonomy", path});
  }
  for (const std::string& path : arguments.words) {
    command.insert(command.end(), {"--words", path});
  }
}

ReadOptions ToReadOptions(const ReadArguments& arguments) {
  ReadOptions options;
  options.engines.tessdata_dir = arguments.tessdata_dir;
  if (arguments.ocr == "always") options.ocr = OcrPolicy::kAlways;
  if (arguments.ocr == "never") options.ocr = OcrPolicy::kNever;
  return options;
}

Result<std::shared_ptr<const Knowledge>> LoadKnowledge(const ReadArguments& arguments) {
  KnowledgeFiles files;
  const auto read = [](const std::vector<std::string>& paths,
                       std::vector<DataFile>& into) -> Result<void> {
    for (const std::string& path : paths) {
      Result<std::string> text = ReadInput(path);
      if (!text) return tl::make_unexpected(std::move(text).error());
      into.push_back({path, std::move(*text)});
    }
    return {};
  };
  if (Result<void> r = read(arguments.taxonomies, files.taxonomies); !r) {
    return tl::make_unexpected(r.error());
  }
  if (Result<void> r = read(arguments.words, files.words); !r) {
    return tl::make_unexpected(r.error());
  }
  return Knowledge::Load(files);
}

Result<std::string> ReadInput(const std::string& path) {
  if (path == "-") {
    std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
    if (bytes.empty()) {
      return tl::make_unexpected(
          Error{.code = ErrorCode::kEmpty, .message = "nothing on stdin", .file = path});
    }
    return bytes;
  }
  Result<std::string> bytes = ReadFileBytes(path);
  if (!bytes) {
    Error error = std::move(bytes).error();
    error.file = path;
    error.stage = "open";
    return tl::make_unexpected(std::move(error));
  }
  return bytes;
}

Result<void> WriteOutput(const std::string& path, std::string_view text) {
  if (path.empty() || path == "-") {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() ||
        std::fflush(stdout) != 0) {
      return Fail(ErrorCode::kUnreadable, "stdout cannot be written");
    }
    return {};
  }
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) {
    return tl::make_unexpected(
        Error{.code = ErrorCode::kUnreadable,
              .message = std::string("cannot write: ") + std::strerror(errno),
              .file = path});
  }
  return {};
}

}  // namespace gongwen
