// Messages between two processes over a socket.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/error.h"

namespace gongwen {

struct Message {
  char kind = 0;
  std::string body{};
};

// One end of a stream socket; owns it. Kind, length and body follow each other, so that what is cut
// short is noticed.
class MessageChannel {
 public:
  explicit MessageChannel(int fd) : fd_(fd) {}
  MessageChannel(MessageChannel&& other) noexcept;
  MessageChannel& operator=(MessageChannel&& other) noexcept;
  ~MessageChannel();

  // Never raises SIGPIPE.
  //   errors  kUnreadable: the other end is gone
  [[nodiscard]] Result<void> Send(char kind, std::string_view body);
  // Waits up to `timeout_ms` for each next part; negative = for ever.
  //   errors  kUnreadable: the other end is gone; kTooLarge: over `most` bytes; kInvalidArgument
  //   with
  //           the message kTimedOut: nothing came in time
  [[nodiscard]] Result<Message> Receive(int timeout_ms, std::size_t most);

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  void Close();

 private:
  [[nodiscard]] Result<void> ReceiveExactly(char* into, std::size_t size, int timeout_ms);
  int fd_ = -1;
};

inline constexpr std::string_view kTimedOut = "timed out";

}  // namespace gongwen
