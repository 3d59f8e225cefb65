#include "engine/memory/guarded_access.h"

#include <csignal>

extern "C" {
bool wali_guarded_copy(void* to, const void* from, size_t length);
bool wali_guarded_fill(void* to, uint8_t value, size_t length);
bool wali_guarded_compare_exchange(uint32_t* word, uint32_t* expected, uint32_t desired);
extern const char wali_guarded_access_begin[];
extern const char wali_guarded_access_end[];
extern const char wali_guarded_access_failed[];
}

namespace wali::memory {

bool guarded_copy(void* to, const void* from, size_t length) {
  return wali_guarded_copy(to, from, length);
}

bool guarded_fill(void* to, uint8_t value, size_t length) {
  return wali_guarded_fill(to, value, length);
}

std::optional<uint32_t> guarded_compare_exchange(uint32_t* word,
                                                 uint32_t expected,
                                                 uint32_t desired) {
  if (!wali_guarded_compare_exchange(word, &expected, desired)) return std::nullopt;
  return expected;
}

namespace {

constinit thread_local int last_signal = 0;

}  // namespace

bool last_fault_was_bus_error() {
  return last_signal == SIGBUS;
}

const void* fault_fixup(const void* pc, int signal) {
  if (pc < wali_guarded_access_begin || pc >= wali_guarded_access_end) return nullptr;
  last_signal = signal;
  return wali_guarded_access_failed;
}

}  // namespace wali::memory
