// What the user named -> the files to read.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "model/error.h"

namespace gongwen {

struct InputList {
  std::vector<std::string> files{};  // each once; those of a folder in the order of their names
  std::vector<Error> failures{};     // what could not be looked at: Error::file, code, message
};

// Folders are walked recursively; links to folders are not followed, hidden entries (.git) and the
// files of `database` are left out. "-" reads one path a line from `standard_input`.
// Never fails as a whole.
[[nodiscard]] InputList FindInputs(const std::vector<std::string>& paths,
                                   const std::string& database, std::istream& standard_input);

// The bytes of one file. Errors: kUnreadable with the system's reason; kEmpty; kTooLarge over
// kMaxFileBytes.
inline constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30;
[[nodiscard]] Result<std::string> ReadFileBytes(const std::string& path);

}  // namespace gongwen
