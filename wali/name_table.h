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
  uint64_t choice_mask;      // for Flags: these bits are a choice among the values inside the mask
  std::string_view unknown;  // what strace writes beside a value without a name
  std::span<const NamedValue> values;

  void append(std::string& out, uint64_t value) const;
};

extern const NameTable kOpenFlagNames, kDescriptorFlagNames, kAtFlagNames, kAccessAtFlagNames,
    kStatxFlagNames, kStatxMaskNames, kStatxAttributeNames, kFileTypeNames, kWhenceNames,
    kAccessNames, kFcntlNames, kFdFlagNames, kLockTypeNames, kOwnerTypeNames, kSealNames,
    kNotifyNames, kFlockNames, kFileAdviceNames, kFallocateNames, kRenameFlagNames,
    kSpliceFlagNames, kSyncRangeNames, kReadWriteFlagNames, kCloseRangeNames, kXattrNames,
    kResolveNames, kFileSystemNames, kMountFlagNames, kInotifyMaskNames, kInotifyFlagNames,
    kMemfdFlagNames, kProtectionNames, kMapFlagNames, kMremapFlagNames, kAdviceNames,
    kMsyncFlagNames, kLockAllNames, kMlock2FlagNames, kClockNames, kTimerFlagNames,
    kTimerFdFlagNames, kTimerFdCreateFlagNames, kSignalNames, kSignalHowNames, kSignalCodeNames,
    kChildCodeNames, kSigactionFlagNames, kStackFlagNames, kSignalFdFlagNames, kWaitOptionNames,
    kWaitIdNames, kFutexNames, kFutexOpNames, kFutexCompareNames, kPrctlNames, kDumpableNames,
    kResourceNames, kRusageWhoNames, kItimerNames, kRandomFlagNames, kSchedulerNames,
    kSchedulerFlagNames, kPriorityWhoNames, kMembarrierNames, kCloneFlagNames, kCapVersionNames,
    kCapabilityNames, kIpcFlagNames, kShmFlagNames, kMsgFlagNames, kSemFlagNames, kIpcCommandNames,
    kShmCommandNames, kSemCommandNames, kSigevNotifyNames, kSocketDomainNames, kSocketTypeNames,
    kSocketFlagNames, kIpProtocolNames, kNetlinkProtocolNames, kSocketLevelNames,
    kSocketOptionNames, kTcpOptionNames, kIpOptionNames, kIpv6OptionNames, kMessageFlagNames,
    kShutdownNames, kControlTypeNames, kEpollControlNames, kEpollCreateFlagNames, kEpollEventNames,
    kPollEventNames, kEventFdFlagNames, kIoctlNames, kInputFlagNames, kOutputFlagNames,
    kControlFlagNames, kLocalFlagNames, kSegmentFlagNames, kIpcKeyNames, kLandlockCreateNames,
    kLandlockRuleNames, kLandlockFileNames, kLandlockNetNames;

}  // namespace wali::sys
