// Tested by tests/pipeline/cut_places_test.cc.
#include "pipeline/cut_places.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "extractors/image/decode_image.h"
#include "extractors/image/page_picture.h"
#include "extractors/pdf/pdf_document.h"
#include "pipeline/message_channel.h"
#include "pipeline/sandbox.h"

namespace gongwen {
namespace {

using OnPicture = std::function<void(std::size_t place, std::string png)>;
using DrawPage = std::function<Result<Raster>(int page_no)>;

const PageReading* FindPage(const Reading& reading, int page_no) {
  for (const PageReading& page : reading.pages) {
    if (page.page_no == page_no) return &page;
  }
  return nullptr;
}

Result<void> CutAll(const Reading& reading, const std::vector<PagePlace>& places,
                    const DrawPage& draw, const OnPicture& on_picture) {
  std::map<int, std::vector<std::size_t>> by_page;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].box.empty()) by_page[places[i].page_no].push_back(i);
  }
  for (const auto& [page_no, indexes] : by_page) {
    const PageReading* page = FindPage(reading, page_no);
    if (page == nullptr) continue;
    const Result<Raster> raster = draw(page_no);
    if (!raster) continue;
    const Result<PagePicture> picture = page->source == TextSource::kOcr
                                            ? PagePicture::MakeOfScan(*raster, page->rotation_deg)
                                            : PagePicture::Make(*raster);
    if (!picture) continue;
    for (const std::size_t index : indexes) {
      Result<std::string> png = picture->CutPng(places[index].box);
      if (png) on_picture(index, std::move(*png));
    }
  }
  return {};
}

Result<void> Cut(std::string_view bytes, const Reading& reading,
                 const std::vector<PagePlace>& places, const OnPicture& on_picture) {
  if (reading.format == InputFormat::kPdf) {
    Result<PdfDocument> document = PdfDocument::Open(bytes);
    if (!document) return tl::make_unexpected(std::move(document).error());
    return CutAll(
        reading, places, [&](int page_no) { return document->PageRaster(page_no); }, on_picture);
  }
  if (reading.pages.empty()) {
    return Fail(ErrorCode::kUnsupported, "the document has no pages to show");
  }
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const Result<ImageDocument> document = ImageDocument::Open(std::span(data, bytes.size()));
  if (!document) return tl::make_unexpected(document.error());
  return CutAll(
      reading, places, [&](int page_no) { return document->ReadPage(page_no); }, on_picture);
}

// Messages of the child: a picture (its number, a blank, the PNG), the end, or what went wrong.
constexpr char kPicture = 'p', kEnd = 'x', kFailed = 'e';
constexpr std::size_t kMostPicture = std::size_t{16} << 20;

[[noreturn]] void RunChild(int fd, std::string_view bytes, const Reading& reading,
                           const std::vector<PagePlace>& places) {
  MessageChannel channel(fd);
  (void)EnterSandbox({});
  try {
    const Result<void> done =
        Cut(bytes, reading, places, [&](std::size_t place, const std::string& png) {
          (void)channel.Send(kPicture, std::to_string(place) + " " + png);
        });
    (void)channel.Send(done ? kEnd : kFailed, done ? "" : done.error().message);
  } catch (...) {
    _exit(1);  // the parent tells
  }
  _exit(0);
}

}  // namespace

Result<std::vector<std::string>> CutPlaces(std::string_view bytes, const Reading& reading,
                                           const std::vector<PagePlace>& places) {
  std::vector<std::string> pictures(places.size());
  const Result<void> done = Cut(bytes, reading, places, [&](std::size_t place, std::string png) {
    pictures[place] = std::move(png);
  });
  if (!done) return tl::make_unexpected(done.error());
  return pictures;
}

Result<std::vector<std::string>> CutPlacesIsolated(std::string_view bytes, const Reading& reading,
                                                   const std::vector<PagePlace>& places,
                                                   int stall_ms) {
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    return Fail(ErrorCode::kInternal, "no socket for the process that draws pages");
  }
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    RunChild(ends[1], bytes, reading, places);
  }
  close(ends[1]);
  MessageChannel channel(ends[0]);
  std::vector<std::string> pictures(places.size());
  std::optional<Error> error;
  if (child < 0) error = Error{.message = "no process to draw pages in", .stage = "worker"};
  while (!error) {
    const Result<Message> message = channel.Receive(stall_ms, kMostPicture);
    if (!message) {
      error = Error{.message = "the process that draws pages was lost: " + message.error().message,
                    .stage = "worker"};
    } else if (message->kind == kFailed) {
      error = Error{.code = ErrorCode::kDamaged, .message = message->body, .stage = "open"};
    } else if (message->kind == kPicture) {
      const std::size_t blank = message->body.find(' ');
      const auto place = static_cast<std::size_t>(std::atoll(message->body.c_str()));
      if (blank == std::string::npos || place >= pictures.size()) continue;
      pictures[place] = message->body.substr(blank + 1);
    } else {
      break;
    }
  }
  if (child > 0) {
    if (error) kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
  }
  if (error) return tl::make_unexpected(std::move(*error));
  return pictures;
}

}  // namespace gongwen
