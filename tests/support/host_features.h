#pragma once

#include <doctest/doctest.h>

/// What tests need of the kernel that an emulator of user processes may lack. Each is found out by
/// trying, never from a name or version.
namespace wali::test {

enum class HostFeature {
  Preadv2,  // preadv2(2) and pwritev2(2)
  Openat2,
  EpollPwait2,
  Execveat,
  LockOnFault,          // mlock2(2) with MLOCK_ONFAULT
  SecondView,           // mremap(2) of length 0 maps shared pages once more
  WipeOnFork,           // madvise(2), MADV_WIPEONFORK
  RemoveAdvice,         // madvise(2), MADV_REMOVE
  AddressSpaceLimit,    // RLIMIT_AS
  ExactMaps,            // /proc/self/maps shows every protection as it was set
  OwnProcessFiles,      // /proc/self is the kernel's own
  FaultsInsideBuffers,  // the kernel fills a buffer as far as it is accessible
  ThreadsAfterFork,     // a process that a thread among several forked starts threads of its own
  SignalsAnywhere,      // a handler runs as soon as its signal has come
};

/// Tried once for each feature. Where it is missing, a line on standard output says so.
bool host_has(HostFeature feature);

/// TEST_CASE("..." * needs(HostFeature::Openat2)): skipped and counted where the host lacks it.
inline doctest::skip needs(HostFeature feature) {
  return doctest::skip(!host_has(feature));
}

}  // namespace wali::test
