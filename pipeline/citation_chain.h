// Which notices a notice rests on, and which rest on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/error.h"
#include "store/archive.h"

namespace gongwen {

// A notice of the archive by what people call it.
struct NoticeName {
  std::int64_t document_id = 0;
  std::string number{};
  bool operator==(const NoticeName&) const = default;
};

struct CitationLink {
  CitationHit cite{};
  int depth = 1;  // 1 = cited by the notice itself, 2 = by one that it cites, ...
  // Notices whose number is nearly the cited one, which the archive does not hold: one character
  // off, or the same in other brackets. For a person to look at: nothing is linked on a guess.
  std::vector<NoticeName> near{};
};

struct CitationChain {
  std::vector<CitationLink> cites{};  // depth first, in the order of the text
  std::vector<CitationHit> cited_by{};
};

inline constexpr int kMostCitationDepth = 4;

//   errors  those of the archive
//   cost    one look at all document numbers where something cited is not held
[[nodiscard]] Result<CitationChain> FollowCitations(const Archive& archive,
                                                    std::int64_t document_id);

}  // namespace gongwen
