// The worker's side of an isolated import.
#pragma once

#include "normalizers/hierarchy/knowledge.h"
#include "pipeline/process_document.h"
#include "pipeline/sandbox.h"

namespace gongwen {

// Enters the sandbox, then processes document after document from `fd` until it is closed. Returns
// the exit status of the process.
[[nodiscard]] int RunWorker(int fd, const ReadOptions& options, const Knowledge& knowledge,
                            const SandboxLimits& limits);

}  // namespace gongwen
