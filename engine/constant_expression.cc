#include "engine/constant_expression.h"

#include <cassert>
#include <vector>

#include "loader/code_cursor.h"
#include "loader/opcode.h"

namespace wali::engine {
namespace {

using loader::Opcode;

// Addition, subtraction and multiplication are the same for both widths but for the bits that
// remain.
uint64_t compute(Opcode opcode, uint64_t lhs, uint64_t rhs) {
  switch (opcode) {
    case Opcode::i32_add:
      return static_cast<uint32_t>(lhs + rhs);
    case Opcode::i32_sub:
      return static_cast<uint32_t>(lhs - rhs);
    case Opcode::i32_mul:
      return static_cast<uint32_t>(lhs * rhs);
    case Opcode::i64_add:
      return lhs + rhs;
    case Opcode::i64_sub:
      return lhs - rhs;
    case Opcode::i64_mul:
      return lhs * rhs;
    default:
      assert(false && "validation lets no other instruction into a constant expression");
      return 0;
  }
}

}  // namespace

uint64_t evaluate(Instance& instance, const loader::ConstantExpression& expression) {
  loader::CodeCursor cursor(instance.module().slice(expression.offset, expression.size).data());
  std::vector<uint64_t> stack;
  for (;;) {
    Opcode opcode = cursor.opcode();
    switch (opcode) {
      case Opcode::end:
        return stack.back();
      case Opcode::i32_const:
        stack.push_back(static_cast<uint32_t>(cursor.s32()));
        break;
      case Opcode::i64_const:
        stack.push_back(static_cast<uint64_t>(cursor.s64()));
        break;
      case Opcode::f32_const:
        stack.push_back(cursor.f32_bits());
        break;
      case Opcode::f64_const:
        stack.push_back(cursor.f64_bits());
        break;
      case Opcode::global_get:
        stack.push_back(instance.global(cursor.u32(), instance.data()).words[0]);
        break;
      case Opcode::ref_null:
        cursor.skip_immediates(opcode);
        stack.push_back(0);
        break;
      case Opcode::ref_func:
        stack.push_back(reinterpret_cast<uint64_t>(&instance.function(cursor.u32())));
        break;
      default: {
        uint64_t rhs = stack.back();
        stack.pop_back();
        stack.back() = compute(opcode, stack.back(), rhs);
      }
    }
  }
}

}  // namespace wali::engine
