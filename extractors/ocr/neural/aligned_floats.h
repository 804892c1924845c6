// Numbers that begin where a register's worth of them can be loaded at once.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <span>

#include "extractors/ocr/neural/kernels.h"

namespace gongwen {

// Room that only grows; what is in it after growing is undefined. Move-only.
class AlignedFloats {
 public:
  // At least `count` numbers.
  float* Grow(std::size_t count) {
    if (count > size_) {
      values_.reset();
      values_.reset(static_cast<float*>(
          ::operator new (count * sizeof(float), std::align_val_t{kAlignment})));
      size_ = count;
    }
    return values_.get();
  }
  [[nodiscard]] float* data() { return values_.get(); }
  [[nodiscard]] const float* data() const { return values_.get(); }

 private:
  struct Free {
    void operator()(float* values) const noexcept {
      ::operator delete (values, std::align_val_t{kAlignment});
    }
  };
  std::unique_ptr<float, Free> values_{};
  std::size_t size_ = 0;
};

}  // namespace gongwen
