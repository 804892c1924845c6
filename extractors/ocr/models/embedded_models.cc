#include "extractors/ocr/models/embedded_models.h"

#include <cstddef>

// The assembler copies the files in; a C++ array of their bytes would take the compiler a minute.
// GONGWEN_MODEL_DIR comes from CMakeLists.txt, which also rebuilds this file when a model changes.
#define GONGWEN_EMBED(name, file)             \
  __asm__(                                    \
      ".section .rodata\n"                    \
      ".balign 16\n"                          \
      ".global gongwen_" name                 \
      "_begin\n"                              \
      "gongwen_" name                         \
      "_begin:\n"                             \
      ".incbin \"" GONGWEN_MODEL_DIR "/" file \
      "\"\n"                                  \
      ".global gongwen_" name                 \
      "_end\n"                                \
      "gongwen_" name                         \
      "_end:\n"                               \
      ".byte 0\n"                             \
      ".previous\n")

GONGWEN_EMBED("page_model", "pages.traineddata");
GONGWEN_EMBED("value_model", "values.traineddata");
GONGWEN_EMBED("reader_weights", "reader.weights");
GONGWEN_EMBED("reader_alphabet", "reader.alphabet");

extern "C" {
extern const char gongwen_page_model_begin[], gongwen_page_model_end[];
extern const char gongwen_value_model_begin[], gongwen_value_model_end[];
extern const char gongwen_reader_weights_begin[], gongwen_reader_weights_end[];
extern const char gongwen_reader_alphabet_begin[], gongwen_reader_alphabet_end[];
}

namespace gongwen {

std::string_view PageLineModel() {
  return {gongwen_page_model_begin,
          static_cast<std::size_t>(gongwen_page_model_end - gongwen_page_model_begin)};
}

std::string_view ValueLineModel() {
  return {gongwen_value_model_begin,
          static_cast<std::size_t>(gongwen_value_model_end - gongwen_value_model_begin)};
}

std::string_view LineReaderWeights() {
  return {gongwen_reader_weights_begin,
          static_cast<std::size_t>(gongwen_reader_weights_end - gongwen_reader_weights_begin)};
}

std::string_view LineReaderAlphabet() {
  return {gongwen_reader_alphabet_begin,
          static_cast<std::size_t>(gongwen_reader_alphabet_end - gongwen_reader_alphabet_begin)};
}

}  // namespace gongwen
