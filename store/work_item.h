// The list of work: every file that an import was asked for. It outlives a kill and a power cut.
#pragma once

#include <cstdint>
#include <string>

namespace gongwen {

// What a file was like when it was read; equal stamps are taken for equal bytes. 0 = not known.
struct FileStamp {
  std::int64_t size_bytes = 0;
  std::int64_t modified_ns = 0;  // since the epoch of the file system's clock
  bool operator==(const FileStamp&) const = default;
};

struct WorkItem {
  std::int64_t work_id = 0;  // ascending in the order in which files were named
  std::string path{};
  std::string state{};  // waiting | stored | failed
  FileStamp stamp{};
  int lost = 0;  // reading processes that it has cost since it was stored last
  bool operator==(const WorkItem&) const = default;
};

}  // namespace gongwen
