// Poppler's process-wide state: created once, silenced, its messages collected per thread.
#pragma once

#include <new>
#include <stdexcept>
#include <string>

#include "model/error.h"

namespace gongwen {

// Creates Poppler's global parameters on the first call and routes its messages to the collectors
// below, so that Poppler prints nothing (libjpeg, which it uses, may still warn on stderr of a
// corrupt JPEG). Thread-safe. Torn down at exit: threads that use Poppler must end before main.
void StartPoppler();

// Collects the first error message that Poppler gives on this thread while the object lives. Nest
// on one thread only; the innermost collects.
class PopplerMessages {
 public:
  PopplerMessages();
  ~PopplerMessages();
  PopplerMessages(const PopplerMessages&) = delete;
  PopplerMessages& operator=(const PopplerMessages&) = delete;

  // " (Poppler: Couldn't find trailer dictionary)", or empty: to end an error message with.
  [[nodiscard]] std::string Suffix() const;
  void Note(const char* message);

 private:
  std::string first_{};
  PopplerMessages* outer_ = nullptr;
};

// Runs `read` and turns what Poppler or the allocator throws into an error value.
template <class Read>
[[nodiscard]] auto AtPopplerEdge(Read&& read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::bad_alloc&) {
    return Fail(ErrorCode::kTooLarge, "not enough memory for this page; split the file");
  } catch (const std::length_error&) {
    return Fail(ErrorCode::kTooLarge,
                "a size in the file is beyond all bounds; the file is damaged");
  } catch (const std::exception& e) {
    return Fail(ErrorCode::kDamaged, std::string("the PDF library gave up: ") + e.what() +
                                         "; repair the file, for example with qpdf");
  }
}

}  // namespace gongwen
