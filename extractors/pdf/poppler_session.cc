#include "extractors/pdf/poppler_session.h"

#include <Error.h>
#include <GlobalParams.h>

#include <string_view>

namespace gongwen {
namespace {

constexpr std::size_t kMaxMessageBytes = 200;

thread_local PopplerMessages* current_messages = nullptr;

void OnPopplerMessage(ErrorCategory category, Goffset /*position*/, const char* message) {
  if (category == errSyntaxWarning || current_messages == nullptr || message == nullptr) return;
  current_messages->Note(message);
}

}  // namespace

void StartPoppler() {
  static const GlobalParamsIniter initer(&OnPopplerMessage);  // thread-safe initialisation
}

PopplerMessages::PopplerMessages() : outer_(current_messages) { current_messages = this; }

PopplerMessages::~PopplerMessages() { current_messages = outer_; }

void PopplerMessages::Note(const char* message) {
  if (first_.empty()) first_ = std::string_view(message).substr(0, kMaxMessageBytes);
}

std::string PopplerMessages::Suffix() const {
  return first_.empty() ? std::string() : " (Poppler: " + first_ + ")";
}

}  // namespace gongwen
