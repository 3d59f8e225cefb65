#pragma once

#include <cstdint>
#include <vector>

/// What validation leaves behind about one function for the compiler's single pass: which locals
/// are worth a register, and the frame's bounds. Gathered in the same pass that checks types;
/// linear in the body.
namespace wali::loader {

/// Accesses of one local inside a loop or function. `weight` counts local.get/set/tee, one nested
/// loop deeper counting eightfold (saturating).
struct LocalUse {
  uint32_t local;
  uint32_t weight;
  bool is_set;  // some local.set or local.tee of it lies inside
};

/// One `loop`, in order of its opcode in the body. `uses` holds at most kMaxUses locals, hottest
/// first; a loop that touches more than that keeps the ones it met most often (approximately).
struct LoopSummary {
  static constexpr uint32_t kMaxUses = 24;
  bool has_call =
      false;  // call, call_indirect or anything that calls the host (see FunctionSummary)
  uint32_t first_use = 0;  // in FunctionSummary::loop_uses
  uint32_t use_count = 0;
};

/// Reused from function to function: `clear` keeps the vectors' memory.
struct FunctionSummary {
  std::vector<LoopSummary> loops;
  std::vector<LocalUse> loop_uses;
  /// The function's hottest locals (parameters included), hottest first, at most
  /// LoopSummary::kMaxUses.
  std::vector<LocalUse> hot_locals;
  /// One flag per declared local (parameters not counted): it may be read before it was written, so
  /// the frame must start with its zero. A false flag needs proof: the first access in body order
  /// is a set or tee, and every later access lies inside the control frame (arm of an if) which
  /// that first set is directly in.
  std::vector<bool> needs_zero;
  uint32_t max_stack_height = 0;      // operands, in values
  uint32_t max_call_params = 0;       // largest parameter count of any callee in the body
  uint32_t max_call_results = 0;      // largest result count of any callee
  uint32_t max_tail_call_params = 0;  // as max_call_params, of tail calls alone
  /// The body holds call, call_indirect, return_call*, memory.grow/copy/fill/init, data.drop,
  /// table.* (but table.get/set/size too), elem.drop, ref.func, memory.atomic.wait/notify,
  /// call_ref, return_call_ref, throw, throw_ref or rethrow: all that leave the function.
  bool has_call = false;
  bool has_v128 = false;  // some parameter, result, local, operand, callee or thrown tag uses v128
  /// The body holds try or try_table, so control may come to a handler from any call inside it.
  /// What handlers read is in `needs_zero` all the same: a catch arm begins an arm of its own, as
  /// an else does.
  bool has_try = false;
  bool has_throw = false;         // throw, throw_ref or rethrow
  uint32_t max_throw_params = 0;  // largest parameter count of a tag in a throw
  /// Arms of legacy `catch` or `catch_all` nested in one another at most: exceptions that a rethrow
  /// may name.
  uint32_t max_catch_depth = 0;

  void clear();
};

}  // namespace wali::loader
