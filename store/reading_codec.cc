#include "store/reading_codec.h"

#include <zstd.h>

#include <algorithm>
#include <memory>

#include "store/reading_json.h"

namespace gongwen {
namespace {

// Level 3 is zstd's own default: on readings about 15 times smaller at some 200 MB/s.
constexpr int kLevel = 3;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

tl::unexpected<Error> Damaged(const std::string& why) {
  return Fail(ErrorCode::kDamaged,
              "the kept reading is damaged: " + why + ", import the file again with --force");
}

Result<std::string> Decompress(std::string_view bytes, std::size_t limit) {
  const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  if (context == nullptr) return Fail(ErrorCode::kInternal, "zstd is out of memory");
  std::string out;
  std::string chunk(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer input{bytes.data(), bytes.size(), 0};
  std::size_t missing = 1;
  while (missing != 0) {
    ZSTD_outBuffer output{chunk.data(), chunk.size(), 0};
    missing = ZSTD_decompressStream(context.get(), &output, &input);
    if (ZSTD_isError(missing) != 0U) return Damaged(ZSTD_getErrorName(missing));
    if (output.pos > limit - out.size()) {
      return Fail(ErrorCode::kTooLarge,
                  "the kept reading unpacks to more than " + std::to_string(limit) + " bytes");
    }
    out.append(chunk, 0, output.pos);
    const bool is_stuck = input.pos == input.size && output.pos < output.size;
    if (missing != 0 && is_stuck) return Damaged("cut short");
  }
  if (input.pos != input.size) return Damaged("bytes after its end");
  return out;
}

}  // namespace

Result<std::string> EncodeReading(const Reading& reading) {
  const std::string json = ReadingToJson(reading);
  if (json.size() > kMaxReadingBytes) {
    return Fail(ErrorCode::kTooLarge,
                "what was read takes " + std::to_string(json.size()) + " bytes, the limit is " +
                    std::to_string(kMaxReadingBytes) + ", split the document");
  }
  const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  if (context == nullptr) return Fail(ErrorCode::kInternal, "zstd is out of memory");
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string bytes(ZSTD_compressBound(json.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), bytes.data(), bytes.size(), json.data(), json.size());
  if (ZSTD_isError(size) != 0U) return Fail(ErrorCode::kInternal, ZSTD_getErrorName(size));
  bytes.resize(size);
  return bytes;
}

Result<Reading> DecodeReading(std::string_view bytes, std::size_t limit) {
  return Decompress(bytes, limit).and_then([](const std::string& json) {
    return ReadingFromJson(json);
  });
}

}  // namespace gongwen
