#include "engine/interruption.h"

#include <sys/time.h>

#include <csignal>

#include "engine/unwind.h"
#include "tests/support/host_features.h"
#include "tests/unit/engine/fixture.h"

namespace wali::engine::test {
namespace {

// Frames of every shape: none, saved registers, arguments and results on the stack, tail calls.
constexpr std::string_view kModule = R"((module
  (type $binary (func (param i32 i32) (result i32)))
  (table funcref (elem $leaf $leaf2))
  (func $leaf (type $binary) (i32.add (i32.mul (local.get 0) (i32.const 3)) (local.get 1)))
  (func $leaf2 (type $binary) (i32.xor (local.get 0) (local.get 1)))
  (func $tail (type $binary)
    (return_call_indirect (type $binary)
      (local.get 1) (local.get 0) (i32.and (local.get 0) (i32.const 1))))
  (func $many (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i64 f64 f32) (result i32 i64 i32 i32 i32 i32)
    (local.get 9) (local.get 10) (local.get 0) (local.get 7) (local.get 8)
    (i32.add (local.get 3) (i32.trunc_sat_f64_s (local.get 11))))
  (func $saves (param i32) (result i32) (local i32 i32 i32 i32 i32 i32)
    (loop $next
      (local.set 1 (i32.add (local.get 1) (local.get 0)))
      (local.set 2 (i32.xor (local.get 2) (local.get 1)))
      (local.set 3 (i32.add (local.get 3) (local.get 2)))
      (local.set 4 (i32.sub (local.get 4) (local.get 3)))
      (local.set 5 (i32.add (local.get 5) (call $leaf (local.get 4) (local.get 1))))
      (local.set 6 (call $tail (local.get 5) (local.get 6)))
      (br_if $next (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 8))))
    (i32.add (local.get 5) (local.get 6)))
  (func $middle (param i32) (result i32)
    (call $many (local.get 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5)
                (i32.const 6) (i32.const 7) (call $saves (i32.const 1)) (i32.const 9) (i64.const 10)
                (f64.const 11) (f32.const 12))
    (drop) (drop) (drop) (drop) (drop))
  (func (export "outermost") (param i32) (result i32) (local i32)
    (loop $next
      (local.set 1 (i32.add (local.get 1) (call $middle (local.get 0))))
      (br_if $next (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 1))))";

constexpr uint32_t kOutermost = 6;

struct Walks {
  const Thread* thread;
  volatile int taken = 0;
  volatile int wrong = 0;
};
Walks* walks = nullptr;

// From wherever the thread is to its outermost function: no frame may be lost or made up.
void walk(int, siginfo_t*, void* ucontext) {
  const Thread& thread = *walks->thread;
  if (Thread::current() == nullptr || settle(thread, ucontext) != Place::Guest) return;
  Interruption interruption{.ucontext = ucontext};
  InterruptedCode at = interrupted_code(thread, interruption);
  FrameWalker walker(thread,
                     reinterpret_cast<const void*>(at.context.pc),
                     reinterpret_cast<const void*>(at.context.sp),
                     at.pc_is_return_address);
  uint32_t last = UINT32_MAX;
  uint32_t depth = 0;
  for (; !walker.at_end(); walker.next(), ++depth) last = walker.function()->function;
  walks->taken = walks->taken + 1;
  bool is_at_the_edge = depth == 0;  // in the entry thunk
  if (!is_at_the_edge && (last != kOutermost || depth > 5)) walks->wrong = walks->wrong + 1;
}

void set_timer(long microseconds) {
  itimerval timer{{0, microseconds}, {0, microseconds}};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

TEST_CASE("an interrupted thread: its frames are known at every instruction" *
          wali::test::needs(wali::test::HostFeature::SignalsAnywhere)) {
  auto store = new_store();
  Instance& instance = instantiate(*store, kModule);
  const jit::FunctionRecord& outermost = *instance.find_function("outermost");
  Value rounds{I32, 2000};
  auto expected = invoke(*store, outermost, {&rounds, 1});
  REQUIRE(expected);

  Walks here{.thread = &store->thread()};
  walks = &here;
  struct sigaction action = {}, before;
  action.sa_sigaction = walk;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigaction(SIGALRM, &action, &before);
  set_timer(50);
  int changed = 0;
  for (int i = 0; i < 20'000 && here.taken < 2000; ++i) {
    auto result = invoke(*store, outermost, {&rounds, 1});
    if (!result || (*result)[0].bits != (*expected)[0].bits) ++changed;
  }
  set_timer(0);
  sigaction(SIGALRM, &before, nullptr);
  CHECK(here.taken > 0);
  CHECK(here.wrong == 0);
  CHECK(changed == 0);
}

}  // namespace wali::engine::test
