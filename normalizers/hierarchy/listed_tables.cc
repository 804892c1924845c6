#include "normalizers/hierarchy/listed_tables.h"

#include <re2/re2.h>

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "normalizers/hierarchy/cell_lines.h"
#include "normalizers/hierarchy/draft_rows.h"
#include "normalizers/text/han_text.h"
#include "normalizers/value/date.h"

namespace gongwen {
namespace {

constexpr std::size_t kLongestLine = 60;  // code points
constexpr std::size_t kLeastLines = 6;
constexpr std::size_t kLeastLabels = 2;  // different ones
constexpr std::size_t kLinesToALabel = 8;
constexpr std::size_t kMostLines = 5'000;

// 一、 （二） 3. ④ · in front of a word.
std::string WithoutItemMark(std::string_view text) {
  static const RE2 mark(
      R"(^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.．、)）]|[①-⑳]|[-*•·●■◆]+)\s*(\p{Han}.*)$)");
  std::string rest;
  return RE2::FullMatch(std::string(text), mark, &rest) ? rest : std::string(TrimmedView(text));
}

bool MayBeCell(std::string_view text) {
  static const RE2 sentence("[。；;，,：:]$");
  const std::string trimmed(TrimmedView(text));
  return !trimmed.empty() && CodePoints(trimmed).size() <= kLongestLine &&
         !RE2::PartialMatch(trimmed, sentence) && !ParseDate(trimmed);
}

struct Line {
  const Paragraph* paragraph = nullptr;
  std::string text{};  // without mark of item
  bool is_label = false, is_header = false;
};

class Gatherer {
 public:
  Gatherer(const LabelReader& reader, const std::vector<PageReading>& pages)
      : reader_(reader), pages_(pages) {}

  std::vector<Block> Gather(std::vector<Block> blocks) {
    for (Block& block : blocks) {
      const Paragraph* paragraph = std::get_if<Paragraph>(&block);
      if (TableGrid* grid = std::get_if<TableGrid>(&block)) {
        if (std::optional<TableGrid> folded = FoldCellLines(*grid, reader_)) {
          *grid = std::move(*folded);
        }
      }
      if (paragraph == nullptr || !MayBeCell(paragraph->text) || run_.size() >= kMostLines) {
        Close();
        Put(std::move(block), 1);
        continue;
      }
      run_.push_back(std::move(block));
    }
    Close();
    return std::move(out_);
  }
  [[nodiscard]] std::vector<std::size_t> first_block() && { return std::move(first_block_); }

 private:
  // A block made of the next `taken` of the given ones.
  void Put(Block block, std::size_t taken) {
    out_.push_back(std::move(block));
    first_block_.push_back(taken_);
    taken_ += taken;
  }

  [[nodiscard]] std::vector<Line> ReadLines() const {
    std::vector<Line> lines;
    for (const Block& block : run_) {
      const auto& paragraph = std::get<Paragraph>(block);
      Line line{.paragraph = &paragraph, .text = WithoutItemMark(paragraph.text)};
      line.is_header = reader_.taxonomy().HeaderRole(line.text) != ColumnRole::kNone;
      const auto label = reader_.Read(line.text);
      line.is_label = label && label->is_exact && !line.is_header;
      lines.push_back(std::move(line));
    }
    return lines;
  }

  // Ends a run: as a table from its first header word or label on, or as the paragraphs it was.
  void Close() {
    const std::vector<Line> lines = ReadLines();
    std::size_t begin = 0;
    while (begin < lines.size() && !lines[begin].is_label && !lines[begin].is_header) ++begin;
    std::optional<TableGrid> grid;
    const std::span<const Line> table = std::span(lines).subspan(begin);
    if (IsTable(table)) grid = FoldCellLines(GridOf(table), reader_);
    if (!grid) begin = lines.size();
    for (std::size_t i = 0; i < begin; ++i) Put(std::move(run_[i]), 1);
    if (grid) Put(std::move(*grid), run_.size() - begin);
    run_.clear();
  }

  static bool IsTable(std::span<const Line> lines) {
    std::set<std::string_view> labels;
    std::size_t label_lines = 0;
    for (const Line& line : lines) {
      if (!line.is_label) continue;
      labels.insert(line.text);
      ++label_lines;
    }
    return lines.size() >= kLeastLines && labels.size() >= kLeastLabels &&
           label_lines * kLinesToALabel >= lines.size();
  }

  // One text a row. Where most lines hold a name and its value, they are parted.
  [[nodiscard]] TableGrid GridOf(std::span<const Line> lines) const {
    std::vector<std::pair<const Line*, std::optional<NameAndValue>>> parted;
    std::size_t names = 0, both = 0;
    for (const Line& line : lines) {
      parted.emplace_back(&line, std::nullopt);
      if (line.is_label || line.is_header) continue;
      parted.back().second = PartNameAndValue(line.text);
      ++names;
      both += parted.back().second ? 1U : 0U;
    }
    TableGrid grid{.columns = 1,
                   .origin = GridOrigin::kPipes,
                   .source = SourceOf(lines.front().paragraph->page_no)};
    const auto add = [&](const Line& line, const std::string& text) {
      grid.cells.push_back({.row = grid.rows++,
                            .page_no = line.paragraph->page_no,
                            .box = line.paragraph->box,
                            .text = text,
                            .confidence = line.paragraph->confidence});
    };
    for (const auto& [line, pair] : parted) {
      if (pair && 2 * both > names) {
        add(*line, pair->name);
        add(*line, pair->value);
      } else {
        add(*line, line->text);
      }
    }
    return grid;
  }

  [[nodiscard]] TextSource SourceOf(int page_no) const {
    for (const PageReading& page : pages_) {
      if (page.page_no == page_no) return page.source;
    }
    return TextSource::kMarkup;
  }

  const LabelReader& reader_;
  const std::vector<PageReading>& pages_;
  std::vector<Block> run_{}, out_{};
  std::vector<std::size_t> first_block_{};
  std::size_t taken_ = 0;  // given blocks so far
};

}  // namespace

GatheredReading GatherListedTables(Reading reading, const LabelReader& reader) {
  GatheredReading gathered{.reading = std::move(reading)};
  Gatherer gatherer(reader, gathered.reading.pages);
  gathered.reading.blocks = gatherer.Gather(std::move(gathered.reading.blocks));
  gathered.first_block = std::move(gatherer).first_block();
  return gathered;
}

}  // namespace gongwen
