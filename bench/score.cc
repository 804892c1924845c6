#include "bench/score.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string_view>
#include <utility>

#include "normalizers/hierarchy/label_reader.h"
#include "normalizers/text/han_text.h"

namespace gongwen::bench {
namespace {

constexpr double kSure = 0.9;

using Bag = std::map<std::string, std::size_t>;

std::string Key(std::initializer_list<std::string> parts) {
  std::string key;
  for (const std::string& part : parts) key += NormalizeForMatch(part) + "|";
  return key;
}

std::string Level(const std::string& name) { return WithoutLabelSuffix(name); }

Count CompareBags(const Bag& expected, const Bag& actual, std::string_view what,
                  std::vector<std::string>& misses) {
  Count count;
  for (const auto& [key, n] : expected) {
    const auto it = actual.find(key);
    const std::size_t got = it == actual.end() ? 0 : it->second;
    count.expected += n;
    count.found += std::min(n, got);
    if (got < n) misses.push_back("- " + std::string(what) + " " + key);
  }
  for (const auto& [key, n] : actual) {
    const auto it = expected.find(key);
    const std::size_t wanted = it == expected.end() ? 0 : it->second;
    if (n > wanted) {
      count.extra += n - wanted;
      misses.push_back("+ " + std::string(what) + " " + key);
    }
  }
  return count;
}

struct RowBags {
  Bag tuple{}, region{}, level1{}, level2{}, level3{}, value{};
};

void Add(RowBags& bags, const std::string& region, const std::string& level1,
         const std::string& level2, const std::string& level3, const std::string& value) {
  ++bags.tuple[Key({region, Level(level1), Level(level2), level3, value})];
  ++bags.level1[Key({Level(level1), level3, value})];
  ++bags.level2[Key({Level(level2), level3, value})];
  ++bags.level3[Key({level3})];
  ++bags.value[Key({value})];
}

bool IsIncluded(const Parts& parts, int table) {
  return parts.tables.empty() ||
         std::find(parts.tables.begin(), parts.tables.end(), table) != parts.tables.end();
}

// A cell that was read, right or wrong, and how sure of it the program is.
void AddCell(double confidence, bool is_right, Score& score) {
  ++score.cell.expected;
  score.cell.found += is_right ? 1 : 0;
  score.cell.extra += !is_right && confidence >= kSure ? 1 : 0;
}

void CompareIndicators(const fixtures::TruthNotice& truth, const Parts& parts, const Notice& notice,
                       Score& score) {
  RowBags expected, actual;
  Bag names;  // by table
  for (std::size_t t = 0; t < truth.indicator_tables.size(); ++t) {
    if (!IsIncluded(parts, static_cast<int>(t) + 1)) continue;
    const fixtures::TruthIndicatorTable& table = truth.indicator_tables[t];
    ++expected.region[Key({table.region})];
    for (const fixtures::TruthLeaf& leaf : table.rows) {
      ++names[Key({leaf.level3})];
      Add(expected, table.region, leaf.level1, leaf.level2, leaf.level3, leaf.value);
    }
  }
  for (const IndicatorTable& table : notice.indicator_tables) {
    ++actual.region[Key({table.region})];
    for (const IndicatorRow& row : table.rows) {
      Add(actual, table.region, row.level1, row.level2, row.level3, row.value_text);
      AddCell(row.name_from.confidence, names.contains(Key({row.level3})), score);
      AddCell(row.value_from.confidence, expected.value.contains(Key({row.value_text})), score);
      const std::string key =
          Key({table.region, Level(row.level1), Level(row.level2), row.level3, row.value_text});
      const bool is_right = expected.tuple.contains(key);
      const std::size_t bin = ConfidenceBin(row.confidence);
      ++score.rows_in_bin[bin];
      score.right_in_bin[bin] += is_right ? 1 : 0;
      if (row.confidence >= kSure) {
        ++score.sure;
        score.sure_and_wrong += is_right ? 0 : 1;
      }
      if (!is_right) {
        ++score.wrong;
        score.wrong_in_review += row.confidence < kSure ? 1 : 0;
      }
    }
  }
  std::vector<std::string> unused;
  score.tuple = CompareBags(expected.tuple, actual.tuple, "tuple", score.misses);
  score.region = CompareBags(expected.region, actual.region, "region", score.misses);
  score.level1 = CompareBags(expected.level1, actual.level1, "", unused);
  score.level2 = CompareBags(expected.level2, actual.level2, "", unused);
  score.level3 = CompareBags(expected.level3, actual.level3, "", unused);
  score.value = CompareBags(expected.value, actual.value, "", unused);
}

void CompareAllocations(const fixtures::TruthNotice& truth, const Notice& notice, Score& score) {
  Bag expected, actual, amounts, read_amounts;
  for (const fixtures::TruthAllocation& table : truth.allocations) {
    std::vector<std::string> columns;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (fixtures::IsAmountColumn(table, c)) columns.push_back(table.columns[c]);
    }
    for (const fixtures::TruthAllocationRow& row : table.rows) {
      for (std::size_t i = 0; i < row.amounts.size() && i < columns.size(); ++i) {
        const auto amount = Decimal::Parse(row.amounts[i]);
        if (!amount) continue;
        ++amounts[amount->ToString()];
        ++expected[Key({row.recipient, columns[i], amount->ToString(), row.is_total ? "total" : "",
                        row.parent})];
      }
    }
  }
  for (const AllocationTable& table : notice.allocation_tables) {
    for (const AllocationEntry& entry : table.entries) {
      const std::string amount = entry.amount ? entry.amount->ToString() : entry.amount_text;
      ++read_amounts[amount];
      AddCell(entry.from.confidence, amounts.contains(amount), score);
      ++actual[Key({entry.recipient, entry.column_name, amount, entry.is_total ? "total" : "",
                    entry.parent})];
    }
  }
  score.allocation = CompareBags(expected, actual, "allocation", score.misses);
  score.amount = CompareBags(amounts, read_amounts, "amount", score.misses);
}

// The fewest edits that turn `paragraph` into some part of `text`.  O(|paragraph| * |text|).
std::size_t InfixDistance(const std::u32string& paragraph, const std::u32string& text) {
  std::vector<std::size_t> row(text.size() + 1, 0);  // may begin anywhere
  for (std::size_t i = 1; i <= paragraph.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= text.size(); ++j) {
      const std::size_t kept = diagonal + (paragraph[i - 1] == text[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({kept, row[j] + 1, row[j - 1] + 1});
    }
  }
  return *std::min_element(row.begin(), row.end());
}

void CompareBody(const fixtures::TruthNotice& truth, const Reading& reading, Score& score) {
  std::string read;
  for (const Block& block : reading.blocks) {
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) read += paragraph->text;
  }
  const std::u32string text = CodePoints(NormalizeForMatch(read));
  for (const std::string& paragraph : truth.body) {
    const std::u32string wanted = CodePoints(NormalizeForMatch(paragraph));
    score.characters += wanted.size();
    score.character_errors += InfixDistance(wanted, text);
  }
}

std::string Joined(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += text + ";";
  return joined;
}

std::string Joined(const std::vector<SourcedText>& texts) {
  std::string joined;
  for (const SourcedText& text : texts) joined += text.value + ";";
  return joined;
}

void CompareFields(const fixtures::TruthNotice& truth, const Notice& notice, Score& score) {
  std::vector<std::string> cites;
  for (const Citation& cite : notice.cites) cites.push_back(cite.cited_number);
  const std::pair<std::string, std::string> fields[] = {
      {truth.document_number, notice.document_number.value},
      {truth.title, notice.title.value},
      {Joined(truth.issuing_agencies), Joined(notice.issuing_agencies)},
      {Joined(truth.addressees), Joined(notice.addressees)},
      {truth.issue_date, notice.issue_date.value},
      {truth.print_date, notice.print_date.value},
      {truth.printing_office, notice.printing_office.value},
      {truth.copy_to, notice.copy_to.value},
      {Joined(truth.cites), Joined(cites)},
      {Joined(truth.attachments), Joined(notice.attachments)},
  };
  for (const auto& [expected, actual] : fields) {
    ++score.field.expected;
    if (NormalizeForMatch(expected) == NormalizeForMatch(actual)) {
      ++score.field.found;
    } else {
      score.misses.push_back("- field " + expected);
      score.misses.push_back("+ field " + actual);
    }
  }
}

}  // namespace

std::size_t ConfidenceBin(double confidence) {
  const double c = std::clamp(confidence, 0.0, 1.0);
  if (c < kSure) return static_cast<std::size_t>(c * 10);
  return std::min(Score::kBins - 1, 9 + static_cast<std::size_t>((c - kSure) * 100 + 1e-9));
}

Score& Score::operator+=(const Score& other) {
  documents += other.documents;
  pages += other.pages;
  tables += other.tables;
  seconds += other.seconds;
  tuple += other.tuple;
  region += other.region;
  level1 += other.level1;
  level2 += other.level2;
  level3 += other.level3;
  value += other.value;
  allocation += other.allocation;
  amount += other.amount;
  cell += other.cell;
  characters += other.characters;
  character_errors += other.character_errors;
  field += other.field;
  sure += other.sure;
  sure_and_wrong += other.sure_and_wrong;
  wrong += other.wrong;
  wrong_in_review += other.wrong_in_review;
  repairs += other.repairs;
  for (std::size_t i = 0; i < kBins; ++i) {
    rows_in_bin[i] += other.rows_in_bin[i];
    right_in_bin[i] += other.right_in_bin[i];
  }
  return *this;
}

Score Compare(const fixtures::TruthNotice& truth, const Parts& parts, const Notice& notice,
              const Reading& reading) {
  Score score{.documents = 1};
  score.repairs = notice.repairs.size();
  score.tables = notice.indicator_tables.size();
  CompareIndicators(truth, parts, notice, score);
  if (parts.allocations) CompareAllocations(truth, notice, score);
  if (parts.letter) {
    CompareFields(truth, notice, score);
    CompareBody(truth, reading, score);
  }
  return score;
}

}  // namespace gongwen::bench
