#include "loader/function_summary.h"

namespace wali::loader {

void FunctionSummary::clear() {
  loops.clear();
  loop_uses.clear();
  hot_locals.clear();
  needs_zero.clear();
  max_stack_height = 0;
  max_call_params = 0;
  max_call_results = 0;
  max_tail_call_params = 0;
  has_call = false;
  has_v128 = false;
  has_try = false;
  has_throw = false;
  max_throw_params = 0;
  max_catch_depth = 0;
}

}  // namespace wali::loader
