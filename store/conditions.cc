#include "store/conditions.h"

#include <utility>

#include "store/match_key.h"
#include "store/sqlite_statement.h"
#include "text/readable_text.h"

namespace gongwen {
namespace {

// instr and not LIKE: nothing in the text means anything but itself.
std::string InKey(std::string_view expression) {
  return "instr(match_key(" + std::string(expression) + "), ?) > 0";
}

std::string AmongNames(std::string_view expression, std::string_view kind) {
  return std::string(expression) + " IN (SELECT name FROM distinct_name WHERE kind = '" +
         std::string(kind) + "' AND instr(match_key, ?) > 0)";
}

}  // namespace

void Conditions::And(std::string condition) {
  where_ += (where_.empty() ? " WHERE " : " AND ") + std::move(condition);
}

void Conditions::Contains(std::string_view expression, std::string_view text) {
  WithKey(InKey(expression), text);
}

void Conditions::EitherContains(std::string_view first, std::string_view second,
                                std::string_view text) {
  const std::string key = MatchKey(text);
  if (key.empty()) return;
  And("(" + InKey(first) + " OR " + InKey(second) + ")");
  parameters_.insert(parameters_.end(), 2, key);
}

void Conditions::ContainsName(std::string_view expression, std::string_view kind,
                              std::string_view text, bool is_common) {
  WithKey(AmongNames((is_common ? "+" : "") + std::string(expression), kind), text);
}

void Conditions::EitherContainsName(std::string_view first, std::string_view second,
                                    std::string_view kind, std::string_view text) {
  const std::string key = MatchKey(text);
  if (key.empty()) return;
  And("(" + AmongNames(first, kind) + " OR " + AmongNames(second, kind) + ")");
  parameters_.insert(parameters_.end(), 2, key);
}

void Conditions::WithKey(std::string_view fragment, std::string_view text) {
  std::string key = MatchKey(text);
  if (key.empty()) return;
  And(std::string(fragment));
  parameters_.emplace_back(std::move(key));
}

void Conditions::Equals(std::string_view expression, std::string_view text) {
  if (text.empty()) return;
  And(std::string(expression) + " = ?");
  parameters_.emplace_back(ReadableText(text));
}

std::string Conditions::Where() const { return where_; }

void Conditions::BindTo(SqliteStatement& statement) const {
  for (const auto& parameter : parameters_) {
    std::visit([&](const auto& value) { statement.Bind(value); }, parameter);
  }
}

}  // namespace gongwen
