#include "pipeline/message_channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace gongwen {
namespace {

constexpr std::size_t kHeadBytes = 1 + sizeof(std::uint64_t);

tl::unexpected<Error> Gone() { return Fail(ErrorCode::kUnreadable, "the other process is gone"); }

}  // namespace

MessageChannel::MessageChannel(MessageChannel&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)) {}

MessageChannel& MessageChannel::operator=(MessageChannel&& other) noexcept {
  if (this != &other) {
    Close();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

MessageChannel::~MessageChannel() { Close(); }

void MessageChannel::Close() {
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

Result<void> MessageChannel::Send(char kind, std::string_view body) {
  std::array<char, kHeadBytes> head{kind};
  const std::uint64_t size = body.size();
  std::memcpy(head.data() + 1, &size, sizeof size);
  for (std::string_view part : {std::string_view(head.data(), head.size()), body}) {
    while (!part.empty()) {
      const ssize_t sent = send(fd_, part.data(), part.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      if (sent <= 0) return Gone();
      part.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  return {};
}

Result<void> MessageChannel::ReceiveExactly(char* into, std::size_t size, int timeout_ms) {
  while (size > 0) {
    pollfd waiting{.fd = fd_, .events = POLLIN, .revents = 0};
    const int ready = poll(&waiting, 1, timeout_ms);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return Fail(ErrorCode::kInvalidArgument, std::string(kTimedOut));
    const ssize_t got = recv(fd_, into, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Gone();
    into += got;
    size -= static_cast<std::size_t>(got);
  }
  return {};
}

Result<Message> MessageChannel::Receive(int timeout_ms, std::size_t most) {
  std::array<char, kHeadBytes> head{};
  if (const Result<void> done = ReceiveExactly(head.data(), head.size(), timeout_ms); !done) {
    return tl::make_unexpected(done.error());
  }
  std::uint64_t size = 0;
  std::memcpy(&size, head.data() + 1, sizeof size);
  if (size > most)
    return Fail(ErrorCode::kTooLarge, "a message of " + std::to_string(size) + " bytes");
  Message message{.kind = head[0], .body = std::string(static_cast<std::size_t>(size), '\0')};
  const Result<void> done = ReceiveExactly(message.body.data(), message.body.size(), timeout_ms);
  if (!done) return tl::make_unexpected(done.error());
  return message;
}

}  // namespace gongwen
