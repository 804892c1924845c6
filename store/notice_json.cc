#include "store/notice_json.h"

#include <nlohmann/json.hpp>

namespace gongwen {
namespace {

using nlohmann::json;

std::string Dump(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class T, class Function>
std::vector<T> Parse(std::string_view text, Function one) {
  std::vector<T> values;
  const json in = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!in.is_array()) return values;
  try {
    for (const json& value : in) values.push_back(one(value));
  } catch (const json::exception&) {
    values.clear();
  }
  return values;
}

// NaN is null in JSON.
double Number(const json& in) { return in.is_number() ? in.get<double>() : 0.0; }

}  // namespace

std::string EvidenceToJson(const std::vector<Evidence>& evidence) {
  json out = json::array();
  for (const Evidence& piece : evidence) {
    out.push_back({{"term", piece.term}, {"detail", piece.detail}, {"weight", piece.weight}});
  }
  return Dump(out);
}

std::string AlternativesToJson(const std::vector<Alternative>& alternatives) {
  json out = json::array();
  for (const Alternative& path : alternatives) {
    out.push_back(
        {{"level1", path.level1}, {"level2", path.level2}, {"probability", path.probability}});
  }
  return Dump(out);
}

std::string ExtrasToJson(const std::vector<ExtraCell>& extras) {
  json out = json::array();
  for (const ExtraCell& cell : extras)
    out.push_back({{"column", cell.column}, {"text", cell.text}});
  return Dump(out);
}

std::string ProposalToJson(const Proposal& proposal) {
  return Dump({{"row_no", proposal.row_no},
               {"column", proposal.column},
               {"before", proposal.before},
               {"after", proposal.after}});
}

std::optional<Proposal> ProposalFromJson(std::string_view text) {
  const json in = json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!in.is_object()) return std::nullopt;
  try {
    return Proposal{.row_no = in.at("row_no").get<int>(),
                    .column = in.at("column").get<std::string>(),
                    .before = in.at("before").get<std::string>(),
                    .after = in.at("after").get<std::string>()};
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

std::vector<Evidence> EvidenceFromJson(std::string_view text) {
  return Parse<Evidence>(text, [](const json& in) {
    return Evidence{.term = in.at("term").get<std::string>(),
                    .detail = in.at("detail").get<std::string>(),
                    .weight = Number(in.at("weight"))};
  });
}

std::vector<Alternative> AlternativesFromJson(std::string_view text) {
  return Parse<Alternative>(text, [](const json& in) {
    return Alternative{.level1 = in.at("level1").get<std::string>(),
                       .level2 = in.at("level2").get<std::string>(),
                       .probability = Number(in.at("probability"))};
  });
}

std::vector<ExtraCell> ExtrasFromJson(std::string_view text) {
  return Parse<ExtraCell>(text, [](const json& in) {
    return ExtraCell{.column = in.at("column").get<std::string>(),
                     .text = in.at("text").get<std::string>()};
  });
}

std::vector<std::string> StringsFromJson(std::string_view text) {
  return Parse<std::string>(text, [](const json& in) { return in.get<std::string>(); });
}

}  // namespace gongwen
