// What a process that reads hostile bytes may still do.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace gongwen {

struct SandboxLimits {
  std::int64_t memory_mb = 3072;  // of address space; 0 = no limit
};

struct SandboxReport {
  bool has_limits = false;  // memory, no core dumps, no files written
  bool has_filter = false;  // seccomp: no network, no files written, no other programs
  std::string missing{};    // what this kernel does not give
};

// For this process and for good: address space and file sizes are limited, and a seccomp filter
// denies sockets, opening files for writing, changing folders' contents, starting processes and
// tracing. It goes on where the kernel has no seccomp; the report says so. The process is killed
// when its parent ends.
[[nodiscard]] SandboxReport EnterSandbox(const SandboxLimits& limits);

// From now on the process may use this much processor time, and a minute more, before a signal ends
// it: set anew for every document.
void LimitProcessorTime(std::chrono::seconds most);

// What EnterSandbox would give here, tried in a child process. For programs without threads.
[[nodiscard]] SandboxReport ProbeSandbox();

}  // namespace gongwen
