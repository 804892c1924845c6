#include "model/error.h"

namespace gongwen {

std::string_view ToString(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid_argument";
    case ErrorCode::kUnreadable:
      return "unreadable";
    case ErrorCode::kEmpty:
      return "empty";
    case ErrorCode::kEncrypted:
      return "encrypted";
    case ErrorCode::kDamaged:
      return "damaged";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kTooLarge:
      return "too_large";
    case ErrorCode::kOcrFailed:
      return "ocr_failed";
    case ErrorCode::kOpenGrid:
      return "open_grid";
    case ErrorCode::kNoTable:
      return "no_table";
    case ErrorCode::kStore:
      return "store";
    case ErrorCode::kInternal:
      return "internal";
  }
  return "internal";
}

std::string ToString(const Error& error) {
  std::string place;
  if (error.page_no > 0) place = "page " + std::to_string(error.page_no);
  if (!error.stage.empty()) place += (place.empty() ? "" : ", ") + error.stage;
  std::string text = error.file;
  if (!place.empty()) text += (text.empty() ? "(" : " (") + place + ")";
  if (!text.empty()) text += ": ";
  return text + error.message;
}

}  // namespace gongwen
