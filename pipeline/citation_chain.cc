// Tested by tests/pipeline/citation_chain_test.cc.
#include "pipeline/citation_chain.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

using Numbers = std::vector<std::pair<std::int64_t, std::string>>;

// Digits tell notices of one agency apart: of them none may differ.
bool IsNear(std::string_view cited, std::string_view held) {
  const std::u32string a = CodePoints(NormalizeForMatch(cited)),
                       b = CodePoints(NormalizeForMatch(held));
  const auto digits = [](const std::u32string& text) {
    std::u32string only;
    std::ranges::copy_if(text, std::back_inserter(only), [](char32_t c) { return c < 128; });
    return only;
  };
  return a != b ? digits(a) == digits(b) && EditDistance(a, b, 1) <= 1 : true;
}

class Follower {
 public:
  explicit Follower(const Archive& archive) : archive_(archive) {}

  Result<void> Follow(std::int64_t document_id, int depth) {
    seen_.insert(document_id);
    const Result<std::vector<CitationHit>> cites = archive_.Citations(document_id);
    if (!cites) return tl::make_unexpected(cites.error());
    for (const CitationHit& cite : *cites) {
      CitationLink link{.cite = cite, .depth = depth};
      if (!cite.cited_document_id) {
        const Result<std::vector<NoticeName>> near = Near(cite.cited_number);
        if (!near) return tl::make_unexpected(near.error());
        link.near = *near;
      }
      links_.push_back(std::move(link));
      const bool goes_on = cite.cited_document_id && depth < kMostCitationDepth &&
                           !seen_.contains(*cite.cited_document_id);
      if (!goes_on) continue;
      Result<void> done = Follow(*cite.cited_document_id, depth + 1);
      if (!done) return done;
    }
    return {};
  }

  [[nodiscard]] std::vector<CitationLink> Take() { return std::move(links_); }

 private:
  Result<std::vector<NoticeName>> Near(const std::string& number) {
    if (!numbers_) {
      Result<Numbers> numbers = archive_.DocumentNumbers();
      if (!numbers) return tl::make_unexpected(std::move(numbers).error());
      numbers_ = std::move(*numbers);
    }
    std::vector<NoticeName> near;
    for (const auto& [id, held] : *numbers_) {
      if (IsNear(number, held)) near.push_back({id, held});
    }
    return near;
  }

  const Archive& archive_;
  std::set<std::int64_t> seen_{};
  std::vector<CitationLink> links_{};
  std::optional<Numbers> numbers_{};
};

}  // namespace

Result<CitationChain> FollowCitations(const Archive& archive, std::int64_t document_id) {
  CitationChain chain;
  Follower follower(archive);
  if (const Result<void> done = follower.Follow(document_id, 1); !done) {
    return tl::make_unexpected(done.error());
  }
  chain.cites = follower.Take();
  const Result<StoredDocument> document = archive.LoadDocument(document_id);
  if (!document) return tl::make_unexpected(document.error());
  const std::string& number = document->record.notice.document_number.value;
  if (number.empty()) return chain;
  const Result<void> done =
      archive.VisitCitations({.cited_number = number}, [&](const CitationHit& hit) {
        chain.cited_by.push_back(hit);
        return true;
      });
  if (!done) return tl::make_unexpected(done.error());
  return chain;
}

}  // namespace gongwen
