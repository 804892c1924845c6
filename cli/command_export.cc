#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/output/csv.h"
#include "cli/output/hit_json.h"
#include "cli/output/notice_files.h"
#include "cli/output/workbook.h"
#include "store/archive.h"

namespace gongwen {
namespace {

struct ExportArguments {
  std::string format = "jsonl", rows = "indicators", output{}, database = DefaultDatabase();
  std::string document{}, index = "gongwen";
  bool bom = false, no_pictures = false;
};

// Writes piece by piece, so that an archive of any size needs little memory.
class OutputFile {
 public:
  static Result<OutputFile> Open(const std::string& path) {
    if (path.empty() || path == "-") return OutputFile(stdout, path);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
      return tl::make_unexpected(Error{
          .code = ErrorCode::kUnreadable, .message = "cannot be opened for writing", .file = path});
    }
    return OutputFile(file, path);
  }
  OutputFile(OutputFile&& other) noexcept : file_(other.file_), path_(std::move(other.path_)) {
    other.file_ = nullptr;
  }
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }

  bool Write(const std::string& text) {
    ok_ = ok_ && std::fwrite(text.data(), 1, text.size(), file_) == text.size();
    return ok_;
  }
  Result<void> Finish() {
    ok_ = std::fflush(file_) == 0 && ok_;
    if (ok_) return {};
    return tl::make_unexpected(Error{.code = ErrorCode::kUnreadable,
                                     .message = "could not be written whole; is the disk full?",
                                     .file = path_.empty() ? "stdout" : path_});
  }

 private:
  OutputFile(std::FILE* file, std::string path) : file_(file), path_(std::move(path)) {}

  std::FILE* file_;
  std::string path_;
  bool ok_ = true;
};

std::string Number(const std::optional<double>& value) {
  return value ? fmt::format("{}", *value) : "";
}

// 权重=10; 备注=含线上
std::string Joined(const std::vector<ExtraCell>& extras) {
  std::string joined;
  for (const ExtraCell& extra : extras) {
    if (!joined.empty()) joined += "; ";
    joined += extra.column.empty() ? extra.text : extra.column + "=" + extra.text;
  }
  return joined;
}

Result<void> ExportIndicators(const Archive& archive, OutputFile& out) {
  std::string record;
  AppendCsvRecord(record, std::vector<std::string>{"document_number",
                                                   "region",
                                                   "year",
                                                   "fund",
                                                   "level1",
                                                   "level2",
                                                   "level3",
                                                   "value_text",
                                                   "comparator",
                                                   "value_number",
                                                   "value_unit",
                                                   "page_no",
                                                   "confidence",
                                                   "is_repaired",
                                                   "region_department",
                                                   "competent_department",
                                                   "table_title",
                                                   "document_id",
                                                   "table_id",
                                                   "row_no",
                                                   "indicator_key",
                                                   "value_column",
                                                   "extras"});
  out.Write(record);
  return archive.VisitIndicators({}, [&](const IndicatorHit& h) {
    record.clear();
    AppendCsvRecord(record,
                    std::vector<std::string>{h.document_number,
                                             h.region,
                                             h.year ? std::to_string(*h.year) : "",
                                             h.fund,
                                             h.level1,
                                             h.level2,
                                             h.level3,
                                             h.value_text,
                                             h.comparator,
                                             Number(h.value_number),
                                             h.value_unit,
                                             h.page_no == 0 ? "" : std::to_string(h.page_no),
                                             fmt::format("{:.4f}", h.confidence),
                                             h.is_repaired ? "1" : "0",
                                             h.region_department,
                                             h.competent_department,
                                             h.table_title,
                                             std::to_string(h.document_id),
                                             std::to_string(h.table_id),
                                             std::to_string(h.row_no),
                                             h.indicator_key,
                                             h.value_column,
                                             Joined(h.extras)});
    return out.Write(record);
  });
}

Result<void> ExportAllocations(const Archive& archive, OutputFile& out) {
  std::string record;
  AppendCsvRecord(record, std::vector<std::string>{
                              "document_number", "recipient", "column_name", "amount_text",
                              "amount", "unit", "amount_yuan", "is_total", "parent", "page_no",
                              "confidence", "table_title", "document_id", "table_id", "row_no",
                              "item"});
  out.Write(record);
  const auto exact = [](const std::optional<Decimal>& d) { return d ? d->ToString() : ""; };
  return archive.VisitAllocations({}, [&](const AllocationHit& h) {
    record.clear();
    AppendCsvRecord(
        record, std::vector<std::string>{h.document_number, h.recipient, h.column_name,
                                         h.amount_text, exact(h.amount), h.unit,
                                         exact(h.amount_yuan), h.is_total ? "1" : "0", h.parent,
                                         h.page_no == 0 ? "" : std::to_string(h.page_no),
                                         fmt::format("{:.4f}", h.confidence), h.table_title,
                                         std::to_string(h.document_id), std::to_string(h.table_id),
                                         std::to_string(h.row_no), h.item});
    return out.Write(record);
  });
}

// Ids first: a visitor may not ask the archive for more.
Result<std::vector<std::int64_t>> DocumentsToExport(const Archive& archive,
                                                    const ExportArguments& arguments) {
  if (!arguments.document.empty()) {
    return archive.Resolve(arguments.document).map([](std::int64_t id) { return std::vector{id}; });
  }
  std::vector<std::int64_t> ids;
  const Result<void> visited = archive.VisitDocuments({}, [&](const DocumentHit& hit) {
    ids.push_back(hit.document_id);
    return true;
  });
  if (!visited) return tl::make_unexpected(visited.error());
  return ids;
}

// One document a line; for a search engine, a line before it says where it goes.
Result<void> ExportJsonLines(const Archive& archive, const ExportArguments& arguments,
                             OutputFile& out) {
  const Result<std::vector<std::int64_t>> ids = DocumentsToExport(archive, arguments);
  if (!ids) return tl::make_unexpected(ids.error());
  constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
  for (const std::int64_t id : *ids) {
    const Result<StoredDocument> document = archive.LoadDocument(id);
    if (!document) return tl::make_unexpected(document.error());
    std::string lines;
    if (arguments.format == "bulk") {
      const nlohmann::ordered_json action{
          {"index", {{"_index", arguments.index}, {"_id", document->record.sha256}}}};
      lines = action.dump() + "\n" + ToSearchJson(*document).dump(-1, ' ', false, kReplace);
    } else {
      lines = ToJson(*document).dump(-1, ' ', false, kReplace);
    }
    if (!out.Write(lines + "\n")) break;
  }
  return {};
}

// A file for each notice, or the one that was asked for.
ExitCode ExportNotices(const Archive& archive, const ExportArguments& arguments) {
  const NoticeFileOptions options{
      .format = arguments.format == "html" ? NoticeFormat::kHtml : NoticeFormat::kMarkdown,
      .has_pictures = !arguments.no_pictures};
  const Result<std::vector<std::int64_t>> ids = DocumentsToExport(archive, arguments);
  if (!ids) return Complain(ids.error());
  if (!arguments.document.empty()) {
    const Result<StoredDocument> document = archive.LoadDocument(ids->front());
    if (!document) return Complain(document.error());
    Result<OutputFile> out = OutputFile::Open(arguments.output);
    if (!out) return Complain(out.error());
    out->Write(WriteNotice(*document, options));
    const Result<void> done = out->Finish();
    return done ? ExitCode::kOk : Complain(done.error());
  }
  if (arguments.output.empty() || arguments.output == "-") {
    return Complain({.code = ErrorCode::kInvalidArgument,
                     .message = "a file for each notice needs a folder: -o notices/; or name one "
                                "notice with --document"});
  }
  const Result<int> count = WriteNoticeFiles(archive, *ids, arguments.output, options);
  if (!count) return Complain(count.error());
  fmt::print(stderr, "{}: {} notices\n", arguments.output, *count);
  return ExitCode::kOk;
}

ExitCode RunExport(const ExportArguments& arguments) {
  const Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadOnly);
  if (!archive) return Complain(archive.error());
  if (arguments.format == "xlsx") {
    if (arguments.output.empty() || arguments.output == "-") {
      return Complain({.code = ErrorCode::kInvalidArgument,
                       .message = "a workbook needs a file: -o notices.xlsx"});
    }
    const Result<WorkbookReport> report = WriteWorkbook(*archive, arguments.output);
    if (!report) return Complain(report.error());
    fmt::print(stderr, "{}: {} sheets, {} rows\n", arguments.output, report->sheets, report->rows);
    return ExitCode::kOk;
  }
  if (arguments.format == "html" || arguments.format == "md") {
    return ExportNotices(*archive, arguments);
  }
  Result<OutputFile> out = OutputFile::Open(arguments.output);
  if (!out) return Complain(out.error());
  const bool is_csv = arguments.format == "csv";
  if (arguments.bom && is_csv) out->Write("\xEF\xBB\xBF");
  Result<void> done = !is_csv                           ? ExportJsonLines(*archive, arguments, *out)
                      : arguments.rows == "allocations" ? ExportAllocations(*archive, *out)
                                                        : ExportIndicators(*archive, *out);
  if (done) done = out->Finish();
  return done ? ExitCode::kOk : Complain(done.error());
}

}  // namespace

Command AddExport(CLI::App& app) {
  auto arguments = std::make_shared<ExportArguments>();
  CLI::App* command = app.add_subcommand("export", "Everything in the database as a file");
  command
      ->add_option("--to", arguments->format,
                   "jsonl: one document a line; csv: one row a line; xlsx: a workbook; html, md: a "
                   "file for each notice; bulk: for a search engine's bulk interface")
      ->check(CLI::IsMember({"jsonl", "csv", "xlsx", "html", "md", "bulk"}))
      ->capture_default_str();
  command->add_option("--rows", arguments->rows, "of csv: which rows")
      ->check(CLI::IsMember({"indicators", "allocations"}))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output,
                      "the file, of html and md the folder; default: stdout");
  command->add_option("--document", arguments->document,
                      "of jsonl, bulk, html, md: this one only; number, path, id or sha256 prefix");
  command->add_flag("--no-pictures", arguments->no_pictures,
                    "html: without what stands on the page beside each value");
  command->add_option("--index", arguments->index, "bulk: the name of the search engine's index")
      ->capture_default_str();
  command->add_flag("--bom", arguments->bom, "csv: begin with a byte order mark, for Excel");
  command->add_option("--db", arguments->database, "the database");
  command->footer(
      "Examples: gongwen export --to csv --rows indicators --bom -o indicators.csv\n"
      "          gongwen export --to html --document 1 -o notices");
  return {command, [arguments] { return RunExport(*arguments); }};
}

}  // namespace gongwen
