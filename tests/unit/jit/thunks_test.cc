#include "jit/thunks.h"

#include <doctest/doctest.h>

#include <vector>

#include "tests/unit/jit/fixture.h"

// A host stub is itself code in the Wasm convention, so an entry thunk can run one.

namespace wali::jit::test {
namespace {

const void* stub(Thunks& thunks, Recorder& recorder, StubKind kind = StubKind::Plain) {
  auto code = thunks.host_stub(recorder.type, Recorder::call, &recorder, kind);
  REQUIRE(code.has_value());
  return *code;
}

TEST_CASE("thunks: values of every signature survive the way in and out") {
  Thunks thunks;
  Guest guest;
  for (const auto& [params, results] : signatures()) {
    CAPTURE(params);
    CAPTURE(results);
    Recorder recorder{function_type(params, results)};
    recorder.check_round_trip(thunks, stub(thunks, recorder), &guest.instances[0]);
    CHECK(recorder.calls == 1);
    CHECK(recorder.caller == &guest.instances[0]);
    CHECK(guest.thread.entry_sp == nullptr);
    CHECK(guest.thread.exit_sp == nullptr);
  }
}

TEST_CASE("thunks: the most parameters and results there may be") {
  Thunks thunks;
  Guest guest;
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "idlfr"[i % 5];
  Recorder recorder{function_type(many, many)};
  recorder.check_round_trip(thunks, stub(thunks, recorder), &guest.instances[0]);
}

TEST_CASE("thunks: an instance switch passes values of every signature") {
  Thunks thunks;
  Guest guest;
  for (const auto& [params, results] : signatures()) {
    CAPTURE(params);
    CAPTURE(results);
    Recorder recorder{function_type(params, results)};
    auto code = thunks.instance_switch(recorder.type, stub(thunks, recorder), 1);
    REQUIRE(code.has_value());
    recorder.check_round_trip(thunks, *code, &guest.instances[0]);
    CHECK(recorder.caller == &guest.instances[1]);
  }
}

TEST_CASE("thunks: an entry has one return address") {
  Thunks thunks;
  auto entry = thunks.entry(function_type("il", "d"));
  REQUIRE(entry.has_value());
  auto* begin = reinterpret_cast<const std::byte*>(*entry);
  int found = 0;
  for (const std::byte* at = begin; thunks.frame_at(at) != nullptr; ++at) {
    found += thunks.is_return_address(at);
  }
  CHECK(found == 1);
  CHECK(!thunks.is_return_address(begin));
}

TEST_CASE("thunks: one entry serves all functions of a type") {
  Thunks thunks;
  auto first = thunks.entry(function_type("il", "d"));
  CHECK(first == thunks.entry(function_type("il", "d")));
  CHECK(first != thunks.entry(function_type("i", "ld")));
  CHECK(first != thunks.entry(function_type("ild", "")));
}

TEST_CASE("thunks: a stub publishes where Wasm code called it") {
  Thunks thunks;
  Guest guest;
  for (const char* params : {"", "iiiiiiiiii", "iiiiiiiiiii"}) {
    Recorder recorder{function_type(params, "iiiiii")};
    recorder.check_round_trip(thunks, stub(thunks, recorder), &guest.instances[0]);
    const Thunks::Frame* frame = thunks.frame_at(recorder.return_address);
    REQUIRE(frame != nullptr);
    CHECK(frame->kind == Thunks::Frame::Entry);
  }
}

/// Walks from a host function to the entry thunk, an instance switch away.
struct Walker {
  const Thunks* thunks;
  std::vector<Thunks::Frame::Kind> kinds = {};

  static HostResult call(void* data, InstanceData* caller, uint64_t*) {
    auto* self = static_cast<Walker*>(data);
    auto* slot = static_cast<std::byte*>(caller->thread->exit_sp);
    size_t popped = 0;
    while (const Thunks::Frame* frame = self->thunks->frame_at(*reinterpret_cast<void**>(slot))) {
      self->kinds.push_back(frame->kind);
      slot += sizeof(void*) + popped + frame->frame_size;
      popped = sizeof(void*) * frame->argument_words;
    }
    return HostResult::Ok;
  }
};

TEST_CASE("thunks: frame sizes lead a stack walk from one return address to the next") {
  using enum Thunks::Frame::Kind;
  for (const char* params : {"", "iiiiiiii", "iiiiiiiii"}) {
    CAPTURE(params);
    Thunks thunks;
    Guest guest;
    Walker walker{&thunks};
    loader::FunctionType type = function_type(params, "iiiiiii");
    auto callee = thunks.host_stub(type, Walker::call, &walker);
    REQUIRE(callee.has_value());
    auto inner = thunks.instance_switch(type, *callee, 1);
    REQUIRE(inner.has_value());
    auto outer = thunks.instance_switch(type, *inner, 0);
    REQUIRE(outer.has_value());
    auto entry = thunks.entry(type);
    REQUIRE(entry.has_value());
    uint64_t values[9] = {};
    REQUIRE((*entry)(*outer, &guest.instances[0], values));
    // The inner switch returns into the outer one, so it leaves no frame.
    CHECK(walker.kinds == std::vector{InstanceSwitch, Entry});
    CHECK(thunks.frame_at(&walker) == nullptr);
    CHECK(thunks.frame_at(*callee) == nullptr);
  }
}

TEST_CASE("thunks: a trap ends the entry with false and restores the thread") {
  Thunks thunks;
  Guest guest;
  for (const char* params : {"", "l", "llllllllll", "ddddddddddd"}) {
    CAPTURE(params);
    Recorder recorder{function_type(params, "l"), HostResult::Trap};
    const void* code = stub(thunks, recorder);
    auto switched = thunks.instance_switch(recorder.type, code, 1);
    REQUIRE(switched.has_value());
    auto entry = thunks.entry(recorder.type);
    REQUIRE(entry.has_value());
    int entry_mark;
    int exit_mark;
    guest.thread.entry_sp = &entry_mark;
    guest.thread.exit_sp = &exit_mark;
    for (const void* each : {code, *switched}) {
      std::vector<uint64_t> values(11);
      CHECK_FALSE((*entry)(each, &guest.instances[0], values.data()));
      CHECK(guest.thread.entry_sp == &entry_mark);
      CHECK(guest.thread.exit_sp == &exit_mark);
    }
    CHECK(recorder.calls == 2);
  }
}

/// Enters Wasm code again, from a host function, until `depth` is reached; the innermost may trap.
struct Nest {
  Thunks& thunks;
  HostResult innermost;
  const void* code = nullptr;
  std::vector<bool> finished = {};
  loader::FunctionType type = function_type("l", "l");

  static HostResult call(void* data, InstanceData* caller, uint64_t* values) {
    auto* self = static_cast<Nest*>(data);
    if (values[0] == 0) return self->innermost;
    ThreadData& thread = *caller->thread;
    void* entry_sp = thread.entry_sp;
    void* exit_sp = thread.exit_sp;
    uint64_t inner = values[0] - 1;
    self->finished.push_back((*self->thunks.entry(self->type))(self->code, caller, &inner));
    CHECK(thread.entry_sp == entry_sp);
    CHECK(thread.exit_sp == exit_sp);
    values[0] += inner;
    return HostResult::Ok;
  }

  bool run(uint64_t& value) {
    code = *thunks.host_stub(type, call, this);
    Guest guest;
    bool result = (*thunks.entry(type))(code, &guest.instances[0], &value);
    CHECK(guest.thread.entry_sp == nullptr);
    CHECK(guest.thread.exit_sp == nullptr);
    return result;
  }
};

TEST_CASE("thunks: Wasm code may be entered again from a host function") {
  Thunks thunks;
  Nest nest{thunks, HostResult::Ok};
  uint64_t value = 4;
  CHECK(nest.run(value));
  CHECK(value == 4 + 3 + 2 + 1);
  CHECK(nest.finished == std::vector{true, true, true, true});
}

TEST_CASE("thunks: a trap leaves the innermost entry alone") {
  Thunks thunks;
  Nest nest{thunks, HostResult::Trap};
  uint64_t value = 3;
  CHECK(nest.run(value));
  CHECK(nest.finished == std::vector{false, true, true});
}

TEST_CASE("thunks: call_on_stack runs on the given stack, aligned, and comes back") {
  struct Call {
    const void* frame = nullptr;
    int calls = 0;
  } call;
  std::vector<std::byte> stack(256 << 10);
  auto top = reinterpret_cast<uintptr_t>(stack.data() + stack.size()) & ~uintptr_t{15};
  call_on_stack(
      reinterpret_cast<void*>(top),
      [](void* data) {
        auto* self = static_cast<Call*>(data);
        self->frame = __builtin_frame_address(0);
        ++self->calls;
      },
      &call);
  CHECK(call.calls == 1);
  CHECK(call.frame >= stack.data());
  CHECK(call.frame < stack.data() + stack.size());
  CHECK(reinterpret_cast<uintptr_t>(call.frame) % 16 == 0);
}

}  // namespace
}  // namespace wali::jit::test
