#include "extractors/ocr/neural/kernels.h"

namespace gongwen {

// From kernel_source.cc, which is compiled once for each of them.
const Kernels& BaselineKernels();
const Kernels& Avx2Kernels();
const Kernels& Avx512Kernels();

bool IsSupported(InstructionSet set) {
#ifdef __x86_64__
  if (set == InstructionSet::kAvx2) {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
  }
  if (set == InstructionSet::kAvx512) {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
           IsSupported(InstructionSet::kAvx2);
  }
#endif
  return set == InstructionSet::kBaseline;
}

InstructionSet BestInstructionSet() {
  if (IsSupported(InstructionSet::kAvx512)) return InstructionSet::kAvx512;
  return IsSupported(InstructionSet::kAvx2) ? InstructionSet::kAvx2 : InstructionSet::kBaseline;
}

const Kernels& KernelsOf(InstructionSet set) {
#ifdef __x86_64__
  if (set == InstructionSet::kAvx512) return Avx512Kernels();
  if (set == InstructionSet::kAvx2) return Avx2Kernels();
#endif
  static_cast<void>(set);
  return BaselineKernels();
}

}  // namespace gongwen
