// Errors as values. Every function that can fail on input returns Result<T>.
//
// tl::expected and not std::expected: libstdc++ 12 has the latter with -std=c++23 only.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace gongwen {

enum class ErrorCode {
  kInvalidArgument,  // an option the caller can correct
  kUnreadable,       // the file cannot be opened or read
  kEmpty,            // the file holds nothing
  kEncrypted,        // a password is needed
  kDamaged,          // the file contradicts its own format
  kUnsupported,      // a format, or a part of one, that is not handled
  kTooLarge,         // over a limit on pages, pixels, nesting, cells or bytes
  kOcrFailed,        // one page could not be read; the document goes on as partial
  kOpenGrid,         // rulings that do not close into a table
  kNoTable,          // a finding, not a defect: there is no table here
  kStore,            // the database refused
  kInternal,         // a bug in this program
};

// The code's name as stored in v_failure.code and shown to users: "damaged", "too_large", ...
[[nodiscard]] std::string_view ToString(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message{};  // what was found, then what the user can do; lower case, no full stop
  std::string file{};     // as the user typed it; empty = not known here
  int page_no = 0;        // 1-based; 0 = the whole document
  std::string stage{};    // "open", "pdf", "ocr", "table", "store", ...
  bool operator==(const Error&) const = default;
};

// "notice-17.pdf (page 3, table): 4 ruling ends meet nothing; try --ocr always"
[[nodiscard]] std::string ToString(const Error& error);

template <class T>
using Result = tl::expected<T, Error>;

// Shorthand for `return tl::make_unexpected(Error{...})`.
[[nodiscard]] inline tl::unexpected<Error> Fail(ErrorCode code, std::string message) {
  return tl::make_unexpected(Error{.code = code, .message = std::move(message)});
}

}  // namespace gongwen
