#include "pipeline/find_inputs.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <set>
#include <system_error>
#include <utility>

namespace gongwen {
namespace {

namespace fs = std::filesystem;

class Walker {
 public:
  explicit Walker(const std::string& database) {
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
      std::error_code ignored;
      const fs::path path = fs::weakly_canonical(database + suffix, ignored);
      if (!path.empty()) own_files_.insert(path);
    }
  }

  void Add(const std::string& name) {
    std::error_code error;
    const fs::file_status status = fs::status(name, error);
    if (!fs::exists(status)) {
      const bool missing = !error || error == std::errc::no_such_file_or_directory;
      Fail(name, missing ? "no such file or folder; check the path" : error.message());
    } else if (fs::is_directory(status)) {
      AddFolder(name);
    } else {
      AddFile(name);
    }
  }

  InputList result{};

 private:
  void Fail(const std::string& name, std::string message) {
    result.failures.push_back({.code = ErrorCode::kUnreadable,
                               .message = std::move(message),
                               .file = name,
                               .stage = "open"});
  }

  void AddFile(const std::string& name) {
    std::error_code ignored;
    const fs::path canonical = fs::weakly_canonical(name, ignored);
    if (own_files_.contains(canonical)) return;
    if (seen_.insert(canonical).second) result.files.push_back(name);
  }

  // Own recursion, not recursive_directory_iterator: that one ends at the first folder it may not
  // open, and everything behind it would be lost.
  void AddFolder(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator entry(folder, error);
    if (error) {
      Fail(folder.string(),
           "cannot list the folder: " + error.message() + "; give this user the right to read it");
      return;
    }
    std::vector<fs::path> files, folders;
    for (; entry != fs::directory_iterator(); entry.increment(error)) {
      if (error) break;
      const fs::path& path = entry->path();
      if (path.filename().string().starts_with('.')) continue;
      std::error_code ignored;
      if (entry->is_directory(ignored)) {
        if (!entry->is_symlink(ignored)) folders.push_back(path);
      } else {
        files.push_back(path);
      }
    }
    if (error) Fail(folder.string(), "listing the folder stopped: " + error.message());
    std::sort(files.begin(), files.end());
    std::sort(folders.begin(), folders.end());
    for (const fs::path& file : files) AddFile(file.string());
    for (const fs::path& sub : folders) AddFolder(sub);
  }

  std::set<fs::path> own_files_{}, seen_{};
};

}  // namespace

InputList FindInputs(const std::vector<std::string>& paths, const std::string& database,
                     std::istream& standard_input) {
  Walker walker(database);
  for (const std::string& path : paths) {
    if (path != "-") {
      walker.Add(path);
      continue;
    }
    for (std::string line; std::getline(standard_input, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (!line.empty()) walker.Add(line);
    }
  }
  return std::move(walker.result);
}

Result<std::string> ReadFileBytes(const std::string& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type != std::filesystem::file_type::regular) {
    return Fail(ErrorCode::kUnreadable, "not a regular file; name a document or a folder");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return Fail(ErrorCode::kUnreadable, std::string("cannot open: ") + std::strerror(errno));
  }
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size > kMaxFileBytes) {
    return Fail(ErrorCode::kTooLarge, std::to_string(size >> 20) + " MiB is over the limit of " +
                                          std::to_string(kMaxFileBytes >> 20) +
                                          " MiB; split the file");
  }
  std::string bytes;
  bytes.resize(error ? 0 : static_cast<std::size_t>(size));
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad()) {
    return Fail(ErrorCode::kUnreadable, std::string("reading stopped: ") + std::strerror(errno));
  }
  if (bytes.empty()) return Fail(ErrorCode::kEmpty, "the file is empty; copy it again");
  return bytes;
}

}  // namespace gongwen
