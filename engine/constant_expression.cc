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

jit::GlobalCell evaluate(Instance& instance, const loader::ConstantExpression& expression) {
  loader::CodeCursor cursor(instance.module().slice(expression.offset, expression.size).data());
  std::vector<jit::GlobalCell> stack;
  auto push = [&stack](uint64_t bits) { stack.push_back({{bits, 0}}); };
  for (;;) {
    Opcode opcode = cursor.opcode();
    switch (opcode) {
      case Opcode::end:
        return stack.back();
      case Opcode::i32_const:
        push(static_cast<uint32_t>(cursor.s32()));
        break;
      case Opcode::i64_const:
        push(static_cast<uint64_t>(cursor.s64()));
        break;
      case Opcode::f32_const:
        push(cursor.f32_bits());
        break;
      case Opcode::f64_const:
        push(cursor.f64_bits());
        break;
      case Opcode::v128_const: {
        uint64_t low = cursor.f64_bits();
        stack.push_back({{low, cursor.f64_bits()}});
        break;
      }
      case Opcode::global_get:
        stack.push_back(instance.global(cursor.u32(), instance.data()));
        break;
      case Opcode::ref_null:
        cursor.skip_immediates(opcode);
        push(0);
        break;
      case Opcode::ref_func:
        push(reinterpret_cast<uint64_t>(&instance.function(cursor.u32())));
        break;
      default: {
        uint64_t rhs = stack.back().words[0];
        stack.pop_back();
        uint64_t& lhs = stack.back().words[0];
        lhs = compute(opcode, lhs, rhs);
      }
    }
  }
}

}  // namespace wali::engine
