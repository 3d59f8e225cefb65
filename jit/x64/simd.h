#pragma once

#include <asmjit/x86.h>

#include "jit/simd_operation.h"

/// How the vector lowerings (simd*.cc) are written: as instructions of two sources and a result,
/// `vector_op`. With AVX each is one instruction; without it the first source is copied to the
/// result first, unless it is there. Constants are memory operands behind the function's code.
namespace wali::jit::x64 {

/// An instruction with two sources, in the form that writes over its first one and in AVX's.
struct VectorInstruction {
  asmjit::InstId sse = asmjit::x86::Inst::kIdNone;
  asmjit::InstId avx = asmjit::x86::Inst::kIdNone;
  bool commutes = false;
};

namespace vector {

namespace I = asmjit::x86::Inst;

inline constexpr VectorInstruction kAnd = {I::kIdPand, I::kIdVpand, true};
inline constexpr VectorInstruction kAndNot = {I::kIdPandn, I::kIdVpandn};  // ~lhs & rhs
inline constexpr VectorInstruction kOr = {I::kIdPor, I::kIdVpor, true};
inline constexpr VectorInstruction kXor = {I::kIdPxor, I::kIdVpxor, true};
inline constexpr VectorInstruction kAddI8 = {I::kIdPaddb, I::kIdVpaddb, true};
inline constexpr VectorInstruction kAddI16 = {I::kIdPaddw, I::kIdVpaddw, true};
inline constexpr VectorInstruction kAddI32 = {I::kIdPaddd, I::kIdVpaddd, true};
inline constexpr VectorInstruction kAddI64 = {I::kIdPaddq, I::kIdVpaddq, true};
inline constexpr VectorInstruction kSubI8 = {I::kIdPsubb, I::kIdVpsubb};
inline constexpr VectorInstruction kSubI16 = {I::kIdPsubw, I::kIdVpsubw};
inline constexpr VectorInstruction kSubI32 = {I::kIdPsubd, I::kIdVpsubd};
inline constexpr VectorInstruction kSubI64 = {I::kIdPsubq, I::kIdVpsubq};
inline constexpr VectorInstruction kEqualI8 = {I::kIdPcmpeqb, I::kIdVpcmpeqb, true};
inline constexpr VectorInstruction kEqualI16 = {I::kIdPcmpeqw, I::kIdVpcmpeqw, true};
inline constexpr VectorInstruction kEqualI32 = {I::kIdPcmpeqd, I::kIdVpcmpeqd, true};
inline constexpr VectorInstruction kEqualI64 = {I::kIdPcmpeqq, I::kIdVpcmpeqq, true};
inline constexpr VectorInstruction kGreaterI32 = {I::kIdPcmpgtd, I::kIdVpcmpgtd};
inline constexpr VectorInstruction kShiftLeftI16 = {I::kIdPsllw, I::kIdVpsllw};
inline constexpr VectorInstruction kShiftLeftI32 = {I::kIdPslld, I::kIdVpslld};
inline constexpr VectorInstruction kShiftLeftI64 = {I::kIdPsllq, I::kIdVpsllq};
inline constexpr VectorInstruction kShiftRightI16 = {I::kIdPsrlw, I::kIdVpsrlw};
inline constexpr VectorInstruction kShiftRightI32 = {I::kIdPsrld, I::kIdVpsrld};
inline constexpr VectorInstruction kShiftRightI64 = {I::kIdPsrlq, I::kIdVpsrlq};
inline constexpr VectorInstruction kSignedShiftRightI16 = {I::kIdPsraw, I::kIdVpsraw};
inline constexpr VectorInstruction kSignedShiftRightI32 = {I::kIdPsrad, I::kIdVpsrad};
inline constexpr VectorInstruction kMultiplyAddPairsI8 = {I::kIdPmaddubsw, I::kIdVpmaddubsw};
inline constexpr VectorInstruction kMultiplyAddPairsI16 = {I::kIdPmaddwd, I::kIdVpmaddwd, true};
inline constexpr VectorInstruction kShuffleBytes = {I::kIdPshufb, I::kIdVpshufb};
inline constexpr VectorInstruction kBlendI16 = {I::kIdPblendw, I::kIdVpblendw};
inline constexpr VectorInstruction kConcatenateShift = {I::kIdPalignr, I::kIdVpalignr};
inline constexpr VectorInstruction kShuffleFloats = {I::kIdShufps, I::kIdVshufps};
inline constexpr VectorInstruction kAddF32 = {I::kIdAddps, I::kIdVaddps, true};
inline constexpr VectorInstruction kAddF64 = {I::kIdAddpd, I::kIdVaddpd, true};
inline constexpr VectorInstruction kSubF32 = {I::kIdSubps, I::kIdVsubps};
inline constexpr VectorInstruction kSubF64 = {I::kIdSubpd, I::kIdVsubpd};
inline constexpr VectorInstruction kMulF32 = {I::kIdMulps, I::kIdVmulps, true};
inline constexpr VectorInstruction kMulF64 = {I::kIdMulpd, I::kIdVmulpd, true};
// Give rhs where a lane is a NaN or both are zero.
inline constexpr VectorInstruction kMinF32 = {I::kIdMinps, I::kIdVminps};
inline constexpr VectorInstruction kMinF64 = {I::kIdMinpd, I::kIdVminpd};
inline constexpr VectorInstruction kMaxF32 = {I::kIdMaxps, I::kIdVmaxps};
inline constexpr VectorInstruction kMaxF64 = {I::kIdMaxpd, I::kIdVmaxpd};
inline constexpr VectorInstruction kCompareF32 = {I::kIdCmpps, I::kIdVcmpps};
inline constexpr VectorInstruction kCompareF64 = {I::kIdCmppd, I::kIdVcmppd};

/// Predicates of kCompareF32 and kCompareF64.
enum Predicate : int { kEqual = 0, kLess = 1, kLessEqual = 2, kUnordered = 3, kNotEqual = 4 };

/// A selector of four 32-bit lanes for pshufd and shufps.
constexpr int lanes(int first, int second, int third, int fourth) {
  return first | second << 2 | third << 4 | fourth << 6;
}
constexpr int kHighHalf = lanes(2, 3, 2, 3);

}  // namespace vector
}  // namespace wali::jit::x64
