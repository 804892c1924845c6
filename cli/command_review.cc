// review: what is doubtful, and what a person says of it.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/output/hit_json.h"
#include "cli/output/text_table.h"
#include "cli/read_options.h"
#include "pipeline/answer_review.h"
#include "pipeline/find_inputs.h"
#include "store/archive.h"

namespace gongwen {
namespace {

struct Arguments {
  std::string database = DefaultDatabase();
  std::string document{}, state = "open", output{}, input{};
  std::vector<std::string> items{};  // of accept and reject
  std::string item{};                // of set
  ReviewRequest request{};
  std::int64_t limit = 50;
  bool json = false;
};

std::string PlaceOf(const ReviewHit& hit) {
  if (hit.table_id == 0) return "letter";
  return hit.row_no == 0 ? fmt::format("table {}", hit.table_id)
                         : fmt::format("table {} row {}", hit.table_id, hit.row_no);
}

std::string ListText(const std::vector<ReviewHit>& hits) {
  std::string text;
  for (const ReviewHit& hit : hits) {
    text +=
        fmt::format("{}  [{}] {} {}  {:.2f}  {}\n    {}\n    {}\n", hit.item_id, hit.document_id,
                    PlaceOf(hit), hit.field, hit.confidence, hit.state, hit.value, hit.why);
    if (hit.state != "open") {
      text += fmt::format("    → {}  {} {} {}\n", hit.answer, hit.answered_by, hit.answered_at,
                          hit.note);
    }
  }
  return text + fmt::format("{} items\n", hits.size());
}

ExitCode List(const Arguments& arguments) {
  const Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadOnly);
  if (!archive) return Complain(archive.error());
  ReviewFilter filter{.state = arguments.state == "all" ? "" : arguments.state,
                      .by_priority = true};
  filter.limit = arguments.limit;
  if (!arguments.document.empty()) {
    const Result<std::int64_t> id = archive->Resolve(arguments.document);
    if (!id) return Complain(id.error());
    filter.document_id = *id;
  }
  const Result<std::vector<ReviewHit>> hits = archive->Reviews(filter);
  if (!hits) return Complain(hits.error());
  std::string text;
  if (arguments.json) {
    for (const ReviewHit& hit : *hits) text += ToJson(hit).dump() + "\n";
  } else {
    text = ListText(*hits);
  }
  const Result<void> written = WriteOutput("", text);
  return written ? ExitCode::kOk : Complain(written.error());
}

ExitCode GiveAnswers(const Arguments& arguments, Verdict verdict) {
  Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadWrite);
  if (!archive) return Complain(archive.error());
  for (const std::string& item : arguments.items) {
    ReviewRequest request = arguments.request;
    request.item_id = item;
    request.verdict = verdict;
    if (request.by.empty()) {
      const char* user = std::getenv("USER");
      request.by = user == nullptr ? "" : user;
    }
    const Result<Answer> answer = AnswerItem(*archive, request);
    if (!answer) return Complain(answer.error());
    fmt::print(stderr, "gongwen: {} {} {}: {}\n", item, answer->field, ToString(answer->verdict),
               answer->value);
  }
  return ExitCode::kOk;
}

ExitCode Export(const Arguments& arguments) {
  const Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadOnly);
  if (!archive) return Complain(archive.error());
  const Result<std::vector<Answer>> answers = archive->Answers();
  if (!answers) return Complain(answers.error());
  std::string text;
  for (const Answer& answer : *answers) text += AnswerToJson(answer) + "\n";
  const Result<void> written = WriteOutput(arguments.output, text);
  return written ? ExitCode::kOk : Complain(written.error());
}

ExitCode Import(const Arguments& arguments) {
  std::string text;
  if (arguments.input == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    Result<std::string> bytes = ReadFileBytes(arguments.input);
    if (!bytes) return Complain(WithFile(bytes.error(), arguments.input));
    text = std::move(*bytes);
  }
  const Result<std::vector<Answer>> answers = AnswersFromJsonLines(text);
  if (!answers) return Complain(WithFile(answers.error(), arguments.input));
  Result<Archive> archive = Archive::Open(arguments.database, OpenMode::kReadWrite);
  if (!archive) return Complain(archive.error());
  const Result<AnswerImport> report = ImportAnswers(*archive, *answers);
  if (!report) return Complain(report.error());
  fmt::print(stderr, "gongwen: {} answers applied, {} kept for documents or rows not here\n",
             report->applied, report->kept);
  return ExitCode::kOk;
}

void AddAnswerOptions(CLI::App& command, Arguments& arguments) {
  command.add_option("--by", arguments.request.by, "who says so; default: $USER");
  command.add_option("--note", arguments.request.note, "why");
  command.add_option("--db", arguments.database, "the database");
}

}  // namespace

Command AddReview(CLI::App& app) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command =
      app.add_subcommand("review", "What is doubtful, and your answers; they win, on every import");
  command->require_subcommand(1);

  CLI::App* list = command->add_subcommand("list", "Doubtful values, the weightiest first");
  list->add_option("DOCUMENT", arguments->document, "of this document only");
  list->add_option("--state", arguments->state, "open, accepted, corrected, rejected or all")
      ->check(CLI::IsMember({"open", "accepted", "corrected", "rejected", "all"}))
      ->capture_default_str();
  list->add_option("--limit", arguments->limit, "most items; -1 = all")->capture_default_str();
  list->add_flag("--json", arguments->json, "one JSON object a line");
  list->add_option("--db", arguments->database, "the database");

  CLI::App* accept = command->add_subcommand("accept", "The program reads it right");
  accept->add_option("ITEM", arguments->items, "ids of items")->required();
  AddAnswerOptions(*accept, *arguments);

  CLI::App* set = command->add_subcommand("set", "What is right");
  set->add_option("ITEM", arguments->item, "id of the item")->required();
  set->add_option("VALUE", arguments->request.value,
                  "the right text; a path: 产出指标 / 数量指标; after -- if it begins with -")
      ->required();
  AddAnswerOptions(*set, *arguments);

  CLI::App* reject = command->add_subcommand(
      "reject", "It is wrong, and what is right is not known; a repair is taken back");
  reject->add_option("ITEM", arguments->items, "ids of items")->required();
  AddAnswerOptions(*reject, *arguments);

  CLI::App* out = command->add_subcommand("export", "All answers, one JSON object a line");
  out->add_option("-o,--output", arguments->output, "the file; default: stdout");
  out->add_option("--db", arguments->database, "the database");

  CLI::App* in = command->add_subcommand("import", "Answers that another archive exported");
  in->add_option("FILE", arguments->input, "JSON lines, or - for stdin")->required();
  in->add_option("--db", arguments->database, "the database");

  command->footer("Example: gongwen review set 1f0c33a2b7d94e10 ≥95% --note \"page 3, checked\"\n"
                  "         gongwen review set 1f0c33a2b7d94e10 -- -31.5");
  return {command, [=] {
            if (accept->parsed()) return GiveAnswers(*arguments, Verdict::kAccepted);
            if (set->parsed()) {
              arguments->items = {arguments->item};
              return GiveAnswers(*arguments, Verdict::kCorrected);
            }
            if (reject->parsed()) return GiveAnswers(*arguments, Verdict::kRejected);
            if (out->parsed()) return Export(*arguments);
            if (in->parsed()) return Import(*arguments);
            return List(*arguments);
          }};
}

}  // namespace gongwen
