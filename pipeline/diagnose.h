// What this installation has and lacks.
#pragma once

#include <string>
#include <vector>

#include "pipeline/read_document.h"

namespace gongwen {

struct Diagnosis {
  std::string part{};     // "poppler", "tesseract", "chi_sim", "sqlite"
  std::string finding{};  // a version, or what is missing and how to get it
  bool is_good = true;
};

[[nodiscard]] std::vector<Diagnosis> Diagnose(const ReadOptions& options);

}  // namespace gongwen
