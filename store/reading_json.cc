#include "store/reading_json.h"

#include "store/reading_members.h"

namespace gongwen {
namespace {

using nlohmann::json;

constexpr int kJsonVersion = 1;

}  // namespace

std::string ReadingToJson(const Reading& reading) {
  json out = members::ToJson(reading);
  out["version"] = kJsonVersion;
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Reading> ReadingFromJson(std::string_view text) {
  try {
    const json in = json::parse(text);
    const int version = in.at("version").get<int>();
    if (version != kJsonVersion) {
      return Fail(ErrorCode::kUnsupported, "the kept reading has version " +
                                               std::to_string(version) +
                                               ", import the file again with --force");
    }
    Reading reading;
    members::FromJson(in, reading);
    return reading;
  } catch (const json::exception& error) {
    return Fail(ErrorCode::kDamaged, std::string("the kept reading is no valid JSON: ") +
                                         error.what() + ", import the file again with --force");
  }
}

}  // namespace gongwen
