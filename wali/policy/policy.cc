#include "wali/policy/policy.h"

#include <algorithm>

namespace wali::sys {

Policy hardened_policy() {
  return {.exec = ExecRule::Modules,
          .devices = DeviceRule::Basic,
          .writes_settings = false,
          .is_dumpable = false,
          .confines_engine = true};
}

// There are path rules in a file alone, so the two never have to be intersected.
Policy narrowed(Policy policy, const Policy& by) {
  policy.exec = std::max(policy.exec, by.exec);
  policy.devices = std::max(policy.devices, by.devices);
  policy.writes_settings &= by.writes_settings;
  policy.is_dumpable &= by.is_dumpable;
  policy.signals_others &= by.signals_others;
  policy.confines_engine |= by.confines_engine;
  if (!policy.paths) policy.paths = by.paths;
  policy.denied_calls.insert(
      policy.denied_calls.end(), by.denied_calls.begin(), by.denied_calls.end());
  return policy;
}

}  // namespace wali::sys
