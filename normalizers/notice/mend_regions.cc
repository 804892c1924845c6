// Tested by tests/normalizers/mend_regions_test.cc.
#include "normalizers/notice/mend_regions.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "normalizers/text/han_text.h"

namespace gongwen {
namespace {

constexpr int kMostMentions = 2;  // a character that is misread once is misread again
constexpr double kUnsure = 0.75;
constexpr double kByNotice = 0.93, kByGazetteer = 0.8;  // that the mended name is right

// How often each name stands in the notice; addressees (清水区财政局) count by their beginning.
class Mentions {
 public:
  explicit Mentions(const Notice& notice) : notice_(notice) {
    for (const IndicatorTable& table : notice.indicator_tables) ++names_[table.region];
    for (const AllocationTable& table : notice.allocation_tables) {
      std::string last;
      for (const AllocationEntry& entry : table.entries) {
        if (entry.recipient != last) ++names_[entry.recipient];
        last = entry.recipient;
      }
    }
  }

  [[nodiscard]] int Of(const std::string& name) const {
    const auto it = names_.find(name);
    int count = it == names_.end() ? 0 : it->second;
    for (const SourcedText& addressee : notice_.addressees) {
      count += addressee.value.starts_with(name) ? 1 : 0;
    }
    return count;
  }

  // The names of the notice that differ from `name` in one character and stand there more often.
  [[nodiscard]] std::optional<std::string> Nearest(const std::string& name) const {
    const std::u32string own = CodePoints(name);
    const int times = Of(name);
    std::optional<std::string> found;
    for (const auto& [other, count] : names_) {
      const std::u32string points = CodePoints(other);
      if (points.size() != own.size() || own.size() < 2 || points.back() != own.back()) continue;
      if (EditDistance(points, own, 1) != 1 || Of(other) < times) continue;
      if (found) return std::nullopt;
      found = other;
    }
    return found;
  }

 private:
  const Notice& notice_;
  std::map<std::string, int> names_{};
};

// Where the region was read.
const Provenance* ProvenanceOf(const IndicatorTable& table) {
  const auto field = std::find_if(table.head.begin(), table.head.end(), [&](const HeadField& f) {
    return f.value.value.starts_with(table.region);
  });
  return field == table.head.end() ? nullptr : &field->value.from;
}

void Replace(std::string& text, const std::string& before, const std::string& after) {
  if (text.starts_with(before)) text.replace(0, before.size(), after);
}

}  // namespace

void MendRegions(Notice& notice, const Gazetteer& gazetteer, bool is_noisy) {
  const Mentions mentions(notice);
  for (IndicatorTable& table : notice.indicator_tables) {
    if (table.region.empty()) continue;
    const Provenance* from = ProvenanceOf(table);
    const bool is_ocr = from != nullptr && from->source == TextSource::kOcr;
    if ((!is_ocr && !is_noisy) || mentions.Of(table.region) > kMostMentions) continue;
    if (gazetteer.Locate(table.region)) continue;
    std::optional<std::string> mended = mentions.Nearest(table.region);
    const bool by_notice = mended.has_value();
    if (!mended && (is_noisy || from->confidence < kUnsure))
      mended = gazetteer.Nearest(table.region);
    if (!mended) continue;
    const double confidence = by_notice ? kByNotice : kByGazetteer;
    notice.repairs.push_back(
        {.table_no = table.table_no,
         .field = "region",
         .before = table.region,
         .after = *mended,
         .reason =
             "地区名有一字误认，按本文件其他处或行政区划改正 / one character of the region's name "
             "was misread; mended as it stands elsewhere in the notice or in the gazetteer",
         .evidence = {{by_notice ? "notice" : "gazetteer", *mended, 1}},
         .confidence = confidence});
    const std::string before = table.region;
    Replace(table.region_department, before, *mended);
    Replace(table.competent_department, before, *mended);
    table.region = *mended;
    for (IndicatorRow& row : table.rows) {
      row.trust.region = std::min(row.trust.region, confidence);
      row.confidence = row.trust.all();
    }
  }
}

}  // namespace gongwen
