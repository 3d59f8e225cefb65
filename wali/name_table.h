#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// The names of constants that C programs write for an argument, for the tracer.
namespace wali::sys {

struct NamedValue {
  uint64_t value;
  std::string_view name;
};

enum class NameStyle : uint8_t {
  Choice,  // one of the values
  Flags,   // an OR of them; a value of 0 names the empty set
};

struct NameTable {
  std::string_view type;  // what the argument is called in a signature
  NameStyle style;
  uint64_t choice_mask;  // for Flags: these bits are a choice among the values inside the mask
  std::span<const NamedValue> values;

  void append(std::string& out, uint64_t value) const;
};

extern const NameTable kOpenFlagNames, kAtFlagNames, kProtectionNames, kMapFlagNames,
    kMremapFlagNames, kAdviceNames, kMsyncFlagNames, kWhenceNames, kAccessNames, kClockNames,
    kSignalNames, kSignalHowNames, kFcntlNames, kIoctlNames, kFlockNames, kSocketDomainNames,
    kSocketTypeNames, kMessageFlagNames, kShutdownNames, kSocketLevelNames, kWaitOptionNames,
    kFutexNames, kPrctlNames, kResourceNames, kRusageWhoNames, kEpollControlNames, kEpollEventNames,
    kPollEventNames, kDescriptorFlagNames, kItimerNames, kRandomFlagNames, kFileAdviceNames,
    kRenameFlagNames, kSigactionFlagNames;

}  // namespace wali::sys
