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
#include "cli/output/workbook.h"
#include "store/archive.h"

namespace gongwen {
namespace {

struct ExportArguments {
  std::string format = "jsonl", rows = "indicators", output{}, database = DefaultDatabase();
  bool bom = false;
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
                              "confidence", "table_title", "document_id", "table_id", "row_no"});
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
                                         std::to_string(h.row_no)});
    return out.Write(record);
  });
}

// One document a line. Ids first: a visitor may not ask the archive for more.
Result<void> ExportJsonLines(const Archive& archive, OutputFile& out) {
  std::vector<std::int64_t> ids;
  Result<void> visited = archive.VisitDocuments({}, [&](const DocumentHit& hit) {
    ids.push_back(hit.document_id);
    return true;
  });
  if (!visited) return visited;
  for (const std::int64_t id : ids) {
    const Result<StoredDocument> document = archive.LoadDocument(id);
    if (!document) return tl::make_unexpected(document.error());
    if (!out.Write(ToJson(*document).dump() + "\n")) break;
  }
  return {};
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
  Result<OutputFile> out = OutputFile::Open(arguments.output);
  if (!out) return Complain(out.error());
  if (arguments.bom && arguments.format == "csv") out->Write("\xEF\xBB\xBF");
  Result<void> done = arguments.format == "jsonl"       ? ExportJsonLines(*archive, *out)
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
                   "jsonl: one document a line; csv: one row a line; xlsx: a workbook")
      ->check(CLI::IsMember({"jsonl", "csv", "xlsx"}))
      ->capture_default_str();
  command->add_option("--rows", arguments->rows, "of csv: which rows")
      ->check(CLI::IsMember({"indicators", "allocations"}))
      ->capture_default_str();
  command->add_option("-o,--output", arguments->output, "the file; default: stdout");
  command->add_flag("--bom", arguments->bom, "csv: begin with a byte order mark, for Excel");
  command->add_option("--db", arguments->database, "the database");
  command->footer("Example: gongwen export --to csv --rows indicators --bom -o indicators.csv");
  return {command, [arguments] { return RunExport(*arguments); }};
}

}  // namespace gongwen
