#pragma once

#include "wali/argument.h"

namespace wali::sys {

/// A signal set for the kernel, without the signals that must stay deliverable to the engine.
class SignalSetArgument {
 public:
  /// Takes the guest's set, or none for NULL. EINVAL unless `size` is the kernel's size of a set.
  Expected<void> load(const Caller& caller, In<GuestSigset> set, uint32_t size) {
    if (!set) return {};
    if (size != sizeof bits_) return failed(EINVAL);
    bits_ = TRY(set.load(caller)).bits & ~kEngineSignals;
    given_ = true;
    return {};
  }
  const uint64_t* pointer() const { return given_ ? &bits_ : nullptr; }

 private:
  uint64_t bits_ = 0;
  bool given_ = false;
};

}  // namespace wali::sys
