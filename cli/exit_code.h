// What the program tells its caller. Documented in README and --help.
#pragma once

namespace gongwen {

enum class ExitCode {
  kOk = 0,          // all stored, or the question answered
  kUsage = 1,       // bad usage: an option, a path of the database, a query
  kSomeFailed = 2,  // some inputs failed; each has a row saying why
  kWarnings = 3,    // stored, with warnings to review
  kInternal = 4,    // a bug in this program
  kInterrupted = 130,
};

}  // namespace gongwen
