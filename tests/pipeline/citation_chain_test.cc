#include "pipeline/citation_chain.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace gongwen {
namespace {

void Put(Archive& archive, char digit, const std::string& number,
         const std::vector<std::string>& cites) {
  DocumentRecord record{.source_path = number + ".md", .sha256 = std::string(64, digit)};
  record.notice.document_number.value = number;
  for (const std::string& cited : cites) {
    record.notice.cites.push_back({.cited_number = cited, .relation = "basis", .context = "根据"});
  }
  REQUIRE(archive.Put(record));
}

}  // namespace

TEST_CASE("a chain of citations is followed as far as the archive holds it", "[pipeline]") {
  Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  Put(archive, '1', "昌州财社〔2023〕22号", {"新财社〔2023〕74号", "新财预〔2016〕113号"});
  Put(archive, '2', "新财社〔2023〕74号", {"财社〔2023〕9号", "昌州财社〔2023〕22号"});
  const CitationChain chain = *FollowCitations(archive, 1);
  REQUIRE(chain.cites.size() == 4);
  CHECK(chain.cites[0].cite.cited_document_id == 2);
  CHECK(chain.cites[1].depth == 2);
  CHECK(chain.cites[1].cite.cited_number == "财社〔2023〕9号");
  CHECK(chain.cites[3].depth == 1);
  CHECK_FALSE(chain.cites[3].cite.cited_document_id);
  REQUIRE(chain.cited_by.size() == 1);  // a circle ends
  CHECK(chain.cited_by[0].document_number == "新财社〔2023〕74号");
}

TEST_CASE("a number one character off is named and not linked; another digit is another notice",
          "[pipeline]") {
  Archive archive = std::move(*Archive::Open(":memory:", OpenMode::kReadWrite));
  Put(archive, '1', "昌州财社〔2023〕22号", {"新财杜〔2023〕74号", "新财社〔2023〕75号"});
  Put(archive, '2', "新财社〔2023〕74号", {});
  const CitationChain chain = *FollowCitations(archive, 1);
  REQUIRE(chain.cites.size() == 2);
  CHECK_FALSE(chain.cites[0].cite.cited_document_id);
  CHECK(chain.cites[0].near == std::vector<NoticeName>{{2, "新财社〔2023〕74号"}});
  CHECK(chain.cites[1].near.empty());
}

}  // namespace gongwen
